import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The views that show rows under headings: *grupos* and *competencias*.
extension SheetBuilder {
    mutating func groups(_ section: FormSection, level: Int) -> TemplateValue? {
        guard let placement = section.field else { return nil }
        if case .notApplicable(let words)? = value(at: placement.path) {
            return Shape().with(.parts, [part("", level: level, html: content.inline(words))]).value
        }
        guard let rows = rows(at: placement.path), let parts = groupParts(rows, section, level: level), !parts.isEmpty
        else { return nil }
        return Shape().with(.parts, parts).value
    }

    /// Returns the rows under headings: the form's codes in their order if the section is one of groups on a form of
    /// the site, and otherwise as the author grouped them; `nil` if the rows have no group-by column.
    mutating func groupParts(_ rows: Rows, _ section: FormSection, level: Int) -> [TemplateValue]? {
        guard let placement = section.field else { return nil }
        let type = field(at: placement.path).kind.rowType
        guard let groupBy = type.groupBy else { return nil }
        shownColumns[placement.path[0], default: []].insert(groupBy)
        let isFixed = !form.isBuiltIn && section.view == .groups
        if !isFixed, let parts = authorsGroups(rows, groupBy: groupBy, type, section, level: level) { return parts }
        let writer = writer(section)
        let list = CodeList(name: "", codes: self.list(section, type.columns[groupBy])?.codes ?? [])
        let declared = isFixed || form.isBuiltIn ? list.codes : []
        func settled(_ value: Value) -> [Code] { Self.codes(of: value).map(list.listedCode) }
        if !form.isBuiltIn, !isFixed || rows.rows.contains(where: { row in type.continues.contains { row[$0] != nil } })
        {
            extendedFields.insert(placement.path[0])
        }
        let used = Self.usedGroupValues(rows, groupBy).flatMap(settled)
        // If the author has groups that the form does not list, keep the author's order for all.
        let isOrdered = isFixed && used.allSatisfy { own in declared.contains { $0.code == own.code } }
        let loose = LooseRows(rows, type, isFixed: isFixed, isOrdered: isOrdered) { settled($0).first?.code }
        shownColumns[placement.path[0], default: []].formUnion(
            isFixed || !form.isBuiltIn ? type.continues.filter { !section.shows($0) } : [])
        var parts: [TemplateValue] = []
        func add(_ runs: [LooseRows.Run]) {
            for run in runs {
                let group = run.group.map { rows.groups[$0] }
                if run.rows.isEmpty, let group {
                    parts.append(
                        part(
                            group.heading.plain, heading: group.heading, level: level,
                            html: group.note.isEmpty ? nil : content.compact(group.note),
                            anchor: anchors.next(group.anchor)))
                    continue
                }
                parts += headedParts(
                    group?.heading.plain ?? "", heading: group?.heading, level: level, run.rows, section, placement,
                    type, writer, note: group?.note ?? [], anchor: group.map { anchors.next($0.anchor) })
            }
        }
        add(loose.runs(behind: ""))
        var done: Set<String> = []
        let ordered = isOrdered || !isFixed ? declared + used : used + declared
        let codes = ordered.filter { done.insert($0.code).inserted }
        let grouped = codes.map { code in
            rows.rows.filter { row in
                !loose.contains(row) && row[groupBy].map { settled($0).contains { $0.code == code.code } } ?? false
            }
        }
        let naming = namingColumns(grouped.filter { !$0.isEmpty }, type)
        shownColumns[placement.path[0], default: []].formUnion(naming)
        // Do not state that a group is empty if some rows have no group, because they may belong to it.
        let statesEmptyGroups =
            grouped.contains { !$0.isEmpty } && !(isFixed && loose.isUnheaded)
            || !(loose.isUsed || hasText(placement))
        for (code, members) in zip(codes, grouped) {
            let places = rows.groups.indices.filter { place in
                !loose.keepsHeading(ofGroup: place)
                    && settled(rows.groups[place].value).contains { $0.code == code.code }
            }
            let ownHeadings = places.filter {
                Self.hasOwnWords(rows.groups[$0]) || $0 > places[0] && !rows.groups[$0].note.isEmpty
            }
            let group = places.first { !ownHeadings.contains($0) }.map { rows.groups[$0] }
            let direct = members.filter { row in row.group.map { !ownHeadings.contains($0) } ?? true }
            if !direct.isEmpty {
                parts += headedParts(
                    code.label, heading: group?.heading, level: level, direct, section, placement, type, writer,
                    naming: naming, note: group?.note ?? [], code: code, anchor: group.map { anchors.next($0.anchor) })
            } else if group == nil, !ownHeadings.isEmpty {
                parts.append(part(code.label, level: level, mark: controlKey(placement.path)?.code(code.code)))
            } else if let group {
                let mark = controlKey(placement.path)?.code(code.code)
                parts.append(
                    part(
                        code.label, heading: group.heading, level: level, html: content.compact(group.note), mark: mark,
                        anchor: anchors.next(group.anchor)))
            } else if statesEmptyGroups || emptyWords(section) == "",
                let words = emptyWords(section) ?? (form.isBuiltIn || section.empty == .omit ? nil : "N/A"),
                declared.contains(where: { $0.code == code.code })
            {
                let mark = controlKey(placement.path)?.code(code.code)
                parts.append(part(code.label, level: level, html: writer.escaped(words), mark: mark))
            }
            for place in ownHeadings {
                let group = rows.groups[place]
                parts += headedParts(
                    group.heading.plain, heading: group.heading, level: level + 1,
                    members.filter { $0.group == place }, section, placement, type, writer, note: group.note,
                    anchor: anchors.next(group.anchor))
            }
            add(loose.runs(behind: code.code))
        }
        add(loose.last)
        return parts
    }

