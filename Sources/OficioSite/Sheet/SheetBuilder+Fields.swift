import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The views that show single fields: *ficha*, *texto*, *lista*, *casillas*, *firmas*, *leyenda*, *firma*.
extension SheetBuilder {
    func label(_ placement: FieldPlacement) -> String {
        placement.label ?? field(at: placement.path).label[site.language]
    }

    // MARK: ficha

    mutating func fieldGrid(_ section: FormSection) -> TemplateValue? {
        let writer = writer(section)
        var rows: [TemplateValue] = []
        var labels: [String] = []
        var longest = 0
        var isAlwaysPaired = true
        for row in section.fields {
            var cells: [TemplateValue] = []
            var left = 0
            for placement in row {
                markShown(placement.path)
                let value = value(at: placement.path)
                if value == nil, section.empty == .omit { continue }
                // Leave out an empty cell without a label beside others, because readers could not tell what is
                // missing.
                if value == nil, row.count > 1, placement.label == "", !site.writesControls {
                    left += 1
                    continue
                }
                let field = field(at: placement.path)
                let mark = controlKey(placement.path, label: label(placement))
                var html: Markup?
                if let value {
                    html = writer.withMark(mark).html(value, field.kind)
                    longest = max(longest, value.plain.count)
                } else if case .text(let words)? = section.empty, !words.isEmpty {
                    html = mark.around(writer.escaped(words))
                } else {
                    html = mark?.around(Markup())
                }
                let label = label(placement)
                if !label.isEmpty { labels.append(label) }
                cells.append(
                    Shape(
                        ("name", .text(field.label[site.language])), ("html", html?.value ?? .absent),
                        ("blank", .bool(html == nil))
                    )
                    .with(.labelLines, TemplateValue.lines(label)).value)
            }
            if cells.isEmpty { continue }
            if cells.count + left < 2 { isAlwaysPaired = false }
            rows.append(Shape(("count", .number(min(6, cells.count)))).with(.cells, cells).value)
        }
        if rows.isEmpty { return nil }
        let layout = Self.layout(labels, isAlwaysPaired: isAlwaysPaired, longest: longest)
        return Shape(("labels", .text(layout))).with(.rows, rows).value
    }

    private static func layout(_ labels: [String], isAlwaysPaired: Bool, longest: Int) -> String {
        if !labels.isEmpty, labels.allSatisfy({ $0.hasSuffix(":") }) { return "inline" }
        return labels.isEmpty || isAlwaysPaired && longest <= 12 ? "above" : "beside"
    }

    // MARK: texto

    mutating func text(_ section: FormSection) -> TemplateValue? {
        let writer = writer(section)
        var markup = Markup()
        if !section.text.isEmpty {
            markup.tag("<p>")
            markup.text(section.text)
            markup.tag("</p>")
        }
        for placement in section.allFields {
            if placement.path.count == 1, section.field?.path == placement.path, !section.fields.isEmpty { continue }
            markShown(placement.path)
            guard let value = value(at: placement.path) else { continue }
            if let label = placement.label, !label.isEmpty, section.field == nil {
                markup.tag("<p class=\"run-label\">")
                markup.text(label)
                markup.tag("</p>")
            }
            let mark = controlKey(placement.path, label: placement.label ?? section.title)
            write(value, field(at: placement.path), placement.path, writer.withMark(mark), &markup)
        }
        if markup.isEmpty {
            guard let words = emptyWords(section) else { return nil }
            markup.tag("<p>")
            markup.text(words)
            markup.tag("</p>")
        }
        return Shape(("html", markup.value)).value
    }

    /// Writes a value as paragraphs; every row is a paragraph with its anchor.
    private mutating func write(
        _ value: Value, _ field: Field, _ path: [Int], _ writer: ValueWriter, _ markup: inout Markup
    ) {
        let index = path[0]
        switch value {
        case .rows(let own):
            let rows = site.corpus.withClauseRows(own, from: record.file)
            let type = field.kind.rowType
            shownColumns[index, default: []].insert(type.main)
            markup.append(content.blocks(rows.introduction))
            let groupBy = type.groupBy ?? -1
            // The headings of the groups replace the column of their codes.
            if rows.rows.allSatisfy({ $0[groupBy] == nil || $0.group != nil }) {
                shownColumns[index, default: []].insert(groupBy)
                if !form.isBuiltIn, !rows.groups.isEmpty { extendedFields.insert(index) }
            }
            var last: Int?
            func open(_ group: Int?, _ markup: inout Markup) {
                let first = last.map { $0 + 1 } ?? 0
                guard let group, group >= first else { return }
                for place in first...group {
                    markup.append(content.blocks([.paragraph(rows.groups[place].heading)] + rows.groups[place].note))
                }
                last = group
            }
            for row in rows.rows {
                open(row.group, &markup)
                guard let main = row[type.main] else { continue }
                markup.tag("<p id=\"")
                markup.text(anchors.next(row.id))
                markup.tag("\">")
                let cell = cellMark(path, row, type, type.main)
                if case .blocks(let blocks) = main {
                    markup.append(cell.around(content.phrasing(blocks)))
                } else {
                    markup.append(writer.withMark(cell).html(main, type.columns[type.main].kind))
                }
                markup.tag("</p>")
                if let children = type.children, let nested = row[children] {
                    shownColumns[index, default: []].insert(children)
                    let cell = cellMark(path, row, type, children)
                    markup.append(writer.withMark(cell).html(nested, type.columns[children].kind))
                }
            }
            open(rows.groups.indices.last, &markup)
            markup.append(content.blocks(rows.closing))
        case .blocks(let blocks):
            if blocks.count == 1, case .paragraph = blocks[0] {
                markup.tag("<p>")
                markup.append(writer.mark.around(writer.closed(blocks)))
                markup.tag("</p>")
            } else {
                markup.append(writer.mark.around(content.blocks(blocks), isBlock: true))
            }
        case .list(let items) where items.count > 1: markup.append(writer.html(.list(items), field.kind))
        default:
            markup.tag("<p>")
            markup.append(writer.html(value, field.kind))
            markup.tag("</p>")
        }
    }

