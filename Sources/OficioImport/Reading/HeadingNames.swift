/// Recognizes names of heading styles in the languages of office programs.
enum HeadingNames {
    /// Returns the level from 1 of a style named *heading 2*, *Título 2*, *Encabezado 2*, *Heading_20_2* …; nil
    /// for any other style.
    static func level(_ style: String) -> Int? {
        let name = style.lowercased().replacing("_20_", with: " ")
        let folded = String(name.map { ["í": "i", "ü": "u", "ó": "o"][$0] ?? $0 })
        for word in ["heading", "titulo", "encabezado", "titre", "uberschrift", "titolo", "cabecalho"]
        where folded.hasPrefix(word) {
            let rest = folded.dropFirst(word.count).drop { $0 == " " || $0 == "_" || $0 == "-" }
            guard let first = rest.first, let level = first.wholeNumberValue, (1...9).contains(level) else { continue }
            // *heading 1 Char* is the character style that Word keeps beside the paragraph style.
            let tail = rest.dropFirst()
            if tail.isEmpty || tail.first == " " || tail.first == "," { return level }
        }
        return nil
    }
}
