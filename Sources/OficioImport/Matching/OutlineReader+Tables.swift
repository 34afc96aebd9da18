import OficioSchema
import OficioSource

// Reads tables: rows under column headings, labels beside and above their values, and signatures.
extension OutlineReader {
    mutating func walkTable(_ index: Int) {
        let grid = Grid(outline, index)
        if walkSignatures(grid) || walkCrosses(grid) { return }
        if isForeign(grid) { return addForeign(grid) }
        var region = continuedRegion(grid)
        let opener = open
        let numbers = numberColumn(grid)
        var read = 0
        for row in grid.table.rows.indices where row >= read {
            let filled = grid.table.rows[row].filter { !grid.isEmpty($0) }
            if filled.isEmpty { continue }
            if let start = RegionFinder(self, grid).start(at: row, current: region?.region.section) {
                if region?.continues(start) == true {
                    region?.addHeading(start, &fates, outline)
                } else {
                    close(&region)
                    // Titles of larger sections may stand in the same row.
                    for cell in filled where !start.headings.contains(where: { $0.cell == cell }) {
                        open = nil
                        walk(outline.cells[cell].parts)
                    }
                    region = OpenRegion(start, grid, self)
                    region?.assignFates(&fates, outline)
                }
                continue
            }
            if var current = region {
                if row < current.firstDataRow { continue }
                if !endsRegion(row, grid, current) {
                    let notes = current.add(row, grid, self)
                    for (stretch, isLayout) in notes {
                        if isLayout {
                            assignFates(stretch, .furniture(.layoutNote))
                        } else {
                            found.append(.loose([stretch], isHeading: false))
                        }
                    }
                    region = current
                    continue
                }
                close(&region)
            }
            if let cell = bandCell(row, grid) {
                addHeading(grid.stretches(cell)[0])
                continue
            }
            if let cell = titleCell(row, grid) {
                for stretch in grid.stretches(cell) { assignFates(stretch, .label) }
                continue
            }
            read = walkFunctions(from: row, grid)
            if read > row { continue }
            walkCells(row, grid, opener: opener, numbers: numbers)
        }
        close(&region)
        closeConfined(grid)
    }

    /// Returns the rows of the previous table if this table continues them after a page break: it has the same number
    /// of columns and no heading, and nothing stands between the two tables. Takes the region of the previous table
    /// out of `found`. Returns nil otherwise.
    private mutating func continuedRegion(_ grid: Grid) -> OpenRegion? {
        guard let former = lastRegion, former.foundCount == found.count, case .region(let region)? = found.last,
            former.open.columnCount == grid.table.columnCount, grid.table.parent == former.parent,
            let first = grid.table.rows.first, !first.contains(where: { wholeHit($0) != nil })
        else { return nil }
        found.removeLast()
        return former.open.emptyCopy(in: region)
    }

    /// Returns the only cell of a row if it names the field whose rows begin below it, by a name that the form does
    /// not print.
    private func titleCell(_ row: Int, _ grid: Grid) -> Int? {
        let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        guard cells.count == 1, outline.cells[cells[0]].columnSpan == grid.table.columnCount,
            !grid.holdsHit(cells[0], hits),
            let next = grid.table.rows.indices.first(where: { below in
                below > row && grid.table.rows[below].contains { !grid.isEmpty($0) }
            }), let start = RegionFinder(self, grid).start(at: next, current: nil)
        else { return nil }
        let form = labels.forms[start.form]
        guard let field = form.sections[start.section].field?.path.first else { return nil }
        let names = LabelText.candidates(grid.text(cells[0]))
        return names.contains { (form.type.field(named: $0) ?? form.type.field(understood: $0)) == field }
            ? cells[0] : nil
    }

    private mutating func close(_ region: inout OpenRegion?) {
        guard let done = region else { return }
        for number in done.numbers { assignFates(number, .label) }
        found.append(.region(done.region))
        lastRegion = LastRegion(open: done, foundCount: found.count, parent: done.parent)
        open = nil
        region = nil
    }

    /// Whether a row begins something other than another row of a region: its first cell is nothing
    /// but a label of the form.
    private func endsRegion(_ row: Int, _ grid: Grid, _ region: OpenRegion) -> Bool {
        guard let first = grid.table.rows[row].first(where: { !grid.isEmpty($0) }), let hit = wholeHit(first) else {
            return false
        }
        return hit.refs.contains { ref in
            switch labels[ref].target {
            case .title, .contents, .text, .blank, .field:
                labels[ref].section != region.region.section || labels[ref].headsSection
            case .column, .pseudoColumn, .pageNumber: false
            }
        }
    }

