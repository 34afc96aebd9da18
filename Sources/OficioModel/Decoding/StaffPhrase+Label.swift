import OficioBasics

extension StaffPhrase {
    /// An access word that precedes a text as its label: *Interno: la clave es…*
    struct Label: Equatable {
        enum Meaning {
            /// The text after the label is internal.
            case hides
            /// The text after the label may be internal, or explain the word.
            case mayHide
            /// The text after the label is for outsiders: *Externo: la entrada es…*
            case forOthers
        }
        var meaning: Meaning
        /// Whether the text names something secret, such as a password.
        var holdsSecret = false
        /// Whether the same line also has a label for outsiders: *Interno: la gerencia; externo: el público.*
        var isContrasted = false
    }

    /// Returns the labels at the beginnings of the lines and sentences of a text, in order. The first label is nil if
    /// the text begins with none; later sentences without a label are left out. Text without markup has no line
    /// breaks.
    ///
    /// - Parameters:
    ///   - source: the text, Markdown as written.
    ///   - isValue: whether the text is a cell or a fact, which may consist of a label alone.
    /// - Returns: the labels, at least one element.
    static func labels(in source: String, isValue: Bool = false) -> [Label?] {
        guard mayHoldLabel(hints(in: source)) else { return [nil] }
        let source = withPlainTags(source)
        var labels: [Label?] = []
        if let starts = source.withBytes({ hasPlainCharacters($0) ? possibleLabels(in: $0) : nil }) {
            if starts.first != 0 { labels.append(nil) }
            for place in starts {
                let start = source.utf8.index(source.startIndex, offsetBy: place)
                let label = label(inFrontOf: source[start...], behind: source[..<start], isValue: isValue)
                if place == 0 || label != nil { labels.append(label) }
            }
            return labels
        }
        return allLabels(in: source, isValue: isValue, where: mayBeginWithLabel)
    }

    /// Returns the labels of a text as `labels` does, by its characters, of the lines and sentences that may have one.
    static func allLabels(in source: String, isValue: Bool, where mayHaveLabel: (Substring) -> Bool) -> [Label?] {
        var labels: [Label?] = []
        var start = source.startIndex
        while start < source.endIndex {
            let end = endOfSentence(in: source, from: start)
            let isFirst = start == source.startIndex
            let label =
                mayHaveLabel(source[start...])
                ? label(inFrontOf: source[start...], behind: source[..<start], isValue: isValue) : nil
            if isFirst || label != nil { labels.append(label) }
            start = end == source.endIndex ? end : source.index(after: end)
        }
        return labels
    }

    /// Returns the index of the next line break, or of the next space after the end of a sentence.
    private static func endOfSentence(in text: String, from start: String.Index) -> String.Index {
        var last: Character = " "
        for place in text[start...].indices {
            if text[place].isNewline || text[place] == " " && ".:;!?".contains(last) { return place }
            last = text[place]
        }
        return text.endIndex
    }

    /// Whether the label at an index, or a label directly next to it, is for outsiders. Neighbouring labels
    /// distinguish two things, and hide neither.
    static func isContrasted(_ place: Int, in labels: [Label?]) -> Bool {
        let before = labels[..<place].reversed().prefix { $0 != nil }
        let behind = labels[place...].prefix { $0 != nil }
        return (before + behind).contains { $0?.meaning == .forOthers || $0?.isContrasted == true }
    }

    /// Returns the access label at the start of a line; `nil` if the line has none. `before` is the text before the
    /// line.
    private static func label(inFrontOf text: Substring, behind before: Substring, isValue: Bool) -> Label? {
        guard let parts = split(text) else { return nil }
        if !before.isEmpty, !isNewLine(parts, behind: before) { return nil }
        let isAlone = parts.rest.isEmpty && parts.signs.hasSuffix(":")
        guard isAlone || parts.rest.contains(where: \.isLetter) else { return nil }
        if isForOthers(parts.label) { return Label(meaning: .forOthers) }
        guard let strength = parts.signs.hasPrefix(":") && isForStaff(parts.label) ? .phrase : strength(of: parts.label)
        else { return nil }
        let words = String(parts.rest).folded.split(separator: " ").map(String.init)
        // Labels that list kinds, *Interno, externo*, declare nothing about them.
        if words.allSatisfy({ contrasts.contains($0) || connectives.contains($0) || isAccessWord($0) }), !isAlone {
            return nil
        }
        // *Confidencial: no* says the opposite.
        if !isAlone, words == ["no"] || words == ["false"] { return nil }
        if parts.signs.hasPrefix(","), let next = words.first, isAccessWord(next) || contrasts.contains(next) {
            return nil
        }
        let holdsSecret = words.contains(where: secrets.contains)
        let holdsNumber = words.contains { $0.contains(where: \.isNumber) }
        if isAboutStaff(parts.label), !holdsSecret || !holdsNumber { return nil }
        if parts.isQuoted, !holdsSecret || !holdsNumber { return nil }
        let isPlural = (strength == .interno || strength == .word) && parts.label.folded.hasSuffix("s")
        let isListed = isValue && parts.signs.hasPrefix(",")
        if isPlural || isListed, !holdsSecret { return nil }
        var meaning = Label.Meaning.hides
        if isAlone {
            meaning = isValue ? .mayHide : .hides
        } else if !holdsSecret, !holdsNumber, !parts.isCut {
            let mayDescribe = strength == .phrase && isAboutThings(parts.label)
            let isListedInside = isValue && parts.isBracketed && strength == .interno
            if parts.signs.hasPrefix(",") || mayDescribe || isListedInside || isDefinition(parts.rest, words) {
                meaning = .mayHide
            }
        }
        return Label(
            meaning: meaning, holdsSecret: holdsSecret, isContrasted: hasLabelForOthers(parts.rest))
    }

