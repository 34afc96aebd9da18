import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A job with people in charge has no leadership competency.
    package static let leaderWithoutLeadership = Rule(
        "jefatura-sin-liderazgo", .competencies, .note,
        what: Localized(
            es: "Un puesto con personal a cargo no pide ninguna competencia de liderazgo.", en: "A job with people in charge asks for no leadership competency."),
        why: Localized(
            es: "El catálogo la tiene y otras jefaturas la piden: o falta aquí, o conviene saber por qué no.",
            en: "The catalogue has one and others in charge need it: it is missing here, or there is a reason worth knowing."),
        fires: """
            === content/competencias.yaml
            tipo: competencia
            elementos:
              - {id: liderazgo, título: Liderazgo}
              - {id: trato, título: Trato}
            === content/puestos/jefe.md
            ---
            título: Jefe de Caja
            supervisa: [cajero]
            competencias: [{id: trato, nivel: 1}]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe
            ---
            """,
        passes: """
            === content/competencias.yaml
            tipo: competencia
            elementos:
              - {id: liderazgo, título: Liderazgo}
            === content/puestos/jefe.md
            ---
            título: Jefe de Caja
            supervisa: [cajero]
            competencias: [{id: liderazgo, nivel: 1}]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe
            ---
            """)
}

enum LeaderWithoutLeadership {
    private static func isLeadership(_ title: String) -> Bool {
        let folded = title.folded
        return [
            "liderazgo", "direccion de personas", "direccion de equipos", "conduccion", "gestion de equipos", "desarrollo de personas", "leadership", "people management",
        ]
        .contains { folded.contains($0) }
    }

    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        let known = corpus.records.indices.filter { corpus.type(of: $0).id == "competency" && isLeadership(corpus.records[$0].title) }
        guard !known.isEmpty else { return [] }
        return corpus.records.indices.compactMap { index in
            let record = corpus.records[index]
            guard corpus.type(of: index).id == "job", case .references(let team)? = corpus.value(record, "supervises"), !team.isEmpty,
                let asked = corpus.fieldValue(record, "competencies"), case .rows = asked.value
            else { return nil }
            let wanted = context.mentions[index].filter { $0.types == ["competency"] }.compactMap(\.resolution.record)
            guard !wanted.isEmpty, !wanted.contains(where: { known.contains($0) }) else { return nil }
            return Diagnostic(
                .leaderWithoutLeadership, at: asked.span,
                Localized(
                    es: "supervisa y no pide «\(corpus.records[known[0]].title)»", en: "it supervises and does not ask for “\(corpus.records[known[0]].title)”"),
                record: corpus.name(ofRecord: index))
        }
    }
}
