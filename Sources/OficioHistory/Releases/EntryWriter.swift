import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Determines the contents of a ledger's new line: version, dates and texts.
struct EntryWriter {
    private let request: ReleaseRequest
    let history: History
    let corpus: Corpus
    private let today: CalendarDate
    let document: Int
    let record: Record
    private let ledger: Ledger?

    init(_ request: ReleaseRequest, _ planner: ReleasePlanner, _ document: Int, _ ledger: Ledger?) {
        self.request = request
        history = planner.history
        corpus = planner.corpus
        today = planner.today
        self.document = document
        record = planner.corpus.records[document]
        self.ledger = ledger
    }

    private var nextNumber: Int { (ledger?.entries.map(\.number).max() ?? 0) + 1 }

    private func entry(_ kind: LedgerEntry.Kind, version: String, effective: CalendarDate) -> LedgerEntry {
        var entry = LedgerEntry(number: nextNumber, kind: kind, version: version, effective: effective, recorded: today)
        entry.authorized = request.authorized.filter { !$0.allSatisfy(\.isWhitespace) }
        entry.reason = request.reason
        return entry
    }

    /// Returns the line that the request describes, and the changes that a new version makes.
    func line() throws(ReleaseRefusal) -> (entry: LedgerEntry, changes: [Change]) {
        switch request.kind {
        case .version: try version()
        case .withdrawal: (try withdrawal(), [])
        case .reinstatement: (try reinstatement(), [])
        case .annulment: (try annulment(), [])
        case .erratum: (try erratum(), [])
        case .mark: (entry(.mark, version: ledger?.versions.last?.version ?? "", effective: today), [])
        }
    }

    // MARK: Versions

    /// Returns the line of a new version, and the changes since the last version.
    private func version() throws(ReleaseRefusal) -> (entry: LedgerEntry, changes: [Change]) {
        let latest = ledger?.latest
        // A version with the same content can make public again what a line of marks declared internal by mistake.
        if let ledger, let content = ledger.latestContent, ledger.markLines(after: content).isEmpty,
            DocumentContent(of: document, in: corpus).hash == content.contentHash
        {
            throw ReleaseRefusal(
                "«\(record.title)» no ha cambiado desde la versión \(content.version)",
                "“\(record.title)” has not changed since version \(content.version)")
        }
        if let ledger {
            let content = DocumentContent(of: document, in: corpus)
            try refuseLosingMarks(ledger) { (content.records + content.competencies).contains($0) }
        }
        let differences = try changes()
        let version = try nextVersion(latest)
        let row = WrittenLogRow(record, version: version, corpus)
        let effective = try effectiveDate(row, isFirst: ledger == nil)
        try requireChronologicalOrder(effective, latest)
        try requireUnchangedLogRows()
        var log = request.notes
        // The author's own row for this version takes precedence over the proposed rows.
        let first = Localized(es: "Creación.", en: "Creation.")[corpus.schema.language]
        if log.isEmpty { log = row?.descriptions ?? differences.map(proposedLogRows) ?? [first] }
        guard !log.isEmpty else { throw nothingToDescribe() }
        let isMaterial = differences.map { $0.contains { $0.isMaterial } } ?? true
        var entry = entry(
            request.isEditorial || !isMaterial ? .editorial : .material, version: version, effective: effective)
        entry.isReconstructed = request.isReconstructed
        entry.log = log
        if let row, !row.authorized.isEmpty {
            if request.authorized.isEmpty { entry.authorized = row.authorized }
            let written = row.authorized.joined(separator: ", ").folded
            if let other = request.authorized.first(where: { !written.contains($0.folded) }) {
                throw ReleaseRefusal(
                    """
                    la fila de la versión \(version) dice que autoriza \
                    «\(row.authorized.joined(separator: ", "))» y --authorized-by dice «\(other)»
                    """,
                    """
                    the row of version \(version) says that “\(row.authorized.joined(separator: ", "))” \
                    authorises it and --authorized-by says “\(other)”
                    """
                )
            }
        }
        return (entry, differences ?? [])
    }

    /// Returns the log rows that the program proposes for some changes. Rows that may become public do not name
    /// internal documents.
    private func proposedLogRows(_ changes: [Change]) -> [String] {
        let language = corpus.schema.language
        let neutral = Localized(es: "(documento interno)", en: "(internal document)")[language]
        let view = PublicView(
            of: corpus, working: corpus, releases: [:], released: ReleasedInternalParts(), neutral: neutral)
        guard view.shows(document) else { return changes.proposedLogRows(language) }
        let hidden = Set(corpus.mentions[document].compactMap(\.resolution.record)).filter { !view.shows($0) }
        return changes.proposedLogRows(language).map { row in
            hidden.reduce(row) { $0.replacing(corpus.records[$1].title, with: neutral) }
        }
    }

