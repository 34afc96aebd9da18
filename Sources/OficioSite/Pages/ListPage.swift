import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page with all records of a type, grouped by unit if any has one, otherwise by letter; up to 30 of them form
/// one group. Terms are laid out as a glossary.
struct ListPage {
    let site: SiteContext
    let type: Int

    func frame() -> PageFrame {
        let declared = site.schema.types[type]
        var frame = PageFrame(
            site, path: site.listPath(declared), kind: declared.key == .term ? "glossary" : "list",
            title: site.pluralName(declared))
        let links = LinkShapes(site: site, root: "../")
        frame.breadcrumb = [
            links.link("../index.html", site.message("home")),
            links.link(nil, site.pluralName(declared), isCurrent: true),
        ]
        frame.door = PageFrame.Door(of: declared)
        let records = site.corpus.records(ofType: type)
        if declared.key == .term {
            frame.data = [("glossaryPage", glossary(records, links))]
            return frame
        }
        var groups =
            records.contains { links.unit(site.corpus.records[$0]) != nil } && declared.key != .unit
            ? byUnit(records, links) : byLetter(records, links)
        if declared.key == .checklist { groups = byJob(links) + groups }
        frame.data = [("listPage", Shape().with(.letters, []).with(.groups, groups).value)]
        return frame
    }

    /// Returns a group with links to all onboarding pages, where newcomers find that of their job; empty if there are
    /// none.
    private func byJob(_ links: LinkShapes) -> [TemplateValue] {
        let jobs = sorted(site.jobs.jobs.filter { site.jobs.checklists[$0] != nil })
        let rows = jobs.map {
            links.link(
                links.root + OnboardingPage.path(site, $0), site.corpus.records[$0].title,
                unit: links.unitTitle(site.corpus.records[$0]))
        }
        return [
            links.group(
                "por-puesto", site.message("chooseYourJob"), rows, note: site.message("chooseYourJobList"))
        ].compactMap(\.self)
    }

    private func byUnit(_ records: [Int], _ links: LinkShapes) -> [TemplateValue] {
        var groups: [Int: [Int]] = [:]
        var loose: [Int] = []
        for record in records {
            if let unit = links.unit(site.corpus.records[record]) {
                groups[unit, default: []].append(record)
            } else {
                loose.append(record)
            }
        }
        var result = sorted(Array(groups.keys)).compactMap { unit -> TemplateValue? in
            let members = sorted(groups[unit] ?? []).map { row($0, links) }
            return links.group(
                "unidad-\(site.corpus.records[unit].id)", site.corpus.records[unit].title, members,
                count: String(members.count))
        }
        if let group = links.group(
            "sin-unidad", site.message("listNoUnit"), sorted(loose).map { row($0, links) }, count: String(loose.count))
        {
            result.append(group)
        }
        return result
    }

    private func byLetter(_ records: [Int], _ links: LinkShapes) -> [TemplateValue] {
        if records.count <= 30 {
            let title = type == site.schema.index(of: .checklist) ? site.message("checklistsThemselves") : nil
            return [links.group("todos", title, sorted(records).map { row($0, links) })].compactMap(\.self)
        }
        return Letters.groups(sorted(records).map { (site.corpus.records[$0].title, $0) }).compactMap {
            letter, members in
            links.group("letra-" + letter.slug(), letter, members.map { row($0, links) }, count: String(members.count))
        }
    }

    /// Returns the row of a record; the row of an office has its address and telephones.
    private func row(_ index: Int, _ links: LinkShapes) -> TemplateValue {
        let words = [FieldKey.address, .telephones].compactMap { site.corpus.words(site.corpus.records[index], $0) }
        return links.link(to: index, isRow: true, note: words.isEmpty ? nil : words.joined(separator: " · "))
    }

    private func sorted(_ records: [Int]) -> [Int] { records.sorted { site.titleOrder[$0] < site.titleOrder[$1] } }

    private func glossary(_ records: [Int], _ links: LinkShapes) -> TemplateValue {
        let groups = Letters.groups(sorted(records).map { (site.corpus.records[$0].title, $0) })
        let values = groups.map { letter, members in
            Shape(("anchor", .text("letra-" + letter.slug())), ("title", .text(letter))).with(
                .terms, members.map { term($0, links) }
            ).value
        }
        let letters = groups.map { links.link("#letra-" + $0.letter.slug(), $0.letter) }
        return Shape().with(.letters, groups.count > 3 ? letters : []).with(.groups, values).value
    }

    private func term(_ index: Int, _ links: LinkShapes) -> TemplateValue {
        let record = site.corpus.records[index]
        let writer = ValueWriter(content: ContentWriter(site: site, root: "../", file: record.file))
        var facts: [TemplateValue] = []
        for (field, message) in [
            (FieldKey.synonyms, "factSynonyms"), (.formerNames, "factFormerNames"), (.doNotUse, "factDoNotUse"),
        ] {
            guard case .list(let items)? = site.corpus.value(record, field) else { continue }
            facts.append(
                links.fact(site.message(message), writer.escaped(items.map { $0.blocks.plain }.joined(separator: ", ")))
            )
        }
        var html = Markup()
        if case .blocks(let blocks)? = site.corpus.value(record, .definition) { html = writer.content.blocks(blocks) }
        var users: [Int] = []
        for mention in site.edition.mentionedBy[index] where !users.contains(mention.source) {
            users.append(mention.source)
        }
        return Shape(
            ("anchor", .text("t-" + record.id)), ("title", .text(record.title)),
            ("acronym", .optional(site.corpus.words(record, .acronym))), ("html", html.value)
        ).with(.facts, facts).with(.links, users.map { links.link(to: $0) }).value
    }
}

extension ListPage: PageKind {
    static let dataNames: [TemplateName] = ["listPage", "glossaryPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        for type in site.schema.types.indices where !site.corpus.records(ofType: type).isEmpty {
            plan.page(site.listPath(site.schema.types[type])) { ListPage(site: site, type: type).frame() }
        }
    }
}
