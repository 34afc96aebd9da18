import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page of a form: its sections with their labels, its code lists, and the documents that use it.
struct FormPage {
    let site: SiteContext
    let index: Int

    func frame(path: String) -> PageFrame {
        let whole = site.schema.forms[index]
        let form = site.edition.publicView?.publicForm(whole) ?? whole
        let title = form.title.replacing("\n", with: " ")
        var frame = PageFrame(site, path: path, kind: "form", title: title.isEmpty ? form.id : title)
        let links = LinkShapes(site: site, root: "../")
        frame.breadcrumb = [
            links.link("../index.html", site.message("home")),
            links.link(
                site.edition.publicView == nil ? "../" + site.address(SitePaths.about) : nil, site.message("about")),
            links.link(nil, frame.title, isCurrent: true),
        ]
        var facts: [TemplateValue] = []
        func addFact(_ message: String, _ text: String) {
            guard !text.isEmpty else { return }
            var markup = Markup()
            markup.text(text)
            facts.append(links.fact(site.message(message), markup))
        }
        addFact("factCode", form.control.code)
        addFact("factVersion", form.control.version)
        addFact(
            "factFormIssued",
            form.control.issued.map { DatePattern.long(site.language).format($0, site.language) } ?? "")
        addFact("factUnit", form.control.process)
        addFact("factDates", form.dates?.pattern ?? "")
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
        let users = site.corpus.records(withForm: index)
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

    /// Returns the sections of the form with their printed labels.
    private func outline(_ sections: [FormSection], level: Int, prefix: String) -> [TemplateValue] {
        sections.enumerated().map { number, section in
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
