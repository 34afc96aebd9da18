import Diagnostics
import OficioSchema
import OficioSource

// Splits the body into its title, the text before the first section, and the sections.
extension RecordDecoder {
    /// Reports a `#` heading that differs from the title of the front matter.
    private mutating func reportOtherTitle(_ heading: Text, _ title: FieldValue?) {
        guard let title else { return }
        var found = Diagnostic(
            .repeatedField, at: heading.span,
            Localized(
                es: "el título es «\(title.value.plain)» arriba y «\(heading.plain)» aquí",
                en: "the title is “\(title.value.plain)” above and “\(heading.plain)” here"),
            label: Localized(
                es: "vale el de arriba; este se publica como una línea más: bórrelo, o corrija uno de los dos",
                en: "the one above counts; this one is published as a line: delete it, or correct one of the two"),
            notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: title.span)],
            record: values.record)
        found.severity = .warning
        values.diagnostics.append(found)
    }

    mutating func decode(_ blocks: [Block]) {
        var rest = blocks[...]
        if case .heading(1, let heading)? = rest.first {
            checkAccess(rest.prefix(1))
            unmarked.read(title: heading, entry: nil)
            rest = rest.dropFirst()
            let titleField = type.titleField
            if !fields.contains(where: { $0.field == titleField }) {
                fields.append(FieldValue(field: titleField, value: .text(heading), span: heading.span))
            } else if heading.plain.folded != fields.first(where: { $0.field == titleField })?.value.plain.folded {
                extra.append(ExtraSection(heading: heading, blocks: [], place: fields.count))
                reportOtherTitle(heading, fields.first { $0.field == titleField })
            }
        }
        unmarked.read(start: rest.first)
        if let body = type.body { return decode(body: body, rest) }
        let lead = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
        checkAccess(lead)
        unmarked.read(lead)
        if !lead.isEmpty { keep(lead: Array(lead)) }
        rest = rest.dropFirst(lead.count)
        while case .heading(_, let heading)? = rest.first {
            rest = rest.dropFirst()
            let section = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
            rest = rest.dropFirst(section.count)
            checkAccess(section)
            unmarked.read(section: heading, section)
            if section.isEmpty, isBox(heading) {
                // A form of the site prints its own words above the facts.
                if schema.forms[form].isBuiltIn {
                    extra.append(ExtraSection(heading: heading, blocks: [], place: fields.count))
                }
            } else if section.isEmpty, isTitle(heading, blocks) {
                addSection(heading, [], isInternal: false)
                reportEmpty(heading)
            } else {
                decode(section: heading, Array(section))
            }
        }
    }

    /// Reports the text above the first `##` heading, and keeps it as a section of its own, or as the field that the
    /// section's usual heading names.
    private mutating func keep(lead: [Block]) {
        let span = lead[0].span.union(lead[lead.count - 1].span)
        let name = Heading.lead[schema.language]
        let heading = Text(name, span: lead[0].span)
        values.report(
            .strayText, span,
            Localized(
                es: "hay texto antes del primer título «##»: se publica bajo «\(name)»",
                en: "text before the first “##” heading: it is published under “\(name)”"),
            label: Localized(
                es: "escriba encima el título que le corresponde, con «## »",
                en: "write the heading that it belongs to above it, with “## ”"),
            fixes: [
                .init(
                    Localized(es: "añadir «## \(name)»", en: "add “## \(name)”"), safe: true,
                    [.init(Span(file: span.file, start: Int(span.start), end: Int(span.start)), "## \(name)\n\n")])
            ])
        if case .field(let index)? = resolver.target(ofSection: heading, lead),
            !fields.contains(where: { $0.field == index })
        {
            return decode(section: heading, lead)
        }
        addSection(heading, lead, isInternal: false)
    }

    /// Whether a heading without text is that of the box, whose facts the front matter has.
    private func isBox(_ heading: Text) -> Bool {
        headCount > 0 && AccessMark(heading) == nil && BoxHeading.isIdentification(heading.plain, of: type)
            && !extra.contains { $0.isBox(type) }
    }

    /// Whether a heading without text is only a title over the next heading, because another section has the text of
    /// the field that it names.
    private func isTitle(_ heading: Text, _ blocks: [Block]) -> Bool {
        guard let index = resolver.target(ofSection: heading, [])?.field else { return false }
        if fields.contains(where: { $0.field == index }) { return true }
        var rest = blocks[...]
        while let block = rest.popFirst() {
            guard case .heading(let level, let other) = block, level <= 2, other.span != heading.span else { continue }
            let section = Array(rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } })
            if !section.isEmpty, resolver.target(ofSection: other, section)?.field == index { return true }
        }
        return false
    }
}
