import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory
import OficioModel
import OficioSchema
import OficioSite
import OficioSource

/// A planned site that is ready to be rendered and published.
struct SiteBuild: Sendable {
    let edition: Edition
    private let site: OpenedSite
    private let folder: OutputFolder
    private let options: BuildOptions
    private let quality: [QualityFinding]
    /// The planned pages, without PDFs.
    private let pages: SitePlan
    private let search: SearchPlan
    private let attachments: [PlannedFile]
    /// The fingerprint of everything that all files depend on and that is not in the corpus: the program, the
    /// options, and sources that are not records.
    private let baseStamp: UInt64
    private let stamps: SiteStamps
    /// The cache of results about jobs, for the next build; `nil` if the build uses no caches.
    private let jobs: ResultCache?

    /// Plans a site.
    ///
    /// - Parameters:
    ///   - site: the opened site.
    ///   - contents: the working content for each ledger; `nil` for a document without a source.
    ///   - folder: the output folder.
    ///   - quality: the findings for the quality report.
    ///   - today: the day of the build.
    ///   - options: the options of the build.
    init(
        _ site: OpenedSite, _ contents: [DocumentContent?], _ folder: OutputFolder, quality: [QualityFinding],
        today: CalendarDate, _ options: BuildOptions
    ) {
        self.folder = folder
        self.quality = quality
        self.options = options
        options.progress.enter(.planning)
        edition = Edition(
            of: site.corpus, history: site.history, contents: contents, drafts: site.drafts, today: today,
            options: options.edition)
        let site = site.withTheme(of: edition)
        self.site = site
        let resources = PublishedResources(site.loaded.folder, for: edition)
        attachments = resources.files
        var jobs = options.caches.map { ResultCache((try? Files.read($0.jobs)) ?? []) }
        let context = SiteContext(
            edition: edition, theme: site.theme, published: resources.published, knowing: &jobs,
            configuration: site.loaded.configurationStamp)
        self.jobs = jobs
        var base = Stamp()
        base.add(site.loaded.configurationStamp)
        base.add([
            options.edition.asOf?.iso ?? "", options.edition.knownOn?.iso ?? "",
            "\(options.edition.showsDrafts) \(options.edition.isPublic)",
        ])
        baseStamp = base.value
        stamps = SiteStamps(context, baseStamp: baseStamp)
        options.progress.enter(.indexing)
        search = SearchPlan(context, stamps: stamps) { folder.state?.shard($0) }
        options.progress.enter(.planning)
        pages = SitePlan(context, quality: quality, rules: Rule.all)
    }

    var printing: Printing { Printing(folder: folder, plan: pages, book: site.theme.book, base: site.settings.baseURL) }

    /// Publishes the site with the given PDFs. Also writes the archive and the caches of decoded documents, jobs and
    /// search shards, unless `isComplete` is false. Pass false if pages are only written to be printed and will be
    /// published again.
    func publish(with pdfs: [PlannedFile], isComplete: Bool = true) throws(WriteError) -> OutputFolder.Outcome {
        let plan =
            pdfs.isEmpty ? pages : SitePlan(pages.site, quality: quality, rules: Rule.all, pdfs: Set(pdfs.map(\.path)))
        var files = plan.files + search.files + attachments + pdfs
        if isComplete, site.settings.offersArchive {
            // The archive contains the files that show the day.
            DayJournal.noteExactDay()
            let paths = files.map(\.path).sorted()
            files.append(PlannedFile(path: pages.site.address(SitePaths.archive)) { SiteArchive.bytes($0, paths) })
        }
        let theme = site.theme
        let outcome = try folder.publish(
            files, stamps: pdfs.isEmpty ? stamps : SiteStamps(plan.site, baseStamp: baseStamp),
            explaining: options.explaining.flatMap { Self.path(of: $0, among: files) }, options.progress
        ) { theme.isSound }
        if isComplete {
            if let storing = site.loaded.storing, let caches = options.caches {
                RecordStoreWriter.write(storing, at: caches.records)
            }
            if let jobs, jobs.isNew, let caches = options.caches {
                try? AtomicFile.replace(caches.jobs, with: jobs.bytes, mode: 0o600)
            }
            folder.state?.storeShards(search.created, besides: search.reused)
        }
        return outcome
    }

    /// Returns the path of the file that a name means: its path, or the end of its path with or without `.html`.
    /// Returns `nil` if no file or several files match.
    private static func path(of name: String, among files: [PlannedFile]) -> String? {
        let paths = files.map(\.path)
        for wanted in [name, name + ".html"] where paths.contains(wanted) { return wanted }
        let found = paths.filter { $0.hasSuffix("/\(name)") || $0.hasSuffix("/\(name).html") }
        return found.count == 1 ? found[0] : nil
    }

    /// Publishes the pages, prints the requested documents, and publishes again with the PDFs. Without a printing
    /// program, publishes once with the PDFs that are up to date. Adds failures to `report`.
    func publish(printing order: PrintOrder, recording report: inout PrintReport) throws(WriteError)
        -> OutputFolder.Outcome
    {
        let printing = printing
        let kept = printing.upToDatePDFs()
        let printable = pages.printable
        for word in order.documents where !printable.contains(where: { $0.isCalled(word) }) {
            report.failures.append(
                (
                    word,
                    Localized(
                        es: "no hay ningún documento controlado de ese nombre",
                        en: "there is no controlled document of that name")
                ))
        }
        guard let engine = order.engine else {
            report.failures.append(
                (
                    "PDF",
                    Localized(
                        es: """
                            no hay con qué imprimir: instale WeasyPrint («apt install weasyprint» o «pip install \
                            weasyprint») o Chromium
                            """,
                        en: """
                            nothing to print with: install WeasyPrint (“apt install weasyprint” or “pip install \
                            weasyprint”) or Chromium
                            """
                    )
                ))
            return try publish(with: kept)
        }
        // Pages must exist before they are printed. Earlier PDFs remain until they are replaced.
        _ = try publish(with: printing.earlierPDFs(), isComplete: false)
        defer { printing.removeScratchFiles() }
        let chosen =
            order.documents.isEmpty
            ? printable : printable.filter { document in order.documents.contains { document.isCalled($0) } }
        let (made, printed) = try printing.run(order, engine: engine, chosen: chosen, options.progress)
        report.created = printed.created
        report.unchanged = printed.unchanged
        report.failures += printed.failures
        let paths = Set(made.map(\.path))
        return try publish(with: made + kept.filter { !paths.contains($0.path) })
    }
}

extension SitePlan.Printable {
    fileprivate func isCalled(_ word: String) -> Bool {
        let folded = word.folded
        return names.contains { $0 == word || $0.folded == folded } || page == word || page == word + ".html"
    }
}
