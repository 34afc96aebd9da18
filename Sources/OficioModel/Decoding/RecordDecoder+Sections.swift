import Diagnostics
import OficioSchema
import OficioSource

// Decodes sections of the body: each becomes a field, members of fields, or a section of the
// author's own.
extension RecordDecoder {
    /// Decodes a section; `isInside` means that the section is inside an internal section.
    mutating func decode(section written: Text, _ blocks: [Block], inInternal isInside: Bool = false) {
        let mark = AccessMark(written)
        var heading = mark?.heading ?? written
        if let mark, mark.access == nil { reportUnclearMark(written) }
        let declared = declaredField(of: heading)
        if let declared { headedInternal.insert(declared) }
        let isInternal = isInside || mark?.isInternal ?? false || declared != nil
        if !isInternal, mark == nil { checkAccess(ofSection: written, blocks) }
        let recorded = mark == nil ? nil : Heading.snapshotHeading(written)
        if let named = HeadingField(heading) { return decode(named, blocks, isInternal: isInternal) }
        let bare = withoutForeignAttributes(heading)
        if type.keepsExtra {
            return decodeKeeping(heading, written, blocks, isInternal: isInternal, recorded, bare: bare)
        }
        heading = bare ?? heading
        let target = resolver.target(ofSection: written, blocks)
        if !isInternal, let index = target?.field { checkDiverted(heading.plain, to: index, at: heading.span) }
        switch target {
        case .field(let index) where type.fields[index].gathers:
            gather(heading, blocks, into: index, isInternal: isInternal)
        case .field(let index):
            decode(section: heading, blocks, field: index, isInternal: isInternal)
            // In a type without sections of the author's own, snapshots never had a heading with other braces.
            if isInternal, let recorded, recorded.isInternal || recorded.heading == written {
                recordedInternalFields.insert(index)
            }
        case .longer(let index) where type.fields[index].gathers:
            gather(heading, blocks, into: index, isInternal: isInternal, isLonger: true)
        case .longer(let index): decode(section: heading, blocks, field: index, isInternal: isInternal, isLonger: true)
        case .member(let index, let member):
            decode(section: heading, blocks, member: member, of: index, isInternal: isInternal)
        case nil: gather(heading, blocks, into: nil, isInternal: isInternal)
        }
    }

    /// Returns the field that a heading names if the document declares it internal. Its text stays internal where it
    /// fits another field only, as prose under *Propósito* fits *Objetivo*.
    private func declaredField(of heading: Text) -> Int? {
        let named = HeadingNumber.candidates(heading.plain).compactMap { type.field(named: $0) }
        return named.first(where: internalFields.contains)
    }

    /// Decodes a section whose heading names its field in braces. Pages keep the author's words as its heading.
    private mutating func decode(_ named: HeadingField, _ blocks: [Block], isInternal: Bool) {
        guard let index = resolver.field(named) else {
            reportUnknownName(named.name, at: named.heading.span)
            return addSection(named.heading, blocks, isInternal: isInternal)
        }
        if type.fields[index].gathers {
            gather(named.heading, blocks, into: index, isInternal: isInternal)
        } else {
            decode(section: named.heading, blocks, field: index, isInternal: isInternal)
        }
        if isInternal { recordedInternalFields.insert(index) }
    }

    /// Decodes a section in a type that keeps the author's own sections: into the field that the heading names, or
    /// else into `extra`, with the findings about such a section.
    private mutating func decodeKeeping(
        _ heading: Text, _ written: Text, _ blocks: [Block], isInternal: Bool, _ recorded: ExtraSection.Recorded?,
        bare: Text?
    ) {
        if let index = resolver.target(ofSection: written, blocks)?.field {
            if !isInternal { checkDiverted((bare ?? heading).plain, to: index, at: heading.span) }
            decode(section: bare ?? heading, blocks, field: index, isInternal: isInternal)
            if isInternal, recorded?.isInternal == true { recordedInternalFields.insert(index) }
            return
        }
        if !isInternal { checkHiddenNames(heading, blocks) }
        extra.append(
            ExtraSection(
                heading: heading, blocks: blocks, isInternal: isInternal, recorded: recorded, place: fields.count))
        if blocks.isEmpty { return reportEmpty(heading) }
        reportEmptyHeadings(blocks)
        if Self.isNotPlaced(heading) { return reportNotPlaced(heading) }
        // A heading has one finding: if its access is unclear, the decoder has already reported it.
        let isReported = values.diagnostics.contains {
            $0.span.file == heading.span.file && $0.span.range.overlaps(heading.span.range)
        }
        guard bare == nil, !isReported else { return }
        let count = values.diagnostics.count
        reportNearMiss(heading, blocks)
        if values.diagnostics.count == count, !type.welcomesExtra, !Self.isLead(heading) {
            reportUnknown(heading, Self.ownSection, isLikeField: false)
        }
    }

    // MARK: Sections of several fields

