import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two documents of one type with the same id.
    package static let duplicateID = Rule(
        "id-repetido", .identity, .error,
        what: Localized(
            es: "Dos documentos de un tipo tienen el mismo id.",
            en: "Two documents of one type have the same id."),
        why: Localized(
            es: """
                La dirección de la página, las referencias y el historial van por el id: uno de los dos quedaría \
                fuera.
                """,
            en: "The page's address, references and history go by the id: one of the two would be left out."),
        fires: """
            === content/puestos/cajas/cajero.md
            ---
            título: Cajero
            ---
            === content/puestos/tesoreria/cajero.md
            ---
            título: Cajero de Tesorería
            ---
            """,
        passes: """
            === content/puestos/cajas/cajero.md
            ---
            título: Cajero
            ---
            === content/puestos/tesoreria/cajero-tesoreria.md
            ---
            título: Cajero de Tesorería
            ---
            """)
}

enum DuplicateID {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        var first: [String: Int] = [:]
        var found: [Diagnostic] = []
        for index in context.corpus.sharingID {
            let record = context.corpus.records[index]
            let name = context.corpus.name(ofRecord: index)
            guard let other = first[name] else {
                first[name] = index
                continue
            }
            found.append(
                Diagnostic(
                    .duplicateID, at: record.span,
                    Localized(
                        es: "el id «\(record.id)» ya es de otro documento",
                        en: "the id “\(record.id)” belongs to another document"),
                    label: Localized(es: "ponga otro nombre al archivo, o «id:»", en: "rename the file, or give “id:”"),
                    notes: [
                        .init(
                            Localized(es: "el otro, aquí", en: "the other, here"),
                            at: context.corpus.records[other].span)
                    ], record: name))
        }
        return found
    }
}
