import Diagnostics

/// Reads a tagged PDF by its structure tree. Text that is only on the pages becomes headers and
/// footers.
final class PDFTagged {
    private let builder: DocumentBuilder
    private let pages: [PDFPages.Page]
    private var aligner: PDFAligner
    /// The upper and lower edge of the structured text on each page.
    private var extent: [Int: (top: Double, bottom: Double)] = [:]
    private var page = 1

    /// The context of a block: the elements around it that decide how its text is read.
    private struct BlockContext {
        var listLevel = -1
        var listID = ""
        var label: String?
        var isInCell = false
        var fields: [Int] = []
        var heading: Int?
    }

    init(_ builder: DocumentBuilder, _ pages: [PDFPages.Page]) {
        self.builder = builder
        self.pages = pages
        aligner = PDFAligner(pages)
    }

    func read(_ structure: PDFStructure) throws(ImportRefusal) {
        var section = LocatedDocument.Section(address: .init())
        section.blocks = try blocks(structure, BlockContainer(.init()), BlockContext())
        for index in pages.indices { readRest(index, &section) }
        section.margins = Array(builder.document.margins.indices)
        builder.document.sections = [section]
    }

    // MARK: Structure

    private static let blockTypes: Set<String> = [
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "P",
        "H", "H1", "H2", "H3", "H4",
        "H5", "H6", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Note",
    ]

    private func blocks(_ node: PDFStructure, _ container: BlockContainer, _ around: BlockContext) throws(ImportRefusal)
        -> [LocatedDocument.Block]
    {
        var found: [LocatedDocument.Block] = []
        var loose: [String] = []
        var around = around
        func flush() {
            if let paragraph = paragraph(loose, container, around) {
                found.append(.paragraph(paragraph))
                around.label = nil
            }
            loose = []
        }
        for content in node.contents {
            switch content {
            case .text(let text): loose.append(text)
            case .node(let child) where child.type == "Lbl" && around.listLevel >= 0:
                around.label = PlainText.clean(Self.texts(child).joined())
            case .node(let child)
            where Self.blockTypes.contains(child.type) || child.children.contains { Self.blockTypes.contains($0.type) }:
                flush()
                let inner = around
                let blocks = try builder.oneLevelDeeper { () throws(ImportRefusal) in try block(child, container, inner)
                }
                if !blocks.isEmpty { around.label = nil }
                found += blocks
            case .node(let child): loose += Self.texts(child)
            }
        }
        flush()
        return found
    }

    private static func texts(_ node: PDFStructure) -> [String] {
        node.contents.flatMap { content -> [String] in
            switch content {
            case .text(let text): [text]
            case .node(let child): texts(child)
            }
        }
    }

    private func block(_ node: PDFStructure, _ container: BlockContainer, _ around: BlockContext) throws(ImportRefusal)
        -> [LocatedDocument.Block]
    {
        var inner = around
        switch node.type {
        case "Table": return [.table(try table(node, container.nextTable()))]
        case "L":
            inner.listLevel += 1
            inner.listID = "\(builder.document.fields.count)-\(container.address.steps.count)-\(inner.listLevel)"
            return try blocks(node, container, inner)
        case "TOC":
            if inner.fields.isEmpty {
                inner.fields = [builder.document.fields.count]
                builder.document.fields.append(.init(kind: "TOC", instruction: "", address: container.address))
            }
            return try blocks(node, container, inner)
        case "Note": return try note(node)
        case "H", "H1", "H2", "H3", "H4", "H5", "H6":
            inner.heading = Int(node.type.dropFirst()) ?? 1
            return try blocks(node, container, inner)
        default: return try blocks(node, container, inner)
        }
    }

    private func note(_ node: PDFStructure) throws(ImportRefusal) -> [LocatedDocument.Block] {
        let number = builder.document.notes.count + 1
        let address = LocatedDocument.Address([.footnote(number)])
        builder.document.notes.append(.init(kind: .footnote, label: String(number), blocks: [], address: address))
        let blocks = try blocks(node, BlockContainer(address), BlockContext())
        builder.document.notes[number - 1].blocks = blocks
        return []
    }

    // MARK: Tables

    private func table(_ node: PDFStructure, _ address: LocatedDocument.Address) throws(ImportRefusal)
        -> LocatedDocument.Table
    {
        let id = builder.tableID()
        var grid = GridBuilder(builder)
        try readRows(node, address, isHeader: false, &grid)
        var table = grid.table(id: id, address: address)
        table.page = table.cells.lazy.flatMap(\.blocks.paragraphs).compactMap(\.page).first
        return table
    }

    private func readRows(
        _ node: PDFStructure, _ address: LocatedDocument.Address, isHeader: Bool, _ grid: inout GridBuilder
    ) throws(ImportRefusal) {
        for child in node.children {
            switch child.type {
            case "TR":
                grid.beginRow(address, isHeader: isHeader)
                for cell in child.children where cell.type == "TD" || cell.type == "TH" { try readCell(cell, &grid) }
                grid.endRow()
            case "THead": try readRows(child, address, isHeader: true, &grid)
            case "Caption":
                grid.beginRow(address, isHeader: false)
                try readCell(child, &grid)
                grid.endRow()
            default: try readRows(child, address, isHeader: isHeader, &grid)
            }
        }
    }

