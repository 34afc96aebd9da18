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

    /// Returns the job that the title of a checklist names: *Lista de inducción: Cajero*, *Inducción al puesto de
    /// Archivista*, *Induction checklist: Cashier*; nil if it names none.
    static func job(in title: String) -> String? {
        let words = title.split(separator: " ").map(String.init)
        let folded = words.map(\.folded)
        guard let topic = folded.firstIndex(where: { names.contains($0) }) else { return nil }
        if let place = folded.indices.dropLast(2).last(where: {
            $0 > topic && ["cargo", "puesto", "post", "position", "job"].contains(folded[$0])
                && ["de", "del", "of"].contains(folded[$0 + 1])
        }) {
            return words[(place + 2)...].joined(separator: " ")
        }
        guard
            let sign = words.indices.first(where: {
                $0 >= topic && (words[$0].hasSuffix(":") || ["—", "–", "-"].contains(words[$0]))
            }), sign + 1 < words.count, folded[sign].isEmpty || names.contains(folded[sign]) || sign == topic + 1
        else { return nil }
        let post = words[(sign + 1)...]
        guard let first = post.first, first.first?.isUppercase == true, post.count <= 8,
            !anyone.contains(first.folded), !post.contains(where: { $0.contains(where: \.isNumber) }),
            PersonText.isPost(first) || endings.contains(where: { first.folded.hasSuffix($0) })
        else { return nil }
        return post.joined(separator: " ")
    }

    /// Names of employees of any job.
    private static let anyone: Set<String> = [
        "colaborador", "colaboradora", "colaboradores", "trabajador", "trabajadora", "trabajadores", "servidor",
        "servidores", "primer", "primera", "primeros", "tercer", "tercera", "general", "unidad", "recursos", "gestion",
    ]
    /// Endings of names of jobs.
    private static let endings = [
        "or", "ora", "ista", "ero", "era", "nte", "ario", "aria", "ico", "ica", "logo", "er", "ist", "ian", "ant",
        "ent",
        "yst", "ary", "erk",
    ]

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
