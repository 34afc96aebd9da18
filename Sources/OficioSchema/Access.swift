import Diagnostics
import OficioBasics
import OficioSource

/// The readers of a site, of a document or of a part of a document.
package enum Access: Sendable, Equatable {
    case everybody
    /// The staff of the institution: a public build leaves the content out.
    case staff

    /// Reads an access word in Spanish or English, in any case, with or without accents, quotation marks and final
    /// punctuation; `nil` for every other word.
    package init?(_ word: String) {
        if word.withBytes(Self.isDivided) { return nil }
        let trimmed = word.drop { Self.marks.contains($0) }
        guard let last = trimmed.lastIndex(where: { !Self.marks.contains($0) }) else { return nil }
        let bare = String(trimmed[...last])
        // Folding drops signs, and a sign may reverse the meaning of a word, as in «!público».
        guard
            bare.unicodeScalars.allSatisfy({
                $0.properties.isAlphabetic || $0.properties.canonicalCombiningClass != .notReordered
            })
        else { return nil }
        switch bare.folded {
        case let word where Self.staffWords.contains(word): self = .staff
        case let word where Self.publicWords.contains(word): self = .everybody
        default: return nil
        }
    }

    /// Whether a sign, a digit or a blank in ASCII stands between two letters of a text, which is no single word then.
    private static func isDivided(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }
        guard let first = bytes.firstIndex(where: isLetter), let last = bytes.lastIndex(where: isLetter) else {
            return false
        }
        return bytes[first...last].contains { $0 < 0x80 && !isLetter($0) }
    }

    /// Returns the message of a finding about a word that is not an access word; `word` is cut to 60 characters, and
    /// may be empty.
    package static func expectedMessage(_ word: String) -> Localized {
        let shown = word.count > 60 ? String(word.prefix(60)) + "…" : word
        return Localized(
            es: word.isEmpty
                ? "falta decir quién puede verlo: «público» o «interno»"
                : "«\(shown)» no dice quién puede verlo: se espera «público» o «interno»",
            en: word.isEmpty
                ? "who may see it is not said: “public” or “internal”"
                : "“\(shown)” does not say who may see it: expected “public” or “internal”")
    }

    /// The folded names under which access is declared, as a key of the front matter and as an attribute of a heading.
    package static let names: Set<String> = ["acceso", "access"]

    /// Whether a folded word is a name of the access key, or a likely misspelling of such a name.
    package static func isNearlyName(_ word: String) -> Bool {
        // A misspelling has five to seven letters, of up to four bytes each.
        (5...28).contains(word.utf8.count)
            && (names.contains(word) || misspellings.contains(word)
                || Suggestion.certainName(for: word, in: names) != nil)
    }

    /// Misspellings that `Suggestion` does not recognise with certainty and that mean nothing else.
    private static let misspellings: Set<String> = ["acesso", "accesos", "accesso", "aceso", "acseso", "acces"]
    private static let marks: Set<Character> = [" ", "\t", "\"", "'", "“", "”", "‘", "’", "«", "»", ".", ",", ";"]
    private static let staffWords = adjectiveForms("interno", "privado", "reservado", "restringido").union([
        "internal", "confidencial", "confidenciales",
    ])
    private static let publicWords = adjectiveForms("publico", "abierto").union(["public"])

    /// Returns adjectives in *-o* in their four forms: `o`, `a`, `os`, `as`.
    private static func adjectiveForms(_ singulars: String...) -> Set<String> {
        Set(singulars.flatMap { singular in ["o", "a", "os", "as"].map { singular.dropLast() + $0 } })
    }
}

extension Rule {
    /// Reports access words that are not understood, and access words on a part that cannot be hidden separately.
    package static let unclearAccess = Rule(
        "acceso-no-entendido", .form, .error,
        what: Localized(
            es: """
                No se entiende quién puede ver un documento o una parte de él, o se dice donde no se puede ocultar \
                esa parte sola.
                """,
            en: """
                Who may see a document or a part of it cannot be understood, or is said where that part alone cannot \
                be hidden.
                """
        ),
        why: Localized(
            es: """
                Lo que debía quedar dentro se publicaría para todos. Se escribe «acceso: interno» o «acceso: \
                público», «oficio: interno campo», y en un título «##», «{acceso=interno}» al final.
                """,
            en: """
                What should stay inside would be published for everybody. Write “access: internal” or “access: \
                public”, “oficio: internal field”, and at the end of a “##” heading “{access=internal}”.
                """),
        fires: """
            === content/protocolos/apertura.md
            ---
            título: Apertura de la bóveda
            acceso: solo jefes
            ---
            """,
        passes: """
            === content/protocolos/apertura.md
            ---
            título: Apertura de la bóveda
            acceso: restringido
            ---
            """)
}
