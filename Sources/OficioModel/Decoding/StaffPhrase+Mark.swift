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
        source.withBytes(mayEndInMark) ? mark(ofLastWordsOf: source) : nil
    }

    /// Returns the readers that `mark(atEndOf:)` returns, of a text that may name some.
    static func mark(ofLastWordsOf source: String) -> Mark? {
        let end = End(ofEmphasis: source) ?? End(of: source.bareOfEmphasis.withoutFinalStop)
        guard let end else { return nil }
        if isForOthers(end.words) { return end.kind.isLoose ? nil : .others }
        guard let strength = strength(of: end.words), !end.kind.isLoose || end.isApart else { return nil }
        switch strength {
        case .phrase:
            if end.kind == .sentence, isProhibition(end.words) || namesPermission(end.words) {
                return end.namesSecret ? .staff : nil
            }
            return describes(end.words) ? nil : .staff
        case .word, .interno:
            let isShort = end.kind != .sentence || end.words.first?.isUppercase == true
            return isShort && !describesThing(end.words, behind: end.rest) ? .staff : nil
        }
    }

    /// Returns the readers that a text names if it consists of such words: *Uso interno*, *Confidencial*, *Externo*.
    static func mark(ofWhole source: String) -> Mark? {
        guard source.utf8.count < 90, source.withBytes(mayBeMark), !source.contains("`") else { return nil }
        return mark(ofBareWords: source)
    }

    /// Returns the readers that `mark(ofWhole:)` returns, of a short text without code that may name some.
    static func mark(ofBareWords source: String) -> Mark? {
        var text = source.bareOfEmphasis.withoutFinalStop[...]
        // The box of a task.
        if ["[ ]", "[x]", "[X]"].contains(where: text.hasPrefix) { text = text.dropFirst(3) }
        var bare = text.drop { "([{—–- ".contains($0) }
        while let last = bare.last, ")]}—–- ".contains(last) { bare.removeLast() }
        // The words of a link name its target: *[Interno](…)*.
        if bare.contains(where: { "([{)]}".contains($0) }) { return nil }
        let words = String(bare)
        if isForOthers(words) { return .others }
        guard let strength = strength(of: words) else { return nil }
        switch strength {
        case .phrase: return isAboutThings(words) && !words.isShouted ? nil : .staff
        case .word, .interno: return words.folded.hasSuffix("s") ? nil : .staff
        }
    }

    /// Returns the readers that a heading inside a section names if it consists of such words. *Información
    /// confidencial* names a subject, in capitals too.
    static func mark(ofHeading source: String) -> Mark? {
        let text = source.isShouted ? source.lowercased() : source
        let words = text.bareOfEmphasis.withoutFinalStop
        return strength(of: words) == .phrase && describes(words) ? nil : mark(ofWhole: text)
    }

    /// Whether a text only says that it is for the staff, and gives no rule and no single word: *Uso interno*.
    static func isInternalUse(_ source: String) -> Bool {
        let words = source.bareOfEmphasis.withoutFinalStop
        return strength(of: words) == .phrase && !describes(words) && !isProhibition(words) && !isRemark(words)
            && !namesPermission(words)
    }

    /// Whether a heading or a title says plainly that what it names is internal: *Claves (interno)*, *INTERNO: Claves*.
    static func isPlain(heading: Text) -> Bool {
        let text = heading.source.bareOfEmphasis
        // Headings are often in capitals: *INFORMACIÓN CONFIDENCIAL* names a subject as it does in small letters.
        if mark(atEndOf: heading.source) == .staff || isInternalUse(text.isShouted ? text.lowercased() : text) {
            return true
        }
        guard let label = labels(in: text).first else { return false }
        return label?.meaning == .hides
    }

    /// Whether a text asks readers not to pass something on, which may be a rule for the staff: *No divulgar*. Only
    /// the text itself can be meant by *No publicar*.
    static func isProhibition(_ words: String) -> Bool {
        let words = words.folded.split(separator: " ")
        guard let first = words.first, let last = words.last else { return false }
        return ["no", "do", "prohibida"].contains(first)
            && !["publicar", "publish", "publico", "publica"].contains(last)
    }

    /// Whether an access word describes the words in front of it: *Hospital (privado)*, *Tipo de cliente — interno*.
    static func describesThing(_ word: String, behind rest: String) -> Bool {
        if word.folded.hasSuffix("s") || isAdjective(word, of: rest) { return true }
        if interno.contains(word.folded) || word.folded.hasPrefix("confiden") { return false }
        return rest.folded.split(separator: " ").contains { places.contains(String($0)) }
    }

    /// Folded nouns for places, institutions and people that are commonly private, reserved or restricted.
    private static let places: Set<String> = [
        "sector", "hospital", "clinica", "banco", "empresa", "entidad", "institucion", "universidad", "colegio",
        "escuela", "secretario", "secretaria", "seguro", "medico", "medica", "capital", "derecho", "area", "zona",
        "sala", "puerta", "oficina", "bano", "parqueo", "estacionamiento", "fondo", "plaza", "puesto", "cupo", "mesa",
        "entrada", "acceso", "ingreso", "paso", "espacio", "hotel", "transporte", "vehiculo", "persona", "firma",
    ]
}

extension String {
    /// The text without blanks and stops at its end.
    var withoutFinalStop: String {
        var text = self[...]
        while let last = text.last, last == "." || last == "!" || last == ";" || last.isWhitespace { text.removeLast() }
        return String(text).trimmedASCII
    }
}
