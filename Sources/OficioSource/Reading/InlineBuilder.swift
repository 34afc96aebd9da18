internal import CCMarkGFM

/// Converts cmark's inline nodes to `Inline` values and finds `[[…]]` in their text.
struct InlineBuilder {
    /// The HTML tags found, except `<br>` and comments. They stay in the text as typed.
    private(set) var tags: [String] = []

    mutating func build(childrenOf parent: CMark.Node, depth: Int = 0) -> [Inline] {
        var inlines: [Inline] = []
        var run = ""
        func flush() {
            if !run.isEmpty { inlines += References.split(run.precomposed) }
            run = ""
        }
        var child = cmark_node_first_child(parent)
        while let node = child {
            child = cmark_node_next(node)
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT:
                run += CMark.literal(node)
                continue
            case CMARK_NODE_HTML_INLINE:
                let tag = CMark.literal(node)
                if tag.hasPrefix("<!--") { continue }
                if !Self.isLineBreak(tag) {
                    tags.append(tag)
                    run += tag
                    continue
                }
                flush()
                inlines.append(.lineBreak)
            default:
                flush()
                inlines.append(inline(node, depth: depth))
            }
        }
        flush()
        return inlines
    }

    private mutating func inline(_ node: CMark.Node, depth: Int) -> Inline {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_LINEBREAK: return .lineBreak
        case CMARK_NODE_CODE: return .code(CMark.literal(node).precomposed)
        case CMARK_NODE_IMAGE:
            var alternative = ""
            Inline.appendPlain(nested(node, depth), to: &alternative)
            return .image(destination: destination(node), title: title(node), alternative: alternative)
        case CMARK_NODE_LINK: return .link(destination: destination(node), title: title(node), nested(node, depth))
        case CMARK_NODE_STRONG: return .strong(nested(node, depth))
        case CMARK_NODE_EMPH: return .emphasis(nested(node, depth))
        default:
            return CMark.typeName(node) == "strikethrough"
                ? .strikethrough(nested(node, depth)) : .text(CMark.literal(node).precomposed)
        }
    }

    /// Returns the inlines of a node. Beyond the depth limit they are plain text without markup.
    private mutating func nested(_ node: CMark.Node, _ depth: Int) -> [Inline] {
        if depth < Limits.depth { return build(childrenOf: node, depth: depth + 1) }
        guard let iterator = cmark_iter_new(node) else { return [] }
        defer { cmark_iter_free(iterator) }
        var text = ""
        while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
            if let current = cmark_iter_get_node(iterator) { text += CMark.literal(current) }
        }
        return [.text(text.precomposed)]
    }

    private func destination(_ node: CMark.Node) -> String { CMark.string(cmark_node_get_url(node)).precomposed }

    private func title(_ node: CMark.Node) -> String { CMark.string(cmark_node_get_title(node)).precomposed }

    private static func isLineBreak(_ tag: String) -> Bool {
        let name = tag.utf8.filter { $0 != 0x20 && $0 != UInt8(ascii: "/") && $0 != 0x0A }.map { $0 | 0x20 }
        return name.elementsEqual("<br>".utf8.map { $0 | 0x20 })
    }
}
