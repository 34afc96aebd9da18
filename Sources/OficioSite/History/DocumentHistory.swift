import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The released versions of one document of the edition, and where each is published.
struct DocumentHistory: Sendable {
    let site: SiteContext
    /// The document's record.
    let index: Int
    let publication: Publication
    let ledger: Ledger
    /// Versions that the edition knows, the oldest first.
    let releases: [LedgerEntry]
    /// Withdrawals, reinstatements, annulments and errata that the edition knows.
    let events: [LedgerEntry]
    /// Lines that a join of branches has set aside: they are told of and count no more.
    let setAside: [LedgerEntry]
    private let showsLog: Bool
    private let showsSetAsideLog: Bool

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
        func isKnown(_ entry: LedgerEntry) -> Bool { !isPast || entry.effective <= day }
        let events = ledger.entries.filter { isKnown($0) && !$0.isVersion && $0.kind != .join }
        let released = ledger.versions.filter(isKnown)
        let setAside = ledger.voided.filter { isKnown($0) && $0.kind != .join }
        guard let view = site.edition.publicView else {
            releases = released
            self.events = events
            self.setAside = setAside
            (showsLog, showsSetAsideLog) = (true, true)
            return
        }
        // A version in which the document was internal does not exist for the public; a log is written by whoever sees everything.
        let key = site.corpus.key(of: document)
        let root = site.edition.history.root
        let (schema, ledger) = (site.schema, ledger)
        func isPublic(_ entry: LedgerEntry) -> Bool {
            guard let snapshot = ledger.snapshot(of: entry, root: root) else { return false }
            return VersionContent(snapshot, schema, for: view, in: ledger.place(of: entry)).records.contains { "\(schema.types[$0.type].id)/\($0.id)" == key }
        }
        // What happened to a version that the public does not know, and by which act, it does not know either.
        func concerns(_ versions: [LedgerEntry]) -> (LedgerEntry) -> Bool {
            { event in versions.contains { $0.version == event.version } }
        }
        let releases = released.filter(isPublic)
        self.releases = releases
        self.events = events.filter(concerns(releases))
        let versionsAside = setAside.filter { $0.isVersion && isPublic($0) }
        self.setAside = setAside.filter { $0.isVersion ? isPublic($0) : concerns(releases + versionsAside)($0) }
        showsLog = ledger.isOpen(to: view, schema, root: root)
        showsSetAsideLog = showsLog && ledger.isSetAsideOpen(to: view, schema, root: root)
    }

    private func showsLog(of entry: LedgerEntry) -> Bool { ledger.join(settingAside: entry) == nil ? showsLog : showsSetAsideLog }

    /// The scanned original, which shows everything and so is not for the public.
    func signedCopy(of entry: LedgerEntry) -> LedgerEntry.Attachment? {
        own(entry.attachment)
    }

    /// The signed act, which shows everything and so is not for the public.
    func actFile(of entry: LedgerEntry) -> LedgerEntry.Attachment? { own(entry.act?.attachment) }

    /// A file beside the ledger, for the staff alone, and only where it is a PDF or a picture.
    private func own(_ file: LedgerEntry.Attachment?) -> LedgerEntry.Attachment? {
        guard site.edition.publicView == nil, let file, ledger.isAcceptable(file, root: site.edition.history.root) else { return nil }
        return file
    }

    /// Why a release was made; empty where that may tell what is internal.
    func reason(_ entry: LedgerEntry) -> String { showsLog(of: entry) ? entry.reason : "" }

    /// The last day on which a version is in force, `nil` while nothing takes its place.
    func lastDay(of entry: LedgerEntry) -> CalendarDate? { ledger.end(of: entry)?.adding(days: -1) }

    /// What a line corrects of the log's rows, a sentence each; none where the log is not shown.
    func corrections(_ entry: LedgerEntry) -> [String] {
        guard showsLog(of: entry) else { return [] }
        return entry.corrections.map { correction in
            site.message("correction").replacing("{version}", with: correction.version).replacing("{was}", with: correction.was)
                .replacing("{now}", with: correction.now)
        }
    }

    /// The annulment that takes a line back, in words, and what an annulment takes back; `nil` for other lines.
    func annulmentWords(_ entry: LedgerEntry) -> String? {
        func date(_ day: CalendarDate) -> String { DatePattern.long(site.language).format(day, site.language) }
        if let annulment = ledger.annulment(of: entry) { return site.message("annulledOn").replacing("{date}", with: date(annulment.recorded)) }
        guard entry.kind == .annulment, let target = ledger.entries.first(where: { $0.number == entry.takesBack }) else { return nil }
        let name = target.isVersion ? label(target) : site.message(EntryShape.kind(of: target))
        return site.message("annuls").replacing("{what}", with: name).replacing("{date}", with: date(target.effective))
    }

    /// By which join a line was set aside, and what stands instead; `nil` for lines that count.
    func setAsideWords(_ entry: LedgerEntry) -> String? {
        guard let join = ledger.join(settingAside: entry) else { return nil }
        let kept = ledger.entries.first { $0.hash == join.previous }
        let date = DatePattern.long(site.language).format(join.recorded, site.language)
        return site.message("setAside").replacing("{date}", with: date).replacing("{version}", with: join.version)
            .replacing("{code}", with: kept?.shortCode ?? "")
    }

    /// What was corrected of the log's rows: a sentence each, with its reason, the oldest first; none where the log is not shown.
    var errata: [String] {
        guard showsLog else { return [] }
        return events.filter { $0.kind == .erratum }.flatMap { entry in
            entry.corrections.map { correction in
                let date = DatePattern.long(site.language).format(entry.recorded, site.language)
                return site.message(correction.was.isEmpty ? "erratumAdded" : correction.now.isEmpty ? "erratumRemoved" : "erratumChanged")
                    .replacing("{version}", with: correction.version).replacing("{was}", with: correction.was)
                    .replacing("{now}", with: correction.now).replacing("{date}", with: date).replacing("{reason}", with: entry.reason)
            }
        }
    }

    /// The rows of the log that a release wrote; none where they may tell what is internal.
    func log(_ entry: LedgerEntry) -> [String] { showsLog(of: entry) ? entry.log : [] }

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
        let isAlone = ledger.versions.count { $0.version.slug() == slug } == 1
        return isAlone && !slug.isEmpty && slug != "index" ? slug : "\(slug)-n\(entry.number)"
    }

    /// The version that counts before a release.
    func previous(_ entry: LedgerEntry) -> LedgerEntry? { releases.last { $0.number < entry.number && ledger.annulment(of: $0) == nil } }

    /// The version that counts after a release.
    func next(_ entry: LedgerEntry) -> LedgerEntry? { releases.first { $0.number > entry.number && ledger.annulment(of: $0) == nil } }

    /// Where a release stands on the day of the edition.
    func state(of entry: LedgerEntry) -> DocumentState {
        if ledger.annulment(of: entry) != nil { return .annulled }
        if entry.effective > site.edition.today { return .coming }
        if entry.number != publication.entry.number { return .replaced }
        return publication.withdrawal == nil ? .current : .repealed
    }

    func content(of entry: LedgerEntry, keepsNames: Bool = false) -> VersionContent? {
        ledger.snapshot(of: ledger.content(of: entry), root: site.edition.history.root).map {
            VersionContent($0, site.schema, for: site.edition.publicView, in: ledger.place(of: entry), keepsNames: keepsNames)
        }
    }

    /// Who authorised a release: for the public only posts that the site knows, unless it publishes the names of people.
    func authorized(_ entry: LedgerEntry) -> [String] { entry.authorized.filter(site.mayShow(authorizer:)) }

    /// Changes when the file that holds a version does: one that was damaged since makes another page.
    func fileStamp(of entry: LedgerEntry) -> String {
        ReadJournal.stamp(ofFile: "\(site.edition.history.root)/\(ledger.path)/\(ledger.content(of: entry).snapshot)")
    }

    /// What is new in a record of the release that is shown, `nil` where there is nothing to compare it with.
    func marks(of record: Record) -> ChangeMarks? {
        guard let former = previous(publication.entry),
            let before = content(of: former, keepsNames: true)?.records.first(where: { $0.type == record.type && $0.id == record.id })
        else { return nil }
        return ChangeMarks(RecordDifference(from: before, to: record, site.schema), site.schema.types[record.type])
    }

    /// `Versión 05`
    func label(_ entry: LedgerEntry) -> String { "\(site.message("version")) \(entry.version)" }
}
