import Diagnostics
import OficioSchema

extension Corpus {
    /// Whether a field of the record includes the rows of a clause.
    package func usesClause(in index: Int) -> Bool {
        records[index].fields.contains { if case .rows(let rows) = $0.value { rows.clause != nil } else { false } }
    }

    /// Returns the rows of a field, preceded by the rows of the clause that it uses, without the rows that it
    /// excepts. Returns `rows` unchanged if they use no clause, or if the clause is unknown or has no rows. `file` is
    /// the file of the record that uses the clause.
    package func withClauseRows(_ rows: Rows, from file: FileID) -> Rows {
        guard let use = rows.clause, let index = target(of: use.clause, types: [.clause], from: file) else {
            return rows
        }
        guard case .rows(let shared)? = value(records[index], .rows) else { return rows }
        let left = Set(use.except.map(\.source))
        var result = rows
        result.clause = nil
        result.recorded = rows.recorded.map { RecordedRows(withClauseRows($0.rows, from: file)) }
        result.rows =
            shared.rows.filter { !left.contains($0.id) }.map {
                Row(id: $0.id, cells: $0.cells, continued: $0.continued, group: nil, span: $0.span)
            } + rows.rows
        return result
    }
}
