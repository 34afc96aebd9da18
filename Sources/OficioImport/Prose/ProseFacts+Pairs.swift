import OficioSource

// Recognizes tables of labels with their values beside them.
extension ProseFacts {
    /// Returns the cells that end with a colon and have an empty cell beside them, in a row of a table with two or
    /// three pairs in each row.
    func labelsWithoutValue(_ row: [Int], _ grid: Grid) -> [Int] {
        guard [4, 6].contains(grid.table.columnCount) else { return [] }
        let cells = row.filter { !grid.isEmpty($0) }
        let labels = cells.filter { outline.cells[$0].column.isMultiple(of: 2) }
        guard labels.count > 1, labels.allSatisfy({ grid.text($0).hasSuffix(":") }) else { return [] }
        return labels.filter { label in
            let column = outline.cells[label].columns.upperBound
            return grid.cell(outline.cells[label].row, column).map { grid.isEmpty($0) } ?? false
        }
    }

    /// Whether every row of a table consists of labels with one value each, so that the order of the rows does not
    /// matter.
    func isPairTable(_ grid: Grid) -> Bool {
        grid.table.rows.allSatisfy { row in
            let open = labelsWithoutValue(row, grid)
            let cells = row.filter { !grid.isEmpty($0) && !open.contains($0) }
            return cells.count.isMultiple(of: 2) && cells.count <= 6
                && stride(from: 0, to: cells.count, by: 2).allSatisfy {
                    grid.text(cells[$0]).split(separator: " ").count <= 6
                }
        }
    }

    func lines(_ cells: [Int], _ grid: Grid) -> [Line] {
        cells.flatMap { grid.paragraphs($0) }.flatMap { outline.paragraphs[$0].lines }.map { outline.lines[$0] }
    }
}
