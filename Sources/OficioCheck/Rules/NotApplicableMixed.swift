import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a document that says *not applicable* in several ways.
    package static let notApplicableMixed = Rule(
        "no-aplica-mezclado", .form, .note,
        what: Localized(
            es: "Un documento escribe de varios modos que algo no aplica.",
            en: "A document writes in several ways that something is not applicable."),
        why: Localized(
            es: """
                «N/A», «N/A.» y «No aplica» en la misma hoja parecen decir cosas distintas, y quien cuenta \
                respuestas las cuenta aparte.
                """,
            en: """
                “N/A”, “N/A.” and “No aplica” on one sheet seem to say different things, and whoever counts answers \
                counts them apart.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            folio: N/A
            grupo: N/A
            grado: No aplica
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            folio: N/A
            grupo: N/A
            experiencia: No requiere
            ---
            """)
}

enum NotApplicableMixed {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        var uses: [Text] = []
        func examine(_ value: Value) {
            switch value {
            case .notApplicable(let text): uses.append(text)
            case .text(let text) where isOutside(text.source): uses.append(text)
            case .blocks(let blocks):
                if blocks.count == 1, case .paragraph(let text) = blocks[0],
                    isOutside(text.source)
                {
                    uses.append(text)
                }
            case .rows(let rows):
                for group in rows.groups where group.isNotApplicable {
                    if case .paragraph(let text)? = group.note.first { uses.append(text) }
                }
                for row in rows.rows {
                    for cell in row.cells where !row.continued.contains(cell.field) { examine(cell.value) }
                }
            case .group(let members): for member in members { examine(member.value) }
            case .text, .list, .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList:
                break
            }
        }
        let record = context.corpus.records[index]
        for field in record.fields { examine(field.value) }
        for section in record.extra {
            if section.blocks.count == 1, case .paragraph(let text) = section.blocks[0],
                NotApplicable.matches(text.source, context.corpus.schema.settings)
                    || isOutside(text.source)
            {
                uses.append(text)
            }
        }
        // *No requiere* and *Ninguna* have meanings of their own, so each wording is compared only with its own
        // spellings.
        var families: [String: [Text]] = [:]
        uses.sort { $0.span.start < $1.span.start }
        for text in uses { families[family(of: text.source), default: []].append(text) }
        return families.values.flatMap { texts -> [Diagnostic] in
            let counts = Dictionary(texts.map { ($0.source, 1) }, uniquingKeysWith: +)
            // Of two spellings that are used equally often, the first in the document is taken as the usual spelling.
            guard counts.count > 1, let most = counts.values.max(),
                let usual = texts.first(where: { counts[$0.source] == most })?.source
            else { return [] }
            return texts.filter { $0.source != usual }.map { text in
                let place = context.locate(text.source, in: text.span)
                let isExact = Int(place.end - place.start) == text.source.utf8.count
                return Diagnostic(
                    .notApplicableMixed, at: place,
                    Localized(
                        es: "«\(text.source)»: en este documento se escribe «\(usual)»",
                        en: "“\(text.source)”: this document writes “\(usual)”"),
                    fixes: isExact
                        ? [
                            .init(
                                Localized(es: "cambiar por «\(usual)»", en: "change to “\(usual)”"), safe: false,
                                [.init(place, usual)])
                        ] : [],
                    record: context.corpus.name(ofRecord: index))
            }
        }
    }

    /// Wordings that are read as text, in the form of `notApplicableKey`.
    private static let outside: Set<String> = ["no procede", "no corresponde", "no aplican"]

    /// Whether a text is one of these wordings, which all begin with an N.
    private static func isOutside(_ words: String) -> Bool {
        let mayBe = words.withBytes { bytes in
            // The first letter or digit decides; a character beyond ASCII may be either or neither.
            for byte in bytes {
                if byte >= 0x80 { return true }
                if byte >= 0x30 && byte <= 0x39 { return false }
                if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { return byte | 0x20 == UInt8(ascii: "n") }
            }
            return false
        }
        return mayBe && outside.contains(words.notApplicableKey)
    }

    private static func family(of words: String) -> String {
        let key = words.notApplicableKey
        switch key {
        case "n a", "na", "no aplica", "no procede", "no aplicable", "no aplican", "no corresponde", "not applicable",
            "—", "–", "-", "--":
            return "n a"
        case "ninguno", "ninguna", "none": return "ninguno"
        default: return key
        }
    }
}
