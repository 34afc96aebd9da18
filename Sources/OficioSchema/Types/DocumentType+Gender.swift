extension DocumentType {
    /// *ningún puesto*, *ninguna unidad*: the Spanish name of the type after the word for none.
    package var spanishNone: String { (Self.isFeminine(name.spanish) ? "ninguna " : "ningún ") + name.spanish }

    /// Whether a Spanish noun takes *la*, told by its ending; sites name types of their own, so no list can know them all.
    private static func isFeminine(_ noun: String) -> Bool {
        let word = String(noun.split(separator: " ").first ?? "").lowercased()
        if word.hasSuffix("ma") { return ["rma", "lma", "ima"].contains { word.hasSuffix($0) } }
        return word == "sede" || ["a", "dad", "tad", "tud", "ción", "sión", "umbre"].contains { word.hasSuffix($0) }
    }
}
