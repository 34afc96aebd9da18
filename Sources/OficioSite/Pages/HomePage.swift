import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The home page: the three doors, and lists to start from.
struct HomePage {
    let site: SiteContext
    /// The records that came into force last, and those that come into force next.
    private let dated: (latest: [Int], coming: [Int])

    init(site: SiteContext) {
        self.site = site
        dated = Self.dated(site)
    }

    func frame() -> PageFrame {
        let title = site.settings.institution.isEmpty ? site.message("home") : site.settings.institution
        var frame = PageFrame(site, path: "index.html", kind: "home", title: title)
        frame.hasSearch = false
        let links = LinkShapes(site: site, root: "")
        func door(_ type: TypeKey, _ title: String, _ note: String) -> TemplateValue? {
            guard let index = site.schema.index(of: type), !site.corpus.records(ofType: index).isEmpty else {
                return nil
            }
            return links.door(
                site.listPath(site.schema.types[index]), site.message(title), isStart: type == .checklist,
                note: site.message(note))
        }
        let doors = [
            door(.protocol, "homeDoorProcedures", "homeDoorProceduresNote"),
            door(.job, "homeDoorJob", "homeDoorJobNote"),
            door(.checklist, "homeDoorStart", "homeDoorStartNote"),
        ].compactMap(\.self)
        let data = Shape(
            ("action", .text(site.address(SitePaths.search))), ("index", .text(site.address(SitePaths.index))),
            ("signed", .absent), ("calendar", .text(site.address(SitePaths.calendar))),
            ("compare", .text(site.address(SitePaths.compare)))
        ).with(.homeDoors, doors).with(.blocks, blocks(links))
        frame.data = [("homePage", data.value)]
        return frame
    }

    /// Returns the day on which a record comes into force, `nil` for a document of another institution.
    private static func date(of record: Int, _ corpus: Corpus) -> CalendarDate? {
        guard case .date(let date, _)? = corpus.value(corpus.records[record], .effective),
            !corpus.isExternal(corpus.records[record])
        else { return nil }
        return date
    }

    /// Returns the six records that came into force last and the six that come into force next, nearest first.
    private static func dated(_ site: SiteContext) -> (latest: [Int], coming: [Int]) {
        let today = site.edition.today
        var (latest, coming): ([(date: CalendarDate, record: Int)], [(date: CalendarDate, record: Int)]) = ([], [])
        for record in site.corpus.records.indices {
            guard let date = date(of: record, site.corpus) else { continue }
            if date > today { coming.append((date, record)) } else { latest.append((date, record)) }
        }
        latest.sort { ($1.date, $0.record) < ($0.date, $1.record) }
        coming.sort { ($0.date, $0.record) < ($1.date, $1.record) }
        return (latest.prefix(6).map(\.record), coming.prefix(6).map(\.record))
    }

    private func blocks(_ links: LinkShapes) -> [TemplateValue] {
        func entries(_ chosen: [Int]) -> [TemplateValue] {
            chosen.map { record in
                let date = Self.date(of: record, site.corpus)
                return links.link(
                    to: record, note: date.map { DatePattern.long(site.language).format($0, site.language) } ?? "")
            }
        }
        var blocks = [
            links.group("cambios", site.message("homeChanged"), entries(dated.latest)),
            links.group("proximos", site.message("homeComing"), entries(dated.coming)),
        ].compactMap(\.self)
        // List all types with records, so that every page can be reached from the home page without search.
        let lists = site.schema.types.indices.compactMap { type -> TemplateValue? in
            let count = site.corpus.records(ofType: type).count
            guard count > 0 else { return nil }
            return links.link(
                site.listPath(site.schema.types[type]), site.pluralName(site.schema.types[type]), note: String(count))
        }
        if let group = links.group("listas", site.message("homeAll"), lists) { blocks.append(group) }
        if let group = links.group("herramientas", site.message("homeTools"), site.tools(links)) {
            blocks.append(group)
        }
        return blocks
    }
}

extension HomePage: PageKind {
    static let dataNames: [TemplateName] = ["homePage"]

    static func plan(_ plan: inout PagePlan) {
        let page = HomePage(site: plan.site)
        var known = Stamp()
        for records in [page.dated.latest, page.dated.coming] { known.add(page.site.corpus.stamp(of: records)) }
        plan.page("index.html", known: known) { page.frame() }
    }
}
