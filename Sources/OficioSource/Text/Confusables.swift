/// Finds Cyrillic and Greek letters that look like Latin letters. The table has the single letters of “confusables”
/// (Unicode Technical Standard #39, § 4) that have the shape of a Latin letter in common typefaces.
package enum Confusables {
    private static let table: [Unicode.Scalar: Character] = {
        let pairs: [(String, String)] = [
            // Cyrillic
            ("авекмнорстухѕіјһԁԛԝ", "abekmhopctyxsijhdqw"), ("АВЕКМНОРСТУХЅІЈԌԚԜ", "ABEKMHOPCTYXSIJGQW"),
            // Greek
            ("ονρυιαγκχ", "ovpuiaykx"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ]
        var table: [Unicode.Scalar: Character] = [:]
        for (foreign, latin) in pairs {
            for (scalar, letter) in zip(foreign.unicodeScalars, latin) { table[scalar] = letter }
        }
        return table
    }()

    /// Returns the Latin letter that a letter looks like, `nil` if there is none.
    package static func latin(of scalar: Unicode.Scalar) -> String? { table[scalar].map { String($0) } }

    /// Tells quickly whether a text has a byte from CD to D4, with which Greek and Cyrillic letters begin in UTF-8.
    package static func mayHold(_ text: String) -> Bool { text.containsByte(beyondASCII: 0xCD...0xD4) }

    /// Whether an id has letters beyond ASCII, so that it may look like another id.
    package static func mayLookAlike(_ id: String) -> Bool { !id.utf8.allSatisfy { $0 < 0x80 } }

    /// Returns the visual skeleton of an id: styled letters, such as full-width or mathematical ones, become plain
    /// ones, and letters of other scripts become the Latin letters that they resemble.
    package static func skeleton(ofID id: String) -> String { skeleton(id.compatibilityForm) }

    /// Returns the text with the Latin letter in place of every letter that looks like a Latin letter.
    package static func skeleton(_ text: String) -> String {
        mayHold(text)
            ? String(
                text.map { character in
                    character.unicodeScalars.count == 1
                        ? character.unicodeScalars.first.flatMap { table[$0] } ?? character : character
                }) : text
    }

    /// Returns the words of at least three letters that contain both Latin letters and letters that look like Latin
    /// letters.
    package static func mixedWords(_ text: String) -> [String] {
        text.split { !$0.isLetter }.map { String($0) }.filter { word in
            word.count >= 3 && word.unicodeScalars.contains { $0.properties.isAlphabetic && $0.value < 0x250 }
                && word.unicodeScalars.contains { table[$0] != nil }
        }
    }

    /// Returns the words whose letters beyond ASCII all look like Latin letters, such as `РА` in `РА-01`.
    package static func disguisedWords(_ text: String) -> [String] {
        guard mayHold(text) else { return [] }
        return text.split { !$0.isLetter }.map { String($0) }.filter { word in
            let foreign = word.unicodeScalars.filter { $0.value >= 0x80 }
            return !foreign.isEmpty && foreign.allSatisfy { table[$0] != nil }
        }
    }
}
