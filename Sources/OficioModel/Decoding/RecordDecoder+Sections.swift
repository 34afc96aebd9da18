import Diagnostics
import OficioSchema
import OficioSource

// Decodes sections of the body: each becomes a field, members of fields, or a section of the
// author's own.
extension RecordDecoder {
    /// Decodes a section; `isInside` says whether it stands inside an internal one.
    mutating func decode(section written: Text, _ blocks: [Block], inInternal isInside: Bool = false) {
        let mark = AccessMark(written)
        var heading = mark?.heading ?? written
        if let mark, mark.access == nil { unclearMark(written) }
        let isInternal = isInside || mark?.isInternal ?? false
        if !isInternal, mark == nil { checkAccess(ofSection: written, blocks) }
        let recorded = mark == nil ? nil : Heading.recorded(written)
        if let named = HeadingField(heading) { return decode(named, blocks, isInternal: isInternal) }
        let bare = withoutForeignAttributes(heading)
        if type.keepsExtra {
            return decodeKeeping(heading, written, blocks, isInternal: isInternal, recorded, bare: bare)
        }
        heading = bare ?? heading
        switch resolver.target(ofSection: written, blocks) {
        case .field(let index) where type.fields[index].gathers:
            gather(heading, blocks, into: index, isInternal: isInternal)
        case .field(let index):
            decode(section: heading, blocks, field: index, isInternal: isInternal)
            // In a type without sections of the author's own, snapshots never held a heading with
            // other braces.
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

    /// Decodes a section whose heading names its field in braces. It is printed under the author's words.
    private mutating func decode(_ named: HeadingField, _ blocks: [Block], isInternal: Bool) {
        guard let index = resolver.field(named) else {
            unknown(named.name, at: named.heading.span)
            return addSection(named.heading, blocks, isInternal: isInternal)
        }
        if type.fields[index].gathers {
            gather(named.heading, blocks, into: index, isInternal: isInternal)
        } else {
            decode(section: named.heading, blocks, field: index, isInternal: isInternal)
        }
        if isInternal { recordedInternalFields.insert(index) }
    }

    /// Decodes a section in a type that keeps sections of the author's own.
    private mutating func decodeKeeping(
        _ heading: Text, _ written: Text, _ blocks: [Block], isInternal: Bool, _ recorded: ExtraSection.Recorded?,
        bare: Text?
    ) {
        if let index = resolver.target(ofSection: written, blocks)?.field {
            decode(section: bare ?? heading, blocks, field: index, isInternal: isInternal)
            if isInternal, recorded?.isInternal == true { recordedInternalFields.insert(index) }
            return
        }
        extra.append(
            ExtraSection(
                heading: heading, blocks: blocks, isInternal: isInternal, recorded: recorded, place: fields.count))
        if blocks.isEmpty { return reportEmpty(heading) }
        reportEmptyHeadings(blocks)
        if Self.isNotPlaced(heading) { return reportNotPlaced(heading) }
        if bare == nil { reportNearMiss(heading, blocks) }
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
        // A section with a text of its own is printed for it.
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
        before = index
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
        let count = values.diagnostics.count
        guard let value = values.value(of: blocks, as: type.fields[index].kind, field: index, heading: heading) else {
            return
        }
        if case .markdown = type.fields[index].kind { reportEmptyHeadings(blocks) }
        drainStraySections(isInternal: isInternal)
        if values.keepsInside {
            internalFields.insert(index)
            values.keepsInside = false
        }
        // A text that is not a value of its single-fact field stays readable as a section, and its
        // finding becomes a warning.
        if type.fields[index].kind.isOneFact, values.diagnostics[count...].contains(where: { $0.severity == .error }) {
            for place in count..<values.diagnostics.count { values.diagnostics[place].severity = .warning }
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
                field: index, value: kept, span: heading.span, heading: words, isNumbered: blocks.areNumbered))
        headings[index] = heading
        before = index
    }

    /// Returns the heading, if the page should show it in place of the field's name. Adds a note if the form prints
    /// another label.
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

    private mutating func noteLabel(_ words: String, _ span: Span, _ index: Int) {
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

    // MARK: Sections of the author's own

    /// Adds a section of the author's own at its place. In types that always kept such sections,
    /// released documents have no field before them, so none is recorded.
    mutating func addSection(_ heading: Text, _ blocks: [Block], isInternal: Bool) {
        extra.append(
            ExtraSection(
                heading: heading, blocks: blocks, isInternal: isInternal, after: type.keepsExtra ? nil : before,
                place: fields.count))
    }

    private mutating func keep(_ heading: Text, _ blocks: [Block], isInternal: Bool) {
        addSection(heading, blocks, isInternal: isInternal)
        reportEmptyHeadings(blocks)
        if blocks.isEmpty {
            reportEmpty(heading)
        } else if Self.isNotPlaced(heading) {
            reportNotPlaced(heading)
        } else if ![Heading.lead.spanish.folded, Heading.lead.english.folded].contains(heading.plain.folded) {
            reportUnknown(
                heading, Localized(es: "se publica como sección aparte", en: "it is published as a section of its own"))
        }
    }

    /// Whether a section holds words that an import could not place.
    private static func isNotPlaced(_ heading: Text) -> Bool {
        ["sin colocar", "not placed"].contains(heading.plain.folded)
    }

    private mutating func reportNotPlaced(_ heading: Text) {
        values.report(
            .notPlaced, heading.span,
            Localized(
                es: "quedan palabras importadas sin colocar: póngalas en su campo, o bórrelas, y quite esta sección",
                en: """
                    imported words are still not placed: put them into their field, or delete them, and take this \
                    section out
                    """
            ))
    }

    private mutating func reportUnknown(_ heading: Text, _ outcome: Localized) {
        let suggestion = type.suggestion(for: heading.plain.folded, schema.language)
        let near = suggestion?.name.capitalizedFirst
        values.report(
            .unknownHeading, heading.span,
            Localized(
                es: "«\(type.name.spanish)» no tiene ningún campo «\(heading.plain)»: \(outcome.spanish)",
                en: "“\(type.name.english)” has no field “\(heading.plain)”: \(outcome.english)"),
            label: near.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
            fixes: near.map {
                [
                    .init(
                        Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"),
                        safe: suggestion?.isCertain ?? false, [.init(heading.span, $0)])
                ]
            } ?? [])
    }

    mutating func reportEmpty(_ heading: Text) {
        var found = Diagnostic(
            .emptySection, at: heading.span,
            Localized(
                es: "la sección «\(heading.plain)» está vacía; si no hay nada que decir, escriba «N/A»",
                en: "the section “\(heading.plain)” is empty; if there is nothing to say, write “N/A”"),
            record: values.record)
        found.severity = .warning
        values.diagnostics.append(found)
    }

    /// Reports headings in a text that have nothing below them, before one of their level or a higher one.
    mutating func reportEmptyHeadings(_ blocks: [Block]) {
        for (place, block) in blocks.enumerated() {
            guard case .heading(let level, let heading) = block else { continue }
            guard place + 1 < blocks.count else {
                reportEmpty(heading)
                continue
            }
            if case .heading(let next, _) = blocks[place + 1], next <= level { reportEmpty(heading) }
        }
    }

    /// Reports a kept heading that is nearly a field's name, or another name of a field.
    private mutating func reportNearMiss(_ heading: Text, _ blocks: [Block]) {
        // The heading is a field's name; it is a section only because snapshots hold it with its
        // braces.
        if let index = type.field(named: heading.plain.folded), !type.fields[index].isKey {
            return values.report(
                .nearMissHeading, heading.span,
                Localized(
                    es: "«\(heading.plain)» se publica como sección aparte",
                    en: "“\(heading.plain)” is published as a section of its own"),
                label: Localized(
                    es: "¿quiso decir «\(heading.plain) {acceso=interno}»?",
                    en: "did you mean “\(heading.plain) {access=internal}”?"))
        }
        if type.understands(heading.plain) { return reportOtherName(heading, blocks) }
        guard let name = type.suggestion(for: heading.plain.folded, schema.language)?.name else { return }
        // *Responsables* over a text are not the one person who answers for the document.
        if let near = type.field(named: name.folded), type.fields[near].kind.isOneReference,
            heading.plain.folded.hasSuffix("s") && !name.hasSuffix("s")
        {
            return
        }
        reportNearMiss(
            heading, Localized(es: "¿quiso decir «\(name)»?", en: "did you mean “\(name)”?"), name, isSafe: false)
    }

    /// Reports a kept heading that is another name of a field. A section of one fact or of one
    /// person's name is more likely the author's own.
    private mutating func reportOtherName(_ heading: Text, _ blocks: [Block]) {
        guard let index = type.sectionField(named: heading.plain) else { return reportPeople(heading) }
        if PastedPeople.fields.contains(type.fields[index].key), saySentence(blocks) { return reportPeople(heading) }
        let name = type.fields[index].label[schema.language]
        let isGiven = fields.contains { $0.field == index } || !renamed.insert(index).inserted
        if type.fields[index].key == .log, !isLog(blocks) {
            return reportNearMiss(
                heading,
                Localized(
                    es: """
                        el control de cambios se lee de una tabla con las columnas Versión, Fecha y Descripción, bajo \
                        «## \(name)»
                        """,
                    en: """
                        the log is read from a table with the columns Version, Date and Description, under \
                        “## \(name)”
                        """), nil, isSafe: false)
        }
        if isGiven {
            return reportNearMiss(
                heading,
                Localized(
                    es: "es otro nombre de «\(name)», que ya está escrito: junte las dos secciones",
                    en: "it is another name of “\(name)”, which is already written: put the two sections together"),
                nil, isSafe: false)
        }
        let mark = HeadingField.mark(name, isSpanish: schema.language == .spanish)
        values.report(
            .nearMissHeading, heading.span,
            Localized(
                es: "«\(heading.plain)» se publica como sección aparte",
                en: "“\(heading.plain)” is published as a section of its own"),
            label: Localized(
                es: "es otro nombre de «\(name)»: para que se lea como tal, escriba detrás «\(mark)»",
                en: "it is another name of “\(name)”: to have it read as such, write “\(mark)” behind it"),
            fixes: [
                .init(
                    Localized(es: "añadir «\(mark)»", en: "add “\(mark)”"), safe: true,
                    [.init(heading.span, heading.source + " " + mark)])
            ])
    }

    /// Reports a section about people who answer for the document, whose names are facts of the front matter.
    private mutating func reportPeople(_ heading: Text) {
        guard let index = type.fields(named: heading.plain), PastedPeople.fields.contains(type.fields[index].key) else {
            return
        }
        let name = type.fields[index].label[schema.language].lowercasedFirst
        let (es, en) = ("\(name): [{nombre: …, cargo: …}]", "\(name): [{name: …, role: …}]")
        reportNearMiss(
            heading,
            Localized(
                es: "para que se lea quién es, escríbalo arriba, entre las líneas «---»: «\(es)»",
                en: "to have it read who it is, write it at the top, between the lines “---”: “\(en)”"), nil,
            isSafe: false)
    }

    /// Whether blocks are a sentence, which names no person: *El Concejo aprueba este procedimiento.*
    private func saySentence(_ blocks: [Block]) -> Bool {
        guard case .paragraph(let text)? = blocks.first else { return false }
        return PastedPeople.isSentence(text.plain)
    }

    /// Whether blocks are a table of changes.
    private func isLog(_ blocks: [Block]) -> Bool {
        blocks.contains { if case .table = $0 { true } else { false } }
    }

    private mutating func reportNearMiss(_ heading: Text, _ label: Localized, _ name: String?, isSafe: Bool) {
        values.report(
            .nearMissHeading, heading.span,
            Localized(
                es: "«\(heading.plain)» se publica como sección aparte",
                en: "“\(heading.plain)” is published as a section of its own"),
            label: label,
            fixes: name.map {
                [
                    .init(
                        Localized(
                            es: "cambiar por «\($0.capitalizedFirst)»", en: "change to “\($0.capitalizedFirst)”"),
                        safe: isSafe, [.init(heading.span, $0.capitalizedFirst)])
                ]
            } ?? [])
    }

    /// Returns the heading without the attributes that other programs read (`{#id}`, `{.class}`), with a finding; `nil`
    /// if it has none.
    private mutating func withoutForeignAttributes(_ heading: Text) -> Text? {
        guard let text = HeadingAttributes.split(heading) else { return nil }
        let isPlain = Int(heading.span.end) - Int(heading.span.start) == heading.source.utf8.count
        values.report(
            .headingAttributes, heading.span,
            Localized(
                es: "«\(heading.plain)» lleva entre llaves lo que leen otros programas, y aquí no vale",
                en: "“\(heading.plain)” has in braces what other programs read, and this one does not"),
            fixes: isPlain
                ? [
                    .init(
                        Localized(es: "quitar las llaves", en: "take the braces off"), safe: true,
                        [.init(heading.span, text.source)])
                ] : [])
        return text
    }
}

extension String {
    /// The text with its first letter in lower case.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
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
}
