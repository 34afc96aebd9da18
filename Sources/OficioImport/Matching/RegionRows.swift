import OficioModel
import OficioSchema
import OficioSource

/// Turns the rows of a table into rows of a field.
struct RegionRows {
    private let reader: ValueReader
    private let rows: RowReader
    private let form: FormLabels
    private let region: Region
    private let type: RowType
    var labels: [Stretch] = []
    var marks: [Stretch] = []

    init?(_ region: Region, _ reader: ValueReader) {
        form = reader.labels.forms[region.form]
        guard case .rows(let type) = form.type.fields[region.field].kind else { return nil }
        self.type = type
        self.reader = reader
        self.region = region
        rows = RowReader(reader, form, field: region.field, type)
    }

    mutating func value() -> FoundValue? {
        var found: [FoundRow] = []
        for row in region.rows {
            for part in rowsByParagraph(row) {
                var added = FoundRow()
                for cell in part.cells { add(cell, to: &added) }
                for column in type.continues where added.cells[column] == nil { added.continued.insert(column) }
                if !added.cells.isEmpty { found.append(added) }
            }
        }
        if found.isEmpty { return nil }
        if found.count == 1, found[0].cells.count == 1, let only = found[0].cells.first?.value.texts.first,
            reader.isNotApplicable(only.text)
        {
            return .notApplicable(only)
        }
        return .rows(found)
    }

    /// Returns a row split into one row for each paragraph, if its cells hold the same number of paragraphs;
    /// otherwise the row alone.
    private func rowsByParagraph(_ row: Region.Row) -> [Region.Row] {
        let counts = Set(row.cells.map(\.stretches.count))
        guard row.cells.count > 1, counts.count == 1, let count = counts.first, count > 1,
            !row.cells.contains(where: { stack(of: $0.column) != nil || isList($0.column) })
        else { return [row] }
        return (0..<count).map { index in
            var part = row
            part.cells = row.cells.map {
                Region.Cell(column: $0.column, code: $0.code, stretches: [$0.stretches[index]], value: nil)
            }
            return part
        }
    }

    private func isList(_ column: Int) -> Bool {
        switch type.columns[column].kind {
        case .list, .rows: true
        default: false
        }
    }

    /// Returns the columns that the form stacks in one cell, if a column is the first of them; otherwise
    /// nil.
    private func stack(of column: Int) -> [(column: Int, label: String?)]? {
        for placement in form.sections[region.section].columns {
            if case .stack(let parts) = placement.content, parts.first?.column == column { return parts }
        }
        return nil
    }

    private mutating func add(_ cell: Region.Cell, to row: inout FoundRow) {
        if let parts = stack(of: cell.column) { return add(stacked: cell, parts, to: &row) }
        let text = reader.items.inOneLine(cell.stretches)
        let kind = type.columns[cell.column].kind
        if let mark = cell.mark {
            marks += cell.stretches
            return append([mark], nil, to: &row, cell.column)
        }
        if let lead = cell.lead { return add(cell, led: lead, text, to: &row) }
        if let code = cell.code, let list = form.lists[.init(field: region.field, column: cell.column)],
            let known = list.codes.first(where: { $0.code == code })
        {
            let isTick = cell.stretches.contains { stretch in
                reader.outline.paragraphs[stretch.paragraph].ticks.contains(where: \.isTicked)
            }
            if CrossMark.matches(text.text) || isTick && text.text.isEmpty {
                marks += cell.stretches
                return append([known], nil, to: &row, cell.column)
            }
            if case .codes(let found) = list.match(text.text), !found.isEmpty {
                return append(found.map { list.codes[$0] }, text, to: &row, cell.column)
            }
            row.cells[cell.column] = .text(text)
            return
        }
        if cell.column == type.main, let parts = listWithin(cell), let children = type.children {
            labels += parts.list.flatMap(\.typedLabels) + parts.head.typedLabels
            row.cells[cell.column] = .text(parts.head)
            row.cells[children] = .list(parts.list)
            return
        }
        row.cells[cell.column] = value(cell, text, kind)
    }

    /// Splits a cell that holds a text ending with a colon and then nothing but the items of a list; nil for any other.
    private func listWithin(_ cell: Region.Cell) -> (head: FoundText, list: [FoundText])? {
        guard let children = type.children, isList(children), case .markdown = type.columns[type.main].kind,
            !region.rows.contains(where: { row in row.cells.contains { $0.column == children } })
        else { return nil }
        let texts = reader.items.items(cell.stretches, strips: true)
        guard let head = texts.first, texts.count > 1, head.text.hasSuffix(":"),
            texts.dropFirst().allSatisfy({ $0.isItem && (!head.isItem || $0.level > head.level) })
        else { return nil }
        return (head, Array(texts.dropFirst()))
    }

    /// Adds a text to a remark, after the heading of its column. A cross stands for the heading itself.
    private mutating func add(_ cell: Region.Cell, led lead: String, _ text: FoundText, to row: inout FoundRow) {
        var text = text
        if CrossMark.matches(text.text) || text.text.isEmpty {
            marks += cell.stretches
            text = FoundText("", [])
        }
        text.lead = lead
        let texts = (row.cells[cell.column]?.texts ?? []) + [text]
        row.cells[cell.column] = isList(cell.column) ? .list(texts) : .blocks(texts)
    }

    private mutating func append(_ codes: [Code], _ text: FoundText?, to row: inout FoundRow, _ column: Int) {
        guard case .codes(let known, let words)? = row.cells[column] else {
            row.cells[column] = .codes(codes, text)
            return
        }
        var all = words
        if let text {
            if all == nil {
                all = text
            } else {
                all?.text += " " + text.text
                all?.stretches += text.stretches
            }
        }
        row.cells[column] = .codes(known + codes.filter { code in !known.contains { $0.code == code.code } }, all)
    }

