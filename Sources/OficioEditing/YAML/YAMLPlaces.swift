import Diagnostics
import OficioSource

/// A mapping of a source: the whole front matter, an item, or the value of a key.
struct YAMLMapping {
    let entries: [YAMLNode.Entry]
    /// Where the braces stand; `nil` for a mapping on lines of its own.
    let braces: Range<Int>?
    /// Where entries of an empty mapping go; only front matter and files are empty without braces.
    let start: Int
}

/// A sequence of a source.
struct YAMLSequence {
    let items: [YAMLNode]
    let brackets: Range<Int>?
}

extension SourceText {
    /// The offset behind the last byte of a node that is not empty. Block collections end with
    /// their last value.
    func end(of node: YAMLNode) -> Int {
        switch node {
        case .scalar(let scalar): return Int(scalar.span.end)
        case .sequence(let items, let span):
            if isFlow(span) { return Int(span.end) }
            return items.last.map { max(Int(span.start), end(of: $0)) } ?? Int(span.end)
        case .mapping(let entries, let span):
            if isFlow(span) { return Int(span.end) }
            return entries.last.map { max(Int(span.start), end(of: $0)) } ?? Int(span.end)
        }
    }

    /// The offset behind a key and its value; of an alias the end of its line.
    func end(of entry: YAMLNode.Entry) -> Int {
        if isAlias(entry.value, behind: Int(entry.key.span.end)) {
            return contentEnd(ofLineAt: Int(entry.key.span.end))
        }
        return max(Int(entry.key.span.end), end(of: entry.value))
    }

    func isFlow(_ span: Span) -> Bool {
        let start = Int(span.start)
        return start < count && (bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{"))
    }

    /// Whether a node is written elsewhere: an alias has the place of its anchor.
    func isAlias(_ node: YAMLNode, behind offset: Int) -> Bool { Int(node.span.start) < offset }

    /// Throws where a value cannot be replaced without changing others: an alias, or one with an
    /// anchor or a tag.
    func checkOwn(_ node: YAMLNode, behind offset: Int) throws(EditRefusal) {
        if isAlias(node, behind: offset) { throw .alias }
        let start = Int(node.span.start)
        if !node.isAbsent, start < count, "&!*".utf8.contains(bytes[start]) { throw .alias }
        switch node {
        case .scalar: break
        case .sequence(let items, let span): for item in items { try checkOwn(item, behind: Int(span.start)) }
        case .mapping(let entries, let span):
            for entry in entries { try checkOwn(entry.value, behind: Int(span.start)) }
        }
    }

    /// The offset of the dash of an item in a block sequence.
    func dash(of item: YAMLNode) throws(EditRefusal) -> Int {
        var place = Int(item.span.start) - 1
        while place >= 0, Self.isSpace(bytes[place]) { place -= 1 }
        guard place >= 0, bytes[place] == UInt8(ascii: "-") else { throw .layout }
        return place
    }

    /// How a scalar is written.
    func style(of node: YAMLNode) -> YAMLWriter.Style {
        guard case .scalar(let scalar) = node, !node.isAbsent, Int(scalar.span.start) < count else { return .plain }
        switch bytes[Int(scalar.span.start)] {
        case UInt8(ascii: "\""): return .double
        case UInt8(ascii: "'"): return .single
        case UInt8(ascii: "|"), UInt8(ascii: ">"): return .block
        default: return .plain
        }
    }
}

extension YAMLNode {

    /// The value of the node, with names as written. An unquoted `[[id]]`, a nested list to YAML,
    /// is a text.
    var content: Content {
        switch self {
        case .scalar(let scalar): return .text(scalar.text)
        case .sequence(let items, _):
            if let reference = shortReference { return .text(reference) }
            return .list(items.map(\.content))
        case .mapping(let entries, _): return .members(entries.map { Content.Member($0.key.text, $0.value.content) })
        }
    }

    /// `[[id]]` without quotes.
    var shortReference: String? {
        guard case .sequence(let outer, _) = self, outer.count == 1, case .sequence(let inner, _) = outer[0],
            !inner.isEmpty
        else { return nil }
        var words: [String] = []
        for case .scalar(let scalar) in inner { words.append(scalar.text) }
        return words.count == inner.count ? "[[" + words.joined(separator: ", ") + "]]" : nil
    }
}
