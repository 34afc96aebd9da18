import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports the use of a former name of a document.
    package static let formerName = Rule(
        "nombre-anterior", .relations, .warning,
        what: Localized(
            es: "Se usa un nombre que el documento tuvo antes.",
            en: "A former name of a document is used."),
        why: Localized(
            es: "El lector busca un puesto o una unidad que ya no se llama así.",
            en: "The reader looks for a post or unit that is no longer called so."),
        fires: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            nombres anteriores: [Encargado de Caja]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: Encargado de Caja
            ---
            """,
        passes: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            nombres anteriores: [Encargado de Caja]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: Jefe de Caja
            ---
            """)
}

enum FormerName {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        return context.mentions[index].compactMap { mention in
            guard case .record(let target, .formerName) = mention.resolution else { return nil }
            let now = corpus.records[target]
            // The fix replaces only the name and keeps the words around it.
            let place = context.locate(mention.target, in: mention.span)
            return Diagnostic(
                .formerName, at: place,
                Localized(
                    es: "«\(mention.target)» se llama ahora «\(now.title)»",
                    en: "“\(mention.target)” is now called “\(now.title)”"),
                fixes: [
                    .init(
                        Localized(es: "cambiar por «\(now.id)»", en: "change to “\(now.id)”"), safe: true,
                        [.init(place, now.id)])
                ],
                record: corpus.name(ofRecord: index))
        }
    }
}
