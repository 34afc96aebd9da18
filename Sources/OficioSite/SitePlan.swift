import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSearch
import OficioSource
import OficioTheme

/// The plan of all files of a site, except the search index (`SearchPlan`). Planning renders nothing.
package struct SitePlan: Sendable {
    /// The files with distinct paths, sorted by path.
    package let files: [PlannedFile]
    /// The context that the files are rendered from.
    package let site: SiteContext
    /// The context of the site without links to printed PDFs.
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
        /// Returns CSS rules for the printed copy only.
        package let style: @Sendable () -> String
        /// Returns a fingerprint of the printed content, which does not depend on the day. Renders the page.
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
        let theme = site.theme
        let pages = PagePlan(site, quality: quality, rules: rules)
        var files = pages.files
        files += JobData(site: site).files + DataFiles(site: site).files + OfflineFiles(site: site).files
        files += DayFiles(site: site).files
        if let chart = OrganizationChart(site).svg(root: "", isFile: true) {
            files.append(PlannedFile(path: site.address(SitePaths.chart)) { chart })
        }
        files.append(PlannedFile(path: "estilos/oficio.css") { theme.stylesheet })
        files.append(PlannedFile(path: "estilos/pages.css") { PageBoxes(site: site).rendered() })
        for script in theme.scripts { files.append(PlannedFile(path: "guiones/" + script.name) { script.bytes }) }
        files.append(PlannedFile(path: SitePaths.searchEngine) { EngineScript.bytes })
        for asset in theme.assets { files.append(PlannedFile(path: "estilos/" + asset.name) { asset.bytes }) }
        let base = site.settings.baseURL
        files.append(PlannedFile(path: "robots.txt") { Sitemap.robots(base) })
        if !base.isEmpty {
            let indexed = files.map(\.path).filter {
                $0.hasSuffix(".html") && $0 != SitePaths.notFound && !pages.unindexed.contains($0)
            }.sorted()
            files.append(PlannedFile(path: "sitemap.xml") { Sitemap.xml(indexed, base) })
        }
        var seen: Set<String> = []
        self.files = files.filter { seen.insert($0.path).inserted }.sorted { $0.path.isBefore($1.path) }
    }

    /// The controlled documents of the institution itself, in the order of records.
    package var printable: [Printable] {
        let (site, bare) = (site, bare)
        return site.corpus.records.indices.compactMap { index in
            guard site.type(index).isControlled, !site.corpus.isExternal(site.corpus.records[index]) else { return nil }
            let record = site.corpus.records[index]
            return Printable(
                title: record.title,
                names: [
                    record.id, site.corpus.recordID(of: index).text, site.corpus.words(record, .code) ?? "",
                    record.title,
                ]
                .filter { !$0.isEmpty },
                page: site.paths[index], pdf: site.pdfPath(index), style: { RecordPage(bare, index).controlStyle() }
            ) {
                var frame = RecordPage(bare, index).frame()
                frame.isDated = false
                let book = RecordPage(bare, index).hasBookStyles ? RecordPage(bare, index).bookStyles() : []
                return SHA256.hex(
                    frame.rendered() + site.theme.stylesheet + PageBoxes(site: bare).rendered() + book
                        + Array(RecordPage(bare, index).controlStyle().utf8))
            }
        }
    }
}

/// Creates the sitemap and `robots.txt` for search engines.
enum Sitemap {
    /// Returns a sitemap as https://www.sitemaps.org/protocol.html describes it.
    static func xml(_ pages: [String], _ base: String) -> [UInt8] {
        var out = Markup()
        out.tag(
            """
            <?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n
            """
        )
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