    // MARK: lista

    mutating func list(_ section: FormSection, level: Int) -> TemplateValue? {
        var parts: [TemplateValue] = []
        let placements = section.fields.isEmpty ? section.allFields : section.fields.flatMap(\.self)
        if let field = section.field, field.path.count == 1, case .notApplicable(let words)? = value(at: field.path),
            !section.fields.isEmpty
        {
            return Shape().with(.parts, [part("", level: level, html: content.inline(words))]).value
        }
        for placement in placements {
            markShown(placement.path)
            let label = section.fields.isEmpty ? "" : label(placement)
            guard let value = value(at: placement.path) else {
                if let words = emptyWords(section) {
                    parts.append(part(label, level: level, html: writer(section).escaped(words)))
                }
                continue
            }
            if case .rows(let own) = value,
                let inner = grouped(own, label, placement, section, level: level)
            {
                parts += inner
                continue
            }
            parts.append(part(label, level: level, value: value, placement, section))
            if case .rows(let own) = value, !own.closing.isEmpty, !rowsOfPart(own).closing.isEmpty {
                parts.append(part("", level: level, introduction: content.blocks(own.closing)))
            }
        }
        return parts.isEmpty ? nil : Shape().with(.parts, parts).value
    }

    private mutating func part(
        _ label: String, level: Int, value: Value, _ placement: FieldPlacement, _ section: FormSection
    ) -> TemplateValue {
        let mark = controlKey(placement.path, label: label.isEmpty ? section.title : label)
        let writer = writer(section).withMark(mark)
        switch value {
        case .list(let items):
            return part(
                label, level: level, items: items.withWords.map { item(anchors.next($0.id), writer.item($0)) },
                isOrdered: isNumbered(placement))
        case .rows(let own):
            let rows = rowsOfPart(site.corpus.withClauseRows(own, from: record.file))
            let type = field(at: placement.path).kind.rowType
            shownColumns[placement.path[0], default: []].formUnion([type.main] + (type.children.map { [$0] } ?? []))
            let items = rows.rows.map { item(of: $0, placement.path, type, writer) }
            return part(
                label, level: level, introduction: content.blocks(rows.introduction), items: items,
                isOrdered: isNumbered(placement))
        case .blocks(let blocks):
            if case .list(let list)? = blocks.first, blocks.count == 1 {
                return part(
                    label, level: level,
                    items: list.items.enumerated().filter { !$0.element.isEmpty }.map { place, entry in
                        item(
                            nil,
                            (mark?.adding("#\(place)")).around(
                                content.compact(entry.blocks), isBlock: !entry.blocks.areOneParagraph))
                    }, isOrdered: list.start != nil)
            }
            if label.isEmpty, blocks.count == 1, case .paragraph = blocks[0] {
                return part(label, level: level, items: [item(nil, mark.around(writer.closed(blocks)))])
            }
            return part(label, level: level, html: writer.html(value, field(at: placement.path).kind))
        case .references(let references) where references.count > 1:
            return part(
                label, level: level,
                items: references.enumerated().map { place, reference in
                    item(
                        nil,
                        (mark?.adding("@\(place)")).around(
                            writer.withMark(nil).references([reference], field(at: placement.path).kind)))
                })
        default: return part(label, level: level, html: writer.html(value, field(at: placement.path).kind))
        }
    }

    /// Whether a list is numbered: its author numbered it, and no form of the site defines its layout.
    func isNumbered(_ placement: FieldPlacement) -> Bool {
        form.isBuiltIn && placement.path.count == 1 && record.fieldValue(placement.path[0])?.isNumbered ?? false
    }

