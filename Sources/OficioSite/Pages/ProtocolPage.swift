import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page of a protocol, laid out for use at a counter: a strip with key facts, the steps, escalation, exceptions,
/// questions.
struct ProtocolPage {
    private var builder: SheetBuilder
    private let writer: ValueWriter
    private var used: Set<FieldKey> = []

    init(_ builder: SheetBuilder) {
        self.builder = builder
        writer = ValueWriter(content: builder.content)
    }

    private static let facts: Set<FieldKey> = [
        .title, .code, .version, .effective, .created, .owner, .unit, .reviewEvery, .nextReview, .authorisedBy,
        .reviewedBy, .form,
        .state, .access,
        .formerIDs, .formerNames,
    ]

    /// A part of the page: a field with a view of its own, or a section as on any other page.
    private enum PagePart {
        case steps, escalation, exceptions, questions
        /// A field under a title that a message of the theme gives.
        case field(FieldKey, title: String)
        case section(FormSection)
    }

    /// The parts of the page in their default order. Sections of the body keep their author's order.
    private static let first: [PagePart] = [
        .field(.whenToUse, title: "stripWhen"), .field(.purpose, title: "purpose"), .field(.scope, title: "scope"),
        .field(.whoMayAsk, title: "whoMayAsk"), .steps, .escalation, .exceptions, .questions,
        .field(.cost, title: "cost"),
        .field(.legalBasis, title: "legalBasis"), .field(.where, title: "where"), .field(.outcome, title: "outcome"),
    ]

    private static let strip: [(FieldKey, label: String)] = [
        (.audience, "stripAudience"), (.channels, "stripChannels"), (.responseTime, "stripLimit"),
        (.requirements, "stripRequirements"),
    ]

    /// The fields with a place of their own on the page.
    static let shownApart = Set(strip.map(\.0) + first.flatMap(fields))

    mutating func value() -> TemplateValue {
        let strip = Self.strip
            .compactMap { key, label in
                part(key, label: label).map { Shape(("part", $0), ("target", .optional(target(key)))).value }
            }
        let type = builder.type
        for piece in Self.first { used.formUnion(Self.fields(piece)) }
        for field in builder.boxedFields(.facts) + builder.boxedFields(.approval) {
            used.insert(type.fields[field].key)
        }
        let others = builder.leftOverSections(except: Self.facts.union(used)).map { PagePart.section($0) }
        let entries = AuthorsOrder(builder.record).arrange(Self.first + others) { piece in
            if case .section(let section) = piece { return SheetBuilder.fields(section) }
            return Self.fields(piece).compactMap { type.field($0) }
        } isSplit: { piece in
            switch piece {
            case .steps, .escalation, .exceptions, .questions: false
            case .field, .section: true
            }
        }
        var parts: [TemplateValue] = []
        var jumps: [TemplateValue] = []
        // Consecutive sections form one block.
        var sections: [TemplateValue] = []
        func flush() {
            if !sections.isEmpty { parts.append(Shape().with(.sections, sections).value) }
            sections = []
        }
        for entry in entries {
            builder.part = nil
            switch entry {
            case .own(let extra): sections.append(builder.ownSection(extra, level: 2))
            case .section(.section(let section)):
                if let value = builder.show(section, level: 2) { sections.append(value) }
            case .section(.field(let id, let title)):
                builder.part = 0
                if let value = section(id, title: title) { sections.append(value) }
            case .later(.field(let id, let title), let part):
                builder.part = part
                if let value = section(id, title: title) { sections.append(value) }
            case .later(.section(let section), let part):
                if let value = builder.show(section, level: 2, part: part) { sections.append(value) }
            case .later: break
            case .section(let piece):
                guard let (name, value, words, jump) = viewData(piece) else { continue }
                flush()
                parts.append(
                    Shape(
                        (name, value), ("heading", .optional(words)),
                        ("target", .optional(Self.fields(piece).first.flatMap { target($0) }))
                    ).value)
                jumps.append(jump)
            }
        }
        flush()
        return Shape().with(.strip, strip).with(.jumps, jumps).with(.parts, parts).value
    }