    private func readCell(_ node: PDFStructure, _ grid: inout GridBuilder) throws(ImportRefusal) {
        var cell = LocatedDocument.Cell(row: 0, column: 0, address: grid.cellAddress)
        cell.isHeader = node.type == "TH"
        var around = BlockContext()
        around.isInCell = true
        cell.blocks = try blocks(node, BlockContainer(cell.address), around)
        try grid.add(cell, rowSpan: max(1, node.int("RowSpan") ?? 1), columnSpan: node.int("ColSpan") ?? 1)
    }

    // MARK: Paragraphs

    private func paragraph(_ spans: [String], _ container: BlockContainer, _ around: BlockContext) -> LocatedDocument
        .Paragraph?
    {
        var spans = spans.filter { !$0.isEmpty }
        var label = around.label
        if label == nil, spans.count > 1, let typed = Self.label(spans[0]) {
            label = typed
            spans.removeFirst()
        }
        let text = PlainText.clean(joinedTexts(spans))
        if text.isEmpty, label == nil { return nil }
        var words: [PDFWord] = []
        var first: Int?
        for word in PlainText.words((label ?? "") + " " + text) {
            guard let place = aligner.claim(word) else { continue }
            first = first ?? place.page
            words.append(pages[place.page].words[place.word])
            let box = words[words.count - 1].box
            let known = extent[place.page] ?? (box.top, box.bottom)
            extent[place.page] = (min(known.top, box.top), max(known.bottom, box.bottom))
        }
        if let first { page = first + 1 }
        var address = container.nextParagraph()
        address.steps.insert(.page(page), at: 0)
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: address)
        var run = LocatedDocument.Run(.text(text))
        run.fields = around.fields
        run.size = words.map { $0.box.bottom - $0.box.top }.max()
        paragraph.runs = PDFText.symbols(run)
        paragraph.page = page
        paragraph.box = PDFText.box(words)
        if let label {
            let isNumber = !PlainText.words(label).isEmpty
            paragraph.list = .init(
                label: isNumber ? label : "•", level: max(0, around.listLevel), isBullet: !isNumber,
                listID: around.listID, number: nil)
        }
        paragraph.heading.outlineLevel = around.heading
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: around.isInCell)
        paragraph.deriveLook()
        return paragraph
    }

    /// Returns a bullet or number that is alone at the beginning of a paragraph; nil for any other
    /// text.
    private static func label(_ span: String) -> String? {
        let text = PlainText.clean(span)
        guard let first = text.unicodeScalars.first, text.count <= 8 else { return nil }
        if TickBoxes.state(first) != nil { return nil }
        if text.count == 1, PlainText.words(text).isEmpty {
            return (0xE000...0xF8FF).contains(first.value) || "•-–·▪○◦‣*".contains(text) ? "•" : nil
        }
        guard let last = text.last, last == "." || last == ")" else { return nil }
        let body = text.dropLast()
        let isNumber = !body.isEmpty && body.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        let isRoman = !body.isEmpty && body.allSatisfy { "IVXLCivxlc".contains($0) }
        return isNumber || isRoman || body.count == 1 && body.allSatisfy(\.isLetter) ? text : nil
    }

    /// Returns the texts of one paragraph joined, with a space between two texts if the pages have two words
    /// there.
    private func joinedTexts(_ spans: [String]) -> String {
        var text = ""
        for span in spans {
            if let last = text.unicodeScalars.last, let first = span.unicodeScalars.first,
                PlainText.isWordCharacter(last),
                PlainText.isWordCharacter(first), let left = PlainText.words(String(text.suffix(60))).last,
                let right = PlainText.words(span).first,
                !aligner.isOnPages(left + right)
            {
                text += " "
            }
            text += span
        }
        return text
    }

    // MARK: What the structure leaves out

    private func readRest(_ index: Int, _ section: inout LocatedDocument.Section) {
        let rest = aligner.unclaimedWords(index, pages[index].words)
        if rest.isEmpty { return }
        let extent = extent[index] ?? (pages[index].height, pages[index].height)
        let middle = { (word: PDFWord) in (word.box.top + word.box.bottom) / 2 }
        let text = PDFText(builder, page: index + 1)
        for (kind, words) in [
            (LocatedDocument.Margin.Kind.header, rest.filter { middle($0) < extent.top }),
            (.footer, rest.filter { middle($0) > extent.bottom && middle($0) >= extent.top }),
        ] where !words.isEmpty {
            let address = LocatedDocument.Address([.page(index + 1), kind == .header ? .header(1) : .footer(1)])
            let blocks = text.paragraphs(words, BlockContainer(address), inCell: false).map {
                LocatedDocument.Block.paragraph($0)
            }
            builder.document.margins.append(
                .init(kind: kind, pages: .all, blocks: blocks, repeats: nil, address: address))
        }
        let between = rest.filter { middle($0) >= extent.top && middle($0) <= extent.bottom }
        let container = BlockContainer(.init([.page(index + 1)]))
        let blocks = text.paragraphs(between, container, inCell: false).map { LocatedDocument.Block.paragraph($0) }
        let end = section.blocks.lastIndex { ($0.page ?? 0) <= index + 1 }.map { $0 + 1 } ?? 0
        section.blocks.insert(contentsOf: blocks, at: end)
    }
}

extension LocatedDocument.Block {
    /// The page of a PDF file on which the block begins.
    var page: Int? {
        switch self {
        case .paragraph(let paragraph): paragraph.page
        case .table(let table): table.page
        }
    }
}
