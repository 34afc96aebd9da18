import Diagnostics
import OficioSource

/// Maps letters of other alphabets to the Latin letters that they look like, and finds names that mix alphabets.
///
/// The pairs are those in Unicode's `confusables.txt` (UTS #39) whose target is one Latin letter, for the alphabets
/// that share letter shapes.
package enum ConfusableLetters {
    private static let latin: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(others: String, latin: String)] = [
            // Cyrillic
            ("АВЕЅІЈКМНОРСТУХҺԌԚԜҮ", "ABESIJKMHOPCTYXHGQWY"), ("аеѕіјкмнорстухһԁԛԝүԍ", "aesijkmhopctyxhdqwyg"),
            // Greek
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj"), ("αεικνορτυχϲ", "aeikvoptuxc"),
            // Armenian
            ("ՍՏՕԼհոսցօգզյ", "USOLhnugoqqj"),
            // Latin letters outside ASCII that are not a base letter with a diacritic
            ("ıȷɑɡɩʋʏꞮ", "ijagivyI"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (others, latin) in pairs {
            for (other, letter) in zip(others.unicodeScalars, latin.unicodeScalars) { table[other] = letter }
        }
        return table
    }()

    /// Returns the text with every lookalike replaced by its Latin letter.
    static func withLatinLetters(in text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(latin[scalar] ?? scalar) }
        return String(out)
    }

    /// Alphabets that share letter shapes. Mixing them in one name is a disguise or a typing error.
    package enum Alphabet: Sendable, CaseIterable {
        case latin, greek, cyrillic, armenian, cherokee, coptic

        var name: Localized {
            switch self {
            case .latin: Localized(es: "latino", en: "Latin")
            case .greek: Localized(es: "griego", en: "Greek")
            case .cyrillic: Localized(es: "cirílico", en: "Cyrillic")
            case .armenian: Localized(es: "armenio", en: "Armenian")
            case .cherokee: Localized(es: "cheroqui", en: "Cherokee")
            case .coptic: Localized(es: "copto", en: "Coptic")
            }
        }
    }

    /// Returns the alphabet of a letter; nil for other characters and other alphabets.
    static func alphabet(of scalar: Unicode.Scalar) -> Alphabet? {
        guard scalar.properties.isAlphabetic else { return nil }
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0x2AF, 0x1D00...0x1D25, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
            0xA722...0xA7FF, 0xAB30...0xAB64:
            return .latin
        case 0x370...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFF: return .greek
        case 0x3E2...0x3EF, 0x2C80...0x2CFF: return .coptic
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: return .cyrillic
        case 0x531...0x587: return .armenian
        case 0x13A0...0x13FF, 0xAB70...0xABBF: return .cherokee
        default: return nil
        }
    }

    /// Returns the first letter of the least used alphabet in a text; nil if the text uses only one.
    static func minorityLetter(in text: String) -> (letter: Unicode.Scalar, alphabet: Alphabet)? {
        var found: [(alphabet: Alphabet, first: Unicode.Scalar, count: Int)] = []
        for scalar in text.compatibilityForm.unicodeScalars {
            guard let alphabet = alphabet(of: scalar) else { continue }
            if let place = found.firstIndex(where: { $0.alphabet == alphabet }) {
                found[place].count += 1
            } else {
                found.append((alphabet, scalar, 1))
            }
        }
        guard found.count > 1, let rarest = found.min(by: { $0.count < $1.count }) else { return nil }
        return (rarest.first, rarest.alphabet)
    }
}
