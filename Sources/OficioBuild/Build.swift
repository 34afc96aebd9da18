import Diagnostics
import OficioCheck
import OficioHistory
import OficioModel
import OficioOffice
import OficioSchema
import OficioSite
import OficioSource
import OficioTheme

/// What a build or a check found, and what is needed to show it.
package struct Findings: Sendable {
    package var diagnostics: [Diagnostic]
    package let context: DiagnosticContext
    package let language: Language
    package let records: Int
    /// The first day after the one built for on which the site would read otherwise; `nil` where nothing was built.
    package var nextChange: CalendarDate?
    package var printed = PrintReport()
}

/// What a build is asked for besides the site of today.
package struct BuildOptions: Sendable {
    package var edition = Edition.Options()
    /// `nil` prints nothing.
    package var print: PrintOrder?
    /// What is told of the parts of the build.
    package var progress = Progress()
    /// Whether the process ends with this build: then nothing is taken apart.
    package var isLast = false
    /// Where decoded documents are kept, `nil` for nowhere: outside of everything that is published.
    package var store: String?

    package init(edition: Edition.Options = Edition.Options()) { self.edition = edition }
}

/// What a document is exported as for those who must circulate a draft.
package enum OfficeFormat: String, Sendable, CaseIterable { case odt, docx, epub }

extension SitePlan.Printable {
    func isCalled(_ word: String) -> Bool {
        let folded = word.folded
        return names.contains { $0 == word || $0.folded == folded } || page == word || page == word + ".html"
    }
}

