/// The paper of a document, in millimetres.
package struct OfficePaper: Sendable, Equatable {
    /// The width of the sheet.
    package var width = 215.9
    /// The height of the sheet.
    package var height = 279.4
    /// The upper margin.
    package var top = 16.0
    /// The right margin.
    package var right = 16.0
    /// The lower margin.
    package var bottom = 16.0
    /// The left margin.
    package var left = 16.0

    /// Creates a sheet of letter size with margins of 16 mm.
    package init() {}

    /// Whether the sheet is wider than high.
    package var isLandscape: Bool { width > height }
    /// The width of the text between the margins.
    var textWidth: Double { max(40, width - left - right) }

    /// Creates a paper from values of CSS.
    ///
    /// - Parameters:
    ///   - css: a value of the CSS property `size`: `letter`, `A4 landscape`, `8.5in 13in`.
    ///   - margins: one to four margins in millimetres, in the order of CSS; empty for the default margins.
    package init(css: String, margins: [Int]) {
        let words = css.split(separator: " ").map { $0.lowercased() }
        let sizes: [String: (Double, Double)] = [
            "letter": (215.9, 279.4), "legal": (215.9, 355.6), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210),
            "ledger": (279.4, 431.8),
        ]
        if let name = words.first, let size = sizes[name] {
            (width, height) = size
        } else if words.count >= 2, let first = Self.length(words[0]), let second = Self.length(words[1]) {
            (width, height) = (first, second)
        }
        if words.contains("landscape") { (width, height) = (height, width) }
        let sides = margins.map(Double.init)
        guard let all = sides.first else { return }
        top = all
        right = sides.count > 1 ? sides[1] : all
        bottom = sides.count > 2 ? sides[2] : top
        left = sides.count > 3 ? sides[3] : right
    }

    private static func length(_ text: String) -> Double? {
        if text.hasSuffix("in") { return Double(text.dropLast(2)).map { $0 * 25.4 } }
        if text.hasSuffix("mm") { return Double(text.dropLast(2)) }
        if text.hasSuffix("cm") { return Double(text.dropLast(2)).map { $0 * 10 } }
        return nil
    }
}
