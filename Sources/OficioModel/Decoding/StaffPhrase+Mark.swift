import OficioBasics
import OficioSource

// Words at the end of a text, or that are a whole text, which say who may read it: *La clave (interno)*, *Uso interno.*
extension StaffPhrase {
    /// The readers that words at the end of a text name.
    enum Mark {
        case staff
        case others
    }

    /// Returns the readers that the last words of a text name in brackets, behind a dash or as a sentence of their own:
    /// *La clave (interno)*, *La clave — confidencial*, *La clave. Uso interno.* `nil` if they name none, or describe
    /// what stands before them: *Teléfono (interno)*.
    static func mark(atEndOf source: String) -> Mark? {
        guard mayHoldLabel(hints(in: source)) else { return nil }
        let source = withPlainMarkup(source)
        let end = End(ofEmphasis: source) ?? End(of: source.bareOfEmphasis.withoutFinalStop)
        guard let end else { return nil }
        if isForOthers(end.words) { return end.kind.isLoose ? nil : .others }
        // *La clave (oculto)*, but not *Archivo (oculto)*
        let isHidden = ["oculto", "oculta", "hidden"].contains(end.words.folded)
        if isHidden, end.rest.foldedWords.contains(where: secrets.contains) { return .staff }
        guard let strength = strength(ofList: end.words) else { return nil }
        // *Trato digno, privado y confidencial*
        if strength != .phrase, self.strength(of: end.words) == nil, ![.brackets, .dash].contains(end.kind) {
            return nil
        }
        // *La clave. Uso interno, no difundir.*
        if end.kind.isLoose, !end.isApart { return mark(atEndOf: end.rest) == .staff ? .staff : nil }
        let words = end.words.foldedWords
        switch strength {
        case .phrase:
            if isReserved(end.words), nameAPlace(end.rest) { return nil }
            // *Teléfono (interno de caja)*, *Correo (de uso interno)*
            if isInternalToUnit(words), describesThing(words[0], behind: end.rest) { return nil }
            if words.first == "de", isAdjective("interno", of: end.rest) { return nil }
            if isLimitToPosts(words), !isLimit(words), isStep(end.rest) { return nil }
            if end.kind == .sentence, isProhibition(end.words) || namesPermission(end.words) || isReserved(end.words) {
                return end.namesSecret ? .staff : nil
            }
            return describes(end.words) && self.strength(of: end.words) != nil ? nil : .staff
        case .word, .interno:
            let isShort = end.kind != .sentence || end.words.first?.isUppercase == true
            let word = words.first { isAccessWord($0) } ?? end.words
            return isShort && !describesThing(word, behind: end.rest) ? .staff : nil
        }
    }

    /// Returns the readers that a text names if it consists of such words: *Uso interno*, *Confidencial*, *Externo*.
    static func mark(ofWhole source: String) -> Mark? {
        guard source.utf8.count < 140, mayHoldLabel(hints(in: source)) else { return nil }
        let source = withPlainMarkup(source)
        guard source.utf8.count < 90, !source.contains("`") else { return nil }
        var text = source.bareOfEmphasis.withoutFinalStop[...]
        // The label of a footnote.
        if text.hasPrefix("[^"), let end = text.firstRange(of: "]: ") { text = text[end.upperBound...] }
        if saysSo(String(text)) { return .staff }
        // The box of a task.
        if ["[ ]", "[x]", "[X]"].contains(where: text.hasPrefix) { text = text.dropFirst(3) }
        var bare = text.drop { "([{—–- ".contains($0) }
        while let last = bare.last, ")]}—–- ".contains(last) { bare.removeLast() }
        // The words of a link name its target: *[Interno](…)*.
        if bare.contains(where: { "([{)]}".contains($0) }) { return nil }
        let words = String(bare)
        if isForOthers(words) { return .others }
        guard let strength = strength(ofList: words) else { return nil }
        switch strength {
        case .phrase:
            let isThing = isAboutThings(words) && !words.isShouted && !isReserved(words)
            return isThing ? nil : .staff
        case .word, .interno: return words.folded.hasSuffix("s") ? nil : .staff
        }
    }