    /// Decodes the `###` headings of a section that name fields as if they were `##`. The rest
    /// becomes the section's own field, or a section of the author's own if the heading names no
    /// field.
    private mutating func gather(
        _ heading: Text, _ blocks: [Block], into index: Int?, isInternal: Bool, isLonger: Bool = false
    ) {
        let parts = HeadedPart.all(of: blocks)
        let named = parts.filter { resolver.namesField($0) }
        var rest: [Block] = []
        for part in parts where !resolver.namesField(part) {
            rest += (part.heading.map { [.heading(level: 3, $0)] } ?? []) + part.blocks
        }
        if let index {
            if !rest.isEmpty || named.isEmpty {
                decode(section: heading, rest, field: index, isInternal: isInternal, isLonger: isLonger)
            }
        } else if !rest.isEmpty || named.isEmpty {
            keep(heading, rest, isInternal: isInternal)
        } else if !HeadingNumber.candidates(heading.plain).contains(where: { forms[form].isTitle($0) }) {
            reportUnknown(
                heading, Localized(es: "sus apartados se leen como campos", en: "its parts are read as fields"))
        }
        // A section with a text of its own already prints its heading.
        if rest.isEmpty, !isInternal { gathering = heading.plain.trimmedASCII }
        for part in named {
            if let title = part.heading { decode(section: title, part.blocks, inInternal: isInternal) }
        }
        gathering = nil
    }

    // MARK: Fields

    private mutating func decode(section heading: Text, _ blocks: [Block], member: Int, of index: Int, isInternal: Bool)
    {
        if isInternal { hide(index, named: heading.plain, at: heading.span) }
        guard case .group(let members) = type.fields[index].kind,
            let value = values.value(of: blocks, as: members[member].kind, field: index, heading: heading)
        else { return }
        add(
            FieldValue(field: member, value: value, span: heading.span), toGroup: index, named: heading.plain,
            at: heading.span)
        precedingField = index
    }

    private mutating func decode(
        section heading: Text, _ blocks: [Block], field index: Int, isInternal: Bool, isLonger: Bool = false
    ) {
        if type.fields[index].key == .access, decode(access: heading, blocks, isInternal: isInternal) { return }
        if let place = fields.firstIndex(where: { $0.field == index }) {
            join(heading, blocks, to: place, isInternal: isInternal)
            return
        }
        if isInternal { hide(index, named: heading.plain, at: heading.span) }
        if !isHidden(index) { checkLabels(in: blocks) }
        let count = values.diagnostics.count
        guard let value = values.value(of: blocks, as: type.fields[index].kind, field: index, heading: heading) else {
            return
        }
        if case .markdown = type.fields[index].kind { reportEmptyHeadings(blocks) }
        if !isInternal, let stray = values.straySections.first { checkKept(below: index, stray.heading) }
        drainStraySections(isInternal: isInternal)
        if values.hidesFromPublic {
            internalFields.insert(index)
            values.hidesFromPublic = false
        }
        // A text that does not fit its single-fact field stays a readable section, and its finding becomes a warning.
        if type.fields[index].kind.isOneFact, values.diagnostics[count...].contains(where: { $0.severity == .error }) {
            for place in count..<values.diagnostics.count { values.diagnostics[place].severity = .warning }
            if !isInternal, !(type.field(named: heading.plain.folded) == index) { checkKept(below: index, heading) }
            addSection(heading, blocks, isInternal: isInternal)
            return
        }
        let kept = isLonger ? value.titled(heading, type.fields[index].kind) : value
        if isLonger { titled.insert(index) }
        // A heading that names a frequency is shown above its rows.
        var isGroup = false
        if case .rows(let rows) = kept { isGroup = rows.hasGroup(heading) }
        let own = isLonger || isGroup ? nil : ownWords(heading, index)
        let words = gathering.map { $0 + "\n" + (own ?? "") } ?? own
        fields.append(
            FieldValue(
                field: index, value: kept, span: heading.span, heading: words, isNumbered: blocks.areNumbered,
                startsAtZero: blocks.startAtZero))
        headings[index] = heading
        precedingField = index
    }

    /// Returns the heading, if the page should show it in place of the field's name; `nil` for a heading that is the
    /// field's name or has markup. Adds a note if the form prints another label.
    private mutating func ownWords(_ heading: Text, _ index: Int) -> String? {
        let label = type.fields[index].label
        let words = heading.plain.trimmedASCII
        if words == label.spanish || words == label.english || heading.source.trimmedASCII != words
            || [label.spanish.folded, label.english.folded].contains(words.folded)
        {
            return nil
        }
        noteLabel(words, heading.span, index)
        return words
    }

    mutating func noteLabel(_ words: String, _ span: Span, _ index: Int) {
        guard !schema.forms[form].isBuiltIn, let label = forms[form].title(of: index),
            case let bare = HeadingNumber.candidates(words), !bare.contains(label.folded),
            !bare.contains(where: { forms[form].isTitle($0) }),
            !bare.contains(where: { type.field(named: $0) == index })
        else { return }
        var note = Diagnostic(
            .nearMissHeading, at: span,
            Localized(
                es: "«\(words)» se imprime como «\(label)», según el formato",
                en: "“\(words)” is printed as “\(label)”, as the form has it"),
            record: values.record)
        note.severity = .note
        values.diagnostics.append(note)
    }

    /// Keeps parts of groups that name no member as sections of the author's own.
    private mutating func drainStraySections(isInternal: Bool) {
        let stray = values.straySections
        values.straySections = []
        for section in stray {
            if section.isLead {
                addSection(section.heading, section.blocks, isInternal: isInternal)
            } else {
                keep(section.heading, section.blocks, isInternal: isInternal)
            }
        }
    }
}

extension [Block] {
    /// Whether the blocks have lists, and all of them are numbered.
    fileprivate var areNumbered: Bool {
        let starts = compactMap { block -> Bool? in
            if case .list(let list) = block { return list.start != nil }
            return nil
        }
        return !starts.isEmpty && starts.allSatisfy(\.self)
    }

    /// Whether the first list of the blocks counts from 0.
    fileprivate var startAtZero: Bool {
        for case .list(let list) in self { return list.start == 0 }
        return false
    }
}
