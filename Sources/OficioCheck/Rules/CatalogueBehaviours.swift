import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports behaviours in a job that the catalogue lacks, or behaviours that the job leaves out.
    package static let catalogueBehaviours = Rule(
        "comportamientos-distintos", .competencies, .warning,
        what: Localized(
            es: "Un puesto escribe para una competencia comportamientos que el catálogo no tiene, o deja fuera algunos.",
            en: "A job writes behaviours for a competency that the catalogue does not have, or leaves some out."),
        why: Localized(
            es: "La persona se evalúa con el catálogo: lo que el puesto dice aparte no lo medirá nadie, o se medirá de otro modo.",
            en: "People are assessed by the catalogue: what the job says besides will not be measured, or otherwise."),
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

    /// Reports a scale on which all rows of a job have the same level.
    package static let flatScale = Rule(
        "escala-plana", .competencies, .note,
        what: Localized(
            es: "Todos los conocimientos o competencias de un puesto piden el mismo nivel.",
            en: "All knowledge or all competencies of a job ask for the same level."),
        why: Localized(
            es: "Si todo vale lo mismo, la escala no dice qué importa más al elegir o al formar a una persona.",
            en: "If everything weighs the same, the scale does not tell what matters most in choosing or training somebody."),
        options: [
            .init(
                Localized(es: "filas", en: "rows"), defaultValue: 5,
                what: Localized(es: "filas desde las que se mira", en: "rows from which it is looked at"))
        ],
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables:
              - {conocimiento: Contabilidad, nivel: "100"}
              - {conocimiento: Archivo, nivel: "100"}
              - {conocimiento: Redacción, nivel: "100"}
              - {conocimiento: Hojas de cálculo, nivel: "100"}
              - {conocimiento: Trato, nivel: "100"}
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables:
              - {conocimiento: Contabilidad, nivel: "100"}
              - {conocimiento: Archivo, nivel: "50"}
              - {conocimiento: Redacción, nivel: "100"}
              - {conocimiento: Hojas de cálculo, nivel: "80"}
              - {conocimiento: Trato, nivel: "100"}
            ---
            """)
}

enum CatalogueBehaviours {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(id: "competencies"), case .rows(let rows)? = record.value(place) else { return [] }
        let kind = type.fields[place].kind.rowType
        guard let column = kind.children else { return [] }
        var found: [Diagnostic] = []
        for row in rows.rows {
            guard case .list(let own)? = row[column], case .references(let references)? = row[kind.main], let reference = references.first,
                let target = corpus.target(of: reference, types: ["competency"], from: record.file)
            else { continue }
            let known = Self.behaviours(of: target, corpus)
            if known.isEmpty { continue }
            // A job that asks for a behaviour outside the levels of a competency has to ask for all
            // of those.
            let left = whole(target, corpus).subtracting(own.map { $0.blocks.plain.folded })
            if !left.isEmpty, own.contains(where: { known.contains($0.blocks.plain.folded) }) {
                let count = left.count
                var finding = Diagnostic(
                    .catalogueBehaviours, at: reference.text.span,
                    Localized(
                        es:
                            "pide \(own.count == 1 ? "un comportamiento" : "\(own.count) comportamientos") de «\(corpus.records[target].title)» y omite \(count) del catálogo",
                        en: "asks for \(own.count) behaviour\(own.count == 1 ? "" : "s") of “\(corpus.records[target].title)” and leaves out \(count) of the catalogue"),
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
                        label: nearest.map { Localized(es: "el catálogo dice «\($0)»", en: "the catalogue says “\($0)”") }, record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Returns the behaviours of a competency that stand outside its levels, folded.
    private static func whole(_ competency: Int, _ corpus: Corpus) -> Set<String> {
        guard case .list(let items)? = corpus.value(corpus.records[competency], "behaviours") else { return [] }
        return Set(items.map { $0.blocks.plain.folded })
    }

    /// Returns all behaviours of a competency, of its levels and outside them, folded.
    private static func behaviours(of competency: Int, _ corpus: Corpus) -> Set<String> {
        let record = corpus.records[competency]
        let type = corpus.type(of: competency)
        var known: Set<String> = []
        if case .list(let items)? = corpus.value(record, "behaviours") { for item in items { known.insert(item.blocks.plain.folded) } }
        if let place = type.field(id: "levels"), case .rows(let rows)? = record.value(place) {
            let kind = type.fields[place].kind.rowType
            for row in rows.rows { if let words = kind.columns.index(of: "behaviour").flatMap({ row[$0]?.plain }) { known.insert(words.folded) } }
        }
        return known.subtracting([""])
    }
}

enum LevelAndPercent {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard let place = type.field(id: "competencies"), case .rows(let rows)? = corpus.records[index].value(place) else { return [] }
        let columns = type.fields[place].kind.rowType.columns
        guard let level = columns.index(of: "level"), let percent = columns.index(of: "percent") else { return [] }
        var first: [String: (share: Int, span: Span)] = [:]
        var found: [Diagnostic] = []
        for row in rows.rows {
            guard let words = row[level]?.plain.folded, !words.isEmpty, case .percent(let share, let text)? = row[percent] else { continue }
            guard let known = first[words] else {
                first[words] = (share, text.span)
                continue
            }
            if known.share == share { continue }
            found.append(
                Diagnostic(
                    .levelAndPercent, at: text.span,
                    Localized(es: "el nivel \(words) ya va con \(known.share / 100) %", en: "level \(words) goes with \(known.share / 100) % already"),
                    notes: [.init(Localized(es: "aquí", en: "here"), at: known.span)], record: corpus.name(ofRecord: index)))
        }
        return found
    }
}

enum FlatScale {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        let least = context.option(.flatScale, for: index)
        return corpus.records[index].fields.compactMap { value in
            guard case .rows(let rows) = value.value, rows.rows.count >= least,
                case let columns = type.fields[value.field].kind.rowType.columns, let column = columns.index(of: "level") ?? columns.index(of: "percent")
            else { return nil }
            let levels = rows.rows.compactMap { $0[column]?.plain.folded }.filter { !$0.isEmpty }
            guard levels.count == rows.rows.count, Set(levels).count == 1, let level = levels.first, let span = rows.rows.first?.span else { return nil }
            return Diagnostic(
                .flatScale, at: span,
                Localized(
                    es: levels.count == 1 ? "la única fila pide el nivel \(level)" : "las \(levels.count) filas piden el nivel \(level)",
                    en: levels.count == 1 ? "the only row asks for level \(level)" : "all \(levels.count) rows ask for level \(level)"),
                record: corpus.name(ofRecord: index))
        }
    }
}
