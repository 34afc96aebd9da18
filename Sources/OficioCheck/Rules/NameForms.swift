import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a proper name that is written in several forms.
    package static let nameForms = Rule(
        "nombre-de-varios-modos", .language, .note,
        what: Localized(
            es: """
                Un nombre propio está escrito de varios modos que solo cambian en una preposición, un artículo o un \
                plural.
                """,
            en: "A name is written in several ways that differ by a preposition, an article or a plural only."),
        why: Localized(
            es: """
                Un puesto, una unidad o un sistema con dos nombres parece dos, y quien busca uno no encuentra el otro.
                """,
            en: """
                A post, a unit or a system with two names seems to be two, and whoever searches for one does not \
                find the other.
                """
        ),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Avisar al Centro de Contactos Telefónico. El Centro de Contactos Telefónico responde.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Visitar el Centro de Contactos Telefónicos.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Avisar al Centro de Contactos Telefónico. El Centro de Contactos Telefónico responde.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Visitar los Centros de Contactos Telefónicos y el Centro de Contactos Postales.
            """)
}

enum NameForms {
    /// A use of a name in a text.
    struct Use: ExtractedFact {
        let key: String
        let written: String
        let span: Span
        let record: Int
        /// Whether the name is the title of a document.
        let isTitle: Bool
        /// The number of uses of the name in the document; `span` is the span of the first use.
        var count = 1

        init(key: String, written: String, span: Span, record: Int, isTitle: Bool) {
            (self.key, self.written, self.span, self.record, self.isTitle) = (key, written, span, record, isTitle)
        }

        func write(to out: inout BinaryWriter) {
            out.text(key)
            out.text(written)
            out.span(span)
            out.flag(isTitle)
            out.count(count)
        }

        func add(to stamp: inout Stamp) {
            stamp.add([key, written, "\(isTitle)"])
            for number in [Int(span.start), Int(span.end), count] { stamp.add(number) }
        }

        init(from reader: inout BinaryReader, of record: Int) {
            (key, written, span, isTitle) = (reader.text(), reader.text(), reader.span(), reader.flag())
            count = reader.count()
            self.record = record
        }
    }

    static let rule = AggregatingRule(extractTexts: uses, aggregate: check)

    static func uses(_ context: CheckContext, _ texts: RecordTexts) -> [Use] {
        let corpus = context.corpus
        let index = texts.record
        let title = corpus.records[index].title
        var found: [Use] = []
        var seen: [String: Int] = [:]
        let isEnglish = corpus.schema.language == .english
        func examine(_ text: Text) {
            let words = text.plain
            func add(_ name: (key: String, written: String)) {
                found.append(
                    Use(
                        key: name.key, written: name.written, span: text.span, record: index,
                        isTitle: name.written == title))
            }
            for name in names(in: words, isEnglish: isEnglish) {
                let known = name.key + name.written
                if let place = seen[known] {
                    found[place].count += 1
                } else {
                    seen[known] = found.count
                    add(name)
                }
            }
            // Names in capitals are collected here; `check` decides by their number of uses whether they are
            // misspellings.
            if !isEnglish { ShoutedNames.all(in: words).forEach(add) }
        }
        if !isEnglish {
            texts.forEach(having: .lowercaseName) { text in
                for name in LowercaseNames.all(in: text.plain) {
                    found.append(
                        Use(key: name.key, written: name.written, span: text.span, record: index, isTitle: false))
                }
            }
        }
        texts.forEach(having: .name, examine)
        texts.forEachReference(having: .name, examine)
        return found
    }

    static func check(_ context: CheckContext, _ uses: [[Use]]) -> [Diagnostic] {
        let corpus = context.corpus
        var byKey: [String: [Use]] = [:]
        for use in uses.joined() { byKey[use.key, default: []].append(use) }
        var found: [Diagnostic] = []
        // A longer name may contain a reported name and differ as well.
        var reported: Set<Span> = []
        for key in byKey.keys.sorted() {
            guard let all = byKey[key], all.count > 1, let first = all.first,
                all.contains(where: { $0.written != first.written })
            else { continue }
            var weights: [String: Int] = [:]
            for use in all { weights[use.written, default: 0] += use.isTitle ? 1000 : use.count }
            let folded = Dictionary(weights.map { ($0.key.folded, $0.value) }, uniquingKeysWith: +)
            guard folded.count > 1,
                let usual = usualSpelling(
                    key.hasPrefix("…") ? weights.filter({ $0.key.contains(" de") }) : weights, all)
            else { continue }
            // The glossary mentions spellings without using them.
            for use in all
            where corpus.type(of: use.record).key != .term && use.written.folded != usual.key.folded
                && !(use.isTitle && usual.value < 1000)
                && !(key.hasPrefix("…") && use.written.contains(" de"))
            {
                // Other differences of names in lower case are grammar: *centro de atención* and *de la atención*.
                if key.hasPrefix(LowercaseNames.mark),
                    !LowercaseNames.lacksPreposition(use.written) || LowercaseNames.lacksPreposition(usual.key)
                {
                    continue
                }
                if isOtherRelation(use.written, usual.key) { continue }
                if key.hasPrefix(ShoutedNames.mark),
                    !ShoutedNames.isMisspelling(weights[use.written] ?? 0, beside: usual.value)
                {
                    continue
                }
                for place in places(of: use, context)
                where reported.insert(Span(file: place.file, start: Int(place.start), end: Int(place.start))).inserted {
                    found.append(
                        Diagnostic(
                            .nameForms, at: place,
                            Localized(
                                es: "«\(use.written)» se escribe también «\(usual.key)»",
                                en: "“\(use.written)” is also written “\(usual.key)”"),
                            record: corpus.name(ofRecord: use.record)))
                }
            }
        }
        return found
    }

    /// Returns the correct spelling: the most frequent spelling, else the spelling with the most words, which has its
    /// prepositions, else the first spelling. A name in lower case that lacks its preposition counts as unused.
    /// Returns `nil` for no spellings.
    private static func usualSpelling(_ weights: [String: Int], _ uses: [Use]) -> (key: String, value: Int)? {
        func rank(_ entry: (key: String, value: Int)) -> (Int, Int, Int) {
            let first = uses.firstIndex { $0.written == entry.key } ?? 0
            let isLower = entry.key.utf8.first.map { $0 >= 0x61 } ?? false
            // A name in lower case without its preposition is never correct.
            let value = isLower && LowercaseNames.lacksPreposition(entry.key) ? 0 : entry.value
            return (value, entry.key.utf8.count { $0 == 0x20 }, -first)
        }
        return weights.max { rank($0) < rank($1) }
    }

    /// Returns the spans of all uses of a name in its document. If the file contains fewer literal occurrences,
    /// returns only the span of the first use.
    private static func places(of use: Use, _ context: CheckContext) -> [Span] {
        let first = context.locate(use.written, in: use.span)
        if use.count == 1 { return [first] }
        let rest = Span(file: use.span.file, start: Int(use.span.start), end: context.bytes(of: use.span.file).count)
        let all = context.occurrences(of: use.written, in: rest).prefix(use.count)
        return all.count == use.count ? Array(all) : [first]
    }
}