    private struct LabelParts {
        let label: String
        /// The signs between the label and the text after it; empty after a label in emphasis.
        let signs: String
        let rest: Substring
        /// Whether the text after the label was longer than `limit` and is incomplete.
        let isCut: Bool
        /// Whether brackets enclose the rest, or words between the label and the rest: *Interno (caja): la clave*.
        var isBracketed = false
        /// Whether the label is code in lower case, which may name a value: *`interno`: lo ve el personal*.
        var isQuoted = false
    }

    /// The maximum number of characters to read of a text.
    private static let limit = 600

    /// Returns the parts of a text before and after the sign that ends its first words, without the signs and the
    /// number before them; `nil` if there is no such sign, and for a text that begins with a reference or the label
    /// of a footnote, or that has code before the sign.
    private static func split(_ text: Substring) -> LabelParts? {
        let start = String(text.prefix(limit))
        let code = start.codeInFront
        let text = code.map { ($0.words, $0.code) } ?? start.partedFromEmphasis()
        let isCut = text.words.utf8.count >= limit
        // References and footnote labels are no access labels.
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
        let isQuoted = code.map { $0.code.first(where: \.isLetter)?.isLowercase ?? true } ?? false
        if let bracket = front.firstIndex(of: "("), end.map({ bracket < $0 }) ?? true {
            let label = String(words[..<bracket]).trimmedASCII
            if strength(of: label) != nil || isForOthers(label) {
                return partsAtBracket(label, words, at: bracket, isCut: isCut)
            }
        }
        guard var end, !words[..<end].contains("`") else { return nil }
        let label = String(words[..<end]).trimmedASCII
        if words[end...].hasPrefix("](") {
            // The text of a link is a label only in front of a sign or a sentence.
            guard let close = words[end...].firstIndex(of: ")") else { return nil }
            let behind = words[words.index(after: close)...]
            end = behind.startIndex
            let next = behind.first { !$0.isWhitespace }
            let isSentence = behind.first?.isWhitespace == true && next?.isUppercase == true
            guard isSentence || behind.first.map({ ":.;=–—-".contains($0) }) ?? false else { return nil }
        }
        let signs = words[end...].prefix { !$0.isLetter && !$0.isNumber }
        return LabelParts(
            label: label, signs: String(signs).trimmedASCII, rest: words[signs.endIndex...], isCut: isCut,
            isQuoted: isQuoted)
    }

    /// Returns the parts of a text with a bracket behind its first words: *Interno (la clave es…)*, *Interno (caja):
    /// la clave es…*; `nil` if a sentence continues behind the bracket, or the bracket holds an abbreviation.
    private static func partsAtBracket(
        _ label: String, _ words: Substring, at open: String.Index, isCut: Bool
    ) -> LabelParts? {
        let line = words[open...].prefix { !$0.isNewline }
        guard let close = line.firstIndex(of: ")") else { return nil }
        let inside = words[words.index(after: open)..<close]
        let behind = line[words.index(after: close)...].drop(while: \.isWhitespace)
        let letters = inside.filter(\.isLetter)
        if letters.count < 3 || inside.count < 7 && letters.allSatisfy(\.isUppercase) { return nil }
        if let first = behind.first, first.isLowercase || first == "," { return nil }
        let rest = behind.drop { !$0.isLetter && !$0.isNumber }
        // The text follows the bracket; if nothing follows, the words in the bracket are the text.
        return LabelParts(
            label: label, signs: ":", rest: rest.isEmpty ? inside : rest, isCut: isCut, isBracketed: true)
    }

