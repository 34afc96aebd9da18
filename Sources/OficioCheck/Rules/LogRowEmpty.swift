import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A log row does not say what changed.
    package static let logRowEmpty = Rule(
        "modificacion-sin-descripcion", .identity, .warning,
        what: Localized(
            es: "Una fila de modificaciones no dice qué cambió.",
            en: "A log row does not say what changed."),
        why: Localized(
            es: "La bitácora existe para decirlo.",
            en: "Saying so is what the log is for."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            modificaciones:
              - {versión: "1", vigencia: 2021-01-02}
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            modificaciones:
              - {versión: "1.9", vigencia: 2020-01-02, descripción: [Creación.]}
              - {versión: "1.10", vigencia: 2021-01-02, descripción: [Se agrega un paso.]}
            ---
            """)
}

enum LogRowEmpty {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard let log = ModificationLog(corpus, corpus.records[index]) else { return [] }
        return log.rows.filter { !$0.hasDescription }.map {
            Diagnostic(
                .logRowEmpty, at: $0.span, Localized(es: "esta modificación no dice qué cambió", en: "this modification does not say what changed"),
                label: Localized(es: "añada «descripción:»", en: "add “description:”"), record: corpus.name(ofRecord: index))
        }
    }
}
