import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a log row that does not say what changed.
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

extension Rule {
    /// Reports a log row that lacks a fact that other rows have.
    package static let logRowPartial = Rule(
        "modificacion-incompleta", .identity, .note,
        what: Localized(
            es: "A una fila de modificaciones le falta un dato que otras filas tienen.",
            en: "A log row lacks a fact that other rows have."),
        why: Localized(
            es: "El hueco parece un olvido: un auditor pregunta cuándo se modificó o quién lo autorizó.",
            en: "The gap looks like an oversight: an auditor asks when it was changed or who authorised it."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            modificaciones:
              - {versión: "1", modificado: 2019-12-20, vigencia: 2020-01-02, descripción: [Creación.]}
              - {versión: "2", vigencia: 2021-01-02, descripción: [Se agrega un paso.]}
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            modificaciones:
              - {versión: "1", vigencia: 2020-01-02, descripción: [Creación.]}
              - {versión: "2", vigencia: 2021-01-02, descripción: [Se agrega un paso.]}
            ---
            """)
}

enum LogRowEmpty {
    /// Returns findings about rows that lack a version, a date or a signature although some other row has it.
    static func partialRowFindings(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(.log), case .rows(let log)? = record.value(place), log.rows.count > 1 else {
            return []
        }
        let columns = type.fields[place].kind.rowType.columns
        var found: [Diagnostic] = []
        for (column, field) in columns.enumerated()
        where [ColumnKey.version, .modified, .effective, .authorisedBy, .preparedBy].contains(field.columnKey) {
            let lacking = log.rows.filter {
                $0[column].map { $0.plain.isEmpty } ?? true && !$0.continued.contains(column)
            }
            guard !lacking.isEmpty, lacking.count < log.rows.count else { continue }
            for row in lacking {
                found.append(
                    Diagnostic(
                        .logRowPartial, at: row.span,
                        Localized(
                            es: "falta «\(field.label.spanish)», que otras filas dicen",
                            en: "“\(field.label.english)” is missing, which other rows give"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard let log = ModificationLog(corpus, corpus.records[index]) else { return [] }
        return log.rows.filter { !$0.hasDescription }.map {
            Diagnostic(
                .logRowEmpty, at: $0.span,
                Localized(
                    es: "esta modificación no dice qué cambió", en: "this modification does not say what changed"),
                label: Localized(es: "añada «descripción:»", en: "add “description:”"),
                record: corpus.name(ofRecord: index))
        }
    }
}
