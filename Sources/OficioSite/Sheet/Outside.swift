import OficioModel
import OficioSchema
import OficioTheme

extension SheetBuilder {
    /// Returns the fields that no earlier section shows, in default views. Call it after all other sections.
    ///
    /// - Parameters:
    ///   - known: keys of the fields that the page shows elsewhere.
    ///   - level: the heading level of the sections.
    ///   - own: whether to add the extra sections at their positions.
    /// - Returns: the sections as template values.
    mutating func outside(except known: Set<FieldKey>, level: Int, withOwn own: Bool = false) -> [TemplateValue] {
        let sections = leftOver(except: known)
        if !own { return sections.compactMap { show($0, level: level) } }
        let entries = AuthorsOrder(record).arrange(sections, fields: Self.fields)
        let above = entries.map(gathering)
        var values: [TemplateValue] = []
        var place = 0
        while place < entries.count {
            guard let words = above[place], let last = above.lastIndex(of: words) else {
                if let value = show(entries[place], level: level) { values.append(value) }
                place += 1
                continue
            }
            let first = headings.count
            let nested = entries[place...last].compactMap { show($0, level: level + 1) }
            if !nested.isEmpty { values.append(gathered(nested, under: words, level: level, at: first)) }
            place = last + 1
        }
        return values
    }

    private mutating func show(_ entry: AuthorsOrder.Entry<FormSection>, level: Int) -> TemplateValue? {
        switch entry {
        case .section(let section): show(section, level: level)
        case .own(let extra): own(extra, level: level)
        }
    }

    /// The author's heading of the section that encloses the fields of a section with others, `nil` for none.
    private func gathering(_ entry: AuthorsOrder.Entry<FormSection>) -> String? {
        guard case .section(let section) = entry else { return nil }
        return Self.fields(section).lazy.compactMap { record.fieldValue($0)?.gatheringHeading }.first
    }

    /// Puts sections under a common heading with the text `words`, and inserts it at the index `place` among the
    /// headings of the page.
    private mutating func gathered(_ nested: [TemplateValue], under words: String, level: Int, at place: Int)
        -> TemplateValue
    {
        var frame = SectionFrame(title: words, level: level, number: nil, view: .heading)
        frame.sections = nested
        let anchor = anchors.next(words.slug(words: 6))
        headings.insert(SectionHeading(frame, anchor: anchor), at: place)
        return frame.value(anchor: anchor)
    }

    /// The sections of the built-in form, reduced to fields that no earlier section shows.
    func leftOver(except known: Set<FieldKey>) -> [FormSection] {
        var leftOver: Set<Int> = []
        for value in record.fields where !known.contains(type.fields[value.field].key) && !isShown(value) {
            leftOver.insert(value.field)
        }
        if leftOver.isEmpty { return [] }
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        return plain.sections.compactMap { section in
            if let path = section.field?.path, !leftOver.contains(path[0]) { return nil }
            var wanted = section
            // The title of a page is its only heading.
            if type.key == .page { wanted.title = "" }
            wanted.fields = wanted.fields.map { $0.filter { leftOver.contains($0.path[0]) } }.filter { !$0.isEmpty }
            return wanted.field == nil && wanted.fields.isEmpty ? nil : wanted
        }
    }

    static func fields(_ section: FormSection) -> [Int] { section.allFields.map { $0.path[0] } }

    /// Returns a section of the built-in form, `nil` if it has nothing to show.
    mutating func show(_ section: FormSection, level: Int) -> TemplateValue? {
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        var builder = SheetBuilder(
            site, record: index, form: plain, names: form, root: content.root, level: level, prefix: anchors.prefix,
            anchors: anchors)
        let value = builder.section(section, level: level)
        anchors = builder.anchors
        headings += builder.headings
        return value
    }

    /// Returns the data of an extra section.
    mutating func own(_ extra: ExtraSection, level: Int) -> TemplateValue {
        var frame = SectionFrame(title: extra.heading.plain, level: level, number: nil, view: .text)
        frame.view = ("text", Shape(("html", content.blocks(extra.blocks).value)).value)
        let anchor = anchors.next("s-" + extra.heading.plain.slug(words: 6))
        headings.append(SectionHeading(frame, anchor: anchor))
        return frame.value(anchor: anchor)
    }

    /// Returns the data of all extra sections, in order.
    mutating func ownSections(level: Int) -> [TemplateValue] { record.extra.map { own($0, level: level) } }

    /// Whether the sheet shows every word of a field.
    private func isShown(_ value: FieldValue) -> Bool {
        switch value.value {
        case .rows(let rows):
            guard shownFields.contains(value.field) else { return false }
            guard let columns = shownColumns[value.field] else { return false }
            return rows.rows.allSatisfy { row in
                row.cells.allSatisfy { row.continued.contains($0.field) || columns.contains($0.field) }
            }
        case .group(let members):
            return shownFields.contains(value.field)
                && !members.contains { !shownMembers.contains([value.field, $0.field]) }
                || members.allSatisfy { shownMembers.contains([value.field, $0.field]) }
        default: return shownFields.contains(value.field)
        }
    }
}
