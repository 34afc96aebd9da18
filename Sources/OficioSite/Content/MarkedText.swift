/// Writes a text as markup and underlines some ranges of it.
struct MarkedText {
    private let ranges: [Range<Int>]
    private var place = 0

    /// Creates a writer; `ranges` are ordered ranges of UTF-8 offsets.
    init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    /// Skips a number of bytes, and returns whether any of them is underlined.
    mutating func skip(_ count: Int) -> Bool {
        let here = place..<(place + count)
        place += count
        return ranges.contains { $0.overlaps(here) }
    }

    mutating func write(_ text: String, to markup: inout Markup) {
        let bytes = Array(text.utf8)
        let start = place
        place += bytes.count
        var written = start
        func piece(_ range: Range<Int>) -> String {
            String(decoding: bytes[(range.lowerBound - start)..<(range.upperBound - start)], as: UTF8.self)
        }
        for range in ranges {
            let part = range.clamped(to: start..<place)
            guard !part.isEmpty else { continue }
            markup.text(piece(written..<part.lowerBound))
            markup.tag("<ins class=\"change\">")
            markup.text(piece(part))
            markup.tag("</ins>")
            written = part.upperBound
        }
        markup.text(piece(written..<place))
    }
}
