import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two documents with the same code.
    package static let duplicateCode = Rule(
        "codigo-repetido", .identity, .error,
        what: Localized(
            es: "Dos documentos tienen el mismo código.",
            en: "Two documents have the same code."),
        why: Localized(
            es: "Quien cita un código no sabría a cuál de los dos se refiere.",
            en: "Whoever quotes the code could mean either."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            código: PR-01
            ---
            === content/protocolos/pago.md
            ---
            título: Pago
            código: PR-01
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            código: PR-01
            ---
            === content/protocolos/pago.md
            ---
            título: Pago
            código: PR-02
            ---
            """)
}

enum DuplicateCode {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var first: [String: Int] = [:]
        var found: [Diagnostic] = []
        for index in corpus.sharingCode {
            let record = corpus.records[index]
            guard !corpus.isExternal(record), let field = corpus.fieldValue(record, .code), !field.value.isNotApplicable
            else { continue }
            let code = field.value.plain
            // The code of a job's class or position may belong to many posts; other documents have a code of their own.
            let key = "\(corpus.type(of: index).id) \(code)"
            guard let other = first[key] else {
                first[key] = index
                continue
            }
            found.append(
                Diagnostic(
                    .duplicateCode, at: field.value.textSpan ?? field.span,
                    Localized(
                        es: "el código «\(code)» ya es de «\(corpus.records[other].title)»",
                        en: "the code “\(code)” belongs to “\(corpus.records[other].title)”"),
                    notes: [.init(Localized(es: "está aquí", en: "it is here"), at: corpus.records[other].span)],
                    record: corpus.name(ofRecord: index)))
        }
        return found
    }
}
