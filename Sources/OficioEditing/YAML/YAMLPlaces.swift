import Diagnostics
import OficioSource

/// A mapping in a source: the whole front matter, an item, or the value of a key.
struct YAMLMapping {
    let entries: [YAMLNode.Entry]
    /// The range of the mapping's braces; `nil` for a mapping on lines of its own.
    let braces: Range<Int>?
    /// The offset at which an empty mapping gets its first entry. Only a front matter or a file is
    /// empty without braces.
    let start: Int
}

/// A sequence in a source. `brackets` is the range of its brackets; it is `nil` for a sequence on lines of its own.
struct YAMLSequence {
    let items: [YAMLNode]
    let brackets: Range<Int>?
}

extension SourceText {
    /// Returns the offset after the last byte of a node that is not empty. A block collection ends
    /// with its last value.
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

    /// Returns the offset after a key and its value, or the end of the line if the value is an
    /// alias.
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

    /// Whether a node is an alias. The span of an alias is that of its anchor, which lies before `offset`.
    func isAlias(_ node: YAMLNode, behind offset: Int) -> Bool { Int(node.span.start) < offset }

    /// Throws if replacing a value would change other values: an alias, or a value with an anchor or a tag.
    func requireOwnValue(_ node: YAMLNode, behind offset: Int) throws(EditRefusal) {
        if isAlias(node, behind: offset) { throw .alias }
        let start = Int(node.span.start)
        if !node.isAbsent, start < count, "&!*".utf8.contains(bytes[start]) { throw .alias }
        switch node {
        case .scalar: break
        case .sequence(let items, let span): for item in items { try requireOwnValue(item, behind: Int(span.start)) }
        case .mapping(let entries, let span):
            for entry in entries { try requireOwnValue(entry.value, behind: Int(span.start)) }
        }
    }

    /// Returns the offset of the dash of an item in a block sequence. Throws if the item has no dash.
    func dash(of item: YAMLNode) throws(EditRefusal) -> Int {
        var place = Int(item.span.start) - 1
        while place >= 0, Self.isSpace(bytes[place]) { place -= 1 }
        guard place >= 0, bytes[place] == UInt8(ascii: "-") else { throw .layout }
        return place
    }

    /// Returns the style in which a scalar is written; `.plain` for an absent value and for any other node.
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

    /// The value of the node, with names as written. An unquoted `[[id]]`, which YAML reads as a
    /// nested list, is a text.
    var content: Content {
        switch self {
        case .scalar(let scalar): return .text(scalar.text)
        case .sequence(let items, _):
            if let reference = shortReference { return .text(reference) }
            return .list(items.map(\.content))
        case .mapping(let entries, _): return .members(entries.map { Content.Member($0.key.text, $0.value.content) })
        }
    }

    /// The text of an unquoted `[[id]]`; `nil` for any other node.
    var shortReference: String? {
        guard case .sequence(let outer, _) = self, outer.count == 1, case .sequence(let inner, _) = outer[0],
            !inner.isEmpty
        else { return nil }
        var words: [String] = []
        for case .scalar(let scalar) in inner { words.append(scalar.text) }
        return words.count == inner.count ? "[[" + words.joined(separator: ", ") + "]]" : nil
    }
}
