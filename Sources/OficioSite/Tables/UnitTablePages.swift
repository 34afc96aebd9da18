import OficioTheme

/// Pages with one large table about jobs: a page with the whole table, or one for each unit if the table is too long.
protocol UnitTablePages {
    /// The site of the pages.
    var site: SiteContext { get }
    /// The key of the message that is the title of the pages.
    static var titleKey: String { get }
    /// The path of the first page.
    static var path: String { get }
    /// The folder of the pages of units.
    static var folder: String { get }
}

extension UnitTablePages {
    /// The title of the pages.
    var title: String { site.message(Self.titleKey) }

    /// Returns the path of the page of a unit; for `nil`, the path of the page of jobs without a unit.
    func path(_ unit: Int?) -> String {
        "\(site.address(Self.folder))/\(unit.map { site.corpus.records[$0].id } ?? site.address("sin-unidad")).html"
    }

    /// Returns the title of a unit, or the words for jobs without a unit.
    func unitTitle(_ unit: Int?) -> String {
        unit.map { site.corpus.records[$0].title } ?? site.message("listNoUnit")
    }

    /// Returns the first page. `fill` adds its lead, its downloads, and the whole table or links to the units.
    func wholeFrame(_ fill: (inout TablePage, LinkShapes) -> Void) -> PageFrame {
        var frame = PageFrame(site, path: site.address(Self.path), kind: "table", title: title)
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, title, isCurrent: true),
        ]
        var page = TablePage(site)
        fill(&page, links)
        frame.data = [("tablePage", page.value)]
        return frame
    }

    /// Returns the page of a unit. `table` returns the table for a page at a root.
    func partFrame(_ unit: Int?, _ table: (_ root: String) -> TablePage.Table) -> PageFrame {
        var frame = PageFrame(site, path: path(unit), kind: "table", title: "\(title): \(unitTitle(unit))")
        let links = LinkShapes(site: site, root: frame.root)
        frame.breadcrumb = [
            links.link("../index.html", site.message("home")), links.link("../" + site.address(Self.path), title),
            links.link(nil, unitTitle(unit), isCurrent: true),
        ]
        var page = TablePage(site)
        page.tables = [table(frame.root)]
        frame.data = [("tablePage", page.value)]
        return frame
    }
}
