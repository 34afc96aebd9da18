extension OfficeDocument {
    /// A table whose cells may span rows and columns.
    package struct Table: Sendable {
        /// A cell, with the number of columns and rows that it spans.
        package struct Cell: Sendable {
            var blocks: [Block]
            var columns = 1
            var rows = 1
            var isHead = false
            var isCentered = false
            var shade = Shade.none
            var isSmall = false
            /// Whether the cell's text is the title of a cover.
            var isTitle = false
        }

        /// The background of a cell.
        package enum Shade: Sendable {
            case none
            /// The background of a section title.
            case band
            /// The background of a label or a column heading.
            case label
            /// The background of a cell with a cross in a matrix.
            case mark

            /// The colour of the background as RRGGBB; nil for none.
            var colour: String? {
                switch self {
                case .none: nil
                case .band: "E4E4E4"
                case .label: "F1F1F1"
                case .mark: "E9E9E9"
                }
            }
        }

        /// The lines around cells.
        package enum Lines: Sendable { case all, none, below }

        /// The rows of the table.
        var rows: [[Cell]]
        /// The number of header rows, which repeat on every page.
        var headRows: Int
        var columnCount: Int
        var lines = Lines.all
        /// The minimum heights of rows in millimetres, by row.
        var heights: [Int: Int] = [:]
        /// The share of each column in the width, in thousandths; nil to compute it from the texts.
        var shares: [Int]?

        /// The share of each column in the width, in thousandths.
        var widths: [Int] {
            guard let shares, shares.count == columnCount else { return naturalWidths(of: 1000, fixed: [:]) }
            return shares
        }

        /// Returns widths of the columns that divide `width` in proportion to the longest texts in cells that span
        /// one column. As far as there is room, each column is as wide as its longest word.
        ///
        /// `fixed` has the given widths, by column.
        func naturalWidths(of width: Int, fixed: [Int: Int]) -> [Int] {
            var longest = [Int](repeating: 5, count: columnCount)
            // Measure only cells that span one column, and at most 60 characters of each.
            forEachCell { cell, column, columns in
                if columns == 1 { longest[column] = max(longest[column], min(60, cell.blocks.longestText)) }
            }
            let free = longest.indices.filter { fixed[$0] == nil }
            let total = max(1, free.reduce(0) { $0 + longest[$1] })
            let rest = max(0, width - fixed.values.reduce(0, +))
            return widenedColumns(
                longest.indices.map { fixed[$0] ?? longest[$0] * rest / total }, free: free, of: width)
        }

        /// Returns the widths with every cell widened to its longest word, as far as the widest free column can give
        /// way.
        private func widenedColumns(_ widths: [Int], free: [Int], of total: Int) -> [Int] {
            var widths = widths
            let words = longestWords
            // About a hundred letters fit in the width of a page.
            func least(_ letters: Int) -> Int { min(total / 4, (letters + 3) * total / 100) }
            let own = (0..<columnCount).map { least(words[$0..<$0 + 1] ?? 1) }
            for columns in words.keys.sorted(by: { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }) {
                let isMark = columns.count == 1 && (words[columns] ?? 0) < 3 && !free.contains(columns.lowerBound)
                if isMark { continue }
                let width = columns.reduce(0) { $0 + widths[$1] }
                let donors = free.filter { !columns.contains($0) }
                guard let widest = donors.max(by: { widths[$0] - own[$0] < widths[$1] - own[$1] }) else { continue }
                let missing = min(least(words[columns] ?? 1) - width, widths[widest] - own[widest])
                if missing <= 0 { continue }
                for (place, column) in columns.enumerated() {
                    widths[column] += missing * (place + 1) / columns.count - missing * place / columns.count
                }
                widths[widest] -= missing
            }
            return widths
        }

        /// The number of letters in the longest word of the cells, by the columns that they span. A capital letter
        /// is wider than others.
        private var longestWords: [Range<Int>: Int] {
            var longest: [Range<Int>: Int] = [:]
            forEachCell { cell, column, columns in
                for run in cell.blocks.allRuns {
                    let word = run.text.split { $0 == " " || $0 == "\n" }.map { word in
                        (word.count * 10 + word.count { $0.isUppercase } * 3) / 10
                    }
                    longest[column..<column + columns, default: 1].raise(to: word.max() ?? 0)
                }
            }
            return longest
        }

        /// Calls `body` with each cell, the column in which it begins, and the number of columns that it spans.
        private func forEachCell(_ body: (Cell, _ column: Int, _ columns: Int) -> Void) {
            var covered = [Int](repeating: 0, count: columnCount)
            for row in rows {
                var column = 0
                for cell in row {
                    while column < columnCount, covered[column] > 0 {
                        covered[column] -= 1
                        column += 1
                    }
                    guard column < columnCount else { break }
                    let columns = max(1, min(cell.columns, columnCount - column))
                    body(cell, column, columns)
                    for place in column..<(column + columns) { covered[place] = cell.rows - 1 }
                    column += columns
                }
                while column < columnCount {
                    if covered[column] > 0 { covered[column] -= 1 }
                    column += 1
                }
            }
        }
    }
}