    private static func fields(_ piece: PagePart) -> [FieldKey] {
        switch piece {
        case .steps: [.steps]
        case .escalation: [.escalation]
        case .exceptions: [.exceptions]
        case .questions: [.questions]
        case .field(let id, _): [id]
        case .section: []
        }
    }

    /// Returns the data of a part with a view of its own: the name of its variable, its value, the author's heading,
    /// and a link to it; `nil` for any other part, and if the record does not set the field.
    private mutating func viewData(_ piece: PagePart) -> (TemplateName, TemplateValue, heading: String?, TemplateValue)?
    {
        let name: TemplateName
        let (anchor, message): (String, String)
        let value: TemplateValue?
        switch piece {
        case .steps: (name, value, anchor, message) = ("procedure", procedure(), "pasos", "jumpSteps")
        case .escalation:
            (name, value, anchor, message) = ("escalation", escalation(), "escalamiento", "jumpEscalation")
        case .exceptions:
            (name, value, anchor, message) = (
                "exceptions", part(.exceptions, label: nil), "excepciones", "jumpExceptions"
            )
        case .questions: (name, value, anchor, message) = ("questions", questions(), "preguntas", "jumpQuestions")
        case .field, .section: return nil
        }
        guard let value else { return nil }
        let words = Self.fields(piece).first.flatMap { heading($0) }
        let links = LinkShapes(site: builder.site, root: builder.content.root)
        return (name, value, words, links.link("#" + anchor, words ?? builder.site.message(message)))
    }

    /// Returns the heading that the author gave the section of a field, `nil` for none.
    private func heading(_ key: FieldKey) -> String? { builder.type.field(key).flatMap { builder.heading(of: [$0]) } }

    /// Returns the id for links to a field's section, `nil` if the field has none.
    private mutating func target(_ key: FieldKey) -> String? {
        builder.type.field(key).flatMap { builder.targets([$0]).first }
    }

    private mutating func fieldValue(_ key: FieldKey) -> (value: Value, field: Field)? {
        guard let index = builder.type.field(key), let value = builder.value(at: [index]) else { return nil }
        used.insert(key)
        return (value, builder.type.fields[index])
    }

    /// Returns a labelled part: items for a list or several references, HTML for any other value; `nil` if the record
    /// does not set the field.
    private mutating func part(_ key: FieldKey, label: String?) -> TemplateValue? {
        guard let (value, field) = fieldValue(key) else { return nil }
        let words = label.map { builder.site.message($0) } ?? ""
        switch value {
        case .list(let items):
            return builder.part(words, level: 2, items: items.withWords.map { builder.item(nil, writer(key).item($0)) })
        case .references(let references) where references.count > 1:
            return builder.part(
                words, level: 2,
                items: references.enumerated().map { place, reference in
                    let mark = mark(key)?.adding("@\(place)")
                    return builder.item(nil, mark.around(writer.references([reference], field.kind)))
                })
        default: return builder.part(words, level: 2, html: html(value, field.kind, mark(key)))
        }
    }

    private func html(_ value: Value, _ kind: FieldKind, _ mark: ControlKey?) -> Markup {
        if case .blocks(let blocks) = value { return mark.around(builder.content.blocks(blocks), isBlock: true) }
        return writer.withMark(mark).html(value, kind)
    }

    private func mark(_ key: FieldKey) -> ControlKey? { builder.type.field(key).flatMap { builder.controlKey([$0]) } }

    private func writer(_ key: FieldKey) -> ValueWriter { writer.withMark(mark(key)) }

