import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports behaviours that a job lists but the catalogue lacks, or that the job leaves out.
    package static let catalogueBehaviours = Rule(
        "comportamientos-distintos", .competencies, .warning,
        what: Localized(
            es: """
                Un puesto escribe para una competencia comportamientos que el catálogo no tiene, o deja fuera algunos.
                """,
            en: "A job writes behaviours for a competency that the catalogue does not have, or leaves some out."),
        why: Localized(
            es: """
                La persona se evalúa con el catálogo: lo que el puesto dice aparte no lo medirá nadie, o se medirá \
                de otro modo.
                """,
            en: """
                People are assessed by the catalogue: what the job says besides will not be measured, or measured \
                differently.
                """),
        fires: """
            === content/competencias.yaml
            elementos:
              - id: trato
                título: Trato
                niveles:
                  - {nivel: 1, comportamiento: Saluda a cada persona.}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 1, comportamientos: [Sonríe siempre.]}]
            ---
            """,
        passes: """
            === content/competencias.yaml
            elementos:
              - id: trato
                título: Trato
                niveles:
                  - {nivel: 1, comportamiento: Saluda a cada persona.}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 1, comportamientos: [Saluda a cada persona.]}]
            ---
            """)

    /// Reports a level that one job combines with two percentages.
    package static let levelAndPercent = Rule(
        "nivel-y-porcentaje", .competencies, .warning,
        what: Localized(
            es: "En un mismo puesto, el mismo nivel va con porcentajes distintos.",
            en: "In one job the same level goes with different percentages."),
        why: Localized(
            es: "Uno de los dos está mal, y la evaluación no sabe cuál exigir.",
            en: "One of the two is wrong, and an assessment does not know which to ask for."),
        fires: """
            === content/competencias.yaml
            elementos:
              - {id: trato, título: Trato}
              - {id: orden, título: Orden}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 3, porcentaje: 70}, {id: orden, nivel: 3, porcentaje: 80}]
            ---
            """,
        passes: """
            === content/competencias.yaml
            elementos:
              - {id: trato, título: Trato}
              - {id: orden, título: Orden}
            === content/puestos/cajero.md
            ---
            título: Cajero
            competencias: [{id: trato, nivel: 3, porcentaje: 70}, {id: orden, nivel: 4, porcentaje: 80}]
            ---
            """)
}

enum CatalogueBehaviours {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(.competencies), case .rows(let rows)? = record.value(place) else { return [] }
        let kind = type.fields[place].kind.rowType
        guard let column = kind.children else { return [] }
        var found: [Diagnostic] = []
        for row in rows.rows {
            guard case .list(let own)? = row[column], case .references(let references)? = row[kind.main],
                let reference = references.first,
                let target = corpus.target(of: reference, types: [.competency], from: record.file)
            else { continue }
            let known = Self.behaviours(of: target, corpus)
            if known.isEmpty { continue }
            // A job that lists a behaviour of the competency itself, and not of one of its levels, must list all
            // behaviours of the competency itself.
            let left = generalBehaviours(target, corpus).subtracting(own.map { $0.blocks.plain.folded })
            if !left.isEmpty, own.contains(where: { known.contains($0.blocks.plain.folded) }) {
                let count = left.count
                var finding = Diagnostic(
                    .catalogueBehaviours, at: reference.text.span,
                    Localized(
                        es: """
                            pide \(own.count == 1 ? "un comportamiento" : "\(own.count) comportamientos") de \
                            «\(corpus.records[target].title)» y omite \(count) del catálogo
                            """,
                        en: """
                            asks for \(own.count) behaviour\(own.count == 1 ? "" : "s") of \
                            “\(corpus.records[target].title)” and leaves out \(count) of the catalogue
                            """
                    ),
                    record: corpus.name(ofRecord: index))
                finding.severity = .note
                found.append(finding)
            }
            for item in own {
                let words = item.blocks.plain
                guard !known.contains(words.folded) else { continue }
                let nearest = Suggestion.nearest(to: words.folded, in: known.sorted())
                found.append(
                    Diagnostic(
                        .catalogueBehaviours, at: item.span,
                        Localized(
                            es: "el catálogo no tiene este comportamiento en «\(corpus.records[target].title)»",
                            en: "the catalogue has no such behaviour under “\(corpus.records[target].title)”"),
                        label: nearest.map {
                            Localized(es: "el catálogo dice «\($0)»", en: "the catalogue says “\($0)”")
                        }, record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Returns the behaviours of a competency that belong to none of its levels, folded.
    private static func generalBehaviours(_ competency: Int, _ corpus: Corpus) -> Set<String> {
        guard case .list(let items)? = corpus.value(corpus.records[competency], .behaviours) else { return [] }
        return Set(items.map { $0.blocks.plain.folded })
    }

    /// Returns all behaviours of a competency, folded: its own behaviours and the behaviours of its levels.
    private static func behaviours(of competency: Int, _ corpus: Corpus) -> Set<String> {
        let record = corpus.records[competency]
        let type = corpus.type(of: competency)
        var known: Set<String> = []
        if case .list(let items)? = corpus.value(record, .behaviours) {
            for item in items { known.insert(item.blocks.plain.folded) }
        }
        if let place = type.field(.levels), case .rows(let rows)? = record.value(place) {
            let kind = type.fields[place].kind.rowType
            for row in rows.rows {
                if let words = kind.column(.behaviour).flatMap({ row[$0]?.plain }) { known.insert(words.folded) }
            }
        }
        return known.subtracting([""])
    }
}

enum LevelAndPercent {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard let place = type.field(.competencies), case .rows(let rows)? = corpus.records[index].value(place) else {
            return []
        }
        let columns = type.fields[place].kind.rowType.columns
        guard let level = columns.column(.level), let percent = columns.column(.percent) else { return [] }
        var first: [String: (share: Int, span: Span)] = [:]
        var found: [Diagnostic] = []
        for row in rows.rows {
            guard let words = row[level]?.plain.folded, !words.isEmpty,
                case .percent(let share, let text)? = row[percent]
            else { continue }
            guard let known = first[words] else {
                first[words] = (share, text.span)
                continue
            }
            if known.share == share { continue }
            found.append(
                Diagnostic(
                    .levelAndPercent, at: text.span,
                    Localized(
                        es: "el nivel \(words) ya va con \(known.share / 100) %",
                        en: "level \(words) goes with \(known.share / 100) % already"),
                    notes: [.init(Localized(es: "aquí", en: "here"), at: known.span)],
                    record: corpus.name(ofRecord: index)))
        }
        return found
    }
}