    /// Whether a sentence says of its own text that it is internal: *Este documento es confidencial*, *Lo siguiente es
    /// interno:* In *Esta información es confidencial*, the information may be the subject.
    static func saysSo(_ sentence: String) -> Bool {
        let words = sentence.foldedWords
        guard words.count < 14, let verb = words.firstIndex(where: { $0 == "es" || $0 == "is" }), verb > 0 else {
            return false
        }
        let isDenied = words[verb - 1] == "no" || words[(verb + 1)...].first == "not"
        let front = words[..<(words[verb - 1] == "no" ? verb - 1 : verb)].joined(separator: " ")
        guard selves.contains(front) else { return false }
        let rest = words[(verb + 1)...].drop { $0 == "not" }.joined(separator: " ")
        if isDenied { return ["publico", "publica", "public"].contains(rest) }
        return strength(ofList: rest) != nil || strength(ofList: rest.replacing("de uso", with: "uso")) != nil
    }

    /// Folded words with which a text speaks of itself.
    private static let selves: Set<String> = Set(
        ["documento", "texto", "apartado", "contenido", "manual", "protocolo"].flatMap {
            ["este \($0)", "el presente \($0)"]
        }
            + ["seccion", "pagina", "nota", "parte", "ficha"].flatMap { ["esta \($0)", "la presente \($0)"] }
            + ["document", "text", "section", "page", "note", "part"].map { "this \($0)" }
            + ["esto", "lo siguiente", "lo que sigue", "todo esto", "this", "the following", "what follows"])

    /// Returns the readers that a heading inside a section names if it consists of such words. *Información
    /// confidencial* names a subject, in capitals too.
    static func mark(ofHeading source: String) -> Mark? {
        let text = source.isShouted ? source.lowercased() : source
        let words = text.bareOfEmphasis.withoutFinalStop
        return strength(of: words) == .phrase && describes(words) ? nil : mark(ofWhole: text)
    }

    /// Whether a text only says that it is for the staff, and gives no rule and no single word: *Uso interno*.
    static func isInternalUse(_ source: String) -> Bool {
        let words = withPlainMarkup(source).bareOfEmphasis.withoutFinalStop
        return strength(of: words) == .phrase && !describes(words) && !isProhibition(words) && !isRemark(words)
            && !namesPermission(words)
    }

    /// Whether a heading or a title says plainly that what it names is internal: *Claves (interno)*, *INTERNO: Claves*.
    static func isPlain(heading: Text) -> Bool {
        let text = heading.source.bareOfEmphasis
        // Headings are often in capitals: *INFORMACIÓN CONFIDENCIAL* names a subject as it does in small letters.
        let small = text.isShouted ? text.lowercased() : text
        if mark(atEndOf: heading.source) == .staff || isInternalUse(small) { return true }
        // *Notas internas*
        if isRemark(small), strength(of: small) == .phrase, !describes(small) { return true }
        guard let label = labels(in: text).first else { return false }
        return label?.meaning == .hides
    }

    /// Whether a text asks readers not to pass something on, which may be a rule for the staff: *No divulgar*. Only
    /// the text itself can be meant by *No publicar*.
    static func isProhibition(_ words: String) -> Bool {
        let words = words.folded.split(separator: " ")
        guard let first = words.first, let last = words.last else { return false }
        guard ["no", "do", "prohibida", "queda"].contains(first) else { return false }
        if words.contains(where: { showing.contains(String($0)) }) { return true }
        return !["publicar", "publish", "publico", "publica"].contains(last)
    }

    /// Whether an access word describes the words in front of it: *Hospital (privado)*, *Tipo de cliente — interno*.
    static func describesThing(_ word: String, behind rest: String) -> Bool {
        if word.folded.hasSuffix("s") || isAdjective(word, of: rest) { return true }
        if interno.contains(word.folded) || word.folded.hasPrefix("confiden") { return false }
        return nameAPlace(rest)
    }