    /// Returns the `ControlKey` of a cell of a row; `nil` on published pages.
    private func mark(_ field: FieldKey, _ row: Row, _ type: RowType, _ column: Int) -> ControlKey? {
        builder.type.field(field).flatMap { builder.cellMark([$0], row, type, column) }
    }

    private mutating func section(_ key: FieldKey, title: String) -> TemplateValue? {
        guard let (value, field) = fieldValue(key) else { return nil }
        var frame = SectionFrame(title: heading(key) ?? builder.site.message(title), level: 2, number: nil, view: .text)
        var markup = html(value, field.kind, mark(key))
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
        frame.targets = target(key).map { [$0] } ?? []
        return frame.value(anchor: builder.anchors.next(key.text))
    }

    /// Returns the text before or after rows; absent if there is none.
    private func text(_ blocks: [Block]) -> TemplateValue {
        blocks.isEmpty ? .absent : builder.content.blocks(blocks).value
    }

    /// Returns the rows of a field with the text before and after them. A value of another kind is returned as text;
    /// the result is `nil` if the record does not set the field.
    private mutating func rowsWithText(
        _ key: FieldKey, _ items: (inout ProtocolPage, Rows, RowType) -> (ListName, [TemplateValue])
    ) -> TemplateValue? {
        guard let (value, field) = fieldValue(key) else { return nil }
        guard case .rows(let own) = value else {
            return Shape(("introduction", html(value, field.kind, mark(key)).value), ("closing", .absent)).value
        }
        let rows = builder.site.corpus.withClauseRows(own, from: builder.record.file)
        let (name, list) = items(&self, rows, field.kind.rowType)
        let recorded = own.asRecorded
        // Keep the anchors of earlier versions of the program, which showed rows with text or headings a second
        // time, in a section of their own.
        let wasTwice = !recorded.introduction.isEmpty || !recorded.closing.isEmpty || !recorded.groups.isEmpty
        let former = wasTwice ? builder.anchors.next(field.label[builder.site.language].slug(words: 6)) : nil
        return Shape(
            ("introduction", text(rows.introduction)), ("closing", text(rows.closing)), ("former", .optional(former)),
            ("formerPart", .optional(wasTwice ? builder.anchors.next("parte") : nil))
        ).with(name, list).value
    }

    private mutating func procedure() -> TemplateValue? {
        rowsWithText(.steps) { page, rows, type in
            let first = page.builder.record.fields.contains { $0.startsAtZero && page.isSteps($0) } ? 0 : 1
            let steps = rows.rows.enumerated().map { page.step($1, place: $0 + 1, number: $0 + first, type) }
            var phases: [TemplateValue] = []
            func phase(_ group: RowGroup?, _ members: [Int], _ anchor: String) -> TemplateValue {
                Shape(
                    ("anchor", .text(anchor)),
                    ("title", group.map { page.builder.content.inline($0.heading).value } ?? .absent),
                    ("introduction", page.text(group?.note ?? [])), ("start", .number((members.first ?? 0) + first))
                ).with(.steps, members.map { steps[$0] }).value
            }
            let loose = rows.rows.indices.filter { rows.rows[$0].group == nil }
            if !loose.isEmpty { phases.append(phase(nil, loose, "")) }
            for (place, group) in rows.groups.enumerated() {
                let members = rows.rows.indices.filter { rows.rows[$0].group == place }
                phases.append(
                    phase(group, members, page.builder.anchors.next(group.anchor)))
            }
            return (.phases, phases)
        }
    }

    private func isSteps(_ value: FieldValue) -> Bool { builder.type.fields[value.field].key == .steps }

