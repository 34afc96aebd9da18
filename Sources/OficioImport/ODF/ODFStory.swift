import Diagnostics
import OficioBasics

/// Walks one part of OpenDocument text: the body, a header, a note, a cell. ``ODFRuns`` reads the
/// runs.
final class ODFStory {
    let reader: ODFReader
    let builder: DocumentBuilder
    let styles: ODFStyles
    let address: LocatedDocument.Address
    let isInMargin: Bool
    var changes: ODFChanges?
    /// The indices of the changes whose range is open at the current position.
    var openChanges: [Int] = []
    var openComments: [Int] = []
    var fieldMarks = FieldBookmarks()
    /// The comments by their names in the file.
    var comments: [String: Int] = [:]
    /// The fields of Word that are open at the current position.
    var openFields: [Int] = []
    var textBoxes = 0
    var pictures = 0
    /// Deleted runs between two blocks, which begin the next paragraph.
    private var waiting: [LocatedDocument.Run] = []
    private var section: LocatedDocument.Section?

    /// The context of a block: the elements around it that decide how its text is read.
    struct BlockContext {
        var list: List?
        var isInCell = false
        var isShaded = false
        var isHidden = false
        var fields: [Int] = []
    }

    /// The list item around a paragraph.
    struct List {
        var style: String
        var level: Int
        var counter: ODFLists.Counter
        var id: String
        var start: Int?
        /// Whether the next paragraph of the item shows its label.
        var isOpen: Bool
    }

    init(_ reader: ODFReader, styles: ODFStyles, address: LocatedDocument.Address, isInMargin: Bool) {
        self.reader = reader
        builder = reader.builder
        self.styles = styles
        self.address = address
        self.isInMargin = isInMargin
    }

    func readBlocks(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var blocks: [LocatedDocument.Block] = []
        try read(node, BlockContainer(address), .init(), into: &blocks)
        flush(into: &blocks, BlockContainer(address))
        return blocks
    }

    /// Reads the body. A paragraph or table that begins another master page begins another section.
    func readSections(_ text: XMLNode) throws(ImportRefusal) {
        let container = BlockContainer(address)
        section = LocatedDocument.Section(address: address)
        var blocks: [LocatedDocument.Block] = []
        var isFirst = true
        begin(master: nil)
        for child in text.children {
            let family = child.name == "table:table" ? "table" : "paragraph"
            let name = child["text:style-name"] ?? child["table:style-name"]
            if let master = styles.masterPage(family, name) {
                if !isFirst { endSection(with: &blocks) }
                begin(master: master)
            }
            if ["text:p", "text:h", "table:table", "text:list", "text:section"].contains(child.name) {
                isFirst = false
            }
            try read(one: child, container, .init(), into: &blocks)
        }
        flush(into: &blocks, container)
        endSection(with: &blocks)
    }

    private func begin(master: String?) {
        var new = LocatedDocument.Section(address: address)
        (new.margins, new.isLandscape) = reader.margins(of: master)
        section = new
    }

    /// Adds the current section to the document with the blocks read for it, and empties `blocks`.
    private func endSection(with blocks: inout [LocatedDocument.Block]) {
        guard var done = section else { return }
        done.blocks = blocks
        builder.document.sections.append(done)
        blocks = []
    }

    /// Puts deleted runs that wait for a paragraph into a paragraph of their own.
    private func flush(into blocks: inout [LocatedDocument.Block], _ container: BlockContainer) {
        if waiting.isEmpty { return }
        var paragraph = LocatedDocument.Paragraph(
            id: builder.paragraphID(), runs: waiting, address: container.nextParagraph())
        waiting = []
        paragraph.deriveLook()
        blocks.append(.paragraph(paragraph))
    }

    // MARK: Blocks

    func read(
        _ node: XMLNode, _ container: BlockContainer, _ around: BlockContext, into blocks: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        for child in node.children { try read(one: child, container, around, into: &blocks) }
    }

