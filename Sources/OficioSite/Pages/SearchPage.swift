import OficioTheme

/// The page of search results. Without JavaScript it leads to the index and the lists.
struct SearchPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.search), kind: "search", title: site.message("searchTitle"))
        frame.hasSearch = false
        frame.isIndexed = false
        // A reader who opens this page is about to search, so its scripts load at once.
        frame.ownScripts = [SitePaths.searchEngine, SitePaths.searchFolder + "m.js"]
        frame.isEager = true
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        let lists = site.schema.types.compactMap { type in
            site.navigation.lists[type.id].map { links.link($0, site.pluralName(type)) }
        }
        frame.data = [
            (
                "searchPage",
                Shape(
                    ("action", .text(site.address(SitePaths.search))), ("index", .text(site.address(SitePaths.index)))
                ).with(.links, lists).value
            )
        ]
        return frame
    }
}

extension SearchPage: PageKind {
    static let dataNames: [TemplateName] = ["searchPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        plan.page(site.address(SitePaths.search)) { SearchPage(site: site).frame() }
    }
}
