import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// Lays out rows with a group-by column on pages for which the site has no form, if grouping by that column would
/// reorder the rows or print the author's headings below it.
extension SheetBuilder {
    /// Consecutive rows with the same value in the column that continues, with the author's groups among them.
    private struct Run {
        let heading: Value?
        var parts: [(group: RowGroup?, rows: [Row])]
        /// Whether the heading stands below that of a group, and is shown in its column.
        var isInside = false
        var rows: [Row] { parts.flatMap(\.rows) }
    }

    /// Returns the rows in the author's order: under the headings that they share, and below these under the author's
    /// groups. Rows without headings whose codes alternate form one table.
    ///
    /// Returns nil if grouping by code keeps the author's order anyway.
    mutating func authorsGroups(_ rows: Rows, groupBy: Int, _ type: RowType, _ section: FormSection, level: Int)
        -> [TemplateValue]?
    {
        guard let placement = section.field else { return nil }
        let runs = runs(rows, column: type.continues.min())
        let isHeaded = areHeaded(runs, groupBy)
        let outer = isHeaded ? type.continues.min() : nil
        let areSorted = isHeaded ? runs.allSatisfy { isSorted($0.rows, groupBy) } : isSorted(rows.rows, groupBy)
        if !isHeaded, areSorted { return nil }
        if rows.groups.isEmpty, !areSorted { return [wholeTable(rows.rows, type, section, placement)] }
        shownColumns[placement.path[0], default: []].formUnion([groupBy] + (outer.map { [$0] } ?? []))
        var parts: [TemplateValue] = []
        let whole = Run(heading: nil, parts: rows.parts.map { ($0.group, $0.rows.map { rows.rows[$0] }) })
        for run in isHeaded ? withHeadingsInside(runs) : [whole] {
            if let heading = run.heading {
                parts.append(part(heading.plain, heading: heading.onlyText, level: level))
            }
            let inner = run.heading == nil ? level : level + 1
            for (group, members) in run.parts {
                parts += self.parts(
                    of: group, members, groupBy, hidden: run.isInside ? nil : outer, type, section, placement,
                    level: inner)
            }
        }
        return parts
    }

    /// Returns one of the author's groups with its rows; rows outside any group are grouped by their code.
    private mutating func parts(
        of group: RowGroup?, _ rows: [Row], _ groupBy: Int, hidden: Int?, _ type: RowType, _ section: FormSection,
        _ placement: FieldPlacement, level: Int
    ) -> [TemplateValue] {
        let writer = writer(section)
        guard let group else {
            var parts: [TemplateValue] = []
            var next = rows[...]
            while let first = next.first {
                let members = next.prefix { $0[groupBy]?.plain == first[groupBy]?.plain }
                next = next.dropFirst(members.count)
                let code = first[groupBy].map { Self.codes(of: $0) }?.first
                parts.append(
                    groupPart(
                        code?.label ?? "", level: level, Array(members), section, placement, type, writer,
                        hidden: Set([groupBy] + (hidden.map { [$0] } ?? [])), code: code))
            }
            return parts
        }
        let code = Self.codes(of: group.value).first
        if rows.isEmpty {
            let mark = code.flatMap { controlKey(placement.path)?.code($0.code) }
            return [
                part(
                    group.heading.plain, heading: group.heading, level: level, html: content.compact(group.note),
                    mark: mark, anchor: anchors.next(group.anchor))
            ]
        }
        // A row may have another code than the heading above it.
        let isUniform = rows.allSatisfy { $0[groupBy]?.plain == group.value.plain }
        return [
            groupPart(
                group.heading.plain, heading: group.heading, level: level, rows, section, placement, type, writer,
                note: group.note, hidden: Set((isUniform ? [groupBy] : []) + (hidden.map { [$0] } ?? [])), code: code,
                anchor: anchors.next(group.anchor))
        ]
    }

    /// Returns all rows in one table with every column that has values.
    private mutating func wholeTable(
        _ rows: [Row], _ type: RowType, _ section: FormSection, _ placement: FieldPlacement
    ) -> TemplateValue {
        var all = section
        all.columns = type.columns.indices.filter { column in rows.contains { $0[column] != nil } }.map {
            ColumnPlacement(content: .column($0), label: type.columns[$0].label[site.language])
        }
        var shown = Rows()
        shown.rows = rows
        let columns = laidColumns(all, type, shown)
        markColumns(columns, placement)
        var frame = SectionFrame(title: "", level: baseLevel, number: nil, view: .table)
        frame.name = section.title
        let table = tableValue(columns, rows, type, all, placement.path, &frame, isMatrix: false)
        return part("", level: baseLevel, table: table)
    }

