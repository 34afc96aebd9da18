import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a document whose effective date is in the future.
    package static let futureEffective = Rule(
        "vigencia-futura", .identity, .note,
        what: Localized(
            es: "El documento rige desde una fecha que aún no llega.",
            en: "The document comes into force on a day still to come."),
        why: Localized(
            es: "Se publica como no vigente todavía.",
            en: "It is published as not yet in force."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            vigencia: 2999-01-01
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            vigencia: 2018-01-02
            ---
            """)
}

enum FutureEffective {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        guard case .date(let date, let text)? = context.corpus.value(context.corpus.records[index], .effective),
            // The day before has not passed, so the document is not in force yet.
            !context.isPast(date.adding(days: -1))
        else { return [] }
        return [
            Diagnostic(
                .futureEffective, at: text.span,
                Localized(
                    es: "rige desde \(date.iso): todavía no está vigente", en: "in force from \(date.iso): not yet"),
                record: context.corpus.name(ofRecord: index))
        ]
    }
}
