import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a signature with neither name nor role.
    package static let signatureMissing = Rule(
        "firma-incompleta", .identity, .warning,
        what: Localized(
            es: "Una firma no dice ni nombre ni cargo.",
            en: "A signature gives neither name nor role."),
        why: Localized(
            es: "La hoja impresa tendría un renglón que nadie puede firmar.",
            en: "The printed sheet would have a line that nobody can sign."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            firmas:
              - {rótulo: Autorizó}
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            firmas:
              - {rótulo: Autorizó, cargo: Gerente}
            ---
            """)
}

enum SignatureMissing {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        var found: [Diagnostic] = []
        for id in [FieldKey.signatures, .authorisedBy, .reviewedBy] {
            guard let place = type.field(id), case .rows(let rows)? = record.value(place) else { continue }
            let columns = type.fields[place].kind.rowType.columns
            for row in rows.rows
            where !row.cells.contains(where: { cell in
                let key = columns[cell.field].columnKey
                // Whoever signs at *Firma del empleado* writes the name by hand.
                return key == .name || key == .role || PastedPeople.isLabelToSign(cell.value.plain)
            }) {
                found.append(
                    Diagnostic(
                        .signatureMissing, at: row.span,
                        Localized(
                            es: "falta el nombre o el cargo de quien firma",
                            en: "the name or role of the signatory is missing"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}