    private mutating func value(_ cell: Region.Cell, _ text: FoundText, _ kind: FieldKind) -> FoundValue {
        switch kind {
        case .codes, .choice:
            if let list = form.lists[.init(field: region.field, column: cell.column)],
                case .codes(let found) = list.match(text.text)
            {
                return .codes(found.map { list.codes[$0] }, text)
            }
            return .text(text)
        case .references(let kind):
            let texts = reader.items.items(cell.stretches, strips: true)
            labels += texts.flatMap(\.typedLabels)
            return .references(ReferenceTexts.splitAtSeparators(texts, isMany: kind.isMany, stop: nil))
        case .list:
            let texts = reader.items.joiningSplitItems(reader.items.items(cell.stretches, strips: true))
            labels += texts.flatMap(\.typedLabels)
            return .list(texts)
        case .markdown:
            let texts = reader.items.items(cell.stretches, strips: true)
            labels += texts.flatMap(\.typedLabels)
            var joined = FoundText(texts.map(\.text).joined(separator: " "), texts.flatMap(\.stretches))
            joined.isItem = texts.first?.isItem ?? false
            return .text(joined)
        case .date:
            var trimmed = text
            while trimmed.text.last == "." { trimmed.text.removeLast() }
            if let date = CalendarDate(iso: trimmed.text) ?? DateReading.date(in: trimmed.text)?.date {
                return .date(date, trimmed)
            }
            return .wrong(text)
        case .rows:
            var people = RowReader(reader, form, field: region.field, kind.rowType)
            return .rows(people.rows(of: cell.stretches))
        default: return .text(text)
        }
    }

    /// Adds a cell that holds several columns, each with its label: *Fecha de vigencia: 2 de
    /// enero*, and below it who signs.
    private mutating func add(
        stacked cell: Region.Cell, _ parts: [(column: Int, label: String?)], to row: inout FoundRow
    ) {
        var byColumn: [Int: [Stretch]] = [:]
        let unlabelled = parts.filter { ($0.label ?? "").folded.isEmpty }.map(\.column)
        var inOrder = self.linesWithColumns(cell, unlabelled)
        for stretch in cell.stretches {
            if let hit = reader.hits[stretch.paragraph].first, let column = column(of: hit, parts) {
                labels.append(hit.stretch)
                byColumn[column, default: []].append(
                    Stretch(stretch.paragraph, hit.range.upperBound..<stretch.range.upperBound))
                continue
            }
            if !inOrder.isEmpty {
                for (column, line) in inOrder where line.paragraph == stretch.paragraph {
                    byColumn[column, default: []].append(line)
                }
                inOrder.removeAll { $0.line.paragraph == stretch.paragraph }
                continue
            }
            let column = unlabelled.first { isPerson(stretch, $0) } ?? unlabelled.first ?? parts[0].column
            byColumn[column, default: []].append(stretch)
        }
        for (column, stretches) in byColumn {
            let whole = Region.Cell(column: column, code: nil, stretches: stretches, value: nil)
            let text = reader.items.inOneLine(stretches)
            if !text.text.isEmpty { row.cells[column] = value(whole, text, type.columns[column].kind) }
        }
    }

    /// Returns the lines of a cell without labels, each with its column, if there is one line for each column;
    /// empty for any other cell. A word before a colon decides the column of its line; the other lines follow
    /// the order of the form.
    private func linesWithColumns(_ cell: Region.Cell, _ columns: [Int]) -> [(column: Int, line: Stretch)] {
        let stretches = cell.stretches.filter { reader.hits[$0.paragraph].isEmpty }
        let lines = stretches.flatMap { stretch in
            reader.outline.paragraphs[stretch.paragraph].lines.map { reader.outline.lines[$0].stretch }
        }
        guard columns.count > 1, lines.count == columns.count, stretches.count == cell.stretches.count else {
            return []
        }
        var rest = columns
        let named = lines.map { line -> Int? in
            guard let column = rest.first(where: { isPerson(line, $0) }) else { return nil }
            rest.removeAll { $0 == column }
            return column
        }
        return zip(named, lines).map { column, line in (column ?? rest.removeFirst(), line) }
    }

    private func column(of hit: LabelHit, _ parts: [(column: Int, label: String?)]) -> Int? {
        for ref in hit.refs {
            if case .column(region.field, let column) = reader.labels[ref].target,
                parts.contains(where: { $0.column == column && $0.label != nil })
            {
                return column
            }
        }
        let text = LabelText.bare(reader.outline.text(of: hit.stretch)).folded
        return parts.first { $0.label.map { LabelText.bare($0).folded } == text }?.column
    }

    /// Whether a line names a person after a word that stands for the column: *Elaborado por: Clara
    /// Arce* for *elabora*.
    private func isPerson(_ stretch: Stretch, _ column: Int) -> Bool {
        guard case .rows = type.columns[column].kind else { return false }
        let text = reader.items.clean(stretch)
        guard let colon = text.firstIndex(of: ":") else { return false }
        let name = String(text[..<colon]).folded
        guard let field = form.type.field(understood: name) else { return type.columns[column].names.contains(name) }
        return form.type.fields[field].id == type.columns[column].id
    }
}

/// Recognizes signs that mark a choice, such as an X or a tick.
enum CrossMark {
    static func matches(_ text: String) -> Bool {
        ["x", "✓", "✔", "☒", "☑", "✗", "✘", "●"].contains(text.lowercased())
    }
}
