import Diagnostics
import OficioSource

/// The sheet of paper that a form is printed on.
package struct Paper: Sendable, Hashable {
    /// The size as CSS writes it: `letter`, or two lengths. `nil` for the site's size.
    package var size: String?
    /// Whether the sheet is in landscape orientation.
    package var isLandscape = false
    /// Margins in millimetres: one for all sides, or up to four in the order of CSS (top, right, bottom, left). Empty
    /// for the theme's margins.
    package var margins: [Int] = []

    /// Creates the default paper: the site's size, portrait, with the theme's margins.
    package init() {}

    /// Paper with the margins of documents whose form sets none.
    package static var usual: Paper {
        var paper = Paper()
        paper.margins = [18, 16, 20]
        return paper
    }

    /// The margins above and below the text together, in millimetres.
    package var marginsAboveAndBelow: Int {
        let sides = margins.isEmpty ? Self.usual.margins : margins
        return sides[0] + (sides.count > 2 ? sides[2] : sides[0])
    }

    /// CSS sizes by folded name. *Oficio* is the Latin American folio of 8½ × 13 inches, not the US *legal* of 8½ × 14.
    private static let sizes: [String: String] = [
        "carta": "letter", "letter": "letter", "legal": "legal", "oficio": "8.5in 13in", "folio": "8.5in 13in",
        "a3": "A3", "a4": "A4", "a5": "A5",
        "tabloide": "ledger", "tabloid": "ledger", "media carta": "5.5in 8.5in", "half letter": "5.5in 8.5in",
    ]

    /// Reads `carta`, `A4 horizontal` or `horizontal`; `nil` for any other text.
    package init?(_ text: String) {
        var words = text.folded
        for (ending, isLandscape) in [
            ("horizontal", true), ("landscape", true), ("vertical", false), ("portrait", false), ("apaisado", true),
        ]
        where words.hasSuffix(ending) {
            self.isLandscape = isLandscape
            words = String(words.dropLast(ending.count)).trimmedASCII
            break
        }
        if words.isEmpty, isLandscape || !text.folded.isEmpty { return }
        guard let size = Self.sizes[words] else { return nil }
        self.size = size
    }

    /// Returns the value of the CSS property `size` (CSS Paged Media 3, § 7.1). `fallback` is the site's size, for
    /// paper that gives none.
    package func css(_ fallback: String = "letter") -> String {
        let size = size ?? fallback
        guard isLandscape else { return size }
        let lengths = size.split(separator: " ")
        return lengths.count == 2 ? "\(lengths[1]) \(lengths[0])" : size + " landscape"
    }

    /// Returns this paper with the size and the margins of `other` for those that it does not set itself.
    package func withDefaults(_ other: Paper) -> Paper {
        var paper = self
        if paper.size == nil { paper.size = other.size }
        if paper.margins.isEmpty { paper.margins = other.margins }
        return paper
    }

    /// Whether the paper has the size and orientation of the site's paper.
    package var isOfSite: Bool { size == nil && !isLandscape }

    /// The value of the CSS property `margin`, `nil` if the form sets no margins.
    package var cssMargins: String? { margins.isEmpty ? nil : margins.map { "\($0)mm" }.joined(separator: " ") }

    /// Reads one to four margins such as `15` or `20 15 20 15`: whole millimetres from 0 to 60, with or without `mm`.
    /// `nil` for any other text.
    package static func margins(_ text: String) -> [Int]? {
        let parts = text.split { " ,".contains($0) }.map { $0.hasSuffix("mm") ? $0.dropLast(2) : $0 }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count && (1...4).contains(numbers.count)
            && numbers.allSatisfy({ (0...60).contains($0) }) ? numbers : nil
    }
}
