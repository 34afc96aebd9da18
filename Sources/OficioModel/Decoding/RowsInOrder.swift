import Diagnostics
import OficioSchema
import OficioSource

/// Arranges the rows of a section as its author wrote them. Text between two rows belongs to the row above it, and
/// headings among rows are rows or phases.
///
/// The first format of snapshots holds text between rows before or after all rows. `Rows.recorded` keeps that form,
/// so that old releases are not reported as changed.
struct RowsInOrder {
    let type: RowType
    /// The blocks of the section in the order in which its author wrote them.
    let blocks: [Block]

    /// Returns the rows in their order; `rows` unchanged if no text and no heading stands among them, or if the
    /// blocks have no spans of their own.
    func arranged(_ rows: Rows) -> Rows {
        guard isLocated else { return rows }
        var shown = rows
        if type.groupBy == nil, !groupHeadings(rows).isEmpty {
            guard let arranged = rowsFromHeadings(rows) ?? rowsInPhases(rows) else { return rows }
            shown = arranged
        } else {
            attachNotes(&shown)
            attachClosing(&shown)
        }
        guard
            shown.closing.count != rows.closing.count || shown.groups.count != rows.groups.count
                || shown.introduction.count != rows.introduction.count
                || zip(shown.groups, rows.groups).contains(where: { $0.note.count != $1.note.count })
        else { return rows }
        shown.recorded = RecordedRows(rows)
        return shown
    }

    /// Whether the blocks have spans of their own. The blocks of a YAML value all have the same span, so their order
    /// in the source is unknown.
    private var isLocated: Bool {
        guard let first = blocks.first, let last = blocks.last, blocks.count > 1 else { return false }
        return first.span.start < last.span.start
    }

    /// The headings of the highest level among the blocks.
    private var headings: [Text] {
        let levels = blocks.compactMap { if case .heading(let level, _) = $0 { level } else { nil } }
        guard let top = levels.min() else { return [] }
        return blocks.compactMap { block in
            if case .heading(top, let text) = block { return text }
            return nil
        }
    }

    /// Returns the headings that group rows and are not rows themselves.
    private func groupHeadings(_ rows: Rows) -> [Text] {
        let starts = Set(rows.rows.map(\.span.start))
        return headings.filter { !starts.contains($0.span.start) }
    }

    // MARK: Headings that are rows

    /// Returns rows made from headings such as `### Paso 1. Abrir` or `### ¿Cuánto cuesta?` with the text below them;
    /// `nil` if the headings only group rows, or if rows have cells besides their text.
    private func rowsFromHeadings(_ rows: Rows) -> Rows? {
        guard case .markdown = type.columns[type.main].kind else { return nil }
        let parts = parts()
        guard isHeaded(parts.filter { $0.heading != nil }) else { return nil }
        // Rows with cells of their own (who, how long) remain rows under any heading.
        let starts = headings.map(\.span.start)
        guard let first = starts.first, rows.clause == nil else { return nil }
        let isPlain = rows.rows.allSatisfy { row in
            row.span.start < first || row.cells.allSatisfy { $0.field == type.main || $0.field == type.children }
        }
        guard isPlain else { return nil }
        var shown = Rows()
        shown.introduction = rows.introduction.filter { $0.span.start < first }
        shown.rows = rows.rows.filter { $0.span.start < first }
        for block in rows.closing where block.span.start < first {
            if !attach(block, to: &shown) { shown.introduction.append(block) }
        }
        var seen: [String: Int] = [:]
        for row in shown.rows { _ = RowIDs.unique(row.id, &seen) }
        for part in parts {
            guard let written = part.heading else { continue }
            let (heading, attributes) = ItemAttributes.split(written) ?? (written, ItemAttributes())
            let id = RowIDs.unique(attributes.id ?? RowIDs.slug(heading.plain), &seen)
            shown.rows.append(
                Row(id: id, cells: cells(heading, part.blocks), continued: [], group: nil, span: written.span))
        }
        return shown
    }

    private func cells(_ heading: Text, _ body: [Block]) -> [FieldValue] {
        func cell(_ column: Int, _ blocks: [Block], _ span: Span) -> FieldValue {
            FieldValue(field: column, value: .blocks(blocks), span: span)
        }
        guard let first = body.first else { return [cell(type.main, [.paragraph(heading)], heading.span)] }
        if let children = type.children, case .markdown = type.columns[children].kind {
            return [cell(type.main, [.paragraph(heading)], heading.span), cell(children, body, first.span)]
        }
        let title = heading.replacing(
            source: heading.source, inlines: [.strong(heading.inlines ?? [.text(heading.source)])])
        return [cell(type.main, [.paragraph(title)] + body, heading.span)]
    }

    private typealias Part = (heading: Text?, blocks: [Block])

    private func parts() -> [Part] {
        let tops = Set(headings.map(\.span))
        var parts: [Part] = [(nil, [])]
        for block in blocks {
            if case .heading(_, let text) = block, tops.contains(text.span) {
                parts.append((text, []))
            } else {
                parts[parts.count - 1].blocks.append(block)
            }
        }
        return parts
    }

