import Diagnostics
import OficioBasics
import OficioSource

/// The text beside a name that does not exist.
package enum Hint {
    /// The name that was probably meant, or else all names that exist, each message with those of its language.
    package static func names(_ wrong: String, spanish: [String], english: [String]) -> Localized {
        let near = nearest(wrong, spanish)
        let nearEnglish = nearest(wrong, english)
        return Localized(
            es: (near ?? nearEnglish).map { "¿quiso decir «\($0)»?" }
                ?? "se admiten: \(spanish.joined(separator: ", "))",
            en: (nearEnglish ?? near).map { "did you mean “\($0)”?" }
                ?? "these exist: \(english.joined(separator: ", "))")
    }

    /// The same for names that are alike in both languages.
    package static func names(_ wrong: String, _ names: [String]) -> Localized {
        self.names(wrong, spanish: names, english: names)
    }

    /// The name as declared that is nearest to a wrong one.
    private static func nearest(_ wrong: String, _ names: [String]) -> String? {
        let near = Suggestion.nearest(to: wrong.folded, in: names.map(\.folded))
        return near.flatMap { near in names.first { $0.folded == near } }
    }
}
