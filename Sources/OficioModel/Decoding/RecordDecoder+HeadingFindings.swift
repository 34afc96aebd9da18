import Diagnostics
import OficioSchema
import OficioSource

// Reports headings of sections that are nearly names of fields, or additional names of fields.
extension RecordDecoder {
    /// Reports a kept heading that is nearly a field's name, or another name of a field.
    mutating func reportNearMiss(_ heading: Text, _ blocks: [Block]) {
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
        // A plural such as *Responsables* over a text does not name the one person who answers for the document.
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
        if PastedPeople.fields.contains(type.fields[index].key), areSentence(blocks) { return reportPeople(heading) }
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

    /// Reports a section about the people who answer for the document, whose names belong in the front matter.
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

    /// Whether blocks are a sentence and so name no person: *El Concejo aprueba este procedimiento.*
    private func areSentence(_ blocks: [Block]) -> Bool {
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

    /// Returns the heading without the attributes of other programs (`{#id}`, `{.class}`), and reports them; `nil` if
    /// it has no such attributes.
    mutating func withoutForeignAttributes(_ heading: Text) -> Text? {
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