    // MARK: Order

    private func runs(_ rows: Rows, column: Int?) -> [Run] {
        var runs: [Run] = []
        var waiting: [RowGroup] = []
        for (group, indices) in rows.parts {
            if indices.isEmpty, let group { waiting.append(group) }
            for (place, index) in indices.enumerated() {
                let row = rows.rows[index]
                let heading = column.flatMap { row[$0] }
                if runs.isEmpty || runs[runs.count - 1].heading?.plain != heading?.plain {
                    // A group without rows belongs to the heading that precedes it in the source.
                    let later = waiting.filter { group in
                        heading?.textSpan.map { $0.start < group.heading.span.start } ?? false
                    }
                    let earlier = waiting.dropLast(later.count)
                    if !earlier.isEmpty {
                        if runs.isEmpty { runs.append(Run(heading: nil, parts: [])) }
                        runs[runs.count - 1].parts += earlier.map { ($0, []) }
                    }
                    runs.append(Run(heading: heading, parts: later.map { ($0, []) } + [(group, [row])]))
                } else if place == 0 {
                    runs[runs.count - 1].parts += waiting.map { ($0, []) } + [(group, [row])]
                } else {
                    runs[runs.count - 1].parts[runs[runs.count - 1].parts.count - 1].rows.append(row)
                }
                waiting = []
            }
        }
        if !waiting.isEmpty {
            if runs.isEmpty { runs.append(Run(heading: nil, parts: [])) }
            runs[runs.count - 1].parts += waiting.map { ($0, []) }
        }
        return runs
    }

    /// Returns the runs without the headings that stand below that of a group. Neighbouring runs of one group are
    /// joined.
    private func withHeadingsInside(_ runs: [Run]) -> [Run] {
        var found: [Run] = []
        for run in runs {
            guard let heading = run.heading?.textSpan, let group = run.parts.first?.group?.heading.span,
                group < heading
            else {
                found.append(run)
                continue
            }
            if let last = found.last, last.isInside, last.parts.last?.group?.heading.span == group {
                let place = last.parts.count - 1
                found[found.count - 1].parts[place].rows += run.parts[0].rows
                found[found.count - 1].parts += run.parts.dropFirst()
            } else {
                found.append(Run(heading: nil, parts: run.parts, isInside: true))
            }
        }
        return found
    }

    /// Whether the headings of the runs enclose the author's groups, instead of the other way round.
    private func areHeaded(_ runs: [Run], _ groupBy: Int) -> Bool {
        let named = runs.compactMap(\.heading).map(\.plain)
        guard !named.isEmpty, Set(named).count == named.count else { return false }
        var areCompared = false
        for run in runs {
            guard let heading = run.heading?.textSpan else { continue }
            for case let group? in run.parts.map(\.group) where group.heading.span != heading {
                if heading < group.heading.span { return true }
                areCompared = true
            }
        }
        if areCompared { return false }
        // Without positions to compare, as in snapshots, headings enclose codes if a run has several codes.
        return runs.contains { keys($0.rows, groupBy).count > 1 }
    }

    /// Returns the codes of rows in order, without consecutive repetitions.
    private func keys(_ rows: [Row], _ groupBy: Int) -> [String?] {
        var keys: [String?] = []
        for row in rows where keys.isEmpty || keys[keys.count - 1] != row[groupBy]?.plain {
            keys.append(row[groupBy]?.plain)
        }
        return keys
    }

    /// Whether the rows of each code are consecutive, and no row has two codes.
    private func isSorted(_ rows: [Row], _ groupBy: Int) -> Bool {
        let codes = keys(rows, groupBy).compactMap(\.self)
        return Set(codes).count == codes.count
            && rows.allSatisfy { $0[groupBy].map { Self.codes(of: $0).count < 2 } ?? true }
    }
}

extension Value {
    /// The text of a value of one paragraph, `nil` for any other value.
    var onlyText: Text? {
        if case .blocks(let blocks) = self, blocks.count == 1, case .paragraph(let text) = blocks[0] { return text }
        return nil
    }
}

extension Text {
    /// Whether the text holds a picture, a link or a reference.
    var hasPictureOrLink: Bool { inlines.map(Self.holdPictureOrLink) ?? false }

    private static func holdPictureOrLink(_ inlines: [Inline]) -> Bool {
        inlines.contains { inline in
            switch inline {
            case .image, .link, .reference: true
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): holdPictureOrLink(inside)
            case .text, .code, .softBreak, .lineBreak: false
            }
        }
    }
}
