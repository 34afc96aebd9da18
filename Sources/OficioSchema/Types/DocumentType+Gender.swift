extension DocumentType {
    /// The Spanish name of the type after the word for none: *ningún puesto*, *ninguna unidad*.
    package var spanishNone: String { (isFeminine ? "ninguna " : "ningún ") + name.spanish }

    /// Whether the Spanish name of the type is feminine.
    package var isFeminine: Bool { Self.isFeminine(noun: name.spanish) }

    /// Whether a Spanish noun is probably feminine, judging by its ending. Sites name their own types, so no list of
    /// nouns would be complete.
    private static func isFeminine(noun: String) -> Bool {
        let word = String(noun.split(separator: " ").first ?? "").lowercased()
        if word.hasSuffix("ma") { return ["rma", "lma", "ima"].contains { word.hasSuffix($0) } }
        return word == "sede" || ["a", "dad", "tad", "tud", "ción", "sión", "umbre"].contains { word.hasSuffix($0) }
    }
}