    /// Returns the label that is the whole first paragraph of a cell, or nil.
    func wholeHit(_ cell: Int) -> LabelHit? {
        for case .paragraph(let index) in outline.cells[cell].parts where !outline.paragraphs[index].lines.isEmpty {
            return hits[index].first { $0.isWhole }
        }
        return nil
    }

    // MARK: Labels beside their values

    private mutating func walkCells(_ row: Int, _ grid: Grid, opener: Int?, numbers: Set<Int>) {
        for cell in grid.table.rows[row] where !grid.isEmpty(cell) {
            if numbers.contains(cell), let opener, takesValues(opener) {
                for stretch in grid.stretches(cell) { assignFates(stretch, .label) }
                continue
            }
            if isUnknownPair(cell, row, grid) {
                open = nil
                found.append(.loose(grid.stretches(cell), isHeading: false))
                continue
            }
            if isUnknownLabel(cell, row, grid) {
                // Under the title of a field of free text, a label is part of that text: *Título* under *Formación*.
                if let band = openBand(grid) {
                    walk(outline.cells[cell].parts)
                    labelOfCell[cell] = band
                    continue
                }
                addHeading(grid.stretches(cell)[0])
                unknownLabelCells.insert(cell)
                continue
            }
            if grid.holdsTable(cell), !grid.holdsOwnHit(cell, hits) {
                // The table is in the cell beside its label.
                open = target(of: cell, grid, opener: opener).0
                walk(outline.cells[cell].parts)
                open = nil
                continue
            }
            if grid.holdsHit(cell, hits), !continuesRows(cell, grid, opener) {
                // Text in the cell before its first label belongs to the label beside the cell.
                open = grid.beginsWithHit(cell, hits) ? nil : target(of: cell, grid, opener: opener).0
                walk(outline.cells[cell].parts)
                labelCells.insert(cell)
                labelOfCell[cell] = open
                continue
            }
            let (target, geometry) = target(of: cell, grid, opener: opener)
            open = target
            if let target, case .labelled(var labelled) = found[target], labelled.isEmpty, let geometry {
                labelled.geometry = geometry
                found[target] = .labelled(labelled)
            }
            walk(outline.cells[cell].parts)
            labelOfCell[cell] = target
        }
    }

    /// Returns the open label if it is a title over the whole width of the table and its field accepts any text.
    private func openBand(_ grid: Grid) -> Int? {
        guard let open, case .labelled(let labelled) = found[open],
            let cell = outline.paragraphs[labelled.hit.paragraph].cell, outline.cells[cell].table == grid.index,
            grid.table.columnCount > 1, outline.cells[cell].columnSpan == grid.table.columnCount,
            case .field(let path) = labels[labelled.label].target,
            case .markdown = ValueReader.kind(path, labels.forms[labelled.label.form].type)
        else { return nil }
        return open
    }

    /// Whether a cell continues the list or the competencies above it, although a field has the name of its first text.
    private mutating func continuesRows(_ cell: Int, _ grid: Grid, _ opener: Int?) -> Bool {
        guard let first = grid.paragraphs(cell).first else { return false }
        let before = open
        defer { open = before }
        open = target(of: cell, grid, opener: opener).0
        return isCompetency(first) || onlyParagraph(of: cell, grid) == first && isPlainItem(first)
    }

    /// Returns the label that receives a cell without a label, and the position of the cell: the label to its left,
    /// otherwise the label above, otherwise the label before the table.
    private func target(of index: Int, _ grid: Grid, opener: Int?) -> (Int?, Geometry?) {
        let cell = outline.cells[index]
        let left = neighbour(leftOf: cell, grid)
        if let left, unknownLabelCells.contains(left) { return (nil, nil) }
        let above = neighbour(above: cell, grid)
        if let above, unknownLabelCells.contains(above), left.map({ !labelCells.contains($0) }) ?? true {
            return (nil, nil)
        }
        if let left, labelCells.contains(left), let labelled = labelOfCell[left], takesValues(labelled) {
            // A label that spans several rows yields to a label right above the cell that has no value yet.
            guard outline.cells[left].row < cell.row, let above, isOpenLabel(above),
                outline.cells[above].rows.upperBound == cell.row
            else {
                return (labelled, .right)
            }
            return (labelOfCell[above], .below)
        }
        if let labelled = labelOfUnlabelledField(cell, grid) { return (labelled, nil) }
        // The cell is beside a value whose label is to the left of both: *Presupuesto | Administra | No*.
        if let left, !labelCells.contains(left), outline.cells[left].row == cell.row, let labelled = labelOfCell[left],
            let further = neighbour(leftOf: outline.cells[left], grid), labelCells.contains(further),
            labelOfCell[further] == labelled, above.map({ !isOpenLabel($0) }) ?? true
        {
            return (labelled, nil)
        }
        if let above, let labelled = labelOfCell[above], takesValues(labelled),
            case .labelled(let known) = found[labelled],
            isOpenLabel(above) || !labelCells.contains(above)
        {
            if known.isEmpty || [.below, .under].contains(known.geometry)
                || left == nil && known.geometry == .right && cell.column > 0
            {
                return (labelled, .below)
            }
        }
        // This is a second value cell of the same label.
        if let left, !labelCells.contains(left), let labelled = labelOfCell[left], outline.cells[left].row == cell.row {
            return (labelled, nil)
        }
        // This is a table, or its first row, under a label that precedes it.
        if let opener, above == nil || open == opener, !hasLabels(grid) { return (opener, .under) }
        return (nil, nil)
    }

