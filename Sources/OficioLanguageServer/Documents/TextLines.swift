import OficioBasics

/// The lines of a text, as the Language Server Protocol counts them: a line ends at LF, CRLF or CR.
struct TextLines: Sendable {
    /// The bytes of the text in UTF-8.
    let bytes: [UInt8]
    /// The offset of the first byte of each line.
    private let starts: [Int]

    /// Finds the lines of a text.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for index in bytes.indices {
            let isEnd =
                bytes[index] == 0x0A
                || bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
            if isEnd { starts.append(index + 1) }
        }
        self.starts = starts
    }

    /// The number of lines, at least 1.
    var count: Int { starts.count }

    /// Returns the number of the line, from 0, that holds a byte offset.
    func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Returns the bytes of a line, from 0, without its line end; empty for a line behind the last.
    func range(ofLine line: Int) -> Range<Int> {
        guard starts.indices.contains(line) else { return bytes.count..<bytes.count }
        var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        while end > starts[line], [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        return starts[line]..<end
    }

    /// Returns the text of a line, from 0, without its line end.
    func text(ofLine line: Int) -> String { String(decoding: bytes[range(ofLine: line)], as: UTF8.self) }

    /// Returns the offset of a position; a position behind the end of its line or text is clamped to that end, and one
    /// within a character to the start of the character.
    func offset(_ position: TextPosition, _ encoding: PositionEncoding) -> Int {
        if position.line >= count { return bytes.count }
        let line = range(ofLine: max(0, position.line))
        var units = 0
        var offset = line.lowerBound
        while offset < line.upperBound {
            var end = offset + 1
            while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
            let width = encoding == .utf8 ? end - offset : encoding.units(of: bytes[offset])
            if units + width > position.character { return offset }
            units += width
            offset = end
        }
        return offset
    }

    /// Returns the position of an offset, which is clamped to the text.
    func position(_ offset: Int, _ encoding: PositionEncoding) -> TextPosition {
        let offset = min(max(0, offset), bytes.count)
        let line = line(of: offset)
        let units = bytes[starts[line]..<offset].reduce(0) { $0 + encoding.units(of: $1) }
        return TextPosition(line: line, character: units)
    }

    /// Returns a range of bytes as a range of positions.
    func json(_ range: Range<Int>, _ encoding: PositionEncoding) -> JSONText {
        .object([
            ("start", position(range.lowerBound, encoding).json), ("end", position(range.upperBound, encoding).json),
        ])
    }
}

/// A line and a character in it, both from 0. The unit of characters is a `PositionEncoding`.
struct TextPosition: Sendable, Equatable {
    let line: Int
    let character: Int

    /// Creates a position.
    init(line: Int, character: Int) {
        self.line = line
        self.character = character
    }

    /// Reads a position; `nil` for anything else.
    init?(_ value: JSONText?) {
        guard let line = value?["line"]?.number, let character = value?["character"]?.number else { return nil }
        self.init(line: max(0, line), character: max(0, character))
    }

    var json: JSONText { .object([("line", .integer(line)), ("character", .integer(character))]) }
}
