import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// How the modification log of a source differs from the rows that were released.
///
/// Rows are told by their words, column by column; how a row is laid out does not count. Rows of versions that come after the last
/// released one are still to be released.
package struct LogDifference: Sendable {
    package struct Item: Sendable {
        /// What the row said when it was released and what it says now.
        package let correction: LedgerEntry.Correction
        /// The column's name, empty for a whole row.
        package let label: Localized
        /// Where the source says it; `nil` for a row that is gone.
        package let span: Span?
    }

    /// In the order of the released log.
    package private(set) var items: [Item] = []

    /// - Parameters:
    ///   - released: the record as its snapshot holds it.
    ///   - working: the record as its source reads.
    ///   - read: the same record read the way a release of it would be, so that references bear what they lead to.
    ///   - version: the last released version.
    package init(from released: Record, to working: Record, as read: Record, version: String, _ schema: Schema) {
        let type = schema.types[working.type]
        guard let place = type.field(.log), released.type == working.type else { return }
        let field = type.fields[place]
        let columns = field.kind.rowType.columns
        let before = Self.rows(released, place, columns)
        var after = Self.rows(read, place, columns)
        // Where the source says it.
        if case .rows(let own)? = working.value(place), own.rows.count == after.count {
            for index in after.indices { after[index].row = own.rows[index] }
        }
        for old in before {
            if let same = after.firstIndex(where: { $0.cells == old.cells }) {
                after.remove(at: same)
                continue
            }
            // A row is the same row where its version is.
            guard let changed = after.firstIndex(where: { $0.key == old.key && !old.key.isEmpty }) else {
                add(old.version, "", old.text, "", field.label, nil)
                continue
            }
            let new = after.remove(at: changed)
            for (column, cells) in zip(columns, zip(old.cells, new.cells)) where cells.0 != cells.1 {
                let position = columns.firstIndex { $0.id == column.id }
                let span = position.flatMap { new.row[$0]?.textSpan } ?? new.row.span
                add(old.version, column.id, cells.0, cells.1, column.label, span)
            }
        }
        let last = VersionNumber(version)
        for new in after {
            // Without a number nobody can tell that the row is still to be released.
            if let number = VersionNumber(new.version), let last, last < number { continue }
            if before.isEmpty, released.value(place) == nil { continue }
            add(new.version, "", "", new.text, field.label, new.row.span)
        }
    }

    private mutating func add(
        _ version: String, _ column: String, _ was: String, _ now: String, _ label: Localized, _ span: Span?
    ) {
        items.append(
            Item(
                correction: LedgerEntry.Correction(version: version, field: column, was: was, now: now), label: label,
                span: span))
    }

    private struct LogRow {
        var row: Row
        let version: String
        /// The version as a number, as text.
        let key: String
        /// The words of each column, white space as one blank.
        let cells: [String]

        var text: String { cells.filter { !$0.isEmpty }.joined(separator: " · ") }
    }

    private static func rows(_ record: Record, _ place: Int, _ columns: [Field]) -> [LogRow] {
        guard case .rows(let rows)? = record.value(place) else { return [] }
        let versionColumn = columns.column(.version)
        return rows.rows.map { row in
            let cells = columns.indices.map {
                (row[$0]?.words ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            let version = versionColumn.map { cells[$0] } ?? ""
            let key = VersionNumber(version).map { $0.parts.map(String.init).joined(separator: ".") } ?? version
            return LogRow(row: row, version: version, key: key, cells: cells)
        }
    }
}
