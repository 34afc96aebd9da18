import OficioSchema
import OficioSource

/// Spanish words from lists that are embedded in the program (`Sources/BuiltIn/files/words`). Each list is read on its
/// first use.
enum SpanishWords {
    /// Words with an accent, keyed by their spelling without the accent. The list has only words whose spelling
    /// without accent is not a word itself.
    static let accented = byLetters("es-acentos")
    /// For each three letters without accents, whether a word of `accented` with an accent on its first letter begins
    /// with them. The array is indexed by `beginning(of:_:_:)`.
    static let accentedBeginnings = {
        var marks = Array(repeating: false, count: 1 << 15)
        for (word, right) in accented where right.utf8.first == 0xC3 {
            let bytes = Array(word.utf8.prefix(3))
            if bytes.count == 3 { marks[beginning(of: bytes[0], bytes[1], bytes[2])] = true }
        }
        return marks
    }()

    /// Returns an index for three ASCII letters, with five bits for each; ignores case.
    static func beginning(of first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 0x1F) << 10 | Int(second & 0x1F) << 5 | Int(third & 0x1F)
    }

    /// Nouns with an accent whose spelling without the accent is a form of a verb (`público`, `publico`), keyed by
    /// that spelling.
    static let accentedNouns = byLetters("es-sustantivos")
    /// Words that end like an infinitive but are not infinitives, folded: `lider`, `lugar`.
    static let likeInfinitives = Set(lines("es-no-infinitivos"))
    /// Folded Spanish words of three to seven letters.
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
    /// The lower-case text without acute accents; `ñ` and `ü` stay.
    fileprivate var withoutAcutes: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            // In UTF-8 each vowel with an acute accent is 0xC3 and a second byte.
            if bytes.last == 0xC3, let vowel = plainVowel(byte) {
                bytes[bytes.count - 1] = vowel
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Returns the vowel without its acute accent, by the second byte of `á`, `é`, `í`, `ó` or `ú` in UTF-8; nil for other
/// bytes.
private func plainVowel(_ second: UInt8) -> UInt8? {
    switch second {
    case 0xA1: UInt8(ascii: "a")
    case 0xA9: UInt8(ascii: "e")
    case 0xAD: UInt8(ascii: "i")
    case 0xB3: UInt8(ascii: "o")
    case 0xBA: UInt8(ascii: "u")
    default: nil
    }
}
