import OficioModel
import OficioSchema
import OficioTheme

extension SheetBuilder {
    /// What the record holds and no section above showed, in the views that suit each field; called last.
    ///
    /// - Parameters:
    ///   - known: fields that the page shows elsewhere.
    ///   - placed: sections of the author's own that stand behind the section of their field; those of no section that is shown come last.
    mutating func outside(except known: Set<String>, level: Int, placing placed: [ExtraSection] = []) -> [TemplateValue] {
        var leftOver: Set<Int> = []
        for value in record.fields {
            let field = type.fields[value.field]
            if known.contains(field.id) { continue }
            if isShown(value) { continue }
            leftOver.insert(value.field)
        }
        if leftOver.isEmpty, placed.isEmpty { return [] }
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        var sections: [TemplateValue] = []
        var builder = SheetBuilder(site, record: index, form: plain, names: form, root: content.root, level: level, prefix: anchors.prefix, anchors: anchors)
        var waiting = WaitingSections(placed)
        for extra in waiting.take(after: [nil]) { sections.append(builder.own(extra, level: level)) }
        for place in plain.sections.indices {
            if let path = plain.sections[place].field?.path, !leftOver.contains(path[0]) { continue }
            var wanted = plain.sections[place]
            // A page is its text: it needs no heading but its own.
            if type.id == "page" { wanted.title = "" }
            wanted.fields = wanted.fields.map { $0.filter { leftOver.contains($0.path[0]) } }.filter { !$0.isEmpty }
            if wanted.field == nil, wanted.fields.isEmpty { continue }
            if let value = builder.section(wanted, level: level) {
                sections.append(value)
                for extra in waiting.take(after: wanted.allFields.map { $0.path[0] }) { sections.append(builder.own(extra, level: level)) }
            }
        }
        for extra in waiting.rest { sections.append(builder.own(extra, level: level)) }
        anchors = builder.anchors
        headings += builder.headings
        return sections
    }

    private mutating func own(_ extra: ExtraSection, level: Int) -> TemplateValue {
        let (heading, value) = ExtraSections.value(extra, self, level: level)
        headings.append(heading)
        return value
    }

    /// Whether every word of a field has its place in the sheet.
    private func isShown(_ value: FieldValue) -> Bool {
        switch value.value {
        case .rows(let rows):
            guard shownFields.contains(value.field) else { return false }
            guard let columns = shownColumns[value.field] else { return false }
            return rows.rows.allSatisfy { row in row.cells.allSatisfy { row.continued.contains($0.field) || columns.contains($0.field) } }
        case .group(let members):
            return shownFields.contains(value.field) && !members.contains { !shownMembers.contains([value.field, $0.field]) }
                || members.allSatisfy { shownMembers.contains([value.field, $0.field]) }
        default: return shownFields.contains(value.field)
        }
    }
}

/// Sections of the author's own that still wait for the section they follow.
private struct WaitingSections {
    private(set) var rest: [ExtraSection]

    init(_ sections: [ExtraSection]) {
        rest = sections
    }

    /// Takes those behind some fields out, in the author's order.
    mutating func take(after fields: [Int?]) -> [ExtraSection] {
        let taken = rest.filter { fields.contains($0.after) }
        rest.removeAll { fields.contains($0.after) }
        return taken
    }
}
