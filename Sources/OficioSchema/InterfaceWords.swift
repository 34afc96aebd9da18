import Diagnostics
import OficioSource

/// Words of the interface and their replacements by an institution, from `palabras:` of `site.yaml`.
package struct InterfaceWords: Sendable {
    /// The words as the interface has them, in any case.
    package let words: String
    /// The institution's words, printed as written.
    package let own: String
    /// The span of `words` in `site.yaml`.
    package let span: Span

    /// Returns a text with the institution's words; `nil` if the text does not have the words. Replaces whole words
    /// only, and nothing in a placeholder (`{n}`).
    package func replaced(in text: String) -> String? {
        let sought = Array(words.lowercased())
        let given = Array(text)
        let lower = given.map { Character($0.lowercased()) }
        func isPart(_ place: Int) -> Bool {
            guard given.indices.contains(place) else { return false }
            return given[place].isLetter || given[place].isNumber || "{}".contains(given[place])
        }
        var result = ""
        var place = 0
        var isFound = false
        while place < given.count {
            if lower[place...].starts(with: sought), !isPart(place - 1), !isPart(place + sought.count) {
                result += own
                place += sought.count
                isFound = true
            } else {
                result.append(given[place])
                place += 1
            }
        }
        return isFound ? result : nil
    }
}
