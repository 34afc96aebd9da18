/// Writes Office Open XML text documents (ISO/IEC 29500, transitional) that use Word's standard named styles.
package struct DOCXWriter {
    private let document: OfficeDocument
    /// The XML of the part that is being written: the main text, a header or a footer.
    private var body = ""
    /// The start numbers of the ordered lists so far.
    private var orderedLists: [Int] = []
    private let pictures: PictureFiles
    private var drawings = 0
    private var controls = 0
    /// The number of occurrences of each field so far, by its key.
    private var shown: [String: Int] = [:]
    /// The XML to write before the text of the next paragraph.
    private var opening = ""

    /// Returns the document as a `.docx` file.
    package static func bytes(_ document: OfficeDocument) -> [UInt8] {
        var writer = DOCXWriter(document)
        let text = writer.part(document.blocks)
        let header = writer.part(document.shownHeader)
        let footer = writer.part(document.shownFooter)
        let parts = DOCXParts(document, pictures: writer.pictures, orderedLists: writer.orderedLists)
        func entry(_ path: String, _ text: String) -> ZIPFile.Entry { .init(path, Array((DOCXParts.head + text).utf8)) }
        return ZIPFile.bytes(
            [
                entry("[Content_Types].xml", DOCXParts.types), entry("_rels/.rels", DOCXParts.relations),
                entry("docProps/core.xml", parts.properties), entry("docProps/custom.xml", parts.customProperties),
                entry("word/document.xml", parts.text(text)),
                entry("word/_rels/document.xml.rels", parts.relationships(DOCXParts.documentRelations)),
                entry("word/_rels/header1.xml.rels", parts.relationships("")),
                entry("word/_rels/footer1.xml.rels", parts.relationships("")),
                entry("word/styles.xml", parts.styles), entry("word/numbering.xml", parts.numbering),
                entry("word/header1.xml", DOCXParts.margin("hdr", header)),
                entry("word/footer1.xml", DOCXParts.margin("ftr", footer)),
            ] + writer.pictures.all.map { .init("word/media/" + $0.name, $0.picture.bytes) })
    }

    private init(_ document: OfficeDocument) {
        self.document = document
        pictures = PictureFiles(document) { $0.isBitmap }
    }

    private mutating func part(_ blocks: [OfficeDocument.Block]) -> String {
        body = ""
        for block in blocks { write(block, style: nil, depth: 0) }
        // Word requires a paragraph after the last table.
        if body.isEmpty || body.hasSuffix("</w:tbl>") { body += "<w:p/>" }
        return body
    }

    // MARK: Blocks

    /// The style, alignment and list level of a paragraph.
    private struct ParagraphFormat {
        var style: String?
        var isCentered = false
        var list: (number: Int, depth: Int)?
    }

    private mutating func write(_ block: OfficeDocument.Block, style: String?, isCentered: Bool = false, depth: Int) {
        switch block {
        case .heading(let level, let runs):
            paragraph(
                runs,
                ParagraphFormat(style: (style == nil ? "Heading" : "FormHeading") + "\(level)", isCentered: isCentered))
        case .paragraph(let runs): paragraph(runs, ParagraphFormat(style: style, isCentered: isCentered))
        case .quote(let runs): paragraph(runs, ParagraphFormat(style: "Quote"))
        case .list(let start, let items): write(items, start: start, style: style, depth: depth)
        case .table(let table):
            // Word would merge two adjacent tables.
            if body.hasSuffix("</w:tbl>") { body += "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>" }
            write(table)
        case .control(let control, let blocks): write(control, blocks, style: style, depth: depth)
        case .pageBreak:
            if !body.isEmpty {
                body += "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>"
            }
        }
    }

    private mutating func write(_ items: [[OfficeDocument.Block]], start: Int?, style: String?, depth: Int) {
        var number = 1
        if let start {
            orderedLists.append(start)
            number = orderedLists.count + 1
        }
        for item in items {
            var isFirst = true
            for inner in item {
                if case .paragraph(let runs) = inner {
                    let list = isFirst ? (number, min(3, depth)) : nil
                    paragraph(runs, ParagraphFormat(style: isFirst ? "ListParagraph" : "ListContinue", list: list))
                    isFirst = false
                } else if case .control(let control, let blocks) = inner, isFirst,
                    case .paragraph(let runs)? = blocks.first
                {
                    open(control)
                    paragraph(runs, ParagraphFormat(style: "ListParagraph", list: (number, min(3, depth))))
                    for block in blocks.dropFirst() { write(block, style: "ListContinue", depth: depth + 1) }
                    close(control)
                    isFirst = false
                } else {
                    write(inner, style: style, depth: depth + 1)
                }
            }
        }
    }

    /// Writes paragraphs as one content control, with a bookmark from the first to the last.
    private mutating func write(_ control: FieldControl, _ blocks: [OfficeDocument.Block], style: String?, depth: Int) {
        open(control)
        for block in blocks { write(block, style: style, depth: depth) }
        close(control)
    }

    private mutating func open(_ control: FieldControl) {
        controls += 1
        body += "<w:sdt>\(properties(of: control))<w:sdtContent>"
        opening += bookmark(control)
        openBlocks.append(controls)
    }

    private var openBlocks: [Int] = []

    private mutating func close(_ control: FieldControl) {
        let id = openBlocks.removeLast()
        let end = "<w:bookmarkEnd w:id=\"\(id)\"/>"
        if body.hasSuffix("</w:p>"), opening.isEmpty {
            body.removeLast("</w:p>".count)
            body += end + "</w:p>"
        } else {
            opening = ""
            body += "<w:p/>"
        }
        body += "</w:sdtContent></w:sdt>"
    }

    private func properties(of control: FieldControl) -> String {
        let alias = String(control.label.prefix(64))
        return """
            <w:sdtPr>\(alias.isEmpty ? "" : "<w:alias w:val=\"\(alias.xml)\"/>")\
            <w:tag w:val="\(control.tag(in: document.record).xml)"/><w:id w:val="\(100_000 + controls)"/></w:sdtPr>
            """
    }

    private mutating func bookmark(_ control: FieldControl) -> String {
        let number = shown[control.key, default: 0] + 1
        shown[control.key] = number
        return "<w:bookmarkStart w:id=\"\(controls)\" w:name=\"\(control.bookmark(number))\"/>"
    }

    // MARK: Paragraphs

    private mutating func paragraph(_ runs: [OfficeDocument.Run], _ place: ParagraphFormat) {
        body += "<w:p>"
        if place.style != nil || place.list != nil || place.isCentered {
            body += "<w:pPr>"
            if let style = place.style { body += "<w:pStyle w:val=\"\(style)\"/>" }
            if let list = place.list {
                body += "<w:numPr><w:ilvl w:val=\"\(list.depth)\"/><w:numId w:val=\"\(list.number)\"/></w:numPr>"
            }
            if place.isCentered { body += "<w:jc w:val=\"center\"/>" }
            body += "</w:pPr>"
        }
        body += opening
        opening = ""
        var rest = runs[...]
        while let first = rest.first {
            // A line break between two runs of one field's value is part of the value.
            let count = first.control == nil ? 1 : rest.prefix { $0.control == first.control }.count
            write(Array(rest.prefix(count)), first.control)
            rest = rest.dropFirst(count)
        }
        body += "</w:p>"
    }

    private mutating func write(_ runs: [OfficeDocument.Run], _ control: FieldControl?) {
        guard let control else {
            for run in runs { write(run) }
            return
        }
        controls += 1
        let id = controls
        body += "<w:sdt>\(properties(of: control))<w:sdtContent>\(bookmark(control))"
        for run in runs { write(run) }
        body += "<w:bookmarkEnd w:id=\"\(id)\"/></w:sdtContent></w:sdt>"
    }

    private mutating func write(_ run: OfficeDocument.Run) {
        if run.isLineBreak {
            body += "<w:r><w:br/></w:r>"
            return
        }
        if let picture = run.picture, let place = pictures.all.firstIndex(where: { $0.picture == picture }) {
            drawings += 1
            body += inlinePicture(picture, "picture\(place + 1)")
            return
        }
        var look = ""
        if run.isBold { look += "<w:b/>" }
        if run.isItalic { look += "<w:i/>" }
        if run.isStruck { look += "<w:strike/>" }
        if run.isUnderlined { look += "<w:u w:val=\"single\"/>" }
        if !look.isEmpty { look = "<w:rPr>\(look)</w:rPr>" }
        func words(_ text: String) -> String {
            text.isEmpty ? "" : "<w:r>\(look)<w:t xml:space=\"preserve\">\(text.xml)</w:t></w:r>"
        }
        var text = ""
        for character in run.text {
            guard character == OfficeDocument.Run.pageNumber || character == OfficeDocument.Run.pageCount else {
                text.append(character)
                continue
            }
            let name = character == OfficeDocument.Run.pageNumber ? "PAGE" : "NUMPAGES"
            body += words(text) + "<w:fldSimple w:instr=\" \(name) \">\(words("1"))</w:fldSimple>"
            text = ""
        }
        body += words(text)
    }

    /// Returns an inline picture (ISO/IEC 29500-1, 20.4.2.8). Lengths are in English metric units, 9525 for 1/96 inch.
    private func inlinePicture(_ picture: Picture, _ id: String) -> String {
        let (width, height) = picture.size
        let extent = "cx=\"\(width * 9525)\" cy=\"\(height * 9525)\""
        let words = picture.alternative.xml
        let main = "http://schemas.openxmlformats.org/drawingml/2006/"
        return """
            <w:r><w:drawing><wp:inline xmlns:wp="\(main)wordprocessingDrawing"><wp:extent \(extent)/>\
            <wp:docPr id="\(drawings)" name="\(id)" descr="\(words)"/><a:graphic xmlns:a="\(main)main">\
            <a:graphicData uri="\(main)picture"><pic:pic xmlns:pic="\(main)picture"><pic:nvPicPr>\
            <pic:cNvPr id="\(drawings)" name="\(id)" descr="\(words)"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
            <a:blip r:embed="\(id)"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
            <a:off x="0" y="0"/><a:ext \(extent)/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>\
            </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
            """
    }

    // MARK: Tables

    private mutating func write(_ table: OfficeDocument.Table) {
        if table.rows.isEmpty { return }
        let total = Int(document.paper.textWidth * 56.7)
        let widths = table.widths.map { max(60, $0 * total / 1000) }
        let style = table.lines == .all ? "TableGrid" : table.lines == .below ? "TableBelow" : "TablePlain"
        body +=
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"\(style)\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
        body += "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        body += widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
        /// For each column, the cell above that spans into the current row: the number of rows left, and its width in
        /// columns.
        var covered = [(rows: Int, columns: Int)](repeating: (0, 1), count: table.columnCount)
        func width(_ column: Int, _ columns: Int) -> String {
            let cells = widths[min(column, widths.count)..<min(widths.count, column + columns)]
            return "<w:tcW w:w=\"\(cells.reduce(0, +))\" w:type=\"dxa\"/>"
        }
        for (number, row) in table.rows.enumerated() {
            body += "<w:tr>\(properties(ofRow: number, table))"
            var column = 0
            func cover() -> String {
                var out = ""
                while column < covered.count, covered[column].rows > 0 {
                    let span = covered[column].columns
                    covered[column].rows -= 1
                    out += """
                        <w:tc><w:tcPr>\(width(column, span))\(span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : "")<w:\
                        vMerge/></w:tcPr><w:p/></w:tc>
                        """
                    column += span
                }
                return out
            }
            for cell in row {
                body += cover()
                let columns = max(1, min(cell.columns, table.columnCount - column))
                body += "<w:tc><w:tcPr>" + width(column, columns)
                if columns > 1 { body += "<w:gridSpan w:val=\"\(columns)\"/>" }
                if cell.rows > 1 { body += "<w:vMerge w:val=\"restart\"/>" }
                if let colour = cell.shade.colour {
                    body += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(colour)\"/>"
                }
                if cell.isCentered { body += "<w:vAlign w:val=\"center\"/>" }
                body += "</w:tcPr>"
                let style =
                    cell.isTitle
                    ? "Title"
                    : cell.isHead
                        ? (cell.isSmall ? "FormLabel" : "TableHeading") : cell.isSmall ? "FormNote" : "TableContents"
                for block in cell.blocks { write(block, style: style, isCentered: cell.isCentered, depth: 0) }
                // A cell must end with a paragraph.
                if !body.hasSuffix("</w:p>") { body += "<w:p><w:pPr><w:pStyle w:val=\"TableContents\"/></w:pPr></w:p>" }
                body += "</w:tc>"
                if column < covered.count { covered[column] = (cell.rows - 1, columns) }
                column += columns
            }
            body += cover()
            body += "</w:tr>"
        }
        body += "</w:tbl>"
    }

    /// Returns the properties of a row. A short row stays on one page; a long one, such as a box of a form, may break
    /// across pages.
    private func properties(ofRow number: Int, _ table: OfficeDocument.Table) -> String {
        var out = ""
        let length = table.rows[number].map { $0.blocks.allRuns.reduce(0) { $0 + $1.text.count } }.max() ?? 0
        if length < 600 { out += "<w:cantSplit/>" }
        if let height = table.heights[number] {
            out += "<w:trHeight w:val=\"\(Int(Double(height) * 56.7))\" w:hRule=\"atLeast\"/>"
        }
        if number < table.headRows { out += "<w:tblHeader/>" }
        return out.isEmpty ? "" : "<w:trPr>\(out)</w:trPr>"
    }
}

extension OfficeDocument.Run {
    var isLineBreak: Bool { text == "\n" && picture == nil }
}

extension OfficeDocument {
    /// The header; if the document has none, one made of institution, title, code and version.
    var shownHeader: [Block] {
        if !header.isEmpty { return header }
        let lines = [institution, title, [code, version].filter { !$0.isEmpty }.joined(separator: " · ")]
        return lines.filter { !$0.isEmpty }.map { .paragraph([Run(text: $0)]) }
    }

    /// The footer, with a page number if neither header nor footer has one.
    var shownFooter: [Block] {
        if header.numberPages || footer.numberPages { return footer }
        return footer + [.paragraph([Run(text: "\(Run.pageNumber) / \(Run.pageCount)")])]
    }
}
