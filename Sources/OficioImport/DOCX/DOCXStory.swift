import Diagnostics
import OficioBasics

/// Walks one part of a Word file: the main text, a header, a note. It reads the blocks;
/// ``DOCXRuns`` reads the runs.
final class DOCXStory {
    let reader: DOCXReader
    let builder: DocumentBuilder
    let part: String
    let relationships: [String: OfficePackage.Relationship]
    let address: LocatedDocument.Address
    let isInMargin: Bool
    var textBoxes = 0
    var pictures = 0
    /// The fields that are open at the current position. A field may span paragraphs.
    var openFields: [OpenField] = []
    /// The indices of the comments whose range is open at the current position.
    var openComments: [Int] = []
    var fieldMarks = FieldBookmarks()
    /// The section being read, in the main text only.
    private var section: LocatedDocument.Section
    private var sectionMargins = SectionMargins()

    struct OpenField {
        var index: Int
        var isResult = false
        var instruction = ""
        var tickBox: LocatedDocument.TickBox?
        /// The chosen entry of a drop-down list that is a legacy form field; `nil` for other fields.
        var choice: String?
        var hasResult = false
    }

    /// The context of a block: the controls, rows deleted as a whole, and cells around it.
    struct BlockContext {
        var controls: [Int] = []
        var changes: [Int] = []
        var isDeleted = false
        var isShaded = false
        var isInCell = false
    }

    init(_ reader: DOCXReader, part: String, address: LocatedDocument.Address, isInMargin: Bool) throws(ImportRefusal) {
        self.reader = reader
        builder = reader.builder
        self.part = part
        self.address = address
        self.isInMargin = isInMargin
        var byID: [String: OfficePackage.Relationship] = [:]
        for relationship in try reader.package.relationships(of: part) { byID[relationship.id] = relationship }
        relationships = byID
        section = LocatedDocument.Section(address: address)
        reportExternalParts()
    }

    /// Reports templates and outside files that Word would fetch. Links that a reader follows, and
    /// pictures, are reported elsewhere.
    private func reportExternalParts() {
        for relationship in relationships.values
        where relationship.isExternal && !["hyperlink", "image"].contains(relationship.type) {
            builder.remark(
                .external, es: "referencia externa, no seguida: \(relationship.target.visible)",
                en: "external reference, not followed: \(relationship.target.visible)", at: address)
        }
    }

    // MARK: Body and sections

    func readBody(_ body: XMLNode) throws(ImportRefusal) {
        let container = BlockContainer(address)
        var blocks = DOCXBlocks()
        try read(body, container, .init(), into: &blocks)
        section.blocks = blocks.finishedBlocks()
        // The properties of the last section are at the end of the body, those of other sections in
        // their last paragraph.
        if let properties = body.child("w:sectPr") { apply(properties) }
        builder.document.sections.append(section)
    }

    func readBlocks(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var blocks = DOCXBlocks()
        try read(node, BlockContainer(address), .init(), into: &blocks)
        return blocks.finishedBlocks()
    }

    /// Closes the section whose last paragraph was just read.
    private func closeSection(_ properties: XMLNode, _ blocks: inout DOCXBlocks) {
        section.blocks = blocks.finishedBlocks()
        apply(properties)
        builder.document.sections.append(section)
        section = LocatedDocument.Section(address: address)
        blocks = DOCXBlocks()
    }

    private func apply(_ properties: XMLNode) {
        for child in properties.children {
            switch child.name {
            case "w:pgSz": section.isLandscape = child["orient"] == "landscape"
            case "w:cols": section.columns = max(1, child.int("num") ?? 1)
            case "w:headerReference", "w:footerReference":
                guard let id = child["r:id"], let index = reader.margins[id] else { continue }
                sectionMargins.set(
                    child.name == "w:headerReference" ? .header : .footer, child["type"] ?? "default", index)
            default: break
            }
        }
        let hasTitle = properties.child("w:titlePg")?.isOn ?? false
        section.margins = sectionMargins.shownMargins(hasTitle: hasTitle, hasEven: reader.settings.hasEvenPages)
        for (index, pages) in sectionMargins.pages where builder.document.margins.indices.contains(index) {
            builder.document.margins[index].pages = pages
        }
    }

    // MARK: Blocks