    mutating func item(of row: Row, _ path: [Int], _ type: RowType, _ writer: ValueWriter) -> TemplateValue {
        let main = row[type.main]
        let html =
            main.map { writer.withMark(cellMark(path, row, type, type.main)).html($0, type.columns[type.main].kind) }
            ?? Markup()
        var children: [TemplateValue] = []
        if let index = type.children, case .list(let items)? = row[index] {
            let writer = writer.withMark(cellMark(path, row, type, index))
            children = items.withWords.map { item(nil, writer.item($0)) }
        }
        return item(anchors.next(row.id), html, children: children, isOrdered: false)
    }

    func item(_ anchor: String?, _ html: Markup, children: [TemplateValue] = [], isOrdered: Bool = false)
        -> TemplateValue
    {
        Shape(
            ("anchor", .optional(anchor)), ("html", html.value), ("ordered", .bool(isOrdered)),
            ("lettered", .bool(html.isLettered))
        ).with(.items, children).value
    }

    /// Returns a piece of content below its label. A `heading` with the same words is printed in the label's place if
    /// it holds a picture or a link.
    func part(
        _ label: String, heading: Text? = nil, level: Int, introduction: Markup = Markup(), html: Markup? = nil,
        items: [TemplateValue] = [], isOrdered: Bool = false, table: TemplateValue = .absent, mark: ControlKey? = nil,
        anchor: String? = nil
    ) -> TemplateValue {
        let rich = heading.flatMap { $0.hasPictureOrLink && $0.plain == label ? content.inline($0).value : nil }
        var shape = Shape(
            ("labelHTML", rich ?? .absent),
            ("anchor", .optional(anchor)), ("level", .number(min(6, level))),
            ("introduction", introduction.isEmpty ? .absent : introduction.value),
            ("html", html?.value ?? .absent), ("ordered", .bool(isOrdered)), ("table", table)
        ).with(.labelLines, TemplateValue.lines(label)).with(.items, items)
        shape.set(mark)
        return shape.value
    }

    // MARK: casillas, firmas, leyenda, firma

    mutating func boxes(_ section: FormSection) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let field = field(at: placement.path)
        let value = value(at: placement.path)
        var chosen: [String] = []
        if case .codes(let codes, _)? = value { chosen = codes.map(\.code) }
        let codes = list(section, field)?.codes ?? chosen.map { Code(code: $0, label: $0) }
        if value == nil, emptyWords(section) == nil { return nil }
        let choices = codes.map { code in
            let isChecked = chosen.contains(code.code)
            let mark = section.mark.map { isCodeMark($0) ? code.code : $0 } ?? "X"
            var shape = Shape(
                ("label", .text(code.label)), ("checked", .bool(isChecked)), ("mark", isChecked ? .text(mark) : .absent)
            )
            shape.set(controlKey(placement.path)?.code(code.code))
            return shape.value
        }
        return Shape(("name", .text(field.label[site.language]))).with(.choices, choices).value
    }

    func isCodeMark(_ mark: String) -> Bool { ["codigo", "code"].contains(mark.folded) }

    mutating func signatures(_ section: FormSection) -> TemplateValue? {
        guard let placement = section.field, let rows = rows(at: placement.path) else { return nil }
        let type = field(at: placement.path).kind.rowType
        shownColumns[placement.path[0]] = Set(type.columns.indices)
        let items = rows.rows.map { row in
            func words(_ column: ColumnKey) -> TemplateValue {
                .optional(type.column(column).flatMap { row[$0] }?.plain)
            }
            var shape = Shape(("label", words(.label)), ("name", words(.name)), ("role", words(.role)))
            for (key, name) in [(ColumnKey.label, "label"), (.name, "name"), (.role, "role")] {
                if let column = type.column(key) { shape.set(cellMark(placement.path, row, type, column), name) }
            }
            return shape.value
        }
        return items.isEmpty ? nil : Shape().with(.items, items).value
    }

    func legend(_ section: FormSection) -> TemplateValue? {
        let lists = section.legend.compactMap { entry in
            form.list(named: entry.list).map { legend($0, label: entry.label.isEmpty ? $0.name : entry.label) }
        }
        return lists.isEmpty ? nil : Shape().with(.lists, lists).value
    }

    func legend(_ list: CodeList, label: String) -> TemplateValue {
        Shape(("label", .text(label)))
            .with(.codes, list.codes.map { Shape(("code", .text($0.code)), ("meaning", .text($0.label))).value }).value
    }

    func receipt(_ section: FormSection) -> TemplateValue? {
        let rows = section.blanks.map { row in
            let cells = row.map { label in
                Shape(("name", .text(label)), ("html", .absent), ("blank", true)).with(
                    .labelLines, TemplateValue.lines(label)
                ).value
            }
            return Shape(("count", .number(min(6, max(1, cells.count))))).with(.cells, cells).value
        }
        return rows.isEmpty ? nil : Shape(("labels", "inline")).with(.rows, rows).value
    }
}
