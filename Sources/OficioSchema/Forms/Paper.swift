import Diagnostics
import OficioSource

/// The sheet that a form is printed on.
package struct Paper: Sendable, Hashable {
    /// As CSS says it: `letter`, or two lengths; `nil` for the site's.
    package var size: String?
    package var isLandscape = false
    /// Millimetres: one for all sides, or top, right, bottom and left as CSS repeats them; empty for the theme's.
    package var margins: [Int] = []

    package init() {}

    /// Sizes by folded name. *Oficio* is the Latin American folio of 8½ × 13 inches, not the US *legal* of 14.
    private static let sizes: [String: String] = [
        "carta": "letter", "letter": "letter", "legal": "legal", "oficio": "8.5in 13in", "folio": "8.5in 13in", "a3": "A3", "a4": "A4", "a5": "A5",
        "tabloide": "ledger", "tabloid": "ledger", "media carta": "5.5in 8.5in", "half letter": "5.5in 8.5in",
    ]

    /// Reads `carta`, `A4 horizontal`, `horizontal`; `nil` for anything else.
    package init?(_ text: String) {
        var words = text.folded
        for (ending, isLandscape) in [("horizontal", true), ("landscape", true), ("vertical", false), ("portrait", false), ("apaisado", true)]
        where words.hasSuffix(ending) {
            self.isLandscape = isLandscape
            words = String(words.dropLast(ending.count)).trimmedASCII
            break
        }
        if words.isEmpty { return }
        guard let size = Self.sizes[words] else { return nil }
        self.size = size
    }

    /// The value of the `size` property (CSS Paged Media 3, § 7.1).
    ///
    /// - Parameter fallback: the site's size.
    package func css(_ fallback: String = "letter") -> String {
        let size = size ?? fallback
        guard isLandscape else { return size }
        let lengths = size.split(separator: " ")
        return lengths.count == 2 ? "\(lengths[1]) \(lengths[0])" : size + " landscape"
    }

    /// This paper with what it does not say taken from another.
    package func on(_ other: Paper) -> Paper {
        var paper = self
        if paper.size == nil { paper.size = other.size }
        if paper.margins.isEmpty { paper.margins = other.margins }
        return paper
    }

    /// Whether it lies as the site's does.
    package var isOfSite: Bool { size == nil && !isLandscape }

    /// The value of the `margin` property, `nil` where the form does not say.
    package var cssMargins: String? { margins.isEmpty ? nil : margins.map { "\($0)mm" }.joined(separator: " ") }

    /// Reads `15`, or `20 15 20 15`: whole millimetres, up to 60; `nil` for anything else.
    package static func margins(_ text: String) -> [Int]? {
        let parts = text.split { " ,".contains($0) }.map { $0.hasSuffix("mm") ? $0.dropLast(2) : $0 }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count && (1...4).contains(numbers.count) && numbers.allSatisfy({ (0...60).contains($0) }) ? numbers : nil
    }
}
