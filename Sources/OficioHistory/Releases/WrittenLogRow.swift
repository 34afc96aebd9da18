import OficioModel
import OficioSchema

/// What a source's own modification log says of one version.
struct WrittenLogRow {
    /// The descriptions, a text each.
    let descriptions: [String]
    /// Who authorised it, as written; empty where the row does not say.
    let authorized: [String]
    let effective: CalendarDate?

    /// `nil` where the log has no row for the version.
    init?(_ record: Record, version: String, _ corpus: Corpus) {
        guard case .rows(let rows)? = corpus.value(record, .log),
            let field = corpus.schema.types[record.type].field(.log),
            let wanted = VersionNumber(version)
        else { return nil }
        let columns = corpus.schema.types[record.type].fields[field].kind.rowType.columns
        func cell(_ row: Row, _ key: ColumnKey) -> Value? { columns.column(key).flatMap { row[$0] } }
        guard
            let row = rows.rows.last(where: { row in cell(row, .version).flatMap { VersionNumber($0.plain) } == wanted
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
