extension LocatedDocument {
    /// A table as a grid: each cell knows the rows and columns that it covers, counted from 0.
    package struct Table: Sendable {
        /// The number of the table among all tables of the file in reading order, from 0. Nested
        /// tables count.
        package var id: Int
        /// The number of columns of the grid.
        package var columnCount: Int
        /// The rows from top to bottom.
        package var rows: [Row]
        /// The hidden columns of a spreadsheet. Hidden columns often hold content, so their words count as
        /// words of the body.
        package var hiddenColumns: Set<Int> = []
        /// The widths of the grid's columns in points; empty if unknown.
        package var columnWidths: [Double] = []
        /// The page on which the table begins, from 1; nil except in PDF files.
        package var page: Int?
        /// The place of the table.
        package var address: Address

        /// For each row, the cells that reach into it from above.
        private var above: [Int: [Place]] = [:]

        private struct Place: Sendable {
            var row: Int
            var index: Int
        }

        /// Creates a table. Each row holds the cells that begin in it, with `Cell.row` and
        /// `Cell.column` filled in. A row without cells is empty, or merged cells from above cover
        /// it.
        package init(id: Int, columnCount: Int, rows: [Row], address: Address) {
            self.id = id
            self.columnCount = columnCount
            self.rows = rows
            self.address = address
            for (index, row) in rows.enumerated() {
                for (at, cell) in row.cells.enumerated() where cell.rowSpan > 1 {
                    for below in index + 1..<max(index + 1, min(rows.count, index + cell.rowSpan)) {
                        above[below, default: []].append(Place(row: index, index: at))
                    }
                }
            }
        }

        /// Returns the cell that covers a position of the grid; nil if a row begins late or ends early there.
        package func cell(row: Int, column: Int) -> Cell? {
            guard rows.indices.contains(row), column >= 0, column < columnCount else { return nil }
            // Find the last cell of the row that begins at the column or left of it.
            let cells = rows[row].cells
            var low = 0
            var high = cells.count
            while low < high {
                let middle = (low + high) / 2
                if cells[middle].column <= column { low = middle + 1 } else { high = middle }
            }
            if low > 0, cells[low - 1].column + cells[low - 1].columnSpan > column { return cells[low - 1] }
            for place in above[row] ?? [] {
                let cell = rows[place.row].cells[place.index]
                if cell.column <= column, column < cell.column + cell.columnSpan { return cell }
            }
            return nil
        }

        /// All cells in reading order, each once.
        package var cells: [Cell] { rows.flatMap(\.cells) }

        /// The number of rows at the top that the file itself marks as header rows.
        package var headerRowCount: Int { rows.prefix { $0.isHeader }.count }
    }

    /// A row of a table.
    package struct Row: Sendable {
        /// The cells that begin in this row, from left to right.
        package var cells: [Cell]
        /// Whether the file repeats the row at the top of each page, or marks it as a header.
        package var isHeader = false
        /// Whether a spreadsheet hides the row. The words of a hidden row count as words of the body.
        package var isHidden = false
        /// Indices into ``LocatedDocument/changes`` of the changes that inserted or deleted the
        /// whole row. The runs of a deleted row are marked as deleted.
        package var changes: [Int] = []
        /// The place of the row.
        package var address: Address

        /// Creates a row of the cells that begin in it.
        package init(cells: [Cell] = [], address: Address) {
            self.cells = cells
            self.address = address
        }
    }

    /// A cell of a table.
    package struct Cell: Sendable {
        /// The row of the cell's upper left corner in the grid, from 0.
        package var row: Int
        /// The column of the cell's upper left corner in the grid, from 0.
        package var column: Int
        /// The number of rows that the cell covers.
        package var rowSpan = 1
        /// The number of columns that the cell covers.
        package var columnSpan = 1
        /// The cell's paragraphs and nested tables.
        package var blocks: [Block]
        /// Whether the cell's text runs upwards or downwards.
        package var isRotated = false
        /// Whether the cell has a background colour.
        package var isShaded = false
        /// Whether the file marks the cell as the heading of its row or column (HTML `th`, a PDF's `TH`).
        package var isHeader = false
        /// Indices into ``LocatedDocument/controls`` of the content controls around the cell.
        package var controls: [Int] = []
        /// The value of a cell of a spreadsheet; nil in a text document and for an empty cell.
        package var value: CellValue?
        /// The place of the cell.
        package var address: Address

        /// Creates a cell that covers one place of the grid.
        package init(row: Int, column: Int, blocks: [Block] = [], address: Address) {
            self.row = row
            self.column = column
            self.blocks = blocks
            self.address = address
        }

        /// The shown text of the cell's paragraphs, one per line, including nested tables and text
        /// boxes.
        package var text: String { blocks.text }

        /// ``text`` on one line, with single spaces.
        package var plainText: String { PlainText.clean(blocks.text) }
    }

    /// The value of a spreadsheet cell. The text of the cell is the value as the sheet shows it: *03* for 3
    /// shown as `00`.
    package enum CellValue: Hashable, Sendable {
        case text
        /// A number with its format code: `0.00`, `00`. The code is nil for the general format.
        case number(Double, format: String?)
        /// A date or a date and time in ISO 8601, with the serial number of the file if it has one.
        case date(String, serial: Double?)
        case boolean(Bool)
        /// An error value, such as `#N/A` or `#REF!`.
        case error(String)
    }
}
