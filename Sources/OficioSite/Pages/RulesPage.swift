import Diagnostics
import OficioBasics
import OficioSchema
import OficioTheme

/// The reference page of all rules: what each reports, why, and when it fires. Its texts are those of `oficio explain`.
struct RulesPage {
    let site: SiteContext
    let rules: [Rule]

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: site.address(SitePaths.rules), kind: "about", title: site.message("rules"))
        frame.isDated = false
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")),
            links.link(site.address(SitePaths.about), site.message("about")),
            links.link(nil, frame.title, isCurrent: true),
        ]
        let sections = RuleGroup.allCases.compactMap { group -> TemplateValue? in
            let members = rules.filter { $0.group == group }
            if members.isEmpty { return nil }
            var section = SectionFrame(title: group.title[site.language], level: 2, number: nil, view: .heading)
            section.sections = members.map(rule)
            return section.value(anchor: "grupo-" + group.rawValue)
        }
        frame.data = [("aboutPage", Shape().with(.sections, sections).value)]
        return frame
    }

    private func rule(_ rule: Rule) -> TemplateValue {
        var section = SectionFrame(title: rule.code, level: 3, number: nil, view: .text)
        var markup = Markup()
        func addParagraph(_ text: String) {
            markup.tag("<p>")
            markup.text(text)
            markup.tag("</p>")
        }
        addParagraph(
            "\(site.message("severity" + rule.severity.rawValue.capitalizedFirst)). \(rule.what[site.language])")
        addParagraph(rule.why[site.language])
        for option in rule.options {
            addParagraph(
                """
                \(site.message("ruleOption")) «\(option.name[site.language])» (\(option.defaultValue)): \
                \(option.what[site.language]).
                """
            )
        }
        for (title, example) in [("ruleFires", rule.fires), ("rulePasses", rule.passes)] where !example.files.isEmpty {
            markup.tag("<details><summary>")
            markup.text(site.message(title))
            markup.tag("</summary>")
            for file in rule.files(of: example, in: site.language) {
                markup.tag("<pre><code>")
                markup.text(file.path + "\n\n" + Self.visible(file.text))
                markup.tag("</code></pre>")
            }
            markup.tag("</details>")
        }
        section.view = ("text", Shape(("html", markup.value)).value)
        return section.value(anchor: rule.code)
    }

    /// Returns the text with control characters as visible symbols (from U+2400), because HTML cannot contain them.
    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard scalar.value < 0x20, scalar != "\n", scalar != "\t" else { return scalar }
                    return Unicode.Scalar(0x2400 + scalar.value) ?? scalar
                }))
    }
}

extension RulesPage: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        // A public build shows neither how the site is made nor its faults.
        guard plan.site.edition.publicView == nil else { return }
        let (site, rules) = (plan.site, plan.rules)
        plan.page(site.address(SitePaths.rules)) { RulesPage(site: site, rules: rules).frame() }
    }
}
