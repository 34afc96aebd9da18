import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a job that leads people but asks for no leadership competency.
    package static let leaderWithoutLeadership = Rule(
        "jefatura-sin-liderazgo", .competencies, .note,
        what: Localized(
            es: "Un puesto con personal a cargo no pide ninguna competencia de liderazgo.",
            en: "A job in charge of people asks for no leadership competency."),
        why: Localized(
            es: "El catálogo la tiene y otras jefaturas la piden: o falta aquí, o conviene saber por qué no.",
            en: """
                The catalogue has one and others in charge need it: it is missing here, or there is a reason worth \
                knowing.
                """
        ),
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
    /// Whether words name leadership, as a competency, a skill or a behaviour.
    private static func isLeadership(_ words: String) -> Bool {
        let folded = words.folded
        if folded == "conduccion" || folded == "direccion" { return true }
        return [
            "lider", "direccion de personas", "direccion de equipos", "direccion de personal", "conduccion de equipo",
            "conduccion de person", "conduccion de grupo",
            "gestion de equipos", "desarrollo de personas",
            "manejo de personal", "manejo de equipos", "supervision de personal", "trabajo en equipo y direccion",
            "leadership", "people management",
        ]
        .contains { folded.contains($0) }
    }

    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        let known = Set(
            corpus.records.indices.filter {
                corpus.type(of: $0).key == .competency && isLeadership(corpus.records[$0].title)
            })
        return corpus.records.indices.compactMap { index in
            let record = corpus.records[index]
            guard corpus.type(of: index).key == .job, !corpus.isExternal(record), hasTeam(record, index, context),
                let competencies = competencies(of: record, corpus)
            else { return nil }
            let wanted = context.mentions[index].filter { $0.types == [.competency] }
            guard !wanted.contains(where: { $0.resolution.record.map(known.contains) ?? isLeadership($0.target) }),
                !mentionsLeadership(record, corpus)
            else { return nil }
            let missing = known.min().map { corpus.records[$0].title }
            return Diagnostic(
                .leaderWithoutLeadership, at: competencies.span,
                Localized(
                    es: missing.map { "supervisa y no pide «\($0)»" }
                        ?? "supervisa y no pide ninguna competencia de liderazgo",
                    en: missing.map { "it supervises and does not ask for “\($0)”" }
                        ?? "it supervises and asks for no leadership competency"),
                record: corpus.name(ofRecord: index))
        }
    }

    /// Returns the competencies that a job asks for, or else its first list of skills; nil if it has neither.
    private static func competencies(of record: Record, _ corpus: Corpus) -> FieldValue? {
        for field in [FieldKey.competencies, .skills, .aptitudes, .competenciesByFamily] {
            guard let value = corpus.fieldValue(record, field) else { continue }
            switch value.value {
            case .rows(let rows) where !rows.rows.isEmpty: return value
            case .list(let items) where items.count > 1: return value
            case .group: return value
            default: continue
            }
        }
        return nil
    }

    /// Whether the job lists people under it, or declares a number of direct reports above zero.
    private static func hasTeam(_ record: Record, _ index: Int, _ context: CheckContext) -> Bool {
        for field in [FieldKey.supervises, .technicallySupervises] {
            if case .references(let team)? = context.corpus.value(record, field), team.contains(where: namesPeople) {
                return true
            }
        }
        if case .integer(let count, _)? = context.corpus.value(record, .declaredDirectReports) { return count > 0 }
        return false
    }

    /// Whether a reference names people; false for wordings such as *sin descripción* and *no tiene*.
    private static func namesPeople(_ reference: Reference) -> Bool {
        let first = reference.target.folded.parts(between: " ").first
        return first.map { !["sin", "no", "ninguno", "ninguna", "none"].contains($0) } ?? false
    }

    /// Whether skills, aptitudes, knowledge, training or requirements mention leadership.
    private static func mentionsLeadership(_ record: Record, _ corpus: Corpus) -> Bool {
        [
            FieldKey.skills, .aptitudes, .otherTraining, .requiredKnowledge, .competenciesByFamily,
            .essentialRequirements,
        ].contains { field in
            switch corpus.value(record, field) {
            case .rows(let rows)?: rows.rows.contains { row in row.cells.contains { isLeadership($0.value.plain) } }
            case let value?: isLeadership(value.plain)
            case nil: false
            }
        }
    }
}
