import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a job's competency that no catalogue contains.
    package static let competencyOutsideCatalogue = Rule(
        "competencia-sin-catalogo", .competencies, .note,
        what: Localized(
            es: "Un puesto pide una competencia que el catálogo no tiene.",
            en: "A job asks for a competency that the catalogue does not have."),
        why: Localized(
            es: """
                Se publica como está escrita; con un catálogo («content/competencias.yaml») se escribe una vez y se \
                compara entre puestos.
                """,
            en: """
                It is published as written; with a catalogue (“content/competencias.yaml”) it is written once and \
                compared between jobs.
                """
        ),
        fires: """
            === content/competencias.yaml
            elementos:
              - {id: liderazgo, título: Liderazgo}
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Competencias

            ### Autocontrol

            - Mantiene la calma ante las quejas.
            """,
        passes: """
            === content/competencias.yaml
            elementos:
              - {id: autocontrol, título: Autocontrol}
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Competencias

            ### Autocontrol

            - Mantiene la calma ante las quejas.
            """)
}

/// Finds competencies that a job names in words but the catalogue does not have.
enum CompetencyOutsideCatalogue {
    /// Whether a reference to no record reads as the name of a competency instead of a mistyped id.
    static func isMeant(_ mention: Mention, _ nearest: String?) -> Bool {
        mention.types == [.competency] && nearest == nil && !mention.isPath && mention.target.slug() != mention.target
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(.competencies), case .rows(let rows)? = record.value(place) else { return [] }
        let kind = type.fields[place].kind.rowType
        var seen: Set<String> = []
        return rows.rows.compactMap { row in
            guard case .references(let references)? = row[kind.main], references.count == 1,
                let reference = references.first, !reference.isPath,
                reference.isOptional || reference.target.slug() != reference.target,
                seen.insert(reference.target.folded).inserted,
                case .unknown = corpus.resolve(reference.target, types: [.competency], from: record.file)
            else { return nil }
            let nearest = corpus.nearestName(to: reference.target, types: [.competency], from: record.file)
            if nearest != nil, !reference.isOptional { return nil }
            let addition = addition(of: reference.target, row, kind, context)
            return Diagnostic(
                .competencyOutsideCatalogue, at: reference.text.span,
                Localized(
                    es: "el catálogo no tiene la competencia «\(reference.target)»",
                    en: "the catalogue has no competency “\(reference.target)”"),
                label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                    ?? advice(reference.target, hasFix: addition != nil),
                fixes: addition.map { [$0] } ?? [],
                record: corpus.name(ofRecord: index))
        }
    }

    /// Returns how to bring a competency into the catalogue.
    private static func advice(_ title: String, hasFix: Bool) -> Localized {
        let code = Rule.competencyOutsideCatalogue.code
        return hasFix
            ? Localized(
                es: "«oficio check --fix --only \(code)» la añade con sus comportamientos",
                en: "“oficio check --fix --only \(code)” adds it with its behaviours")
            : Localized(
                es: "puede quedar así; «oficio add competencia \"\(title)\"» la lleva al catálogo",
                en: "it may stay so; “oficio add competency \"\(title)\"” brings it into the catalogue")
    }

    /// Returns the fix that appends the competency with its behaviours to the catalogue's file; `nil` if the site has
    /// no file `content/competencias.yaml` with entries.
    private static func addition(of title: String, _ row: Row, _ kind: RowType, _ context: CheckContext) -> Diagnostic
        .Fix?
    {
        let corpus = context.corpus
        guard let path = corpus.paths.firstIndex(of: "content/competencias.yaml"),
            let end = context.lastLine(of: FileID(path), beginning: "  - ")
        else { return nil }
        var lines = ["  - título: \(inDoubleQuotes(title))"]
        if let column = kind.children, case .list(let items)? = row[column], !items.isEmpty {
            lines += ["    comportamientos:"] + items.map { "      - \(inDoubleQuotes($0.blocks.plain))" }
        }
        return Diagnostic.Fix(
            Localized(es: "añadirla a «content/competencias.yaml»", en: "add it to “content/competencias.yaml”"),
            safe: false,
            [.init(end, "\n" + lines.joined(separator: "\n") + "\n")])
    }

    private static func inDoubleQuotes(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
