import Diagnostics
import OficioSchema
import OficioSource

// Joins two headings of one field, such as *Funciones generales* and *Funciones específicas*, as
// the groups of its value.
extension RecordDecoder {
    /// Joins a section to the value that its field already has. If the two cannot be joined, keeps the section as a
    /// section of the author's own and reports it.
    mutating func join(_ heading: Text, _ blocks: [Block], to place: Int, isInternal: Bool) {
        let index = fields[place].field
        let kind = type.fields[index].kind
        let first = headings[index]
        // A second single fact contradicts the first, so it is kept as a section.
        if kind.isOneFact, !blocks.isEmpty {
            if !isInternal { checkKept(below: index, heading) }
            addSection(heading, blocks, isInternal: isInternal)
            report(
                repeated: heading.plain, at: heading.span, first: fields[place].span, field: index, severity: .warning)
            return
        }
        guard let value = values.value(of: blocks, as: kind, field: index, heading: heading) else { return }
        if values.hidesFromPublic {
            internalFields.insert(index)
            values.hidesFromPublic = false
        }
        // A clause in the front matter and rows under the heading make one field.
        if case .rows(let front) = fields[place].value, front.clause != nil, front.rows.isEmpty,
            case .rows(let own) = value
        {
            replace(place, by: .rows(own.using(front.clause)))
            if isInternal { hide(index, named: heading.plain, at: heading.span) }
            return
        }
        guard !isInternal, !internalFields.contains(index),
            let joined = joined(fields[place].value, first, value, heading, kind, isTitled: titled.contains(index))
        else {
            if !isInternal { checkKept(below: index, heading) }
            addSection(heading, blocks, isInternal: isInternal)
            report(
                repeated: heading.plain, at: heading.span, first: fields[place].span, field: index, severity: .warning)
            return
        }
        // A field given in the front matter and again below, or twice under the same name, is
        // probably a mistake and not two groups.
        if first == nil || first?.plain.folded == heading.plain.folded {
            report(
                repeated: heading.plain, at: heading.span, first: fields[place].span, field: index, severity: .warning)
        }
        let sections = first.map { self.sections(of: fields[place], at: place, $0, value, heading) } ?? []
        replace(place, by: joined, sections: sections)
        titled.insert(index)
        if let first, first.plain.folded != heading.plain.folded { noteMoved(heading, to: first, of: fields[place]) }
    }

    /// Returns the sections of a field to which a section is joined; none if its page shows them as one section,
    /// because no other section and no text stand between them.
    private func sections(of old: FieldValue, at place: Int, _ first: Text, _ value: Value, _ heading: Text)
        -> [FieldSection]
    {
        guard heading.span.file == first.span.file else { return [] }
        var hasText = false
        if case .rows(let before) = old.value, case .rows(let after) = value {
            hasText = !before.closing.isEmpty || !after.introduction.isEmpty
        }
        guard !old.sections.isEmpty || hasText || isApart(heading, from: first) else { return [] }
        let known = old.sections.isEmpty ? [FieldSection(heading: first, place: place)] : old.sections
        return known + [FieldSection(heading: heading, place: fields.count)]
    }

    /// Whether a text stands between the rows of a field's sections.
    private func hasTextBetween(_ value: FieldValue) -> Bool {
        let last = value.sections.indices.last ?? 0
        return value.sections.indices.contains { number in
            guard case .rows(let rows) = value.value(ofSection: number) else { return false }
            return number < last && !rows.closing.isEmpty || number > 0 && !rows.introduction.isEmpty
        }
    }

    /// Whether other sections stand between two sections of a field.
    private func isApart(_ heading: Text, from first: Text) -> Bool {
        let starts = headings.values.map(\.span.start) + extra.map(\.heading.span.start)
        return starts.contains { $0 > first.span.start && $0 < heading.span.start }
    }

    /// Whether pages show the sections of a field apart. The steps of a protocol and the tasks of a checklist have one
    /// view of their own.
    private func isSplit(_ index: Int) -> Bool {
        switch type.known {
        case .protocol: ![.steps, .escalation, .exceptions, .questions].contains(type.fields[index].key)
        case .checklist: type.fields[index].key != .items
        default: true
        }
    }

