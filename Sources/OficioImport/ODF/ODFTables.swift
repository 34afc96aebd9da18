/// Reads tables of OpenDocument texts and sheets into grids.
struct ODFTables {
    private let story: ODFStory
    private var rows: [LocatedDocument.Row] = []
    private var columns = 0

    init(_ story: ODFStory) { self.story = story }

    func table(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: ODFStory.BlockContext
    ) throws(ImportRefusal) -> LocatedDocument.Table {
        var tables = self
        let id = story.builder.tableID()
        var around = around
        around.isInCell = true
        around.list = nil
        try tables.readRows(node, address, around, isHeader: false)
        var table = LocatedDocument.Table(id: id, columnCount: tables.columns, rows: tables.rows, address: address)
        let widths = Self.columns(node).flatMap { column, count in
            Array(
                repeating: story.styles.resolve("table-column", column["table:style-name"]).width,
                count: min(count, tables.columns))
        }
        if widths.count == tables.columns { table.columnWidths = widths.compactMap(\.self) }
        if table.columnWidths.count != tables.columns { table.columnWidths = [] }
        return table
    }

    /// Returns the columns of a table, each with the number of times that it is repeated.
    static func columns(_ node: XMLNode) -> [(XMLNode, Int)] {
        node.children.flatMap { child -> [(XMLNode, Int)] in
            switch child.name {
            case "table:table-column": [(child, max(1, child.int("table:number-columns-repeated") ?? 1))]
            case "table:table-columns", "table:table-header-columns", "table:table-column-group": columns(child)
            default: []
            }
        }
    }

    private mutating func readRows(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: ODFStory.BlockContext, isHeader: Bool
    ) throws(ImportRefusal) {
        for child in node.children {
            switch child.name {
            case "table:table-row": try readRow(child, address, around, isHeader: isHeader)
            case "table:table-header-rows": try readRows(child, address, around, isHeader: true)
            case "table:table-rows", "table:table-row-group": try readRows(child, address, around, isHeader: isHeader)
            default: break
            }
        }
    }

    private mutating func readRow(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: ODFStory.BlockContext, isHeader: Bool
    ) throws(ImportRefusal) {
        // Texts do not repeat rows in practice; the limit protects against hostile files.
        for _ in 0..<min(1000, max(1, node.int("table:number-rows-repeated") ?? 1)) {
            var row = LocatedDocument.Row(address: address.adding(.row(rows.count + 1)))
            row.isHeader = isHeader
            var column = 0
            for child in node.children
            where child.name == "table:table-cell" || child.name == "table:covered-table-cell" {
                let repeats = min(1000, max(1, child.int("table:number-columns-repeated") ?? 1))
                if child.name == "table:covered-table-cell" {
                    try keep(child, in: &row, row.address, around)
                    column += repeats
                    continue
                }
                for _ in 0..<repeats {
                    var cell = try cell(child, row.address.adding(.cell(row.cells.count + 1)), around)
                    cell.row = rows.count
                    cell.column = column
                    row.cells.append(cell)
                    column += 1
                }
            }
            columns = max(columns, column)
            try story.builder.charge(cells: column)
            rows.append(row)
        }
    }

    private func cell(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: ODFStory.BlockContext
    ) throws(ImportRefusal) -> LocatedDocument.Cell {
        let style = story.styles.resolve("table-cell", node["table:style-name"])
        var cell = LocatedDocument.Cell(row: 0, column: 0, address: address)
        cell.columnSpan = min(1000, max(1, node.int("table:number-columns-spanned") ?? 1))
        cell.rowSpan = min(1_048_576, max(1, node.int("table:number-rows-spanned") ?? 1))
        cell.isShaded = style.isShaded ?? false
        cell.isRotated = style.isRotated ?? false
        var around = around
        around.isShaded = around.isShaded || cell.isShaded
        try story.read(node, BlockContainer(address), around, into: &cell.blocks)
        return cell
    }

    /// Adds the content of a covered cell to the last cell of its row, so that no word is lost.
    private func keep(
        _ node: XMLNode, in row: inout LocatedDocument.Row, _ address: LocatedDocument.Address,
        _ around: ODFStory.BlockContext
    ) throws(ImportRefusal) {
        guard !PlainText.clean(node.text).isEmpty else { return }
        var blocks: [LocatedDocument.Block] = []
        try story.read(node, BlockContainer(address), around, into: &blocks)
        if row.cells.isEmpty { row.cells.append(.init(row: rows.count, column: 0, address: address.adding(.cell(1)))) }
        row.cells[row.cells.count - 1].blocks += blocks
    }
}
