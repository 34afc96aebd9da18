import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Compares the sources with the releases, and reports the problems of the history.
package struct HistoryCheck: Sendable {
    /// The paths of the history files that findings refer to. Their file ids follow the file ids of the site's own
    /// files.
    package let paths: [String]
    /// The findings about the history.
    package let diagnostics: [Diagnostic]

    /// Runs the check.
    ///
    /// - Parameters:
    ///   - site: the site as read from its sources.
    ///   - history: the history of the site.
    ///   - audit: the audit of the history.
    ///   - contents: the working content for each ledger, `nil` for a document without a source.
    ///   - today: the day of the check.
    ///   - showsDamaged: whether the build publishes a version with a damaged snapshot without its text; the finding is
    ///     then a warning.
    ///   - count: the first file id for files of the history.
    package init(
        _ site: LoadedSite, _ history: History, _ audit: HistoryAudit, _ contents: [DocumentContent?],
        today: CalendarDate, showsDamaged: Bool,
        from count: Int
    ) {
        var files = HistoryFiles(root: history.root, first: count)
        var found = audit.problems.compactMap { problem -> Diagnostic? in
            // An invalid public key is reported where the settings declare it.
            if case .invalidKey = problem.kind { return nil }
            let rule: Rule = problem.kind == .interrupted ? .interruptedRelease : .historyAltered
            var finding = Diagnostic(rule, at: files.span(problem.path, line: problem.line), problem.message)
            if showsDamaged && problem.isDamagedSnapshot { finding.severity = .warning }
            return finding
        }
        let corpus = site.corpus
        let broken = Set(audit.problems.map(\.path))
        for (index, ledger) in history.ledgers.enumerated()
        where contents[index] == nil && !ledger.isWithdrawn(on: today) {
            // A pending release may be about to move the source into place.
            if broken.contains(ledger.path) || history.pending != nil { continue }
            let (folder, id) = history.name(of: index)
            found.append(
                Diagnostic(
                    .releasedSourceMissing, at: files.span(ledger.file, line: nil),
                    Localized(
                        es: "«\(folder)/\(id)» está publicado y ya no tiene fuente",
                        en: "“\(folder)/\(id)” has been released and no longer has a source"),
                    notes: [
                        Diagnostic.Note(
                            Localized(
                                es: """
                                    recupere la fuente, o derogue el documento con «oficio release --withdraw» antes \
                                    de borrarla; si cambió de nombre, cambie también el de su carpeta en \
                                    «content/historial»
                                    """,
                                en: """
                                    bring the source back, or end the document with “oficio release --withdraw” \
                                    before deleting it; if it was renamed, rename its folder in “content/historial” \
                                    too
                                    """
                            ))
                    ]))
        }
        found += Self.addressFindings(corpus, history)
        let isChanged = zip(history.ledgers, contents).contains { ledger, content in
            content.map { $0.hash != ledger.latestContent?.contentHash } ?? false
        }
        let names = DocumentNames(corpus, history)
        let elsewhere =
            isChanged
            ? InternalText(
                names, and: history.releasedContents(corpus.schema) + history.contentsSetAside(corpus.schema))
            : InternalText()
        found += history.ledgers.indices.map { $0 }.concurrentMap { index -> [Diagnostic] in
            guard let content = contents[index], let record = content.records.first, !corpus.records[record].isBroken
            else { return [] }
            let ledger = history.ledgers[index]
            let altered = ReleasedLog.check(content, ledger, corpus, root: history.root)
            return Self.unreleasedFindings(content, ledger, corpus, history, today, names, elsewhere) + altered
                + (altered.isEmpty ? LedgerAndLog.check(record, ledger, corpus) : [])
        }.flatMap(\.self)
        found += UnrecordedMarkRule.check(corpus, history, contents)
        found += UnrecordedMarkRule.checkMoved(names, history, contents)
        paths = files.paths
        diagnostics = found
    }

    /// Returns an error if the settings change all addresses of an English site that has releases.
    private static func addressFindings(_ corpus: Corpus, _ history: History) -> [Diagnostic] {
        let settings = corpus.schema.settings
        let isRecorded = history.index?.hasEnglishAddresses ?? false
        guard settings.language == .english, !history.ledgers.isEmpty, history.pending == nil,
            settings.hasEnglishAddresses != isRecorded,
            let place = corpus.paths.firstIndex(of: SiteSettings.path)
        else { return [] }
        let entry = settings.entries.first { ["addresses", "direcciones"].contains($0.key.text.folded) }
        let message =
            isRecorded
            ? Localized(
                es: "hay emisiones con «addresses: 2»; sin esa línea cambiarían las direcciones de todas las páginas",
                en: "there are releases with “addresses: 2”; without it the addresses of all pages would change")
            : Localized(
                es: "hay emisiones sin «addresses: 2»; con esa línea cambiarían las direcciones de todas las páginas",
                en: "there are releases without “addresses: 2”; with it the addresses of all pages would change")
        return [
            Diagnostic(
                .invalidSetting, at: entry?.span ?? .start(of: FileID(place)), message,
                label: isRecorded
                    ? Localized(es: "escriba otra vez «addresses: 2»", en: "write “addresses: 2” again")
                    : Localized(es: "quite la línea", en: "take the line away"))
        ]
    }

    /// Returns the findings about unreleased changes, with the log rows that a release would propose.
    private static func unreleasedFindings(
        _ content: DocumentContent, _ ledger: Ledger, _ corpus: Corpus, _ history: History, _ today: CalendarDate,
        _ names: DocumentNames, _ elsewhere: InternalText
    ) -> [Diagnostic] {
        guard let latest = ledger.latestContent, !ledger.isWithdrawn(on: today), content.hash != latest.contentHash
        else { return [] }
        let record = content.records[0]
        var notes: [Diagnostic.Note] = []
        var withheld: [Diagnostic] = []
        if let snapshot = ledger.snapshot(of: latest, root: history.root) {
            let released = VersionContent(snapshot, corpus.schema)
            let working = VersionContent(working: record, in: corpus)
            withheld = WithheldRule.check(ledger, content, latest, root: history.root, names, elsewhere)
            let difference = DocumentDifference(from: released, to: working, corpus.schema)
            let changes = difference.changes
            // The list may be empty: fields that a release itself sets, such as the version and the log row, are left
            // out.
            notes += changes.prefix(12).map { Diagnostic.Note($0.text) }
            if changes.count > 12 {
                notes.append(
                    Diagnostic.Note(
                        Localized(
                            es: changes.count == 13 ? "y un cambio más" : "y \(changes.count - 12) cambios más",
                            en: changes.count == 13 ? "and one more change" : "and \(changes.count - 12) more changes"))
                )
            }
            notes += difference.clauses.map {
                Diagnostic.Note(
                    Localized(es: "cambió la cláusula compartida «\($0)»", en: "the shared clause “\($0)” has changed"))
            }
            notes += difference.competencies.map {
                Diagnostic.Note(
                    Localized(
                        es: "cambió la competencia «\($0.record.title)»",
                        en: "the competency “\($0.record.title)” has changed"))
            }
        }
        let title = corpus.records[record].title
        return [
            Diagnostic(
                .unreleasedChanges,
                at: corpus.fieldValue(corpus.records[record], .version)?.span ?? corpus.records[record].span,
                Localized(
                    es: """
                        «\(title)» dice otra cosa que su versión \(latest.version), publicada el \
                        \(latest.recorded.iso)
                        """,
                    en: """
                        “\(title)” says something else than its version \(latest.version), released on \
                        \(latest.recorded.iso)
                        """
                ), notes: notes,
                record: corpus.recordID(of: record).text)
        ] + withheld
    }
}

/// Assigns file ids to the history files that findings refer to.
private struct HistoryFiles {
    let root: String
    let first: Int
    private(set) var paths: [String] = []

    init(root: String, first: Int) {
        self.root = root
        self.first = first
    }

    /// Returns the span of a line, or of the file's beginning if `line` is `nil` or the file has no such line. Adds a
    /// new path to `paths`.
    mutating func span(_ path: String, line: Int?) -> Span {
        let number = paths.firstIndex(of: path) ?? paths.count
        if number == paths.count { paths.append(path) }
        let file = FileID(first + number)
        guard let line, let bytes = try? Files.read(root + "/" + path) else { return .start(of: file) }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return .start(of: file) }
        return Span(file: file, start: lines[line - 1].startIndex, end: lines[line - 1].endIndex)
    }
}
