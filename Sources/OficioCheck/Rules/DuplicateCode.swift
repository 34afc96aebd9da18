import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two documents with the same code; a warning if they are of different types.
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
        var seen: [String: [Int]] = [:]
        var found: [Diagnostic] = []
        for index in corpus.sharingCode {
            let record = corpus.records[index]
            guard !corpus.isExternal(record), let field = corpus.fieldValue(record, .code), !field.value.isNotApplicable
            else { continue }
            let code = field.value.plain
            let others = seen[code] ?? []
            seen[code, default: []].append(index)
            let own = corpus.type(of: index).key
            guard let other = others.first(where: { corpus.type(of: $0).key == own }) ?? others.first else { continue }
            let type = corpus.type(of: other)
            let isSameType = type.key == own
            var finding =
                Diagnostic(
                    .duplicateCode, at: field.value.textSpan ?? field.span,
                    Localized(
                        es: "el código «\(code)» ya es de «\(corpus.records[other].title)»"
                            + (isSameType ? "" : " (\(type.name.spanish))"),
                        en: "the code “\(code)” belongs to “\(corpus.records[other].title)”"
                            + (isSameType ? "" : " (\(type.name.english))")),
                    notes: [.init(Localized(es: "está aquí", en: "it is here"), at: corpus.records[other].span)],
                    record: corpus.name(ofRecord: index))
            // A numbering series may start again for each type of document.
            if !isSameType { finding.severity = .warning }
            found.append(finding)
        }
        return found
    }
}
