import Diagnostics
import OficioBasics
import OficioSource

/// Checks the name and the identity document of a new receipt.
package enum ReceiptText {
    /// A reason to reject a name or an identity document.
    package enum Flaw: Sendable, Equatable {
        /// A member of the receipt contains a control character; the values are the member's name and the character.
        case control(String, Unicode.Scalar)
        /// The member with this name has more characters than the receipt page accepts.
        case tooLong(String, limit: Int)
        /// The name has no letter.
        case noLetter
        /// The letters come from several alphabets; the value is the first letter of the least used one.
        case mixedAlphabets(Unicode.Scalar, ConfusableLetters.Alphabet)
    }

    /// Returns the first invisible character in a name or identity document; nil if there is none. The key of the
    /// person ignores such a character, but people should know about it.
    static func firstInvisible(name: String, identity: String) -> Unicode.Scalar? {
        (name + identity).unicodeScalars.first { $0.isInvisible && !$0.isControl }
    }

    /// The maximum length of a name on the receipt page, in characters.
    static let nameLimit = 200
    /// The maximum length of an identity document on the receipt page, in characters.
    static let identityLimit = 60

    static func flaws(name: String, identity: String) -> [Flaw] {
        var flaws: [Flaw] = []
        for (member, text, limit) in [("name", name, nameLimit), ("identity", identity, identityLimit)] {
            if let control = text.unicodeScalars.first(where: \.isControl) { flaws.append(.control(member, control)) }
            if text.unicodeScalars.count > limit { flaws.append(.tooLong(member, limit: limit)) }
            if let minority = ConfusableLetters.minorityLetter(in: text) {
                flaws.append(.mixedAlphabets(minority.letter, minority.alphabet))
            }
        }
        if !name.compatibilityForm.unicodeScalars.contains(where: \.properties.isAlphabetic) { flaws.append(.noLetter) }
        return flaws
    }
}

extension ReceiptText.Flaw {
    /// The message that describes the flaw.
    package var message: Localized {
        switch self {
        case .control(let member, let scalar):
            return Localized(
                es: "«\(member)» tiene un carácter de control (\(scalar.codePoint))",
                en: "“\(member)” has a control character (\(scalar.codePoint))")
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
                    "it mixes letters of two alphabets: “\(String(scalar))” (\(scalar.codePoint)) is "
                    + "\(alphabet.name.english)"
            )
        }
    }
}
