import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page of the A–Z index: all titles, synonyms, acronyms and former names.
struct IndexPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.index), kind: "index-az", title: site.message("indexAZ").capitalizedFirst
        )
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        var entries: [(title: String, record: Int, note: String)] = []
        for (index, record) in site.corpus.records.enumerated() {
            let type = site.typeName(site.type(index))
            entries.append((record.title, index, type))
            for field in [FieldKey.synonyms, .formerNames, .acronym] {
                switch site.corpus.value(record, field) {
                case .list(let items)?:
                    for item in items {
                        entries.append(
                            (item.blocks.plain, index, "\(site.message("seeAlso").lowercased()) \(record.title)"))
                    }
                case .text(let text)?:
                    entries.append((text.source, index, "\(site.message("seeAlso").lowercased()) \(record.title)"))
                default: break
                }
            }
        }
        let keyed = entries.map { (key: SpanishOrder.key($0.title), entry: $0) }.sorted {
            ($0.key, $0.entry.title, $0.entry.record) < ($1.key, $1.entry.title, $1.entry.record)
        }
        let groups = Letters.groups(keyed.map { ($0.entry.title, $0.entry) })
        let values = groups.compactMap { letter, members in
            links.group(
                "letra-" + letter.slug(), letter,
                members.map { links.link(site.url(of: $0.record, from: ""), $0.title, note: $0.note) })
        }
        frame.data = [
            (
                "listPage",
                Shape().with(.letters, groups.map { links.link("#letra-" + $0.letter.slug(), $0.letter) }).with(
                    .groups, values
                ).value
            )
        ]
        return frame
    }
}

extension IndexPage: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        plan.page(site.address(SitePaths.index)) { IndexPage(site: site).frame() }
    }
}
