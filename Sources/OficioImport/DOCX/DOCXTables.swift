/// Reads tables of a Word file into grids.
struct DOCXTables {
    private let story: DOCXStory
    /// The cells that continue in the row below, by the column in which they begin.
    private var open: [Int: (row: Int, index: Int, span: Int)] = [:]
    private var rows: [LocatedDocument.Row] = []

    init(_ story: DOCXStory) { self.story = story }

    mutating func table(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: DOCXStory.BlockContext
    ) throws(ImportRefusal) -> LocatedDocument.Table {
        let id = story.builder.tableID()
        var columns = 0
        try readRows(node, address, around, &columns)
        var table = LocatedDocument.Table(id: id, columnCount: columns, rows: rows, address: address)
        table.columnWidths = node.child("w:tblGrid")?.children.compactMap { $0.points("w") } ?? []
        if table.columnWidths.count != columns { table.columnWidths = [] }
        return table
    }

    private mutating func readRows(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: DOCXStory.BlockContext, _ columns: inout Int
    ) throws(ImportRefusal) {
        for child in node.children {
            switch child.name {
            case "w:tr": columns = max(columns, try readRow(child, address, around))
            case "w:sdt":
                var inner = around
                if let control = story.control(child, address) { inner.controls.append(control) }
                if let content = child.child("w:sdtContent") { try readRows(content, address, inner, &columns) }
            case "w:customXml", "w:ins", "w:moveTo": try readRows(child, address, around, &columns)
            case "w:commentRangeStart", "w:commentRangeEnd": story.toggleComment(child)
            case "w:bookmarkStart", "w:bookmarkEnd": story.toggleBookmark(child, story.address)
            default: break
            }
        }
    }

    /// Reads a row, and returns the number of columns that it spans.
    private mutating func readRow(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: DOCXStory.BlockContext
    ) throws(ImportRefusal) -> Int {
        var row = LocatedDocument.Row(address: address.adding(.row(rows.count + 1)))
        var around = around
        var column = 0
        var after = 0
        for child in node.child("w:trPr")?.children ?? XMLNode.none {
            switch child.name {
            case "w:gridBefore": column = min(1000, max(0, child.int("val") ?? 0))
            case "w:gridAfter": after = min(1000, max(0, child.int("val") ?? 0))
            case "w:tblHeader": row.isHeader = child.isOn
            case "w:hidden": row.isHidden = child.isOn
            case "w:ins": row.changes.append(story.change(.rowInserted, child, nil, row.address))
            case "w:del":
                row.changes.append(story.change(.rowDeleted, child, nil, row.address))
                around.isDeleted = true
            case "w:trPrChange": row.changes.append(story.change(.format, child, nil, row.address))
            default: break
            }
        }
        rows.append(row)
        try readCells(node, around, &column)
        for (begin, cell) in open where cell.row + rows[cell.row].cells[cell.index].rowSpan < rows.count {
            open[begin] = nil
        }
        try story.builder.charge(cells: column + after)
        return column + after
    }

    private mutating func readCells(
        _ node: XMLNode, _ around: DOCXStory.BlockContext, _ column: inout Int
    ) throws(ImportRefusal) {
        for child in node.children {
            switch child.name {
            case "w:tc": try readCell(child, around, &column)
            case "w:sdt":
                var inner = around
                if let control = story.control(child, rows[rows.count - 1].address) { inner.controls.append(control) }
                if let content = child.child("w:sdtContent") { try readCells(content, inner, &column) }
            case "w:customXml": try readCells(child, around, &column)
            case "w:commentRangeStart", "w:commentRangeEnd": story.toggleComment(child)
            case "w:bookmarkStart", "w:bookmarkEnd": story.toggleBookmark(child, story.address)
            default: break
            }
        }
    }

    private mutating func readCell(_ node: XMLNode, _ around: DOCXStory.BlockContext, _ column: inout Int)
        throws(ImportRefusal)
    {
        let properties = node.child("w:tcPr")
        let span = min(1000, max(1, properties?.child("w:gridSpan")?.int("val") ?? 1))
        let begin = column
        column += span
        let row = rows.count - 1
        var continued = open[begin]
        if let merge = properties?.child("w:vMerge") {
            if merge["val"] == "restart" { continued = nil }
        } else {
            continued = nil
        }
        // A cell merged sideways in the old way continues the cell to its left.
        let isContinuedSideways = properties?.child("w:hMerge").map { $0["val"] != "restart" } ?? false
        if let continued, continued.row + rows[continued.row].cells[continued.index].rowSpan == row {
            rows[continued.row].cells[continued.index].rowSpan += 1
            try add(node, to: continued.row, continued.index, around)
            return
        }
        if isContinuedSideways, let last = rows[row].cells.indices.last {
            rows[row].cells[last].columnSpan += span
            try add(node, to: row, last, around)
            return
        }
        let number = rows[row].cells.count + 1
        var cell = LocatedDocument.Cell(row: row, column: begin, address: rows[row].address.adding(.cell(number)))
        cell.columnSpan = span
        cell.controls = around.controls
        cell.isShaded = properties?.child("w:shd").map { DOCXParagraphProperties.isShaded($0) } ?? false
        cell.isRotated = properties?.child("w:textDirection").map { !["lrTb", "tb", nil].contains($0["val"]) } ?? false
        cell.blocks = try contents(node, cell.address, cell.isShaded, around)
        rows[row].cells.append(cell)
        open[begin] = properties?.child("w:vMerge") == nil ? nil : (row, rows[row].cells.count - 1, span)
    }

    private func contents(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ isShaded: Bool, _ around: DOCXStory.BlockContext
    ) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var around = around
        around.isInCell = true
        around.isShaded = around.isShaded || isShaded
        var blocks = DOCXBlocks()
        try story.read(node, BlockContainer(address), around, into: &blocks)
        return blocks.finishedBlocks()
    }

    /// Adds the content of a merged cell to the cell that covers it, unless it is empty.
    private mutating func add(
        _ node: XMLNode, to row: Int, _ index: Int, _ around: DOCXStory.BlockContext
    ) throws(ImportRefusal) {
        let cell = rows[row].cells[index]
        let more = try contents(node, cell.address, cell.isShaded, around)
        let isEmpty = more.paragraphs.allSatisfy { $0.runs.isEmpty } && more.tables.isEmpty
        if !isEmpty { rows[row].cells[index].blocks += more }
    }
}
