import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// What every page hands to its template: site, head, navigation; see the theme's data reference.
struct PageFrame {
    let site: SiteContext
    /// Path below the output folder.
    let path: String
    let kind: String
    let title: String
    var description: String?
    var summary: Markup?
    /// Link shapes from home to this page.
    var breadcrumb: [TemplateValue] = []
    /// Which of the three doors leads here.
    var door: Door?
    /// The page name of the form in `pages.css`.
    var formName: String?
    var hasSearch = true
    /// The page's own data by its name at the root.
    var data: [(TemplateName, TemplateValue)] = []

    enum Door: String { case procedures, job, start }

    init(_ site: SiteContext, path: String, kind: String, title: String) {
        self.site = site
        self.path = path
        self.kind = kind
        self.title = title
    }

    /// `""` or `"../"`.
    var root: String { path.contains("/") ? "../" : "" }

    /// The page, rendered.
    func rendered() -> (bytes: [UInt8], problems: [TemplateProblem]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16_384)
        let problems = site.theme.templates.render("templates/" + kind, value, into: &bytes)
        return (bytes, problems)
    }

    private var value: TemplateValue {
        let settings = site.settings
        let institution = settings.institution.isEmpty ? site.message("home") : settings.institution
        let headTitle = title == institution ? institution : "\(title) · \(institution)"
        var page = Shape(
            ("title", .text(title)), ("headTitle", .text(headTitle)), ("description", .optional(description)), ("summary", summary?.value ?? .absent),
            ("icon", .text(root + "estilos/" + site.theme.icon)), ("form", .optional(formName)))
        page.set(.styles, ["estilos/oficio.css", "estilos/pages.css"].map { .text(root + $0) })
        page.set(.scripts, site.theme.scripts.map { .text(root + "guiones/" + $0.name) })
        var shape = Shape(
            ("lang", .text(settings.languageTag)), ("root", .text(root)), ("kind", .text(kind)), ("messages", site.messages),
            (
                "site",
                Shape(
                    ("title", .text(institution)), ("acronym", .optional(settings.acronym)), ("homeUrl", .text(root + "index.html")), ("logo", .absent),
                    ("program", "Oficio")
                ).value
            ),
            ("page", page.value), ("build", .absent),
            ("search", hasSearch ? Shape(("url", .text(root + SitePaths.index)), ("id", "buscar")).value : .absent))
        shape.set(.doors, doors)
        shape.set(.breadcrumb, breadcrumb)
        shape.set(.footerLinks, footerLinks)
        let given = Set(data.map(\.0.string))
        for name in Self.dataNames where !given.contains(name.string) { shape.set(name, .absent) }
        for (name, value) in data { shape.set(name, value) }
        return shape.value
    }

    private static let dataNames: [TemplateName] = [
        "record", "homePage", "listPage", "glossaryPage", "organizationPage", "aboutPage", "redirectPage", "notFoundPage", "protocol", "checklist",
    ]

    // MARK: Navigation

    private var doors: [TemplateValue] {
        let links = LinkShapes(site: site, root: root)
        return [
            (Door.procedures, "doorProcedures", "protocol"), (.job, "doorJob", "job"), (.start, "doorStart", "checklist"),
        ].compactMap { door, message, type in
            guard let index = site.schema.type(id: type), site.corpus.records.contains(where: { $0.type == index }) else { return nil }
            return links.link(root + site.listPath(site.schema.types[index]), site.message(message), isCurrent: door == self.door)
        }
    }

    private var footerLinks: [TemplateValue] {
        let links = LinkShapes(site: site, root: root)
        var result = [links.link(root + SitePaths.index, site.message("indexAZ").capitalizedFirst)]
        for (type, path, message) in [("term", nil, "glossary"), ("unit", SitePaths.organization, "organization")] as [(String, String?, String)] {
            guard let index = site.schema.type(id: type), site.corpus.records.contains(where: { $0.type == index }) else { continue }
            result.append(links.link(root + (path ?? site.listPath(site.schema.types[index])), site.message(message)))
        }
        return result + [links.link(root + SitePaths.about, site.message("about"))]
    }
}

/// Fixed paths of the site.
enum SitePaths {
    static let index = "indice.html"
    static let organization = "organizacion.html"
    static let about = "acerca.html"
    static let notFound = "404.html"
}