/// The pipeline from sources to site, a stage a line.
package enum Pipeline {
    /// Everything that can be said of a site without publishing it.
    ///
    /// - Parameters:
    ///   - isLast: whether the process ends with it: then nothing is taken apart.
    ///   - store: where builds keep decoded documents, `nil` for nowhere.
    package static func check(_ root: String, today: CalendarDate, isLast: Bool = false, store: String? = nil) -> Findings {
        let site = SiteLoader.load(root, store: store)
        if isLast { Lasting.keep(site) }
        return check(site, root, today: today)
    }

    /// The same of a site that was read already.
    static func check(_ site: LoadedSite, _ root: String, today: CalendarDate) -> Findings {
        let theme = Theme(site.corpus.schema.settings, root: root)
        let history = History(root, publicKey: site.corpus.schema.settings.signingKey)
        return findings(site, theme, history, history.contents(in: site.corpus), today)
    }

    /// Makes the site; with errors nothing is written and the outcome is `nil`.
    ///
    /// - Parameter stopsAtWarnings: whether a warning stops it as an error does.
    package static func build(
        _ root: String, output: String, today: CalendarDate, stopsAtWarnings: Bool, options: BuildOptions = BuildOptions()
    ) throws(WriteError) -> (Findings, OutputFolder.Outcome?) {
        let folder = try OutputFolder(output, site: root)
        let progress = options.progress
        defer { progress.end() }
        progress.enter(.reading)
        let site = SiteLoader.load(root, store: options.store)
        if options.edition.isPublic, !site.corpus.schema.settings.declaresAccess { throw .undeclaredAccess }
        let theme = Theme(site.corpus.schema.settings, root: root)
        let history = History(root, publicKey: site.corpus.schema.settings.signingKey)
        let contents = history.contents(in: site.corpus)
        progress.enter(.checking)
        var found = findings(site, theme, history, contents, today)
        if found.diagnostics.hasErrors || stopsAtWarnings && found.diagnostics.contains(where: { $0.severity == .warning }) { return (found, nil) }
        progress.enter(.planning)
        let edition = Edition(of: site.corpus, history: history, contents: contents, today: today, options: options.edition)
        if !edition.isPast { found.nextChange = edition.nextChange }
        let rules = Dictionary(Rule.all.map { ($0.code, $0) }) { a, _ in a }
        let quality = found.diagnostics.compactMap { diagnostic in
            rules[diagnostic.code].map {
                QualityFinding(record: diagnostic.record, severity: diagnostic.severity, message: diagnostic.message, what: $0.what, why: $0.why, code: $0.code)
            }
        }
        let others = attachments(site.folder, edition)
        /// With the archive of them all, where the site offers it.
        func complete(_ files: [PlannedFile]) -> [PlannedFile] {
            guard site.corpus.schema.settings.offersArchive else { return files }
            let paths = files.map(\.path).sorted()
            return files + [PlannedFile(path: SitePaths.archive) { SiteArchive.bytes($0, paths) }]
        }
        let context = SiteContext(edition: edition, theme: theme)
        var basis = Stamp()
        basis.add(ReadJournal.stamp(ofFile: "/proc/self/exe"))
        basis.add(site.governing)
        basis.add([options.edition.asOf?.iso ?? "", "\(options.edition.showsDrafts) \(options.edition.isPublic)"])
        let stamps = SiteStamps(context, basis: basis.value)
        progress.enter(.indexing)
        let search = SearchPlan(context, stamps: stamps) { folder.part($0) }
        progress.enter(.planning)
        let bare = SitePlan(context, quality: quality, rules: Rule.all)
        func publish(_ pdfs: [PlannedFile], isComplete: Bool = true) throws(WriteError) -> OutputFolder.Outcome {
            let plan = pdfs.isEmpty ? bare : SitePlan(context, quality: quality, rules: Rule.all, pdfs: Set(pdfs.map(\.path)))
            let files = plan.files + search.files + others + pdfs
            let outcome = try folder.publish(isComplete ? complete(files) : files, stamps: pdfs.isEmpty ? stamps : SiteStamps(plan.site, basis: basis.value), progress)
            // Once: pages that are only put there to be printed are published again.
            if isComplete {
                if let storing = site.storing, let store = options.store { StoredRecords.keep(storing, at: store) }
                folder.keep(search.parts, besides: search.taken)
            }
            return outcome
        }
        if options.isLast { Lasting.keep((site, context, search, bare)) }
        let printing = Printing(folder: folder, plan: bare, book: theme.book)
        let kept = printing.upToDate()
        guard let order = options.print else { return (found, try publish(kept)) }
        let chosen = order.documents.isEmpty ? bare.printable : bare.printable.filter { document in order.documents.contains { document.isCalled($0) } }
        for word in order.documents where !bare.printable.contains(where: { $0.isCalled(word) }) {
            found.printed.failures.append(
                (word, Localized(es: "no hay ningún documento controlado de ese nombre", en: "there is no controlled document of that name")))
        }
        guard let engine = order.engine else {
            found.printed.failures.append(
                (
                    "PDF",
                    Localized(
                        es: "no hay con qué imprimir: instale WeasyPrint («apt install weasyprint» o «pip install weasyprint») o Chromium",
                        en: "nothing to print with: install WeasyPrint (“apt install weasyprint” or “pip install weasyprint”) or Chromium")
                ))
            return (found, try publish(kept))
        }
        // The pages have to lie there before they are printed; PDFs that are about to be made again stay until they are.
        let former = printing.former()
        _ = try publish(former, isComplete: false)
        defer { printing.clean() }
        let (made, report) = try printing.run(order, engine: engine, chosen: chosen, progress)
        found.printed.made = report.made
        found.printed.unchanged = report.unchanged
        found.printed.failures += report.failures
        let paths = Set(made.map(\.path))
        return (found, try publish(made + kept.filter { !paths.contains($0.path) }))
    }

    /// One document as one HTML file, with the name of a file for it; `nil` where there is none of that name.
    package static func singleFile(_ root: String, document: String, today: CalendarDate) -> (name: String, bytes: [UInt8])? {
        let site = SiteLoader.load(root)
        let history = History(root, publicKey: site.corpus.schema.settings.signingKey)
        let edition = Edition(of: site.corpus, history: history, today: today)
        return SingleFile(edition, Theme(site.corpus.schema.settings, root: root), document: document).map { ($0.name, $0.bytes) }
    }

    /// One document for a word processor or an electronic book; `nil` where there is none of that name.
    package static func office(_ root: String, document: String, today: CalendarDate, as format: OfficeFormat) -> (name: String, bytes: [UInt8])? {
        let site = SiteLoader.load(root)
        let settings = site.corpus.schema.settings
        let history = History(root, publicKey: settings.signingKey)
        let edition = Edition(of: site.corpus, history: history, today: today)
        guard let single = SingleFile(edition, Theme(settings, root: root), document: document) else { return nil }
        var office = OfficeDocument(page: single.bytes, title: single.title, language: settings.languageTag)
        office.institution = settings.institution
        office.code = single.code
        office.version = single.version
        switch format {
        case .odt: return (single.name, ODTWriter.bytes(office))
        case .docx: return (single.name, DOCXWriter.bytes(office))
        case .epub:
            let identifier = "urn:sha256:" + SHA256.hex(Array("\(settings.baseURL)|\(settings.institution)|\(single.key)|\(single.version)".utf8))
            return (single.name, EPUBWriter.bytes(office, identifier: identifier, modified: (single.effective ?? today).iso))
        }
    }

    private static func findings(_ site: LoadedSite, _ theme: Theme, _ history: History, _ contents: [DocumentContent?], _ today: CalendarDate) -> Findings {
        let paths = site.folder.sources.map(\.path)
        let templates = theme.findings(from: paths.count)
        let past = HistoryCheck(site, history, contents, from: paths.count + templates.paths.count)
        let all = paths + templates.paths + past.paths
        let root = site.folder.root
        let context = DiagnosticContext(paths: all) { file in
            guard all.indices.contains(Int(file.index)) else { return [] }
            return (try? Files.read(root + "/" + all[Int(file.index)])) ?? []
        }
        let found = (Checker.check(site, today: today, and: past.diagnostics) + templates.diagnostics).sortedAndUnique()
        return Findings(diagnostics: found, context: context, language: site.corpus.schema.settings.language, records: site.corpus.records.count)
    }

    /// The files below `content/recursos/`, published below `recursos/`.
    ///
    /// For the public only those that some document still refers to.
    private static func attachments(_ folder: SiteFolder, _ edition: Edition) -> [PlannedFile] {
        var named: Set<String>?
        if edition.publicView != nil {
            named = Set(
                edition.mentions.all.joined().compactMap { mention in
                    if case .attachment(let path) = mention.resolution { path } else { nil }
                })
        }
        return folder.attachments.filter { named?.contains($0.path) ?? true }.map { file in
            let source = folder.root + "/" + file.path
            return PlannedFile(path: String(file.path.dropFirst("content/".count))) { (try? Files.read(source)) ?? [] }
        }
    }
}

extension Rule {
    /// Every rule of the program, in the order of the reference page.
    package static let all: [Rule] = catalogue + historyRules + [.invalidTemplate, .unknownTemplateName]
}
