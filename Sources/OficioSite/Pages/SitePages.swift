import Diagnostics
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
            guard let index = site.schema.index(of: type), site.corpus.records.contains(where: { $0.type == index })
            else {
                return nil
            }
            return links.link(site.listPath(site.schema.types[index]), site.message(title), note: site.message(note))
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
        // All types with records, so that every page can be reached from home without search.
        let lists = site.schema.types.indices.compactMap { type -> TemplateValue? in
            let count = site.corpus.records.count { $0.type == type }
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
        plan.page("index.html") { HomePage(site: site).frame() }
    }
}

/// The page with the tree of units and their posts.
struct OrganizationPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: SitePaths.organization, kind: "organization", title: site.message("organization"))
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
                    ("file", drawing == nil ? .absent : .text(SitePaths.chart))
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
        plan.page(SitePaths.organization) { OrganizationPage(site: site).frame() }
    }
}

/// A page whose tables the browser draws from the data of jobs: the comparison of two jobs, or the
/// calendar of one.
struct JobsPage {
    enum Kind: String { case compare, calendar }

    let site: SiteContext
    let kind: Kind

    func frame() -> PageFrame {
        let path = kind == .compare ? SitePaths.compare : SitePaths.calendar
        var frame = PageFrame(
            site, path: path, kind: kind.rawValue,
            title: site.message(kind == .compare ? "compareJobs" : "calendarTitle"))
        frame.door = .job
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        let list = site.navigation.lists["job"].map { links.link($0, site.message("homeJobs")) }
        frame.data = [
            (
                "jobsPage",
                Shape(
                    ("data", .text(SitePaths.jobData)), ("list", list ?? .absent),
                    ("functions", .text(SitePaths.functions))
                ).value
            )
        ]
        return frame
    }
}

extension JobsPage: PageKind {
    static let dataNames: [TemplateName] = ["jobsPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        guard site.navigation.hasFunctions else { return }
        plan.page(SitePaths.compare) { JobsPage(site: site, kind: .compare).frame() }
        plan.page(SitePaths.calendar) { JobsPage(site: site, kind: .calendar).frame() }
    }
}

/// The page about the site itself: its settings, its types with their accepted names, and its
/// reports.
struct AboutPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: SitePaths.about, kind: "about", title: site.message("about"))
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        var rows: [(String, Markup)] = []
        for entry in site.settings.entries { rows.append((entry.key.text.capitalizedFirst, markup(entry.value))) }
        var sections: [TemplateValue] = []
        if !rows.isEmpty {
            sections.append(
                table(
                    site.message("settings"), "ajustes", [site.message("columnSetting"), site.message("columnValue")],
                    rows))
        }
        var types: [(String, Markup)] = []
        for type in site.schema.types {
            var markup = Markup()
            markup.tag("<ul id=\"campos-")
            markup.text(type.id)
            markup.tag("\">")
            for field in type.fields {
                markup.tag("<li>")
                markup.text(Self.names(field, site.language))
                let others = field.otherSpellings(in: site.language)
                if !others.isEmpty {
                    markup.tag(" <span class=\"note\">")
                    markup.text(site.message("otherNames") + " " + others.joined(separator: ", "))
                    markup.tag("</span>")
                }
                markup.tag("</li>")
            }
            markup.tag("</ul>")
            types.append((site.typeName(type), markup))
        }
        var quality = Markup()
        quality.tag("<p>")
        quality.link(to: SitePaths.quality, site.message("quality"))
        quality.tag("</p><p>")
        quality.link(to: SitePaths.rules, site.message("rules"))
        quality.tag("</p>")
        var report = SectionFrame(title: site.message("quality"), level: 2, number: nil, view: .text)
        report.view = ("text", Shape(("html", quality.value)).value)
        sections.append(report.value(anchor: "calidad"))
        sections.append(
            table(
                site.message("conventions"), "tipos", [site.message("columnTitle"), site.message("conventions")], types)
        )
        frame.data = [("aboutPage", Shape().with(.sections, sections).value)]
        return frame
    }

    /// The name of a field, its other spellings in brackets, and its columns or members.
    private static func names(_ field: Field, _ language: Language) -> String {
        var words = field.label[language]
        let others = field.spellings.filter { $0.capitalizedFirst != words }
        if !others.isEmpty { words += " (\(others.joined(separator: ", ")))" }
        switch field.kind {
        case .rows(let rows): words += ": " + rows.columns.map { names($0, language) }.joined(separator: " · ")
        case .group(let members): words += ": " + members.map { names($0, language) }.joined(separator: " · ")
        default: break
        }
        return words
    }

    private func markup(_ node: YAMLNode) -> Markup {
        var markup = Markup()
        switch node {
        case .scalar(let scalar): markup.text(scalar.text)
        case .sequence(let items, _):
            markup.tag("<ul>")
            for item in items {
                markup.tag("<li>")
                markup.append(self.markup(item))
                markup.tag("</li>")
            }
            markup.tag("</ul>")
        case .mapping(let entries, _):
            markup.tag("<ul>")
            for entry in entries {
                markup.tag("<li>")
                markup.text(entry.key.text + ": ")
                markup.append(self.markup(entry.value))
                markup.tag("</li>")
            }
            markup.tag("</ul>")
        }
        return markup
    }

    private func table(_ title: String, _ anchor: String, _ heads: [String], _ rows: [(String, Markup)])
        -> TemplateValue
    {
        TableSection.make(title: title, anchor: anchor, level: 2, heads: heads, rows: rows)
    }
}

