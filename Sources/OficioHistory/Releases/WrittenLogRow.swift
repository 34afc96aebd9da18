import OficioModel
import OficioSchema

/// A version's row in the modification log of a source.
struct WrittenLogRow {
    /// The descriptions of the version's changes, one text each.
    let descriptions: [String]
    /// The people or bodies who authorised the version, as written; empty if the row gives none.
    let authorized: [String]
    let effective: CalendarDate?

    /// Finds the last row with the number of a version; the result is `nil` if the log has none, or if the version
    /// has no number.
    init?(_ record: Record, version: String, _ corpus: Corpus) {
        guard case .rows(let rows)? = corpus.value(record, .log),
            let field = corpus.schema.types[record.type].field(.log),
            let wantedVersion = VersionNumber(version)
        else { return nil }
        let columns = corpus.schema.types[record.type].fields[field].kind.rowType.columns
        func cell(_ row: Row, _ key: ColumnKey) -> Value? { columns.column(key).flatMap { row[$0] } }
        guard
            let row = rows.rows.last(where: { row in
                cell(row, .version).flatMap { VersionNumber($0.plain) } == wantedVersion
            })
        else { return nil }
        descriptions = Self.texts(cell(row, .description))
        if case .rows(let people)? = cell(row, .authorisedBy) {
            authorized = people.rows.map { $0.cells.map(\.value.words).joined(separator: " ") }.filter { !$0.isEmpty }
        } else {
            authorized = []
        }
        if case .date(let date, _)? = cell(row, .effective) { effective = date } else { effective = nil }
    }

    private static func texts(_ value: Value?) -> [String] {
        guard let value else { return [] }
        if case .list(let items) = value { return items.map(\.blocks.plain).filter { !$0.isEmpty } }
        var lines: [String] = []
        if case .blocks(let blocks) = value {
            blocks.forEachText { lines.append($0.plain) }
        } else {
            lines = [value.words]
        }
        return lines.filter { !$0.isEmpty }
    }
}
