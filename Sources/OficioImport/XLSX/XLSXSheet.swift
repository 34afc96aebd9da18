import Diagnostics
import OficioBasics

/// Reads one sheet of a workbook.
final class XLSXSheet {
    private let reader: XLSXReader
    private let builder: DocumentBuilder
    private let part: String
    private let titleRows: Range<Int>
    private let address: LocatedDocument.Address
    private let name: String
    private var rows: [LocatedDocument.Row] = []
    /// The index of each cell in its row, by row and column.
    private var cells: [Place: Int] = [:]
    private var paragraphs: [Place: (id: Int, text: String)] = [:]
    private var columns = 0

    private struct Place: Hashable {
        var row: Int
        var column: Int
    }

    init(_ reader: XLSXReader, name: String, part: String, titleRows: Range<Int>) {
        self.reader = reader
        self.name = name
        builder = reader.builder
        self.part = part
        self.titleRows = titleRows
        address = .init([.sheet(name)])
    }

    func section() throws(ImportRefusal) -> LocatedDocument.Section {
        guard let tree = try reader.package.tree(part, prefixes: XLSXStyles.namespaces), let root = tree.root else {
            throw ImportRefusal(
                .damaged,
                Localized(es: "falta la hoja «\(name.visibleName)»", en: "the sheet “\(name.visibleName)” is missing"))
        }
        let table = builder.tableID()
        for node in root.child("x:sheetData")?.children ?? XMLNode.none where node.name == "x:row" { try readRow(node) }
        merge(root.child("x:mergeCells"))
        var grid = LocatedDocument.Table(id: table, columnCount: columns, rows: rows, address: address)
        for node in root.child("x:cols")?.children ?? XMLNode.none
        where node["hidden"].map({ XMLNode.isTrue($0) }) == true {
            guard let first = node.int("min"), let last = node.int("max"), first > 0, last >= first else { continue }
            for column in first - 1..<max(first - 1, min(last, columns)) { grid.hiddenColumns.insert(column) }
        }
        var section = LocatedDocument.Section(address: address)
        section.sheetName = name
        section.blocks = [.table(grid)]
        let relationships = try reader.package.relationships(of: part)
        try readComments(relationships)
        let boxes = try checkBoxes(root, relationships)
        for relationship in relationships where relationship.type == "drawing" && !relationship.isExternal {
            let drawings = XLSXDrawings(reader, part: relationship.target, address: address, boxes: boxes)
            section.blocks += try drawings.blocks()
        }
        section.margins = readMargins(root.child("x:headerFooter"))
        return section
    }

    // MARK: Cells

    private func readRow(_ node: XMLNode) throws(ImportRefusal) {
        let number = node.int("r").map { $0 - 1 } ?? rows.count
        guard number >= 0, number < 1_048_576 else { return }
        let values = node.children.filter { $0.name == "x:c" }
        var column = -1
        var found: [LocatedDocument.Cell] = []
        for value in values {
            let place = value["r"].flatMap { CellName.parse($0) }
            column = place?.column ?? column + 1
            if let cell = cell(value, number, column) { found.append(cell) }
        }
        let isHidden = node["hidden"].map { XMLNode.isTrue($0) } ?? false
        if found.isEmpty { return }
        // Empty rows keep their place, so that the row numbers are those of the sheet.
        try builder.charge(cells: max(0, number - rows.count) + found.count)
        fill(to: number)
        found.sort { $0.column < $1.column }
        for (index, cell) in found.enumerated() { cells[Place(row: number, column: cell.column)] = index }
        rows[number].cells = found
        rows[number].isHidden = isHidden
        columns = max(columns, (found.last?.column ?? 0) + 1)
    }

    private func fill(to number: Int) {
        while rows.count <= number {
            var row = LocatedDocument.Row(address: address.adding(.row(rows.count + 1)))
            row.isHeader = titleRows.contains(rows.count)
            rows.append(row)
        }
    }