    /// Whether words name a place, an institution or a person that is commonly private or reserved.
    private static func nameAPlace(_ words: String) -> Bool { words.foldedWords.contains(where: places.contains) }

    // MARK: Lists

    /// Returns the strength of words that only say who may read a text, and perhaps since when or until when: *interno,
    /// 2026*, *uso interno; no difundir*, *confidencial hasta 2027*. `nil` for other words.
    static func strength(ofList text: String) -> Strength? {
        if let strength = strength(of: text) { return strength }
        guard text.utf8.count < 2 * longestPhrase, mayOccur(in: text) else { return nil }
        var found: Strength?
        let listed = [" - ", " y ", " e ", " and "].reduce(text) { $0.replacing($1, with: ",") }
        for (place, part) in listed.split(whereSeparator: { ",;/·|–—.&".contains($0) }).enumerated() {
            let words = String(part).foldedWords
            let front = words.prefix { !timeWords.contains($0) && !isYear($0) }
            let time = words.dropFirst(front.count)
            guard time.isEmpty || isTime(time) else { return nil }
            // *(interno, caja)*
            if front.isEmpty || place > 0 && front.allSatisfy({ units.contains($0) || linking.contains($0) }) {
                continue
            }
            guard let strength = strength(of: front.joined(separator: " ")) else { return nil }
            found = found == nil || strength == .phrase ? strength : found
        }
        return found
    }

    /// Whether folded words name a time or a version: *2026*, *hasta mayo de 2027*, *versión 2*.
    private static func isTime(_ words: ArraySlice<String>) -> Bool {
        words.count < 7 && words.contains { $0.contains(where: \.isNumber) }
    }

    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.allSatisfy(\.isNumber)
    }

    /// Folded words with which a time or the number of a version begins.
    private static let timeWords: Set<String> = [
        "hasta", "desde", "until", "since", "from", "version", "v", "rev", "revision", "v1", "v2", "v3", "enero",
        "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    /// Folded names of fields and columns that tell of what kind something is.
    static let kindsOfThings: Set<String> = [
        "tipo", "clase", "ambito", "sector", "origen", "categoria", "alcance", "naturaleza", "modalidad", "regimen",
        "type", "kind", "scope", "origin", "category", "source",
    ]

    /// Folded nouns for places, institutions and people that are commonly private, reserved or restricted.
    private static let places: Set<String> = [
        "sector", "hospital", "clinica", "banco", "empresa", "entidad", "institucion", "universidad", "colegio",
        "escuela", "secretario", "secretaria", "seguro", "medico", "medica", "capital", "derecho", "area", "zona",
        "sala", "puerta", "oficina", "bano", "parqueo", "estacionamiento", "fondo", "plaza", "puesto", "cupo", "mesa",
        "entrada", "acceso", "ingreso", "paso", "espacio", "hotel", "transporte", "vehiculo", "persona", "firma",
        "bodega", "almacen", "comedor", "gimnasio", "ascensor", "elevador", "cocina", "edificio", "piso", "pasillo",
        "taller", "laboratorio",
    ]
}

extension String {
    /// The text without blanks, stops and symbols at its end.
    var withoutFinalStop: String {
        var text = self[...]
        while let last = text.last, last == "." || last == "!" || last == ";" || last.isWhitespace || last.isPicture {
            text.removeLast()
        }
        return String(text).trimmedASCII
    }
}

extension Character {
    /// Whether the character is an emoji, a superscript figure or another symbol beyond ASCII.
    fileprivate var isPicture: Bool {
        guard !isASCII, !isLetter, let scalar = unicodeScalars.first else { return false }
        return switch scalar.properties.generalCategory {
        case .otherSymbol, .otherNumber, .modifierSymbol, .nonspacingMark, .format: true
        default: false
        }
    }
}
