import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a step that does not say who carries it out.
    package static let stepWithoutActor = Rule(
        "paso-sin-responsable", .procedures, .warning,
        what: Localized(
            es: "Un paso no dice quién lo hace, y los demás sí, o lo dice solo el título de encima.",
            en: "A step does not say who does it, and others do, or only the heading above says so."),
        why: Localized(
            es: "El trámite se detiene donde nadie sabe que le toca.",
            en: "A procedure stops where nobody knows it is their turn."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            | Acción | Responsable |
            |---|---|
            | Cobrar. | Cajero |
            | Archivar. | |
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            | Acción | Responsable |
            |---|---|
            | Cobrar. | Cajero |
            | Archivar. | Archivista |
            """)
}

enum StepWithoutActor {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .protocol, let place = type.field(.steps),
            case .rows(let rows)? = corpus.records[index].value(place)
        else { return [] }
        let kind = type.fields[place].kind.rowType
        guard let actor = kind.column(.actor) else { return [] }
        func isMissing(_ row: Row) -> Bool {
            row[actor].map { $0.plain.isEmpty } ?? true && !row.continued.contains(actor)
        }
        guard rows.rows.contains(where: { !isMissing($0) }) else {
            return ActorHeadings.check(context, index, rows, kind, actor: actor)
        }
        return rows.rows.enumerated().filter { isMissing($1) }.map { number, row in
            Diagnostic(
                .stepWithoutActor, at: row[kind.main]?.textSpan ?? row.span,
                Localized(
                    es: "el paso \(number + 1) no dice quién lo hace", en: "step \(number + 1) does not say who does it"
                ), record: corpus.name(ofRecord: index))
        }
    }
}
