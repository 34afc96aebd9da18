/// Reads a PDF without tags by boxes and ruling lines.
struct PDFLayout {
    private let builder: DocumentBuilder
    private let pages: [PDFPages.Page]
    private let rulings: [[PDFRuling]]

    /// A table or a paragraph of a page, with its place.
    private struct PageBlock {
        var block: LocatedDocument.Block
        var top: Double
        var bottom: Double
        /// The piece's words with each number replaced by one character, to recognize headers that several pages
        /// repeat.
        var key: String
    }

    init(_ builder: DocumentBuilder, _ pages: [PDFPages.Page], _ rulings: [[PDFRuling]]) {
        self.builder = builder
        self.pages = pages
        self.rulings = rulings
    }

    func read() throws(ImportRefusal) {
        var found: [[PageBlock]] = []
        for index in pages.indices { found.append(try pageBlocks(index)) }
        let repeated = Self.repeatedBlocks(found, pages)
        var section = LocatedDocument.Section(address: .init())
        for (page, pieces) in found.enumerated() {
            for piece in pieces {
                if let kind = Self.marginKind(piece, pages[page]), repeated.contains(piece.key) {
                    let step: LocatedDocument.Address.Step = kind == .header ? .header(1) : .footer(1)
                    let address = LocatedDocument.Address([.page(page + 1), step])
                    builder.document.margins.append(
                        .init(kind: kind, pages: .all, blocks: [piece.block], repeats: nil, address: address))
                } else {
                    section.blocks.append(piece.block)
                }
            }
        }
        section.margins = Array(builder.document.margins.indices)
        builder.document.sections = [section]
    }

    /// Returns `header` or `footer` for a short piece near an edge of the page; nil for any other piece. A form
    /// that is repeated on each page is not a header.
    private static func marginKind(_ piece: PageBlock, _ page: PDFPages.Page) -> LocatedDocument.Margin.Kind? {
        guard piece.key.split(separator: " ").count <= 40 else { return nil }
        if piece.bottom < page.height * 0.16 { return .header }
        return piece.top > page.height * 0.85 ? .footer : nil
    }

    /// Returns the keys of the pieces near the edge of more than one page: page headers and
    /// footers.
    private static func repeatedBlocks(_ found: [[PageBlock]], _ pages: [PDFPages.Page]) -> Set<String> {
        var counts: [String: Int] = [:]
        for (page, pieces) in found.enumerated() {
            for key in Set(pieces.filter { marginKind($0, pages[page]) != nil }.map(\.key)) {
                counts[key, default: 0] += 1
            }
        }
        return Set(counts.filter { $0.value > 1 && !$0.key.isEmpty }.keys)
    }

    private func pageBlocks(_ index: Int) throws(ImportRefusal) -> [PageBlock] {
        let page = pages[index]
        let grids = index < rulings.count ? PDFGrid.find(rulings[index]) : []
        var inGrid = grids.map { Array(repeating: [PDFWord](), count: $0.cells.count) }
        var loose: [PDFWord] = []
        for word in page.words {
            let (x, y) = ((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)
            if let grid = grids.indices.last(where: { grids[$0].cell(x, y) != nil }), let cell = grids[grid].cell(x, y)
            {
                inGrid[grid][cell].append(word)
            } else {
                loose.append(word)
            }
        }
        let address = LocatedDocument.Address([.page(index + 1)])
        let container = BlockContainer(address)
        let text = PDFText(builder, page: index + 1)
        var pieces: [PageBlock] = []
        for (grid, words) in zip(grids, inGrid) where words.contains(where: { !$0.isEmpty }) {
            let table = try table(grid, words, container.nextTable(), text)
            pieces.append(pageBlock(.table(table), grid.ys[0], grid.ys[grid.ys.count - 1]))
        }
        for paragraph in text.paragraphs(loose, container, inCell: false) {
            pieces.append(pageBlock(.paragraph(paragraph), paragraph.box?.top ?? 0, paragraph.box?.bottom ?? 0))
        }
        return pieces.sorted { $0.top < $1.top }
    }

    private func pageBlock(_ block: LocatedDocument.Block, _ top: Double, _ bottom: Double) -> PageBlock {
        let words = PlainText.words([block].text).map { $0.allSatisfy(\.isNumber) ? "#" : $0 }
        return PageBlock(block: block, top: top, bottom: bottom, key: words.joined(separator: " "))
    }

    private func table(
        _ grid: PDFGrid, _ words: [[PDFWord]], _ address: LocatedDocument.Address, _ text: PDFText
    ) throws(ImportRefusal) -> LocatedDocument.Table {
        try builder.charge(cells: grid.cells.count)
        var rows = (1..<grid.ys.count).map { LocatedDocument.Row(address: address.adding(.row($0))) }
        for (index, place) in grid.cells.enumerated() {
            let number = rows[place.row].cells.count + 1
            var cell = LocatedDocument.Cell(
                row: place.row, column: place.column, address: rows[place.row].address.adding(.cell(number)))
            cell.rowSpan = place.rowSpan
            cell.columnSpan = place.columnSpan
            cell.isRotated =
                words[index].count > 1
                && words[index].allSatisfy { $0.box.bottom - $0.box.top > 2 * ($0.box.right - $0.box.left) }
            cell.blocks = text.paragraphs(words[index], BlockContainer(cell.address), inCell: true).map {
                .paragraph($0)
            }
            rows[place.row].cells.append(cell)
        }
        var table = LocatedDocument.Table(
            id: builder.tableID(), columnCount: grid.xs.count - 1, rows: rows, address: address)
        table.page = address.steps.first.flatMap { if case .page(let page) = $0 { page } else { nil } }
        table.columnWidths = zip(grid.xs, grid.xs.dropFirst()).map { $1 - $0 }
        return table
    }
}
