import OficioBasics

/// Finds the line breaks that word processors write inside paragraphs: U+000B, U+0085, U+2028, U+2029.
enum PastedBreaks {
    /// Returns the breaks in paragraphs, headings and tables, each with its replacement in Markdown.
    static func replacements(_ written: SourceLines) -> [(range: Range<Int>, instead: String)] {
        written.bytes.withUnsafeBufferPointer { bytes in
            var found: [(range: Range<Int>, instead: String)] = []
            func search(_ lines: [SourceLines.Line], isTable: Bool) {
                for line in lines {
                    let words = UnsafeBufferPointer(rebasing: bytes[line.range])
                    var next = 0
                    while case let offset = beginnings.first(in: words, from: next), offset < words.count {
                        next = offset + 1
                        let place = line.range.lowerBound + offset
                        guard let length = breakLength(bytes, place) else { continue }
                        let hasTabs = bytes[line.range].contains(0x09)
                        let range = place..<(place + length)
                        let isInside =
                            range.lowerBound > line.range.lowerBound && range.upperBound < line.range.upperBound
                        let instead = isTable || hasTabs ? "<br>" : line.isParagraph ? "\\\n" : " "
                        found.append((range, isInside ? instead : ""))
                    }
                }
            }
            search(written.lines, isTable: false)
            search(written.tableLines, isTable: true)
            return found
        }
    }

    private static let beginnings = ByteSet([0x0B, 0xC2, 0xE2])

    /// Returns the number of bytes of the break at a place; nil if there is none.
    private static func breakLength(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
        func next(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }
        switch bytes[place] {
        case 0x0B: return 1
        case 0xC2: return next(1) == 0x85 ? 2 : nil
        case 0xE2: return next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9) ? 3 : nil
        default: return nil
        }
    }
}
