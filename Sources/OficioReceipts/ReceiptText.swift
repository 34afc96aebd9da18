import Diagnostics
import OficioSource

/// What the name and the identity document of a new receipt may hold.
package enum ReceiptText {
    package enum Flaw: Sendable, Equatable {
        /// A control character: the member and the character.
        case control(String, Unicode.Scalar)
        /// More characters than the receipt page takes.
        case tooLong(String, limit: Int)
        /// A name without a letter.
        case noLetter
        /// A letter of another alphabet than most.
        case mixedAlphabets(Unicode.Scalar, Lookalikes.Alphabet)
    }

    /// The first character that does not show, `nil` for none. It makes nobody another person, and
    /// whoever reads should know of it.
    static func invisible(name: String, identity: String) -> Unicode.Scalar? {
        (name + identity).unicodeScalars.first { $0.isInvisible && !$0.isControl }
    }

    /// The limits of the fields of the receipt page, in characters.
    static let nameLimit = 200
    static let identityLimit = 60

    static func flaws(name: String, identity: String) -> [Flaw] {
        var flaws: [Flaw] = []
        for (member, text, limit) in [("name", name, nameLimit), ("identity", identity, identityLimit)] {
            if let control = text.unicodeScalars.first(where: \.isControl) { flaws.append(.control(member, control)) }
            if text.unicodeScalars.count > limit { flaws.append(.tooLong(member, limit: limit)) }
            if let stranger = Lookalikes.stranger(in: text) {
                flaws.append(.mixedAlphabets(stranger.letter, stranger.alphabet))
            }
        }
        if !name.compatibilityForm.unicodeScalars.contains(where: \.properties.isAlphabetic) { flaws.append(.noLetter) }
        return flaws
    }
}

extension ReceiptText.Flaw {
    package var message: Localized {
        switch self {
        case .control(let member, let scalar):
            return Localized(
                es: "«\(member)» tiene un carácter de control (\(scalar.codePoint))",
                en: "“\(member)” holds a control character (\(scalar.codePoint))")
        case .tooLong(let member, let limit):
            return Localized(
                es: "«\(member)» pasa de \(limit) caracteres", en: "“\(member)” has more than \(limit) characters")
        case .noLetter: return Localized(es: "el nombre no tiene ninguna letra", en: "the name has no letter")
        case .mixedAlphabets(let scalar, let alphabet):
            return Localized(
                es:
                    "mezcla letras de dos alfabetos: «\(String(scalar))» (\(scalar.codePoint)) es del alfabeto "
                    + "\(alphabet.name.spanish)",
                en:
                    "mixes letters of two alphabets: “\(String(scalar))” (\(scalar.codePoint)) is "
                    + "\(alphabet.name.english)"
            )
        }
    }
}
