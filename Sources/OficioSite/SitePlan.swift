import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSearch
import OficioSource
import OficioTheme

/// The plan of all files of a site, except the search index (`SearchPlan`). Nothing is rendered
/// yet.
package struct SitePlan: Sendable {
    /// The files with distinct paths, sorted by path.
    package let files: [PlannedFile]
    /// The context that the files are made from.
    package let site: SiteContext
    /// The same context without PDFs.
    private let bare: SiteContext

    /// A document that can be printed.
    package struct Printable: Sendable {
        /// The title of the document.
        package let title: String
        /// The names by which a user may request the document: id, `type/id`, code, title.
        package let names: [String]
        /// The path of the document's page.
        package let page: String
        /// The path of the document's PDF.
        package let pdf: String
        /// Computes a fingerprint of what is printed, which does not depend on the day. Renders the
        /// page.
        package let fingerprint: @Sendable () -> String
    }

    /// Plans a site.
    ///
    /// - Parameters:
    ///   - bare: the context without PDFs.
    ///   - quality: the findings for the quality report.
    ///   - rules: all rules, for their reference page.
    ///   - pdfs: the paths of PDFs that will exist.
    package init(_ bare: SiteContext, quality: [QualityFinding] = [], rules: [Rule] = [], pdfs: Set<String> = []) {
        let site = pdfs.isEmpty ? bare : SiteContext(bare, pdfs: pdfs)
        self.site = site
        self.bare = bare
        let edition = site.edition
        let theme = site.theme
        var files: [PlannedFile] = []
        /// Plans a page; `known` is a fingerprint of what its frame knows without reading records.
        func page(_ path: String, known: Stamp = Stamp(), _ frame: @escaping @Sendable () -> PageFrame) {
            files.append(PlannedFile(path: path, isNoted: true, known: known) { frame().rendered() })
        }
        let archive = HistoryPlan(site)
        files += archive.files
        for index in site.corpus.records.indices {
            page(site.paths[index]) { RecordPage(site, index).frame() }
            if RecordPage(site, index).hasBookStyles {
                files.append(PlannedFile(path: RecordPage.bookPath(site, index), isNoted: true) { RecordPage(site, index).bookStyles() })
            }
        }
        for type in site.schema.types.indices where site.corpus.records.contains(where: { $0.type == type }) {
            page(site.listPath(site.schema.types[type])) { ListPage(site: site, type: type).frame() }
        }
        for (index, path) in site.formPaths.enumerated() {
            if let path { page(path) { FormPage(site: site, index: index).frame(path: path) } }
        }
        page("index.html") { HomePage(site: site).frame() }
        page(SitePaths.index) { IndexPage(site: site).frame() }
        page(SitePaths.search) { SearchPage(site: site).frame() }
        // Visitors from outside must not see settings and findings.
        if edition.publicView == nil {
            page(SitePaths.rules) { RulesPage(site: site, rules: rules).frame() }
            page(SitePaths.quality, known: QualityPage.stamp(of: quality, site.language)) { QualityPage(site: site, findings: quality).frame() }
            page(SitePaths.about) { AboutPage(site: site).frame() }
        }
        page(SitePaths.notFound) { NotFoundPage(site: site, root: site.settings.basePath).frame() }
        page(SitePaths.organization) { OrganizationPage(site: site).frame() }
        files += FunctionsPages(site).files + CompetencyMatrixPages(site).files + MasterListPage(site).files
        files += JobData(site: site).files + AcknowledgementData(site).files + DataFiles(site: site).files + OfflineFiles(site: site).files
        if site.navigation.hasFunctions {
            page(SitePaths.compare) { JobsPage(site: site, kind: .compare).frame() }
            page(SitePaths.calendar) { JobsPage(site: site, kind: .calendar).frame() }
        }
        for job in site.jobs.jobs where site.jobs.checklists[job] != nil {
            page(OnboardingPage.path(site, job)) { OnboardingPage(site: site, job: job).frame() }
        }
        if let chart = OrganizationChart(site).svg(root: "", isFile: true) { files.append(PlannedFile(path: SitePaths.chart) { chart }) }
        for (path, target) in Self.redirects(site) { page(path) { RedirectPage(site: site, target: target).frame(path: path) } }
        files.append(PlannedFile(path: "estilos/oficio.css") { theme.stylesheet })
        files.append(PlannedFile(path: "estilos/pages.css") { PageBoxes(site: site).rendered() })
        for script in theme.scripts { files.append(PlannedFile(path: "guiones/" + script.name) { script.bytes }) }
        files.append(PlannedFile(path: SitePaths.searchEngine) { ShippedScript.bytes(EngineScript.bytes) })
        for asset in theme.assets { files.append(PlannedFile(path: "estilos/" + asset.name) { asset.bytes }) }
        let base = site.settings.baseURL
        files.append(PlannedFile(path: "robots.txt") { Sitemap.robots(base) })
        if !base.isEmpty {
            let pages = files.map(\.path).filter { $0.hasSuffix(".html") && $0 != SitePaths.notFound && !archive.unindexed.contains($0) }.sorted()
            files.append(PlannedFile(path: "sitemap.xml") { Sitemap.xml(pages, base) })
        }
        var seen: Set<String> = []
        self.files = files.filter { seen.insert($0.path).inserted }.sorted { $0.path.isBefore($1.path) }
    }

    /// The controlled documents, in the order of records.
    package var printable: [Printable] {
        let (site, bare) = (site, bare)
        return site.corpus.records.indices.compactMap { index in
            guard site.type(index).isControlled, !site.corpus.isExternal(site.corpus.records[index]) else { return nil }
            let record = site.corpus.records[index]
            return Printable(
                title: record.title, names: [record.id, site.corpus.key(of: index), site.corpus.words(record, "code") ?? "", record.title].filter { !$0.isEmpty },
                page: site.paths[index], pdf: site.pdfPath(index)
            ) {
                var frame = RecordPage(bare, index).frame()
                frame.isDated = false
                let book = RecordPage(bare, index).hasBookStyles ? RecordPage(bare, index).bookStyles() : []
                return SHA256.hex(frame.rendered() + site.theme.stylesheet + PageBoxes(site: bare).rendered() + book)
            }
        }
    }

    /// The old addresses of renamed documents, if no other page has them now.
    private static func redirects(_ site: SiteContext) -> [(path: String, target: Int)] {
        let taken = Set(site.paths)
        var found: [(String, Int)] = []
        for (index, record) in site.corpus.records.enumerated() {
            guard case .list(let ids)? = site.corpus.value(record, "former-ids") else { continue }
            for id in ids {
                let path = "\(site.type(index).folder)/\(id.blocks.plain.slug()).html"
                if !taken.contains(path) { found.append((path, index)) }
            }
        }
        return found
    }
}

/// Makes the files for search engines.
enum Sitemap {
    /// A sitemap as https://www.sitemaps.org/protocol.html describes it.
    static func xml(_ pages: [String], _ base: String) -> [UInt8] {
        var out = Markup()
        out.tag("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for page in pages {
            out.tag("<url><loc>")
            out.text(base + page)
            out.tag("</loc></url>\n")
        }
        out.tag("</urlset>\n")
        return out.bytes
    }

    static func robots(_ base: String) -> [UInt8] {
        Array(("User-agent: *\nAllow: /\n" + (base.isEmpty ? "" : "Sitemap: \(base)sitemap.xml\n")).utf8)
    }
}