    /// Returns the changes since the last version, `nil` for the first version.
    private func changes() throws(ReleaseRefusal) -> [Change]? {
        guard let ledger, let content = ledger.latestContent else { return nil }
        let released = try snapshot(content, ledger)
        return DocumentDifference(
            from: VersionContent(released, corpus.schema), to: VersionContent(working: document, in: corpus),
            corpus.schema
        ).changes
    }

    func snapshot(_ entry: LedgerEntry, _ ledger: Ledger) throws(ReleaseRefusal) -> Snapshot {
        guard let snapshot = ledger.snapshot(of: entry, root: history.root) else {
            throw ReleaseRefusal(
                "falta la versión \(entry.version) o fue alterada; «oficio verify» dice cuál",
                "version \(entry.version) is missing or altered; “oficio verify” tells which")
        }
        return snapshot
    }

    /// Returns the new version: the requested version, the version in the source, or the version after the highest
    /// released version; `01` for a first release without a version. Throws if the requested version has no number,
    /// or if its number is not above those of all released versions.
    private func nextVersion(_ latest: LedgerEntry?) throws(ReleaseRefusal) -> String {
        let written = corpus.words(record, .version)
        let released =
            ledger?.versions.compactMap { entry in
                VersionNumber(entry.version).map { (number: $0, text: entry.version) }
            } ?? []
        let highest = released.max { $0.number < $1.number }
        if let version = request.version {
            guard let number = VersionNumber(version) else {
                throw ReleaseRefusal("«\(version)» no tiene número", "“\(version)” has no number")
            }
            if let highest, number <= highest.number {
                throw ReleaseRefusal(
                    "la versión \(version) no viene después de la \(highest.text), que ya está publicada",
                    "version \(version) does not come after \(highest.text), which has been released")
            }
            return version
        }
        guard let last = latest ?? ledger?.versions.last else { return written ?? "01" }
        if let written, let number = VersionNumber(written), highest.map({ $0.number < number }) ?? true {
            return written
        }
        guard !request.isReconstructed else {
            throw ReleaseRefusal(
                """
                la versión \(written ?? "—") ya está en el libro; el estado anterior que se importa lleva la \
                suya en «versión:» o en --version
                """,
                """
                version \(written ?? "—") is in the ledger already; an earlier state carries its own in \
                “version:” or in --version
                """
            )
        }
        // If the source was reset to an older version, numbering still continues after the highest version.
        let isHighest = written.flatMap { VersionNumber($0) }.map { $0 == highest?.number } ?? false
        guard let next = VersionNumber.following((isHighest ? written : highest?.text) ?? last.version) else {
            throw ReleaseRefusal(
                "no se sabe qué versión sigue a «\(last.version)»: dígala con --version",
                "nobody can tell which version follows “\(last.version)”: say it with --version")
        }
        return next
    }

    private func effectiveDate(_ row: WrittenLogRow?, isFirst: Bool) throws(ReleaseRefusal) -> CalendarDate {
        if let date = request.effective { try requireNear(date) }
        guard let date = request.effective else {
            if isFirst || request.isReconstructed, case .date(let date, _)? = corpus.value(record, .effective) {
                return date
            }
            throw ReleaseRefusal(
                "¿desde cuándo rige? dígalo con --effective FECHA", "effective from when? say it with --effective DATE")
        }
        if let written = row?.effective, written != date {
            throw ReleaseRefusal(
                "la fila de la bitácora dice que rige desde el \(written.iso) y --effective dice \(date.iso)",
                "the log's row says that it is effective from \(written.iso) and --effective says \(date.iso)")
        }
        return date
    }

    private func requireNear(_ date: CalendarDate) throws(ReleaseRefusal) {
        if date > today.adding(days: 3660) {
            throw ReleaseRefusal(
                "\(date.iso) queda a más de diez años: revise la fecha",
                "\(date.iso) is more than ten years away: check the date")
        }
    }

    /// Returns the day on which a withdrawal or reinstatement takes effect. Throws if the request gives none, or one
    /// more than ten years away.
    private func ownDate() throws(ReleaseRefusal) -> CalendarDate {
        guard let effective = request.effective else {
            throw ReleaseRefusal(
                "¿desde cuándo? dígalo con --effective FECHA", "from when? say it with --effective DATE")
        }
        try requireNear(effective)
        return effective
    }

    private func requireChronologicalOrder(_ effective: CalendarDate, _ latest: LedgerEntry?) throws(ReleaseRefusal) {
        if let latest, effective < latest.effective {
            throw ReleaseRefusal(
                "la versión \(latest.version) rige desde el \(latest.effective.iso); la nueva no puede regir antes",
                "version \(latest.version) is effective from \(latest.effective.iso); the new one cannot be so earlier")
        }
        if let end = ledger?.standingWithdrawal, end.effective <= effective {
            throw ReleaseRefusal(
                "«\(record.title)» está derogado desde el \(end.effective.iso); «oficio release --reinstate» lo repone",
                "“\(record.title)” is withdrawn from \(end.effective.iso); “oficio release --reinstate” takes that back"
            )
        }
    }

