import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The data that every page passes to its template: site, head, navigation. The theme's data reference describes it.
struct PageFrame {
    let site: SiteContext
    /// The path of the page, relative to the output folder.
    let path: String
    var kind: String
    let title: String
    var description: String?
    var summary: Markup?
    /// The links from the home page to this page.
    var breadcrumb: [TemplateValue] = []
    /// The door of the home page that leads to this page, `nil` for none.
    var door: Door?
    /// The name of the form's page box in `pages.css`, `nil` for the site's own page box.
    var formName: String?
    var hasSearch = true
    /// Whether search engines may index the page.
    var isIndexed = true
    /// Whether the page shows the day of the site. Archived versions, which are the same on every day, do not.
    var isDated = true
    /// The code and version of the document, which print engines write into the metadata of a PDF.
    var keywords = ""
    /// Paths of scripts in addition to the theme's, relative to the root of the site.
    var ownScripts: [String] = []
    /// Whether scripts run before the page's body is complete. The search page needs this to answer the query in its
    /// address.
    var isEager = false
    /// Paths of print style sheets for this page only, relative to the root of the site.
    var ownStyles: [String] = []
    /// The path of the feed that the page's head links to, `nil` for none.
    var feed: String?
    /// The data of this kind of page, by the name of the variable in the template.
    var data: [(TemplateName, TemplateValue)] = []

    enum Door: String {
        case procedures, job, start

        /// The door that leads to the documents of a type, nil if there is none.
        init?(of type: DocumentType) {
            switch type.known {
            case .protocol: self = .procedures
            case .job: self = .job
            case .checklist: self = .start
            case .clause, .competency, .externalDocument, .manual, .office, .page, .standard, .term, .unit, nil:
                return nil
            }
        }
    }

    init(_ site: SiteContext, path: String, kind: String, title: String) {
        self.site = site
        self.path = path
        self.kind = kind
        self.title = title
    }

    /// The path from the page to the root of the site; `nil` if it can be derived from `path`.
    var ownRoot: String?

    /// The path from the page to the root of the site: `""`, `"../"` …
    var root: String { ownRoot ?? Self.root(of: path) }

    static func root(of path: String) -> String {
        String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    }

