import OficioSource

/// Plans edits of YAML mappings and sequences as byte replacements.
struct YAMLEdits {
    let text: SourceText
    let writer: YAMLWriter

    init(_ text: SourceText) {
        self.text = text
        writer = YAMLWriter(lineEnd: text.lineEnd)
    }

    typealias Replacement = SourcePatch.Replacement

    func mapping(_ node: YAMLNode) -> YAMLMapping? {
        guard case .mapping(let entries, let span) = node else { return nil }
        return YAMLMapping(entries: entries, braces: text.isFlow(span) ? span.range : nil, start: Int(span.start))
    }

    func sequence(_ node: YAMLNode) -> YAMLSequence? {
        guard case .sequence(let items, let span) = node else { return nil }
        return YAMLSequence(items: items, brackets: text.isFlow(span) ? span.range : nil)
    }

    // MARK: Values

    /// Returns the replacements that set the value of a key. Throws if the value has an anchor or a tag, or is an
    /// alias.
    func set(_ entry: YAMLNode.Entry, to content: Content, isInFlow: Bool) throws(EditRefusal) -> [Replacement] {
        let keyEnd = Int(entry.key.span.end)
        try text.requireOwnValue(entry.value, behind: keyEnd)
        let indent = text.column(Int(entry.key.span.start))
        if let replacement = replacingScalar(entry.value, content, indent: indent, isInFlow: isInFlow) {
            return [replacement]
        }
        let colon = try colon(behind: keyEnd)
        return [
            replacing(
                entry.value, behind: colon + 1,
                with: writer.value(content, indent: indent, isInFlow: isInFlow, like: text.style(of: entry.value)))
        ]
    }

    /// Returns the replacements that set an item of a sequence. Throws if the item has an anchor or a tag, or is an
    /// alias.
    func set(_ item: YAMLNode, to content: Content, isInFlow: Bool) throws(EditRefusal) -> [Replacement] {
        try text.requireOwnValue(item, behind: 0)
        if isInFlow {
            return [Replacement(item.span.range, writer.inline(content, isInFlow: true, like: text.style(of: item)))]
        }
        let dash = try text.dash(of: item)
        let indent = text.column(dash)
        if let replacement = replacingScalar(item, content, indent: indent, isInFlow: false) { return [replacement] }
        if text.isFlow(item.span), case .members = content {
            return [Replacement(item.span.range, writer.inline(content, isInFlow: false))]
        }
        return [replacing(item, behind: dash + 1, with: writer.item(content, indent: indent))]
    }

    /// Returns the replacement of a scalar or a short reference by a text in the same style; `nil` if the node is
    /// neither, or the content is not a text.
    private func replacingScalar(_ node: YAMLNode, _ content: Content, indent: Int, isInFlow: Bool) -> Replacement? {
        guard case .text(let new, let quoting) = content else { return nil }
        if node.shortReference != nil {
            let isPlain =
                new.hasPrefix("[[") && new.hasSuffix("]]")
                && YAMLWriter.isPlain(String(new.dropFirst(2).dropLast(2)), isInFlow: true)
            return Replacement(node.span.range, isPlain ? new : YAMLWriter.inDoubleQuotes(new))
        }
        guard case .scalar(let scalar) = node, !node.isAbsent else { return nil }
        let style = text.style(of: node)
        // A block is indented from its key. A text that no block can hold goes on one line.
        if style == .block || new.lineFeeds.utf8.contains(0x0A), !isInFlow {
            let written = writer.value(.text(new), indent: indent, isInFlow: false)
            return Replacement(scalar.span.range, String(written.dropFirst()))
        }
        let written =
            quoting == .always
            ? YAMLWriter.inDoubleQuotes(new) : writer.scalar(new.lineFeeds, like: style, isInFlow: isInFlow)
        return Replacement(scalar.span.range, written)
    }

    /// Returns the replacement of the value after a colon or a dash.
    private func replacing(_ node: YAMLNode, behind offset: Int, with written: String) -> Replacement {
        if node.isAbsent { return insertingValue(written, at: offset) }
        return Replacement(offset..<max(offset, text.end(of: node)), written)
    }

