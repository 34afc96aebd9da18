import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// One function of a job as rules compare it.
package struct Deed: Sendable {
    package let record: Int
    /// Identifier of the field: `functions`, `common-functions`, `key-functions`.
    package let field: String
    package let words: String
    package let folded: String
    package let span: Span
    /// Labels of its frequencies and of its kinds; the heading counts for a group.
    package let frequencies: [String]
    package let kinds: [String]
    /// Hundredths of a percent of the time, where it says so.
    package let share: Int?
}

extension Corpus {
    /// The functions that a job's own source tells, in order; those of clauses are not among them.
    package func deeds(of index: Int) -> [Deed] {
        let record = records[index]
        let type = schema.types[record.type]
        guard type.id == "job" || type.id == "clause" else { return [] }
        var found: [Deed] = []
        for value in record.fields {
            let id = type.fields[value.field].id
            guard ["functions", "common-functions", "key-functions", "rows"].contains(id), case .rows(let rows) = value.value else { continue }
            let kind = type.fields[value.field].kind.rowType
            func column(_ id: String) -> Int? { kind.columns.index(of: id) }
            for row in rows.rows {
                guard let main = row[kind.main], let span = main.textSpan else { continue }
                let words = main.plain
                let folded = words.folded
                if folded.isEmpty || main.isNotApplicable { continue }
                func labels(_ id: String) -> [String] {
                    guard let place = column(id), case .codes(let codes, let text)? = row[place] else { return [] }
                    return codes.isEmpty ? (text.isEmpty ? [] : [text.plain]) : codes.map { $0.label.isEmpty ? $0.code : $0.label }
                }
                var frequencies = labels("frequency")
                if frequencies.isEmpty, let group = row.group, rows.groups.indices.contains(group) { frequencies = [rows.groups[group].heading.plain] }
                var share: Int?
                if let place = column("time"), case .percent(let percent, _)? = row[place] { share = percent }
                found.append(
                    Deed(
                        record: index, field: id, words: words, folded: folded, span: span, frequencies: frequencies, kinds: labels("kind"), share: share))
            }
        }
        return found
    }
}
