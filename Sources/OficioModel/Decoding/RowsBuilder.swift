import Diagnostics
import OficioSchema
import OficioSource

/// Collects the rows under one heading, which may be written as lists, tables, headings or a mix of
/// them.
struct RowsBuilder {
    let type: RowType
    let field: Int
    let reading: ValueDecoder.Reading
    var rows = Rows()
    private var seen: [String: Int] = [:]
    /// The group to which the next rows belong, with the level of its heading.
    private var opened: [(place: Int, level: Int)] = []
    private var rowsInGroup = 0
    /// The heading that names the rows below it, the column that receives it, and its level; `nil` if no heading
    /// names them.
    private var named: (heading: Text, column: Int, level: Int)?
    private var isNamedFirst = false
    /// Whether a heading that named no row became a group.
    private var hasKeptName = false

    init(type: RowType, field: Int, reading: ValueDecoder.Reading) {
        self.type = type
        self.field = field
        self.reading = reading
    }

    /// The group of the next row or text. In the recorded reading, a heading that names rows stands outside all
    /// groups, so that the value is `nil`.
    private var openGroup: Int? {
        if reading == .recorded { return named == nil ? rows.groups.indices.last : nil }
        return opened.last?.place
    }

    // MARK: Headings

    /// Opens a group of rows, or names the rows below a heading of a level; `below` are the blocks after the heading.
    mutating func open(_ heading: Text, level: Int, above below: ArraySlice<Block>, _ decoder: inout ValueDecoder) {
        guard let column = type.groupBy else { return }
        let kind = type.columns[column].kind
        let hasListOrTable = below.first?.isListOrTable ?? false
        let isNamed =
            hasListOrTable && type.continues.min() != nil
            && decoder.codeMatch(heading, kind, field: field, column: column, .recorded) == .no
        if reading == .recorded {
            named = nil
            return isNamed ? nameRows(heading, 0) : addGroup(heading, kind, column, 0, &decoder)
        }
        let hasRows = below.first.map { readsAsRows($0, decoder) } ?? false
        if named.map({ $0.level >= level }) ?? false { keepUnusedName() }
        while let last = opened.last, last.level >= level { opened.removeLast() }
        if named.map({ $0.level >= level }) ?? false { named = nil }
        let isInside = !opened.isEmpty || named != nil
        let hasHeadings = if case .heading(let next, _)? = below.first { next > level } else { false }
        let match = decoder.codeMatch(heading, kind, field: field, column: column, .shown)
        // A heading that says nothing about time is the name of the rows below it, or a group of its own without rows.
        let namesRows =
            !type.continues.isEmpty && decoder.isFrequencies(kind) && Frequencies.meaning(of: heading.plain) == nil
        if match == .yes || match == .unbound && level < RowBlocks.lineLevel && !hasHeadings && !namesRows {
            if isNamed || isInside { decoder.isUnderstood = true }
            return addGroup(heading, kind, column, level, &decoder)
        }
        // Without rows below its own headings, a heading names nothing and would be lost.
        let hasRowsBelow = below.prefix { $0.headingLevel.map { $0 > level } ?? true }.contains {
            readsAsRows($0, decoder)
        }
        // A heading without rows above it is a group. So is this one, which would be shown above that group otherwise.
        let isBelowGroup = !isInside && rows.groups.contains { if case .text = $0.value { true } else { false } }
        if hasRows || hasHeadings && hasRowsBelow, type.continues.min() != nil, !isBelowGroup {
            // The recorded reading opens a group, or leaves rows with a name in the group above.
            if !isNamed || isInside || !rows.groups.isEmpty || match == .unbound { decoder.isUnderstood = true }
            return nameRows(heading, level)
        }
        decoder.isUnderstood = true
        // Inside a group that has no rows yet, a heading without rows stands above the rows that follow.
        if let outer = opened.last?.place, !hasRows, !hasHeadings, rowsInGroup == 0,
            case .codes = rows.groups[outer].value, below.first?.headingLevel == level
        {
            rows.groups[outer].note.append(.heading(level: level, heading))
            return reportEmpty(heading, &decoder)
        }
        if match == .no, !isBelowGroup || !hasRows { decoder.reportOwnGroup(heading) }
        let title = Text(heading.plain, span: heading.span)
        add(RowGroup(heading: heading, value: .text(title), note: [], isNotApplicable: false), level)
    }

