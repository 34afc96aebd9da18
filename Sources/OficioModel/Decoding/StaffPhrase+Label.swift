import OficioBasics

extension StaffPhrase {
    /// An access word that stands in front of a text as its label: *Interno: la clave es…*
    struct Label {
        enum Meaning {
            /// What follows is internal.
            case hides
            /// What follows may be internal, or say what the word means.
            case mayHide
            /// What follows is for others: *Externo: la entrada es…*
            case forOthers
        }
        var meaning: Meaning
        /// Whether the text names something that is kept secret, as a key.
        var holdsSecret = false
        /// Whether the same line also has a label for others: *Interno: la gerencia; externo: el público.*
        var isContrasted = false
    }

    /// The labels at the beginnings of the lines and sentences of a text, in order. The first one is nil if the text
    /// begins with none; other sentences without a label are left out. Text without markup has no line breaks.
    ///
    /// - Parameters:
    ///   - source: the text, Markdown as written.
    ///   - isValue: whether the text is a cell or a fact, of which a label alone may be the whole.
    /// - Returns: the labels, at least one element.
    static func labels(in source: String, isValue: Bool = false) -> [Label?] {
        guard mayStand(in: source) || mayBeForOthers(source) else { return [nil] }
        let source = withLineBreaks(source)
        var labels: [Label?] = []
        var start = source.startIndex
        while start < source.endIndex {
            let end = endOfSentence(in: source, from: start)
            let isFirst = start == source.startIndex
            let label = label(inFrontOf: source[start...], behind: source[..<start], isValue: isValue)
            if isFirst || label != nil { labels.append(label) }
            start = end == source.endIndex ? end : source.index(after: end)
        }
        return labels
    }

    /// The place of the next line break, or of the next blank behind a sign that ends a sentence.
    private static func endOfSentence(in text: String, from start: String.Index) -> String.Index {
        var last: Character = " "
        for place in text[start...].indices {
            if text[place].isNewline || text[place] == " " && ".:;!?".contains(last) { return place }
            last = text[place]
        }
        return text.endIndex
    }

    /// Whether the label at a place, or one of the labels next to it without a gap, is for others. Labels side by side
    /// tell two things apart, and hide none of them.
    static func isContrasted(_ place: Int, in labels: [Label?]) -> Bool {
        let before = labels[..<place].reversed().prefix { $0 != nil }
        let behind = labels[place...].prefix { $0 != nil }
        return (before + behind).contains { $0?.meaning == .forOthers || $0?.isContrasted == true }
    }

    /// The label in front of a line and what follows it. `before` is what stands before the line.
    private static func label(inFrontOf text: Substring, behind before: Substring, isValue: Bool) -> Label? {
        guard let parts = split(text) else { return nil }
        if !before.isEmpty, !isNewLine(parts, behind: before) { return nil }
        let isAlone = parts.rest.isEmpty && parts.signs.hasSuffix(":")
        guard isAlone || parts.rest.contains(where: \.isLetter) else { return nil }
        if isForOthers(parts.label) { return Label(meaning: .forOthers) }
        guard let strength = strength(of: parts.label) else { return nil }
        let words = String(parts.rest).folded.split(separator: " ").map(String.init)
        // Labels that list kinds, *Interno, externo*, say nothing of them.
        if words.allSatisfy({ contrasts.contains($0) || connectives.contains($0) || isAccessWord($0) }), !isAlone {
            return nil
        }
        if parts.signs.hasPrefix(","), let next = words.first, isAccessWord(next) || contrasts.contains(next) {
            return nil
        }
        let holdsSecret = words.contains(where: secrets.contains)
        let holdsNumber = words.contains { $0.contains(where: \.isNumber) }
        let isPlural = (strength == .interno || strength == .word) && parts.label.folded.hasSuffix("s")
        let isListed = isValue && parts.signs.hasPrefix(",")
        if isPlural || isListed, !holdsSecret { return nil }
        var meaning = Label.Meaning.hides
        if isAlone {
            meaning = isValue ? .mayHide : .hides
        } else if !holdsSecret, !holdsNumber, !parts.isCut {
            let mayDescribe = strength == .phrase && isAboutThings(parts.label)
            if parts.signs.hasPrefix(",") || mayDescribe || isDefinition(parts.rest, words) { meaning = .mayHide }
        }
        return Label(
            meaning: meaning, holdsSecret: holdsSecret, isContrasted: hasLabelForOthers(parts.rest))
    }

    private struct LabelParts {
        let label: String
        /// The signs between the label and the rest; empty behind a label in emphasis.
        let signs: String
        let rest: Substring
        /// Whether the rest was too long to be read to its end.
        let isCut: Bool
    }

    /// How many characters of a text are read.
    private static let limit = 600

    /// Parts a text at the sign that ends its first words, without the signs and the number before them.
    private static func split(_ text: Substring) -> LabelParts? {
        let text = String(text.prefix(limit)).partedFromEmphasis()
        let isCut = text.words.utf8.count >= limit
        // References and names of footnotes are no labels.
        if text.words.hasPrefix("[[") || text.words.hasPrefix("[^") { return nil }
        var words = text.words.drop { !$0.isLetter && $0 != "`" }
        if words.dropFirst().first.map({ ").]".contains($0) }) == true {
            words = words.dropFirst(2).drop { !$0.isLetter && $0 != "`" }
        }
        let front = words.prefix(90)
        var end = front.indices.first { isSign(at: $0, in: front) }
        if let emphasized = text.emphasized, words.hasPrefix(emphasized) {
            let behind = words.dropFirst(emphasized.count)
            if behind.first(where: { !$0.isWhitespace })?.isUppercase == true {
                end = behind.startIndex
            }
        }
        guard let end, !words[..<end].contains("`") else { return nil }
        // The text of a link is no label.
        if words[end...].hasPrefix("](") { return nil }
        let signs = words[end...].prefix { !$0.isLetter && !$0.isNumber }
        return LabelParts(
            label: String(words[..<end]).trimmedASCII, signs: String(signs).trimmedASCII,
            rest: words[signs.endIndex...], isCut: isCut)
    }

