import Diagnostics
import OficioBasics
import OficioSchema
import OficioTheme

/// The accessibility statement as a page and as an OpenACR file (https://github.com/GSA/openacr). People set the
/// levels in `site.yaml`; the program adds notes about its own pages.
struct AccessibilityPage {
    let site: SiteContext
    let settings: AccessibilitySettings

    static let reportPath = "datos/accesibilidad.yaml"

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.accessibility), kind: "about", title: site.message("accessibility"))
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        var summary = Markup()
        func addParagraph(_ text: String) {
            summary.tag("<p>")
            summary.text(text)
            summary.tag("</p>")
        }
        addParagraph(site.message("accessibilityLead").replacing("{institution}", with: site.settings.institution))
        let counts = AccessibilitySettings.Level.allCases.map { level in
            (level, AccessibilityCriterion.all.count { self.level($0) == level })
        }
        addParagraph(counts.filter { $0.1 > 0 }.map { "\(words($0.0)): \($0.1)" }.joined(separator: ". ") + ".")
        if let date = settings.date {
            let words = DatePattern.long(site.language).format(date, site.language)
            addParagraph("\(site.message("accessibilityDate")) \(words).")
        }
        if !evaluation.isEmpty { addParagraph(evaluation) }
        summary.tag("<p>")
        summary.text(site.message("accessibilityContact") + " ")
        summary.link(to: "mailto:" + settings.contact, settings.contact)
        summary.tag("</p><p>")
        summary.link(to: Self.reportPath, site.message("accessibilityReport"))
        summary.tag("</p>")
        var text = SectionFrame(title: site.message("accessibilityState"), level: 2, number: nil, view: .text)
        text.view = ("text", Shape(("html", summary.value)).value)
        let tables = [(true, "nivel-a", "A"), (false, "nivel-aa", "AA")].map { isLevelA, anchor, level in
            TableSection.make(
                title: site.message("accessibilityLevel").replacing("{level}", with: level), anchor: anchor, level: 2,
                heads: [site.message("accessibilityCriterion"), site.message("columnState")],
                rows: AccessibilityCriterion.all.filter { $0.isLevelA == isLevelA }.map(row))
        }
        frame.data = [
            ("aboutPage", Shape().with(.sections, [text.value(anchor: "estado")] + tables).value)
        ]
        return frame
    }

    private func level(_ criterion: AccessibilityCriterion) -> AccessibilitySettings.Level {
        settings.judgements[criterion.number]?.level ?? .notEvaluated
    }

    private func words(_ level: AccessibilitySettings.Level) -> String {
        switch level {
        case .supports: site.message("accessibilitySupports")
        case .partiallySupports: site.message("accessibilityPartially")
        case .doesNotSupport: site.message("accessibilityDoesNot")
        case .notApplicable: site.message("accessibilityNotApplicable")
        case .notEvaluated: site.message("accessibilityNotEvaluated")
        }
    }

    private func row(_ criterion: AccessibilityCriterion) -> (String, Markup) {
        var markup = Markup()
        markup.tag("<p><b>")
        markup.text(words(level(criterion)))
        markup.tag("</b></p>")
        for note in notes(criterion) {
            markup.tag("<p>")
            markup.text(note)
            markup.tag("</p>")
        }
        return ("\(criterion.number) \(criterion.name[site.language])", markup)
    }

    private var evaluation: String { published(settings.evaluation) }

    /// Returns a text without the addresses of internal documents in a public edition; unchanged in an internal one.
    private func published(_ words: String) -> String {
        site.edition.publicView?.replacingAddresses(in: words) ?? words
    }

    /// Returns the notes on a criterion: the site's own note, followed by the program's.
    private func notes(_ criterion: AccessibilityCriterion) -> [String] {
        let own = published(settings.judgements[criterion.number]?.note ?? "")
        return [own, criterion.note[site.language]].filter { !$0.isEmpty }
    }

    /// Returns the report as OpenACR 0.1.0 in YAML, with texts in double quotes.
    func report() -> [UInt8] {
        func quoted(_ text: String) -> String { JSONText.string(text).compact }
        var out = """
            title: \(quoted("\(site.settings.institution): \(site.message("accessibility"))"))
            product:
              name: \(quoted(site.settings.institution))
              description: \(quoted(site.settings.baseURL))
            author:
              company_name: \(quoted(site.settings.institution))
              email: \(quoted(settings.contact))
            vendor:
              company_name: \(quoted(site.settings.institution))
              email: \(quoted(settings.contact))

            """
        if let date = settings.date { out += "report_date: \(quoted(date.iso))\n" }
        if !evaluation.isEmpty { out += "evaluation_methods_used: \(quoted(evaluation))\n" }
        out += "catalog: 2.5-edition-wcag-2.2-en\nchapters:\n"
        for (isLevelA, chapter) in [(true, "success_criteria_level_a"), (false, "success_criteria_level_aa")] {
            out += "  \(chapter):\n    criteria:\n"
            for criterion in AccessibilityCriterion.all where criterion.isLevelA == isLevelA {
                out += """
                          - num: \(quoted(criterion.number))
                            components:
                              - name: web
                                adherence:
                                  level: \(level(criterion).rawValue)
                                  notes: \(quoted(notes(criterion).joined(separator: " ")))

                    """
            }
        }
        return Array(out.utf8)
    }
}

extension AccessibilityPage: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        guard let settings = site.settings.accessibility else { return }
        let page = AccessibilityPage(site: site, settings: settings)
        plan.page(site.address(SitePaths.accessibility)) { page.frame() }
        plan.add([PlannedFile(path: reportPath) { page.report() }])
    }
}