    /// Returns the label above a cell over the whole width if the form prints further fields without labels below the
    /// value of that label; nil for any other cell.
    private func labelOfUnlabelledField(_ cell: OutlineCell, _ grid: Grid) -> Int? {
        guard cell.columnSpan == grid.table.columnCount, cell.columnSpan > 1,
            let above = neighbour(above: cell, grid), let labelled = labelOfCell[above],
            case .labelled(let known) = found[labelled], known.geometry == .right, !known.isEmpty,
            Set(known.stretches.map(\.paragraph)).count <= labels[known.label].followers.count
        else { return nil }
        return labelled
    }

    /// Whether a table has headings of columns of which the form knows at most a few, by chance: *Factor, Grado,
    /// Puntos*. None of its cells is then a label with a value beside it.
    private func isForeign(_ grid: Grid) -> Bool {
        let rows = grid.table.rows.indices.filter { row in grid.table.rows[row].contains { !grid.isEmpty($0) } }
        guard rows.count > 2, let first = rows.first else { return false }
        let heads = grid.table.rows[first].filter { !grid.isEmpty($0) }
        func isHead(_ cell: Int) -> Bool {
            outline.cells[cell].isHeader || grid.paragraphs(cell).allSatisfy { outline.paragraphs[$0].isBold }
        }
        let width = heads.reduce(0) { $0 + outline.cells[$1].columnSpan }
        guard grid.table.columnCount > 2, width == grid.table.columnCount, heads.count > 1,
            heads.allSatisfy({ isHead($0) }), heads.contains(where: { wholeHit($0) != nil }),
            RegionFinder(self, grid).start(at: first, current: nil) == nil
        else { return false }
        // Headings may stand in two rows.
        let isDouble =
            heads.contains { outline.cells[$0].columnSpan > 1 }
            && grid.table.rows[rows[1]].allSatisfy { grid.isEmpty($0) || isHead($0) }
        if isDouble, RegionFinder(self, grid).start(at: rows[1], current: nil) != nil { return false }
        return rows.dropFirst(isDouble ? 2 : 1).allSatisfy { row in
            grid.table.rows[row].allSatisfy { grid.isEmpty($0) || !isHead($0) && !grid.holdsHit($0, hits) }
        }
    }

    /// Returns the only cell of a row if it looks like a section title that the form does not have; otherwise nil.
    private func bandCell(_ row: Int, _ grid: Grid) -> Int? {
        let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        guard grid.table.columnCount > 1, cells.count == 1, !grid.holdsHit(cells[0], hits),
            outline.cells[cells[0]].columnSpan == grid.table.columnCount, titleCell(row, grid) == nil,
            labelOfUnlabelledField(outline.cells[cells[0]], grid) == nil,
            let only = onlyParagraph(of: cells[0], grid)
        else { return nil }
        let paragraph = outline.paragraphs[only]
        let text = outline.text(of: outline.whole(only))
        guard paragraph.isBold || paragraph.source.heading.isCapitals, !paragraph.isList, paragraph.ticks.isEmpty,
            text.split(separator: " ").count <= 12, !text.hasSuffix("."), text.contains(where: \.isLetter),
            Frequencies.meaning(of: text) == nil, row + 1 < grid.table.rows.count
        else { return nil }
        // The cell directly below a label is its value, regardless of its format.
        if let above = neighbour(above: outline.cells[cells[0]], grid), isOpenLabel(above),
            let labelled = labelOfCell[above], case .labelled(let known) = found[labelled], known.isEmpty
        {
            return nil
        }
        return cells[0]
    }

