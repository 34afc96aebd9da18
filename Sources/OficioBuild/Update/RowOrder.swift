import OficioImport
import OficioOffice

/// The rows and items of each field in the order of a file, including new ones without an identity.
struct RowOrder {
    enum Entry {
        case known(String, group: String?)
        case new(NewRow, address: LocatedDocument.Address)

        var id: String? { if case .known(let id, _) = self { id } else { nil } }
    }

    /// The rows of each field, in the order of the file.
    private(set) var entries: [FieldAddress: [Entry]] = [:]
    /// The indices of the lines that already belong to a new row or item.
    private(set) var used: Set<Int> = []
    /// The indices of table rows that are new rows. A word processor makes a new row as a copy, which contains the
    /// controls of the row from which it was copied.
    private(set) var copies: Set<Int> = []

    private let text: ControlledText
    private let keys: [String: String]
    private var groups: [FieldAddress: String] = [:]
    private var seen: [FieldAddress: Int?] = [:]

    /// Reads the rows and items of a file.
    ///
    /// - Parameters:
    ///   - text: the text of the file, with its controls.
    ///   - keys: the key of each id.
    ///   - loose: the number of times that each text stands outside all controls in an unchanged export.
    init(_ text: ControlledText, keys: [String: String], loose: [String: Int]) {
        self.text = text
        self.keys = keys
        addresses = keys.compactMapValues { FieldAddress($0) }
        fieldTables = Self.fieldTables(text, addresses)
        rowsByTable = Dictionary(grouping: text.rows.indices) { text.rows[$0].table }
        var loose = loose
        var done: Set<Int> = []
        for (number, line) in text.lines.enumerated() {
            if let row = line.row {
                if done.insert(row).inserted { read(row: row, &loose) }
                // Read the list in a cell as items of its own.
                if !isFieldRow(row) { read(line, number, &loose) }
            } else {
                read(line, number, &loose)
            }
        }
    }

    private let addresses: [String: FieldAddress]
    private let rowsByTable: [Int: [Int]]
    /// The ids of the tables whose rows each contain a row of a field. In at least one row of such a table, two
    /// columns have cells of one identity.
    private let fieldTables: Set<Int>

    private func address(_ id: String?) -> FieldAddress? { id.flatMap { addresses[$0] } }

    private func addresses(_ line: ControlledText.Line) -> [FieldAddress] {
        line.segments.compactMap { address($0.id) }
    }

    /// Returns the identities of the rows with cells in a table row.
    private func identities(_ row: Int) -> [FieldAddress] {
        var found: [FieldAddress] = []
        for line in text.rows[row].lines {
            for address in addresses(text.lines[line])
            where address.isItem && address.column != nil && address.item == nil {
                var identity = address.whole
                identity.row = address.row
                if !found.contains(identity) { found.append(identity) }
            }
        }
        return found
    }

    /// Whether a table row contains the cells of one row of a field, and is not a box around a list.
    private func isFieldRow(_ row: Int) -> Bool {
        fieldTables.contains(text.rows[row].table)
    }

    private static func fieldTables(_ text: ControlledText, _ addresses: [String: FieldAddress]) -> Set<Int> {
        var tables: Set<Int> = []
        for row in text.rows {
            var columns: [FieldAddress: Set<Int>] = [:]
            for number in row.lines {
                for segment in text.lines[number].segments {
                    guard let address = segment.id.flatMap({ addresses[$0] }), address.column != nil,
                        address.item == nil
                    else { continue }
                    var identity = address.whole
                    identity.row = address.row
                    columns[identity, default: []].insert(text.lines[number].column)
                }
            }
            if columns.values.contains(where: { $0.count > 1 }) { tables.insert(row.table) }
        }
        return tables
    }

    // MARK: Tables

    private mutating func read(row: Int, _ loose: inout [String: Int]) {
        guard isFieldRow(row) else { return }
        // Columns that continue from above belong to an earlier row.
        let own = identities(row)
        if let identity = own.first(where: { seen[$0] == nil }) {
            seen[identity] = row
            entries[identity.whole, default: []].append(.known(identity.row ?? "", group: nil))
            return
        }
        let words = text.rows[row].lines.map { text.lines[$0] }.filter { !$0.text.isEmpty }
        if own.isEmpty {
            if words.isEmpty || words.allSatisfy({ loose[$0.text, default: 0] > 0 }) { return }
        }
        guard let (field, columns) = columns(near: row, own.first) else { return }
        var new = NewRow()
        for number in text.rows[row].lines {
            let line = text.lines[number]
            guard !line.text.isEmpty, let column = columns[line.column] else { continue }
            if let code = column.code {
                new.codes[column.column ?? "", default: []].append(code)
            } else {
                let before = new.cells[column.column ?? ""].map { $0 + "\n" } ?? ""
                new.cells[column.column ?? ""] = before + line.text
            }
            used.insert(number)
            new.authors.formUnion(line.segments.flatMap(\.authors))
        }
        if new.cells.isEmpty { return }
        copies.insert(row)
        entries[field, default: []].append(.new(new, address: text.rows[row].address))
    }

    /// Returns the field of the nearest row of the same table, with the address of a control in each column; `nil` if
    /// no row of the table shows a field.
    private func columns(near row: Int, _ own: FieldAddress?) -> (FieldAddress, [Int: FieldAddress])? {
        let table = text.rows[row].table
        let near = (rowsByTable[table] ?? []).filter { $0 != row }.sorted { abs($0 - row) < abs($1 - row) }
        guard let field = own?.whole ?? near.lazy.compactMap({ identities($0).first?.whole }).first else { return nil }
        var columns: [Int: FieldAddress] = [:]
        for other in near {
            for number in text.rows[other].lines {
                let line = text.lines[number]
                for address in addresses(line) where address.whole == field && columns[line.column] == nil {
                    columns[line.column] = address
                }
            }
        }
        return (field, columns)
    }

    // MARK: Lists

    private mutating func read(_ line: ControlledText.Line, _ number: Int, _ loose: inout [String: Int]) {
        for address in addresses(line) {
            if address.isGroup {
                groups[address.whole] = address.code
                last = nil
                continue
            }
            guard address.isItem else { continue }
            var identity = address.whole
            identity.row = address.row
            let isSame = seen[identity] != nil
            if !isSame {
                seen[identity] = .some(nil)
                entries[identity.whole, default: []].append(.known(address.row ?? "", group: groups[identity.whole]))
            }
            last = (identity, firstLines[identity] ?? line, line)
            firstLines[identity] = last?.first
        }
        if !line.isLoose {
            if addresses(line).contains(where: { !$0.isItem && !$0.isGroup }) { last = nil }
            return
        }
        let words = line.text
        if words.isEmpty { return }
        if let count = loose[words], count > 0 {
            loose[words] = count - 1
            last = nil
            return
        }
        // After an item, a line like its first one is the next item. An item of a list may hold a table.
        guard let last, last.first.isList == line.isList,
            last.line.container == line.container || line.isList && line.row == nil && last.first.row == nil
        else { return }
        var new = NewRow(cells: ["": words], group: groups[last.identity.whole])
        new.authors = Set(line.segments.flatMap(\.authors))
        entries[last.identity.whole, default: []].append(.new(new, address: line.address))
        used.insert(number)
    }

    /// The first line of each item.
    private var firstLines: [FieldAddress: ControlledText.Line] = [:]

    /// The last item with its first and its last line, as long as the following lines may belong to its list; otherwise
    /// `nil`.
    private var last: (identity: FieldAddress, first: ControlledText.Line, line: ControlledText.Line)?
}