    /// Returns the page as HTML.
    func rendered() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16_384)
        site.theme.render("templates/" + kind, value, into: &bytes)
        return bytes
    }

    private var value: TemplateValue {
        let institution = site.settings.institution.isEmpty ? site.message("home") : site.settings.institution
        let headTitle = title == institution ? institution : "\(title) · \(institution)"
        var page = Shape(
            ("title", .text(title)), ("headTitle", .text(headTitle)), ("description", .optional(description)),
            ("summary", summary?.value ?? .absent),
            ("keywords", .optional(keywords)), ("icon", .text(root + "estilos/" + site.theme.icon)),
            ("form", .optional(formName)), ("indexed", .bool(isIndexed)),
            ("feed", feed.map { .text(root + $0) } ?? .absent),
            ("address", isIndexed && !site.settings.baseURL.isEmpty ? .text(site.settings.baseURL + path) : .absent),
            (
                "linkedData",
                isIndexed
                    ? LinkedData(site: site, path: path).script(kind: kind, title: title, description: description).map
                    { .html(HTML(unescaped: Array($0.utf8))) }
                        ?? .absent : .absent
            ))
        page.set(.styles, ["estilos/oficio.css"].map { .text(root + $0) })
        page.set(.printStyles, (["estilos/pages.css"] + ownStyles).map { .text(root + $0) })
        // The first script blocks painting. The others are deferred; on an eager page they are `async` and run as soon
        // as they have loaded.
        let scripts = site.theme.scripts(for: kind).map { "guiones/" + $0 } + ownScripts
        page.set(.scripts, scripts.prefix(1).map { .text(root + $0) })
        let others: [TemplateValue] = scripts.dropFirst().map { .text(root + $0) }
        // On an eager page the scripts are requested in reverse order, those of the page itself first.
        page.set(.deferred, isEager ? others.reversed() : others)
        page.set("eager", .bool(isEager))
        var shape = Shape(
            ("lang", .text(site.settings.languageTag)), ("root", .text(root)), ("kind", .text(kind)),
            ("messages", site.messages),
            (
                "site",
                Shape(
                    ("title", .text(institution)), ("acronym", .optional(site.settings.acronym)),
                    ("homeUrl", .text(root + "index.html")), ("logo", logo),
                    (
                        "key",
                        .text(
                            (site.settings.acronym.isEmpty ? site.settings.institution : site.settings.acronym).slug())
                    ), ("program", "Oficio")
                ).value
            ),
            ("page", page.value), ("build", build),
            (
                "search",
                hasSearch
                    ? Shape(("url", .text(root + site.address(SitePaths.search))), ("id", "buscar")).value : .absent
            ))
        shape.set("archive", site.settings.offersArchive ? .text(root + site.address(SitePaths.archive)) : .absent)
        shape.set("keepsOffline", .bool(site.settings.keepsOffline))
        let view = site.edition.publicView
        shape.set(
            .footerLines, site.settings.identity.footer.map { .text(view?.replacingAddresses(in: $0) ?? $0) })
        shape.set(.doors, doors)
        shape.set(.breadcrumb, breadcrumb)
        shape.set(.footerLinks, footerLinks)
        for name in PageRegistry.dataNames where !data.contains(where: { $0.0 == name }) { shape.set(name, .absent) }
        for (name, value) in data { shape.set(name, value) }
        return shape.value
    }

    /// The institution's logo; absent if the site does not contain the file or does not publish it.
    private var logo: TemplateValue {
        guard let path = site.settings.identity.logo?.path, site.corpus.hasAttachment("content/" + path),
            let address = site.image("content/" + path, from: root)
        else { return .absent }
        return Shape(
            ("url", .text(address)), ("alt", ""), ("width", .absent),
            ("height", .absent)
        ).value
    }

    /// The files that give the page the day of the site, and the banner of a past edition; absent if the page has
    /// neither.
    private var build: TemplateValue {
        let edition = site.edition
        let pattern = DatePattern.long(site.language)
        let known =
            edition.knownOn.map {
                " " + site.message("knownOn").replacing("{date}", with: pattern.format($0, site.language))
            } ?? ""
        let banner =
            edition.isPast
            ? site.message("asOf").replacing("{date}", with: pattern.format(edition.today, site.language)) + known : nil
        if !isDated, banner == nil { return .absent }
        return Shape(
            ("style", isDated ? .text(root + DayFiles.style) : .absent),
            ("script", isDated ? .text(root + DayFiles.script) : .absent),
            ("edition", .optional(banner)),
            (
                "absentUrl",
                edition.isPast && !edition.absent.isEmpty
                    ? .text(root + site.address(SitePaths.news) + "#no-existian") : .absent
            )
        ).value
    }

    // MARK: Navigation

    private var doors: [TemplateValue] {
        let links = LinkShapes(site: site, root: root)
        return [
            (Door.procedures, "doorProcedures", "protocol"), (.job, "doorJob", "job"),
            (.start, "doorStart", "checklist"),
        ].compactMap { door, message, type in
            site.navigation.lists[type].map {
                links.door(
                    root + $0, site.message(message), isStart: door == .start, isCurrent: door == self.door)
            }
        }
    }

    private var footerLinks: [TemplateValue] {
        let links = LinkShapes(site: site, root: root)
        var result = [links.link(root + site.address(SitePaths.index), site.message("indexAZ").capitalizedFirst)]
        if let list = site.navigation.lists["term"] { result.append(links.link(root + list, site.message("glossary"))) }
        if site.navigation.hasNews {
            result.append(links.link(root + site.address(SitePaths.news), site.message("news")))
        }
        result += site.tools(links)
        if site.settings.accessibility != nil {
            result.append(links.link(root + site.address(SitePaths.accessibility), site.message("accessibility")))
        }
        if site.edition.publicView == nil {
            result.append(links.link(root + site.address(SitePaths.about), site.message("about")))
        }
        return result
    }
}
