import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The views that show rows: *tabla*, *matriz*, *grupos*, *competencias*, *modificaciones*.
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
        return tableValue(columns, rows.rows, type, section, placement.path, &frame, isMatrix: false)
    }

    /// A table with its headings and the words for nothing, `nil` if the form omits empty sections.
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
        let row = Shape(("anchor", .absent)).with(.cells, [first] + rest).value
        return Shape(("caption", .text(caption(frame)))).with(.columns, columnValues(columns, &frame, type)).with(
            .rows, [row]
        ).value
    }

    private func caption(_ frame: SectionFrame) -> String {
        let title = frame.title.isEmpty ? frame.name : frame.title
        let words = title.isEmpty ? type.name[site.language] : title.replacing("\n", with: " ")
        // The members of a manual have tables with the same name.
        return anchors.prefix.isEmpty ? words : "\(words), \(record.title)"
    }

    func laidColumns(_ section: FormSection, _ type: RowType, _ rows: Rows) -> [LaidColumn] {
        if section.columns.isEmpty {
            let used = type.columns.indices.filter { column in rows.rows.contains { $0[column] != nil } }
            return (used.isEmpty ? [type.main] : used).map {
                laid(.column($0), label: type.columns[$0].label[site.language], type, section)
            }
        }
        return section.columns.compactMap { placement in
            // The built-in form has every column; those without values are left out.
            if form.isBuiltIn, case .column(let index) = placement.content, !rows.rows.isEmpty,
                !rows.rows.contains(where: { $0[index] != nil })
            {
                return nil
            }
            let label = form.isBuiltIn ? builtInLabel(placement, type) : placement.label
            return laid(placement.content, label: label, type, section)
        }
    }

    private func builtInLabel(_ placement: ColumnPlacement, _ type: RowType) -> String {
        if case .column(let index) = placement.content { return type.columns[index].label[site.language] }
        return placement.label
    }

    private func laid(_ content: ColumnPlacement.Content, label: String, _ type: RowType, _ section: FormSection)
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
        case .number: return LaidColumn(content: content, label: label, name: "N.º", classes: "number")
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

    // MARK: matriz

    mutating func matrix(_ section: FormSection, _ frame: inout SectionFrame) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let type = field(at: placement.path).kind.rowType
        guard let rows = rows(at: placement.path), !rows.rows.isEmpty else { return nil }
        let columns = laidColumns(section, type, rows)
        markColumns(columns, placement)
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
            values.append(Shape(("anchor", .text(anchors.next(row.id)))).with(.cells, cells).value)
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

    /// The column in which equal neighbouring cells merge: the first one that continues.
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

    /// For each row the number of rows in the group that it begins, or 0 inside a group.
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

    private func html(
        _ row: Row, _ index: Int, _ type: RowType, _ writer: ValueWriter, _ path: [Int], _ label: String
    ) -> Markup {
        let mark = cellMark(path, row, type, index, label: label)
        guard let value = row[index] else { return mark.around(Markup()) }
        return writer.marked(mark).html(value, type.columns[index].kind)
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
            markup.append(writer.marked(mark).html(value, type.columns[part.column].kind))
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
        _ value: Value?, _ list: CodeList, _ section: FormSection, _ field: FieldMark?
    ) -> [TemplateValue] {
        var chosen: [String] = []
        switch value {
        case .codes(let codes, _): chosen = codes.map(\.code)
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

    // MARK: grupos

    mutating func groups(_ section: FormSection, level: Int) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let type = field(at: placement.path).kind.rowType
        if case .notApplicable(let words)? = value(at: placement.path) {
            return Shape().with(.parts, [part("", level: level, html: content.inline(words))]).value
        }
        guard let rows = rows(at: placement.path), let groupBy = type.groupBy else { return nil }
        shownColumns[placement.path[0], default: []].insert(groupBy)
        if let parts = authorsGroups(rows, groupBy: groupBy, type, section, level: level) {
            return Shape().with(.parts, parts).value
        }
        let writer = writer(section)
        let declared = list(section, type.columns[groupBy])?.codes ?? []
        var parts: [TemplateValue] = []
        // Rows of no group: above all groups on the forms of a site, else where the author wrote them.
        var loose: [String: [Row]] = [:]
        var above = ""
        for row in rows.rows {
            if let value = row[groupBy] {
                if form.isBuiltIn, let code = settled(value).first?.code { above = code }
            } else {
                loose[above, default: []].append(row)
            }
        }
        if let first = loose[""] { parts.append(groupPart("", level: level, first, section, placement, type, writer)) }
        let used = Self.used(rows, groupBy)
        // A clause is written without a form, so its *Diaria* stands for the form's code with that
        // meaning.
        func settled(_ value: Value) -> [Code] {
            Self.codes(of: value).map { code in
                if declared.contains(where: { $0.code == code.code }) { return code }
                return code.meaning.flatMap { meaning in declared.first { $0.meaning == meaning } } ?? code
            }
        }
        var done: Set<String> = []
        let codes = (declared + used.flatMap(settled)).filter { done.insert($0.code).inserted }
        let grouped = codes.map { code in
            rows.rows.filter { row in row[groupBy].map { settled($0).contains { $0.code == code.code } } ?? false }
        }
        let naming = namingColumns(grouped.filter { !$0.isEmpty }, type)
        shownColumns[placement.path[0], default: []].formUnion(naming)
        for (code, members) in zip(codes, grouped) {
            let group = rows.groups.first { settled($0.value).contains { $0.code == code.code } }
            if !members.isEmpty {
                parts.append(
                    groupPart(
                        code.label, level: level, members, section, placement, type, writer, naming: naming,
                        note: group?.note ?? [], code: code, anchor: group.map { anchors.next($0.anchor) }))
            } else if let group {
                let mark = fieldMark(placement.path)?.code(code.code)
                parts.append(
                    part(
                        code.label, level: level, html: content.compact(group.note), mark: mark,
                        anchor: anchors.next(group.anchor)))
            } else if let words = emptyWords(section) ?? (form.isBuiltIn || section.empty == .omit ? nil : "N/A") {
                let mark = fieldMark(placement.path)?.code(code.code)
                parts.append(part(code.label, level: level, html: writer.escaped(words), mark: mark))
            }
            if let rest = loose[code.code] {
                parts.append(groupPart("", level: level, rest, section, placement, type, writer))
            }
        }
        return parts.isEmpty ? nil : Shape().with(.parts, parts).value
    }

    /// The values of the group-by column in the author's order. A heading without rows keeps its
    /// place.
    private static func used(_ rows: Rows, _ groupBy: Int) -> [Value] {
        var used: [Value] = []
        var next = 0
        for row in rows.rows {
            while let group = row.group, next <= group, next < rows.groups.count {
                used.append(rows.groups[next].value)
                next += 1
            }
            if let value = row[groupBy] { used.append(value) }
        }
        return used + rows.groups[next...].map(\.value)
    }

    static func codes(of value: Value) -> [Code] {
        switch value {
        case .codes(let codes, _): codes
        case .text(let text), .notApplicable(let text): [Code(code: text.plain, label: text.plain)]
        default: [Code(code: value.plain, label: value.plain)]
        }
    }

    /// Columns that have one value within each group and different values between groups. They name
    /// the groups and appear once.
    private func namingColumns(_ groups: [[Row]], _ type: RowType) -> [Int] {
        guard form.isBuiltIn, groups.count > 1, groups.contains(where: { $0.count > 1 }) else { return [] }
        return type.columns.indices.filter { column in
            if [type.main, type.groupBy, type.children].contains(column) { return false }
            let words = groups.map { rows in Set(rows.map { $0[column]?.plain ?? "" }) }
            return words.allSatisfy { $0.count == 1 && !$0.contains("") } && Set(words).count == groups.count
        }
    }

    mutating func groupPart(
        _ name: String, level: Int, _ rows: [Row], _ section: FormSection, _ placement: FieldPlacement, _ type: RowType,
        _ writer: ValueWriter,
        naming: [Int] = [], note: [Block] = [], hidden: Set<Int>? = nil, code: Code? = nil,
        anchor: String? = nil
    ) -> TemplateValue {
        let mark = code.flatMap { fieldMark(placement.path)?.code($0.code) }
        let label = ([name] + naming.compactMap { rows[0][$0]?.plain }).joined(separator: " · ")
        let isNumbered = section.columns.contains { if case .number = $0.content { true } else { false } }
        var shown = section
        if let hidden, let groupBy = type.groupBy, !hidden.contains(groupBy) {
            let label = type.columns[groupBy].label[site.language]
            shown.columns.append(ColumnPlacement(content: .column(groupBy), label: label))
        }
        let groupBy = type.groupBy ?? -1
        let columns = laidColumns(shown, type, Rows()).filter { column in
            guard case .column(let index) = column.content else { return false }
            return !(hidden ?? [groupBy]).contains(index) && !naming.contains(index)
                && (!form.isBuiltIn || rows.contains { $0[index] != nil })
        }
        let introduction = content.blocks(note)
        let isList = columns.allSatisfy {
            if case .column(let index) = $0.content { index == type.main || index == type.children } else { false }
        }
        if isList {
            shownColumns[placement.path[0], default: []].formUnion([type.main] + (type.children.map { [$0] } ?? []))
            return part(
                label, level: level, introduction: introduction,
                items: rows.map { item(of: $0, placement.path, type, writer) }, isOrdered: isNumbered, mark: mark,
                anchor: anchor)
        }
        markColumns(columns, placement)
        var frame = SectionFrame(title: "", level: level, number: nil, view: .table)
        frame.name = label.isEmpty ? section.title : label
        let table = tableValue(
            isNumbered ? [LaidColumn(content: .number, label: "", name: "N.º", classes: "number")] + columns : columns,
            rows, type, section, placement.path, &frame,
            isMatrix: false)
        return part(label, level: level, introduction: introduction, table: table, mark: mark, anchor: anchor)
    }

    // MARK: competencias

    mutating func competencies(_ section: FormSection) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        let field = field(at: placement.path)
        let type = field.kind.rowType
        guard let rows = rows(at: placement.path), !rows.rows.isEmpty else { return nil }
        shownColumns[placement.path[0]] = Set(type.columns.indices)
        let writer = writer(section)
        func column(_ key: ColumnKey, _ row: Row) -> Value? { type.column(key).flatMap { row[$0] } }
        let items = rows.rows.map { row -> TemplateValue in
            var target: Int?
            var words = row[type.main]?.plain ?? ""
            if case .references(let references)? = row[type.main], let reference = references.first {
                target = site.corpus.target(of: reference, types: [.competency], from: record.file)
                words = reference.label ?? target.map { site.corpus.records[$0].title } ?? reference.text.plain
            }
            var behaviours: [TemplateValue] = []
            if case .list(let own)? = column(.behaviours, row) {
                let writer = writer.marked(
                    type.column(.behaviours).flatMap { cellMark(placement.path, row, type, $0) })
                behaviours = own.map { item(nil, writer.item($0)) }
            } else if let target {
                behaviours = site.competencies.behaviours(of: target, level: column(.level, row)?.plain).map {
                    item(nil, content.compact($0))
                }
            }
            var shape = Shape(
                ("anchor", .text(anchors.next(row.id))), ("title", .text(words)),
                ("url", .optional(target.flatMap { site.url(of: $0, from: content.root) })),
                ("competencyLevel", .optional(column(.level, row)?.plain)),
                ("percent", .optional(column(.percent, row)?.plain)), ("ordered", false)
            ).with(.items, behaviours)
            for (column, prefix) in [
                (type.main, ""), (type.column(.level), "level"), (type.column(.percent), "percent"),
            ] {
                if let column { shape.set(cellMark(placement.path, row, type, column), prefix) }
            }
            return shape.value
        }
        return Shape().with(.items, items).value
    }
}
