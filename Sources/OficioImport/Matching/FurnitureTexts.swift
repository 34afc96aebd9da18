import OficioSource

/// Recognizes placeholder texts of word processors, for files that have lost the content control around them.
enum PlaceholderText {
    private static let known: Set<String> = [
        "haga clic o pulse aqui para escribir texto", "haga clic aqui o pulse para escribir una fecha",
        "haga clic aqui para escribir texto",
        "haga clic aqui para escribir una fecha", "haga clic o pulse aqui para escribir una fecha", "elija un elemento",
        "elija un bloque de creacion",
        "click or tap here to enter text", "click or tap to enter a date", "click here to enter text",
        "click here to enter a date", "choose an item",
    ]

    static func matches(_ text: String) -> Bool { text.count < 80 && known.contains(text.folded) }
}

/// Recognizes lines to fill in by hand: *Firma: ________ Fecha: ______*.
enum BlankLine {
    static func matches(_ text: String) -> Bool {
        guard text.contains("____"), text.count <= 200 else { return false }
        return text.split(separator: "_").allSatisfy { part in
            let words = part.split(separator: " ")
            return words.isEmpty || words.count <= 6 && (part.contains(":") || words.allSatisfy { $0.count <= 2 })
        }
    }
}

/// Recognizes texts that are only a page number.
enum PageNumber {
    static func matches(_ text: String) -> Bool {
        var words = text.folded.split(separator: " ").map(String.init)
        guard text.count <= 30 else { return false }
        if let first = words.first, ["pagina", "pag", "page", "p", "hoja"].contains(first) {
            words.removeFirst()
            if words.first == "no" || words.first == "n" { words.removeFirst() }
            if words.count == 1, Int(words[0]) != nil { return true }
        }
        return words.count == 3 && Int(words[0]) != nil && ["de", "of", "e"].contains(words[1]) && Int(words[2]) != nil
    }
}
