import Diagnostics
import OficioSchema
import OficioSource

// Keeps sections of the author's own, and reports sections that are empty or unknown, or whose words an import could
// not place.
extension RecordDecoder {
    /// Adds a section of the author's own at its place. For types that always kept sections of the author's own, it
    /// does not record the preceding field, because released documents lack it.
    mutating func addSection(_ heading: Text, _ blocks: [Block], isInternal: Bool) {
        if !isInternal { checkHiddenNames(heading, blocks) }
        extra.append(
            ExtraSection(
                heading: heading, blocks: blocks, isInternal: isInternal, after: type.keepsExtra ? nil : precedingField,
                place: fields.count))
    }

    mutating func keep(_ heading: Text, _ blocks: [Block], isInternal: Bool) {
        addSection(heading, blocks, isInternal: isInternal)
        reportEmptyHeadings(blocks)
        if blocks.isEmpty {
            reportEmpty(heading)
        } else if Self.isNotPlaced(heading) {
            reportNotPlaced(heading)
        } else if !Self.isLead(heading) {
            reportUnknown(heading, Self.ownSection)
        }
    }

    /// What becomes of a section whose heading names no field.
    static let ownSection = Localized(
        es: "se publica como sección aparte", en: "it is published as a section of its own")

    /// Whether a heading is the one under which pages show the text before the first heading.
    static func isLead(_ heading: Text) -> Bool {
        [Heading.lead.spanish.folded, Heading.lead.english.folded].contains(heading.plain.folded)
    }

    /// Whether a section holds words that an import could not place.
    static func isNotPlaced(_ heading: Text) -> Bool {
        ["sin colocar", "not placed"].contains(heading.plain.folded)
    }

    mutating func reportNotPlaced(_ heading: Text) {
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

    /// Reports a heading that names no field. `isLikeField` is whether the name of a field may be suggested instead.
    mutating func reportUnknown(_ heading: Text, _ outcome: Localized, isLikeField: Bool = true) {
        let suggestion = isLikeField ? type.suggestion(for: heading.plain.folded, schema.language) : nil
        let near = suggestion?.name.capitalizedFirst
        values.report(
            .unknownHeading, heading.span,
            Localized(
                es: "«\(type.name.spanish)» no tiene ningún campo «\(heading.plain)»: \(outcome.spanish)",
                en: "“\(type.name.english)” has no field “\(heading.plain)”: \(outcome.english)"),
            label: near.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                ?? Localized(
                    es: """
                        si es un campo, escriba su nombre («oficio explain \(type.name.spanish)» los lista); si no, \
                        déjelo así
                        """,
                    en: """
                        if it is a field, write its name (“oficio explain \(type.name.english)” lists them); if not, \
                        leave it
                        """),
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

    /// Reports headings in a text that are followed directly by a heading of the same or a higher level, or by the
    /// end.
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
}
