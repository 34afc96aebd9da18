import OficioBasics
import OficioSource

/// Recognises words that ask readers to keep something internal: *(interno)*, *CONFIDENCIAL*, *solo para uso
/// interno*.
enum StaffPhrase {
    /// The degrees of certainty that words ask to keep something internal.
    enum Strength {
        /// A phrase that can only ask for discretion: *uso interno*, *no divulgar*.
        case phrase
        /// A word that may also have another meaning: *confidencial*, *reservada*.
        case word
        /// The words *interno* and *interna*, which may also describe a thing: *control interno*.
        case interno
    }

    /// Whether the title of a document or a section has words that ask to keep it internal: in brackets, before or
    /// after punctuation, or as a whole.
    static func occurs(inHeading heading: String, isWholeEnough: Bool = true) -> Bool {
        guard mayOccur(in: heading) else { return false }
        let text = withPlainTags(heading).bareOfEmphasis
        if text.contains(where: locks.contains) || endsInTag(text) { return true }
        if isWholeEnough, let strength = strength(of: text) {
            switch strength {
            case .phrase: if !describes(text) || isReserved(text) { return true }
            case .word: return true
            case .interno: return !isAdjective(text, of: "")
            }
        }
        return parts(of: text, having: .staff, shorterThan: longestPhrase).contains { part in
            guard let strength = self.strength(of: part.words) else { return false }
            return strength != .interno || part.isSquare || part.words.isShouted
                || !isAdjective(part.words, of: part.rest)
        }
    }

    /// Whether the last word of a text is an access word written as a tag of other programs: `#interno`, `@privado`.
    private static func endsInTag(_ text: String) -> Bool {
        guard text.withBytes(mayHoldTag), let last = text.split(separator: " ").last, let sign = last.first,
            "#@!^:".contains(sign)
        else {
            return false
        }
        let word = last.filter(\.isLetter).folded
        return interno.contains(word) || adjectives.contains(word)
    }

