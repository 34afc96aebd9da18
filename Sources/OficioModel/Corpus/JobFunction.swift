import Diagnostics
import OficioSchema
import OficioSource

/// A function of a job, in the form that rules, onboarding, calendars and *who does it* use.
package final class JobFunction: Sendable {
    /// The index of the job or clause that has the function.
    package let record: Int
    /// The key of the field: `functions`, `common-functions`, `key-functions`; `rows` in a clause.
    package let field: FieldKey
    /// The id of the function's row, which is its anchor on the job's page.
    package let id: String
    /// The function's plain text, with references replaced by titles.
    package let words: String
    /// The folded words of the function.
    package let folded: String
    /// The span of the function's text in the source.
    package let span: Span
    /// The function that contains this function as a task; empty if the row names none, and for a key function.
    package let group: String
    /// The labels of the function's frequencies, or the heading of its group if it has no frequency.
    package let frequencies: [String]
    /// The canonical frequencies (see `Frequencies`) that the labels stand for.
    package let meanings: [String]
    /// The labels of the kinds of the function.
    package let kinds: [String]
    /// The function's share of the time in hundredths of a percent, `nil` if the function gives no share.
    package let share: Int?
    /// Whether the function comes from a clause that the job uses.
    package let isShared: Bool
    /// The number of the list or table that holds the function outside of the fields that a form reads, from 0;
    /// `nil` for a row of a field.
    package let looseTable: Int?

    /// Creates a function from its parts.
    package init(
        record: Int, field: FieldKey, id: String, words: String, folded: String, span: Span, group: String = "",
        frequencies: [String] = [], meanings: [String] = [], kinds: [String] = [],
        share: Int?, isShared: Bool = false, looseTable: Int? = nil
    ) {
        self.looseTable = looseTable
        self.record = record
        self.field = field
        self.id = id
        self.words = words
        self.folded = folded
        self.span = span
        self.group = group
        self.frequencies = frequencies
        self.meanings = meanings
        self.kinds = kinds
        self.share = share
        self.isShared = isShared
    }
}

extension Corpus {
    /// Returns the functions of a job or of a clause, in order; none for other types. Rows without words or marked as
    /// not applicable are left out. `withClauses` includes the functions of the clauses that a job uses.
    package func functions(of index: Int, withClauses: Bool = false) -> [JobFunction] {
        let record = records[index]
        let type = schema.types[record.type]
        guard type.key == .job || type.key == .clause else { return [] }
        var found: [JobFunction] = []
        for value in record.fields {
            let key = type.fields[value.field].key
            guard [FieldKey.functions, .commonFunctions, .keyFunctions, .rows].contains(key),
                case .rows(let own) = value.value
            else { continue }
            let kind = type.fields[value.field].kind.rowType
            let rows = withClauses ? withClauseRows(own, from: record.file) : own
            let shared = rows.rows.count - own.rows.count
            for (place, row) in rows.rows.enumerated() {
                guard let main = row[kind.main], let span = main.textSpan else { continue }
                let words = plain(main, from: record.file)
                let folded = words.folded
                if folded.isEmpty || main.isNotApplicable { continue }
                func codes(_ key: ColumnKey) -> [(label: String, meaning: String?)] {
                    guard let column = kind.column(key), case .codes(let codes, let text)? = row[column] else {
                        return []
                    }
                    if codes.isEmpty { return text.isEmpty ? [] : [(text.plain, Frequencies.meaning(of: text.plain))] }
                    return codes.map { code in
                        let label = code.label.isEmpty ? code.code : code.label
                        return (label, code.meaning ?? Frequencies.meaning(of: label))
                    }
                }
                var frequencies = codes(.frequency)
                if frequencies.isEmpty, let group = row.group, own.groups.indices.contains(group),
                    case .codes = own.groups[group].value
                {
                    let heading = own.groups[group].heading.plain
                    frequencies = [(heading, Frequencies.meaning(of: heading))]
                }
                var share: Int?
                if let column = kind.column(.time), case .percent(let percent, _)? = row[column] { share = percent }
                let group =
                    key == .keyFunctions
                    ? nil : kind.column(.function).flatMap { $0 == kind.main ? nil : row[$0]?.plain }
                found.append(
                    JobFunction(
                        record: index, field: key, id: row.id, words: words, folded: folded, span: span,
                        group: group ?? "", frequencies: frequencies.map(\.label),
                        meanings: frequencies.compactMap(\.meaning), kinds: codes(.kind).map(\.label), share: share,
                        isShared: place < shared))
            }
        }
        return found
    }
}
