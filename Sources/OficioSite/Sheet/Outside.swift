import OficioModel
import OficioSchema
import OficioTheme

extension SheetBuilder {
    /// What the record holds and no section above showed, in the views that suit each field; called last.
    ///
    /// - Parameter known: fields that the page shows elsewhere.
    mutating func outside(except known: Set<String>, level: Int) -> [TemplateValue] {
        var leftOver: Set<Int> = []
        for value in record.fields {
            let field = type.fields[value.field]
            if known.contains(field.id) { continue }
            if isShown(value) { continue }
            leftOver.insert(value.field)
        }
        if leftOver.isEmpty { return [] }
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        var sections: [TemplateValue] = []
        var builder = SheetBuilder(site, record: index, form: plain, names: form, root: content.root, level: level, prefix: anchors.prefix, anchors: anchors)
        for place in plain.sections.indices {
            if let path = plain.sections[place].field?.path, !leftOver.contains(path[0]) { continue }
            var wanted = plain.sections[place]
            // A page is its text: it needs no heading but its own.
            if type.id == "page" { wanted.title = "" }
            wanted.fields = wanted.fields.map { $0.filter { leftOver.contains($0.path[0]) } }.filter { !$0.isEmpty }
            if wanted.field == nil, wanted.fields.isEmpty { continue }
            if let value = builder.section(wanted, level: level) { sections.append(value) }
        }
        anchors = builder.anchors
        headings += builder.headings
        return sections
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
