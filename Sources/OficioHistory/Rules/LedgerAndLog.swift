import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Compares the modification log, which authors edit, with the ledger, which only releases change.
enum LedgerAndLog {
    static func check(_ index: Int, _ ledger: Ledger, _ corpus: Corpus) -> [Diagnostic] {
        let record = corpus.records[index]
        let type = corpus.schema.types[record.type]
        guard let place = type.field(.log), case .rows(let log)? = record.value(place) else { return [] }
        let columns = type.fields[place].kind.rowType.columns
        func cell(_ row: Row, _ key: ColumnKey) -> Value? { columns.column(key).flatMap { row[$0] } }
        var found: [Diagnostic] = []
        func add(_ span: Span, _ message: Localized) {
            found.append(Diagnostic(.ledgerAndLog, at: span, message, record: corpus.recordID(of: index).text))
        }
        var known: [VersionNumber] = []
        for row in log.rows {
            guard let written = cell(row, .version), let number = VersionNumber(written.plain) else { continue }
            known.append(number)
            let releases = ledger.versions.filter { VersionNumber($0.version) == number }
            guard let entry = releases.last else {
                // Versions before the ledger's first precede the use of the program; versions after its last are not
                // released yet.
                if let first = ledger.entries.first.flatMap({ VersionNumber($0.version) }),
                    let last = ledger.latest.flatMap({ VersionNumber($0.version) }),
                    first < number, number < last
                {
                    add(
                        row.span,
                        Localized(
                            es: "la bitácora nombra la versión \(written.plain), que no se publicó",
                            en: "the log names version \(written.plain), which was not released")
                    )
                }
                continue
            }
            if case .date(let date, let text)? = cell(row, .effective), date != entry.effective {
                add(
                    text.span,
                    Localized(
                        es: """
                            la bitácora dice que la versión \(entry.version) rige desde \(date.iso); se publicó para \
                            \(entry.effective.iso)
                            """,
                        en: """
                            the log says that version \(entry.version) is effective from \(date.iso); it was \
                            released for \(entry.effective.iso)
                            """
                    ))
            }
            guard !entry.isReconstructed, let description = cell(row, .description), entry.number > 1 else { continue }
            let now = description.words.folded
            for sentence in entry.log where !now.contains(sentence.folded) {
                add(
                    row.span,
                    Localized(
                        es: """
                            a la fila de la versión \(entry.version) le falta lo que se anotó al publicarla: \
                            «\(sentence)»
                            """,
                        en: """
                            the row of version \(entry.version) lacks what was logged when it was released: \
                            “\(sentence)”
                            """
                    ))
            }
        }
        for entry in ledger.versions where entry.number > 1 && ledger.annulment(of: entry) == nil {
            guard let number = VersionNumber(entry.version), !known.contains(number) else { continue }
            add(
                record.fieldValue(place)?.span ?? record.span,
                Localized(
                    es: "la bitácora no tiene fila de la versión \(entry.version), publicada el \(entry.recorded.iso)",
                    en: "the log has no row for version \(entry.version), released on \(entry.recorded.iso)"))
        }
        return found
    }
}
