import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a competency of a job that is also one of its aptitudes or skills.
    package static let competencyTwice = Rule(
        "competencia-doble", .competencies, .note,
        what: Localized(
            es: "Una aptitud o habilidad del puesto es también una de sus competencias.",
            en: "An aptitude or skill of a job is one of its competencies as well."),
        why: Localized(
            es: "Se evalúa dos veces, quizá con otro nivel, y nadie sabe cuál de las dos cuenta.",
            en: "It is assessed twice, perhaps at another level, and nobody knows which of the two counts."),
        fires: """
            === content/competencias.yaml
            elementos:
              - {id: iniciativa, título: Iniciativa}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [iniciativa]
            aptitudes: [Orden, Iniciativa]
            ---
            """,
        passes: """
            === content/competencias.yaml
            elementos:
              - {id: iniciativa, título: Iniciativa}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [iniciativa]
            aptitudes: [Orden, Puntualidad]
            ---
            """)
}

/// Finds aptitudes and skills that repeat a competency of the same job.
enum CompetencyTwice {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.type(of: index).key == .job else { return [] }
        let asked = entries(of: index, corpus)
        if asked.isEmpty { return [] }
        var titles: [String: Span] = [:]
        for mention in context.mentions[index] where mention.types == [.competency] {
            if let target = mention.resolution.record { titles[corpus.records[target].title.folded] = mention.span }
        }
        return asked.compactMap { words, span in
            guard let other = titles[words.folded] else { return nil }
            return Diagnostic(
                .competencyTwice, at: span,
                Localized(
                    es: "«\(words)» ya se pide como competencia",
                    en: "“\(words)” is asked for as a competency already"),
                notes: [.init(Localized(es: "aquí", en: "here"), at: other)], record: corpus.name(ofRecord: index))
        }
    }

    private static func entries(of index: Int, _ corpus: Corpus) -> [(words: String, span: Span)] {
        let type = corpus.type(of: index)
        guard corpus.value(corpus.records[index], .competencies) != nil else { return [] }
        return [FieldKey.aptitudes, .skills].flatMap { field -> [(words: String, span: Span)] in
            switch corpus.value(corpus.records[index], field) {
            case .list(let items)?: return items.map { ($0.blocks.plain, $0.span) }
            case .rows(let rows)?:
                guard let main = type.field(field).map({ type.fields[$0].kind.rowType.main }) else { return [] }
                return rows.rows.compactMap { row in
                    row[main].flatMap { value in value.textSpan.map { (value.plain, $0) } }
                }
            default: return []
            }
        }
    }
}
