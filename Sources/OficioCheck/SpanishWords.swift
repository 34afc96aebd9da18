import OficioSchema
import OficioSource

/// Spanish words from lists that are part of the program (`Sources/BuiltIn/files/words`). A list is
/// read on its first use.
enum SpanishWords {
    /// Words with an accent, by their letters without it. Only words whose letters without accent
    /// are no other word.
    static let accented = byLetters("es-acentos")
    /// For each beginning of three letters without accents, whether a word with an accent on its
    /// first letter begins so. Indexed by `beginning(of:_:_:)`.
    static let accentedBeginnings = {
        var marks = Array(repeating: false, count: 1 << 15)
        for (word, right) in accented where right.utf8.first == 0xC3 {
            let bytes = Array(word.utf8.prefix(3))
            if bytes.count == 3 { marks[beginning(of: bytes[0], bytes[1], bytes[2])] = true }
        }
        return marks
    }()

    /// Returns an index of three letters: five bits for each, in capitals or not.
    static func beginning(of first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 0x1F) << 10 | Int(second & 0x1F) << 5 | Int(third & 0x1F)
    }

    /// Nouns with an accent, by their letters without it, which are also a form of a verb: `público`, `publico`.
    static let accentedNouns = byLetters("es-sustantivos")
    /// Words that end like an infinitive and are none, folded: `lider`, `lugar`.
    static let likeInfinitives = Set(lines("es-no-infinitivos"))
    /// Words of three to seven letters, folded.
    static let short = Set(lines("es-palabras").map(\.folded))

    private static func lines(_ name: String) -> [String] {
        (BuiltInFiles.bytes("words/\(name).txt") ?? []).split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func byLetters(_ name: String) -> [String: String] {
        Dictionary(lines(name).map { ($0.withoutAcutes, $0) }) { first, _ in first }
    }
}

extension String {
    /// The text, which is in lower case, without acute accents; `ñ` and `ü` stay.
    fileprivate var withoutAcutes: String {
        String(String.UnicodeScalarView(unicodeScalars.map { plainVowels[$0] ?? $0 }))
    }
}

private let plainVowels: [Unicode.Scalar: Unicode.Scalar] = ["á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"]