extension Int {
    fileprivate mutating func raise(to other: Int) { self = Swift.max(self, other) }
}

extension [OfficeDocument.Block] {
    /// The number of characters in the longest paragraph or item.
    fileprivate var longestText: Int {
        reduce(0) { longest, block in
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs):
                Swift.max(longest, runs.reduce(0) { $0 + $1.text.count })
            case .list(_, let items): items.reduce(longest) { Swift.max($0, $1.longestText) }
            case .table: 60
            case .control(_, let blocks): Swift.max(longest, blocks.longestText)
            case .pageBreak: longest
            }
        }
    }
}

/// Stacked rows of boxes, each with columns of its own. `table()` converts them to one table whose grid has the
/// dividing lines of all rows.
struct BoxStack {
    private typealias Cell = OfficeDocument.Table.Cell
    private var rows: [[(share: Int, cell: OfficeDocument.Table.Cell)]] = []
    private var heights: [Int: Int] = [:]

    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - cells: the cells of the row; if there are none, nothing is added.
    ///   - shares: the share of each cell in the width, in thousandths; `nil` for equal shares.
    ///   - height: the minimum height in millimetres; `nil` for the height of the content.
    mutating func add(_ cells: [OfficeDocument.Table.Cell], shares: [Int]? = nil, height: Int? = nil) {
        guard !cells.isEmpty else { return }
        let equal = cells.indices.map { 1000 * ($0 + 1) / cells.count - 1000 * $0 / cells.count }
        if let height { heights[rows.count] = height }
        isPart = false
        rows.append(Array(zip(shares ?? equal, cells)))
    }

    /// Adds a part of a section. Consecutive parts share one box.
    mutating func addPart(_ blocks: [OfficeDocument.Block]) {
        if let last = rows.indices.last, isPart, rows[last].count == 1 {
            rows[last][0].cell.blocks += blocks
        } else {
            add([OfficeDocument.Table.Cell(blocks: blocks)])
            isPart = true
        }
    }

    /// Removes and returns the rows if all of them are titles; otherwise returns nil and keeps them.
    mutating func takeTitles() -> [OfficeDocument.Table.Cell]? {
        guard rows.allSatisfy({ $0.count == 1 && $0[0].cell.isHead }) else { return nil }
        defer { self = BoxStack() }
        return rows.map { $0[0].cell }
    }

    /// Whether the last row was added by `addPart`.
    private var isPart = false

    /// Returns the rows as a table and empties the stack; nil if there are no rows.
    mutating func table() -> OfficeDocument.Table? {
        guard !rows.isEmpty else { return nil }
        defer { self = BoxStack() }
        var bounds: Set<Int> = [0, 1000]
        for row in rows {
            var place = 0
            for (share, _) in row.dropLast() {
                place = min(1000, place + share)
                bounds.insert(place)
            }
        }
        let lines = bounds.sorted()
        let laid = rows.map { row in
            var place = 0
            return row.enumerated().map { number, entry in
                let end = number == row.count - 1 ? 1000 : min(1000, place + entry.share)
                var cell = entry.cell
                cell.columns = max(1, lines.count { $0 > place && $0 <= end })
                place = end
                return cell
            }
        }
        var table = OfficeDocument.Table(rows: laid, headRows: 0, columnCount: lines.count - 1)
        table.shares = zip(lines, lines.dropFirst()).map { $1 - $0 }
        table.heights = heights
        return table
    }
}
