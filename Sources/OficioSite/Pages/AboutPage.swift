import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page about the site itself: its settings, its types with their accepted names and an example
/// of each field, and its reports.
struct AboutPage {
    let site: SiteContext

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: site.address(SitePaths.about), kind: "about", title: site.message("about"))
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
        let examples = FieldExamples(site.language)
        for type in site.schema.types {
            let form = site.schema.forms.first { $0.type == type.key && !$0.isBuiltIn }?.id
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
                let example = examples.lines(field, of: type, form: form)
                if !example.isEmpty {
                    markup.tag("<details><summary>")
                    markup.text(site.message("fieldExample"))
                    markup.tag("</summary><pre><code>")
                    markup.text(example.joined(separator: "\n"))
                    markup.tag("</code></pre></details>")
                }
                markup.tag("</li>")
            }
            markup.tag("</ul>")
            types.append((site.typeName(type), markup))
        }
        var quality = Markup()
        quality.tag("<p>")
        quality.link(to: site.address(SitePaths.quality), site.message("quality"))
        quality.tag("</p><p>")
        quality.link(to: site.address(SitePaths.rules), site.message("rules"))
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

    /// Returns the name of a field, its other spellings in brackets, and its columns or members.
    private static func names(_ field: Field, _ language: Language) -> String {
        var words = field.label[language]
        // Readers of a Spanish site may know the English names from another one, but hardly the other way round.
        let known = language == .spanish ? field.spellings : field.declaredSpellings(in: language)
        let others = known.filter { $0.capitalizedFirst != words }
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
        // A public build does not show how the site is made.
        guard plan.site.edition.publicView == nil else { return }
        let site = plan.site
        plan.page(site.address(SitePaths.about)) { AboutPage(site: site).frame() }
    }
}
