import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The views of a manual: *índice* and *miembros*.
extension SheetBuilder {
    /// The indices of the records in the manual's field `miembros`, in order.
    var memberIndices: [Int] {
        guard case .references(let references)? = site.corpus.value(record, .members) else { return [] }
        return references.compactMap { site.corpus.target(of: $0, from: record.file) }
    }

    private func memberAnchor(_ member: Int) -> String { site.corpus.records[member].id }

    /// Returns the entries of the table of contents: the area, the members, and the form's sections from the members
    /// on; `nil` if there are none.
    func contents(_ section: FormSection) -> TemplateValue? {
        var entries: [TemplateValue] = []
        func entry(_ depth: Int, _ title: String, _ url: String?) -> TemplateValue {
            Shape(("depth", .number(depth)), ("title", .text(title)), ("url", .optional(url))).value
        }
        let area = [FieldKey.area, .unit].compactMap { site.corpus.value(record, $0) }.first
        if case .references(let references)? = area,
            let index = references.first.flatMap({ site.corpus.target(of: $0, from: record.file) })
        {
            entries.append(entry(1, site.corpus.records[index].title, nil))
        }
        for member in memberIndices {
            entries.append(entry(2, site.corpus.records[member].title, "#" + memberAnchor(member)))
        }
        var seenMembers = false
        for other in form.sections {
            if other.view == .members { seenMembers = true }
            if seenMembers, !other.title.isEmpty {
                entries.append(entry(1, other.title.replacing("\n", with: " "), "#" + other.title.slug(words: 6)))
            }
        }
        if entries.isEmpty { return nil }
        let page = section.columns.first {
            if case .entry(let name) = $0.content { name == "pagina" || name == "page" } else { false }
        }
        return Shape(("pageLabel", .optional(page?.label))).with(.entries, entries).value
    }

    /// Returns the sheets of all members, each in its own form, and records that the section's field is shown; `nil`
    /// if there are no members.
    mutating func members(_ section: FormSection, level: Int) -> TemplateValue? {
        if let field = section.field { markShown(field.path) }
        let head = RunningHead(self)
        let items = memberIndices.map { member -> TemplateValue in
            let other = site.corpus.records[member]
            let anchor = anchors.nextWithoutPrefix(memberAnchor(member))
            var sheet = SheetBuilder(
                site, record: member, form: site.schema.forms[other.form], root: content.root, level: level + 1,
                prefix: memberAnchor(member), anchors: anchors)
            sheet.inherited = head
            let value = sheet.sheet()
            printed += sheet.printed
            anchors = sheet.anchors.withPrefix(anchors.prefix)
            return Shape(
                ("anchor", .text(anchor)), ("level", .number(min(6, level))), ("title", .text(other.title)),
                ("url", .optional(site.url(of: member, from: content.root))), ("sheet", value)
            ).value
        }
        return items.isEmpty ? nil : Shape().with(.items, items).value
    }
}

extension AnchorNames {
    mutating func nextWithoutPrefix(_ wanted: String) -> String {
        let kept = prefix
        prefix = ""
        defer { prefix = kept }
        return next(wanted)
    }

    func withPrefix(_ prefix: String) -> AnchorNames {
        var copy = self
        copy.prefix = prefix
        return copy
    }
}
