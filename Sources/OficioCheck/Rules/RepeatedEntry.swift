import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an entry that stands twice in a list.
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
    /// Groups whose lists are read side by side, so that an entry may stand twice.
    private static let parallel: Set<String> = ["relations"]
    /// Fields that other rules check.
    private static let functions: Set<String> = ["functions", "common-functions", "key-functions", "rows", "log"]
    /// Tables in which each row is about one thing.
    private static let catalogues: Set<String> = [
        "required-knowledge", "desirable-knowledge", "skills", "competencies", "competencies-by-family", "statements", "questions", "escalation",
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        // Synonyms may differ by case or by a sign alone.
        if type.id == "term" { return [] }
        var found: [Diagnostic] = []
        func compare(_ entries: [(key: String, span: Span)]) {
            var first: [String: Span] = [:]
            for (written, span) in entries where written.utf8.count > 4 {
                let key = withoutArticle(written)
                guard let former = first[key] else {
                    first[key] = span
                    continue
                }
                found.append(
                    Diagnostic(
                        .repeatedEntry, at: span, Localized(es: "la entrada está repetida", en: "the entry stands twice"),
                        notes: [.init(Localized(es: "ya está aquí", en: "it stands here already"), at: former)], record: corpus.name(ofRecord: index)))
            }
        }
        func look(_ value: Value, _ id: String, _ kind: FieldKind) {
            switch value {
            case .list(let items) where items.count > 1: compare(items.map { (whole($0), $0.span) })
            case .references(let references) where references.count > 1: compare(references.map { ("- " + $0.text.plain.folded, $0.text.span) })
            case .blocks(let blocks):
                for case .list(let list) in blocks { compare(list.items.map { ("- " + $0.blocks.plain.folded, $0.span) }) }
            case .rows(let rows) where !functions.contains(id):
                guard rows.rows.count > 1 else { return }
                let isCatalogue = catalogues.contains(id)
                let main = kind.rowType.main
                let mains = rows.rows.map { row in "\(row.group ?? 0) \(row[main]?.plain.folded ?? "")" }
                if Set(mains).count == mains.count { return }
                let actor = id == "steps" ? kind.rowType.columns.index(of: "actor") : nil
                compare(
                    zip(rows.rows, mains).map { row, words in
                        if id == "steps" { return (words + " " + (actor.flatMap { row[$0]?.plain.folded } ?? ""), row.span) }
                        return (isCatalogue ? words : whole(row).isEmpty ? "" : words + whole(row), row.span)
                    })
            case .group(let members) where !parallel.contains(id):
                if case .group(let fields) = kind { for member in members { look(member.value, fields[member.field].id, fields[member.field].kind) } }
            case .notApplicable, .text, .list, .references, .rows, .group, .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        for value in corpus.records[index].fields { look(value.value, type.fields[value.field].id, type.fields[value.field].kind) }
        return found
    }

    /// Returns an entry without the article that it begins with. The first word of its key is a
    /// mark of the list or group.
    private static func withoutArticle(_ key: String) -> String {
        let second = key.utf8.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }
        guard second.isEmpty || second.count < 4 && articles.contains(Substring(second)) else { return key }
        var words = key.parts(between: " ")
        guard words.count > 2, articles.contains(words[1]) else { return key }
        words.remove(at: 1)
        return words.joined(separator: " ")
    }

    private static let articles: Set<Substring> = ["el", "la", "los", "las", "un", "una", "the", "a", "an"]

    /// Returns all words of an item, or an empty text if it has several blocks, which words cannot
    /// tell apart.
    private static func whole(_ item: ListItem) -> String { item.blocks.count == 1 ? "- " + item.blocks.plain.folded : "" }

    /// Returns all words of a row, or an empty text if a cell holds more than words.
    private static func whole(_ row: Row) -> String {
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