    /// Whether a word of a text begins with a sign that tags begin with.
    private static func mayHoldTag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var before: UInt8 = 0x20
        for byte in bytes {
            if before == 0x20, byte < 0x61 {
                switch byte {
                case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "^"), UInt8(ascii: ":"):
                    return true
                default: break
                }
            }
            before = byte
        }
        return false
    }

    /// Whether a heading begins or ends with words in emphasis that ask to keep the section internal:
    /// `Claves *interno*`.
    static func occurs(inEmphasisOf heading: Text) -> Bool {
        guard let inlines = heading.inlines, inlines.count > 1 else { return false }
        for (place, inline) in [(inlines.count - 1, inlines[inlines.count - 1]), (0, inlines[0])] {
            let words: String
            switch inline {
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
                words = Text("", inlines: inside, span: heading.span).plain
            case .code(let code): words = code
            default: continue
            }
            var rest = inlines
            rest.remove(at: place)
            let others = Text("", inlines: rest, span: heading.span).plain
            if occurs(inHeading: "\(others) (\(words))") { return true }
        }
        return false
    }

    /// Whether a paragraph, an item, a cell or a value consists of words that ask to keep it internal. Single words
    /// are accepted only in capitals, since *interno* and *reservado* are also ordinary values.
    static func occurs(inLine line: String, isParagraph: Bool = false) -> Bool {
        guard mayOccur(in: line) else { return false }
        let text = withPlainMarkup(line).bareOfEmphasis
        if endsInTag(text) { return true }
        if isParagraph, text.utf8.count < 60, let strength = strength(of: text) {
            let isMarked = text.isShouted || line.trimmedASCII.first.map { "*_".contains($0) } == true
            if isMarked || strength == .phrase && !describes(text) { return true }
        }
        return parts(of: text, having: .staff, shorterThan: longestPhrase).contains { part in
            guard let strength = self.strength(of: part.words) else { return false }
            if part.words.isShouted { return true }
            return part.isBracketed && strength != .interno
                || strength == .phrase && part.isFirst && !describes(part.words)
        }
    }

    /// Whether the last line of a paragraph only declares the lines above it internal: *Uso interno*, *CONFIDENCIAL*.
    static func isMark(line: String) -> Bool {
        guard mayOccur(in: line), line.first(where: \.isLetter)?.isUppercase == true else { return false }
        let text = withPlainMarkup(line).bareOfEmphasis
        guard text.utf8.count < 60, let strength = strength(of: text) else { return false }
        return text.isShouted || strength == .phrase && !describes(text)
    }

    /// Whether words in braces ask not to publish something: `{no publicar}`, `{solo para personal}`.
    static func occurs(inBraces words: String) -> Bool {
        wholes.contains(words.folded) || isLimit(words.folded.split(separator: " ").map(String.init))
    }

    /// Whether the title of a document calls it unfinished: *Cobro (borrador)*.
    static func saysDraft(_ title: String) -> Bool {
        hints(in: title).contains(.draft)
            && parts(of: title.bareOfEmphasis, having: .draft).contains { part in
                ["borrador", "draft", "en borrador"].contains(part.words.folded)
                    && (part.isBracketed || part.words.isShouted)
            }
    }

    /// Whether the name of a folder or a file, without its extension, has words that ask to keep it internal.
    static func occurs(inName name: String) -> Bool {
        if name.hasPrefix("_") { return true }
        if hints(in: name).isDisjoint(with: [.staff, .draft]) { return false }
        let words = name.folded.split(separator: " ").map(String.init)
        if parts(of: name, having: .staff, shorterThan: longestPhrase).contains(where: {
            $0.isBracketed && strength(of: $0.words) != nil
        }) {
            return true
        }
        return words.last.map { $0.hasPrefix("confidencial") } ?? false || words.count == 1 && isOfFolder(words[0])
    }

    private static func isOfFolder(_ word: String) -> Bool {
        interno.contains(word) || adjectives.contains(word)
            || ["borrador", "borradores", "draft", "drafts"].contains(word)
    }

    // MARK: Words

    /// Whether *interno* is an adjective of the words before it: *Relaciones (internas)*, *Teléfono (interno)*.
    /// Plurals are always adjectives.
    static func isAdjective(_ word: String, of rest: String) -> Bool {
        if word.folded.hasSuffix("s") || word.folded == "internal" { return word.folded != "internal" }
        return rest.folded.split(separator: " ").contains { described.contains(String($0)) }
    }

    /// The length in bytes from which on a text is no phrase.
    static let longestPhrase = 80

    /// Returns how surely a text asks to keep something internal; nil for another text.
    static func strength(of text: String) -> Strength? {
        guard text.utf8.count < longestPhrase, mayHoldLabel(hints(in: text)) else { return nil }
        let folded = text.folded
        let all = text.foldedWords
        if wholes.contains(folded) || isLimit(all) || isReserved(text) || isLimitOfText(all) { return .phrase }
        if isLimitToPosts(all) || isInternalToUnit(all) || isProhibitedText(all) { return .phrase }
        let words = all.filter { !fillers.contains($0) }
        let marks = words.filter { !nouns.contains($0) }
        guard marks.count == 1 else { return nil }
        if interno.contains(marks[0]) { return folded == marks[0] ? .interno : .phrase }
        if adjectives.contains(marks[0]) { return words.count == 1 ? .word : .phrase }
        return nil
    }

    /// Whether a phrase may describe something internal instead of labelling a text: *Información confidencial*,
    /// *Acceso restringido*.
    static func describes(_ text: String) -> Bool {
        let words = text.foldedWords
        if text.isShouted || wholes.contains(text.folded) || isLimit(words) { return false }
        if isLimitToPosts(words) || isInternalToUnit(words) || isProhibitedText(words) { return false }
        if !beginsWithThing(words), isReserved(text) || isLimitOfText(words) { return false }
        return !words.contains { uses.contains($0) || $0 == "only" || notes.contains($0) }
    }

    static let interno: Set<String> = ["interno", "interna", "internos", "internas", "internal"]
    static let adjectives: Set<String> = Set(
        ["privad", "reservad", "restringid", "secret", "clasificad"].flatMap { root in
            ["o", "a", "os", "as"].map { root + $0 }
        }
    ).union([
        "confidencial", "confidenciales", "confidential", "restricted", "reserved", "private", "secret", "classified",
    ])
    static let nouns: Set<String> = notes.union([
        "borrador", "draft", "uso", "documento", "informacion", "dato", "circulacion", "difusion", "distribucion",
        "acceso", "caracter", "lectura", "contenido", "material", "seccion", "apartado", "version", "copia", "use",
        "document",
        "information",
        "circulation", "access", "section", "content", "copy",
    ])
    /// Folded nouns for remarks to colleagues: *Notas internas*.
    private static let notes: Set<String> = [
        "nota", "notas", "observacion", "observaciones", "comentario", "comentarios", "anotacion", "anotaciones",
        "apunte", "apuntes", "note", "notes", "comment", "comments", "remark", "remarks",
    ]
    /// Whether a text has a noun for remarks to colleagues.
    static func isRemark(_ text: String) -> Bool {
        text.folded.split(separator: " ").contains { notes.contains(String($0)) }
    }
    private static let locks: Set<Character> = ["🔒", "🔐", "🔏"]
    static let fillers: Set<String> = [
        "a", "de", "del", "el", "la", "para", "solo", "solamente", "unicamente", "exclusivo", "exclusiva",
        "exclusivamente", "estrictamente", "muy", "es", "only", "for", "strictly", "the", "personal", "staff",
    ]
    static let wholes = Set([
        "no publicar", "no divulgar", "no difundir", "no compartir", "no distribuir", "no publico", "no publica",
        "do not publish", "do not share", "do not distribute", "not for publication", "not public", "internal only",
        "for staff", "for internal staff", "for employees", "no es publico", "no es publica",
        "no compartir con el publico",
        "no difundir al publico", "no divulgar al publico", "no compartir con nadie", "is not public", "top secret",
        "no hacer publico", "no hacer publica", "for our eyes only", "eyes only",
    ]).union(
        ["difusion", "divulgacion", "distribucion", "publicacion", "reproduccion", "reproduccion y difusion"].flatMap {
            ["prohibida su \($0)", "prohibida la \($0)", "queda prohibida su \($0)"]
        })
    /// Singular nouns that *interno* or *interna* commonly describes.
    private static let described: Set<String> = [
        "auditor", "auditora", "auditoria", "cliente", "clienta", "comunicacion", "concurso", "contacto", "control",
        "convocatoria", "coordinacion", "correo", "evaluacion", "formacion", "capacitacion", "movilidad", "norma",
        "normativa", "numero", "proceso", "procedimiento", "promocion", "proveedor", "publico", "reglamento",
        "relacion", "rotacion", "seguimiento", "tel", "telefono", "tramite", "usuario", "usuaria", "ambito", "entorno",
        "medio",
        "organizacion", "estructura", "supervision", "servicio", "anexo", "extension", "codigo", "gestion", "politica",
        "contratacion", "manual", "regimen", "orden", "origen", "fuente", "fase", "etapa", "revision", "verificacion",
        "dimension", "equidad", "coherencia", "medicina", "oferta", "transporte", "traslado", "mercado", "deuda",
    ]
}

extension String {
    /// The text without emphasis marks, invisible characters and blanks at its ends.
    var bareOfEmphasis: String {
        plainBareOfEmphasis?.trimmedASCII
            ?? filter { !"*_".contains($0) && !$0.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) }
            .trimmedASCII
    }

    /// The text without signs of emphasis, if it holds only ASCII, Latin letters, dashes and quotation marks, so that
    /// no character of it is invisible or has several parts; nil for another text.
    private var plainBareOfEmphasis: String? {
        var text = self
        return text.withUTF8 { bytes in
            guard StaffPhrase.hasPlainCharacters(bytes),
                !bytes.indices.contains(where: { bytes[$0] == 0xAD && bytes[$0 - 1] == 0xC2 })
            else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { buffer in
                var count = 0
                for byte in bytes where byte != UInt8(ascii: "*") && byte != UInt8(ascii: "_") {
                    buffer[count] = byte
                    count += 1
                }
                return count
            }
        }
    }

    /// The words of the text without accents, in lower case.
    var foldedWords: [String] { folded.split(separator: " ").map(String.init) }

    /// Whether all letters of the text are capitals.
    var isShouted: Bool { contains(where: \.isLetter) && !contains(where: \.isLowercase) }
}
