import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The released versions of one document of the edition, and where each is published.
struct DocumentHistory: Sendable {
    let site: SiteContext
    /// The document's record.
    let index: Int
    let publication: Publication
    let ledger: Ledger
    /// Releases that the edition knows, the oldest first; withdrawals are not among them.
    let releases: [LedgerEntry]
    /// Withdrawals that the edition knows.
    let withdrawals: [LedgerEntry]
    private let showsLog: Bool

    /// `nil` for documents that were never released; for members of a manual the manual's.
    init?(_ site: SiteContext, of record: Int) {
        guard !site.isArchive, let document = site.edition.publications[record] == nil ? site.edition.manuals[record] : record,
            let publication = site.edition.publications[document]
        else { return nil }
        self.site = site
        index = document
        self.publication = publication
        ledger = site.edition.history.ledgers[publication.ledger]
        let day = site.edition.today
        let isPast = site.edition.isPast
        let known = ledger.entries.filter { !isPast || $0.effective <= day }
        withdrawals = known.filter { $0.kind == .withdrawal }
        let released = known.filter { $0.kind != .withdrawal }
        guard let view = site.edition.publicView else {
            releases = released
            showsLog = true
            return
        }
        // A version in which the document was internal does not exist for the public; a log is written by whoever sees everything.
        let key = site.corpus.key(of: document)
        let root = site.edition.history.root
        let (schema, ledger) = (site.schema, ledger)
        releases = released.filter { entry in
            guard let snapshot = ledger.snapshot(of: entry, root: root) else { return false }
            return VersionContent(snapshot, schema, for: view).records.contains { "\(schema.types[$0.type].id)/\($0.id)" == key }
        }
        showsLog = ledger.isOpen(to: view, schema, root: root)
    }

    /// The scanned original, which shows everything and so is not for the public.
    func signedCopy(of entry: LedgerEntry) -> LedgerEntry.Attachment? { site.edition.publicView == nil ? entry.attachment : nil }

    /// The rows of the log that a release wrote; none where they may tell what is internal.
    func log(_ entry: LedgerEntry) -> [String] { showsLog ? entry.log : [] }

    /// `historial/manuales/man-01`
    var folder: String { "historial/\(site.type(index).folder)/\(site.corpus.records[index].id)" }
    var listPath: String { folder + "/index.html" }
    var dataPath: String { folder + "/datos.js" }

    /// Whether the document's own page shows this release.
    func isShown(_ entry: LedgerEntry) -> Bool { entry.number == publication.entry.number && !publication.showsDraft }

    /// The page on which a release is read.
    func path(of entry: LedgerEntry) -> String { isShown(entry) ? site.paths[index] : "\(folder)/\(name(of: entry)).html" }

    func changesPath(of entry: LedgerEntry) -> String { "\(folder)/\(name(of: entry))-cambios.html" }

    func attachmentPath(_ attachment: LedgerEntry.Attachment) -> String { "\(folder)/\(attachment.file)" }

    private func name(of entry: LedgerEntry) -> String {
        let slug = entry.version.slug()
        let isAlone = ledger.entries.count { $0.kind != .withdrawal && $0.version.slug() == slug } == 1
        return isAlone && !slug.isEmpty && slug != "index" ? slug : "\(slug)-n\(entry.number)"
    }

    func previous(_ entry: LedgerEntry) -> LedgerEntry? { releases.last { $0.number < entry.number } }

    func next(_ entry: LedgerEntry) -> LedgerEntry? { releases.first { $0.number > entry.number } }

    /// Where a release stands on the day of the edition.
    func state(of entry: LedgerEntry) -> DocumentState {
        if entry.effective > site.edition.today { return .coming }
        if entry.number != publication.entry.number { return .replaced }
        return publication.withdrawal == nil ? .current : .repealed
    }

    func content(of entry: LedgerEntry) -> VersionContent? {
        ledger.snapshot(of: entry, root: site.edition.history.root).map { VersionContent($0, site.schema, for: site.edition.publicView) }
    }

    /// What is new in a record of the release that is shown, `nil` where there is nothing to compare it with.
    func marks(of record: Record) -> ChangeMarks? {
        guard let former = previous(publication.entry), let before = content(of: former)?.records.first(where: { $0.type == record.type && $0.id == record.id })
        else { return nil }
        return ChangeMarks(RecordDifference(from: before, to: record, site.schema), site.schema.types[record.type])
    }

    /// `Versión 05`
    func label(_ entry: LedgerEntry) -> String { "\(site.message("version")) \(entry.version)" }
}
