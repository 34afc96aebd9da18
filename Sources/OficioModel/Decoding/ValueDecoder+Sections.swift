import Diagnostics
import OficioSchema
import OficioSource

extension ValueDecoder {
    /// The value of the blocks under a heading; `nil`, with a finding, if there are none.
    mutating func value(of blocks: [Block], as kind: FieldKind, field: Int, heading: Text) -> Value? {
        if blocks.isEmpty {
            report(
                .emptySection, heading.span,
                Localized(
                    es: "la sección «\(heading.plain)» está vacía; si no hay nada que decir, escriba «N/A»",
                    en: "the section “\(heading.plain)” is empty; if there is nothing to say, write “N/A”"))
            return nil
        }
        if let words = notApplicable(blocks) { return .notApplicable(words) }
        switch kind {
        case .markdown: return .blocks(blocks)
        case .list: return .list(list(blocks))
        case .rows(let type): return .rows(rows(blocks, type, field: field))
        case .group(let members): return .group(group(blocks, members, field: field))
        case .references(let references):
            var found: [Reference] = []
            for text in lines(blocks) { found += self.references(in: text, references) }
            return .references(found)
        case .codeList:
            return .codeList(
                CodeList(name: "", codes: lines(blocks).map { Code(code: $0.plain.slug(), label: $0.plain) }))
        default:
            let texts = lines(blocks)
            guard texts.count == 1 else {
                report(
                    .wrongValue, heading.span,
                    Localized(
                        es: "«\(heading.plain)» es un solo dato y aquí hay \(texts.count)",
                        en: "“\(heading.plain)” is one fact and here are \(texts.count)"))
                return .blocks(blocks)
            }
            return value(of: texts[0], as: kind, field: field, column: nil)
        }
    }

    /// The wording of *not applicable*, if it is the only paragraph or the only item of a list.
    func notApplicable(_ blocks: [Block]) -> Text? { NotApplicable.text(of: blocks, schema.settings) }

    /// Every paragraph, item and cell as a text, without empty ones.
    private func lines(_ blocks: [Block]) -> [Text] {
        var texts: [Text] = []
        blocks.forEachText { if !$0.isEmpty { texts.append($0) } }
        return texts
    }

    /// The items of all lists; every other block is an item of its own.
    private func list(_ blocks: [Block]) -> [ListItem] {
        var items: [ListItem] = []
        var seen: [String: Int] = [:]
        for block in blocks {
            switch block {
            case .list(let list):
                for item in list.items {
                    let (blocks, attributes) = attributed(item.blocks)
                    items.append(
                        ListItem(
                            id: RowIDs.unique(attributes.id ?? RowIDs.slug(blocks.plain), &seen), blocks: blocks,
                            span: item.span))
                }
            default:
                items.append(
                    ListItem(id: RowIDs.unique(RowIDs.slug([block].plain), &seen), blocks: [block], span: block.span))
            }
        }
        return items
    }

    /// The blocks of an item without the attributes at the end of its first paragraph, and these
    /// attributes.
    private func attributed(_ blocks: [Block]) -> ([Block], ItemAttributes) {
        guard case .paragraph(let text)? = blocks.first, let (rest, attributes) = ItemAttributes.split(text) else {
            return (blocks, ItemAttributes())
        }
        return ([.paragraph(rest)] + blocks.dropFirst(), attributes)
    }

    private mutating func group(_ blocks: [Block], _ members: [Field], field: Int) -> [FieldValue] {
        var values: [FieldValue] = []
        // `index` is `nil` if the heading names no member.
        var current: (index: Int?, heading: Text, blocks: [Block])?
        func flush(_ decoder: inout ValueDecoder) {
            guard let (known, heading, blocks) = current else { return }
            guard let index = known else {
                decoder.straySections.append((heading, blocks))
                current = nil
                return
            }
            if let value = decoder.value(of: blocks, as: members[index].kind, field: field, heading: heading) {
                values.append(FieldValue(field: index, value: value, span: heading.span))
            }
            current = nil
        }
        for block in blocks {
            if case .heading(_, let heading) = block {
                flush(&self)
                let name = members.place(ofHeading: heading)
                if let name, values.contains(where: { $0.field == name }) { repeated(heading) }
                current = (name, heading, [])
            } else if current == nil {
                report(
                    .strayText, block.span,
                    Localized(
                        es: "este texto no está bajo ningún título «###»", en: "this text stands under no “###” heading"
                    ))
            } else {
                current?.blocks.append(block)
            }
        }
        flush(&self)
        return values
    }

