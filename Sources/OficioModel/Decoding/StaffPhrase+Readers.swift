import OficioBasics

// Words that name readers of their own, or forbid to show a text: *interno de caja*, *solo cajeros*, *no mostrar al
// público*, *entre nosotros*.
extension StaffPhrase {
    /// Whether folded words only limit a text to some posts or a part of the institution, or to the author's own
    /// circle: *solo cajeros*, *solo personal de caja*, *cash desk staff only*, *entre nosotros*.
    static func isLimitToPosts(_ words: [String]) -> Bool {
        guard (2...8).contains(words.count) else { return false }
        if isAmongUs(words) { return true }
        return words.contains(where: onlyWords.contains)
            && words.contains { people.contains($0) || posts.contains($0) || units.contains($0) }
            && words.allSatisfy {
                onlyWords.contains($0) || people.contains($0) || posts.contains($0) || units.contains($0)
                    || linking.contains($0)
            }
    }

    /// Whether folded words limit a text to the author's own circle: *solo nosotros*, *just between us*.
    private static func isAmongUs(_ words: [String]) -> Bool {
        guard let last = words.last(where: { !onlyWords.contains($0) }), ourselves.contains(last) else { return false }
        return words.allSatisfy { ourselves.contains($0) || amongUs.contains($0) || onlyWords.contains($0) }
    }

    /// Whether folded words call a text internal to a part of the institution: *interno de caja*, *confidencial de la
    /// gerencia*, *internal to the cash desk*.
    static func isInternalToUnit(_ words: [String]) -> Bool {
        // *cash desk internal*
        if words.count > 1, words.last == "internal", words.dropLast().allSatisfy(units.contains) { return true }
        guard (2...7).contains(words.count), isAccessWord(words[0]), !words[0].hasSuffix("s") else { return false }
        let rest = words.dropFirst()
        return rest.contains(where: units.contains)
            && rest.allSatisfy { units.contains($0) || linking.contains($0) || $0 == "area" }
            // *Interno de caja*, but not *Interno: la gerencia*
            && rest.first.map { linking.contains($0) && !textArticles.contains($0) } ?? false
    }

    /// Whether folded words only forbid to show a text, and perhaps say to whom, where or until when: *no mostrar al
    /// público*, *no publicar en la web*, *do not publish yet*. With another object, as in *No publicar fotos*, they
    /// are a rule about that object.
    static func isProhibitedText(_ words: [String]) -> Bool {
        guard let first = words.first, (2...9).contains(words.count) else { return false }
        if hiding.contains(first) {
            return words.contains(where: outside.contains)
                && words.dropFirst().allSatisfy { outside.contains($0) || places.contains($0) }
        }
        guard first == "no" || first == "not" || words.starts(with: ["do", "not"]) || words.starts(with: ["don", "t"])
        else { return false }
        let rest = words.drop { denials.contains($0) }
        guard let verb = rest.first else { return false }
        // *No es para el público*, *not for customers*
        if verb == "para" || verb == "for" {
            let readers = rest.dropFirst()
            return readers.contains { outside.contains($0) || publishing.contains($0) }
                && readers.allSatisfy { outside.contains($0) || publishing.contains($0) || places.contains($0) }
        }
        let objects = rest.drop { publishing.contains($0) || showing.contains($0) || joiningVerbs.contains($0) }
        guard publishing.contains(verb) || showing.contains(verb) else { return false }
        let named = objects.filter { places.contains($0) || outside.contains($0) }
        if objects.isEmpty { return rest.contains(where: publishing.contains) || verb == "mostrar" || verb == "show" }
        // *No publicar este documento*
        if let this = objects.first, thisText.contains(this) {
            return objects.dropFirst().allSatisfy { nouns.contains($0) || ownTexts.contains($0) || places.contains($0) }
        }
        return named.count == objects.count && objects.contains { outside.contains($0) || delays.contains($0) }
    }