    /// Returns the replacement that inserts a value for a key or item without one. A block value goes after the
    /// comment on the line.
    private func insertingValue(_ written: String, at offset: Int) -> Replacement {
        let isBlock = written.hasPrefix("\n") || written.hasPrefix("\r\n")
        let place = isBlock ? max(offset, text.contentEnd(ofLineAt: offset)) : offset
        return Replacement(offset..<place, text.string(offset..<place) + written)
    }

    private func colon(behind offset: Int) throws(EditRefusal) -> Int {
        var place = offset
        while place < text.count, text.bytes[place] == 0x20 || text.bytes[place] == 0x09 { place += 1 }
        guard place < text.count, text.bytes[place] == UInt8(ascii: ":") else { throw .layout }
        return place
    }

    // MARK: Entries

    /// Returns the replacements that add a key before the key at an index, or at the end if the index is the number
    /// of keys.
    func insert(_ member: Content.Member, at place: Int, in mapping: YAMLMapping) throws(EditRefusal) -> [Replacement] {
        if let braces = mapping.braces {
            let written =
                writer.key(member.name, isInFlow: true) + ":" + writer.value(member.content, indent: 0, isInFlow: true)
            if mapping.entries.isEmpty {
                return [Replacement((braces.lowerBound + 1)..<(braces.lowerBound + 1), written)]
            }
            if place == 0 {
                let start = Int(mapping.entries[0].key.span.start)
                return [Replacement(start..<start, written + ", ")]
            }
            let end = text.end(of: mapping.entries[place - 1])
            return [Replacement(end..<end, ", " + written)]
        }
        guard let first = mapping.entries.first else {
            return [text.inserting(lines: writer.member(member, indent: 0), at: mapping.start)]
        }
        let indent = text.column(Int(first.key.span.start))
        let lines = writer.member(member, indent: indent)
        if place == 0 {
            let start = Int(first.key.span.start)
            return [
                Replacement(
                    start..<start, lines.dropFirst(indent) + text.lineEnd + String(repeating: " ", count: indent))
            ]
        }
        return [text.inserting(lines: lines, at: text.nextLine(text.end(of: mapping.entries[place - 1])))]
    }

    func remove(at place: Int, in mapping: YAMLMapping) throws(EditRefusal) -> [Replacement] {
        let entry = mapping.entries[place]
        let start = Int(entry.key.span.start)
        let isLast = place + 1 == mapping.entries.count
        if mapping.braces != nil {
            if !isLast { return [Replacement(start..<Int(mapping.entries[place + 1].key.span.start), [])] }
            return [
                Replacement((place > 0 ? text.end(of: mapping.entries[place - 1]) : start)..<text.end(of: entry), [])
            ]
        }
        let end = text.end(of: entry)
        if text.isFirstInLine(start) { return [text.removing(lines: text.lineStart(start)..<text.nextLine(end))] }
        // The first key of an item shares the line of the dash, so the next key takes its place.
        guard !isLast else { throw .layout }
        let next = Int(mapping.entries[place + 1].key.span.start)
        guard text.trimmed(text.contentEnd(ofLineAt: end)..<next).isEmpty else { throw .layout }
        return [Replacement(start..<next, [])]
    }

    /// Returns the replacements that move a key before the key at another index, or to the end if that index is
    /// `entries.count`.
    func move(from place: Int, before target: Int, in mapping: YAMLMapping) throws(EditRefusal) -> [Replacement] {
        if target == place || target == place + 1 { return [] }
        let entry = mapping.entries[place]
        let start = Int(entry.key.span.start)
        let end = text.end(of: entry)
        if mapping.braces != nil {
            let written = text.string(start..<end)
            let removed = try remove(at: place, in: mapping)
            if target < mapping.entries.count {
                let before = Int(mapping.entries[target].key.span.start)
                return removed + [Replacement(before..<before, written + ", ")]
            }
            let last = text.end(of: mapping.entries[mapping.entries.count - 1])
            return removed + [Replacement(last..<last, ", " + written)]
        }
        let lines = text.lineStart(start)..<text.nextLine(end)
        let at: Int
        if target < mapping.entries.count {
            let other = Int(mapping.entries[target].key.span.start)
            guard text.isFirstInLine(other) else { throw .layout }
            at = text.lineStart(other)
        } else {
            at = text.nextLine(text.end(of: mapping.entries[mapping.entries.count - 1]))
        }
        guard text.isFirstInLine(start) else { throw .layout }
        return [text.inserting(lines: text.lines(lines), at: at), text.removing(lines: lines)]
    }

