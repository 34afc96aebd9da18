import Diagnostics
import OficioModel
import OficioSchema

extension Rule {
    /// Reports a released row of the modification log that the source has changed.
    package static let releasedLog = Rule(
        "bitacora-alterada", .history, .error,
        what: Localized(
            es: "Una fila de la bitácora no dice lo que se publicó.",
            en: "A row of the modification log does not say what was released."),
        why: Localized(
            es: """
                Lo publicado no se reescribe: quién autorizó una versión y cuándo es lo que la bitácora prueba. \
                Devuelva la fila a como estaba; si lo publicado era un error, «oficio release --erratum --reason …» \
                anota la corrección y muestra las dos lecturas.
                """,
            en: """
                What was released is not rewritten: who authorised a version, and when, is what the log proves. Put \
                the row back; where the released row was mistaken, “oficio release --erratum --reason …” enters the \
                correction and shows both readings.
                """
        ),
        fires: HistoryExample.site(HistoryExample.document.replacing("- \"Creación.\"", with: "- \"Otra cosa.\"")),
        passes: HistoryExample.site())
}

/// Compares the rows of the modification log with the released rows.
enum ReleasedLog {
    /// Returns the findings about changed rows. `content` is the document's current content.
    static func check(_ content: DocumentContent, _ ledger: Ledger, _ corpus: Corpus, root: String) -> [Diagnostic] {
        let found = differences(content, ledger, corpus, root: root).map { ($0.record, $0.difference.items) }
        return (found + annulledDifferences(content, ledger, corpus, root: root)).flatMap { index, items in
            items.map { item in
                let record = corpus.records[index]
                return Diagnostic(
                    .releasedLog, at: item.span ?? corpus.fieldValue(record, .log)?.span ?? record.span, message(item),
                    record: corpus.recordID(of: index).text)
            }
        }
    }

    /// Returns the differences in rows of annulled versions that are newer than the last version that is not
    /// annulled, by record. Such a row may be removed, but not changed.
    private static func annulledDifferences(
        _ content: DocumentContent, _ ledger: Ledger, _ corpus: Corpus, root: String
    ) -> [(Int, [LogDifference.Item])] {
        let last = ledger.latest?.number ?? 0
        return ledger.versions.filter { $0.number > last }.flatMap { entry in
            differences(content, from: entry, entry.version, ledger, corpus, root: root).map { index, difference in
                let own = VersionNumber(entry.version)
                return (
                    index,
                    difference.items.filter {
                        !$0.correction.field.isEmpty && VersionNumber($0.correction.version) == own
                    }
                )
            }
        }
    }

    /// Returns the differences between the log of the source and the last released log, by record of the document.
    /// Records without differences are left out.
    static func differences(
        _ content: DocumentContent, _ ledger: Ledger, _ corpus: Corpus, root: String
    ) -> [(record: Int, difference: LogDifference)] {
        guard let latest = ledger.latest, let entry = ledger.latestContent else { return [] }
        return differences(content, from: entry, latest.version, ledger, corpus, root: root)
    }

    private static func differences(
        _ content: DocumentContent, from entry: LedgerEntry, _ version: String, _ ledger: Ledger, _ corpus: Corpus,
        root: String
    ) -> [(record: Int, difference: LogDifference)] {
        guard content.hash != entry.contentHash, let snapshot = ledger.snapshot(of: entry, root: root) else {
            return []
        }
        let released = VersionContent(snapshot, corpus.schema).records
        let read = VersionContent(working: content.records[0], in: corpus).records
        return content.records.enumerated().compactMap { place, index in
            let record = corpus.records[index]
            let former =
                released.first { $0.type == record.type && $0.id == record.id } ?? (place == 0 ? released.first : nil)
            guard let former, read.indices.contains(place) else { return nil }
            let difference = LogDifference(from: former, to: record, as: read[place], version: version, corpus.schema)
            return difference.items.isEmpty ? nil : (index, difference)
        }
    }

    private static func message(_ item: LogDifference.Item) -> Localized {
        let (version, was, now) = (item.correction.version, item.correction.was, item.correction.now)
        if item.correction.field.isEmpty {
            return was.isEmpty
                ? Localized(
                    es: "la bitácora tiene una fila que no se publicó: «\(now)»",
                    en: "the log has a row that was not released: “\(now)”")
                : Localized(
                    es: "a la bitácora le falta la fila publicada de la versión \(version): «\(was)»",
                    en: "the log lacks the released row of version \(version): “\(was)”")
        }
        let label = item.label
        return Localized(
            es: "versión \(version), \(label.spanish.lowercased()): se publicó «\(was)» y la fuente dice «\(now)»",
            en: "version \(version), \(label.english.lowercased()): “\(was)” was released and the source says “\(now)”")
    }
}
