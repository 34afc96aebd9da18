import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The differences between the modification log in a source and its released rows.
///
/// Rows are compared by the words of their columns, without layout. Rows of versions after the last released one are
/// not released yet and are no differences.
package struct LogDifference: Sendable {
    /// A released row that the source has removed, a cell of a released row that it has changed, or a row that it has
    /// added.
    package struct Item: Sendable {
        /// The words of the row or cell when it was released, and its words in the source.
        package let correction: LedgerEntry.Correction
        /// The name of the changed column, or of the log if a whole row changed.
        package let label: Localized
        /// The span of the changed words in the source, `nil` for a removed row.
        package let span: Span?
    }

    /// The differences in the order of the released log, followed by the added rows.
    package private(set) var items: [Item] = []

    /// Compares the log of a source with the released log.
    ///
    /// - Parameters:
    ///   - released: the record from its snapshot.
    ///   - working: the record from its source.
    ///   - read: the record as a release would record it, with titles in place of references.
    ///   - version: the last released version.
    ///   - schema: the schema of the site.
    package init(from released: Record, to working: Record, as read: Record, version: String, _ schema: Schema) {
        let type = schema.types[working.type]
        guard let place = type.field(.log), released.type == working.type else { return }
        let field = type.fields[place]
        let columns = field.kind.rowType.columns
        let before = Self.rows(released, place, columns)
        var after = Self.rows(read, place, columns)
        // Only `working` has the spans of the source.
        if case .rows(let own)? = working.value(place), own.rows.count == after.count {
            for index in after.indices { after[index].row = own.rows[index] }
        }
        for old in before {
            if let same = after.firstIndex(where: { $0.cells == old.cells }) {
                after.remove(at: same)
                continue
            }
            // Rows with the same version are the same row.
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
            // Only a version number shows that the row is not released yet.
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
        /// The version of the row in a normal form, by which rows are compared.
        let key: String
        /// The words of each column of the row, with white space reduced to single spaces.
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
