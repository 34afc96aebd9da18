import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page with the tree of units and their jobs.
struct OrganizationPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.organization), kind: "organization", title: site.message("organization"))
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        var children: [Int: [Int]] = [:]
        var jobs: [Int: [Int]] = [:]
        var roots: [Int] = []
        for (index, record) in site.corpus.records.enumerated() {
            switch site.type(index).known {
            case .unit:
                if let parent = links.unit(record), parent != index {
                    children[parent, default: []].append(index)
                } else {
                    roots.append(index)
                }
            case .job: if let unit = links.unit(record) { jobs[unit, default: []].append(index) }
            case .checklist, .clause, .competency, .externalDocument, .manual, .office, .page, .protocol, .standard,
                .term, nil:
                break
            }
        }
        var visited: Set<Int> = []
        func node(_ index: Int, depth: Int) -> TemplateValue {
            visited.insert(index)
            let inside =
                depth > 40
                ? [] : (children[index] ?? []).filter { !visited.contains($0) }.map { node($0, depth: depth + 1) }
            let record = site.corpus.records[index]
            return Shape(
                ("url", .optional(site.url(of: index, from: ""))), ("title", .text(record.title)),
                ("code", .optional(site.corpus.words(record, .code))),
                ("unit", .absent), ("note", .absent), ("state", .absent), ("current", false),
                ("anchor", .text("u-" + record.id))
            ).with(.links, (jobs[index] ?? []).map { links.link(to: $0) }).with(.nodes, inside).value
        }
        let chart = OrganizationChart(site)
        let drawing = chart.isEmpty ? nil : chart.svg(root: "", isFile: false)
        frame.data = [
            (
                "organizationPage",
                Shape(
                    ("drawing", drawing.map { .html(HTML(unescaped: $0)) } ?? .absent),
                    ("file", drawing == nil ? .absent : .text(site.address(SitePaths.chart)))
                )
                .with(.nodes, roots.map { node($0, depth: 0) }).with(ListName("posts"), chart.nodes(links)).value
            )
        ]
        return frame
    }
}

extension OrganizationPage: PageKind {
    static let dataNames: [TemplateName] = ["organizationPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        plan.page(site.address(SitePaths.organization)) { OrganizationPage(site: site).frame() }
    }
}