extension AboutPage: PageKind {
    static let dataNames: [TemplateName] = ["aboutPage"]

    static func plan(_ plan: inout PagePlan) {
        // How the site is made is nobody's business outside.
        guard plan.site.edition.publicView == nil else { return }
        let site = plan.site
        plan.page(SitePaths.about) { AboutPage(site: site).frame() }
    }
}

/// Makes a section with one two-column table.
enum TableSection {
    static func make(title: String, anchor: String, level: Int, heads: [String], rows: [(String, Markup)])
        -> TemplateValue
    {
        func cell(_ html: Markup, scope: String?) -> TemplateValue {
            Shape(
                ("html", html.value), ("scope", .optional(scope)), ("rowspan", .absent), ("classes", ""),
                ("mark", .absent)
            ).value
        }
        let columns = heads.map {
            Shape(("name", .text($0)), ("classes", ""), ("span", .absent)).with(.titleLines, TemplateValue.lines($0))
                .value
        }
        let values = rows.map { label, html in
            var head = Markup()
            head.text(label)
            return Shape(("anchor", .absent)).with(.cells, [cell(head, scope: "row"), cell(html, scope: nil)]).value
        }
        var frame = SectionFrame(title: title, level: level, number: nil, view: .table)
        frame.view = ("table", Shape(("caption", .text(title))).with(.columns, columns).with(.rows, values).value)
        return frame.value(anchor: anchor)
    }
}

/// The page of a form: its sections with their labels, its code lists, and the documents that use
/// it.
struct FormPage {
    let site: SiteContext
    let index: Int

    func frame(path: String) -> PageFrame {
        let form = site.schema.forms[index]
        let title = form.title.replacing("\n", with: " ")
        var frame = PageFrame(site, path: path, kind: "form", title: title.isEmpty ? form.id : title)
        let links = LinkShapes(site: site, root: "../")
        frame.breadcrumb = [
            links.link("../index.html", site.message("home")),
            links.link(site.edition.publicView == nil ? "../" + SitePaths.about : nil, site.message("about")),
            links.link(nil, frame.title, isCurrent: true),
        ]
        var facts: [TemplateValue] = []
        func fact(_ message: String, _ text: String) {
            guard !text.isEmpty else { return }
            var markup = Markup()
            markup.text(text)
            facts.append(links.fact(site.message(message), markup))
        }
        fact("factCode", form.control.code)
        fact("factVersion", form.control.version)
        fact(
            "factFormIssued",
            form.control.issued.map { DatePattern.long(site.language).format($0, site.language) } ?? "")
        fact("factUnit", form.control.process)
        fact("factDates", form.dates?.pattern ?? "")
        var sections: [TemplateValue] = []
        for (band, name) in [(form.header, "formHeader"), (form.footer, "formFooter")] where !band.isEmpty {
            var markup = Markup()
            for part in [band.left, band.center, band.right] where !part.isEmpty {
                for line in part.split(separator: "\n") {
                    markup.text(String(line))
                    markup.tag("<br>")
                }
            }
            sections.append(
                TableSection.make(
                    title: site.message(name), anchor: "banda-\(sections.count + 1)", level: 2,
                    heads: [site.message("columnSetting"), site.message("columnValue")], rows: [("—", markup)]))
        }
        sections += outline(form.sections, level: 2, prefix: "s")
        for (number, list) in form.lists.enumerated() {
            let rows = list.codes.map { code -> (String, Markup) in
                var markup = Markup()
                markup.text(code.label)
                return (code.code, markup)
            }
            sections.append(
                TableSection.make(
                    title: list.name.capitalizedFirst, anchor: "lista-\(number + 1)", level: 2,
                    heads: [site.message("columnCode"), site.message("columnMeaning")],
                    rows: rows))
        }
        let users = site.corpus.records.indices.filter { site.corpus.records[$0].form == index }
        let block = links.group(
            "documentos", site.message("relationFormsUsing"), users.map { links.link(to: $0, isRow: true) })
        var shape = Shape(
            ("type", .text(site.message("factForm"))), ("title", .text(frame.title)), ("unit", .absent),
            ("code", .optional(form.control.code)),
            ("version", .optional(form.control.version)), ("effective", .absent), ("state", .absent),
            ("hasControl", .bool(!form.control.code.isEmpty || !form.control.version.isEmpty)), ("summary", .absent),
            ("notice", .absent), ("sheet", .absent),
            ("runningHead", true), ("id", .absent), ("shortCode", .absent), ("mine", .absent), ("signed", .absent))
        shape.set(.facts, facts)
        shape.set(.relations, [])
        shape.set(.contents, [])
        shape.set(.sections, sections)
        shape.set(.blocks, [block].compactMap(\.self))
        shape.set(.outside, [])
        frame.data = [("record", shape.value)]
        return frame
    }

