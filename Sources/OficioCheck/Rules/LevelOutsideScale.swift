import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a level that the catalogue does not define for the competency.
    package static let levelOutsideScale = Rule(
        "nivel-fuera-de-escala", .competencies, .warning,
        what: Localized(
            es: "Un puesto pide un nivel que la competencia no tiene en el catálogo.",
            en: "A job asks for a level that the competency does not have."),
        why: Localized(
            es: "Nadie puede decir qué conductas se esperan de un nivel que no existe.",
            en: "Nobody can tell which behaviours a level that does not exist expects."),
        fires: """
            === content/competencias.yaml
            tipo: competencia
            elementos:
              - id: trato
                título: Trato
                niveles:
                  - {nivel: 1, comportamiento: Saluda.}
                  - {nivel: 2, comportamiento: Escucha.}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 5}]
            ---
            """,
        passes: """
            === content/competencias.yaml
            tipo: competencia
            elementos:
              - id: trato
                título: Trato
                niveles:
                  - {nivel: 1, comportamiento: Saluda.}
                  - {nivel: 2, comportamiento: Escucha.}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 2}]
            ---
            """)
}

enum LevelOutsideScale {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(.competencies), case .rows(let rows)? = record.value(place) else { return [] }
        let kind = type.fields[place].kind.rowType
        guard let level = kind.column(.level) else { return [] }
        return rows.rows.compactMap { row in
            guard case .references(let references)? = row[kind.main], let reference = references.first,
                let target = corpus.target(of: reference, types: [.competency], from: record.file),
                let asked = row[level], !asked.isNotApplicable
            else { return nil }
            let scale = context.scales[target] ?? []
            guard !scale.isEmpty, !scale.contains(asked.plain.folded) else { return nil }
            return Diagnostic(
                .levelOutsideScale, at: asked.textSpan ?? row.span,
                Localized(
                    es: """
                        «\(corpus.records[target].title)» no tiene nivel «\(asked.plain)»; tiene \
                        \(scale.joined(separator: ", "))
                        """,
                    en: """
                        “\(corpus.records[target].title)” has no level “\(asked.plain)”; it has \
                        \(scale.joined(separator: ", "))
                        """
                ), record: corpus.name(ofRecord: index))
        }
    }

    /// Returns the levels of a competency, folded, in the order of the catalogue.
    static func levels(of competency: Int, _ corpus: Corpus) -> [String] {
        let type = corpus.type(of: competency)
        guard let place = type.field(.levels), case .rows(let rows)? = corpus.records[competency].value(place) else {
            return []
        }
        let columns = type.fields[place].kind.rowType.columns
        var found: [String] = []
        func add(_ text: String?) {
            if let text, !text.isEmpty, !found.contains(text.folded) { found.append(text.folded) }
        }
        for group in rows.groups { add(group.heading.plain) }
        for row in rows.rows {
            for key in [ColumnKey.level, .name] { add(columns.column(key).flatMap { row[$0]?.plain }) }
        }
        return found
    }
}
