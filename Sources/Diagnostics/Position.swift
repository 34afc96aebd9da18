/// A place in a file as people count: both from 1, columns in Unicode scalars.
package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int
}

/// The lines of one file: turns byte offsets into positions and gives excerpts.
///
/// A line ends at LF or CRLF; a leading BOM is no column.
package struct LineMap: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]

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

    /// The text of a line without its ending; bytes that are not UTF-8 show as U+FFFD.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= starts.count else { return "" }
        var end = number < starts.count ? starts[number] - 1 : bytes.count
        let start = min(starts[number - 1], end)
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// At most `limit` scalars of a line from a 0-based column on. Costs no more than the way there, however long the line is.
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
