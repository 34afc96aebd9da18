import OficioSchema
import OficioSource

/// Spanish words that travel inside the program (`Sources/BuiltIn/files/words`); each list is read when it is first asked for.
enum SpanishWords {
    /// Words with an accent, by their letters without it, where those letters are no other word.
    static let accented = byLetters("es-acentos")
    /// Nouns with an accent, by their letters without it, which are also a form of a verb: `público`, `publico`.
    static let accentedNouns = byLetters("es-sustantivos")
    /// Words that end like an infinitive and are none, folded: `lider`, `lugar`.
    static let likeInfinitives = Set(lines("es-no-infinitivos"))
    /// Words of three to seven letters, folded.
    static let short = Set(lines("es-palabras").map(\.folded))

    private static func lines(_ name: String) -> [String] {
        (BuiltInFiles.bytes("words/\(name).txt") ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func byLetters(_ name: String) -> [String: String] {
        Dictionary(lines(name).map { ($0.withoutAcutes, $0) }) { first, _ in first }
    }
}

extension String {
    /// The text, in small letters, without acute accents: `ñ` and `ü` stay.
    fileprivate var withoutAcutes: String {
        String(String.UnicodeScalarView(unicodeScalars.map { plainVowels[$0] ?? $0 }))
    }
}

private let plainVowels: [Unicode.Scalar: Unicode.Scalar] = ["á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"]