    /// Whether the heading of a group has words besides its frequency, which are then printed below the form's
    /// heading: *Funciones específicas diarias*.
    private static func hasOwnWords(_ group: RowGroup) -> Bool {
        FrequencyWords(group.heading.plain)?.isQualified ?? false
    }

    /// Whether text stands before or after the rows of a field.
    private func hasText(_ placement: FieldPlacement) -> Bool {
        guard case .rows(let rows)? = value(at: placement.path) else { return false }
        return !rows.introduction.isEmpty || !rows.closing.isEmpty
    }

    /// Whether a list on a form of the site shows rows under headings: the rows have groups, and the section does not
    /// choose columns.
    func isGrouped(_ rows: Rows, _ placement: FieldPlacement, _ section: FormSection) -> Bool {
        let type = field(at: placement.path).kind.rowType
        guard !form.isBuiltIn, section.columns.isEmpty, let groupBy = type.groupBy else { return false }
        return !rows.groups.isEmpty
            || rows.rows.contains { row in row[groupBy] != nil || type.continues.contains { row[$0] != nil } }
    }

    /// Returns the parts of a list that shows rows under headings, below the label of the field; `nil` for a list
    /// without such headings.
    mutating func grouped(
        _ own: Rows, _ label: String, _ placement: FieldPlacement, _ section: FormSection, level: Int
    ) -> [TemplateValue]? {
        let rows = rowsOfPart(site.corpus.withClauseRows(own, from: record.file))
        guard isGrouped(rows, placement, section) else { return nil }
        var inner = section
        inner.field = placement
        inner.fields = []
        guard let parts = groupParts(rows, inner, level: label.isEmpty ? level : level + 1) else { return nil }
        let introduction = content.blocks(rows.introduction)
        let first =
            label.isEmpty && introduction.isEmpty ? [] : [part(label, level: level, introduction: introduction)]
        let closing = content.blocks(rows.closing)
        return first + parts + (closing.isEmpty ? [] : [part("", level: level, introduction: closing)])
    }

