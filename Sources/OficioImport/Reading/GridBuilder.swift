/// Places cells with row and column spans, as in HTML tables, into a grid.
struct GridBuilder {
    private(set) var rows: [LocatedDocument.Row] = []
    private(set) var columns = 0
    private let builder: DocumentBuilder
    /// The number of further rows that the cells from above cover, by column.
    private var covered: [Int] = []
    private var column = 0
    /// The cells of the grid that count towards the limit of the file.
    private var charged = 0

    init(_ builder: DocumentBuilder) { self.builder = builder }

    mutating func beginRow(_ address: LocatedDocument.Address, isHeader: Bool) {
        var row = LocatedDocument.Row(address: address.adding(.row(rows.count + 1)))
        row.isHeader = isHeader
        rows.append(row)
        column = 0
    }

    /// The address of the next cell of the row.
    var cellAddress: LocatedDocument.Address {
        let row = rows[rows.count - 1]
        return row.address.adding(.cell(row.cells.count + 1))
    }

    /// Adds a cell at the next free place of the row. A `rowSpan` of 0 covers all rows that follow.
    /// Throws if the table has too many cells.
    mutating func add(_ cell: LocatedDocument.Cell, rowSpan: Int, columnSpan: Int) throws(ImportRefusal) {
        var cell = cell
        let span = min(1000, max(1, columnSpan))
        while column < covered.count, covered[column] > 0 { column += 1 }
        cell.row = rows.count - 1
        cell.column = column
        cell.columnSpan = span
        cell.rowSpan = rowSpan == 0 ? 65_534 : min(65_534, max(1, rowSpan))
        // Cells from above may push this one far to the right: count the whole grid before making room for it.
        let area = rows.count * max(columns, column + span)
        if area > charged {
            try builder.charge(cells: area - charged)
            charged = area
        }
        if covered.count < column + span { covered += Array(repeating: 0, count: column + span - covered.count) }
        for place in column..<column + span { covered[place] = cell.rowSpan }
        column += span
        columns = max(columns, column)
        rows[rows.count - 1].cells.append(cell)
    }

    mutating func endRow() {
        for index in covered.indices where covered[index] > 0 { covered[index] -= 1 }
    }

    /// Returns the finished table. Cells reach no further than its last row.
    mutating func table(id: Int, address: LocatedDocument.Address) -> LocatedDocument.Table {
        for row in rows.indices {
            for index in rows[row].cells.indices {
                rows[row].cells[index].rowSpan = min(rows[row].cells[index].rowSpan, rows.count - row)
            }
        }
        return LocatedDocument.Table(id: id, columnCount: columns, rows: rows, address: address)
    }
}
