import Diagnostics
import OficioSource

/// One of several sections of the body that make up a field and that the page shows apart from each other.
package struct FieldSection: Sendable {
    /// The author's heading of the section.
    package let heading: Text
    /// The number of the record's fields before the section, in the order of `Record.fields`.
    package let place: Int

    /// Creates one of the sections of a field.
    package init(heading: Text, place: Int) {
        self.heading = heading
        self.place = place
    }

    /// The id of the section on a page, for each section of a field but the first.
    package var anchor: String { "s-" + heading.plain.slug(words: 6) }
}

extension FieldValue {
    /// Returns the part of the value that one of `sections` holds: its texts and rows, without its heading, which the
    /// page shows above them; the whole value if the field has no such section.
    ///
    /// - Parameters:
    ///   - number: the index of the section in `sections`.
    ///   - withHeading: whether the heading stays in the value, as the data of a site keep it.
    /// - Returns: the value of that section.
    package func value(ofSection number: Int, withHeading: Bool = false) -> Value {
        guard sections.indices.contains(number) else { return value }
        let heading = withHeading ? nil : sections[number].heading.span
        func isInside(_ span: Span) -> Bool { self.section(at: span) == number }
        switch value {
        case .blocks(let blocks):
            return .blocks(
                blocks.filter { block in
                    if case .heading(_, let text) = block, text.span == heading { return false }
                    return isInside(block.span)
                })
        case .rows(let rows):
            var part = rows.part(isInside, without: heading)
            // The rows of a clause come first.
            if number == 0 { part.clause = rows.clause }
            return .rows(part)
        default: return value
        }
    }

    /// Returns a copy of the field with its sections changed.
    func withSections(_ change: (FieldSection) -> FieldSection) -> FieldValue {
        if sections.isEmpty { return self }
        return FieldValue(
            field: field, value: value, span: span, heading: heading, isNumbered: isNumbered,
            startsAtZero: startsAtZero, sections: sections.map(change))
    }

    /// Returns the index of the section that holds a span of the source. Spans of other files, as those of a clause's
    /// rows, belong to the first section.
    private func section(at span: Span) -> Int {
        let last = sections.lastIndex { $0.heading.span.file == span.file && $0.heading.span.start <= span.start }
        return last ?? 0
    }

    /// Returns the heading of one of `sections`; `nil` if a group of its rows shows the heading, or if the field has no
    /// such section.
    package func heading(ofSection number: Int) -> Text? {
        guard sections.indices.contains(number) else { return nil }
        let heading = sections[number].heading
        if case .rows(let rows) = value, rows.hasGroup(heading) { return nil }
        return heading
    }
}

extension Rows {
    /// Returns the rows, groups and texts whose span is inside a section. Rows lose the cell that the section's heading
    /// gave them.
    fileprivate func part(_ isInside: (Span) -> Bool, without heading: Span?) -> Rows {
        var part = Rows()
        let kept = groups.indices.filter { isInside(groups[$0].heading.span) }
        part.groups = kept.map { groups[$0] }
        part.rows = rows.filter { isInside($0.span) }.map { row in
            let given = Set(row.cells.filter { $0.span == heading }.map(\.field))
            return Row(
                id: row.id, cells: row.cells.filter { !given.contains($0.field) },
                continued: row.continued.subtracting(given), group: row.group.flatMap { kept.firstIndex(of: $0) },
                span: row.span)
        }
        let first = (part.rows.map(\.span.start) + part.groups.map(\.heading.span.start)).min()
        for block in introduction + closing where isInside(block.span) {
            if let first, block.span.start > first {
                part.closing.append(block)
            } else {
                part.introduction.append(block)
            }
        }
        return part
    }
}
