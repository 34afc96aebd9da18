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
            if section.isEmpty, isBox(heading), !isTextOfForm(heading) {
                // A form of the site prints its own words above the facts.
                if schema.forms[form].isBuiltIn || BoxHeading(heading.plain, type) == .approval {
                    extra.append(ExtraSection(heading: heading, blocks: [], place: fields.count))
                } else {
                    noteBox(heading)
                }
            } else if section.isEmpty, let other = firstBox(heading) {
                addSection(heading, [], isInternal: false)
                noteSecondBox(heading, other)
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

    /// Whether a heading names a text that a form of the site prints, as *Presentación* of a manual does.
    private func isTextOfForm(_ heading: Text) -> Bool {
        guard !schema.forms[form].isBuiltIn, case .field(let index)? = resolver.target(ofSection: heading, []),
            forms[form].title(of: index) != nil, case .markdown = type.fields[index].kind
        else { return false }
        return !type.fields[index].gathers
    }

    /// Whether a heading without text is that of a box, whose facts the front matter has.
    private func isBox(_ heading: Text) -> Bool {
        guard headCount > 0, AccessMark(heading) == nil, let box = BoxHeading(heading.plain, type) else { return false }
        if box == .approval,
            !fields.prefix(headCount).contains(where: { BoxHeading.approvalFields.contains(type.fields[$0.field].key) })
        {
            return false
        }
        return !extra.contains { $0.box(type) == box }
    }

    /// Returns the heading of an earlier box of the same kind, under which the facts of the front matter are printed.
    private func firstBox(_ heading: Text) -> Text? {
        guard headCount > 0, AccessMark(heading) == nil, let box = BoxHeading(heading.plain, type) else { return nil }
        return extra.first { $0.box(type) == box }?.heading
    }

    /// Reports the heading of a second box, below which no facts are printed.
    private mutating func noteSecondBox(_ heading: Text, _ first: Text) {
        values.diagnostics.append(
            Diagnostic(
                .emptySection, at: heading.span,
                Localized(
                    es: "«\(heading.plain)» se imprime sin nada debajo: los datos están bajo «\(first.plain)»",
                    en: "“\(heading.plain)” is printed with nothing below it: the facts are under “\(first.plain)”"),
                label: Localized(
                    es: "borre este título si no hace falta", en: "delete this heading if it is not needed"),
                notes: [.init(Localized(es: "aquí", en: "here"), at: first.span)], record: values.record))
        values.diagnostics[values.diagnostics.count - 1].severity = .warning
    }

    /// Notes the words that the form of the site prints above the facts in place of the author's heading.
    private mutating func noteBox(_ heading: Text) {
        let words = heading.plain.trimmedASCII
        let title = forms[form].boxTitle
        if let title, HeadingNumber.candidates(words).contains(title.folded) { return }
        var note = Diagnostic(
            .nearMissHeading, at: heading.span,
            title.map {
                Localized(
                    es: "«\(words)» se imprime como «\($0)», según el formato",
                    en: "“\(words)” is printed as “\($0)”, as the form has it")
            }
                ?? Localized(
                    es: "«\(words)» no se imprime: el formato no pone ningún título sobre los datos",
                    en: "“\(words)” is not printed: the form has no title above the facts"),
            record: values.record)
        note.severity = .note
        values.diagnostics.append(note)
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