    private func read(
        one node: XMLNode, _ container: BlockContainer, _ around: BlockContext,
        into blocks: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        try builder.checkParagraphs()
        switch node.name {
        case "text:p", "text:h":
            blocks.append(.paragraph(try paragraph(node, container, around, list: around.list.flatMap { label($0) })))
        case "text:list": try list(node, container, around, into: &blocks)
        case "table:table":
            let table = try builder.oneLevelDeeper { () throws(ImportRefusal) in
                try ODFTables(self).table(node, container.nextTable(), around)
            }
            blocks.append(.table(table))
        case "text:section":
            var inner = around
            let style = styles.resolve("section", node["text:style-name"])
            if node["text:display"] == "none" || node["text:display"] == "condition" { inner.isHidden = true }
            if let columns = style.columns, columns > 1 { section?.columns = columns }
            if let source = node.child("text:section-source")?["xlink:href"] {
                builder.remark(
                    .external, es: "sección que enlaza otro archivo, no abierto: \(source.visible)",
                    en: "section that links another file, which is not opened: \(source.visible)", at: container.address
                )
            }
            try read(node, container, inner, into: &blocks)
        case "text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index",
            "text:object-index",
            "text:user-index", "text:bibliography":
            var inner = around
            inner.fields.append(builder.document.fields.count)
            builder.document.fields.append(
                .init(
                    kind: node.name == "text:table-of-content" ? "TOC" : "INDEX", instruction: node["text:name"] ?? "",
                    address: container.address))
            if let body = node.child("text:index-body") { try read(body, container, inner, into: &blocks) }
        case "text:index-title", "text:numbered-paragraph", "office:text", "draw:a":
            try read(node, container, around, into: &blocks)
        case "text:change", "text:change-start", "text:change-end": change(node) { waiting += $0 }
        case "draw:frame", "draw:custom-shape", "draw:g", "draw:rect", "draw:control", "draw:line", "draw:ellipse":
            // A drawing anchored to the page gets a paragraph of its own.
            var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: container.nextParagraph())
            paragraph.runs = try ODFDrawings(self, paragraph.address).contents(node).map { LocatedDocument.Run($0) }
            if !paragraph.runs.isEmpty { blocks.append(.paragraph(paragraph)) }
        default: break
        }
    }

    /// Opens or closes the range of a change, or passes the text of a deletion to `deleted`.
    func change(_ node: XMLNode, deleted: ([LocatedDocument.Run]) -> Void) {
        guard let id = node["text:change-id"], let region = changes?.regions[id] else { return }
        switch node.name {
        case "text:change-start": openChanges.append(region.index)
        case "text:change-end": openChanges.removeAll { $0 == region.index }
        default: if let content = region.content { deleted(ODFRuns.deletedRuns(content, region.index)) }
        }
    }

    // MARK: Lists

    private func list(
        _ node: XMLNode, _ container: BlockContainer, _ around: BlockContext, into blocks: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        let level = around.list.map { $0.level + 1 } ?? 0
        let style = node["text:style-name"] ?? around.list?.style ?? ""
        let counter: ODFLists.Counter
        if let outer = around.list, node["text:style-name"] == nil || node["text:style-name"] == outer.style {
            counter = outer.counter
        } else {
            counter = reader.lists.counter(node, style: style)
        }
        let id = node["xml:id"] ?? around.list?.id ?? style
        for child in node.children {
            switch child.name {
            case "text:list-item", "text:list-header":
                var inner = around
                inner.list = List(
                    style: style, level: level, counter: counter, id: id, start: child.int("text:start-value"),
                    isOpen: child.name == "text:list-item")
                for block in child.children {
                    try read(one: block, container, inner, into: &blocks)
                    // The label belongs to the first paragraph of an item.
                    if block.name == "text:p" || block.name == "text:h" { inner.list?.isOpen = false }
                }
            case "text:change", "text:change-start", "text:change-end": change(child) { waiting += $0 }
            default: break
            }
        }
    }

    private func label(_ list: List) -> LocatedDocument.ListItem? {
        guard list.isOpen else { return nil }
        return ODFLists.next(
            list.counter, { self.reader.lists.level(list.style, $0) }, list.level, start: list.start, listID: list.id)
    }

    // MARK: Paragraphs

    private func paragraph(
        _ node: XMLNode, _ container: BlockContainer, _ around: BlockContext, list: LocatedDocument.ListItem?
    ) throws(ImportRefusal) -> LocatedDocument.Paragraph {
        let style = styles.resolve("paragraph", node["text:style-name"])
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: container.nextParagraph())
        paragraph.style = style.names.first
        paragraph.heading.styles = style.names
        paragraph.heading.styleLevel = style.level
        paragraph.heading.outlineLevel =
            node.int("text:outline-level") ?? style.outlineLevel.flatMap { $0 > 0 ? $0 : nil }
        switch style.alignment {
        case "center": paragraph.alignment = .center
        case "end", "right": paragraph.alignment = .end
        case "justify": paragraph.alignment = .justified
        default: break
        }
        paragraph.indent = style.indent ?? 0
        paragraph.isShaded = (style.isShaded ?? false) || around.isShaded
        paragraph.startsPage = style.breakBefore == "page"
        paragraph.list = list ?? outlineNumber(node, around)
        var runs = ODFRuns(
            self, style: style.over(styles.defaults("paragraph")), paragraph: paragraph.id, address: paragraph.address)
        runs.fields = around.fields
        runs.isHidden = around.isHidden
        if !waiting.isEmpty { runs.addDeletedRuns(with: waiting) }
        waiting = []
        try runs.read(node)
        paragraph.runs = runs.runs
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: around.isInCell)
        paragraph.deriveLook()
        return paragraph
    }

    /// Returns the number of a heading that the outline numbers and no list holds; nil for other
    /// headings.
    private func outlineNumber(_ node: XMLNode, _ around: BlockContext) -> LocatedDocument.ListItem? {
        guard node.name == "text:h", around.list == nil, node["text:is-list-header"] != "true",
            let level = node.int("text:outline-level"), let own = reader.lists.outline[level - 1], !own.format.isEmpty
        else { return nil }
        let outline = reader.lists.outline
        return ODFLists.next(
            reader.lists.outlineCounter, { outline[$0] }, level - 1, start: node.int("text:start-value"),
            listID: "outline")
    }
}
