import OficioSource

/// Cyrillic and Greek letters that cannot be told from Latin ones by sight: the single letters of "confusables" (Unicode Technical Standard #39, § 4) that have
/// a Latin letter of the same shape in common typefaces.
enum Confusables {
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

    /// The Latin letter that a letter looks like, `nil` for any other.
    static func latin(of scalar: Unicode.Scalar) -> String? { table[scalar].map { String($0) } }

    /// Whether a text can hold any: Greek and Cyrillic begin with CD to D4 in UTF-8.
    static func mayHold(_ text: String) -> Bool { text.containsByte(beyondASCII: 0xCD...0xD4) }

    /// The text with every such letter in its Latin shape.
    static func skeleton(_ text: String) -> String {
        mayHold(text)
            ? String(
                text.map { character in
                    character.unicodeScalars.count == 1
                        ? character.unicodeScalars.first.flatMap { table[$0] } ?? character : character
                }) : text
    }

    /// Words of three letters and more that hold Latin letters and such as look like them.
    static func mixedWords(_ text: String) -> [String] {
        text.split { !$0.isLetter }.map { String($0) }.filter { word in
            word.count >= 3 && word.unicodeScalars.contains { $0.properties.isAlphabetic && $0.value < 0x250 }
                && word.unicodeScalars.contains { table[$0] != nil }
        }
    }
}