    /// Reads the blocks below a node: a body, a cell, a text box, a transparent container.
    func read(
        _ node: XMLNode, _ container: BlockContainer, _ around: BlockContext, into blocks: inout DOCXBlocks
    ) throws(ImportRefusal) {
        for child in node.children {
            try builder.checkParagraphs()
            switch child.name {
            case "w:p":
                let properties = child.child("w:pPr")
                try blocks.add(paragraph(child, properties, container, around))
                if let end = properties?.child("w:sectPr"), !around.isInCell { closeSection(end, &blocks) }
            case "w:tbl":
                let table = try builder.oneLevelDeeper { () throws(ImportRefusal) in
                    var tables = DOCXTables(self)
                    return try tables.table(child, container.nextTable(), around)
                }
                blocks.add(table)
            case "w:sdt":
                var inner = around
                if let control = control(child, container.address) { inner.controls.append(control) }
                if let content = child.child("w:sdtContent") { try read(content, container, inner, into: &blocks) }
            case "mc:AlternateContent":
                if let choice = child.child("mc:Choice") ?? child.child("mc:Fallback") {
                    try read(choice, container, around, into: &blocks)
                }
            case "w:ins", "w:moveTo", "w:customXml", "w:smartTag":
                try read(child, container, around, into: &blocks)
            case "w:del", "w:moveFrom":
                var inner = around
                inner.isDeleted = true
                try read(child, container, inner, into: &blocks)
            case "w:altChunk", "w:subDoc":
                builder.remark(
                    .leftOut, es: "el documento incluye otro archivo que no se lee",
                    en: "the document includes another file, which is not read", at: container.address)
            case "w:commentRangeStart", "w:commentRangeEnd": toggleComment(child)
            case "w:bookmarkStart", "w:bookmarkEnd": toggleBookmark(child, container.address)
            case "m:oMathPara", "m:oMath":
                try blocks.add(paragraph(child, nil, container, around))
            default: break
            }
        }
    }

    /// Opens or closes the range of a comment.
    func toggleComment(_ node: XMLNode) {
        guard let id = node["w:id"], let index = reader.comments[id] else { return }
        if node.name == "w:commentRangeStart" {
            openComments.append(index)
        } else {
            openComments.removeAll { $0 == index }
        }
    }

    /// Opens or closes a bookmark of a field.
    func toggleBookmark(_ node: XMLNode, _ address: LocatedDocument.Address) {
        guard let id = node["w:id"] else { return }
        if node.name == "w:bookmarkStart" {
            fieldMarks.begin(node["w:name"] ?? "", id: id, builder, address)
        } else {
            fieldMarks.end(id: id)
        }
    }

    private func paragraph(
        _ node: XMLNode, _ properties: XMLNode?, _ container: BlockContainer, _ around: BlockContext
    ) throws(ImportRefusal) -> DOCXBlocks.Pending {
        let styleID = properties?.child("w:pStyle")?["val"]
        let style = styleID.flatMap { reader.styles.paragraphStyles[$0] } ?? reader.styles.defaultParagraphStyle
        let all = DOCXParagraphProperties(properties).over(style.paragraph)
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: container.nextParagraph())
        paragraph.style = style.names.first
        paragraph.heading.styles = style.names
        paragraph.heading.styleLevel = style.level
        if let level = all.outlineLevel, level < 9 { paragraph.heading.outlineLevel = level + 1 }
        paragraph.alignment = all.alignment ?? .start
        paragraph.isShaded = (all.isShaded ?? false) || around.isShaded
        paragraph.startsPage = all.startsPage ?? false
        paragraph.indent = all.indent ?? 0
        paragraph.controls = around.controls
        var mark = DOCXBlocks.ParagraphMark()
        try readMark(properties, &paragraph, &mark)
        var runs = DOCXRuns(
            self, style: style, paragraph: paragraph.id, address: paragraph.address, isInCell: around.isInCell)
        var inline = DOCXRuns.RunContext()
        inline.changes = around.changes
        inline.isDeleted = around.isDeleted
        try runs.read(node, inline)
        paragraph.runs = runs.runs
        return DOCXBlocks.Pending(
            paragraph: paragraph, isMarkDeleted: mark.isDeleted || around.isDeleted, isInCell: around.isInCell,
            list: listKey(all, styleID, DOCXParagraphProperties(properties).indent), reader: reader)
    }

    /// Reads the tracked changes of a paragraph's mark and properties.
    private func readMark(
        _ properties: XMLNode?, _ paragraph: inout LocatedDocument.Paragraph, _ mark: inout DOCXBlocks.ParagraphMark
    ) throws(ImportRefusal) {
        for child in properties?.child("w:rPr")?.children ?? XMLNode.none {
            switch child.name {
            case "w:ins", "w:moveTo": _ = change(.paragraphInserted, child, paragraph.id, paragraph.address)
            case "w:del", "w:moveFrom":
                mark.isDeleted = true
                _ = change(.paragraphDeleted, child, paragraph.id, paragraph.address)
            default: break
            }
        }
        if let node = properties?.child("w:pPrChange") { _ = change(.format, node, paragraph.id, paragraph.address) }
    }

    private func listKey(_ all: DOCXParagraphProperties, _ style: String?, _ indent: Double?) -> DOCXBlocks.ListKey? {
        guard let id = all.numbering, id != "0" else { return nil }
        let level = all.level ?? style.flatMap { reader.numbering.level(ofStyle: $0, in: id) } ?? 0
        return DOCXBlocks.ListKey(list: id, level: min(8, max(0, level)), indent: indent)
    }

    /// Records a tracked change, and returns its index.
    func change(
        _ kind: LocatedDocument.Change.Kind, _ node: XMLNode, _ paragraph: Int?, _ address: LocatedDocument.Address
    ) -> Int {
        builder.document.changes.append(
            .init(
                kind: kind, author: node["w:author"] ?? "", date: node["w:date"], text: "", paragraph: paragraph,
                address: address))
        return builder.document.changes.count - 1
    }
}
