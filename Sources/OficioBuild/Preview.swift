import Diagnostics
import OficioBasics
import OficioCheck
import OficioHistory
import OficioModel
import OficioSchema
import OficioSite

/// A site as published now, including drafts, rendered page by page on request. `oficio serve` shows it.
package final class Preview: Sendable {
    /// The files by path. All files of the search index are created when the first of them is requested.
    private let files: [String: PlannedFile]
    private let search: Locked<[String: PlannedFile]?> = Locked(nil)
    private let makeSearch: @Sendable () -> [PlannedFile]
    /// The number of records in the site.
    package let records: Int
    private let makeNotFound: @Sendable () -> [UInt8]
    /// Returns the record ids of the documents that have a page, each with the path of the page.
    private let makePages: @Sendable () -> [(document: RecordID, path: String)]
    private let knownPages = Lazy<[(document: RecordID, path: String)]>()
    private var pages: [(document: RecordID, path: String)] { knownPages.value(makePages) }
    private let site: OpenedSite
    private let today: CalendarDate
    private let memory: Memory
    private let edition: Edition

    /// The results that a preview keeps in memory for the next one. A result whose dependencies have not changed is
    /// not computed again.
    private final class Memory: Sendable {
        /// The memory for the results of the last check, with the links of all records.
        let check = CheckMemory()
        /// The cache of the results about jobs.
        let jobs = Locked(ResultCache.inMemory)
    }

    /// Reads the sources and plans the site including drafts. Does not check or render the site yet. `former` is the
    /// preview before the last save; unchanged files are not read again. `replaced` has contents that replace those on
    /// disk, `removed` the paths of sources and attachments to leave out.
    package convenience init(
        _ root: String, today: CalendarDate, replacing replaced: [String: [UInt8]] = [:],
        removing removed: Set<String> = [], former: Preview? = nil
    ) {
        let site = OpenedSite(root) {
            SiteLoader.load(
                root, replacing: replaced, removing: removed, remembers: true, former: former?.site.loaded)
        }
        self.init(site, today: today, memory: former?.memory ?? Memory())
    }

    /// Returns a preview of the site with other contents for some files, by path.
    package func replacing(_ replaced: [String: [UInt8]]) -> Preview {
        let former = site.loaded
        let changed = OpenedSite(site.root) { former.replacing(replaced, former: former) }
        return Preview(changed, today: today, memory: memory)
    }

    private init(_ site: OpenedSite, today: CalendarDate, memory: Memory) {
        self.site = site
        self.memory = memory
        self.today = today
        var options = Edition.Options()
        options.showsDrafts = true
        // Link the records now, because the edition needs the links of all records, and the context needs the
        // functions of all jobs.
        memory.check.link(site.loaded)
        let edition = site.edition(today: today, options: options)
        self.edition = edition
        var jobs: ResultCache? = memory.jobs.withLock { $0 }
        let context = SiteContext(
            edition: edition, theme: site.theme, knowing: &jobs, configuration: site.loaded.configurationStamp)
        if let jobs { memory.jobs.withLock { $0 = jobs } }
        let plan = SitePlan(context, rules: Rule.all)
        let resources = PublishedResources(site.loaded.folder, for: edition)
        files = Dictionary((plan.files + resources.files).map { ($0.path, $0) }) { a, _ in a }
        makeSearch = { SearchPlan(context).files }
        makeNotFound = { NotFoundPage.bytes(context) }
        makePages = { context.recordPages }
        records = site.corpus.records.count
    }

    /// The sources that the preview shows.
    package var loaded: LoadedSite { site.loaded }

    /// Returns the record, by its index in the sources, whose page is at a path; `nil` if no record has its page
    /// there.
    package func record(ofPage path: String) -> Int? {
        pages.first { $0.path == path }.flatMap { site.corpus.index(of: $0.document) }
    }

    /// Returns the path of the page of a record, by its index in the sources; `nil` if the record has no page.
    package func page(ofRecord record: Int) -> String? {
        let document = site.corpus.recordID(of: record)
        return pages.first { $0.document == document }?.path
    }

    /// Returns the state of a record in words, such as *Borrador*, by the record's index in the sources; `nil` if the
    /// record has no state.
    ///
    /// A released document has the state that its ledger records, even while its source has unreleased changes; the
    /// words then also mention these changes.
    package func state(ofRecord record: Int) -> String? {
        guard let index = edition.corpus.index(of: site.corpus.recordID(of: record)), let state = edition.states[index]
        else { return nil }
        func words(_ state: DocumentState) -> String {
            site.theme.messages["state" + state.rawValue.capitalizedFirst] ?? state.rawValue
        }
        let manual = edition.manuals[index]
        guard state == .draft,
            let publication = edition.publications[index] ?? manual.flatMap({ edition.publications[$0] })
        else { return words(state) }
        let released: DocumentState =
            publication.withdrawal != nil ? .repealed : publication.entry.effective > today ? .coming : .current
        let changed = Localized(es: "cambios sin publicar", en: "unreleased changes")[site.corpus.schema.language]
        return words(released) + " · " + changed
    }

    /// How the ledger of a document stands.
    package enum Standing: Sendable {
        /// No version was released.
        case unreleased
        /// A version was released, and is in force or will be.
        case released
        /// The document was withdrawn.
        case withdrawn
    }

    /// Returns how the ledger of a record stands, by the record's index in the sources; `nil` if the record is part
    /// of a released manual.
    package func standing(ofRecord record: Int) -> Standing? {
        guard let index = edition.corpus.index(of: site.corpus.recordID(of: record)) else { return .unreleased }
        if let publication = edition.publications[index] {
            return publication.withdrawal == nil ? .released : .withdrawn
        }
        return edition.manuals[index] == nil ? .unreleased : nil
    }

    /// Returns the findings of a check of the sources that the preview shows.
    package func check() -> Findings { Pipeline.check(site, today: today, memory: memory.check) }

    /// Returns the findings about one source of a check of the site with other contents for that source.
    package func check(_ path: String, replacedBy bytes: [UInt8]) -> Findings {
        var found: Findings?
        check([path], replacing: [path: bytes]) { _, findings in found = findings }
        return found ?? check()
    }

    /// Checks the site with other contents for some files, by path, and passes the findings about each of several
    /// sources to `report`. Returns the site with these contents.
    @discardableResult
    package func check(
        _ paths: [String], replacing files: [String: [UInt8]], _ report: (String, Findings) -> Void
    ) -> LoadedSite {
        // A document does not change the theme.
        let changed = OpenedSite(site.root, theme: site.theme) {
            site.loaded.replacing(files, former: site.loaded)
        }
        for path in paths {
            report(path, Pipeline.check(changed, today: today, about: path, memory: memory.check))
        }
        return changed.loaded
    }

    /// Returns the path of the page of the site that explains a finding, with the place on it.
    package func reference(of finding: Diagnostic) -> String {
        loaded.corpus.schema.settings.reference(ofFinding: finding.code, about: finding.record)
    }

    /// Returns the rendered bytes of a file of the site; `nil` if the site has no file with the path.
    package func bytes(_ path: String) -> [UInt8]? {
        if let file = files[path] { return file.render() }
        guard path.hasPrefix("buscar/") else { return nil }
        let made = search.withLock { known in
            if known == nil { known = Dictionary(makeSearch().map { ($0.path, $0) }) { a, _ in a } }
            return known
        }
        return made?[path]?.render()
    }

    /// The page to show for a path that does not exist.
    package var notFound: [UInt8] { makeNotFound() }

    /// Whether a path is a folder of the site.
    package func isFolder(_ path: String) -> Bool { files.keys.contains { $0.hasPrefix(path + "/") } }
}