    func rename(_ entry: YAMLNode.Entry, to name: String, isInFlow: Bool) -> [Replacement] {
        let key = YAMLNode.scalar(entry.key)
        return [Replacement(entry.key.span.range, writer.scalar(name, like: text.style(of: key), isInFlow: isInFlow))]
    }

    // MARK: Items

    func insert(_ content: Content, at place: Int, in sequence: YAMLSequence) throws(EditRefusal) -> [Replacement] {
        try checkItems(sequence)
        if let brackets = sequence.brackets {
            let written = writer.inline(content, isInFlow: true)
            if sequence.items.isEmpty {
                return [Replacement((brackets.lowerBound + 1)..<(brackets.lowerBound + 1), written)]
            }
            if place == sequence.items.count {
                let end = text.end(of: sequence.items[place - 1])
                return [Replacement(end..<end, ", " + written)]
            }
            let start = Int(sequence.items[place].span.start)
            return [Replacement(start..<start, written + ", ")]
        }
        let neighbour = sequence.items[min(place, sequence.items.count - 1)]
        let dash = try text.dash(of: neighbour)
        guard text.isFirstInLine(dash) else { throw .layout }
        let indent = text.column(dash)
        let lines = String(repeating: " ", count: indent) + "-" + writer.item(content, indent: indent)
        if place < sequence.items.count { return [text.inserting(lines: lines, at: text.lineStart(dash))] }
        return [text.inserting(lines: lines, at: text.nextLine(text.end(of: neighbour)))]
    }

    /// Returns the replacements that remove an item. `owner` is the key that holds the sequence; it is `nil` for a
    /// sequence within another one, which must not become empty.
    func remove(at place: Int, in sequence: YAMLSequence, of owner: YAMLNode.Entry?) throws(EditRefusal)
        -> [Replacement]
    {
        try checkItems(sequence)
        let item = sequence.items[place]
        let isLast = place + 1 == sequence.items.count
        if sequence.brackets != nil {
            if !isLast { return [Replacement(Int(item.span.start)..<Int(sequence.items[place + 1].span.start), [])] }
            return [
                Replacement(
                    (place > 0 ? text.end(of: sequence.items[place - 1]) : Int(item.span.start))..<text.end(of: item),
                    [])
            ]
        }
        if sequence.items.count == 1 {
            guard let owner else { throw .layout }
            return try set(owner, to: .list([]), isInFlow: false)
        }
        return [text.removing(lines: try lines(of: item))]
    }

    /// Returns the replacements that move an item to an index of the resulting sequence.
    func move(from place: Int, to target: Int, in sequence: YAMLSequence) throws(EditRefusal) -> [Replacement] {
        if place == target { return [] }
        try checkItems(sequence)
        let item = sequence.items[place]
        let before = target < place ? target : target + 1
        if sequence.brackets != nil {
            let written = text.string(Int(item.span.start)..<text.end(of: item))
            let removed = try remove(at: place, in: sequence, of: nil)
            if before < sequence.items.count {
                let start = Int(sequence.items[before].span.start)
                return removed + [Replacement(start..<start, written + ", ")]
            }
            let end = text.end(of: sequence.items[sequence.items.count - 1])
            return removed + [Replacement(end..<end, ", " + written)]
        }
        let range = try lines(of: item)
        let at =
            before < sequence.items.count
            ? try lines(of: sequence.items[before]).lowerBound : try lines(of: sequence.items[before - 1]).upperBound
        return [text.inserting(lines: text.lines(range), at: at), text.removing(lines: range)]
    }

    /// Returns the range of the lines of an item. Throws unless the item's dash is the first thing in its line.
    private func lines(of item: YAMLNode) throws(EditRefusal) -> Range<Int> {
        let dash = try text.dash(of: item)
        guard text.isFirstInLine(dash) else { throw .layout }
        return text.lineStart(dash)..<text.nextLine(max(dash, text.end(of: item) - 1))
    }

    private func checkItems(_ sequence: YAMLSequence) throws(EditRefusal) {
        let start = sequence.items.first.map { Int($0.span.start) } ?? 0
        for item in sequence.items where text.isAlias(item, behind: start) { throw .alias }
    }
}