    private static func isSign(at place: String.Index, in text: Substring) -> Bool {
        let sign = text[place]
        if sign == "." || sign == ",", let next = text[place...].dropFirst().first {
            // *interno.pdf*
            return !next.isNumber && !next.isLowercase
        }
        if sign.isNewline || signs.contains(sign) { return true }
        guard sign == "-", place > text.startIndex else { return false }
        return text[text.index(before: place)] == " " || text[place...].dropFirst().first == " "
    }

    private static let signs: Set<Character> = Set(".:;,=)]}»”\"|–—→…!：")

    /// Whether the words of a line that is not the first of its paragraph begin something, rather than continue the
    /// sentence of the line above.
    private static func isNewLine(_ parts: LabelParts, behind before: Substring) -> Bool {
        let above = before.dropLast()
        if before.last?.isNewline == true, above.hasSuffix("  ") || above.last.map({ ".:;!?\\".contains($0) }) ?? true {
            return true
        }
        return parts.signs.hasPrefix(":") && parts.label.first?.isUppercase == true
    }

    /// The text with a line break in place of each tag `<br>`.
    private static func withLineBreaks(_ source: String) -> String {
        guard source.contains("<") else { return source }
        return ["<br>", "<br/>", "<br />", "<BR>"].reduce(source) { $0.replacing($1, with: ".\n") }
    }

    // MARK: For others

    private static func isForOthers(_ label: String) -> Bool {
        guard label.utf8.count < 60 else { return false }
        let words = label.folded.split(separator: " ").map(String.init).filter {
            !fillers.contains($0) && !nouns.contains($0)
        }
        return words.count == 1 && contrasts.contains(words[0])
    }

    private static func hasLabelForOthers(_ text: Substring) -> Bool {
        text.split { ".;,\n".contains($0) }.dropFirst().contains { part in
            part.firstIndex(of: ":").map { isForOthers(String(part[..<$0])) } ?? false
        }
    }

    private static let contrasts: Set<String> = [
        "externo", "externa", "externos", "externas", "external", "publico", "publica", "publicos", "publicas",
        "public", "abierto", "abierta", "open",
    ]
    private static let connectives: Set<String> = ["y", "e", "o", "u", "ni", "and", "or", "mixto", "mixta", "mixed"]

    // MARK: Definitions

    private static func isAccessWord(_ word: String) -> Bool { interno.contains(word) || adjectives.contains(word) }

    /// Whether a phrase may name things or people of that kind, *Personal interno* or *Documentos reservados*, rather
    /// than ask for discretion.
    private static func isAboutThings(_ label: String) -> Bool {
        guard describes(label), let first = label.folded.split(separator: " ").first.map(String.init) else {
            return false
        }
        return ["acceso", "access", "personal", "staff", "datos", "documentos"].contains(first)
    }

    /// Whether a text says what a word means: one clause that names a kind of person or thing and tells it from others,
    /// *crema que se toma*.
    private static func isDefinition(_ text: Substring, _ words: [String]) -> Bool {
        guard words.count > 2, kinds.contains(words[0]), ["que", "who", "that", "which"].contains(words[1]) else {
            return false
        }
        let inside = String(text).trimmedASCII.dropLast()
        return !inside.contains { ".,;:()\n–—=!?`".contains($0) }
    }

    /// Common nouns of persons and things that definitions of *interno* and *reservado* begin with.
    private static let kinds: Set<String> = [
        "persona", "personas", "personal", "trabajador", "trabajadora", "empleado", "empleada", "funcionario",
        "funcionaria", "servidor", "servidora", "medico", "medica", "alumno", "alumna", "estudiante", "paciente",
        "residente", "recluso", "reclusa", "usuario", "usuaria", "cliente", "socio", "socia", "practicante",
        "profesional", "sector", "empresa", "entidad", "institucion", "organismo", "documento", "documentos",
        "escrito", "expediente", "informacion", "material", "norma", "procedimiento", "crema", "pomada", "jarabe",
        "medicamento", "producto", "productos", "sustancia", "herbicida", "herbicidas", "vehiculo", "equipo",
        "espacio", "zona", "area", "lugar", "sala", "local", "telefono", "correo", "reunion", "person", "people",
        "staff", "employee", "worker", "doctor", "student", "patient", "resident", "user", "customer", "company",
        "body", "document", "documents", "material", "product", "substance", "vehicle", "space", "place", "room",
    ]

    /// Singular and plural nouns for what is kept secret.
    private static let secrets: Set<String> = Set(
        ["clave", "contrasena", "llave", "secreto", "codigo", "password", "key", "passcode"].flatMap { [$0, $0 + "s"] }
    ).union([
        "senal", "senales", "combinacion", "combinaciones", "pin", "code", "codes", "combination", "dato", "datos",
    ])
}

extension String {
    /// The text without signs of emphasis, and the words that emphasis encloses at its beginning; nil for none.
    fileprivate func partedFromEmphasis() -> (words: String, emphasized: String?) {
        let start = drop { !$0.isLetter && !"*_".contains($0) }
        guard let sign = start.first, "*_".contains(sign) else { return (bareOfEmphasis, nil) }
        return (bareOfEmphasis, String(start.drop { "*_".contains($0) }.prefix { !"*_".contains($0) }))
    }
}