    /// Reports a section that the page shows together with an earlier section of its field, above what the author wrote
    /// between them. The form of a site orders sections itself, but not the text around rows.
    private mutating func noteMoved(_ heading: Text, to first: Text, of value: FieldValue) {
        let isBuiltIn = schema.forms[form].isBuiltIn
        guard !value.sections.isEmpty, !isBuiltIn || !isSplit(value.field) else { return }
        guard isBuiltIn ? isApart(heading, from: first) : hasTextBetween(value) else { return }
        var found = Diagnostic(
            .repeatedField, at: heading.span,
            Localized(
                es: """
                    las secciones «\(heading.plain)» y «\(first.plain)» son el mismo campo: se publican juntas, en el \
                    lugar de la primera
                    """,
                en: """
                    the sections “\(heading.plain)” and “\(first.plain)” are one field: they are published together, \
                    in the place of the first
                    """),
            label: Localized(
                es: "póngala debajo de «\(first.plain)»; si trata de otra cosa, dele un título que lo diga",
                en: "move it below “\(first.plain)”; if it is about something else, give it a heading that says so"),
            notes: [.init(Localized(es: "la primera, aquí", en: "the first one, here"), at: first.span)],
            record: values.record)
        found.severity = .warning
        values.diagnostics.append(found)
    }

    private mutating func replace(_ place: Int, by value: Value, sections: [FieldSection] = []) {
        fields[place] = FieldValue(
            field: fields[place].field, value: value, span: fields[place].span, sections: sections)
        // The field now contains text of the body, so it no longer belongs to the front matter
        // alone.
        headCount = min(headCount, place)
    }

    /// Returns two values joined, each under its heading; `nil` if they cannot be joined.
    private func joined(
        _ old: Value, _ first: Text?, _ new: Value, _ heading: Text, _ kind: FieldKind, isTitled: Bool
    ) -> Value? {
        switch (old, new) {
        case (.blocks(let before), .blocks(let after)):
            guard case .markdown = kind else { return nil }
            return .blocks(titledBlocks(before, first) + [.heading(level: 3, heading)] + after)
        case (.rows(let before), .rows(let after)):
            guard let recorded = joined(before.asRecorded, first, after.asRecorded, heading, kind) else { return nil }
            guard before.recorded != nil || after.recorded != nil, let column = kind.rowType.continues.min() else {
                return .rows(recorded)
            }
            // A heading that names a frequency is already a group.
            var shown = before
            if let first, !isTitled, !before.hasGroup(first) {
                shown.rows = before.rows.under(first, column: column, groupsBefore: 0)
            }
            shown.append(after, under: after.hasGroup(heading) ? nil : heading, column: column)
            shown.recorded = RecordedRows(recorded)
            return .rows(shown)
        default: return nil
        }
    }

    /// Returns the rows of two sections joined, in the form of snapshots; `nil` if they cannot be joined.
    private func joined(_ before: Rows, _ first: Text?, _ after: Rows, _ heading: Text, _ kind: FieldKind) -> Rows? {
        let surrounding = [before.introduction, before.closing, after.introduction, after.closing]
        guard surrounding.allSatisfy(\.isEmpty), !before.rows.isEmpty, !after.rows.isEmpty else { return nil }
        var rows = before
        var seen: [String: Int] = [:]
        guard let column = kind.rowType.continues.min() else {
            // Rows of the front matter have no heading that could be lost.
            guard first == nil, before.clause == nil else { return nil }
            rows.rows = (before.rows + after.rows).map { $0.unique(&seen) }
            rows.groups += after.groups
            return rows
        }
        let mine = before.rows.map { row in row.unique(&seen) }
        rows.rows = mine.under(first, column: column, groupsBefore: 0)
        rows.rows += after.rows.map { row in row.unique(&seen) }.under(
            heading, column: column, groupsBefore: before.groups.count)
        rows.groups += after.groups
        return rows
    }

