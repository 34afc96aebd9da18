import OficioModel
import OficioSchema
import OficioTheme

/// Numbers consecutive sections.
struct SectionNumbers {
    let numbering: Numbering
    private(set) var count = 0

    init(_ numbering: Numbering, after count: Int = 0) {
        self.numbering = numbering
        self.count = count
    }

    /// Returns the number of the next section; `nil` for a section without a title, or if sections have no numbers.
    mutating func next(_ title: String) -> String? {
        guard !title.isEmpty, numbering != .none else { return nil }
        count += 1
        return numbering.text(count)
    }
}

extension SheetBuilder {
    /// Returns the fields that no earlier section shows, in default views. Call it after all other sections.
    ///
    /// - Parameters:
    ///   - known: keys of the fields that the page shows elsewhere.
    ///   - level: the heading level of the sections.
    ///   - own: whether to add the extra sections at their positions.
    ///   - above: a field of the body; only sections that the author wrote above it are returned.
    ///   - below: a field; sections that the author wrote above it are left out.
    /// - Returns: the sections as template values.
    mutating func fieldsOutsideForm(
        except known: Set<FieldKey>, level: Int, withOwn own: Bool = false, above: FieldKey? = nil,
        below: FieldKey? = nil
    ) -> [TemplateValue] {
        var numbers = SectionNumbers(.none)
        return fieldsOutsideForm(except: known, level: level, withOwn: own, above: above, below: below, &numbers)
    }

    /// Returns the fields and sections that no section of the form shows, for the form's section *demás*.
    mutating func remainder(level: Int, _ numbers: inout SectionNumbers) -> [TemplateValue] {
        let known = RecordPage.factFields.union(form.printedFields.map { type.fields[$0].key })
        let fields = leftOverSections(except: known).flatMap(Self.fields)
        let values = fieldsOutsideForm(except: known, level: level, withOwn: true, &numbers)
        restFields.formUnion(fields)
        return values
    }

    private mutating func fieldsOutsideForm(
        except known: Set<FieldKey>, level: Int, withOwn own: Bool, above: FieldKey? = nil, below: FieldKey? = nil,
        _ numbers: inout SectionNumbers
    ) -> [TemplateValue] {
        let boxed = (own ? boxedFields(.facts) : []) + (own || !form.isBuiltIn ? boxedFields(.approval) : [])
        let known = known.union(boxed.map { type.fields[$0].key })
        var entries = AuthorsOrder(record, withOwn: own).arrange(leftOverSections(except: known), fields: Self.fields)
        // The box of facts stands above the other facts.
        if let box = entries.firstIndex(where: isBox), entries[..<box].allSatisfy({ !isOfBody($0) }) {
            entries.insert(entries.remove(at: box), at: 0)
        }
        if let field = (above ?? below).flatMap(type.field) {
            let order = AuthorsOrder(record, withOwn: own)
            entries = entries.filter { order.isAbove($0, field, fields: Self.fields) == (above != nil) }
        }
        let above = entries.map(gatheringHeading)
        var values: [TemplateValue] = []
        var place = 0
        while place < entries.count {
            guard let words = above[place], let last = above.lastIndex(of: words) else {
                var next = numbers
                if let value = show(entries[place], level: level, &next) {
                    values.append(value)
                    numbers = next
                }
                place += 1
                continue
            }
            let first = headings.count
            var none = SectionNumbers(.none)
            let nested = entries[place...last].compactMap { show($0, level: level + 1, &none) }
            if !nested.isEmpty {
                let number = numbers.next(words)
                values.append(gatheredSections(nested, under: words, number: number, level: level, at: first))
            }
            place = last + 1
        }
        return values
    }

    private mutating func show(
        _ entry: AuthorsOrder.Entry<FormSection>, level: Int, _ numbers: inout SectionNumbers
    ) -> TemplateValue? {
        switch entry {
        case .section(let section): show(section, level: level, number: numbers.next(section.title))
        case .later(let section, let part):
            show(section, level: level, number: numbers.next(section.title), part: part)
        case .own(let extra):
            ownSection(extra, level: level, number: numbers.next(extra.heading.plain))
        }
    }

    /// Returns the author's heading above several fields that the source gathers in one section, if `entry` shows one
    /// of these fields; otherwise `nil`.
    private func gatheringHeading(_ entry: AuthorsOrder.Entry<FormSection>) -> String? {
        guard case .section(let section) = entry else { return nil }
        return Self.fields(section).lazy.compactMap { record.fieldValue($0)?.gatheringHeading }.first
    }

    /// Returns sections under a heading with the text `words`, and inserts that heading at the index `place`
    /// among the headings of the page.
    private mutating func gatheredSections(
        _ nested: [TemplateValue], under words: String, number: String?, level: Int, at place: Int
    ) -> TemplateValue {
        var frame = SectionFrame(title: words, level: level, number: number, view: .heading)
        frame.sections = nested
        let anchor = anchors.next(words.slug(words: 6))
        headings.insert(SectionHeading(frame, anchor: anchor), at: place)
        return frame.value(anchor: anchor)
    }

    /// Returns the sections of the built-in form, reduced to fields that no earlier section shows.
    func leftOverSections(except known: Set<FieldKey>) -> [FormSection] {
        var leftOver: Set<Int> = []
        for value in record.fields
        where !known.contains(type.fields[value.field].key) && !isShown(value)
            && !restFields.contains(value.field)
        {
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

    /// Returns a section of the built-in form, `nil` if it has nothing to show. Of a field with several sections it
    /// shows the one with the index `part`.
    mutating func show(_ section: FormSection, level: Int, number: String? = nil, part: Int = 0) -> TemplateValue? {
        let plain = site.schema.forms[site.schema.builtInForm(of: type)]
        var builder = SheetBuilder(
            site, record: index, form: plain, names: form, root: content.root, level: level, prefix: anchors.prefix,
            anchors: anchors)
        builder.part = part
        // Headings of a text without a title stand in the title's place.
        if section.title.isEmpty { builder.content.headingLevel = level }
        let value = builder.section(section, level: level, number: number)
        anchors = builder.anchors
        headings += builder.headings
        return value
    }

    /// Returns the data of a section of the author's own.
    mutating func authorsSection(_ extra: ExtraSection, level: Int, number: String? = nil) -> TemplateValue {
        let html = content.blocks(extra.blocks).value
        return authorsSection(extra, level: level, number: number, .text, Shape(("html", html)).value)
    }

    /// Returns a section of the author's own with a view.
    mutating func authorsSection(
        _ extra: ExtraSection, level: Int, number: String?, _ view: FormView, _ value: TemplateValue
    ) -> TemplateValue {
        var frame = SectionFrame(title: extra.heading.plain, level: level, number: number, view: view)
        frame.view = (SectionFrame.key(view), value)
        let anchor = anchors.next("s-" + extra.heading.plain.slug(words: 6))
        headings.append(SectionHeading(frame, anchor: anchor))
        return frame.value(anchor: anchor)
    }

    /// Returns the data of all extra sections, in order.
    mutating func ownSections(level: Int) -> [TemplateValue] { record.extra.map { ownSection($0, level: level) } }

    /// Whether the sheet shows every word of a field.
    private func isShown(_ value: FieldValue) -> Bool {
        switch value.value {
        case .rows(let rows):
            guard shownFields.contains(value.field) else { return false }
            if rows.rows.isEmpty, rows.groups.isEmpty { return true }
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