    private func isHeaded(_ parts: [Part]) -> Bool {
        func isNamed(_ heading: Text?) -> Bool {
            guard let heading else { return false }
            let words = heading.plain.folded.split(separator: " ")
            if heading.plain.trimmedASCII.hasSuffix("?") { return true }
            return words.count > 1 && ["paso", "step"].contains(words[0]) && words[1].allSatisfy(\.isNumber)
        }
        if parts.allSatisfy({ isNamed($0.heading) }) { return true }
        let withText = parts.filter { !$0.blocks.isEmpty && !$0.blocks.contains(where: \.isListOrTable) }
        return parts.count > 1 && withText.count * 2 >= parts.count
    }

    // MARK: Headings that sort rows

    private func rowsInPhases(_ rows: Rows) -> Rows? {
        guard !rows.rows.isEmpty else { return nil }
        let headings = groupHeadings(rows)
        let tops = Set(headings.map(\.span))
        var shown = rows
        shown.groups = headings.map {
            RowGroup(heading: $0, value: .text(Text($0.plain, span: $0.span)), note: [], isNotApplicable: false)
        }
        func group(at span: Span) -> Int? { shown.groups.lastIndex { $0.heading.span.start < span.start } }
        shown.rows = rows.rows.map { row in
            Row(id: row.id, cells: row.cells, continued: row.continued, group: group(at: row.span), span: row.span)
        }
        shown.introduction = []
        shown.closing = []
        for block in rows.introduction + rows.closing {
            if case .heading(_, let text) = block, tops.contains(text.span) { continue }
            let group = group(at: block.span)
            let hasRows = shown.rows.contains { $0.group == group && $0.span.start < block.span.start }
            if hasRows, attach(block, to: &shown) { continue }
            if let group { shown.groups[group].note.append(block) } else { shown.introduction.append(block) }
        }
        return shown
    }

    // MARK: Text between rows

    private func attachNotes(_ shown: inout Rows) {
        for place in shown.groups.indices {
            var note: [Block] = []
            for block in shown.groups[place].note {
                let hasRows = shown.rows.contains { $0.group == place && $0.span.start < block.span.start }
                if !hasRows || !attach(block, to: &shown) { note.append(block) }
            }
            shown.groups[place].note = note
        }
    }

    /// Attaches blocks between rows to the row above. Blocks after the last row and heading stay as
    /// the section's closing text.
    private func attachClosing(_ shown: inout Rows) {
        guard !shown.rows.isEmpty,
            let last = (shown.rows.map(\.span.start) + shown.groups.map(\.heading.span.start)).max()
        else { return }
        var closing: [Block] = []
        for block in shown.closing {
            if block.span.start > last || !attach(block, to: &shown) { closing.append(block) }
        }
        shown.closing = closing
    }

    /// Adds a block to the text of the row above it. Returns false if the row has no text made of blocks.
    private func attach(_ block: Block, to rows: inout Rows) -> Bool {
        guard let place = rows.rows.lastIndex(where: { $0.span.start < block.span.start }) else { return false }
        let row = rows.rows[place]
        let last = type.children.flatMap { column in row.cells.firstIndex { $0.field == column } }
        guard let cell = last ?? row.cells.firstIndex(where: { $0.field == type.main }),
            !row.continued.contains(row.cells[cell].field), let value = row.cells[cell].value.with(block)
        else {
            guard let child = child(block, of: row) else { return false }
            rows.rows[place] = Row(
                id: row.id, cells: row.cells + [child], continued: row.continued, group: row.group, span: row.span)
            return true
        }
        var cells = row.cells
        cells[cell] = FieldValue(field: cells[cell].field, value: value, span: cells[cell].span)
        rows.rows[place] = Row(id: row.id, cells: cells, continued: row.continued, group: row.group, span: row.span)
        return true
    }

    /// Returns a cell that holds a block as the first item of the row's inner list, for a row that only names another
    /// document, as a competency does; `nil` for other rows.
    private func child(_ block: Block, of row: Row) -> FieldValue? {
        guard let column = type.children, case .list = type.columns[column].kind, row[column] == nil,
            case .references? = row[type.main]
        else { return nil }
        let item = ListItem(id: RowIDs.slug([block].plain), blocks: [block], span: block.span)
        return FieldValue(field: column, value: .list([item]), span: block.span)
    }
}

extension Value {
    /// Returns the value with one more block at its end, in its last item if it is a list; `nil` for an empty list
    /// and for other values.
    fileprivate func with(_ block: Block) -> Value? {
        switch self {
        case .blocks(let blocks): return .blocks(blocks + [block])
        case .list(let items):
            guard let last = items.last else { return nil }
            return .list(items.dropLast() + [ListItem(id: last.id, blocks: last.blocks + [block], span: last.span)])
        default: return nil
        }
    }
}

extension Block {
    var isList: Bool { if case .list = self { true } else { false } }

    var isListOrTable: Bool {
        switch self {
        case .list, .table: true
        default: false
        }
    }
}
