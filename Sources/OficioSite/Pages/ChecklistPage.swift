import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// An onboarding checklist: phases in order, each item with its box, reason, helper, evidence and due date.
struct ChecklistPage {
    private var builder: SheetBuilder
    private let writer: ValueWriter

    init(_ builder: SheetBuilder) {
        self.builder = builder
        writer = ValueWriter(content: builder.content)
    }

    private static let facts: Set<String> = [
        "title", "code", "version", "effective", "created", "owner", "unit", "review-every", "authorised-by", "reviewed-by", "form", "state", "access",
        "former-ids", "former-names", "items", "phases",
    ]

    mutating func value() -> TemplateValue {
        let site = builder.site
        var total = 0
        var phases: [TemplateValue] = []
        var leftOver = Set<String>()
        if let place = builder.type.field(id: "items"), case .rows(let rows)? = builder.record.value(place) {
            let type = builder.type.fields[place].kind.rowType
            total = rows.rows.count
            if !rows.introduction.isEmpty || !rows.closing.isEmpty || rows.groups.contains(where: { !$0.note.isEmpty }) { leftOver.insert("items") }
            for (label, members) in grouped(rows, type) {
                let tasks = members.map { task($0, type) }
                phases.append(
                    Shape(("anchor", .text(builder.anchors.next(label.slug(words: 6)))), ("title", .text(label)), ("count", .number(tasks.count)))
                        .with(.items, tasks).value)
            }
        } else {
            leftOver.insert("items")
        }
        let sections = builder.outside(except: Self.facts.subtracting(leftOver), level: 2) + ExtraSections.values(builder.record, builder, level: 2)
        return Shape(("id", .text(builder.record.id)), ("total", .number(total)), ("receipt", receipt(site)))
            .with(.phases, phases).with(.sections, sections).value
    }

    /// Rows by phase: declared phases in their order, then others as they come.
    private func grouped(_ rows: Rows, _ type: RowType) -> [(label: String, rows: [Row])] {
        var order: [String] = []
        if let place = builder.type.field(id: "phases"), case .codeList(let list)? = builder.record.value(place) { order = list.codes.map(\.label) }
        var groups: [String: [Row]] = [:]
        for row in rows.rows {
            var label = builder.site.message("listAll")
            if let column = type.groupBy, let value = row[column] {
                if case .codes(let codes, _) = value, let code = codes.first { label = code.label } else { label = value.plain }
            }
            if !order.contains(label) { order.append(label) }
            groups[label, default: []].append(row)
        }
        return order.compactMap { label in groups[label].map { (label, $0) } ?? (label, []) }
    }

    private mutating func task(_ row: Row, _ type: RowType) -> TemplateValue {
        func cell(_ id: String) -> Markup? {
            type.columns.index(of: id).flatMap { place in
                row[place].map { value in
                    if case .blocks(let blocks) = value { return builder.content.phrasing(blocks) }
                    return writer.html(value, type.columns[place].kind)
                }
            }
        }
        let links = LinkShapes(site: builder.site, root: builder.content.root)
        var facts: [TemplateValue] = []
        for (id, message) in [("helper", "checkHelper"), ("evidence", "checkEvidence"), ("document", "checkDocument")] {
            if let html = cell(id) { facts.append(links.fact(builder.site.message(message), html)) }
        }
        var main = Markup()
        if let value = row[type.main] {
            // The task labels its box: a link inside a label would tick it or leave the page, as luck has it.
            main.text(value.plain)
            for link in taskLinks(value) { facts.append(links.fact(builder.site.message("checkDocument"), link)) }
        }
        return Shape(
            ("anchor", .text(builder.anchors.next(row.id))), ("html", main.value), ("why", cell("why")?.value ?? .absent),
            ("due", .optional(type.columns.index(of: "due").flatMap { row[$0]?.plain }))
        ).with(.facts, facts).value
    }

    /// The references in a task's words.
    private func taskLinks(_ value: Value) -> [Markup] {
        guard case .blocks(let blocks) = value else { return [] }
        var found: [Markup] = []
        blocks.forEachText { text in
            for inline in text.inlines ?? [] {
                switch inline {
                case .reference, .link: found.append(builder.content.inline(Text("", inlines: [inline], span: text.span)))
                default: break
                }
            }
        }
        return found
    }

    private mutating func receipt(_ site: SiteContext) -> TemplateValue {
        var frame = SectionFrame(title: site.message("receipt"), level: 2, number: nil, view: .receipt)
        var section = FormSection(span: .start(of: builder.record.file))
        section.blanks = [
            [site.message("receiptName"), site.message("receiptDocument")], [site.message("receiptDate"), site.message("receiptSignature")],
        ]
        guard let value = builder.receipt(section) else { return .absent }
        frame.view = ("receipt", value)
        return frame.value(anchor: builder.anchors.next("acuse"))
    }
}
