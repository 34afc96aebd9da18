/// Writes Office Open XML text documents (ISO/IEC 29500, transitional) with the named styles that
/// Word lists.
package struct DOCXWriter {
    private let document: OfficeDocument
    private var body = ""
    /// The start numbers of the ordered lists so far.
    private var orderedLists: [Int] = []
    private let pictures: PictureFiles
    private var drawings = 0

    /// The document as a `.docx` file.
    package static func bytes(_ document: OfficeDocument) -> [UInt8] {
        var writer = DOCXWriter(document)
        for block in document.blocks { writer.write(block, style: nil, depth: 0) }
        func entry(_ path: String, _ text: String) -> ZIPFile.Entry { .init(path, Array((head + text).utf8)) }
        return ZIPFile.bytes(
            [
                entry("[Content_Types].xml", types), entry("_rels/.rels", relations), entry("docProps/core.xml", writer.properties),
                entry("word/document.xml", writer.text),
                entry("word/_rels/document.xml.rels", writer.relations), entry("word/styles.xml", writer.styles), entry("word/numbering.xml", writer.numbering),
                entry("word/header1.xml", writer.header), entry("word/footer1.xml", writer.footer),
            ] + writer.pictures.all.map { .init("word/media/" + $0.name, $0.picture.bytes) })
    }

    private init(_ document: OfficeDocument) {
        self.document = document
        pictures = PictureFiles(document) { $0.isBitmap }
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let space =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    private static let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    private static let types =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/><Default Extension=\"gif\" ContentType=\"image/gif\"/><Default Extension=\"bmp\" ContentType=\"image/bmp\"/><Override PartName=\"/word/document.xml\" ContentType=\"\(word)document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"\(word)styles+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"\(word)numbering+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"\(word)header+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"\(word)footer+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    private static let relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(kind)officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    private var relations: String {
        let media = pictures.all.enumerated().map { number, file in
            "<Relationship Id=\"picture\(number + 1)\" Type=\"\(Self.kind)image\" Target=\"media/\(file.name)\"/>"
        }
        return Self.documentRelations + media.joined() + "</Relationships>"
    }

    private static let documentRelations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(kind)styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"\(kind)numbering\" Target=\"numbering.xml\"/><Relationship Id=\"rId3\" Type=\"\(kind)header\" Target=\"header1.xml\"/><Relationship Id=\"rId4\" Type=\"\(kind)footer\" Target=\"footer1.xml\"/>"

    private var properties: String {
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(document.title.xml)</dc:title><dc:creator>\(document.institution.xml)</dc:creator><dc:identifier>\(document.code.xml)</dc:identifier><dc:language>\(document.language.xml)</dc:language><cp:version>\(document.version.xml)</cp:version></cp:coreProperties>"
    }

    private var styles: String {
        func style(_ id: String, _ name: String, _ paragraph: String, _ run: String, based: String? = "Normal") -> String {
            "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"\(based == nil ? " w:default=\"1\"" : "")><w:name w:val=\"\(name)\"/>\(based.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "")<w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>"
        }
        var out = style("Normal", "Normal", "<w:spacing w:after=\"80\"/>", "", based: nil)
        for (level, size) in [(1, 32), (2, 26), (3, 23), (4, 22), (5, 21), (6, 21)] {
            out += style(
                "Heading\(level)", "heading \(level)", "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
                "<w:b/><w:sz w:val=\"\(size)\"/>")
        }
        out += style("Quote", "Quote", "<w:ind w:left=\"450\"/>", "<w:i/>")
        out += style("ListParagraph", "List Paragraph", "<w:spacing w:after=\"40\"/>", "")
        out += style("TableContents", "Table Contents", "<w:spacing w:after=\"0\"/>", "")
        out += style("TableHeading", "Table Heading", "", "<w:b/>", based: "TableContents")
        out += style("Header", "header", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"17\"/>")
        out += style("Footer", "footer", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"17\"/>")
        return
            "<w:styles \(Self.space)><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"21\"/><w:lang w:val=\"\(document.language.xml)\"/></w:rPr></w:rPrDefault></w:docDefaults>\(out)<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/><w:left w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/><w:right w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/></w:tblBorders></w:tblPr></w:style></w:styles>"
    }

    private var numbering: String {
        func level(_ depth: Int, _ format: String, _ text: String) -> String {
            "<w:lvl w:ilvl=\"\(depth)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/><w:pPr><w:ind w:left=\"\(360 + depth * 300)\" w:hanging=\"300\"/></w:pPr></w:lvl>"
        }
        let bullets = (0..<4).map { level($0, "bullet", $0 % 2 == 0 ? "•" : "◦") }.joined()
        let numbers = (0..<4).map { level($0, "decimal", "%\($0 + 1).") }.joined()
        var nums = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        for (number, start) in orderedLists.enumerated() {
            nums +=
                "<w:num w:numId=\"\(number + 2)\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"\(start)\"/></w:lvlOverride></w:num>"
        }
        return
            "<w:numbering \(Self.space)><w:abstractNum w:abstractNumId=\"0\">\(bullets)</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">\(numbers)</w:abstractNum>\(nums)</w:numbering>"
    }

    private func paragraphs(_ lines: [String], _ style: String) -> String {
        lines.map { "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\($0.xml)</w:t></w:r></w:p>" }.joined()
    }

    private var header: String {
        let lines =
            document.header.isEmpty
            ? [document.institution, document.title, [document.code, document.version].filter { !$0.isEmpty }.joined(separator: " · ")] : document.header
        let shown = lines.filter { !$0.isEmpty }
        return "<w:hdr \(Self.space)>\(paragraphs(shown.isEmpty ? [""] : shown, "Header"))</w:hdr>"
    }

    private var footer: String {
        func field(_ name: String) -> String { "<w:fldSimple w:instr=\" \(name) \"><w:r><w:t>1</w:t></w:r></w:fldSimple>" }
        return
            "<w:ftr \(Self.space)>\(paragraphs(document.footer, "Footer"))<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\(field("PAGE"))<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>\(field("NUMPAGES"))</w:p></w:ftr>"
    }

    private var text: String {
        "<w:document \(Self.space)><w:body>\(body)<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1000\" w:right=\"1000\" w:bottom=\"1000\" w:left=\"1000\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    }

    private mutating func write(_ block: OfficeDocument.Block, style: String?, depth: Int) {
        switch block {
        case .heading(let level, let runs): paragraph(runs, style: "Heading\(level)")
        case .paragraph(let runs): paragraph(runs, style: style)
        case .quote(let runs): paragraph(runs, style: "Quote")
        case .list(let start, let items):
            var number = 1
            if let start {
                orderedLists.append(start)
                number = orderedLists.count + 1
            }
            for item in items {
                var isFirst = true
                for inner in item {
                    if case .paragraph(let runs) = inner {
                        paragraph(runs, style: "ListParagraph", list: isFirst ? (number, min(3, depth)) : nil)
                        isFirst = false
                    } else {
                        write(inner, style: style, depth: depth + 1)
                    }
                }
            }
        case .table(let table): write(table)
        }
    }

    private mutating func paragraph(_ runs: [OfficeDocument.Run], style: String?, list: (number: Int, depth: Int)? = nil) {
        body += "<w:p>"
        if style != nil || list != nil {
            body += "<w:pPr>"
            if let style { body += "<w:pStyle w:val=\"\(style)\"/>" }
            if let list { body += "<w:numPr><w:ilvl w:val=\"\(list.depth)\"/><w:numId w:val=\"\(list.number)\"/></w:numPr>" }
            body += "</w:pPr>"
        }
        for run in runs {
            if run == .lineBreak {
                body += "<w:r><w:br/></w:r>"
                continue
            }
            if let picture = run.picture, let place = pictures.all.firstIndex(where: { $0.picture == picture }) {
                drawings += 1
                body += drawing(picture, "picture\(place + 1)")
                continue
            }
            body += "<w:r>"
            if run.isBold || run.isItalic || run.isUnderlined || run.isStruck {
                body +=
                    "<w:rPr>\(run.isBold ? "<w:b/>" : "")\(run.isItalic ? "<w:i/>" : "")\(run.isStruck ? "<w:strike/>" : "")\(run.isUnderlined ? "<w:u w:val=\"single\"/>" : "")</w:rPr>"
            }
            body += "<w:t xml:space=\"preserve\">\(run.text.xml)</w:t></w:r>"
        }
        body += "</w:p>"
    }

    /// A picture in the line (ISO/IEC 29500-1, 20.4.2.8); lengths in English metric units, 9525 to a point of 1/96 inch.
    private func drawing(_ picture: Picture, _ id: String) -> String {
        let (width, height) = picture.size
        let extent = "cx=\"\(width * 9525)\" cy=\"\(height * 9525)\""
        let words = picture.alternative.xml
        let main = "http://schemas.openxmlformats.org/drawingml/2006/"
        return "<w:r><w:drawing><wp:inline xmlns:wp=\"\(main)wordprocessingDrawing\"><wp:extent \(extent)/>"
            + "<wp:docPr id=\"\(drawings)\" name=\"\(id)\" descr=\"\(words)\"/><a:graphic xmlns:a=\"\(main)main\">"
            + "<a:graphicData uri=\"\(main)picture\"><pic:pic xmlns:pic=\"\(main)picture\">"
            + "<pic:nvPicPr><pic:cNvPr id=\"\(drawings)\" name=\"\(id)\" descr=\"\(words)\"/><pic:cNvPicPr/></pic:nvPicPr>"
            + "<pic:blipFill><a:blip r:embed=\"\(id)\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            + "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext \(extent)/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
            + "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    }

    private mutating func write(_ table: OfficeDocument.Table) {
        body += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        body += table.widths.map { "<w:gridCol w:w=\"\($0 * 10_240 / 1000)\"/>" }.joined() + "</w:tblGrid>"
        /// For each column, the cell above that spans into this row: rows left, and its width in
        /// columns.
        var covered = [(rows: Int, columns: Int)](repeating: (0, 1), count: table.columnCount)
        for (number, row) in table.rows.enumerated() {
            body += "<w:tr><w:trPr><w:cantSplit/>\(number < table.headRows ? "<w:tblHeader/>" : "")</w:trPr>"
            var column = 0
            func cover() -> String {
                var out = ""
                while column < covered.count, covered[column].rows > 0 {
                    let span = covered[column].columns
                    covered[column].rows -= 1
                    out += "<w:tc><w:tcPr>\(span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : "")<w:vMerge/></w:tcPr><w:p/></w:tc>"
                    column += span
                }
                return out
            }
            for cell in row {
                body += cover()
                let columns = max(1, min(cell.columns, table.columnCount - column))
                body += "<w:tc><w:tcPr>"
                if columns > 1 { body += "<w:gridSpan w:val=\"\(columns)\"/>" }
                if cell.rows > 1 { body += "<w:vMerge w:val=\"restart\"/>" }
                body += "</w:tcPr>"
                for block in cell.blocks { write(block, style: cell.isHead ? "TableHeading" : "TableContents", depth: 0) }
                // A cell must end with a paragraph.
                if cell.blocks.last.map({ if case .table = $0 { true } else { false } }) ?? true { body += "<w:p/>" }
                body += "</w:tc>"
                if column < covered.count { covered[column] = (cell.rows - 1, columns) }
                column += columns
            }
            body += cover()
            body += "</w:tr>"
        }
        body += "</w:tbl><w:p/>"
    }
}
