import OficioSchema
import OficioSource

// Imports the tables of a file in no form.
extension ProseMatcher {
    mutating func add(table index: Int) {
        let grid = Grid(outline, index)
        if outline.tables[index].id == outline.document.frontMatter || isControl(index) { return }
        if isReceipt(grid) {
            labels += grid.table.rows.joined().flatMap { grid.stretches($0) }
            return
        }
        if let pairs = facts.rest[index], isGiven(pairs.given) { return addPairs(pairs.left) }
        if facts.takenTables.contains(index) {
            let own = facts.fields.filter { field in
                field.value.texts.contains { text in
                    text.stretches.contains { stretch in
                        outline.paragraphs[stretch.paragraph].cell.map { outline.cells[$0].table } == index
                    }
                }
            }
            let isWhole = own.allSatisfy { fact in
                fields.contains { $0.path == fact.path && $0.value.hasMeaning(of: fact.value) }
            }
            if isWhole { return dropEmptyHeading() }
        }
        let filled = grid.table.rows.joined().filter { !grid.isEmpty($0) || holdsPicture(grid, $0) }
        let columns = Set(filled.map { outline.cells[$0].column })
        // A frame around text is not a table.
        if columns.count <= 1 {
            for cell in filled { add(outline.cells[cell].parts) }
            return
        }
        if isFrame(grid) { return addFrame(grid) }
        var rows: [[FoundText]] = []
        let order = columns.sorted()
        let read = facts.takenRows[index].flatMap { isGiven($0.given) ? $0.rows : nil } ?? []
        for row in grid.table.rows.indices {
            if read.contains(row) { continue }
            let cells = grid.table.rows[row].filter { filled.contains($0) }
            // The row is a title over the whole table.
            if rows.isEmpty, cells.count == 1, outline.cells[cells[0]].column == 0,
                outline.cells[cells[0]].columnSpan > 1 || outline.document.format.isSpreadsheet
            {
                addTitleRow(grid, cells[0])
                continue
            }
            let line = order.map { column -> FoundText in
                guard let cell = grid.cell(row, column), outline.cells[cell].row == row,
                    outline.cells[cell].column == column
                else { return FoundText("", []) }
                return text(grid, cell)
            }
            if line.contains(where: { !$0.stretches.isEmpty }) { rows.append(line) }
        }
        if !rows.isEmpty { blocks.append(.table(rows)) }
    }

    /// Whether a table of two columns has titles of parts in the first column and their texts in the second.
    private func isFrame(_ grid: Grid) -> Bool {
        let rows = grid.table.rows.map { row in row.filter { !grid.isEmpty($0) } }.filter { !$0.isEmpty }
        guard grid.table.columnCount == 2, rows.count > 2, !outline.document.format.isSpreadsheet else { return false }
        let titles = rows.map { grid.text($0[0]) }
        return rows.allSatisfy { row in
            row.count <= 2 && outline.cells[row[0]].column == 0 && grid.paragraphs(row[0]).count == 1
                && grid.paragraphs(row[0]).allSatisfy { outline.paragraphs[$0].isBold }
        } && titles.allSatisfy { $0.split(separator: " ").count <= 8 }
            && titles.contains { ProseHeadings.isPart(ProseHeadings.withoutNumber($0)) }
    }

    private mutating func addFrame(_ grid: Grid) {
        for row in grid.table.rows {
            for cell in row where !grid.isEmpty(cell) {
                if outline.cells[cell].column == 0, outline.cells[cell].columnSpan == 1 {
                    blocks.append(.heading(level: 2, heading(grid.stretches(cell)[0])))
                } else {
                    add(outline.cells[cell].parts)
                }
            }
        }
    }

    /// Whether the record has the fields that were read from a table.
    private func isGiven(_ given: [[Int]]) -> Bool {
        given.allSatisfy { path in
            guard let fact = facts.fields.first(where: { $0.path == path }) else { return false }
            return fields.contains { $0.path == path && $0.value.hasMeaning(of: fact.value) }
        }
    }

    /// Adds the pairs of a table of labels and values that are not facts of the record.
    private mutating func addPairs(_ pairs: [(label: [Stretch], value: [Stretch])]) {
        let rows = pairs.map { pair in
            [pair.label, pair.value].map { FoundText(items.inOneLine($0).text, $0) }
        }
        if !rows.isEmpty { blocks.append(.table(rows)) }
    }

    private func holdsPicture(_ grid: Grid, _ cell: Int) -> Bool {
        outline.cells[cell].parts.contains { part in
            guard case .paragraph(let index) = part else { return false }
            return NotePlaces.all(in: outline.whole(index), outline).pictures.contains { outline.pictures[$0] != nil }
        }
    }

    private func text(_ grid: Grid, _ cell: Int) -> FoundText {
        var stretches = grid.stretches(cell)
        if stretches.isEmpty {
            stretches = outline.cells[cell].parts.compactMap { part in
                if case .paragraph(let index) = part { outline.whole(index) } else { nil }
            }.filter { NotePlaces.all(in: $0, outline).pictures.contains { outline.pictures[$0] != nil } }
        }
        return FoundText(items.inOneLine(stretches).text, stretches)
    }

    private mutating func addTitleRow(_ grid: Grid, _ cell: Int) {
        let found = text(grid, cell)
        let isTitle = found.stretches.count == 1 && found.text.split(separator: " ").count <= 20
        let isSheet = outline.document.format.isSpreadsheet
        if title == nil, isSheet, isTitle,
            !fields.contains(where: { $0.path == [form.type.titleField] })
        {
            title = (found, found.stretches[0].paragraph)
            fields.insert(
                FoundField(
                    path: [form.type.titleField], label: "", value: .text(found), geometry: .place,
                    confidence: 0.8), at: 0)
        } else if found.text.folded == blocks.last?.heading?.text.folded {
            // The caption repeats the heading above it.
            for stretch in found.stretches { assignFates(stretch, .furniture(.repeated)) }
        } else if !isSheet, let part = part(found) {
            blocks.append(part)
        } else if !isSheet || title?.paragraph != found.stretches.first?.paragraph {
            blocks.append(.paragraph(found))
        }
    }

    /// Returns a title over a table as a heading if it looks like one and names or numbers a part of the document;
    /// `nil` for a caption.
    private func part(_ text: FoundText) -> ProseBlock? {
        guard text.stretches.count == 1, let stretch = text.stretches.first, ProseHeadings.isPart(text.text),
            text.text.split(separator: " ").count <= 12, !text.text.hasSuffix(".")
        else { return nil }
        let evidence = outline.paragraphs[stretch.paragraph].source.heading
        guard evidence.isBold || evidence.isCapitals else { return nil }
        return .heading(level: min(4, 1 + (ProseHeadings.number(text.text)?.depth ?? 1)), heading(stretch))
    }

    /// Drops the last heading if nothing is left below it: it was the label of values that became fields.
    private mutating func dropEmptyHeading() {
        guard let text = blocks.last?.heading else { return }
        labels += text.stretches + text.typedLabels
        blocks.removeLast()
    }
}
