import OficioBasics

// Reads the marks that surround words inside a line as emphasis: strikethrough, highlighting, HTML, code, links.
extension StaffPhrase {
    /// Returns a text with the signs of emphasis in place of other marks around its words, without comments, and
    /// without references to footnotes at its end: `La clave <mark>interno</mark>` reads like `La clave *interno*`.
    ///
    /// Code counts only if the text has no other code and does not name a word by it, as *la columna `interno`* does. A
    /// link counts only at the end of a text.
    static func withPlainMarkup(_ source: String) -> String {
        guard source.utf8.contains(where: { marks.contains($0) }) else { return source }
        var text = withPlainTags(source)
        text = emphasizingQuotation(emphasizingCode(text))
        for _ in 0..<5 {
            guard text.withoutFinalStop.last == "]", let open = text.lastIndex(of: "["), text[open...].hasPrefix("[^")
            else { break }
            text = String(text[..<open]).trimmedASCII
        }
        return emphasizingLink(text)
    }

    /// Returns a text with the signs of emphasis in place of HTML tags, strikethrough and highlighting inside a line,
    /// without comments, and with the end of a sentence and a line break in place of the tags between blocks.
    static func withPlainTags(_ source: String) -> String {
        guard source.utf8.contains(where: { tagMarks.contains($0) }) else { return source }
        let text = ["~~", "==", "++"].reduce(source) { $0.replacing($1, with: "*") }
        var plain = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            plain += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix("<!--") {
                rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
                continue
            }
            guard let close = rest.prefix(longestTag).firstIndex(of: ">"),
                let sign = replacement(
                    forTag: rest[..<close].dropFirst(), isAtEnd: rest.index(after: close) == rest.endIndex)
            else {
                plain += "<"
                rest = rest.dropFirst()
                continue
            }
            if !plain.isEmpty || sign == "*" { plain += sign }
            rest = rest[close...].dropFirst()
        }
        return plain + rest
    }

    /// The number of characters up to which a tag is recognised.
    private static let longestTag = 300

    /// Returns what a reader meets in place of an HTML tag; `nil` for something else in angle brackets, such as an
    /// address or a blank to fill in.
    private static func replacement(forTag tag: Substring, isAtEnd: Bool) -> String? {
        let isClosing = tag.first == "/"
        let name = (isClosing ? tag.dropFirst() : tag).prefix { $0.isLetter || $0.isNumber }.lowercased()
        if lineTags.contains(name) { return "*" }
        if name == "br" || blockTags.contains(name) && isClosing { return isAtEnd ? "" : ".\n" }
        return blockTags.contains(name) ? "" : nil
    }

    private static func emphasizingCode(_ text: String) -> String {
        guard let open = text.firstIndex(of: "`") else { return text }
        let start = text[open...].drop { $0 == "`" }
        let sign = String(text[open..<start.startIndex])
        guard let close = start.firstRange(of: sign), !start[close.upperBound...].contains("`") else { return text }
        let front = text[..<open]
        if String(front).foldedWords.contains(where: naming.contains) { return text }
        return front + "*" + start[..<close.lowerBound] + "*" + start[close.upperBound...]
    }

    /// Returns a text with the signs of emphasis in place of the quotation marks at its end: *La clave «interno»*. The
    /// text must have no other quotation, and must not name a word by it, as *el sello «interno»* does, or say what has
    /// changed, as a log does.
    private static func emphasizingQuotation(_ text: String) -> String {
        let bare = text.withoutFinalStop
        guard let close = bare.last, let open = quotes[close], let start = bare.dropLast().lastIndex(of: open),
            start > bare.startIndex, bare[bare.index(before: start)].isWhitespace
        else { return text }
        let front = bare[..<start]
        if front.contains(where: { $0 == open || $0 == close }) { return text }
        let words = String(front).foldedWords
        let others = [naming, kindsOfThings, levels, changes]
        if words.contains(where: { word in others.contains { $0.contains(word) } }) { return text }
        return front + "*" + bare[start...].dropFirst().dropLast() + "*"
    }

    /// Quotation marks that end a quotation, and those that begin it.
    private static let quotes: [Character: Character] = ["»": "«", "”": "“", "\"": "\"", "'": "'", "’": "‘", "“": "„"]
    /// Folded nouns for degrees and places whose name stands in quotation marks.
    private static let levels: Set<String> = [
        "nivel", "grado", "level", "grade", "sala", "puerta", "area", "zona", "documento", "llamado", "llamada", "caja",
        "sobre", "libro", "carpeta", "curso", "proyecto", "programa", "room", "door", "folder", "called",
    ]

    /// Folded words with which a log quotes what has changed: *Acceso: se suprime «interno»*.
    private static let changes: Set<String> = [
        "suprime", "suprimen", "agrega", "agregan", "anade", "quita", "cambia", "removed", "added", "changed",
    ]

    private static func emphasizingLink(_ text: String) -> String {
        let bare = text.withoutFinalStop
        guard bare.hasSuffix(")"), let middle = bare.ranges(of: "](").last,
            let open = bare[..<middle.lowerBound].lastIndex(of: "["),
            bare[..<open].last.map({ $0 != "!" && $0 != "]" }) ?? false,
            !bare[middle.upperBound...].dropLast().contains(")")
        else { return text }
        return bare[..<open] + "*" + bare[open..<middle.lowerBound].dropFirst() + "*"
    }

    /// Bytes of which each mark that is read as emphasis has one.
    private static let marks = Set("<`~=+]\"'»”’“".utf8)
    private static let tagMarks = Set("<~=+".utf8)

    /// HTML elements inside a line.
    private static let lineTags: Set<String> = [
        "a", "abbr", "b", "bdi", "big", "center", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    ]
    /// HTML elements that are blocks of their own.
    private static let blockTags: Set<String> = [
        "p", "div", "section", "article", "aside", "header", "footer", "main", "details", "summary", "blockquote",
        "figure", "figcaption", "caption", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
        "td", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
    ]
    /// Folded words in front of code that names something: *Escriba `interno`*, *la columna `interno`*.
    private static let naming: Set<String> = [
        "escribe", "escriba", "escribir", "escriben", "dice", "diga", "digan", "palabra", "palabras", "valor",
        "valores", "campo", "columna", "opcion", "casilla", "carpeta", "archivo", "fichero", "boton", "menu",
        "etiqueta", "marca", "marcar", "marque", "sello", "sellar", "selle", "rotulo", "rotular", "rotule", "leyenda",
        "estado", "usuario", "servidor", "comando", "orden", "usa", "use", "usar", "ponga", "poner", "pone", "elija",
        "elegir", "seleccione", "con", "como", "write", "writes", "word", "words", "value", "values", "field", "column",
        "folder", "file", "button", "label", "option", "user", "server", "command", "type", "select", "choose",
        "with", "as", "called", "tabla", "esquema", "clase", "modificador", "rama", "variable", "perfil", "rol",
        "canal", "lista", "paquete", "modulo", "repositorio", "dominio", "table", "schema", "class", "modifier",
        "keyword", "branch", "profile", "role", "channel", "list", "package", "module", "repository", "domain",
    ]
}