    /// Returns the data of a step. `place` counts all steps from 1 and gives the anchor; `number` is the number that
    /// the page shows.
    private mutating func step(_ row: Row, place: Int, number: Int, _ type: RowType) -> TemplateValue {
        func cell(_ key: ColumnKey) -> Markup? {
            type.column(key).flatMap { place in
                row[place].map { writer.withMark(mark(.steps, row, type, place)).html($0, type.columns[place].kind) }
            }
        }
        let limit = type.column(.timeLimit).flatMap { row[$0]?.plain }
        let say = type.column(.say).flatMap { place -> Markup? in
            guard let value = row[place] else { return nil }
            return html(value, .markdown, mark(.steps, row, type, place))
        }
        let actor = cell(.actor)
        let main = row[type.main].map { main -> Markup in
            let mark = mark(.steps, row, type, type.main)
            guard case .blocks(let blocks) = main else { return writer.withMark(mark).html(main, .markdown) }
            return mark.around(builder.content.compact(blocks), isBlock: !blocks.areOneParagraph)
        }
        var shape = Shape(
            ("anchor", .text(builder.anchors.next("\(builder.site.schema.stepAnchor)\(place)"))),
            ("alias", .text(builder.anchors.next(row.id))),
            ("number", .number(number)),
            ("hasLabels", .bool(actor != nil || limit != nil)), ("actor", actor?.value ?? .absent),
            ("timeLimit", .optional(limit)),
            ("html", (main ?? Markup()).value), ("say", say?.value ?? .absent),
            ("register", cell(.record)?.value ?? .absent),
            ("note", cell(.note)?.value ?? .absent)
        )
        shape.set(limit == nil ? nil : limitMark(.steps, row, type), "limit")
        return shape.value
    }

    /// Returns the mark of the time limit of a row.
    private func limitMark(_ field: FieldKey, _ row: Row, _ type: RowType) -> ControlKey? {
        type.column(.timeLimit).flatMap { mark(field, row, type, $0) }
    }

    private mutating func escalation() -> TemplateValue? {
        rowsWithText(.escalation) { page, rows, type in
            (
                .phases,
                page.grouped(rows) { page, row in
                    func cell(_ key: ColumnKey) -> Markup? {
                        type.column(key).flatMap { place in
                            let mark = page.mark(.escalation, row, type, place)
                            return row[place].map { page.writer.withMark(mark).html($0, type.columns[place].kind) }
                        }
                    }
                    let limit = type.column(.timeLimit).flatMap { row[$0]?.plain }
                    var shape = Shape(
                        ("anchor", .text(page.builder.anchors.next("caso-\(row.id)"))),
                        ("html", (cell(.case) ?? Markup()).value),
                        ("to", cell(.to)?.value ?? .absent),
                        ("timeLimit", .optional(limit))
                    )
                    shape.set(limit == nil ? nil : page.limitMark(.escalation, row, type), "limit")
                    return shape.value
                }
            )
        }
    }

    /// Returns the rows as items under their group headings.
    private mutating func grouped(_ rows: Rows, _ item: (inout ProtocolPage, Row) -> TemplateValue) -> [TemplateValue] {
        rows.parts.map { part in
            let items = part.rows.map { item(&self, rows.rows[$0]) }
            return Shape(
                (
                    "anchor",
                    .text(part.group.map { builder.anchors.next($0.anchor) } ?? "")
                ),
                ("title", part.group.map { builder.content.inline($0.heading).value } ?? .absent),
                ("introduction", text(part.group?.note ?? []))
            ).with(.items, items).value
        }
    }

    private mutating func questions() -> TemplateValue? {
        rowsWithText(.questions) { page, rows, type in
            (
                .phases,
                page.grouped(rows) { page, row in
                    var answer = Markup()
                    if let place = type.column(.answer), let value = row[place] {
                        answer = page.html(value, type.columns[place].kind, page.mark(.questions, row, type, place))
                    }
                    return Shape(
                        ("anchor", .text(page.builder.anchors.next("pregunta-\(row.id)"))),
                        (
                            "question",
                            (row[type.main].map {
                                page.writer.withMark(page.mark(.questions, row, type, type.main)).html($0, .markdown)
                            } ?? Markup()).value
                        ), ("answer", answer.value)
                    ).value
                }
            )
        }
    }
}
