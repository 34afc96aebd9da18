import OficioModel
import OficioSchema
import OficioSource

// Reads rows of functions without headings, each with its frequency in a cell of its own.
extension OutlineReader {
    /// Reads rows from a row on that consist of a text and a frequency, below the label of a field of rows with
    /// frequencies. Returns the row after them; the first row if fewer than two rows are such.
    mutating func walkFunctions(from first: Int, _ grid: Grid) -> Int {
        guard grid.table.columnCount > 1, let open, case .labelled(let labelled) = found[open], labelled.isEmpty,
            case .field(let path) = labels[labelled.label].target,
            case .rows(let type) = ValueReader.kind(path, labels.forms[labelled.label.form].type),
            let column = type.column(.frequency)
        else { return first }
        let items = TextItems(outline: outline)
        var rows: [FoundRow] = []
        var numbers: [Int] = []
        var row = first
        while row < grid.table.rows.count, let parts = function(row, grid) {
            var made = FoundRow()
            let frequency = items.inOneLine(grid.stretches(parts.frequency))
            made.cells[type.main] = .text(items.inOneLine(grid.stretches(parts.text)))
            made.cells[column] = .codes(
                [Code(code: parts.meaning, label: parts.meaning, meaning: parts.meaning)], frequency)
            rows.append(made)
            if let number = parts.number { numbers.append(number) }
            row += 1
        }
        guard rows.count > 1 else { return first }
        for stretch in numbers.flatMap({ grid.stretches($0) }) { assignFates(stretch, .label) }
        let field = FoundField(
            path: path, label: outline.text(of: labelled.hit.stretch), value: .rows(rows), geometry: .under,
            confidence: labelled.hit.quality)
        found.append(.fields(form: labelled.label.form, [field]))
        self.open = nil
        return row
    }

    /// Returns the cells of a row that consists of a text, a frequency and perhaps a number; nil for any other row.
    private func function(_ row: Int, _ grid: Grid) -> (number: Int?, text: Int, frequency: Int, meaning: String)? {
        var cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        guard (2...3).contains(cells.count), cells.allSatisfy({ !grid.holdsTable($0) && grid.tickState($0) == nil })
        else { return nil }
        var number: Int?
        if let first = cells.first, TypedLabel.isAlone(grid.text(first)) || Int(grid.text(first)) != nil {
            number = first
            cells.removeFirst()
        }
        guard cells.count == 2, let place = cells.firstIndex(where: { Frequencies.meaning(of: grid.text($0)) != nil }),
            let meaning = Frequencies.meaning(of: grid.text(cells[place]))
        else { return nil }
        let text = cells[1 - place]
        return grid.text(text).split(separator: " ").count > 1 ? (number, text, cells[place], meaning) : nil
    }

    // MARK: Cells

    func onlyParagraph(of cell: Int, _ grid: Grid) -> Int? {
        let paragraphs = grid.paragraphs(cell)
        return paragraphs.count == 1 && outline.paragraphs[paragraphs[0]].lines.count == 1 ? paragraphs[0] : nil
    }

    /// Returns the cells of the first column if it only numbers the rows; otherwise an empty set.
    func numberColumn(_ grid: Grid) -> Set<Int> {
        guard grid.table.columnCount > 1 else { return [] }
        let cells = grid.table.rows.compactMap { row in row.first { outline.cells[$0].column == 0 && !grid.isEmpty($0) }
        }
        let numbers = cells.compactMap { Int(grid.text($0).filter { $0 != "." && $0 != ")" }) }
        guard numbers.count > 1, numbers.count == cells.count, numbers == Array(numbers[0]..<numbers[0] + numbers.count)
        else { return [] }
        return Set(cells)
    }
}
