import OficioSource

/// What a file in no known form is about, according to its name and its first lines.
enum DocumentKind {
    case job, procedure, other

    static func of(_ outline: Outline) -> DocumentKind {
        var texts = [outline.document.fileName]
        for paragraph in outline.paragraphs[..<outline.bodyCount].lazy.filter({ !$0.lines.isEmpty && !$0.isContents })
            .prefix(40)
        { texts.append(paragraph.text) }
        for margin in outline.document.margins { texts.append(margin.blocks.text) }
        var jobs = 0
        var procedures = 0
        for text in texts {
            let words = Set(text.folded.split(separator: " ").map(String.init))
            if !words.isDisjoint(with: jobWords) { jobs += 1 }
            if !words.isDisjoint(with: procedureWords) { procedures += 1 }
        }
        if jobs == 0, procedures == 0 { return .other }
        return jobs > procedures ? .job : .procedure
    }

    private static let jobWords: Set<String> = [
        "puesto", "puestos", "cargo", "cargos", "descriptor", "job", "position", "empleo",
    ]
    private static let procedureWords: Set<String> = [
        "protocolo", "protocolos", "procedimiento", "procedimientos", "instructivo", "proceso", "guia", "flujograma",
        "norma", "lineamientos", "politica",
        "chequeo", "verificacion", "protocol", "procedure", "procedures", "checklist", "policy", "guideline", "sop",
        "instructions",
    ]
}
