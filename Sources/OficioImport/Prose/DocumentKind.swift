import OficioSource

/// The kind of document in an imported file that follows no known form, guessed from its name, its headers and its
/// first 40 paragraphs.
enum DocumentKind {
    case job, procedure, other

    static func guess(_ outline: Outline) -> DocumentKind {
        var titles = [outline.document.fileName]
        for margin in outline.document.margins where margin.kind == .header { titles.append(margin.blocks.text) }
        var texts: [String] = []
        for paragraph in outline.paragraphs[..<outline.bodyCount].lazy.filter({ !$0.lines.isEmpty && !$0.isContents })
            .prefix(40)
        { texts.append(paragraph.text) }
        // The name of the file, its headers and its first lines weigh more than the rest of the text.
        titles += texts.prefix(3)
        texts.removeAll { isLabel($0) }
        titles.removeAll { isLabel($0) }
        let lines = titles.dropFirst().flatMap { $0.split(separator: "\n") }
        let begins = lines.contains { line in
            clearWords.contains(String(line).folded.split(separator: " ").first.map(String.init) ?? "")
        }
        if begins, count(titles, jobWords) == 0 { return .procedure }
        let (named, governed) = (count(titles, jobWords), count(titles, procedureWords))
        if named > 0, governed == 0 { return .job }
        if governed > 0, named == 0 { return .procedure }
        let (jobs, procedures) = (count(texts, jobWords) + named, count(texts, procedureWords) + governed)
        return jobs > procedures ? .job : .other
    }

    /// Whether a file says of itself that it is a protocol or a procedure, and does not name a job.
    static func isClearlyProcedure(_ outline: Outline) -> Bool {
        let margins = outline.document.margins.filter { $0.kind == .header }.flatMap(\.blocks.paragraphs).map(
            \.plainText)
        let body = outline.paragraphs[..<outline.bodyCount].lazy.filter { !$0.lines.isEmpty && !$0.isContents }
            .prefix(6).map { PlainText.clean($0.text) }
        let lines = margins + Array(body)
        let names: [[String]] = lines.map { $0.folded.split(separator: " ").map(String.init) }
        let isNamed = names.contains { words in
            guard let first = words.first else { return false }
            return clearWords.contains(first)
                || words.count > 2 && words[0] == "nombre" && words[1] == "del" && clearWords.contains(words[2])
        }
        return isNamed && count(lines + [outline.document.fileName], jobWords) == 0
    }

    /// Whether a text is only the label of a value, as *Cargo:* beside a signature, and so does not show the
    /// kind of the document.
    private static func isLabel(_ text: String) -> Bool {
        text.hasSuffix(":") || text.split(separator: " ").count == 1 && jobWords.contains(text.folded)
    }

    private static let clearWords: Set<String> = [
        "protocolo", "procedimiento", "instructivo", "guia", "flujograma", "lineamientos", "protocol", "procedure",
    ]

    private static func count(_ texts: [String], _ words: Set<String>) -> Int {
        texts.count { !Set($0.folded.split(separator: " ").map(String.init)).isDisjoint(with: words) }
    }

    private static let jobWords: Set<String> = [
        "puesto", "puestos", "cargo", "cargos", "descriptor", "job", "position", "empleo", "empleos",
    ]
    /// Words that a title of a procedure begins with.
    static let titleWords: Set<String> = [
        "protocolo", "procedimiento", "instructivo", "guia", "flujograma", "politica", "manual", "norma",
        "lineamiento", "lineamientos", "reglamento", "plan", "programa", "proceso", "formato", "checklist", "protocol",
        "procedure", "policy", "guideline", "matriz",
    ]
    private static let procedureWords: Set<String> = [
        "protocolo", "protocolos", "procedimiento", "procedimientos", "instructivo", "proceso", "guia", "flujograma",
        "norma", "lineamientos", "politica",
        "chequeo", "verificacion", "protocol", "procedure", "procedures", "checklist", "policy", "guideline", "sop",
        "instructions",
    ]
}
