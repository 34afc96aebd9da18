import OficioSource

/// The bytes of a source, with access by line. Offsets count bytes; a line includes the LF at its
/// end.
struct SourceText: Sendable {
    let bytes: [UInt8]
    /// The line end of the first line, LF or CRLF; LF for a source of one line.
    let lineEnd: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineEnd = bytes.firstIndex(of: 0x0A).map { $0 > 0 && bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
    }

    var count: Int { bytes.count }

    /// Returns the offset at which the line that contains an offset begins. The first line begins after the
    /// byte-order mark.
    func lineStart(_ offset: Int) -> Int {
        var start = min(offset, count)
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, max(offset, 3)) : start
    }

    /// Returns the offset at which the next line begins, or the end of the source.
    func nextLine(_ offset: Int) -> Int { bytes[min(offset, count)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? count }

    /// Returns the end of the line that contains an offset, before the line's trailing white space and line end.
    func contentEnd(ofLineAt offset: Int) -> Int {
        let start = lineStart(offset)
        var end = nextLine(offset)
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// Returns the number of bytes between the start of the line and an offset.
    func column(_ offset: Int) -> Int { offset - lineStart(offset) }

    /// Whether only spaces stand before an offset in its line.
    func isFirstInLine(_ offset: Int) -> Bool { bytes[lineStart(offset)..<offset].allSatisfy { $0 == 0x20 } }

    /// Whether the line that begins at an offset is blank; true at the end of the source.
    func isBlankLine(_ start: Int) -> Bool { bytes[start..<nextLine(start)].allSatisfy(Self.isSpace) }

    /// Whether the line before the line that begins at an offset is blank; true in the first line.
    func hasBlankLineBefore(_ start: Int) -> Bool { start <= lineStart(0) || isBlankLine(lineStart(start - 1)) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Returns a range without white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Self.isSpace(bytes[start]) { start += 1 }
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Returns a text with the line ends of the source.
    func withLineEnds(_ text: String) -> String {
        lineEnd == "\n" ? text.lineFeeds : text.lineFeeds.replacing("\n", with: lineEnd)
    }

    // MARK: Inserting and removing lines

    /// Returns the replacement that inserts whole lines before the line that begins at an offset. `lines` ends
    /// without a line end. A source without a final line end stays without one.
    func inserting(lines: String, at start: Int) -> SourcePatch.Replacement {
        let isOpen = start == count && start > lineStart(0) && bytes[start - 1] != 0x0A
        return SourcePatch.Replacement(start..<start, isOpen ? lineEnd + lines : lines + lineEnd)
    }

    /// Returns the replacement that removes whole lines. If they end a source that has no final line end, it also
    /// removes the line end before them.
    func removing(lines range: Range<Int>) -> SourcePatch.Replacement {
        var start = range.lowerBound
        if range.upperBound == count, range.upperBound > range.lowerBound, bytes[count - 1] != 0x0A,
            start > lineStart(0)
        {
            start -= 1
            if start > 0, bytes[start - 1] == 0x0D { start -= 1 }
        }
        return SourcePatch.Replacement(start..<range.upperBound, [])
    }

    /// Returns the text of whole lines without the last line end.
    func lines(_ range: Range<Int>) -> String {
        var end = range.upperBound
        if end > range.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
        if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        return string(range.lowerBound..<end)
    }
}
