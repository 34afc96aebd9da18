import OficioSchema
import OficioTheme

/// `pages.css`: the page boxes of print, from the messages and the forms.
struct PageBoxes {
    let site: SiteContext

    func rendered() -> [UInt8] {
        let paper = site.settings.tokens.first { $0.name == "papel" }.flatMap { Paper($0.value) }?.css() ?? "letter"
        let forms = site.schema.forms.filter { !$0.isBuiltIn }.map { form -> TemplateValue in
            var lines = lines(form.header, box: "top", isTop: true)
            lines += self.lines(form.footer, box: "bottom", isTop: false)
            return Shape(
                ("name", .text("form-" + form.id.slug())), ("paper", form.paper.isOfSite ? .absent : .text(form.paper.css(paper))),
                ("margins", .optional(form.paper.cssMargins)), ("showsControlNote", .bool(form.marksCopies))
            ).with(.pageLines, lines).value
        }
        let data = Shape(
            ("paper", .text(paper)), ("notControlled", .text(Self.escape(site.message("notControlled")))),
            ("pageOfPages", .text(Self.content(site.message("pageOfPages"))))
        ).with(.forms, forms).value
        var bytes: [UInt8] = []
        _ = site.theme.templates.render("templates/pages.css", data, into: &bytes)
        return bytes
    }

    private func lines(_ band: RunningText, box: String, isTop: Bool) -> [TemplateValue] {
        let columns = [band.left, band.center, band.right].count { !$0.isEmpty }
        return [("left", band.left), ("center", band.center), ("right", band.right)].flatMap { align, text -> [TemplateValue] in
            let printed = text.split(separator: "\n")
            guard let place = printed.lastIndex(where: { line in ["{página}", "{páginas}", "{page}", "{pages}"].contains { line.contains($0) } }) else { return [] }
            let isNarrow = align == "right" && columns > 1
            let depth = Double(20 + 46 * (place + 1)) / 10
            return [
                Shape(
                    ("box", .text("\(box)-\(align)")), ("align", .text(isNarrow ? "left" : align)), ("content", .text(Self.content(String(printed[place])))),
                    ("depth", .text(String(depth))), ("top", .bool(isTop)), ("narrow", .bool(isNarrow))
                ).value
            ]
        }
    }

    /// A line with its page placeholders as CSS counters: `"Página " counter(page) " de " counter(pages)`. Others print as nothing.
    private static func content(_ line: String) -> String {
        var parts: [String] = []
        var rest = Substring(line)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append("\"\(escape(String(rest[..<open])))\"")
            switch String(rest[rest.index(after: open)..<close]) {
            case "página", "page": parts.append("counter(page)")
            case "páginas", "pages": parts.append("counter(pages)")
            default: break
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append("\"\(escape(String(rest)))\"") }
        return parts.joined(separator: " ")
    }

    /// Text inside a CSS string (CSS Syntax 3, § 4.3.5).
    private static func escape(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\a ").replacing("<", with: "\\3c ")
    }
}
