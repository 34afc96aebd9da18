import OficioTheme

/// Builds a section with one two-column table.
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