    /// Throws if the source changes released rows of the log.
    private func requireUnchangedLogRows() throws(ReleaseRefusal) {
        guard let ledger, !request.isReconstructed else { return }
        let content = DocumentContent(of: document, in: corpus)
        guard let found = ReleasedLog.check(content, ledger, corpus, root: history.root).first else { return }
        throw ReleaseRefusal(
            "\(found.message.spanish). Devuelva la fila a como se publicó, o corríjala con --erratum",
            "\(found.message.english). Put the row back as it was released, or correct it with --erratum")
    }

    // MARK: Other lines

    private func withdrawal() throws(ReleaseRefusal) -> LedgerEntry {
        guard let ledger, let latest = ledger.latest, ledger.standingWithdrawal == nil else {
            throw ReleaseRefusal(
                "«\(record.title)» no está publicado, o ya está derogado",
                "“\(record.title)” has not been released, or is withdrawn already")
        }
        try refuseLosingMarks(ledger) { _ in false }
        let effective = try ownDate()
        guard effective >= latest.effective else {
            throw ReleaseRefusal(
                "la versión \(latest.version) rige desde el \(latest.effective.iso)",
                "version \(latest.version) is effective from \(latest.effective.iso)")
        }
        var entry = entry(.withdrawal, version: latest.version, effective: effective)
        entry.log =
            request.notes.isEmpty
            ? [Localized(es: "Derogación.", en: "Withdrawal.")[corpus.schema.language]] : request.notes
        if let successor = request.successor {
            let found = try ReleasePlanner.find(successor, in: corpus)
            guard found != document else {
                throw ReleaseRefusal("un documento no se sustituye a sí mismo", "a document does not replace itself")
            }
            entry.successor = corpus.recordID(of: found)
        }
        return entry
    }

    private func reinstatement() throws(ReleaseRefusal) -> LedgerEntry {
        guard let ledger, let latest = ledger.latest, let end = ledger.standingWithdrawal else {
            throw ReleaseRefusal("«\(record.title)» no está derogado", "“\(record.title)” is not withdrawn")
        }
        let effective = try ownDate()
        try requireReason()
        var entry = entry(.reinstatement, version: latest.version, effective: effective)
        entry.reversedLine = end.number
        return entry
    }

    /// Returns the line that annuls the last line that is not in effect yet. Throws if there is none, because only a
    /// new version or a withdrawal ends a version in force.
    private func annulment() throws(ReleaseRefusal) -> LedgerEntry {
        guard let target = ledger?.lastLineComing(after: today) else {
            throw ReleaseRefusal(
                "«\(record.title)» no tiene nada por venir: lo que ya rige se cambia con otra versión o se deroga",
                "“\(record.title)” has nothing to come: what is in force is changed by another version, or withdrawn")
        }
        try requireReason()
        var entry = entry(.annulment, version: target.version, effective: today)
        entry.reversedLine = target.number
        return entry
    }

    private func erratum() throws(ReleaseRefusal) -> LedgerEntry {
        guard let ledger, let latest = ledger.latest, let content = ledger.latestContent else {
            throw ReleaseRefusal("«\(record.title)» no está publicado", "“\(record.title)” has not been released")
        }
        try requireReason()
        _ = try snapshot(content, ledger)
        let found = ReleasedLog.differences(
            DocumentContent(of: document, in: corpus), ledger, corpus, root: history.root)
        let corrections = found.flatMap { $0.difference.items.map(\.correction) }
        guard !corrections.isEmpty else {
            throw ReleaseRefusal(
                "la bitácora de «\(record.title)» dice lo que se publicó: corrija primero la fila en la fuente",
                "the log of “\(record.title)” says what was released: correct the row in the source first")
        }
        let isSameDate = if case .date(latest.effective, _)? = corpus.value(record, .effective) { true } else { false }
        guard corpus.words(record, .version) == latest.version, isSameDate else {
            throw ReleaseRefusal(
                """
                una fe de erratas deja la versión y la vigencia como se publicaron: \(latest.version), \
                \(latest.effective.iso)
                """,
                """
                an erratum leaves version and effective date as they were released: \(latest.version), \
                \(latest.effective.iso)
                """
            )
        }
        if let other = try changes()?.first {
            throw ReleaseRefusal(
                "una fe de erratas solo corrige filas de la bitácora, y la fuente cambia además: \(other.text.spanish)",
                "an erratum corrects rows of the log alone, and the source changes besides: \(other.text.english)")
        }
        var entry = entry(.erratum, version: latest.version, effective: latest.effective)
        entry.corrections = corrections
        return entry
    }

    private func requireReason() throws(ReleaseRefusal) {
        if request.reason.isEmpty {
            throw ReleaseRefusal("¿por qué? dígalo con --reason TEXTO", "why? say it with --reason TEXT")
        }
    }
}
