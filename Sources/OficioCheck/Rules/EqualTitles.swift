import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two documents of one type with the same title.
    package static let equalTitles = Rule(
        "titulo-repetido", .identity, .note,
        what: Localized(
            es: "Dos documentos de un tipo tienen el mismo título.",
            en: "Two documents of one type have the same title."),
        why: Localized(
            es: """
                Pueden ser dos puestos iguales a propósito, o una copia olvidada; en listas y búsquedas no se \
                distinguen.
                """,
            en: "They may be two alike on purpose, or a forgotten copy; lists and searches cannot tell them apart."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            ---
            === content/puestos/cajero-2.md
            ---
            título: Cajero
            clase: 03
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            ---
            === content/puestos/cajero-2.md
            ---
            título: Cajero
            clase: 04
            ---
            """)
}

enum EqualTitles {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var first: [String: Int] = [:]
        var found: [Diagnostic] = []
        for index in corpus.sharingTitle where corpus.type(of: index).key != .page {
            let record = corpus.records[index]
            let marks = [FieldKey.code, .unit, .area, .class, .grade, .category, .kind].map {
                corpus.value(record, $0)?.plain ?? ""
            }
            let key = ([corpus.type(of: index).id, record.title.folded] + marks).joined(separator: "\u{0}")
            guard let other = first[key] else {
                first[key] = index
                continue
            }
            found.append(
                Diagnostic(
                    .equalTitles, at: record.span,
                    Localized(
                        es: "otro documento se llama también «\(record.title)»",
                        en: "another document is called “\(record.title)” too"),
                    notes: [
                        .init(Localized(es: "el otro, aquí", en: "the other, here"), at: corpus.records[other].span)
                    ], record: corpus.name(ofRecord: index)))
        }
        return found
    }
}
