import OficioModel
import OficioSchema
import OficioTheme

extension SheetBuilder {
    /// The fields that no earlier section shows, in the views that suit them. Call it last. `known`
    /// are identifiers of fields that the page shows elsewhere, and `own` adds the author's own
    /// sections at their places.
    mutating func outside(except known: Set<String>, level: Int, withOwn own: Bool = false) -> [TemplateValue] {
        let sections = leftOver(except: known)
        if !own { return sections.compactMap { show($0, level: level) } }
        return AuthorsOrder(record).arrange(sections, fields: Self.fields).compactMap { entry in
            switch entry {
            case .section(let section): show(section, level: level)
            case .own(let extra): self.own(extra, level: level)
            }
        }
    }

    /// The sections of the built-in form, reduced to fields that no earlier section shows.
    func leftOver(except known: Set<String>) -> [FormSection] {
        var leftOver: Set<Int> = []
        for value in record.fields where !known.contains(type.fields[value.field].id) && !isShown(value) {
            leftOver.insert(value.field)
        }
        if leftOver.isEmpty { return [] }
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        return plain.sections.compactMap { section in
            if let path = section.field?.path, !leftOver.contains(path[0]) { return nil }
            var wanted = section
            // A page has its title as its only heading.
            if type.id == "page" { wanted.title = "" }
            wanted.fields = wanted.fields.map { $0.filter { leftOver.contains($0.path[0]) } }.filter { !$0.isEmpty }
            return wanted.field == nil && wanted.fields.isEmpty ? nil : wanted
        }
    }

    static func fields(_ section: FormSection) -> [Int] { section.allFields.map { $0.path[0] } }

    /// A section of the built-in form, `nil` if it has nothing to show.
    mutating func show(_ section: FormSection, level: Int) -> TemplateValue? {
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        var builder = SheetBuilder(
            site, record: index, form: plain, names: form, root: content.root, level: level, prefix: anchors.prefix, anchors: anchors)
        let value = builder.section(section, level: level)
        anchors = builder.anchors
        headings += builder.headings
        return value
    }

    /// Returns the data of a section of the author's own.
    mutating func own(_ extra: ExtraSection, level: Int) -> TemplateValue {
        var frame = SectionFrame(title: extra.heading.plain, level: level, number: nil, view: .text)
        frame.view = ("text", Shape(("html", content.blocks(extra.blocks).value)).value)
        let anchor = anchors.next("s-" + extra.heading.plain.slug(words: 6))
        headings.append(SectionHeading(frame, anchor: anchor))
        return frame.value(anchor: anchor)
    }

    /// All sections of the author's own, in order.
    mutating func ownSections(level: Int) -> [TemplateValue] { record.extra.map { own($0, level: level) } }

    /// Whether the sheet shows every word of a field.
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
