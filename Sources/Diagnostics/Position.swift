/// A line and column in a file, both from 1; columns count Unicode scalars.
package struct Position: Hashable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// The column in Unicode scalars, from 1.
    package let column: Int
}

/// The lines of one file: converts byte offsets to positions and returns the text of lines.
///
/// A line ends at LF or CRLF. A leading byte order mark is not a column.
package struct LineMap: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]

    /// Finds the lines of a file; linear in its size.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(index + 1)
        }
        self.starts = starts
    }

    /// The number of lines, at least 1.
    package var count: Int { starts.count }

    /// The position of a byte offset, clamped to the file. Costs a binary search and the length of
    /// the line up to the offset.
    package func position(of offset: Int) -> Position {
        let offset = min(max(offset, starts[0]), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return Position(line: low + 1, column: scalars(starts[low]..<offset) + 1)
    }

    /// The text of a line without its line break, or an empty string if there is no such line.
    /// Invalid UTF-8 becomes U+FFFD.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= starts.count else { return "" }
        var end = number < starts.count ? starts[number] - 1 : bytes.count
        let start = min(starts[number - 1], end)
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// At most `limit` scalars of a line, from a 0-based column on. Reads the line no further than
    /// that, however long it is.
    package func line(_ number: Int, from column: Int, limit: Int) -> String {
        guard number >= 1, number <= starts.count else { return "" }
        let end = number < starts.count ? starts[number] - 1 : bytes.count
        var (place, seen) = (min(starts[number - 1], end), 0)
        func skip(_ count: Int) {
            while place < end, seen < count || bytes[place] & 0xC0 == 0x80 {
                if bytes[place] & 0xC0 != 0x80 { seen += 1 }
                place += 1
            }
        }
        skip(column)
        let first = place
        skip(column + limit)
        if place == end, place > first, bytes[place - 1] == UInt8(ascii: "\r") { place -= 1 }
        return String(decoding: bytes[first..<place], as: UTF8.self)
    }

    private func scalars(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
