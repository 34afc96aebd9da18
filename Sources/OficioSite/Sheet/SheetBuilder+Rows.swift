import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The views that show rows as tables: *tabla*, *matriz*, *modificaciones*.
extension SheetBuilder {
    /// A column of a laid-out table.
    struct LaidColumn {
        let content: ColumnPlacement.Content
        let label: String
        let name: String
        /// The codes that a column of a matrix is split into, `nil` for other columns.
        var codes: CodeList?
        var classes = ""
    }

    // MARK: tabla, modificaciones

    mutating func table(_ section: FormSection, _ frame: inout SectionFrame) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let field = field(at: placement.path)
        let type = field.kind.rowType
        guard let rows = rows(at: placement.path), !rows.rows.isEmpty else {
            return emptyTable(section, placement, type, &frame)
        }
        let columns = laidColumns(section, type, rows)
        markColumns(columns, placement)
        noteExtended(columns, section, placement)
        return tableValue(columns, rows.rows, type, section, placement.path, &frame, isMatrix: false)
    }

    /// Returns a table with its headings and the words for an empty table; `nil` if the section has no words for a
    /// missing value.
    private mutating func emptyTable(
        _ section: FormSection, _ placement: FieldPlacement, _ type: RowType, _ frame: inout SectionFrame
    ) -> TemplateValue? {
        var html: Markup?
        if let value = value(at: placement.path), case .notApplicable(let words) = value {
            html = content.inline(words)
        }
        if html == nil, let words = emptyWords(section) { html = writer(section).escaped(words) }
        guard let html else { return nil }
        let columns = laidColumns(section, type, Rows())
        let first = Shape(
            ("html", html.value), ("scope", .absent), ("rowspan", .absent), ("classes", ""), ("mark", .absent)
        ).value
        let rest = columns.dropFirst().map { _ in
            Shape(("html", .absent), ("scope", .absent), ("rowspan", .absent), ("classes", ""), ("mark", .absent)).value
        }
        let row = Shape(("anchor", .absent), ("staysWithNext", .bool(false))).with(.cells, [first] + rest).value
        return Shape(("caption", .text(caption(frame)))).with(.columns, columnValues(columns, &frame, type)).with(
            .rows, [row]
        ).value
    }

    private func caption(_ frame: SectionFrame) -> String {
        let title = frame.title.isEmpty ? frame.name : frame.title
        let words = title.isEmpty ? type.name[site.language] : title.replacing("\n", with: " ")
        // Members of one manual have tables with the same name.
        return anchors.prefix.isEmpty ? words : "\(words), \(record.title)"
    }

    func laidColumns(_ section: FormSection, _ type: RowType, _ rows: Rows) -> [LaidColumn] {
        if section.columns.isEmpty {
            let used = type.columns.indices.filter { column in rows.rows.contains { $0[column] != nil } }
            return (used.isEmpty ? [type.main] : used).map {
                laidColumn(.column($0), label: type.columns[$0].label[site.language], type, section)
            }
        }
        let placed = withMissingColumns(section, type, rows)
        return placed.compactMap { placement in
            // The built-in form has every column; those without values are left out.
            if form.isBuiltIn, case .column(let index) = placement.content, !rows.rows.isEmpty,
                !rows.rows.contains(where: { $0[index] != nil })
            {
                return nil
            }
            let label = form.isBuiltIn ? builtInLabel(placement, type) : placement.label
            var column = laidColumn(placement.content, label: label, type, section)
            if case .column(let index) = placement.content { column.codes = column.codes?.adding(rows, index) }
            return column
        }
    }

    /// Returns the columns of a section, and the columns for the values of groups that rows have and a form of
    /// the site does not print, so that no row is shown a second time outside of the form.
    private func withMissingColumns(_ section: FormSection, _ type: RowType, _ rows: Rows) -> [ColumnPlacement] {
        guard !form.isBuiltIn, [.table, .matrix].contains(section.view) else { return section.columns }
        func missing(_ columns: [Int]) -> [ColumnPlacement] {
            columns.filter { column in !section.shows(column) && rows.rows.contains { $0[column] != nil } }.map {
                ColumnPlacement(content: .column($0), label: type.columns[$0].label[site.language])
            }
        }
        let numbers = section.columns.prefix { if case .number = $0.content { true } else { false } }
        return numbers + missing(type.continues.sorted()) + section.columns.dropFirst(numbers.count)
            + missing(type.groupBy.map { [$0] } ?? [])
    }

    private func builtInLabel(_ placement: ColumnPlacement, _ type: RowType) -> String {
        if case .column(let index) = placement.content { return type.columns[index].label[site.language] }
        return placement.label
    }

    private func laidColumn(_ content: ColumnPlacement.Content, label: String, _ type: RowType, _ section: FormSection)
        -> LaidColumn
    {
        switch content {
        case .column(let index):
            let column = type.columns[index]
            var laid = LaidColumn(
                content: content, label: label, name: column.label[site.language], codes: list(section, column))
            switch column.kind {
            case .percent, .integer: laid.classes = "numeric"
            case .date, .duration, .interval: laid.classes = "narrow"
            case .codes: laid.classes = "codes"
            default: if column.columnKey == .version || column.columnKey == .level { laid.classes = "narrow" }
            }
            return laid
        case .number:
            return LaidColumn(
                content: content, label: label, name: RowType.numberLabel[site.language], classes: "number")
        case .stack, .entry: return LaidColumn(content: content, label: label, name: label)
        }
    }

    mutating func markColumns(_ columns: [LaidColumn], _ placement: FieldPlacement) {
        for column in columns {
            switch column.content {
            case .column(let index): shownColumns[placement.path[0], default: []].insert(index)
            case .stack(let parts):
                for part in parts { shownColumns[placement.path[0], default: []].insert(part.column) }
            case .number, .entry: break
            }
        }
    }

    private mutating func noteExtended(
        _ columns: [LaidColumn], _ section: FormSection, _ placement: FieldPlacement
    ) {
        if !section.columns.isEmpty, columns.count > section.columns.count {
            extendedFields.insert(placement.path[0])
        }
    }

    // MARK: matriz

    mutating func matrix(_ section: FormSection, _ frame: inout SectionFrame) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let type = field(at: placement.path).kind.rowType
        guard let rows = rows(at: placement.path), !rows.rows.isEmpty else { return nil }
        let columns = laidColumns(section, type, rows)
        markColumns(columns, placement)
        noteExtended(columns, section, placement)
        return tableValue(columns, rows.rows, type, section, placement.path, &frame, isMatrix: true)
    }

    // MARK: Tables of either kind

    private func columnValues(
        _ columns: [LaidColumn], _ frame: inout SectionFrame, _ type: RowType, isMatrix: Bool = false
    ) -> [TemplateValue] {
        var values: [TemplateValue] = []
        let titled = columns.firstIndex { if case .number = $0.content { false } else { true } }
        for (index, column) in columns.enumerated() {
            var lines = TemplateValue.lines(column.label)
            if index == titled, column.label.isEmpty, !frame.title.isEmpty, frame.sections.isEmpty {
                frame.titleInTable = true
                lines = TemplateValue.lines((frame.number.map { $0 + " " } ?? "") + frame.title)
            }
            let span = isMatrix ? column.codes.map { TemplateValue.number($0.codes.count) } : nil
            values.append(
                Shape(("name", .text(column.name)), ("classes", .text(column.classes)), ("span", span ?? .absent)).with(
                    .titleLines, lines
                ).value)
        }
        return values
    }

    mutating func tableValue(
        _ columns: [LaidColumn], _ rows: [Row], _ type: RowType, _ section: FormSection, _ path: [Int],
        _ frame: inout SectionFrame, isMatrix: Bool
    ) -> TemplateValue {
        let writer = writer(section)
        let merged = mergedColumn(columns, type, rows)
        let spans = merged.map { groupSpans(rows, column: $0) }
        let staying = merged.map { rowsThatStay(rows, spans ?? [], name: $0, text: type.main) } ?? []
        var values: [TemplateValue] = []
        var number = 0
        for (rowIndex, row) in rows.enumerated() {
            var cells: [TemplateValue] = []
            let startsGroup = spans.map { $0[rowIndex] > 0 } ?? true
            if startsGroup { number += 1 }
            let span: TemplateValue = spans.flatMap { $0[rowIndex] > 1 ? .number($0[rowIndex]) : nil } ?? .absent
            for column in columns {
                switch column.content {
                case .number:
                    if startsGroup { cells.append(cell(writer.escaped(String(number)), span: span, classes: "number")) }
                case .column(let index):
                    if isMatrix, let list = column.codes {
                        cells += marks(row[index], list, section, cellMark(path, row, type, index, label: column.label))
                        continue
                    }
                    if index == merged {
                        if startsGroup {
                            cells.append(
                                cell(html(row, index, type, writer, path, column.label), scope: "rowgroup", span: span))
                        }
                        continue
                    }
                    cells.append(
                        cell(
                            html(row, index, type, writer, path, column.label), scope: index == type.main ? "row" : nil,
                            span: .absent, classes: column.classes))
                case .stack(let parts): cells.append(cell(stack(row, parts, type, writer, path), span: .absent))
                case .entry: break
                }
            }
            values.append(
                Shape(
                    ("anchor", .text(anchors.next(row.id))), ("staysWithNext", .bool(staying.contains(rowIndex)))
                ).with(.cells, cells).value)
        }
        var shape = Shape(("caption", .text(caption(frame))))
        shape.set(.columns, columnValues(columns, &frame, type, isMatrix: isMatrix))
        shape.set(.rows, values)
        if isMatrix {
            shape.set(.codes, codeHeads(columns))
            let hasLegend = form.sections.contains { Self.holdsLegend($0) }
            let lists = columns.compactMap(\.codes).filter { list in list.codes.contains { $0.code != $0.label } }
            shape.set(.legend, hasLegend ? [] : lists.map { legend($0, label: $0.name.capitalizedFirst) })
        }
        return shape.value
    }

    private static func holdsLegend(_ section: FormSection) -> Bool {
        section.view == .legend || section.sections.contains { holdsLegend($0) }
    }

    /// Returns the column in which equal neighbouring cells are merged: the first one that continues, `nil` for none.
    private func mergedColumn(_ columns: [LaidColumn], _ type: RowType, _ rows: [Row]) -> Int? {
        for column in columns {
            if case .column(let index) = column.content, type.continues.contains(index),
                rows.contains(where: { $0[index] != nil })
            {
                return index
            }
        }
        return nil
    }

    /// Returns, for each row, the number of rows in the group that begins with it, or 0 inside a group.
    private func groupSpans(_ rows: [Row], column: Int) -> [Int] {
        var spans = [Int](repeating: 0, count: rows.count)
        var start = 0
        for index in rows.indices {
            if index > 0, rows[index].continued.contains(column) {
                spans[start] += 1
            } else {
                start = index
                spans[index] = 1
            }
        }
        return spans
    }

    /// Returns the rows that stay on the page of the next row: the last ones of each group, as many as have the lines
    /// of the group's name, which is printed again above them. The numbers of characters are those of printed lines.
    private func rowsThatStay(_ rows: [Row], _ spans: [Int], name: Int, text: Int) -> Set<Int> {
        func lines(_ row: Row, _ column: Int, of characters: Int) -> Int {
            ((row[column]?.plain.count ?? 0) + characters - 1) / characters
        }
        var staying: Set<Int> = []
        for start in rows.indices where spans[start] > 1 {
            var missing = lines(rows[start], name, of: 20)
            for index in (start + 1..<start + spans[start]).reversed() {
                missing -= max(1, lines(rows[index], text, of: 56))
                if missing <= 0 { break }
                staying.insert(index - 1)
            }
        }
        return staying
    }

    private func html(
        _ row: Row, _ index: Int, _ type: RowType, _ writer: ValueWriter, _ path: [Int], _ label: String
    ) -> Markup {
        let mark = cellMark(path, row, type, index, label: label)
        guard let value = row[index] else { return mark.around(Markup()) }
        return writer.withMark(mark).html(value, type.columns[index].kind)
    }

    private func cell(_ html: Markup, scope: String? = nil, span: TemplateValue, classes: String = "") -> TemplateValue
    {
        Shape(
            ("html", html.value), ("scope", .optional(scope)), ("rowspan", span), ("classes", .text(classes)),
            ("mark", .absent)
        ).value
    }

    private func stack(
        _ row: Row, _ parts: [(column: Int, label: String?)], _ type: RowType, _ writer: ValueWriter, _ path: [Int]
    ) -> Markup {
        var lines: [Markup] = []
        for part in parts {
            guard let value = row[part.column] else { continue }
            var markup = Markup()
            let label = part.label ?? type.columns[part.column].label[site.language]
            if !label.isEmpty {
                markup.text(label)
                markup.tag(" ")
            }
            let mark = cellMark(path, row, type, part.column, label: label)
            markup.append(writer.withMark(mark).html(value, type.columns[part.column].kind))
            lines.append(markup)
        }
        var out = Markup()
        for line in lines {
            out.tag("<div>")
            out.append(line)
            out.tag("</div>")
        }
        return out
    }

    // MARK: Codes

    private func codeHeads(_ columns: [LaidColumn]) -> [TemplateValue] {
        columns.compactMap(\.codes).flatMap { list in
            list.codes.enumerated().map {
                Shape(("code", .text($1.code)), ("meaning", .text($1.label)), ("first", .bool($0 == 0))).value
            }
        }
    }

    private func marks(
        _ value: Value?, _ list: CodeList, _ section: FormSection, _ field: ControlKey?
    ) -> [TemplateValue] {
        var chosen: [String] = []
        switch value {
        case .codes(let codes, _): chosen = codes.map { list.listedCode($0).code }
        case .text(let text):
            if case .codes(let indices) = list.match(text.source) { chosen = indices.map { list.codes[$0].code } }
        default: break
        }
        return list.codes.enumerated().map { index, code in
            let isMarked = chosen.contains(code.code)
            let mark = section.mark ?? "X"
            var shape = Shape(
                ("text", isMarked ? .text(isCodeMark(mark) ? code.code : mark) : .absent),
                ("meaning", isMarked ? .text(code.label) : .absent),
                ("first", .bool(index == 0)))
            shape.set(field?.code(code.code))
            return Shape(
                ("html", .absent), ("scope", .absent), ("rowspan", .absent), ("classes", "codes"), ("mark", shape.value)
            ).value
        }
    }
}

extension FormSection {
    /// Whether the section shows the column of its rows with an index, alone or in a stack.
    func shows(_ column: Int) -> Bool {
        columns.contains { placement in
            switch placement.content {
            case .column(let index): index == column
            case .stack(let parts): parts.contains { $0.column == column }
            case .number, .entry: false
            }
        }
    }
}

extension CodeList {
    /// Returns the code of the list that stands for a code: a clause is written without a form, so its *Diaria*
    /// stands for the form's code with that meaning. Returns the given code if the list has none for it.
    func listedCode(_ code: Code) -> Code {
        if codes.contains(where: { $0.code == code.code }) { return code }
        return code.meaning.flatMap { meaning in codes.first { $0.meaning == meaning } } ?? code
    }

    /// Returns the code list, extended by the codes of a column that it lacks, so that no code of a row is lost.
    fileprivate func adding(_ rows: Rows, _ column: Int) -> CodeList {
        var all = codes
        for case .codes(let used, _)? in rows.rows.map({ $0[column] }) {
            for code in used.map(listedCode) where !all.contains(where: { $0.code == code.code }) { all.append(code) }
        }
        return all.count == codes.count ? self : CodeList(name: name, codes: all)
    }
}
