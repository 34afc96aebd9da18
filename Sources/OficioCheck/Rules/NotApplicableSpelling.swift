import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a text that looks like *not applicable* but is none of the accepted spellings.
    package static let notApplicableSpelling = Rule(
        "no-aplica-mal-escrito", .form, .warning,
        what: Localized(
            es: "Algo que parece «no aplica» no está entre las escrituras que el sitio conoce.",
            en: "What looks like “not applicable” is none of the spellings that the site knows."),
        why: Localized(
            es: "Se publicaría como un dato, y un campo obligatorio parecería lleno.",
            en: "It would be published as a fact, and a required field would seem filled in."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Bienes

            No apllica.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Bienes

            No aplica.
            """)
}

enum NotApplicableSpelling {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let record = context.corpus.records[index]
        let known = context.notApplicable
        var found: [Diagnostic] = []
        func examine(_ text: Text) {
            let words = text.source
            guard words.utf8.count > 2, words.utf8.count <= 24, case let key = words.notApplicableKey,
                key.first == "n" || key.first == "s", !known.contains(key)
            else { return }
            // The text is an accepted wording with one misspelling: two letters swapped, one missing, doubled or
            // wrong. Acronyms (“NPA”) are no misspellings of “N/A”.
            guard let near = Suggestion.nearest(to: key, in: known),
                abs(near.count - key.count) < 2, near.count > 4
            else { return }
            let place = context.locate(words, in: text.span)
            let isExact = Int(place.end - place.start) == words.utf8.count
            found.append(
                Diagnostic(
                    .notApplicableSpelling, at: text.span,
                    Localized(
                        es: "«\(words)» no se lee como «no aplica»", en: "“\(words)” is not read as “not applicable”"),
                    label: Localized(es: "¿quiso decir «\(near)»?", en: "did you mean “\(near)”?"),
                    fixes: isExact
                        ? [
                            .init(
                                Localized(
                                    es: "cambiar por «\(near.capitalizedFirst)»",
                                    en: "change to “\(near.capitalizedFirst)”"), safe: true,
                                [.init(place, near.capitalizedFirst)])
                        ] : [],
                    record: context.corpus.name(ofRecord: index)))
        }
        func visit(_ value: Value) {
            switch value {
            case .text(let text): examine(text)
            case .blocks(let blocks): if blocks.count == 1, case .paragraph(let text) = blocks[0] { examine(text) }
            case .list(let items): if items.count == 1 { visit(.blocks(items[0].blocks)) }
            case .rows(let rows):
                for group in rows.groups where !group.isNotApplicable && group.note.count == 1 {
                    visit(.blocks(group.note))
                }
                if rows.rows.count == 1 { for cell in rows.rows[0].cells { visit(cell.value) } }
            case .group(let members): members.forEach { visit($0.value) }
            case .notApplicable, .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
            }
        }
        for value in record.fields { visit(value.value) }
        return found
    }
}