    /// Whether a block is a list, or a table whose columns are understood. Any other table is text.
    private func readsAsRows(_ block: Block, _ decoder: ValueDecoder) -> Bool {
        guard case .table(let table) = block else { return block.isListOrTable }
        var silent = decoder
        return silent.columns(of: table, type, field: field, isAmongRows: !rows.rows.isEmpty) != nil
    }

    /// Lets a heading such as *Atención al público* name the rows below it.
    private mutating func nameRows(_ heading: Text, _ level: Int) {
        guard let column = type.continues.min() else { return }
        keepUnusedName()
        named = (heading, column, level)
        isNamedFirst = true
    }

    /// Makes a group of a heading that was to name rows and named none, because its rows have names of their own, or
    /// because it has none.
    private mutating func keepUnusedName() {
        guard reading == .shown, isNamedFirst, let (heading, _, level) = named else { return }
        named = nil
        isNamedFirst = false
        hasKeptName = true
        let title = Text(heading.plain, span: heading.span)
        add(RowGroup(heading: heading, value: .text(title), note: [], isNotApplicable: false), level)
    }

    private mutating func addGroup(
        _ heading: Text, _ kind: FieldKind, _ column: Int, _ level: Int, _ decoder: inout ValueDecoder
    ) {
        let text = Text(heading.plain, span: heading.span)
        let value = decoder.value(of: text, as: kind, field: field, column: column)
        add(RowGroup(heading: heading, value: value, note: [], isNotApplicable: false), level)
    }

    private mutating func add(_ group: RowGroup, _ level: Int) {
        rows.groups.append(group)
        opened.append((rows.groups.count - 1, level))
        rowsInGroup = 0
    }

    /// Reports groups without rows and text. Call it after the last block.
    mutating func finish(_ decoder: inout ValueDecoder) {
        keepUnusedName()
        if hasKeptName { decoder.isUnderstood = true }
        for (place, empty) in rows.groups.enumerated() where empty.note.isEmpty {
            if rows.rows.contains(where: { $0.group == place }) { continue }
            reportEmpty(empty.heading, &decoder)
        }
    }

    private func reportEmpty(_ heading: Text, _ decoder: inout ValueDecoder) {
        decoder.unfinished.insert(field)
        decoder.report(
            .emptySection, heading.span,
            Localized(
                es: "«\(heading.plain)» está vacío; si no hay nada que decir, escriba «N/A»",
                en: "“\(heading.plain)” is empty; if there is nothing to say, write “N/A”"))
    }

    // MARK: Rows and text

    mutating func add(text block: Block, _ decoder: inout ValueDecoder) {
        if let index = openGroup {
            if decoder.notApplicable([block]) != nil, rowsInGroup == 0 { rows.groups[index].isNotApplicable = true }
            rows.groups[index].note.append(block)
        } else if rows.rows.isEmpty {
            rows.introduction.append(block)
        } else {
            rows.closing.append(block)
        }
    }

    mutating func add(_ item: ListBlock.Item, _ decoder: inout ValueDecoder) {
        if reading == .shown, item.isEmpty {
            decoder.isUnderstood = true
            return
        }
        let open = reading == .recorded ? rows.groups.indices.last : opened.last?.place
        if let words = decoder.notApplicable(item.blocks), let index = open, rowsInGroup == 0 {
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
                    decoder.reportUnknownName(name, at: text.span, among: type.columns)
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
            let rest = blocks[nested...].filter { if case .list = $0 { false } else { true } }
            if !rest.isEmpty || blocks[nested].isNumberedList { decoder.isUnderstood = true }
            let below = blocks[nested...].filter { reading == .shown || rest.isEmpty || $0.isList }
            cells.append(
                FieldValue(
                    field: children, value: childrenValue(below, type.columns[children].kind),
                    span: blocks[nested].span))
            // The recorded reading moves text after a nested list to the place before the list.
            blocks = Array(blocks[..<nested]) + (reading == .recorded ? rest : [])
        }
        let words = blocks.plain
        if reading == .shown { moveAnswer(from: &blocks, to: &cells, &decoder) }
        cells.append(FieldValue(field: type.main, value: main(blocks, &decoder), span: item.span))
        append(
            Row(
                id: RowIDs.unique(id ?? RowIDs.slug(words), &seen), cells: cells, continued: [],
                group: reading == .recorded ? rows.groups.indices.last : opened.last?.place, span: item.span))
    }