    mutating func repeated(_ heading: Text) {
        report(
            .repeatedField, heading.span,
            Localized(
                es: "«\(heading.plain)» repite un campo que ya está escrito antes",
                en: "“\(heading.plain)” repeats a field that is written before"))
    }

    // MARK: Rows

    private mutating func rows(_ blocks: [Block], _ type: RowType, field: Int) -> Rows {
        var builder = RowsBuilder(type: type, field: field)
        var rest = blocks[...]
        while let block = rest.popFirst() {
            switch block {
            case .heading(_, let heading) where type.groupBy != nil:
                builder.open(heading, hasRows: rest.first?.isListOrTable ?? false, &self)
            case .heading(_, let heading):
                let below = rest.prefix { if case .heading = $0 { false } else { true } }
                if let row = headedRow(heading, Array(below), type, field: field) {
                    builder.add(row.cells, id: row.id ?? RowIDs.slug(heading.plain), span: heading.span)
                    rest = rest.dropFirst(below.count)
                } else {
                    builder.add(text: block, &self)
                }
            case .list(let list): list.items.forEach { builder.add($0, &self) }
            case .table(let table): builder.add(table, &self)
            default: builder.add(text: block, &self)
            }
        }
        builder.finish(&self)
        return RowsInOrder(type: type, blocks: blocks).arranged(builder.rows)
    }
}

/// Collects the rows under one heading, which may be written as lists, tables, headings or a mix of
/// them.
private struct RowsBuilder {
    let type: RowType
    let field: Int
    var rows = Rows()
    private var seen: [String: Int] = [:]
    private var rowsInGroup = 0
    /// The heading that names the rows below it, and the column that receives it.
    private var named: (heading: Text, column: Int)?
    private var isNamedFirst = false

    init(type: RowType, field: Int) {
        self.type = type
        self.field = field
    }

    /// Opens a group of rows; `hasRows` says whether rows follow directly below the heading.
    mutating func open(_ heading: Text, hasRows: Bool, _ decoder: inout ValueDecoder) {
        finish(&decoder)
        named = nil
        guard let column = type.groupBy else { return }
        // A heading such as *Atención al público* names the rows, if it is not a frequency of the
        // form and the rows have a column for such names.
        if hasRows, let continued = type.continues.min(),
            decoder.isUnknownCode(heading, type.columns[column].kind, field: field, column: column)
        {
            named = (heading, continued)
            isNamedFirst = true
            return
        }
        let text = Text(heading.plain, span: heading.span)
        let value = decoder.value(of: text, as: type.columns[column].kind, field: field, column: column)
        rows.groups.append(RowGroup(heading: heading, value: value, note: [], isNotApplicable: false))
        rowsInGroup = 0
    }

    /// Ends the open group, and reports it if it is empty.
    mutating func finish(_ decoder: inout ValueDecoder) {
        guard named == nil, let last = rows.groups.last, rowsInGroup == 0, last.note.isEmpty else { return }
        decoder.report(
            .emptySection, last.heading.span,
            Localized(
                es: "«\(last.heading.plain)» está vacío; si no hay nada que decir, escriba «N/A»",
                en: "“\(last.heading.plain)” is empty; if there is nothing to say, write “N/A”"))
    }

    mutating func add(text block: Block, _ decoder: inout ValueDecoder) {
        if named == nil, let index = rows.groups.indices.last {
            if decoder.notApplicable([block]) != nil, rowsInGroup == 0 { rows.groups[index].isNotApplicable = true }
            rows.groups[index].note.append(block)
        } else if rows.rows.isEmpty {
            rows.introduction.append(block)
        } else {
            rows.closing.append(block)
        }
    }

