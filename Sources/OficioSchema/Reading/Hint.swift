import Diagnostics
import OficioBasics
import OficioSource

/// Suggests names in a finding about a name that does not exist.
package enum Hint {
    /// Returns a text that suggests the name that was probably meant, or lists all names. Each message uses the names
    /// of its own language.
    package static func suggest(_ wrong: String, spanish: [String], english: [String]) -> Localized {
        let near = nearest(wrong, spanish)
        let nearEnglish = nearest(wrong, english)
        return Localized(
            es: (near ?? nearEnglish).map { "¿quiso decir «\($0)»?" }
                ?? "se admiten: \(spanish.joined(separator: ", "))",
            en: (nearEnglish ?? near).map { "did you mean “\($0)”?" }
                ?? "these exist: \(english.joined(separator: ", "))")
    }

    /// Returns a text that suggests the name that was probably meant, or lists all names, for names that are the same
    /// in both languages.
    package static func suggest(_ wrong: String, _ names: [String]) -> Localized {
        self.suggest(wrong, spanish: names, english: names)
    }

    /// Returns the declared name nearest to a wrong one; `nil` if none is near.
    private static func nearest(_ wrong: String, _ names: [String]) -> String? {
        let near = Suggestion.nearest(to: wrong.folded, in: names.map(\.folded))
        return near.flatMap { near in names.first { $0.folded == near } }
    }
}
