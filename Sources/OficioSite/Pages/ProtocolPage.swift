import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// A protocol laid out for a counter: the strip, the steps, escalation, exceptions, questions.
struct ProtocolPage {
    private var builder: SheetBuilder
    private let writer: ValueWriter
    private var used: Set<String> = []

    init(_ builder: SheetBuilder) {
        self.builder = builder
        writer = ValueWriter(content: builder.content)
    }

    private static let facts: Set<String> = [
        "title", "code", "version", "effective", "created", "owner", "unit", "review-every", "authorised-by", "reviewed-by", "form", "state", "access",
        "former-ids", "former-names",
    ]

    mutating func value() -> TemplateValue {
        let strip = [("audience", "stripAudience"), ("channels", "stripChannels"), ("response-time", "stripLimit"), ("requirements", "stripRequirements")]
            .compactMap { part($0.0, label: $0.1) }
        let before = [("when-to-use", "stripWhen"), ("purpose", "purpose"), ("scope", "scope"), ("who-may-ask", "whoMayAsk")].compactMap {
            section($0.0, title: $0.1)
        }
        let steps = self.steps()
        let escalation = self.escalation()
        let exceptions = part("exceptions", label: nil)
        let questions = self.questions()
        var after = [("cost", "cost"), ("legal-basis", "legalBasis"), ("where", "where"), ("outcome", "outcome")].compactMap { section($0.0, title: $0.1) }
        after += builder.outside(except: Self.facts.union(used), level: 2)
        after += ExtraSections.values(builder.record, builder, level: 2).map(\.value)
        let site = builder.site
        let links = LinkShapes(site: site, root: builder.content.root)
        var jumps: [TemplateValue] = []
        if !steps.isEmpty { jumps.append(links.link("#pasos", site.message("jumpSteps"))) }
        if !escalation.isEmpty { jumps.append(links.link("#escalamiento", site.message("jumpEscalation"))) }
        if exceptions != nil { jumps.append(links.link("#excepciones", site.message("jumpExceptions"))) }
        if !questions.isEmpty { jumps.append(links.link("#preguntas", site.message("jumpQuestions"))) }
        return Shape(("exceptions", exceptions ?? .absent)).with(.strip, strip).with(.jumps, jumps).with(.before, before).with(.steps, steps)
            .with(.escalation, escalation).with(.questions, questions).with(.after, after).value
    }

    private mutating func fieldValue(_ id: String) -> (value: Value, field: Field)? {
        guard let index = builder.type.field(id: id), let value = builder.record.value(index) else { return nil }
        used.insert(id)
        return (value, builder.type.fields[index])
    }

    /// A labelled piece: items for lists, html otherwise.
    private mutating func part(_ id: String, label: String?) -> TemplateValue? {
        guard let (value, field) = fieldValue(id) else { return nil }
        let words = label.map { builder.site.message($0) } ?? ""
        switch value {
        case .list(let items): return builder.part(words, level: 2, items: items.map { builder.item(nil, builder.content.compact($0.blocks)) })
        case .references(let references) where references.count > 1:
            return builder.part(words, level: 2, items: references.map { builder.item(nil, writer.references([$0], field.kind)) })
        default: return builder.part(words, level: 2, html: html(value, field.kind))
        }
    }

    private func html(_ value: Value, _ kind: FieldKind) -> Markup {
        if case .blocks(let blocks) = value { return builder.content.blocks(blocks) }
        return writer.html(value, kind)
    }

    private mutating func section(_ id: String, title: String) -> TemplateValue? {
        guard let (value, field) = fieldValue(id) else { return nil }
        var frame = SectionFrame(title: builder.site.message(title), level: 2, number: nil, view: .text)
        var markup = html(value, field.kind)
        if case .blocks = value {
        } else if case .list(let items) = value, items.count > 1 {
        } else {
            var paragraph = Markup()
            paragraph.tag("<p>")
            paragraph.append(markup)
            paragraph.tag("</p>")
            markup = paragraph
        }
        frame.view = ("text", Shape(("html", markup.value)).value)
        return frame.value(anchor: builder.anchors.next(id))
    }

    private mutating func steps() -> [TemplateValue] {
        guard let (value, field) = fieldValue("steps"), case .rows(let rows) = value else {
            used.remove("steps")
            return []
        }
        let type = field.kind.rowType
        if !rows.introduction.isEmpty || !rows.closing.isEmpty || !rows.groups.isEmpty { used.remove("steps") }
        var steps: [TemplateValue] = []
        for (number, row) in rows.rows.enumerated() {
            func cell(_ id: String) -> Markup? { type.columns.index(of: id).flatMap { place in row[place].map { writer.html($0, type.columns[place].kind) } } }
            let limit = type.columns.index(of: "time-limit").flatMap { row[$0]?.plain }
            let say = type.columns.index(of: "say").flatMap { place -> Markup? in
                guard let value = row[place] else { return nil }
                if case .blocks(let blocks) = value { return builder.content.blocks(blocks) }
                return writer.html(value, .markdown)
            }
            let actor = cell("actor")
            steps.append(
                Shape(
                    ("anchor", .text(builder.anchors.next("paso-\(number + 1)"))), ("number", .number(number + 1)),
                    ("hasLabels", .bool(actor != nil || limit != nil)), ("actor", actor?.value ?? .absent), ("timeLimit", .optional(limit)),
                    (
                        "html",
                        (row[type.main].map { main -> Markup in
                            if case .blocks(let blocks) = main { return builder.content.compact(blocks) }
                            return writer.html(main, .markdown)
                        } ?? Markup()).value
                    ),
                    ("say", say?.value ?? .absent), ("register", cell("record")?.value ?? .absent), ("note", cell("note")?.value ?? .absent)
                ).value)
        }
        return steps
    }

    private mutating func escalation() -> [TemplateValue] {
        guard let (value, field) = fieldValue("escalation"), case .rows(let rows) = value, rows.introduction.isEmpty, rows.closing.isEmpty else {
            used.remove("escalation")
            return []
        }
        let type = field.kind.rowType
        return rows.rows.map { row in
            func cell(_ id: String) -> Markup? { type.columns.index(of: id).flatMap { place in row[place].map { writer.html($0, type.columns[place].kind) } } }
            return Shape(
                ("anchor", .text(builder.anchors.next("caso-\(row.id)"))), ("html", (cell("case") ?? Markup()).value), ("to", cell("to")?.value ?? .absent),
                ("timeLimit", .optional(type.columns.index(of: "time-limit").flatMap { row[$0]?.plain }))
            ).value
        }
    }

    private mutating func questions() -> [TemplateValue] {
        guard let (value, field) = fieldValue("questions"), case .rows(let rows) = value, rows.introduction.isEmpty, rows.closing.isEmpty else {
            used.remove("questions")
            return []
        }
        let type = field.kind.rowType
        return rows.rows.map { row in
            var answer = Markup()
            if let place = type.columns.index(of: "answer"), let value = row[place] { answer = html(value, type.columns[place].kind) }
            return Shape(
                ("anchor", .text(builder.anchors.next("pregunta-\(row.id)"))), ("question", (row[type.main].map { writer.html($0, .markdown) } ?? Markup()).value),
                ("answer", answer.value)
            ).value
        }
    }
}