    mutating func add(_ item: ListBlock.Item, _ decoder: inout ValueDecoder) {
        if let words = decoder.notApplicable(item.blocks), let index = rows.groups.indices.last, rowsInGroup == 0 {
            rows.groups[index].isNotApplicable = true
            rows.groups[index].note.append(.paragraph(words))
            return
        }
        var cells = groupCells()
        var id: String?
        var blocks = item.blocks
        if case .paragraph(let text)? = blocks.first, let (rest, attributes) = ItemAttributes.split(text) {
            blocks[0] = .paragraph(rest)
            id = attributes.id
            for (name, value) in attributes.pairs {
                guard let column = decoder.column(understood: name, type, field: field) else {
                    decoder.unknownName(name, at: text.span, among: type.columns)
                    continue
                }
                let cell = decoder.value(
                    of: Text(value, span: text.span), as: type.columns[column].kind, field: field, column: column)
                cells.removeAll { $0.field == column }
                cells.append(FieldValue(field: column, value: cell, span: text.span))
            }
        }
        if let children = type.children,
            let nested = blocks.firstIndex(where: { if case .list = $0 { true } else { false } }), nested > 0
        {
            var items: [ListItem] = []
            for case .list(let list) in blocks[nested...] {
                items += list.items.map { ListItem(id: RowIDs.slug($0.blocks.plain), blocks: $0.blocks, span: $0.span) }
            }
            let rest = blocks[nested...].filter { if case .list = $0 { false } else { true } }
            cells.append(
                FieldValue(
                    field: children, value: childrenValue(items, blocks[nested].span, type.columns[children].kind),
                    span: blocks[nested].span))
            blocks = Array(blocks[..<nested]) + rest
        }
        let words = blocks.plain
        cells.append(FieldValue(field: type.main, value: main(blocks, &decoder), span: item.span))
        append(
            Row(
                id: RowIDs.unique(id ?? RowIDs.slug(words), &seen), cells: cells, continued: [],
                group: rows.groups.indices.last, span: item.span))
    }

    private func childrenValue(_ items: [ListItem], _ span: Span, _ kind: FieldKind) -> Value {
        if case .markdown = kind {
            return .blocks([
                .list(ListBlock(start: nil, items: items.map { .init(blocks: $0.blocks, span: $0.span) }, span: span))
            ])
        }
        return .list(items)
    }

    private func main(_ blocks: [Block], _ decoder: inout ValueDecoder) -> Value {
        let kind = type.columns[type.main].kind
        if blocks.count == 1, case .paragraph(let text) = blocks[0] {
            return decoder.value(of: text, as: kind, field: field, column: type.main)
        }
        return .blocks(blocks)
    }

    /// The cells that the group's heading gives to every row under it.
    private func groupCells() -> [FieldValue] {
        guard named == nil, let column = type.groupBy, let group = rows.groups.last else { return [] }
        return [FieldValue(field: column, value: group.value, span: group.heading.span)]
    }

    mutating func add(_ table: TableBlock, _ decoder: inout ValueDecoder) {
        guard let columns = decoder.columns(of: table, type, field: field, isAmongRows: !rows.rows.isEmpty) else {
            return add(text: .table(table), &decoder)
        }
        var above: [Int: Value] = [:]
        for row in table.rows {
            var cells = groupCells()
            var continued: Set<Int> = []
            for (index, text) in row.cells.enumerated() {
                guard index < columns.count, let column = columns[index] else { continue }
                if text.isEmpty {
                    if type.continues.contains(column), let value = above[column] {
                        continued.insert(column)
                        cells.append(FieldValue(field: column, value: value, span: text.span))
                    }
                    continue
                }
                let value = decoder.value(of: text, as: type.columns[column].kind, field: field, column: column)
                above[column] = value
                cells.removeAll { $0.field == column }
                cells.append(FieldValue(field: column, value: value, span: text.span))
            }
            guard cells.contains(where: { !continued.contains($0.field) }) else { continue }
            let words = cells.first { $0.field == type.main }?.value.plain ?? cells.first?.value.plain ?? ""
            append(
                Row(
                    id: RowIDs.unique(RowIDs.slug(words), &seen), cells: cells, continued: continued,
                    group: rows.groups.indices.last, span: row.span))
        }
    }

    /// Adds a row with decoded cells.
    mutating func add(_ cells: [FieldValue], id: String, span: Span) {
        append(Row(id: RowIDs.unique(id, &seen), cells: cells, continued: [], group: nil, span: span))
    }

    private mutating func append(_ row: Row) {
        rowsInGroup += 1
        guard let (heading, column) = named, row[column] == nil else { return rows.rows.append(row) }
        let cell = FieldValue(field: column, value: .blocks([.paragraph(heading)]), span: heading.span)
        let continued = isNamedFirst ? row.continued : row.continued.union([column])
        isNamedFirst = false
        rows.rows.append(Row(id: row.id, cells: row.cells + [cell], continued: continued, group: nil, span: row.span))
    }
}

extension ValueDecoder {
    /// The column that a name or a label of the form means.
    func column(named name: String, _ type: RowType, field: Int) -> Int? {
        type.column(named: name.folded) ?? form.column(field: field, labelled: name.folded)
    }

    /// The column that a name or a label of the form means, loosely if only one column fits.
    func column(understood name: String, _ type: RowType, field: Int) -> Int? {
        column(named: name, type, field: field) ?? type.columns.place(of: name.folded)
    }
}
