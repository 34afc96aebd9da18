import OficioSchema
import OficioTheme

/// The style sheet `pages.css`, which defines the page boxes for print from the messages and the forms.
struct PageBoxes {
    let site: SiteContext

    /// Returns the name of a form's page box, which is also a CSS class. `paper` names the box for another paper than
    /// the form's own.
    static func name(_ form: Form, _ paper: Paper? = nil) -> String {
        "form-\(form.id.slug())" + (paper.map { "-\(($0.css("site") + " " + ($0.cssMargins ?? "")).slug())" } ?? "")
    }

    /// The paper of the site, as a value of the CSS property `size`.
    var sitePaper: String {
        site.settings.tokens.first { $0.name == "papel" }.flatMap { Paper($0.value) }?.css() ?? "letter"
    }

    func rendered() -> [UInt8] {
        // A public build contains only the forms of the documents that it shows.
        let forms = zip(site.schema.forms, site.formPaths).filter { $1 != nil }.map(\.0)
        // Members of a manual may be printed on the papers of their own forms.
        let lent = Set(forms.filter { $0.type != .manual && !$0.paper.isOfSite }.map(\.paper))
        let boxes = forms.flatMap { form -> [TemplateValue] in
            let papers = Set(form.sections.compactMap(\.paper)).union(form.type == .manual ? lent : [])
            return [box(Self.name(form), form, form.paper)]
                + papers.sorted { Self.name(form, $0) < Self.name(form, $1) }.map {
                    box(Self.name(form, $0), form, $0.withDefaults(form.paper))
                }
        }
        return render("templates/pages.css", boxes)
    }

    /// Returns the style sheet for a manual whose parts count their own pages, and for its blank pages.
    ///
    /// It is for print engines that can resolve where a part ends (CSS Generated Content for Paged Media, § 2.2 and
    /// 3.1).
    func bookStyleSheet(_ manual: Form, _ leaves: [PrintedLeaf]) -> [UInt8] {
        var boxes: [TemplateValue] = []
        for (place, leaf) in leaves.enumerated() {
            let next = leaves[(place + 1)...].firstIndex(where: \.startsPart) ?? leaves.count
            let box = box(
                "hoja-\(place + 1)", leaf.form, leaf.paper?.withDefaults(leaf.form.paper) ?? leaf.form.paper,
                pages: "target-counter(\"#\(leaves[next - 1].end)\", page)")
            boxes.append(
                Shape(("selector", .text(leaf.selector)), ("restarts", .bool(leaf.startsPart)), ("box", box)).value)
        }
        let names = [Self.name(manual)] + leaves.indices.map { "hoja-\($0 + 1)" }
        return render("templates/book.css", boxes, blankPage: manual.book.blankPage, boxes: names)
    }

    /// Returns print rules that write the version and date of a document in the margin of every page, for forms whose
    /// header and footer lack one of the two; empty if no form does. They also number the pages of a form that does
    /// not.
    func controlRules(_ forms: [Form], version: String?, effective: String?) -> String {
        forms.map { form in
            let running = [form.header, form.footer].flatMap { [$0.left, $0.center, $0.right] }.joined().lowercased()
            var words: [String] = []
            if let version, !running.contains("{versión}"), !running.contains("{version}") {
                words.append("\(site.message("version")) \(version)")
            }
            if let effective, !running.contains("{vigencia}"), !running.contains("{effective}") {
                words.append("\(site.message("effective")) \(effective)")
            }
            if words.isEmpty { return "" }
            var content = "\"\(Self.escape(words.joined(separator: ". ")))\""
            if !form.header.numbersPages, !form.footer.numbersPages {
                content += " \"\\a \" " + Self.cssContent(site.message("pageOfPages"), pages: Self.allPages)
            }
            let names = [Self.name(form)] + Set(form.sections.compactMap(\.paper)).map { Self.name(form, $0) }.sorted()
            let font = "font: 8pt/1.3 Arial, \"Liberation Sans\", Helvetica, sans-serif; color: #444"
            // The margin box that holds the line with the page number is taken.
            let rule =
                RunningText.numbersPages(form.footer.right)
                ? "@top-\(RunningText.numbersPages(form.header.right) ? "left" : "right")"
                    + " { content: \(content); \(font); vertical-align: bottom; padding-bottom: 2mm; }"
                : "@bottom-right { content: \(content); white-space: pre-line; }"
            return names.map { "@page \($0) { \(rule) }\n" }.joined()
        }.joined()
    }

