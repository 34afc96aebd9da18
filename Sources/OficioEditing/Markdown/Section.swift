import OficioSource

/// A heading of a Markdown body with the text below it, up to the heading that ends it.
struct Section {
    let level: Int
    let heading: Text
    /// The range from the heading's line up to the heading that ends the section, or up to the end of the source.
    let range: Range<Int>
    /// The offset after the section's heading.
    let textStart: Int
    let blocks: [Block]

    /// Returns the range below the heading without the blank lines around them. Without text, the range is empty and
    /// lies at `textStart`.
    func textRange(_ text: SourceText) -> Range<Int> {
        var range = text.trimmed(textStart..<self.range.upperBound)
        if range.isEmpty { return textStart..<textStart }
        // The indentation of the first line belongs to the text: it may be a code block.
        range = text.lineStart(range.lowerBound)..<range.upperBound
        return range
    }

    /// Returns the parts that the headings in the section open, regardless of their level.
    func parts(_ text: SourceText) -> [Section] {
        Self.all(blocks, from: textStart, to: range.upperBound, text) { _ in true }
    }

    /// Returns the parts that headings of level 3 open, as the decoder divides a section that
    /// gathers fields.
    func gatheredParts(_ text: SourceText) -> [Section] {
        Self.all(blocks, from: textStart, to: range.upperBound, text) { $0 == 3 }
    }

    /// Returns the sections that headings among some blocks open, the last one up to the offset
    /// `end`. `opens` says whether a heading of a level opens a section; any other heading belongs
    /// to the section around it.
    static func all(_ blocks: [Block], from start: Int, to end: Int, _ text: SourceText, where opens: (Int) -> Bool)
        -> [Section]
    {
        let places = blocks.indices.filter {
            if case .heading(let level, _) = blocks[$0] { opens(level) } else { false }
        }
        return places.enumerated().compactMap { order, place in
            guard case .heading(let level, let heading) = blocks[place] else { return nil }
            let next = order + 1 < places.count ? places[order + 1] : nil
            let sectionEnd = next.map { text.lineStart(Int(blocks[$0].span.start)) } ?? end
            let lineStart = text.lineStart(Int(heading.span.start))
            return Section(
                level: level, heading: heading, range: lineStart..<sectionEnd, textStart: text.headingEnd(lineStart),
                blocks: Array(blocks[(place + 1)..<(next ?? blocks.count)]))
        }
    }
}

extension SourceText {
    /// Whether the line that begins at an offset is a heading that begins with `#`.
    func isHashHeading(_ lineStart: Int) -> Bool {
        let line = bytes[lineStart..<nextLine(lineStart)].drop { $0 == 0x20 }
        return line.first == UInt8(ascii: "#")
    }

    /// Returns the offset after the heading that begins in a line; an underlined heading includes
    /// its underline.
    func headingEnd(_ lineStart: Int) -> Int {
        var line = nextLine(lineStart)
        if isHashHeading(lineStart) { return line }
        while line < count {
            let content = bytes[line..<nextLine(line)].filter { !Self.isSpace($0) }
            let isUnderline =
                !content.isEmpty
                && (content.allSatisfy { $0 == UInt8(ascii: "=") } || content.allSatisfy { $0 == UInt8(ascii: "-") })
            line = nextLine(line)
            if isUnderline { break }
        }
        return line
    }

    /// Returns the range of the words of the heading in a line, without its `#` signs and the spaces around them.
    func headingWords(_ lineStart: Int) -> Range<Int> {
        var range = trimmed(lineStart..<nextLine(lineStart))
        guard isHashHeading(lineStart) else { return range }
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] == UInt8(ascii: "#") { start += 1 }
        range = trimmed(start..<range.upperBound)
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
        if end < range.upperBound, end == range.lowerBound || Self.isSpace(bytes[end - 1]) {
            return trimmed(range.lowerBound..<end)
        }
        return range
    }
}
