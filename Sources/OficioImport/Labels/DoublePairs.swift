import OficioSource

/// Recognizes tables with two pairs of label and value in each row: *Código | CT-03 | Sede | Centro*.
enum DoublePairs {
    /// Returns the tables of four columns in which most texts of the first and the third column name fields, and few
    /// of the other columns do.
    static func tables(_ outline: Outline, _ labels: LabelSet) -> Set<Int> {
        Set(
            outline.tables.indices.filter { table in
                outline.tables[table].columnCount == 4 && holdsPairs(Grid(outline, table), labels)
            })
    }

    private static func holdsPairs(_ grid: Grid, _ labels: LabelSet) -> Bool {
        var (names, others) = ([0, 0, 0, 0], [0, 0, 0, 0])
        var rows = 0
        for row in grid.table.rows {
            let cells = row.filter { !grid.isEmpty($0) }
            // A row of one cell is a band over the others.
            if cells.count < 2 { continue }
            rows += 1
            for cell in cells {
                let known = grid.outline.cells[cell]
                if known.columnSpan > 1 && known.column.isMultiple(of: 2) { return false }
                let text = grid.text(cell)
                let isName =
                    text.count < 60
                    && (!labels.refs(for: text).isEmpty || !labels.refs(forOtherName: text).isEmpty)
                if isName { names[known.column] += 1 } else { others[known.column] += 1 }
            }
        }
        return rows > 1 && names[0] > others[0] && names[2] >= others[2] && names[2] > 0
            && names[1] + names[3] < names[0] + names[2] && names[1] <= others[1]
    }
}