    private func cell(_ node: XMLNode, _ row: Int, _ column: Int) -> LocatedDocument.Cell? {
        let format = reader.styles[node.int("s")]
        guard let (value, found) = value(node, format), !found.isEmpty else { return nil }
        let address = address.adding(.cellName(CellName.text(row, column)))
        var cell = LocatedDocument.Cell(row: row, column: column, address: address)
        let runs = TickBoxes.withTickBoxes(found, inCell: true)
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), runs: runs, address: address)
        paragraph.isShaded = format.isShaded
        paragraph.deriveLook()
        cell.value = value
        cell.isShaded = format.isShaded
        cell.isRotated = format.isRotated
        cell.blocks = [.paragraph(paragraph)]
        paragraphs[Place(row: row, column: column)] = (paragraph.id, paragraph.plainText)
        return cell
    }

    private func value(
        _ node: XMLNode, _ format: XLSXStyles.Format
    ) -> (LocatedDocument.CellValue, [LocatedDocument.Run])? {
        func plain(_ text: String) -> [LocatedDocument.Run] {
            var runs: [LocatedDocument.Run] = []
            XLSXReader.append(text, format.style, &runs)
            return runs
        }
        let raw = node.child("x:v")?.text
        switch node["t"] ?? "n" {
        case "s":
            guard let index = raw.flatMap({ Int($0) }), reader.strings.indices.contains(index) else { return nil }
            var runs = reader.strings[index]
            for index in runs.indices where runs[index].style.isEmpty { runs[index].style = format.style }
            return (.text, runs)
        case "inlineStr": return node.child("x:is").map { (.text, XLSXReader.runs($0, format.style)) }
        case "str": return raw.map { (.text, plain($0)) }
        case "b": return raw.map { (.boolean($0 == "1"), plain($0 == "1" ? "VERDADERO" : "FALSO")) }
        case "e": return raw.map { (.error($0), plain($0)) }
        case "d": return raw.map { (.date($0, serial: nil), plain($0)) }
        default:
            guard let raw, let number = Double(raw) else { return nil }
            let shown = NumberFormat(format.code)
            let text = shown.text(number, isEra1904: reader.isEra1904)
            if shown.isDate, let moment = SerialDate(number, isEra1904: reader.isEra1904) {
                return (.date(moment.iso, serial: number), plain(text))
            }
            return (.number(number, format: format.code), plain(text))
        }
    }

    private func merge(_ node: XMLNode?) {
        for child in node?.children ?? XMLNode.none {
            guard let range = child["ref"].flatMap({ CellName.range($0) }), range.top < rows.count,
                let index = cells[Place(row: range.top, column: range.left)]
            else { continue }
            // Hidden contents of merged cells stay in their own cells.
            let isAlone = !(range.left...range.right).contains { column in
                column > range.left && cells[Place(row: range.top, column: column)] != nil
            }
            rows[range.top].cells[index].rowSpan = min(range.bottom, rows.count - 1) - range.top + 1
            if isAlone {
                rows[range.top].cells[index].columnSpan = range.right - range.left + 1
                columns = max(columns, range.right + 1)
            }
        }
    }

    /// Returns whether each check box and option button is ticked, by the name of its shape.
    private func checkBoxes(
        _ root: XMLNode, _ relationships: [OfficePackage.Relationship]
    ) throws(ImportRefusal) -> [String: Bool] {
        var found: [String: Bool] = [:]
        for control in root.descendants("x:control") {
            guard let name = control["name"], let id = control["r:id"],
                let part = relationships.first(where: { $0.id == id && $0.type == "ctrlProp" && !$0.isExternal }),
                let properties = try reader.package.tree(part.target, prefixes: XLSXStyles.namespaces)?.root,
                let kind = properties["objectType"], kind == "CheckBox" || kind == "Radio"
            else { continue }
            found[name] = properties["checked"] == "Checked"
        }
        return found
    }

    // MARK: Comments

    private func readComments(_ relationships: [OfficePackage.Relationship]) throws(ImportRefusal) {
        let threaded = relationships.first { $0.type == "threadedComment" && !$0.isExternal }
        if let threaded { try readThreads(threaded.target) }
        guard let part = relationships.first(where: { $0.type == "comments" && !$0.isExternal })?.target,
            let tree = try reader.package.tree(part, prefixes: XLSXStyles.namespaces), let root = tree.root
        else { return }
        let authors = (root.child("x:authors")?.children).map { $0.map(\.text) } ?? []
        for node in root.child("x:commentList")?.children ?? XMLNode.none {
            let author = node.int("authorId").flatMap { authors.indices.contains($0) ? authors[$0] : nil } ?? ""
            // Skip copies of threads, which newer programs write here for older ones.
            if threaded != nil, author.hasPrefix("tc=") { continue }
            guard let text = node.child("x:text") else { continue }
            add(comment: XLSXReader.runs(text, []), author: author, date: nil, at: node["ref"] ?? "")
        }
    }

    private func readThreads(_ part: String) throws(ImportRefusal) {
        guard let root = try reader.package.tree(part, prefixes: XLSXStyles.namespaces)?.root else { return }
        let people = try reader.people()
        var byID: [String: Int] = [:]
        for node in root.children {
            guard let text = node.child("tc:text")?.text else { continue }
            let index = builder.document.comments.count
            let author = node["personId"].flatMap { people[$0] } ?? ""
            add(comment: CSVReader.lines(text), author: author, date: node["dT"], at: node["ref"] ?? "")
            if let parent = node["parentId"] { builder.document.comments[index].answers = byID[parent] }
            if let id = node["id"] { byID[id] = index }
        }
    }

    private func add(comment runs: [LocatedDocument.Run], author: String, date: String?, at cell: String) {
        let container = BlockContainer(.init([.sheet(name), .comment(builder.document.comments.count + 1)]))
        var paragraph = LocatedDocument.Paragraph(
            id: builder.paragraphID(), runs: runs, address: container.nextParagraph())
        paragraph.deriveLook()
        let place = CellName.parse(cell).map { Place(row: $0.row, column: $0.column) }
        let on = place.flatMap { paragraphs[$0] }
        var comment = LocatedDocument.Comment(
            author: author, date: date, blocks: [.paragraph(paragraph)], on: on?.text ?? "",
            paragraphs: on.map { [$0.id] } ?? [],
            address: container.address)
        comment.reference = address.adding(.cellName(cell))
        builder.document.comments.append(comment)
    }

    // MARK: Headers and footers

    private func readMargins(_ node: XMLNode?) -> [Int] {
        var found: [Int] = []
        let kinds: [(String, LocatedDocument.Margin.Kind, LocatedDocument.Margin.Pages)] = [
            ("x:oddHeader", .header, .all), ("x:oddFooter", .footer, .all), ("x:evenHeader", .header, .even),
            ("x:evenFooter", .footer, .even),
            ("x:firstHeader", .header, .first), ("x:firstFooter", .footer, .first),
        ]
        for (name, kind, pages) in kinds {
            guard let text = node?.child(name)?.text else { continue }
            let runs = XLSXMargin.runs(text)
            if runs.isEmpty { continue }
            let count = builder.document.margins.count { $0.kind == kind } + 1
            let container = BlockContainer(
                .init([.sheet(self.name), kind == .header ? .header(count) : .footer(count)]))
            var paragraph = LocatedDocument.Paragraph(
                id: builder.paragraphID(), runs: runs, address: container.nextParagraph())
            paragraph.deriveLook()
            found.append(builder.document.margins.count)
            builder.document.margins.append(
                .init(
                    kind: kind, pages: pages, blocks: [.paragraph(paragraph)], repeats: nil, address: container.address)
            )
        }
        return found
    }
}