    /// Returns a group of rows. If its rows have names and the form has no column for these, the group has a part for
    /// each name.
    private mutating func headedParts(
        _ name: String, heading: Text? = nil, level: Int, _ rows: [Row], _ section: FormSection,
        _ placement: FieldPlacement, _ type: RowType, _ writer: ValueWriter, naming: [Int] = [], note: [Block] = [],
        code: Code? = nil, anchor: String?
    ) -> [TemplateValue] {
        guard !form.isBuiltIn, let outer = type.continues.min(), !section.shows(outer),
            rows.contains(where: { $0[outer] != nil })
        else {
            return [
                groupPart(
                    name, heading: heading, level: level, rows, section, placement, type, writer, naming: naming,
                    note: note, code: code, anchor: anchor)
            ]
        }
        var parts: [TemplateValue] = []
        if !name.isEmpty || !note.isEmpty {
            let mark = code.flatMap { controlKey(placement.path)?.code($0.code) }
            parts.append(
                part(
                    name, heading: heading, level: level, introduction: content.blocks(note), mark: mark, anchor: anchor
                ))
        }
        var next = rows[...]
        while let first = next.first {
            let words = first[outer]?.plain
            let run = next.prefix { $0[outer]?.plain == words }
            next = next.dropFirst(run.count)
            parts.append(
                groupPart(
                    words ?? "", heading: first[outer]?.onlyText, level: name.isEmpty ? level : level + 1, Array(run),
                    section, placement, type, writer))
        }
        return parts
    }

    /// Returns the values of the group-by column in the author's order, including those of headings without rows.
    private static func usedGroupValues(_ rows: Rows, _ groupBy: Int) -> [Value] {
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

    /// Returns the columns that have one value within each group and different values between groups. They name the
    /// groups, so each value is shown once. On a form of the site, returns none.
    private func namingColumns(_ groups: [[Row]], _ type: RowType) -> [Int] {
        guard form.isBuiltIn, groups.count > 1, groups.contains(where: { $0.count > 1 }) else { return [] }
        return type.columns.indices.filter { column in
            if [type.main, type.groupBy, type.children].contains(column) { return false }
            let words = groups.map { rows in Set(rows.map { $0[column]?.plain ?? "" }) }
            return words.allSatisfy { $0.count == 1 && !$0.contains("") } && Set(words).count == groups.count
        }
    }

    mutating func groupPart(
        _ name: String, heading: Text? = nil, level: Int, _ rows: [Row], _ section: FormSection,
        _ placement: FieldPlacement, _ type: RowType, _ writer: ValueWriter, naming: [Int] = [], note: [Block] = [],
        hidden: Set<Int>? = nil, code: Code? = nil, anchor: String? = nil
    ) -> TemplateValue {
        let mark = code.flatMap { controlKey(placement.path)?.code($0.code) }
        let label = ([name] + naming.compactMap { rows[0][$0]?.plain }).joined(separator: " · ")
        let isNumbered = section.columns.contains { if case .number = $0.content { true } else { false } }
        var shown = section
        shown.columns += missingColumns(of: rows, section, type)
        if shown.columns.count > section.columns.count { extendedFields.insert(placement.path[0]) }
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
                label, heading: heading, level: level, introduction: introduction,
                items: rows.map { item(of: $0, placement.path, type, writer) },
                isOrdered: isNumbered || self.isNumbered(placement), mark: mark,
                anchor: anchor)
        }
        markColumns(columns, placement)
        var frame = SectionFrame(title: "", level: level, number: nil, view: .table)
        frame.name = label.isEmpty ? section.title : label
        let table = tableValue(
            isNumbered
                ? [LaidColumn(content: .number, label: "", name: RowType.numberLabel[site.language], classes: "number")]
                    + columns
                : columns,
            rows, type, section, placement.path, &frame,
            isMatrix: false)
        return part(
            label, heading: heading, level: level, introduction: introduction, table: table, mark: mark, anchor: anchor)
    }

    /// Returns the columns of a group that its rows fill and the form of a site does not print, so that no row is
    /// shown a second time outside of the form. Rows with a list below them have no columns.
    private func missingColumns(of rows: [Row], _ section: FormSection, _ type: RowType) -> [ColumnPlacement] {
        guard !form.isBuiltIn, section.view == .groups, !section.columns.isEmpty,
            !rows.contains(where: { row in type.children.map { row[$0] != nil } ?? false })
        else { return [] }
        return type.columns.indices.compactMap { column in
            guard column != type.main, column != type.groupBy, column != type.children,
                !type.continues.contains(column), !section.shows(column), rows.contains(where: { $0[column] != nil })
            else { return nil }
            return ColumnPlacement(content: .column(column), label: type.columns[column].label[site.language])
        }
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
                let writer = writer.withMark(
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
