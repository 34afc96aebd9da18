import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a version or date in the modification log that is lower than the version or date before it.
    package static let logOrder = Rule(
        "bitacora-desordenada", .identity, .warning,
        what: Localized(
            es: "En las modificaciones una versión o una fecha retrocede.",
            en: "In the modification log a version or a date goes back."),
        why: Localized(
            es: "La bitácora cuenta qué rigió y cuándo; una fila fuera de orden la contradice.",
            en: "The log tells what was in force and when; a row out of order contradicts it."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            modificaciones:
              - {versión: "1.9", vigencia: 2020-01-02, descripción: [Creación.]}
              - {versión: "1.9", vigencia: 2021-01-02, descripción: [Se agrega un paso.]}
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

enum LogOrder {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard let log = ModificationLog(corpus, corpus.records[index]) else { return [] }
        var found: [Diagnostic] = []
        for (former, row) in zip(log.rows, log.rows.dropFirst()) {
            if let a = former.version, let b = row.version, let old = VersionNumber(a.source),
                let new = VersionNumber(b.source), new <= old
            {
                found.append(
                    Diagnostic(
                        .logOrder, at: b.span,
                        Localized(
                            es: "la versión «\(b.source)» no es posterior a «\(a.source)»",
                            en: "version “\(b.source)” does not come after “\(a.source)”"),
                        record: corpus.name(ofRecord: index)))
            }
            if let a = former.effective, let b = row.effective, b.date < a.date {
                found.append(
                    Diagnostic(
                        .logOrder, at: b.span,
                        Localized(
                            es: "la vigencia \(b.date.iso) es anterior a la de la fila de arriba, \(a.date.iso)",
                            en: "the effective date \(b.date.iso) lies before the one above, \(a.date.iso)"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}

/// The rows of a record's modification log, with the facts that rules compare.
struct ModificationLog {
    struct Row {
        var version: Text?
        var effective: (date: CalendarDate, span: Span)?
        var hasDescription = false
        let span: Span
    }

    let rows: [Row]

    init?(_ corpus: Corpus, _ record: Record) {
        let type = corpus.schema.types[record.type]
        guard let place = type.field(.log), case .rows(let log)? = record.value(place), !log.rows.isEmpty else {
            return nil
        }
        let columns = type.fields[place].kind.rowType.columns
        rows = log.rows.map { row in
            var result = Row(span: row.span)
            for cell in row.cells {
                switch (columns[cell.field].columnKey, cell.value) {
                case (.version, .text(let text)): result.version = text
                case (.effective, .date(let date, let text)): result.effective = (date, text.span)
                case (.description, let value): result.hasDescription = !value.plain.isEmpty
                default: break
                }
            }
            return result
        }
    }
}