    /// Whether a section has only fields that the public never sees.
    private func isInternal(_ section: FormSection) -> Bool {
        guard site.edition.publicView != nil,
            let type = site.schema.types.first(where: { $0.key == site.schema.forms[index].type })
        else { return false }
        let fields = section.allFields.compactMap(\.path.first).filter(type.fields.indices.contains)
        return !fields.isEmpty && fields.allSatisfy { type.fields[$0].isInternal }
    }

    /// The sections of the form with their printed labels.
    private func outline(_ sections: [FormSection], level: Int, prefix: String) -> [TemplateValue] {
        sections.filter { !isInternal($0) }.enumerated().map { number, section in
            let anchor = "\(prefix)-\(number + 1)"
            var frame = SectionFrame(title: section.title, level: level, number: nil, view: .text)
            var words: [String] = section.text.isEmpty ? [] : [section.text]
            words += section.fields.flatMap(\.self).compactMap(\.label) + section.blanks.flatMap(\.self)
            for column in section.columns {
                words.append(column.label)
                if case .stack(let parts) = column.content { words += parts.compactMap(\.label) }
            }
            words += section.legend.map(\.label)
            switch section.empty {
            case .text(let empty)?: words.append(empty)
            case .omit?: words.append(site.message("emptyOmitted"))
            case nil: break
            }
            if let dates = section.dates { words.append(dates.pattern) }
            var markup = Markup()
            let lines = words.filter { !$0.isEmpty }
            if !lines.isEmpty {
                markup.tag("<ul>")
                for line in lines {
                    markup.tag("<li>")
                    markup.text(line.replacing("\n", with: " "))
                    markup.tag("</li>")
                }
                markup.tag("</ul>")
            }
            if !markup.isEmpty { frame.view = ("text", Shape(("html", markup.value)).value) }
            frame.sections = outline(section.sections, level: section.title.isEmpty ? level : level + 1, prefix: anchor)
            return frame.value(anchor: anchor)
        }
    }
}

extension FormPage: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        for (index, path) in site.formPaths.enumerated() {
            if let path { plan.page(path) { FormPage(site: site, index: index).frame(path: path) } }
        }
    }
}

/// The page that a server shows for an unknown address.
package struct NotFoundPage {
    let site: SiteContext
    /// The root for its links. The page appears at any address, so relative links would not work.
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
            guard site.corpus.records.contains(where: { $0.type == type }) else { return nil }
            return links.link(root + site.listPath(site.schema.types[type]), site.pluralName(site.schema.types[type]))
        }
        frame.data = [
            (
                "notFoundPage",
                Shape(("action", .text(root + SitePaths.search)), ("index", .text(root + SitePaths.index))).with(
                    .links, lists
                ).value
            )
        ]
        return frame
    }

    /// Renders the page for a server at the root of a host.
    package static func bytes(_ site: SiteContext) -> [UInt8] { NotFoundPage(site: site, root: "/").frame().rendered() }
}

extension NotFoundPage: PageKind {
    static let dataNames: [TemplateName] = ["notFoundPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        plan.page(SitePaths.notFound) { NotFoundPage(site: site, root: site.settings.basePath).frame() }
    }
}

/// The page at the old address of a renamed document, which leads to the new one.
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
            plan.page(path) { RedirectPage(site: site, target: target).frame(path: path) }
        }
    }

    /// The old addresses of renamed documents, where nothing else stands now.
    private static func redirects(_ site: SiteContext) -> [(path: String, target: Int)] {
        let taken = Set(site.paths)
        var found: [(String, Int)] = []
        for (index, record) in site.corpus.records.enumerated() {
            guard case .list(let ids)? = site.corpus.value(record, .formerIDs) else { continue }
            for id in ids {
                let path = "\(site.type(index).folder)/\(id.blocks.plain.slug()).html"
                if !taken.contains(path) { found.append((path, index)) }
            }
        }
        return found
    }
}