    /// Whether a cell looks like a label that the form does not have: it ends with a colon, it is bold beside cells
    /// that are not, or it continues the numbering of the labels beside it.
    private func isUnknownLabel(_ cell: Int, _ row: Int, _ grid: Grid) -> Bool {
        guard !grid.holdsHit(cell, hits), let only = onlyParagraph(of: cell, grid) else { return false }
        let paragraph = outline.paragraphs[only]
        let text = outline.text(of: outline.whole(only))
        guard text.split(separator: " ").count <= 8, !paragraph.isList, paragraph.ticks.isEmpty,
            text.contains(where: \.isLetter)
        else { return false }
        let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        guard cells.count > 1, let place = cells.firstIndex(of: cell) else { return false }
        if text.hasSuffix(":") { return true }
        if place + 1 < cells.count, grid.holdsTable(cells[place + 1]), !grid.holdsTable(cell) { return true }
        let left = place > 0 ? cells[place - 1] : nil
        func isBold(_ cell: Int) -> Bool { grid.paragraphs(cell).allSatisfy { outline.paragraphs[$0].isBold } }
        if let left, labelCells.contains(left) || unknownLabelCells.contains(left),
            let own = TypedLabel.length(in: text),
            let other = TypedLabel.length(in: grid.text(left)), own == other, own <= 4
        {
            return true
        }
        guard paragraph.isBold, place + 1 < cells.count, !isBold(cells[place + 1]) else { return false }
        // Bold names may also stand over their texts; a label stands before every value of its row.
        return left.map { !isBold($0) && labelOfCell[$0] != nil }
            ?? (labelCells.contains { outline.cells[$0].table == grid.index })
    }

    /// Whether a cell beside a value contains a label and value that the form does not have: *N.º CAP: 087*.
    private func isUnknownPair(_ cell: Int, _ row: Int, _ grid: Grid) -> Bool {
        guard !grid.holdsHit(cell, hits), let only = onlyParagraph(of: cell, grid),
            let left = neighbour(leftOf: outline.cells[cell], grid), !labelCells.contains(left),
            labelOfCell[left] != nil
        else { return false }
        let parts = outline.text(of: outline.whole(only)).split(separator: ":", maxSplits: 1)
        return parts.count == 2 && parts[0].split(separator: " ").count <= 4 && parts[1].hasPrefix(" ")
    }

    /// Returns the next cell to the left that holds text, or nil.
    private func neighbour(leftOf cell: OutlineCell, _ grid: Grid) -> Int? {
        var column = cell.column - 1
        while column >= 0 {
            if let left = grid.cell(cell.row, column), !grid.isEmpty(left) { return left }
            column -= 1
        }
        return nil
    }

    /// Returns the next cell above that holds text, or nil.
    private func neighbour(above cell: OutlineCell, _ grid: Grid) -> Int? {
        var row = cell.row - 1
        while row >= 0 {
            if let above = grid.cell(row, cell.column), !grid.isEmpty(above) { return above }
            row -= 1
        }
        return nil
    }

    /// Whether a cell is a label whose value is still to come, or comes in the cells below it.
    private func isOpenLabel(_ cell: Int) -> Bool {
        guard labelCells.contains(cell), let labelled = labelOfCell[cell], takesValues(labelled),
            case .labelled(let known) = found[labelled]
        else {
            return false
        }
        return known.isEmpty || known.geometry == .below || known.geometry == .under
    }

    private func hasLabels(_ grid: Grid) -> Bool { grid.table.rows.joined().contains { labelCells.contains($0) } }

    private func takesValues(_ labelled: Int) -> Bool {
        guard case .labelled(let known) = found[labelled] else { return false }
        switch labels[known.label].target {
        case .field, .column, .pageNumber, .contents, .blank: return true
        case .title: return !labels[known.label].followers.isEmpty
        case .pseudoColumn, .text: return false
        }
    }

    /// Closes a label of a table whose value stands beside it, so that the label receives no text after the table.
    private mutating func closeConfined(_ grid: Grid) {
        guard let current = open, case .labelled(let labelled) = found[current],
            let cell = outline.paragraphs[labelled.hit.paragraph].cell, outline.cells[cell].table == grid.index
        else { return }
        let spansTable = outline.cells[cell].columnSpan >= grid.table.columnCount
        if !spansTable, !labelled.isEmpty || labelled.geometry == .right { open = nil }
    }
}
