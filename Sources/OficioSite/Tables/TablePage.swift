import OficioTheme

/// A page of tables that a reader can filter and sort: *who does it*, the master list, the register of obsolete versions.
struct TablePage {
    /// One column: `isFacet` offers its values as a filter.
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
    /// Downloads.
    var files: [TemplateValue] = []
    /// The pages that the table is divided into.
    var parts: [TemplateValue] = []
    var tables: [Table] = []

    init(_ site: SiteContext) { self.site = site }

    /// A cell.
    ///
    /// - Parameters:
    ///   - html: finished HTML.
    ///   - words: what it says, where its column is a facet.
    ///   - label: what its column is called, where a narrow screen shows it as a line.
    static func cell(_ html: Markup, words: String? = nil, classes: String = "", label: String? = nil, isHead: Bool = false) -> TemplateValue {
        Shape(("html", html.value), ("words", .optional(words)), ("classes", .text(classes)), ("label", .optional(label)), ("head", .bool(isHead))).value
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
                        ("anchor", .text(table.anchor)), ("title", .text(table.title)), ("empty", .text(table.empty)), ("count", .number(table.rows.count)),
                        ("classes", .text(table.classes))
                    )
                    .with(.columns, table.columns.map { Shape(("name", .text($0.name)), ("classes", .text($0.classes)), ("facet", .bool($0.isFacet))).value })
                    .with(.rows, table.rows).value
                }
            ).value
    }
}
