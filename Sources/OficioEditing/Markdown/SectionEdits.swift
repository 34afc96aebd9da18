import OficioSource

/// Plans edits of headings and sections as byte replacements.
struct SectionEdits {
    let text: SourceText

    typealias Replacement = SourcePatch.Replacement

    /// Returns the replacements that set the text of a section and keep its heading.
    func set(_ section: Section, to markdown: String) -> [Replacement] {
        set(section.textRange(text), from: section.textStart, to: section.range.upperBound, markdown)
    }

    /// Returns the replacements that set a range of Markdown in the part `start..<end` of the body. Text that goes
    /// into an empty range gets a blank line on either side.
    func set(_ range: Range<Int>, from start: Int, to end: Int, _ markdown: String) -> [Replacement] {
        let written = text.withLineEnds(markdown)
        if !range.isEmpty { return [Replacement(range, written)] }
        if text.count == start, start > 0, text.bytes[start - 1] != 0x0A {
            return [Replacement(start..<start, text.lineEnd + text.lineEnd + written)]
        }
        let isLast = end == text.count
        let before = start > text.lineStart(0) ? text.lineEnd : ""
        // Blank lines that an empty section already has follow the new text.
        let hasBlankLine = start < end
        return [
            Replacement(start..<start, before + written + text.lineEnd + (isLast || hasBlankLine ? "" : text.lineEnd))
        ]
    }

    /// Returns the replacements that add Markdown at the start or at the end of a section's text.
    func insert(_ markdown: String, into section: Section, atEnd: Bool) -> [Replacement] {
        let range = section.textRange(text)
        return insert(markdown, at: range, from: section.textStart, to: section.range.upperBound, atEnd: atEnd)
    }

    func insert(_ markdown: String, at range: Range<Int>, from start: Int, to end: Int, atEnd: Bool) -> [Replacement] {
        if range.isEmpty { return set(range, from: start, to: end, markdown) }
        let written = text.withLineEnds(markdown)
        let blank = text.lineEnd + text.lineEnd
        return [
            atEnd
                ? Replacement(range.upperBound..<range.upperBound, blank + written)
                : Replacement(range.lowerBound..<range.lowerBound, written + blank)
        ]
    }

    /// Returns the replacements that add a section before `next`; without `next`, they add it at `end`, the end of
    /// the enclosing part of the body.
    func add(_ heading: String, level: Int, _ markdown: String, before next: Section?, end: Int) throws(EditRefusal)
        -> [Replacement]
    {
        let head = String(repeating: "#", count: level) + " " + heading
        let body = text.withLineEnds(markdown.isEmpty ? head : head + "\n\n" + markdown)
        if let next {
            return [Replacement(next.range.lowerBound..<next.range.lowerBound, body + text.lineEnd + text.lineEnd)]
        }
        if end < text.count { return [Replacement(end..<end, body + text.lineEnd + text.lineEnd)] }
        let isOpen = end > text.lineStart(0) && text.bytes[end - 1] != 0x0A
        if isOpen { return [Replacement(end..<end, text.lineEnd + text.lineEnd + body)] }
        return [Replacement(end..<end, (text.hasBlankLineBefore(end) ? "" : text.lineEnd) + body + text.lineEnd)]
    }

    /// Returns the replacements that remove a section and, if it ends the source, the blank lines before it.
    func remove(_ section: Section) -> [Replacement] { [Replacement(removedRange(section), [])] }

    private func removedRange(_ section: Section) -> Range<Int> {
        guard section.range.upperBound == text.count else { return section.range }
        var start = section.range.lowerBound
        while start > text.lineStart(0), text.isBlankLine(text.lineStart(start - 1)) {
            start = text.lineStart(start - 1)
        }
        // A source without a final line end stays without one.
        if start > text.lineStart(0), text.bytes[text.count - 1] != 0x0A {
            start = text.contentEnd(ofLineAt: start - 1)
        }
        return start..<text.count
    }

    /// Returns the replacements that move a section before another, or to the end of its part of the body.
    func move(_ section: Section, before next: Section?, end: Int) throws(EditRefusal) -> [Replacement] {
        if next?.range.lowerBound == section.range.upperBound || next?.range.lowerBound == section.range.lowerBound {
            return []
        }
        if next == nil, section.range.upperBound == end { return [] }
        let range = section.range.lowerBound..<max(section.textStart, section.textRange(text).upperBound)
        let words = text.trimmed(range)
        let written = text.string(section.range.lowerBound..<words.upperBound)
        let removed = removedRange(section)
        if let next {
            return [
                Replacement(next.range.lowerBound..<next.range.lowerBound, written + text.lineEnd + text.lineEnd),
                Replacement(removed, []),
            ]
        }
        if end < text.count {
            return [Replacement(end..<end, written + text.lineEnd + text.lineEnd), Replacement(removed, [])]
        }
        let isOpen = text.bytes[end - 1] != 0x0A
        let blank = isOpen ? text.lineEnd + text.lineEnd : text.hasBlankLineBefore(end) ? "" : text.lineEnd
        return [Replacement(end..<end, blank + written + (isOpen ? "" : text.lineEnd)), Replacement(removed, [])]
    }

    /// Returns the replacements that rename a heading and keep its numbering and attributes.
    func rename(_ section: Section, to name: String) -> [Replacement] {
        let range = text.headingWords(section.range.lowerBound)
        let old = text.string(range)
        var start = range.lowerBound
        start += Self.numbering(old).utf8.count
        var end = range.upperBound
        if old.hasSuffix("}"), let open = text.bytes[range].lastIndex(of: UInt8(ascii: "{")) {
            end = text.trimmed(start..<open).upperBound
        }
        return [Replacement(start..<max(start, end), name)]
    }

    /// Returns the numbering at the start of a heading (`III. `, `4) `, `2.1 `), or an empty text.
    private static func numbering(_ heading: String) -> Substring {
        let number = heading.prefix { $0.isASCII && ($0.isNumber || $0 == "." || "IVXLC".contains($0)) }
        let rest = heading.dropFirst(number.count)
        let isNumber = number.last == "." || number.allSatisfy { $0.isNumber || $0 == "." } || rest.first == ")"
        guard !number.isEmpty, isNumber else { return "" }
        let words = rest.drop { ") .-–".contains($0) }
        return words.isEmpty ? "" : heading[..<words.startIndex]
    }

    /// Returns the replacements that remove a heading's line and keep the text below it.
    func removeHeading(_ section: Section) -> [Replacement] {
        var end = section.textStart
        if text.hasBlankLineBefore(section.range.lowerBound) {
            while end < section.range.upperBound, text.isBlankLine(end) { end = text.nextLine(end) }
        }
        return [Replacement(section.range.lowerBound..<end, [])]
    }
}
