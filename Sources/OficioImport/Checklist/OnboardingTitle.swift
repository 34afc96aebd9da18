import OficioSource

/// Recognizes files about the first days of a new employee by their name, their headers and their first lines.
enum OnboardingTitle {
    static func matches(_ outline: Outline) -> Bool {
        var titles = [outline.document.fileName]
        for margin in outline.document.margins where margin.kind == .header { titles.append(margin.blocks.text) }
        titles += outline.document.sections.compactMap(\.sheetName)
        titles += outline.paragraphs[..<outline.bodyCount].lazy.filter { !$0.lines.isEmpty && !$0.isContents }
            .prefix(5).map(\.text)
        let folded = titles.flatMap { $0.split(separator: "\n") }.map { String($0).folded }
        let isOther = folded.contains { line in
            others.contains(line.split(separator: " ").first.map(String.init) ?? "")
        }
        return !isOther
            && folded.contains { line in
                let words = Set(line.split(separator: " ").map(String.init))
                return !words.isDisjoint(with: names) || phrases.contains { line.contains($0) }
            }
    }

    private static let names: Set<String> = [
        "induccion", "reinduccion", "onboarding", "incorporacion", "acogida", "bienvenida", "induction", "orientation",
    ]
    private static let phrases = [
        "nuevo ingreso", "nuevos ingresos", "nuevo colaborador", "nuevo empleado", "nuevo personal", "personal nuevo",
        "ingreso de personal", "new hire", "new employee", "primer dia", "primeros dias", "first day",
    ]
    /// The first words of texts that govern how people are received, or describe a job.
    private static let others: Set<String> = [
        "procedimiento", "protocolo", "manual", "politica", "instructivo", "reglamento", "descriptor", "descripcion",
        "perfil", "procedure", "policy", "handbook",
    ]
}
