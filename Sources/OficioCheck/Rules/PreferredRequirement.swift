import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an essential requirement whose words call it preferable.
    package static let preferredRequirement = Rule(
        "preferible-indispensable", .competencies, .note,
        what: Localized(
            es: "Entre lo indispensable hay algo «preferible».",
            en: "Something preferable stands among what is essential."),
        why: Localized(
            es: "Lo preferible no excluye a nadie: su lugar es el de lo deseable.",
            en: "What is preferable leaves nobody out: it belongs to what is desirable."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            requisitos indispensables: Bachillerato, preferiblemente contable.
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            requisitos indispensables: Bachillerato contable.
            ---
            """)
}

enum PreferredRequirement {
    private static let words: Set<String> = [
        "preferiblemente", "preferentemente", "preferible", "deseable", "deseablemente", "preferably", "desirable",
        "preferred", "ideally", "idealmente", "opcional",
        "optional",
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        var found: [Diagnostic] = []
        for field in [FieldKey.essentialRequirements, .requiredKnowledge, .experience, .education] {
            guard let place = type.field(field), let value = record.value(place) else { continue }
            var texts: [Text] = []
            switch value {
            case .blocks(let blocks): blocks.forEachText { texts.append($0) }
            case .text(let text): texts.append(text)
            case .rows(let rows):
                for row in rows.rows {
                    if case .blocks(let blocks)? = row[type.fields[place].kind.rowType.main] {
                        blocks.forEachText { texts.append($0) }
                    }
                }
            default: break
            }
            for text in texts {
                // A quick filter: every word in `words` contains one of these beginnings.
                let folded = text.plain.folded
                guard
                    ["prefer", "deseable", "desirable", "ideal", "opcional", "optional"].contains(where: {
                        folded.contains($0)
                    })
                else { continue }
                guard
                    let word = text.plain.split(whereSeparator: { !$0.isLetter }).first(where: {
                        Self.words.contains(String($0).folded)
                    })
                else { continue }
                found.append(
                    Diagnostic(
                        .preferredRequirement, at: context.locate(String(word), in: text.span),
                        Localized(es: "«\(word)» bajo lo indispensable", en: "“\(word)” under what is essential"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}
