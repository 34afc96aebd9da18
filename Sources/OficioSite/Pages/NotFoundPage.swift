import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page that a server shows for an unknown address.
package struct NotFoundPage {
    let site: SiteContext
    /// The root of the page's links. The page appears at any address, so relative links would not work.
    let root: String

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: SitePaths.notFound, kind: "not-found", title: site.message("notFoundTitle"))
        frame.hasSearch = false
        frame.ownRoot = root
        frame.isIndexed = false
        let links = LinkShapes(site: site, root: root)
        frame.breadcrumb = [
            links.link(root + "index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        let lists = site.schema.types.indices.compactMap { type -> TemplateValue? in
            guard site.navigation.lists[site.schema.types[type].id] != nil else { return nil }
            return links.link(root + site.listPath(site.schema.types[type]), site.pluralName(site.schema.types[type]))
        }
        frame.data = [
            (
                "notFoundPage",
                Shape(
                    ("action", .text(root + site.address(SitePaths.search))),
                    ("index", .text(root + site.address(SitePaths.index)))
                ).with(
                    .links, lists
                ).value
            )
        ]
        return frame
    }

    /// Returns the page for a server that serves the site at the root of a host.
    package static func bytes(_ site: SiteContext) -> [UInt8] { NotFoundPage(site: site, root: "/").frame().rendered() }
}

extension NotFoundPage: PageKind {
    static let dataNames: [TemplateName] = ["notFoundPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        plan.page(SitePaths.notFound) { NotFoundPage(site: site, root: site.settings.basePath).frame() }
    }
}
