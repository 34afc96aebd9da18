import OficioSource

// Walks tables: rows under column headings, labels beside and above their values, and signatures.
extension Walk {
    mutating func walkTable(_ index: Int) {
        let grid = Grid(outline, index)
        if walkSignatures(grid) { return }
        var region = continued(grid)
        let opener = open
        for row in grid.table.rows.indices {
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
                    region?.settle(&fates, outline)
                }
                continue
            }
            if var current = region {
                if row < current.firstDataRow { continue }
                if !endsRegion(row, grid, current) {
                    let notes = current.add(row, grid, self)
                    for (stretch, isLayout) in notes {
                        if isLayout {
                            settle(stretch, .furniture(.layoutNote))
                        } else {
                            found.append(.loose([stretch], isHeading: false))
                        }
                    }
                    region = current
                    continue
                }
                close(&region)
            }
            walkCells(row, grid, opener: opener)
        }
        close(&region)
        closeConfined(grid)
    }

    /// Returns the rows of the table before this one if a page has cut them: as many columns, no
    /// heading, nothing between. nil otherwise.
    private mutating func continued(_ grid: Grid) -> OpenRegion? {
        guard let former = lastRegion, former.foundCount == found.count, case .region(let region)? = found.last,
            former.open.columnCount == grid.table.columnCount, grid.table.parent == former.parent,
            let first = grid.table.rows.first, !first.contains(where: { wholeHit($0) != nil })
        else { return nil }
        found.removeLast()
        return former.open.going(on: region)
    }

    private mutating func close(_ region: inout OpenRegion?) {
        guard let done = region else { return }
        for number in done.numbers { settle(number, .label) }
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

    private mutating func walkCells(_ row: Int, _ grid: Grid, opener: Int?) {
        for cell in grid.table.rows[row] where !grid.isEmpty(cell) {
            if grid.holdsHit(cell, hits) {
                // Text in the cell before its first label belongs to the label beside the cell.
                open = grid.beginsWithHit(cell, hits) ? nil : target(of: cell, grid, opener: opener).0
                walk(outline.cells[cell].parts)
                labelCells.insert(cell)
                bucketOfCell[cell] = open
                continue
            }
            let (target, geometry) = target(of: cell, grid, opener: opener)
            open = target
            if let target, case .bucket(var bucket) = found[target], bucket.isEmpty, let geometry {
                bucket.geometry = geometry
                found[target] = .bucket(bucket)
            }
            walk(outline.cells[cell].parts)
            bucketOfCell[cell] = target
        }
    }

    /// Returns the bucket that a cell without a label fills, and how the cell is placed: that of
    /// the label to its left, else of the one above, else of the one before the table.
    private func target(of index: Int, _ grid: Grid, opener: Int?) -> (Int?, Geometry?) {
        let cell = outline.cells[index]
        let left = neighbour(leftOf: cell, grid)
        let above = neighbour(above: cell, grid)
        if let left, labelCells.contains(left), let bucket = bucketOfCell[left], takesValues(bucket) {
            // A label that spans several rows yields to one right above the cell that has no value
            // yet.
            guard outline.cells[left].row < cell.row, let above, isOpenLabel(above),
                outline.cells[above].rows.upperBound == cell.row
            else {
                return (bucket, .right)
            }
            return (bucketOfCell[above], .below)
        }
        if let above, let bucket = bucketOfCell[above], takesValues(bucket), case .bucket(let known) = found[bucket],
            isOpenLabel(above) || !labelCells.contains(above)
        {
            if known.isEmpty || [.below, .under].contains(known.geometry)
                || left == nil && known.geometry == .right && cell.column > 0
            {
                return (bucket, .below)
            }
        }
        // This is a second value cell of the same label.
        if let left, !labelCells.contains(left), let bucket = bucketOfCell[left], outline.cells[left].row == cell.row {
            return (bucket, nil)
        }
        // This is a table, or its first row, under a label that precedes it.
        if let opener, above == nil || open == opener, !hasLabels(grid) { return (opener, .under) }
        return (nil, nil)
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
        guard labelCells.contains(cell), let bucket = bucketOfCell[cell], takesValues(bucket),
            case .bucket(let known) = found[bucket]
        else {
            return false
        }
        return known.isEmpty || known.geometry == .below || known.geometry == .under
    }

    private func hasLabels(_ grid: Grid) -> Bool { grid.table.rows.joined().contains { labelCells.contains($0) } }

    private func takesValues(_ bucket: Int) -> Bool {
        guard case .bucket(let known) = found[bucket] else { return false }
        switch labels[known.label].target {
        case .field, .column, .pageNumber, .contents, .blank: return true
        case .title: return !labels[known.label].followers.isEmpty
        case .pseudoColumn, .text: return false
        }
    }

    /// Closes a label of a table whose value stands beside it, so that it takes no text after the
    /// table.
    private mutating func closeConfined(_ grid: Grid) {
        guard let current = open, case .bucket(let bucket) = found[current],
            let cell = outline.paragraphs[bucket.hit.paragraph].cell, outline.cells[cell].table == grid.index
        else { return }
        let spansTable = outline.cells[cell].columnSpan >= grid.table.columnCount
        if !spansTable, !bucket.isEmpty || bucket.geometry == .right { open = nil }
    }

    // MARK: Signatures

    /// Takes a table of signatures, whose field has no label in the form; returns false for any
    /// other table.
    private mutating func walkSignatures(_ grid: Grid) -> Bool {
        let cells = grid.table.rows.joined().filter { !grid.isEmpty($0) }
        if let (form, section) = openSignatures, !cells.isEmpty {
            found.append(.signatures(form: form, section: section, columns(of: grid, cells)))
            open = nil
            return true
        }
        for (form, labels) in labels.forms.enumerated() {
            guard let section = labels.signatures.first else { continue }
            guard !cells.contains(where: { grid.holdsHit($0, hits) }),
                grid.table.rows.first(where: { row in row.contains { !grid.isEmpty($0) } })?.contains(where: {
                    grid.stretches($0).first.map { SignatureWords.match(outline.text(of: $0)) } ?? false
                }) == true
            else { continue }
            found.append(.signatures(form: form, section: section, columns(of: grid, cells)))
            open = nil
            return true
        }
        return false
    }

    /// The section of signatures whose title stands right above.
    private var openSignatures: (form: Int, section: Int)? {
        guard let open, case .bucket(let bucket) = found[open], bucket.isEmpty else { return nil }
        let section = labels[bucket.label].section
        let sections = labels.forms[bucket.label.form].sections
        guard sections.indices.contains(section), sections[section].view == .signatures else { return nil }
        return (bucket.label.form, section)
    }

    /// The texts of each column, from top to bottom.
    private func columns(of grid: Grid, _ cells: [Int]) -> [[Stretch]] {
        (0..<grid.table.columnCount).map { column in
            cells.filter { outline.cells[$0].column == column }.flatMap { grid.stretches($0) }
        }.filter { !$0.isEmpty }
    }
}

/// Recognizes words that head a signature.
enum SignatureWords {
    static func match(_ text: String) -> Bool {
        let folded = text.folded
        guard folded.count < 60 else { return false }
        return [
            "autoriz", "elabor", "revis", "aprob", "vo bo", "visto bueno", "firma", "valid", "conforme", "prepar",
            "approv", "review", "signed",
        ]
        .contains { stem in folded.hasPrefix(stem) || folded.contains(" " + stem) }
    }
}
