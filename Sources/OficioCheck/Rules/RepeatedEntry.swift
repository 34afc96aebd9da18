import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an entry that occurs twice in a list.
    package static let repeatedEntry = Rule(
        "entrada-repetida", .form, .warning,
        what: Localized(es: "Una entrada está dos veces en la misma lista.", en: "An entry stands twice in one list."),
        why: Localized(
            es: "Quien la lee busca la diferencia, y quien la cuenta cuenta una de más.",
            en: "Whoever reads it looks for the difference, and whoever counts counts one too many."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: [Orden, Trato cordial, Orden.]
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: [Orden, Trato cordial, Honradez]
            ---
            """)
}

enum RepeatedEntry {
    /// Groups of fields whose lists correspond entry by entry, so that an entry may occur twice.
    private static let parallel: Set<FieldKey> = [.relations]
    /// Fields whose repetitions other rules report.
    private static let functions: Set<FieldKey> = [.functions, .commonFunctions, .keyFunctions, .rows, .log]
    /// Tables in which each row is about one thing.
    private static let catalogues: Set<FieldKey> = [
        .requiredKnowledge, .desirableKnowledge, .skills, .competencies, .competenciesByFamily, .statements, .questions,
        .escalation, .items,
    ]
    /// Types whose extra sections are examined. In other types, extra sections are free prose.
    private static let examinedTypes: Set<TypeKey> = [.job, .protocol, .standard, .checklist]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        // The synonyms of a term may differ only by case or by a sign.
        if type.key == .term { return [] }
        var found: [Diagnostic] = []
        func compare(_ entries: [Entry]) {
            var first: [UInt64: Span] = [:]
            for entry in entries where entry.words.utf8.count > 2 {
                guard let former = first.updateValue(entry.span, forKey: entry.key) else { continue }
                first[entry.key] = former
                found.append(
                    Diagnostic(
                        .repeatedEntry, at: entry.span,
                        Localized(es: "la entrada está repetida", en: "the entry stands twice"),
                        notes: [.init(Localized(es: "ya está aquí", en: "it stands here already"), at: former)],
                        record: corpus.name(ofRecord: index)))
            }
        }
        func examine(_ value: Value, _ key: FieldKey, _ kind: FieldKind) {
            switch value {
            case .list(let items) where mayRepeat(items.map { $0.blocks.plain }):
                compare(items.map { Entry(comparisonText($0), $0.span) })
            case .references(let references) where mayRepeat(references.map { $0.text.plain }):
                compare(references.map { Entry($0.text.plain.folded, $0.text.span) })
            case .blocks(let blocks):
                for case .list(let list) in blocks where mayRepeat(list.items.map { $0.blocks.plain }) {
                    compare(list.items.map { Entry($0.blocks.plain.folded, $0.span) })
                }
            case .rows(let rows) where !functions.contains(key):
                guard rows.rows.count > 1 else { return }
                let isCatalogue = catalogues.contains(key)
                let main = kind.rowType.main
                let isKnowledge = key == .requiredKnowledge || key == .desirableKnowledge
                guard isKnowledge || mayRepeat(rows.rows.map { $0[main]?.plain ?? "" }) else { return }
                let mains = rows.rows.map { row in
                    let words = row[main]?.plain ?? ""
                    return Entry(
                        isKnowledge ? KnowledgeTwice.key(words) : words.folded, group: row.group ?? 0, row.span)
                }
                if Set(mains.map(\.key)).count == mains.count { return }
                let actor = key == .steps ? kind.rowType.column(.actor) : nil
                compare(
                    zip(rows.rows, mains).map { row, entry in
                        if key == .steps { return entry.adding(actor.flatMap { row[$0]?.plain.folded } ?? "") }
                        return isCatalogue ? entry : entry.adding(comparisonText(row), isNeeded: true)
                    })
            case .group(let members) where !parallel.contains(key):
                if case .group(let fields) = kind {
                    for member in members { examine(member.value, fields[member.field].key, fields[member.field].kind) }
                }
            case .notApplicable, .text, .list, .references, .rows, .group, .date, .integer, .percent, .boolean,
                .duration, .codes, .codeList:
                break
            }
        }
        for value in corpus.records[index].fields {
            examine(value.value, type.fields[value.field].key, type.fields[value.field].kind)
        }
        for section in corpus.records[index].extra where examinedTypes.contains(type.key) {
            // `DuplicateFunction` compares functions.
            if type.key == .job, LooseFunctions.namesFunctions(section.heading.plain.folded) { continue }
            for block in section.blocks {
                switch block {
                case .list(let list) where mayRepeat(list.items.map { $0.blocks.plain }):
                    compare(list.items.map { Entry($0.blocks.plain.folded, $0.span) })
                case .table(let table): compare(table.rows.map(entry))
                default: continue
                }
            }
        }
        return found
    }

    /// An entry of a list with its comparison key. Entries with equal keys are repetitions.
    private struct Entry {
        let words: String
        let span: Span
        /// A fingerprint of the entry's words (see `hash`), combined with the fingerprints of other cells by
        /// `adding`.
        let key: UInt64

        init(_ words: String, group: Int = 0, _ span: Span) {
            var stamp = Stamp()
            stamp.add(words.withBytes { RepeatedEntry.hash($0) })
            stamp.add(group)
            (self.words, self.span, key) = (words, span, stamp.value)
        }

        private init(words: String, span: Span, key: UInt64) { (self.words, self.span, self.key) = (words, span, key) }

        /// Returns the entry with other words added to its key. If `isNeeded` and there are no other words, returns an
        /// empty entry, which is not compared.
        func adding(_ other: String, isNeeded: Bool = false) -> Entry {
            if isNeeded && other.isEmpty { return Entry(words: "", span: span, key: 0) }
            var stamp = Stamp()
            stamp.add(key)
            stamp.add(other)
            return Entry(words: words, span: span, key: stamp.value)
        }
    }

    /// Tells quickly whether two texts have the same hash of words. In most lists no two texts have the same hash.
    private static func mayRepeat(_ texts: [String]) -> Bool {
        texts.count > 1
            && texts.map { $0.withFoldedBytes { hash($0) } }.hasDuplicates
    }

    /// Returns a hash of folded words that ignores articles, also in *del* and *al*, plural endings and the full stops
    /// of an acronym: *las licencias* equals *licencia*, *dominio del inglés* equals *dominio de inglés*, *d u i*
    /// equals *dui*.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = WordHash.empty
        var start = 0
        var afterLetter = false
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x20 { end += 1 }
            let isLetter = end - start == 1
            if !isArticle(bytes[start..<end]) {
                if !(isLetter && afterLetter) { hash = WordHash.adding(0x20, to: hash) }
                for place in start..<(end - endingLength(bytes[start..<end])) {
                    hash = WordHash.adding(bytes[place], to: hash)
                }
            }
            afterLetter = isLetter
            start = end + 1
        }
        return hash
    }

    /// Returns the length of the ending of a word that does not count: of a plural, or of the article in *del* and
    /// *al*.
    private static func endingLength(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let start = word.startIndex
        switch word.count {
        case 2 where word[start] == UInt8(ascii: "a") && word[start + 1] == UInt8(ascii: "l"): return 1
        case 3 where word[start] == UInt8(ascii: "d") && word[start + 1] == UInt8(ascii: "e"):
            return word[start + 2] == UInt8(ascii: "l") ? 1 : 0
        default: return pluralLength(word)
        }
    }

    /// Returns the length of the plural ending of a folded word, as `NameForms.stem` removes it.
    private static func pluralLength(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard word.count > 3, word.last == UInt8(ascii: "s") else { return 0 }
        let before = word[word.endIndex - 2]
        guard before == UInt8(ascii: "e") else { return 1 }
        switch word[word.endIndex - 3] {
        case UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "r"), UInt8(ascii: "n"), UInt8(ascii: "j"),
            UInt8(ascii: "y"):
            return 2
        default: return 1
        }
    }

    private static func isArticle(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard word.count >= 2, word.count <= 4 else { return false }
        var key: UInt32 = 0
        for byte in word { key = key << 8 | UInt32(byte) }
        return articles.contains(key)
    }

    /// The bytes of each article as one integer.
    private static let articles = ["el", "la", "los", "las", "un", "una", "unos", "unas", "the", "an"].map {
        $0.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Returns the entry for a row of a Markdown table; an empty entry, which is not compared, for a row with fewer
    /// than two filled cells.
    private static func entry(_ row: TableBlock.Row) -> Entry {
        let words = row.cells.map { $0.plain.folded }
        let isFull = words.count { !$0.isEmpty } > 1
        return Entry(isFull ? words.joined(separator: " | ") : "", row.span)
    }

    /// Returns the folded words of an item, or an empty text if it has several blocks, because words alone do not
    /// distinguish items of several blocks.
    private static func comparisonText(_ item: ListItem) -> String {
        item.blocks.count == 1 ? item.blocks.plain.folded : ""
    }

    /// Returns the folded words of a row, or an empty text if the row has fewer than two cells or a cell with
    /// structure.
    private static func comparisonText(_ row: Row) -> String {
        var words: [String] = []
        for cell in row.cells {
            switch cell.value {
            case .list, .rows, .group, .codeList: return ""
            default: words.append("\(cell.field) \(cell.value.plain.folded)")
            }
        }
        return words.count > 1 ? words.joined(separator: "|") : ""
    }
}