    private func render(_ template: String, _ forms: [TemplateValue], blankPage: String = "", boxes: [String] = [])
        -> [UInt8]
    {
        let shape = Shape(
            ("paper", .text(sitePaper)), ("margins", .text(Paper.usual.cssMargins ?? "")),
            ("blankPage", .optional(Self.escape(blankPage))),
            ("notControlled", .text(Self.escape(site.message("notControlled")))),
            ("pageOfPages", .text(Self.cssContent(site.message("pageOfPages"), pages: Self.allPages)))
        ).with(.forms, forms).with(.boxes, boxes.map { .text($0) })
        var bytes: [UInt8] = []
        site.theme.render(template, shape.value, into: &bytes)
        return bytes
    }

    private static let allPages = "counter(pages)"

    private func box(_ name: String, _ whole: Form, _ paper: Paper, pages: String = allPages) -> TemplateValue {
        let form = site.edition.publicView?.publicForm(whole) ?? whole
        let lines =
            bandBoxes(form.header, box: "top", isTop: true, pages)
            + bandBoxes(form.footer, box: "bottom", isTop: false, pages)
        return Shape(
            ("name", .text(name)), ("paper", paper.isOfSite ? .absent : .text(paper.css(sitePaper))),
            ("margins", .optional(paper.cssMargins)),
            ("showsControlNote", .bool(form.printsCopyNotice)),
            (
                "pageOfPages",
                pages == Self.allPages ? .absent : .text(Self.cssContent(site.message("pageOfPages"), pages: pages))
            )
        ).with(.pageLines, lines).value
    }

    private func bandBoxes(_ band: RunningText, box: String, isTop: Bool, _ pages: String) -> [TemplateValue] {
        let columns = [band.left, band.center, band.right].count { !$0.isEmpty }
        return [("left", band.left), ("center", band.center), ("right", band.right)].flatMap {
            align, text -> [TemplateValue] in
            let printed = text.split(separator: "\n")
            guard
                let place = printed.lastIndex(where: { RunningText.numbersPages($0) })
            else { return [] }
            let isNarrow = align == "right" && columns > 1
            let depth = Double(20 + 46 * (place + 1)) / 10
            return [
                Shape(
                    ("box", .text("\(box)-\(align)")), ("align", .text(isNarrow ? "left" : align)),
                    ("content", .text(Self.cssContent(String(printed[place]), pages: pages))),
                    ("depth", .text(String(depth))), ("top", .bool(isTop)), ("narrow", .bool(isNarrow))
                ).value
            ]
        }
    }

    /// Returns a line as a CSS value, with its page placeholders as counters: `"Página " counter(page) " de "
    /// counter(pages)`. Drops other placeholders.
    private static func cssContent(_ line: String, pages: String) -> String {
        var parts: [String] = []
        var rest = Substring(line)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append("\"\(escape(String(rest[..<open])))\"")
            switch String(rest[rest.index(after: open)..<close]) {
            case "página", "page": parts.append("counter(page)")
            case "páginas", "pages": parts.append(pages)
            default: break
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append("\"\(escape(String(rest)))\"") }
        return parts.joined(separator: " ")
    }

    /// Returns text escaped for a CSS string (CSS Syntax 3, § 4.3.5).
    static func escape(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\a ").replacing(
            "<", with: "\\3c ")
    }
}
