/// Finds footnote definitions with more than one paragraph, whose further blocks are indented below them.
///
/// cmark reads such a block as code, and a list right below a definition as words of its paragraph. While cmark parses,
/// the first two bytes of the definition, `[^`, are therefore a list marker and a blank, so that the indented blocks
/// belong to its item. `MarkdownReader` turns such items into blocks again.
struct LongFootnotes {
    /// The offsets of the brackets that open definitions; empty if no definition has indented blocks below it.
    private(set) var starts: [Int] = []
    /// A list marker that no line of the text begins with.
    let marker: UInt8

    private static let markers = Array("+*-".utf8)

    /// Scans a text.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - body: the range of `bytes` that is Markdown.
    ///   - colons: the offsets of the colons of its footnote definitions, in ascending order.
    init(_ bytes: [UInt8], body: Range<Int>, colons: [Int]) {
        guard !colons.isEmpty else {
            marker = Self.markers[0]
            return
        }
        var lines: [Range<Int>] = []
        var index = body.lowerBound
        while index < body.upperBound {
            let end = bytes[index..<body.upperBound].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? body.upperBound
            lines.append(index..<end)
            index = end + 1
        }
        func indent(_ line: Range<Int>) -> Int { bytes[line].prefix { $0 == 0x20 }.count }
        func isBlank(_ line: Range<Int>) -> Bool { bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        /// Whether a line is a list item that is indented below a definition.
        func isItem(_ line: Range<Int>) -> Bool {
            let words = bytes[line].drop { $0 == 0x20 || $0 == 0x09 }
            guard words.startIndex - line.lowerBound > 1 || bytes[line].first == 0x09 else { return false }
            let mark = words.prefix { Self.markers.contains($0) || 0x30...0x39 ~= $0 || $0 == 0x2E || $0 == 0x29 }
            return !mark.isEmpty && mark.count < 4 && mark.endIndex < line.upperBound && bytes[mark.endIndex] == 0x20
                && (mark.count == 1) == Self.markers.contains(mark[mark.startIndex])
        }
        var definitions: [Int: Int] = [:]
        var next = 0
        for (number, line) in lines.enumerated() {
            guard next < colons.count, line.contains(colons[next]) else { continue }
            next += 1
            let open = line.lowerBound + indent(line)
            if open - line.lowerBound < 4, bytes[open] == UInt8(ascii: "["), open < line.upperBound {
                definitions[number] = open
            }
        }
        let used = Set(lines.compactMap { line in bytes[line].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x3E } })
        marker = Self.markers.first { !used.contains($0) } ?? 0
        let isLong = definitions.keys.contains { number in
            var place = number + 1
            while place < lines.count, !isBlank(lines[place]), definitions[place] == nil {
                if isItem(lines[place]) { return true }
                place += 1
            }
            while place < lines.count, isBlank(lines[place]) { place += 1 }
            guard place < lines.count else { return false }
            return indent(lines[place]) > 3 || bytes[lines[place]].first == 0x09
        }
        if isLong, marker != 0 { starts = definitions.values.sorted() }
    }

    /// Keeps only the definitions at some offsets.
    mutating func keep(_ read: Set<Int>) { starts.removeAll { !read.contains($0) } }
}
