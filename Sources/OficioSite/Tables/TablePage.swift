import OficioTheme

/// A page with tables that readers can filter and sort: *Who does it*, the master list, the list of obsolete versions.
struct TablePage {
    /// A column of a table. If `isFacet` is true, readers can filter by its values.
    struct Column {
        let name: String
        var isFacet = false
        var classes = ""
    }

    struct Table {
        let anchor: String
        let title: String
        let columns: [Column]
        var rows: [TemplateValue] = []
        let empty: String
        var classes = ""
    }

    let site: SiteContext
    var lead: String?
    /// Links to downloads.
    var files: [TemplateValue] = []
    /// Links to the pages that the table is divided into.
    var parts: [TemplateValue] = []
    var tables: [Table] = []

    init(_ site: SiteContext) { self.site = site }

    /// Returns a cell of a table.
    ///
    /// - Parameters:
    ///   - html: the content as HTML.
    ///   - words: the plain text, for a facet.
    ///   - classes: CSS classes.
    ///   - label: the column's name, for narrow screens that show a row as lines.
    ///   - isHead: whether the cell is the heading of its row.
    /// - Returns: the data of the cell.
    static func cell(
        _ html: Markup, words: String? = nil, classes: String = "", label: String? = nil, isHead: Bool = false
    ) -> TemplateValue {
        Shape(
            ("html", html.value), ("words", .optional(words)), ("classes", .text(classes)), ("label", .optional(label)),
            ("head", .bool(isHead))
        ).value
    }

    static func cell(_ text: String, classes: String = "", label: String? = nil) -> TemplateValue {
        var html = Markup()
        html.text(text)
        return cell(html, words: text, classes: classes, label: label)
    }

    static func row(_ cells: [TemplateValue]) -> TemplateValue { Shape().with(.cells, cells).value }

    var value: TemplateValue {
        Shape(("lead", .optional(lead)))
            .with(ListName("files"), files).with(.parts, parts)
            .with(
                ListName("tables"),
                tables.map { table in
                    Shape(
                        ("anchor", .text(table.anchor)), ("title", .text(table.title)), ("empty", .text(table.empty)),
                        ("count", .number(table.rows.count)),
                        ("classes", .text(table.classes))
                    )
                    .with(
                        .columns,
                        table.columns.map {
                            Shape(
                                ("name", .text($0.name)), ("classes", .text($0.classes)), ("facet", .bool($0.isFacet))
                            ).value
                        }
                    )
                    .with(.rows, table.rows).value
                }
            ).value
    }
}
