import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a word that the dictionary does not have.
    package static let spelling = Rule(
        "ortografia", .language, .note,
        what: Localized(
            es: "Una palabra no está en el diccionario ni en el glosario del sitio.",
            en: "A word is neither in the dictionary nor in the site's glossary."),
        why: Localized(
            es: """
                Una errata en un manual firmado le quita crédito, y quien busca la palabra bien escrita no lo \
                encuentra.
                """,
            en: """
                A misprint in a signed manual costs it credit, and whoever searches for the word as it should be \
                does not find it.
                """
        ),
        fires: """
            === content/site.yaml
            institución: Archivo
            lengua: es
            ortografía: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender al público con proffesionalidad.
            ---
            """,
        passes: """
            === content/site.yaml
            institución: Archivo
            lengua: es
            ortografía: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender al público con profesionalidad.
            ---
            """)
}

/// Looks words up with Hunspell, if it and a dictionary are installed. Words in titles, synonyms, names and settings of
/// the site count as correct.
enum Spelling {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.schema.settings.checksSpelling,
            let dictionary = SpellingDictionary.find(corpus.schema.settings.languageTag)
        else { return [] }
        let own = ownWords(corpus)
        var known: [String: Bool] = [:]
        var found: [Diagnostic] = []
        for index in corpus.records.indices {
            var reported: Set<String> = []
            corpus.forEachText(of: index) { text in
                for word in words(text.plain) where !own.contains(word.folded) && reported.insert(word.folded).inserted
                {
                    let isKnown = known[word] ?? dictionary.contains(word)
                    known[word] = isKnown
                    if isKnown { continue }
                    let near = dictionary.suggestion(for: word)
                    found.append(
                        Diagnostic(
                            .spelling, at: context.locate(word, in: text.span),
                            Localized(
                                es: "«\(word)» no está en el diccionario", en: "“\(word)” is not in the dictionary"),
                            label: near.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
                            record: corpus.name(ofRecord: index)))
                }
            }
        }
        return found
    }

    /// Returns the words to look up: words of at least four letters that are not acronyms and contain no digits.
    private static func words(_ text: String) -> [String] {
        var found: [String] = []
        for piece in text.split(whereSeparator: {
            !$0.isLetter && $0 != "-" && !$0.isNumber && $0 != "@" && $0 != "." && $0 != "/"
        }) {
            let word = piece.drop { $0 == "." || $0 == "-" || $0 == "/" }
            let trimmed = String(word.reversed().drop { $0 == "." || $0 == "-" || $0 == "/" }.reversed())
            guard trimmed.count > 3, trimmed.allSatisfy(\.isLetter), !trimmed.dropFirst().contains(where: \.isUppercase)
            else { continue }
            found.append(trimmed)
        }
        return found
    }

    /// Returns the folded words of titles, acronyms, synonyms, former names, signatures, addresses and settings, which
    /// count as correct.
    private static func ownWords(_ corpus: Corpus) -> Set<String> {
        var own: Set<String> = []
        func add(_ text: String) {
            for word in text.split(whereSeparator: { !$0.isLetter }) { own.insert(String(word).folded) }
        }
        add(corpus.schema.settings.institution)
        add(corpus.schema.settings.acronym)
        for record in corpus.records {
            add(record.title)
            for field in [FieldKey.synonyms, .formerNames, .acronym, .doNotUse] {
                switch corpus.value(record, field) {
                case .list(let items)?: for item in items { add(item.blocks.plain) }
                case let value?: add(value.plain)
                case nil: break
                }
            }
            // The names of people and places count as correct.
            for field in [FieldKey.authorisedBy, .reviewedBy, .preparedBy, .signatures, .log, .address] {
                if case .rows(let rows)? = corpus.value(record, field) {
                    for row in rows.rows { for cell in row.cells { add(cell.value.plain) } }
                }
            }
        }
        return own
    }
}
