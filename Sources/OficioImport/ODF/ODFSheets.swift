import Diagnostics

/// Reads the sheets of an OpenDocument spreadsheet.
struct ODFSheets {
    private let reader: ODFReader

    init(_ reader: ODFReader) { self.reader = reader }

    func read(_ spreadsheet: XMLNode) throws(ImportRefusal) {
        for node in spreadsheet.children where node.name == "table:table" {
            let name = node["table:name"] ?? ""
            var section = LocatedDocument.Section(address: .init([.sheet(name)]))
            section.sheetName = name
            section.isHidden = reader.contentStyles.resolve("table", node["table:style-name"]).isDisplayed == false
            section.margins = Array(reader.builder.document.margins.indices)
            var sheet = Sheet(reader, section.address)
            section.blocks = [.table(try sheet.table(node))] + (try sheet.shapes(node))
            reader.builder.document.sections.append(section)
        }
    }

    /// One sheet while it is read.
    private struct Sheet {
        /// The numbers of rows and columns of a sheet in LibreOffice and Excel, beyond which repeats are cut.
        private static let maximumRows = 1_048_576
        private static let maximumColumns = 16_384

        private let reader: ODFReader
        private let address: LocatedDocument.Address
        private let story: ODFStory
        private var rows: [LocatedDocument.Row] = []
        /// The number of empty rows before the next row with content.
        private var empty = 0
        private var columns = 0

        init(_ reader: ODFReader, _ address: LocatedDocument.Address) {
            self.reader = reader
            self.address = address
            story = ODFStory(reader, styles: reader.contentStyles, address: address, isInMargin: false)
        }

        mutating func table(_ node: XMLNode) throws(ImportRefusal) -> LocatedDocument.Table {
            let id = reader.builder.tableID()
            try readRows(node, isHeader: false)
            var table = LocatedDocument.Table(id: id, columnCount: columns, rows: rows, address: address)
            var column = 0
            for (node, count) in ODFTables.columns(node) {
                let isHidden = ["collapse", "filter"].contains(node["table:visibility"])
                if isHidden, column < columns { table.hiddenColumns.formUnion(column..<min(columns, column + count)) }
                column += count
            }
            return table
        }

        /// Returns the shapes and pictures over the sheet.
        func shapes(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Block] {
            guard let shapes = node.child("table:shapes") else { return [] }
            var blocks: [LocatedDocument.Block] = []
            try story.read(shapes, BlockContainer(address), .init(), into: &blocks)
            return blocks
        }

        private mutating func readRows(_ node: XMLNode, isHeader: Bool) throws(ImportRefusal) {
            for child in node.children {
                switch child.name {
                case "table:table-row": try readRow(child, isHeader: isHeader)
                case "table:table-header-rows": try readRows(child, isHeader: true)
                case "table:table-rows", "table:table-row-group": try readRows(child, isHeader: isHeader)
                default: break
                }
            }
        }

        private mutating func readRow(_ node: XMLNode, isHeader: Bool) throws(ImportRefusal) {
            let repeats = max(1, min(Self.maximumRows, node.int("table:number-rows-repeated") ?? 1))
            let hasContent = node.children.contains { !$0.children.isEmpty() }
            guard hasContent else {
                empty = min(Self.maximumRows, empty + repeats)
                return
            }
            let filled = node.children.filter { !$0.children.isEmpty() }
            let cells = filled.reduce(0) {
                $0 + max(1, min(Self.maximumColumns, $1.int("table:number-columns-repeated") ?? 1))
            }
            try reader.builder.charge(repeatedCells: cells * repeats - filled.count)
            for _ in 0..<repeats {
                // Empty rows keep their place, so that the row numbers are those of the sheet.
                try reader.builder.charge(cells: empty)
                for _ in 0..<empty { rows.append(.init(address: address.adding(.row(rows.count + 1)))) }
                empty = 0
                var row = LocatedDocument.Row(address: address.adding(.row(rows.count + 1)))
                row.isHeader = isHeader
                row.isHidden = ["collapse", "filter"].contains(node["table:visibility"])
                row.cells = try self.cells(node, row: rows.count)
                columns = max(columns, row.cells.map { $0.column + $0.columnSpan }.max() ?? 0)
                rows.append(row)
            }
        }

        private func cells(_ node: XMLNode, row: Int) throws(ImportRefusal) -> [LocatedDocument.Cell] {
            var found: [LocatedDocument.Cell] = []
            var column = 0
            for child in node.children
            where child.name == "table:table-cell" || child.name == "table:covered-table-cell" {
                let repeats = max(1, min(Self.maximumColumns, child.int("table:number-columns-repeated") ?? 1))
                if !child.children.isEmpty() {
                    try reader.builder.charge(cells: repeats)
                    for offset in 0..<repeats { found.append(try cell(child, row, column + offset)) }
                }
                column += repeats
            }
            return found
        }

        private func cell(_ node: XMLNode, _ row: Int, _ column: Int) throws(ImportRefusal) -> LocatedDocument.Cell {
            let place = address.adding(.cellName(CellName.text(row, column)))
            let style = reader.contentStyles.resolve("table-cell", node["table:style-name"])
            var cell = LocatedDocument.Cell(row: row, column: column, address: place)
            cell.columnSpan = min(Self.maximumColumns, max(1, node.int("table:number-columns-spanned") ?? 1))
            cell.rowSpan = min(Self.maximumRows, max(1, node.int("table:number-rows-spanned") ?? 1))
            cell.isShaded = style.isShaded ?? false
            cell.isRotated = style.isRotated ?? false
            cell.value = value(node)
            try story.read(
                node, BlockContainer(place), .init(isInCell: true, isShaded: cell.isShaded), into: &cell.blocks)
            // The address of a cell is its name alone.
            cell.blocks = cell.blocks.map { block in
                guard case .paragraph(var paragraph) = block else { return block }
                paragraph.address = place
                if style.isBold == true { paragraph.heading.isBold = true }
                return .paragraph(paragraph)
            }
            if let annotation = node.child("office:annotation") { try readComment(annotation, cell) }
            return cell
        }

        private func value(_ node: XMLNode) -> LocatedDocument.CellValue? {
            let number = node["office:value"].flatMap { Double($0) }
            switch node["office:value-type"] {
            case "float", "currency": return number.map { .number($0, format: nil) }
            case "percentage": return number.map { .number($0, format: "0%") }
            case "date": return node["office:date-value"].map { .date($0, serial: nil) }
            case "time": return .text
            case "boolean": return .boolean(node["office:boolean-value"] == "true")
            case "string": return .text
            default: return nil
            }
        }

        private func readComment(_ node: XMLNode, _ cell: LocatedDocument.Cell) throws(ImportRefusal) {
            let index = reader.builder.document.comments.count
            let place = address.adding(.comment(index + 1))
            var comment = LocatedDocument.Comment(
                author: node.child("dc:creator")?.text ?? "", date: node.child("dc:date")?.text, blocks: [],
                on: cell.plainText,
                paragraphs: cell.blocks.paragraphs.map(\.id), address: place)
            comment.reference = cell.address
            reader.builder.document.comments.append(comment)
            let blocks = try ODFStory(reader, styles: reader.contentStyles, address: place, isInMargin: false)
                .readBlocks(node)
            reader.builder.document.comments[index].blocks = blocks
        }
    }
}

extension XMLNode.Children {
    /// Whether the sequence has no element.
    fileprivate func isEmpty() -> Bool {
        var copy = self
        return copy.next() == nil
    }
}
