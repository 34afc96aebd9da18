import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The released versions of a document in the edition, and the paths of their pages.
struct DocumentHistory: Sendable {
    let site: SiteContext
    /// The index of the document's record.
    let index: Int
    let publication: Publication
    let ledger: Ledger
    /// The versions that the edition shows, the oldest first.
    let releases: [LedgerEntry]
    /// The withdrawals, reinstatements, annulments and errata that the edition shows.
    let events: [LedgerEntry]
    /// The ledger lines that a merge of branches has set aside. Pages list them, but they have no effect.
    let setAside: [LedgerEntry]
    private let showsLog: Bool
    private let showsSetAsideLog: Bool

    /// Creates the history of a record, or of the manual that contains it. It is `nil` if neither was ever released,
    /// for an archived version, and in a public build if the public sees no version.
    init?(_ site: SiteContext, of record: Int) {
        guard !site.isArchive,
            let document = site.edition.publications[record] == nil ? site.edition.manuals[record] : record,
            let publication = site.edition.publications[document]
        else { return nil }
        self.site = site
        index = document
        self.publication = publication
        ledger = site.edition.history.ledgers[publication.ledger]
        let lines: ShownLines
        if let publicVersions = site.publicVersions {
            guard let seen = publicVersions[document] else { return nil }
            lines = seen.lines
            (showsLog, showsSetAsideLog) = (seen.showsLog, seen.showsSetAsideLog)
        } else {
            lines = ShownLines(ledger, site.edition)
            (showsLog, showsSetAsideLog) = (true, true)
        }
        (releases, events, setAside) = (lines.releases, lines.events, lines.setAside)
    }

    private func showsLog(of entry: LedgerEntry) -> Bool {
        ledger.merge(settingAside: entry) == nil ? showsLog : showsSetAsideLog
    }

    /// Returns the signed copy of a release; `nil` if it has none. A copy may contain internal text, so a public
    /// build has none.
    func signedCopy(of entry: LedgerEntry) -> LedgerEntry.Attachment? {
        ledgerFile(entry.attachment)
    }

    /// Returns the file of a release's legal act; `nil` if it has none. A file may contain internal text, so a public
    /// build has none.
    func actFile(of entry: LedgerEntry) -> LedgerEntry.Attachment? { ledgerFile(entry.act?.attachment) }

    /// Returns a file that is stored beside the ledger; `nil` in a public build, and for a file that is not a
    /// PDF or an image.
    private func ledgerFile(_ file: LedgerEntry.Attachment?) -> LedgerEntry.Attachment? {
        guard site.edition.publicView == nil, let file, ledger.isAcceptable(file, root: site.edition.history.root)
        else { return nil }
        return file
    }

    /// Returns the reason of a release; empty if it may describe internal text.
    func reason(_ entry: LedgerEntry) -> String { showsLog(of: entry) ? entry.reason : "" }

    /// Returns the last day on which a version is in force, `nil` if nothing replaces it.
    func lastDay(of entry: LedgerEntry) -> CalendarDate? { ledger.replacementDay(of: entry)?.adding(days: -1) }

    /// Returns the corrections of an erratum, one sentence each; empty if the log is hidden.
    func corrections(_ entry: LedgerEntry) -> [String] {
        guard showsLog(of: entry) else { return [] }
        return entry.corrections.map { correction in
            site.message("correction").replacing("{version}", with: correction.version).replacing(
                "{was}", with: correction.was
            )
            .replacing("{now}", with: correction.now)
        }
    }

    /// Returns the words that describe the annulment of a line, or the line that an annulment reverses; `nil`
    /// for any other line.
    func annulmentWords(_ entry: LedgerEntry) -> String? {
        func date(_ day: CalendarDate) -> String { DatePattern.long(site.language).format(day, site.language) }
        if let annulment = ledger.annulment(of: entry) {
            return site.message("annulledOn").replacing("{date}", with: date(annulment.recorded))
        }
        guard entry.kind == .annulment, let target = ledger.entries.first(where: { $0.number == entry.reversedLine })
        else { return nil }
        let name = target.isVersion ? label(target) : site.message(EntryShape.kind(of: target))
        return site.message("annuls").replacing("{what}", with: name).replacing("{date}", with: date(target.effective))
    }

    /// Returns the words that describe the merge that set a line aside and the version that takes its place;
    /// `nil` for a line that is not set aside.
    func setAsideWords(_ entry: LedgerEntry) -> String? {
        guard let join = ledger.merge(settingAside: entry) else { return nil }
        let kept = ledger.entries.first { $0.hash == join.previous }
        let date = DatePattern.long(site.language).format(join.recorded, site.language)
        return site.message("setAside").replacing("{date}", with: date).replacing("{version}", with: join.version)
            .replacing("{code}", with: kept?.shortCode ?? "")
    }