    private func titledBlocks(_ blocks: [Block], _ heading: Text?) -> [Block] {
        guard let heading, let field = headings.first(where: { $0.value.span == heading.span })?.key,
            !titled.contains(field)
        else { return blocks }
        return [.heading(level: 3, heading)] + blocks
    }
}

extension Value {
    /// Returns the value with the heading inside it, so that a longer name of the field keeps its words; unchanged if
    /// the kind is neither text, a list nor rows.
    func titled(_ heading: Text, _ kind: FieldKind) -> Value {
        switch (self, kind) {
        case (.blocks(let blocks), .markdown): return .blocks([.heading(level: 3, heading)] + blocks)
        case (.list(let items), .list):
            let lead = ListBlock(
                start: nil, items: items.map { .init(blocks: $0.blocks, span: $0.span) }, span: heading.span)
            let isOne = items.count == 1
            let blocks: [Block] = [.paragraph(heading)] + (isOne ? items[0].blocks : [.list(lead)])
            return .list([ListItem(id: RowIDs.slug(heading.plain), blocks: blocks, span: heading.span)])
        case (.rows(let shown), .rows(let type)):
            let isGroup = shown.hasGroup(heading)
            var rows = isGroup ? shown : shown.titled(heading, type)
            let recorded = isGroup ? shown.asRecorded : shown.recorded?.rows
            rows.recorded = recorded.map { RecordedRows($0.titled(heading, type)) }
            return .rows(rows)
        default: return self
        }
    }
}

extension Rows {
    /// Whether one of the groups has a heading of the source, by its span.
    func hasGroup(_ heading: Text) -> Bool { groups.contains { $0.heading.span == heading.span } }

    /// Adds the rows of another section, under its heading unless the heading is `nil`.
    fileprivate mutating func append(_ other: Rows, under heading: Text?, column: Int) {
        var seen: [String: Int] = [:]
        for row in rows { _ = RowIDs.unique(row.id, &seen) }
        rows += other.rows.map { $0.unique(&seen) }.under(heading, column: column, groupsBefore: groups.count)
        groups += other.groups
        closing += other.introduction + other.closing
    }

    /// Returns the rows with a heading in a column that continues, or before the rows if there is no such column.
    fileprivate func titled(_ heading: Text, _ type: RowType) -> Rows {
        var rows = self
        if let column = type.continues.min(), !rows.rows.isEmpty {
            rows.rows = rows.rows.under(heading, column: column, groupsBefore: 0)
        } else {
            rows.introduction = [.heading(level: 3, heading)] + rows.introduction
        }
        return rows
    }

    /// Returns the rows with the use of a clause, whose rows come first; `nil` uses none.
    fileprivate func using(_ clause: ClauseUse?) -> Rows {
        var rows = self
        rows.clause = clause
        rows.recorded = recorded.map { RecordedRows($0.rows.using(clause)) }
        return rows
    }
}

extension Row {
    /// Returns the row, with another id if an earlier row has the same id, and counts its id in `seen`.
    fileprivate func unique(_ seen: inout [String: Int]) -> Row {
        let unique = RowIDs.unique(id, &seen)
        return unique == id ? self : Row(id: unique, cells: cells, continued: continued, group: group, span: span)
    }
}

extension [Row] {
    /// Returns the rows with a heading in a column that continues, unless they have a value of their own in the
    /// column. `groupsBefore` is added to the numbers of their groups.
    fileprivate func under(_ heading: Text?, column: Int, groupsBefore: Int) -> [Row] {
        var isFirst = true
        return map { row in
            let group = row.group.map { $0 + groupsBefore }
            guard let heading, row[column] == nil else {
                return Row(id: row.id, cells: row.cells, continued: row.continued, group: group, span: row.span)
            }
            defer { isFirst = false }
            let cell = FieldValue(field: column, value: .blocks([.paragraph(heading)]), span: heading.span)
            return Row(
                id: row.id, cells: row.cells + [cell],
                continued: isFirst ? row.continued : row.continued.union([column]), group: group, span: row.span)
        }
    }
}
