/// Finds the line breaks that word processors write inside paragraphs: U+000B, U+0085, U+2028, U+2029.
enum PastedBreaks {
    /// Returns the breaks in paragraphs, headings and tables, each with its replacement in Markdown.
    static func replacements(_ written: SourceLines) -> [(range: Range<Int>, instead: String)] {
        let bytes = written.bytes
        var found: [(range: Range<Int>, instead: String)] = []
        for (lines, isTable) in [(written.lines, false), (written.tableLines, true)] {
            for line in lines where mayHold(bytes, line.range) {
                let hasTabs = bytes[line.range].contains(0x09)
                for place in line.range {
                    guard let length = breakLength(bytes, place) else { continue }
                    let range = place..<(place + length)
                    let isInside = range.lowerBound > line.range.lowerBound && range.upperBound < line.range.upperBound
                    let instead = isTable || hasTabs ? "<br>" : line.isParagraph ? "\\\n" : " "
                    found.append((range, isInside ? instead : ""))
                }
            }
        }
        return found
    }

    private static func mayHold(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            range.contains { bytes[$0] == 0x0B || bytes[$0] == 0xC2 || bytes[$0] == 0xE2 }
        }
    }

    /// Returns the number of bytes of the break at a place; nil if there is none.
    private static func breakLength(_ bytes: [UInt8], _ place: Int) -> Int? {
        if bytes[place] == 0x0B { return 1 }
        if bytes[place...].starts(with: [0xC2, 0x85]) { return 2 }
        return bytes[place...].starts(with: [0xE2, 0x80, 0xA8]) || bytes[place...].starts(with: [0xE2, 0x80, 0xA9])
            ? 3 : nil
    }
}
