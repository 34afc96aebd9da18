/// Reads the tables of an HTML page into grids.
extension HTMLFlow {
    func table(_ node: XMLNode, _ address: LocatedDocument.Address, _ around: BlockContext) throws(ImportRefusal)
        -> LocatedDocument.Table
    {
        let id = builder.tableID()
        var grid = GridBuilder(builder)
        var inner = around
        inner.list = nil
        inner.isInCell = true
        inner.isInPart = true
        try readRows(node, address, inner, isHeader: false, &grid)
        return grid.table(id: id, address: address)
    }

    private func readRows(
        _ node: XMLNode, _ address: LocatedDocument.Address, _ around: BlockContext, isHeader: Bool,
        _ grid: inout GridBuilder
    ) throws(ImportRefusal) {
        for child in node.children {
            switch child.name {
            case "thead": try readRows(child, address, around, isHeader: true, &grid)
            case "tbody", "tfoot": try readRows(child, address, around, isHeader: isHeader, &grid)
            case "caption":
                grid.beginRow(address, isHeader: false)
                try readCell(child, around, &grid, columnSpan: Self.width(of: node))
                grid.endRow()
            case "tr":
                var inner = around
                let declarations = reader.rules.declarations(child)
                inner.style.apply(child, declarations)
                inner.isShaded = around.isShaded || HTMLStyle.isShaded(child, declarations)
                grid.beginRow(address, isHeader: isHeader)
                for node in child.children where node.name == "td" || node.name == "th" {
                    try readCell(node, inner, &grid)
                }
                grid.endRow()
            default: break
            }
        }
    }

    private func readCell(
        _ node: XMLNode, _ around: BlockContext, _ grid: inout GridBuilder, columnSpan: Int? = nil
    ) throws(ImportRefusal) {
        var inner = around
        let declarations = reader.rules.declarations(node)
        inner.style.apply(node, declarations)
        var cell = LocatedDocument.Cell(row: 0, column: 0, address: grid.cellAddress)
        cell.isShaded = around.isShaded || HTMLStyle.isShaded(node, declarations)
        cell.isHeader = node.name == "th"
        cell.isRotated =
            declarations["writing-mode"].map { $0.hasPrefix("vertical") || $0.hasPrefix("bt") || $0.hasPrefix("tb") }
            ?? false
        inner.isShaded = cell.isShaded
        cell.blocks = try builder.oneLevelDeeper { () throws(ImportRefusal) in
            try flow(node.contents, BlockContainer(cell.address), inner)
        }
        try grid.add(
            cell, rowSpan: node.int("rowspan") ?? 1,
            columnSpan: columnSpan ?? node.int("colspan") ?? 1)
    }

    /// Returns the number of columns that the first row of a table has.
    private static func width(of table: XMLNode) -> Int {
        let cells = table.descendants("tr").first?.children.filter { $0.name == "td" || $0.name == "th" } ?? []
        return max(1, cells.reduce(0) { $0 + min(1000, max(1, $1.int("colspan") ?? 1)) })
    }
}