    /// Whether the words in front of a limit are a step, so that *solo supervisores* says who takes it: *Autorizar la
    /// anulación (solo supervisores)*.
    static func isStep(_ front: String) -> Bool {
        let sentence = front.split { ".!?\n".contains($0) }.last.map(String.init) ?? front
        let words = sentence.foldedWords.drop { $0.allSatisfy(\.isNumber) }
        guard let first = words.first else { return false }
        if ["ar", "er", "ir", "arse", "arlo", "arla"].contains(where: first.hasSuffix) || first == "se" { return true }
        guard !textArticles.contains(first), let second = words.dropFirst().first else { return false }
        return textArticles.contains(second)
    }

    /// Whether a text limits itself to some posts or a part of the institution, which as an item may also say who does
    /// something: *Solo cajeros*, *Solo personal de caja*.
    static func isOfPosts(_ text: String) -> Bool {
        let words = text.withoutFinalStop.foldedWords
        return isLimitToPosts(words) && !isLimit(words) && !isAmongUs(words) || isInternalToUnit(words)
    }

    /// Whether a label names information about the staff: *Información confidencial del personal*.
    static func isAboutStaff(_ label: String) -> Bool {
        let words = label.foldedWords
        guard let adjective = words.firstIndex(where: adjectives.contains), adjective > 0,
            words.indices.contains(adjective + 2), ["de", "del", "of"].contains(words[adjective + 1])
        else { return false }
        let rest = words[(adjective + 2)...]
        return rest.contains(where: people.contains) && rest.allSatisfy { people.contains($0) || linking.contains($0) }
            && !words[..<adjective].contains { uses.contains($0) || onlyWords.contains($0) }
    }

    /// Returns the readers that the last words of a text name, or words in brackets inside it: *La clave (uso interno)
    /// es 4711*. A single word inside a sentence counts only behind the name of a secret.
    static func mark(insideOrAtEndOf source: String) -> Mark? {
        if let mark = mark(atEndOf: source) { return mark }
        guard source.utf8.count < 2000, source.contains(byte: UInt8(ascii: "(")), mayOccur(in: source) else {
            return nil
        }
        for close in source.indices where source[close] == ")" {
            let front = source[...close]
            guard let open = front.lastIndex(of: "(") else { continue }
            let isCode = !source[..<open].count(where: { $0 == "`" }).isMultiple(of: 2)
            if isCode { continue }
            let words = String(source[open..<close].dropFirst())
            // *La bóveda (acceso: restringido al jefe) está al fondo* tells about the vault.
            if ["acceso", "access"].contains(words.foldedWords.first) { continue }
            guard words.utf8.count < longestPhrase, let strength = strength(ofList: words),
                mark(atEndOf: String(front)) == .staff
            else { continue }
            let before = source[..<open].split { ".:;,".contains($0) }.last.map { String($0).foldedWords } ?? []
            if strength == .phrase || before.suffix(3).contains(where: secrets.contains) { return .staff }
        }
        return nil
    }

    /// Whether a line of code only says that the code is internal. A single word counts as a comment or with a capital.
    static func isMark(ofCode line: String) -> Bool {
        let trimmed = line.trimmedASCII
        let isComment = ["#", "//", "--", ";", "/*", "<!--", "%", "*"].contains(where: trimmed.hasPrefix)
        let words = trimmed.trimming { !$0.isLetter && $0 != "." }
        guard !words.contains(where: { ":=(){}<>[]\"".contains($0) }), let strength = strength(ofList: words) else {
            return false
        }
        if strength == .phrase { return !describes(words) || isComment }
        return !words.folded.hasSuffix("s") && (isComment || words.first?.isUppercase == true)
    }