    /// Moves the answer of a question from the row's own text to the column below the row, before the lists that stand
    /// there already.
    private func moveAnswer(from blocks: inout [Block], to cells: inout [FieldValue], _ decoder: inout ValueDecoder) {
        guard let children = type.children, case .markdown = type.columns[children].kind,
            case .paragraph(let text)? = blocks.first
        else { return }
        var answer = Array(blocks.dropFirst())
        var question = text
        if let split = QuestionText(text) {
            question = split.question
            answer.insert(.paragraph(split.answer), at: 0)
        } else if text.plain.last != "?" {
            return
        }
        guard let first = answer.first else { return }
        decoder.isUnderstood = true
        blocks = [.paragraph(question)]
        let place = cells.firstIndex { $0.field == children }
        if let place, case .blocks(let below) = cells[place].value { answer += below }
        let cell = FieldValue(field: children, value: .blocks(answer), span: first.span)
        if let place { cells[place] = cell } else { cells.append(cell) }
    }

    /// Returns the value of the column for the blocks below a row: its nested lists, and the text after these. Text
    /// between items belongs to the item above it.
    private func childrenValue(_ blocks: [Block], _ kind: FieldKind) -> Value {
        if reading == .shown, case .markdown = kind { return .blocks(blocks) }
        var items: [ListBlock.Item] = []
        for block in blocks {
            if case .list(let list) = block {
                items += list.items
            } else if let last = items.popLast() {
                items.append(.init(blocks: last.blocks + [block], span: last.span))
            }
        }
        if case .markdown = kind {
            return .blocks([.list(ListBlock(start: nil, items: items, span: blocks[0].span))])
        }
        return .list(items.map { ListItem(id: RowIDs.slug($0.blocks.plain), blocks: $0.blocks, span: $0.span) })
    }

    private func main(_ blocks: [Block], _ decoder: inout ValueDecoder) -> Value {
        let kind = type.columns[type.main].kind
        if blocks.count == 1, case .paragraph(let text) = blocks[0] {
            return decoder.value(of: text, as: kind, field: field, column: type.main)
        }
        return .blocks(blocks)
    }

    /// Returns the cells that the group's heading gives to every row under it.
    private func groupCells() -> [FieldValue] {
        guard let column = type.groupBy, let place = openGroup else { return [] }
        let group = rows.groups[place]
        // The heading of a group gives no cell unless it is a code.
        if reading == .shown, case .text = group.value { return [] }
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
                    group: reading == .recorded ? rows.groups.indices.last : opened.last?.place, span: row.span))
        }
    }

    /// Adds a row with decoded cells.
    mutating func add(_ cells: [FieldValue], id: String, span: Span) {
        append(Row(id: RowIDs.unique(id, &seen), cells: cells, continued: [], group: nil, span: span))
    }

    private mutating func append(_ given: Row) {
        var row = given
        if reading == .shown, let column = named?.column, row[column] != nil, isNamedFirst {
            keepUnusedName()
            row = Row(
                id: row.id, cells: row.cells, continued: row.continued, group: opened.last?.place, span: row.span)
        }
        rowsInGroup += 1
        guard let (heading, column, _) = named, row[column] == nil else { return rows.rows.append(row) }
        let cell = FieldValue(field: column, value: .blocks([.paragraph(heading)]), span: heading.span)
        let continued = isNamedFirst ? row.continued : row.continued.union([column])
        isNamedFirst = false
        let group = reading == .recorded ? nil : row.group
        rows.rows.append(Row(id: row.id, cells: row.cells + [cell], continued: continued, group: group, span: row.span))
    }
}

extension Block {
    /// The level of a heading; `nil` for other blocks.
    fileprivate var headingLevel: Int? { if case .heading(let level, _) = self { level } else { nil } }
}
