extension LocatedDocument {
    /// A table resolved to a grid: each cell knows the rows and columns it covers, counted from 0.
    package struct Table: Sendable {
        /// Its number among all tables of the file in reading order, from 0; nested ones count.
        package var id: Int
        package var columnCount: Int
        package var rows: [Row]
        /// Columns of a spreadsheet that are hidden. They are often content, so their words count as those of the body.
        package var hiddenColumns: Set<Int> = []
        /// The widths of the grid's columns in points; empty if unknown.
        package var columnWidths: [Double] = []
        package var page: Int?
        package var address: Address

        /// Cells that reach into a row from above, by that row.
        private var above: [Int: [Place]] = [:]

        private struct Place: Sendable {
            var row: Int
            var index: Int
        }

        /// - Parameter rows: each with the cells that begin in it, `Cell.row` and `Cell.column` filled in. A row without
        ///   cells is an empty row, or one that merged cells from above cover.
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

        /// The cell that covers a place of the grid; nil where a row begins late or ends early.
        package func cell(row: Int, column: Int) -> Cell? {
            guard rows.indices.contains(row), column >= 0, column < columnCount else { return nil }
            // The last cell of the row that begins at the column or left of it.
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

    package struct Row: Sendable {
        /// The cells that begin in this row, from left to right.
        package var cells: [Cell]
        /// Whether the file repeats it at the top of each page, or says that it is a header.
        package var isHeader = false
        /// Hidden in a spreadsheet. Its words count as those of the body.
        package var isHidden = false
        /// Indices into ``LocatedDocument/changes``: the row was inserted or deleted as a whole. The runs of a deleted
        /// row are marked as deleted.
        package var changes: [Int] = []
        package var address: Address

        package init(cells: [Cell] = [], address: Address) {
            self.cells = cells
            self.address = address
        }
    }

    package struct Cell: Sendable {
        /// The row and column of its upper left corner in the grid, from 0.
        package var row: Int
        package var column: Int
        package var rowSpan = 1
        package var columnSpan = 1
        package var blocks: [Block]
        /// Whether its text runs upwards or downwards.
        package var isRotated = false
        package var isShaded = false
        /// Whether the file says that it heads its row or column (HTML `th`, a PDF's `TH`).
        package var isHeader = false
        /// Indices into ``LocatedDocument/controls`` of those around it.
        package var controls: [Int] = []
        /// What a cell of a spreadsheet holds; nil in a text document and for an empty cell.
        package var value: CellValue?
        package var address: Address

        package init(row: Int, column: Int, blocks: [Block] = [], address: Address) {
            self.row = row
            self.column = column
            self.blocks = blocks
            self.address = address
        }

        /// The shown text of its paragraphs, one a line; nested tables and text boxes included.
        package var text: String { blocks.text }

        /// ``text`` on one line, with single spaces.
        package var plainText: String { PlainText.clean(blocks.text) }
    }

    /// The value of a spreadsheet cell. The text of the cell is as a person sees it there: *03* for 3 shown as `00`.
    package enum CellValue: Hashable, Sendable {
        case text
        /// A number with its format code: `0.00`, `00`; nil is the general format.
        case number(Double, format: String?)
        /// An ISO 8601 date or date and time; the number is the serial one of the file, where it has one.
        case date(String, serial: Double?)
        case boolean(Bool)
        /// `#N/A`, `#REF!` …
        case error(String)
    }
}