    private static func isSign(at place: String.Index, in text: Substring) -> Bool {
        let sign = text[place]
        if sign == "." || sign == ",", let next = text[place...].dropFirst().first {
            // The dot of a file name, as in *interno.pdf*, ends no label.
            return !next.isNumber && !next.isLowercase
        }
        if sign.isNewline || signs.contains(sign) { return true }
        guard sign == "-", place > text.startIndex else { return false }
        return text[text.index(before: place)] == " " || text[place...].dropFirst().first == " "
    }

    private static let signs: Set<Character> = Set(".:;,=)]}»”\"|–—→…!：")

    /// Whether a line that is not the first of its paragraph begins something new instead of continuing the sentence
    /// above.
    private static func isNewLine(_ parts: LabelParts, behind before: Substring) -> Bool {
        let above = before.dropLast()
        if before.last?.isNewline == true, above.hasSuffix("  ") || above.last.map({ ".:;!?\\".contains($0) }) ?? true {
            return true
        }
        guard parts.label.first?.isUppercase == true else {
            // Within a sentence, *de uso interno: nadie*, words are a label only if a secret with a number follows.
            let words = String(parts.rest).folded.split(separator: " ").map(String.init)
            return before.last?.isNewline == true && parts.signs.hasPrefix(":")
                && words.contains(where: secrets.contains) && words.contains { $0.contains(where: \.isNumber) }
        }
        return before.last?.isNewline == true || parts.signs.hasPrefix(":")
    }

    // MARK: For others

    static func isForOthers(_ label: String) -> Bool {
        guard label.utf8.count < 60, !hints(in: label).isDisjoint(with: [.staff, .others]) else { return false }
        let words = label.folded.parts(between: " ").map(String.init).filter {
            !fillers.contains($0) && !nouns.contains($0)
        }
        return words.count == 1 && contrasts.contains(words[0]) || isForCustomers(label)
    }

    private static func hasLabelForOthers(_ text: Substring) -> Bool {
        text.split { ".;,\n".contains($0) }.dropFirst().contains { part in
            part.firstIndex(of: ":").map { isForOthers(String(part[..<$0])) } ?? false
        }
    }

    static let contrasts: Set<String> = [
        "externo", "externa", "externos", "externas", "external", "publico", "publica", "publicos", "publicas",
        "public", "abierto", "abierta", "open",
    ]
    private static let connectives: Set<String> = ["y", "e", "o", "u", "ni", "and", "or", "mixto", "mixta", "mixed"]

    // MARK: Definitions

    static func isAccessWord(_ word: String) -> Bool { interno.contains(word) || adjectives.contains(word) }

    /// Whether a phrase may name things or people, *Personal interno* or *Documentos reservados*, instead of
    /// requesting discretion.
    static func isAboutThings(_ label: String) -> Bool {
        describes(label) && beginsWithThing(label.foldedWords)
    }

    /// Whether a text defines a word: one clause that names a kind of person or thing and distinguishes it from
    /// others, *crema que se toma*.
    private static func isDefinition(_ text: Substring, _ words: [String]) -> Bool {
        guard words.count > 2, kinds.contains(words[0]), ["que", "who", "that", "which"].contains(words[1]) else {
            return false
        }
        let inside = String(text).trimmedASCII.dropLast()
        return !inside.contains { ".,;:()\n–—=!?`".contains($0) }
    }

    /// Common nouns for persons and things with which definitions of *interno* and *reservado* begin.
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

    /// Nouns for secret things, in the singular and the plural.
    static let secrets: Set<String> = Set(
        ["clave", "contrasena", "llave", "secreto", "codigo", "password", "key", "passcode"].flatMap { [$0, $0 + "s"] }
    ).union([
        "senal", "senales", "combinacion", "combinaciones", "pin", "code", "codes", "combination", "dato", "datos",
    ])
}

extension String {
    /// The text from its first letter without backticks, and the words of the code span that it begins with; `nil` if
    /// it begins with none.
    fileprivate var codeInFront: (words: String, code: String)? {
        let start = drop { !$0.isLetter && $0 != "`" }
        let marks = start.prefix { $0 == "`" }
        guard !marks.isEmpty, let close = start.dropFirst(marks.count).firstRange(of: String(marks)) else { return nil }
        let code = start[marks.endIndex..<close.lowerBound].drop { !$0.isLetter }
        return (String(code) + String(start[close.upperBound...]).replacing("`", with: ""), String(code))
    }

    /// Returns the text without emphasis marks, and the emphasised words at its beginning; nil for none.
    fileprivate func partedFromEmphasis() -> (words: String, emphasized: String?) {
        let start = drop { !$0.isLetter && !"*_".contains($0) }
        guard let sign = start.first, "*_".contains(sign) else { return (bareOfEmphasis, nil) }
        return (bareOfEmphasis, String(start.drop { "*_".contains($0) }.prefix { !"*_".contains($0) }))
    }
}
