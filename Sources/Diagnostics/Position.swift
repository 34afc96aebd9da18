/// A line and column in a file, both from 1; columns count Unicode scalars.
package struct Position: Hashable, Sendable {
    /// The number of the line in the file, from 1.
    package let line: Int
    /// The number of the column in the line, from 1, counted in Unicode scalars.
    package let column: Int
}

/// Finds the lines of one file, converts byte offsets to positions, and returns the text of lines.
///
/// A line ends at LF or CRLF. A leading byte order mark is not a column.
package struct LineMap: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]
    /// The number of Unicode scalars before each block of `blockSize` bytes. With it, finding an offset near the end of
    /// a line of megabytes costs no more than finding one at its beginning.
    private let scalarsBefore: [Int]

    private static let blockSize = 1024

    /// Finds the lines of a file; linear in its size.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        var before: [Int] = []
        var scalars = 0
        bytes.withUnsafeBufferPointer { bytes in
            for index in bytes.indices {
                if index % Self.blockSize == 0 { before.append(scalars) }
                if bytes[index] & 0xC0 != 0x80 { scalars += 1 }
                if bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
            }
        }
        self.starts = starts
        scalarsBefore = before
    }

    /// The number of lines, at least 1.
    package var count: Int { starts.count }

    /// Returns the position of a byte offset, clamped to the file. Costs a binary search and the scan of at most two
    /// blocks.
    package func position(of offset: Int) -> Position {
        let offset = min(max(offset, starts[0]), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return Position(line: low + 1, column: scalars(before: offset) - scalars(before: starts[low]) + 1)
    }

    /// Returns the text of a line without its line break, or an empty string if there is no such line. Invalid UTF-8
    /// becomes U+FFFD.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= starts.count else { return "" }
        var end = number < starts.count ? starts[number] - 1 : bytes.count
        let start = min(starts[number - 1], end)
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Returns at most `limit` scalars of a line, from a 0-based column on. Costs a binary search and the scan of a
    /// block, however long the line is.
    package func line(_ number: Int, from column: Int, limit: Int) -> String {
        guard number >= 1, number <= starts.count else { return "" }
        let end = number < starts.count ? starts[number] - 1 : bytes.count
        let start = min(starts[number - 1], end)
        let first = offset(ofScalar: scalars(before: start) + column, from: start, before: end)
        var last = offset(ofScalar: scalars(before: first) + limit, from: first, before: end)
        if last == end, last > first, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
        return String(decoding: bytes[first..<last], as: UTF8.self)
    }

    /// Returns the number of scalars that begin before a byte offset.
    private func scalars(before offset: Int) -> Int {
        let block = min(offset / Self.blockSize, scalarsBefore.count - 1)
        if block < 0 { return 0 }
        return bytes.withUnsafeBufferPointer { bytes in
            (block * Self.blockSize..<offset).reduce(scalarsBefore[block]) {
                $0 + (bytes[$1] & 0xC0 == 0x80 ? 0 : 1)
            }
        }
    }

    /// Returns the byte at which the scalar with a 0-based number in the file begins, within `start...end`.
    private func offset(ofScalar number: Int, from start: Int, before end: Int) -> Int {
        // The last block before which there are at most `number` scalars.
        var low = start / Self.blockSize
        var high = max(low + 1, min(scalarsBefore.count, end / Self.blockSize + 1))
        if low >= scalarsBefore.count { return end }
        while high - low > 1 {
            let middle = (low + high) / 2
            if scalarsBefore[middle] <= number { low = middle } else { high = middle }
        }
        var (offset, seen) = (low * Self.blockSize, scalarsBefore[low])
        while offset < end, seen < number || bytes[offset] & 0xC0 == 0x80 {
            if bytes[offset] & 0xC0 != 0x80 { seen += 1 }
            offset += 1
        }
        return max(offset, start)
    }
}
