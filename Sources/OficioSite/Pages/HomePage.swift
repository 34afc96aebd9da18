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
        let data = Shape(("action", .text(SitePaths.search)), ("index", .text(SitePaths.index)), ("signed", .absent))
            .with(.homeDoors, doors).with(.blocks, blocks(links))
        frame.data = [("homePage", data.value)]
        return frame
    }

    private func blocks(_ links: LinkShapes) -> [TemplateValue] {
        var dated: [(date: CalendarDate, record: Int)] = []
        for (index, record) in site.corpus.records.enumerated() {
            if case .date(let date, _)? = site.corpus.value(record, .effective), !site.corpus.isExternal(record) {
                dated.append((date, index))
            }
        }
        func entries(_ chosen: [(date: CalendarDate, record: Int)]) -> [TemplateValue] {
            chosen.prefix(6).map {
                links.link(to: $0.record, note: DatePattern.long(site.language).format($0.date, site.language))
            }
        }
        let latest = dated.filter { $0.date <= site.edition.today }.sorted {
            ($1.date, $0.record) < ($0.date, $1.record)
        }
        let coming = dated.filter { $0.date > site.edition.today }.sorted {
            ($0.date, $0.record) < ($1.date, $1.record)
        }
        var blocks = [
            links.group("cambios", site.message("homeChanged"), entries(latest)),
            links.group("proximos", site.message("homeComing"), entries(coming)),
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
        let site = plan.site
        var known = Stamp()
        // The day decides which documents the page lists as changed or coming.
        known.add(site.edition.today.iso)
        plan.page("index.html", known: known) { HomePage(site: site).frame() }
    }
}