    /// The corrections of the log, one sentence each with its reason, the oldest first; empty if the log is
    /// hidden.
    var errata: [String] {
        guard showsLog else { return [] }
        return events.filter { $0.kind == .erratum }.flatMap { entry in
            entry.corrections.map { correction in
                let date = DatePattern.long(site.language).format(entry.recorded, site.language)
                return site.message(
                    correction.was.isEmpty
                        ? "erratumAdded" : correction.now.isEmpty ? "erratumRemoved" : "erratumChanged"
                )
                .replacing("{version}", with: correction.version).replacing("{was}", with: correction.was)
                .replacing("{now}", with: correction.now).replacing("{date}", with: date).replacing(
                    "{reason}", with: entry.reason)
            }
        }
    }

    /// Returns the log rows of a release; empty if they may describe internal text.
    func log(_ entry: LedgerEntry) -> [String] { showsLog(of: entry) ? entry.log : [] }

    /// The folder of the document's history pages: `historial/manuales/man-01`.
    var folder: String {
        let folder = site.schema.addressFolder(of: site.type(index))
        return "\(site.address("historial"))/\(folder)/\(site.corpus.records[index].id)"
    }
    var listPath: String { folder + "/index.html" }
    var dataPath: String { folder + "/datos.js" }

    /// Whether the document's own page shows a release.
    func isShown(_ entry: LedgerEntry) -> Bool {
        entry.number == publication.entry.number && !publication.showsUnreleasedChanges
    }

    /// Returns the path of the page that shows a release.
    func path(of entry: LedgerEntry) -> String {
        isShown(entry) ? site.paths[index] : "\(folder)/\(name(of: entry)).html"
    }

    func changesPath(of entry: LedgerEntry) -> String { "\(folder)/\(name(of: entry))-cambios.html" }

    func attachmentPath(_ attachment: LedgerEntry.Attachment) -> String { "\(folder)/\(attachment.file)" }

    private func name(of entry: LedgerEntry) -> String {
        let slug = entry.version.slug()
        let isAlone = ledger.versions.count { $0.version.slug() == slug } == 1
        return isAlone && !slug.isEmpty && slug != "index" ? slug : "\(slug)-n\(entry.number)"
    }

    /// Returns the last version before a release, without annulled ones; `nil` for none.
    func previous(_ entry: LedgerEntry) -> LedgerEntry? {
        releases.last { $0.number < entry.number && ledger.annulment(of: $0) == nil }
    }

    /// Returns the first version after a release, without annulled ones; `nil` for none.
    func next(_ entry: LedgerEntry) -> LedgerEntry? {
        releases.first { $0.number > entry.number && ledger.annulment(of: $0) == nil }
    }

    /// Returns the state of a release on the day of the edition.
    func state(of entry: LedgerEntry) -> DocumentState {
        if ledger.annulment(of: entry) != nil { return .annulled }
        if entry.effective > site.edition.today { return .coming }
        if entry.number != publication.entry.number { return .replaced }
        return publication.withdrawal == nil ? .current : .repealed
    }

    func content(of entry: LedgerEntry, keepsNames: Bool = false) -> VersionContent? {
        guard let snapshot = ledger.snapshot(of: ledger.contentLine(of: entry), root: site.edition.history.root) else {
            return nil
        }
        let view = site.edition.publicView
        // Reading records of a snapshot records no dependency, because they are not records of the edition. The
        // dependency on the ledger is recorded already; record the dependency on the public view as well.
        site.recordPublicView()
        return DependencyRecorder.pausing {
            let content = VersionContent(
                snapshot, site.schema, for: view, in: ledger.place(of: entry), keepsNames: keepsNames)
            guard let view, !showsLog(of: entry) else { return content }
            return content.withoutLog(view)
        }
    }

    /// Returns the people or bodies that authorised a release. If the site may not publish people, only posts of the
    /// site are listed.
    func authorizers(_ entry: LedgerEntry) -> [String] { entry.authorized.filter(site.mayShow(authorizer:)) }

    /// Returns the words of a record that are new in the release shown; `nil` if no release precedes it, or if the
    /// content of the preceding one cannot be read or lacks the record.
    func marks(of record: Record) -> NewWords? {
        guard let former = previous(publication.entry),
            let before = content(of: former, keepsNames: true)?.records.first(where: {
                $0.type == record.type && $0.id == record.id
            })
        else { return nil }
        return NewWords(RecordDifference(from: before, to: record, site.schema), site.schema.types[record.type])
    }

    /// Returns the name of a version in lists, such as `Versión 05`.
    func label(_ entry: LedgerEntry) -> String { "\(site.message("version")) \(entry.version)" }
}
