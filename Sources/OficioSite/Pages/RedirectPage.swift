import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page at the former address of a renamed document, which redirects to the new one.
struct RedirectPage {
    let site: SiteContext
    let target: Int

    func frame(path: String) -> PageFrame {
        let record = site.corpus.records[target]
        var frame = PageFrame(site, path: path, kind: "redirect", title: record.title)
        let links = LinkShapes(site: site, root: "../")
        frame.breadcrumb = links.crumbs(site.type(target), last: record.title)
        frame.data = [
            (
                "redirectPage",
                Shape(("url", .optional(site.url(of: target, from: "../"))), ("title", .text(record.title))).value
            )
        ]
        return frame
    }
}

extension RedirectPage: PageKind {
    static let dataNames: [TemplateName] = ["redirectPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        for (path, target) in redirects(site) {
            var known = Stamp()
            known.add(site.corpus.stamp(of: [target]))
            plan.page(path, known: known) { RedirectPage(site: site, target: target).frame(path: path) }
        }
    }

    /// Returns the former addresses of renamed documents that no other page uses now.
    private static func redirects(_ site: SiteContext) -> [(path: String, target: Int)] {
        let taken = Set(site.paths.all)
        var found: [(String, Int)] = []
        for (index, record) in site.corpus.records.enumerated() {
            guard case .list(let ids)? = site.corpus.value(record, .formerIDs) else { continue }
            for id in ids {
                let folder = site.schema.addressFolder(of: site.type(index))
                let path = "\(folder)/\(id.blocks.plain.slug()).html"
                if !taken.contains(path) { found.append((path, index)) }
            }
        }
        return found
    }
}