    private static let textArticles: Set<String> = ["el", "la", "los", "las", "un", "una", "the", "a", "an"]
    private static let ourselves: Set<String> = ["nosotros", "nosotras", "us", "ourselves"]
    private static let amongUs: Set<String> = ["entre", "para", "between", "for", "just", "among", "este", "es"]
    /// Folded words with which a prohibition begins.
    private static let denials: Set<String> = [
        "no", "not", "do", "don", "t", "se", "debe", "deben", "puede", "es", "esta", "is", "to", "be", "intended",
        "must", "favor", "de", "apto", "apta", "suitable", "meant",
    ]
    /// Folded verbs for making a text known.
    static let publishing: Set<String> = [
        "publicar", "publicarse", "divulgar", "divulgarse", "difundir", "difundirse", "compartir", "compartirse",
        "distribuir", "distribuirse", "revelar", "reenviar", "publicacion", "divulgacion", "publish", "published",
        "share", "shared", "distribute", "distributed", "disclose", "disclosed", "forward", "publication",
        "disclosure", "reveal",
    ]
    /// Folded verbs for showing a text or a thing.
    static let showing: Set<String> = [
        "mostrar", "mostrarse", "ensenar", "exhibir", "subir", "imprimir", "circular", "show", "shown", "display",
        "post", "posted", "release", "released", "print", "circulate", "upload",
    ]
    private static let hiding: Set<String> = ["ocultar", "oculto", "oculta", "hidden", "hide"]
    private static let joiningVerbs: Set<String> = ["ni", "o", "y", "or", "and", "nor"]
    private static let thisText: Set<String> = ["este", "esta", "esto", "this", "the"]
    private static let ownTexts: Set<String> = ["texto", "pagina", "parte", "page", "text", "part", "presente"]
    /// Folded words for readers outside the institution and for places where they read.
    private static let outside: Set<String> = outsiders.union([
        "publico", "public", "publicos", "nadie", "nobody", "anyone", "anybody", "terceros", "tercero", "externos",
        "externo", "ajenos", "outsiders", "web", "internet", "sitio", "portal", "website", "site", "online", "redes",
        "sociales", "linea", "fuera", "outside", "externamente", "externally", "parties", "release", "consumption",
    ])
    private static let delays: Set<String> = ["todavia", "aun", "yet", "ahora"]
    /// Folded words that join the name of a reader or a place to a prohibition.
    private static let places: Set<String> = units.union(delays).union([
        "a", "al", "el", "la", "los", "las", "en", "con", "de", "del", "to", "the", "with", "on", "in", "of", "from",
        "for", "para", "general", "personas", "gente", "third", "use", "view", "uso", "ningun", "medio", "por",
    ])

    /// The folded words of prohibitions and limits to posts, which labels may consist of.
    static let wordsOfReaders: Set<String> = publishing.union(showing).union(hiding).union(denials).union(outside)
        .union(places).union(joiningVerbs).union(thisText).union(ownTexts).union(ourselves).union(amongUs).union(posts)

    /// Folded names of posts, in the plural as limits have them.
    static let posts: Set<String> = [
        "cajeros", "cajeras", "supervisores", "supervisoras", "supervisor", "gerentes", "gerente", "directores",
        "directoras", "coordinadores", "coordinadoras", "analistas", "asesores", "asesoras", "secretarias", "tesoreros",
        "tesoreras", "contadores", "contadoras", "auditores", "auditoras", "tecnicos", "tecnicas", "oficiales",
        "agentes", "vigilantes", "guardias", "operadores", "operadoras", "administradores", "administradoras",
        "encargados", "encargadas", "responsables", "companeros", "colegas", "jefaturas", "mandos", "equipo",
        "cashiers", "tellers", "supervisors", "directors", "analysts", "clerks", "officers", "guards", "accountants",
        "auditors", "administrators", "colleagues", "team", "teller", "cashier", "heads",
    ]
}

extension String {
    /// Returns the text without the characters at its ends that satisfy a condition.
    fileprivate func trimming(where isOutside: (Character) -> Bool) -> String {
        var text = drop(while: isOutside)
        while let last = text.last, isOutside(last) { text.removeLast() }
        return String(text)
    }
}
