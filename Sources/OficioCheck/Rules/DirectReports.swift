import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a declared number of direct reports that differs from the number of listed jobs.
    package static let directReports = Rule(
        "numero-a-cargo", .relations, .warning,
        what: Localized(
            es: "El número de puestos a cargo no es el de la lista.",
            en: "The declared number of direct reports is not that of the list."),
        why: Localized(
            es: "El número se usa para valorar el puesto; uno de los dos está mal.",
            en: "The number is used to grade the job; one of the two is wrong."),
        fires: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            puestos bajo su cargo: 2
            supervisa: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            """,
        passes: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            puestos bajo su cargo: 1
            supervisa: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            """)
}

enum DirectReports {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        guard case .integer(let declared, let text)? = corpus.value(record, .declaredDirectReports) else { return [] }
        guard case .references(let team)? = corpus.value(record, .supervises), team.count != declared else { return [] }
        return [
            Diagnostic(
                .directReports, at: text.span,
                Localized(
                    es: """
                        dice \(declared) \(declared == 1 ? "puesto" : "puestos") a cargo y la lista tiene \
                        \(team.count)
                        """,
                    en: "says \(declared) direct \(declared == 1 ? "report" : "reports"), the list has \(team.count)"),
                record: corpus.name(ofRecord: index))
        ]
    }
}
