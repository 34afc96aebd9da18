import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a protocol without audience, owner or escalation.
    package static let protocolIncomplete = Rule(
        "protocolo-incompleto", .procedures, .note,
        what: Localized(
            es: "Un protocolo no dice a quién se dirige, quién responde por él o a quién se escala.",
            en: "A protocol lacks its audience, its owner or an escalation."),
        why: Localized(
            es: "Es lo primero que busca quien tiene a la persona delante y el caso se sale de lo previsto.",
            en: "It is what somebody looks for first when the case leaves the beaten track."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            código: PR-1
            ---

            ## Pasos

            1. Cobrar.
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            código: PR-1
            dirigido a: Cajeros
            responsable: Jefatura de caja
            ---

            ## Pasos

            1. Cobrar.

            ## Escalamiento

            | Caso | A quién |
            |---|---|
            | Falta efectivo | Jefatura de caja |
            """)
}

enum ProtocolControl {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        // Skip protocols without a code: they are still being written.
        guard corpus.type(of: index).key == .protocol, corpus.words(record, .code) != nil, !corpus.isExternal(record)
        else { return [] }
        let missing = [
            (FieldKey.audience, "a quién se dirige", "its audience"), (.owner, "quién responde", "its owner"),
            (.escalation, "a quién se escala", "an escalation"),
        ]
        .filter { corpus.value(record, $0.0) == nil }
        if missing.isEmpty { return [] }
        return [
            Diagnostic(
                .protocolIncomplete, at: record.span,
                Localized(
                    es: "el protocolo no dice \(missing.map(\.1).joined(separator: ", "))",
                    en: "the protocol lacks \(missing.map(\.2).joined(separator: ", "))"),
                record: corpus.name(ofRecord: index))
        ]
    }
}
