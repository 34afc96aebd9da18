/// Writes OpenDocument Text 1.2 (ISO/IEC 26300) with the named styles that word processors list.
package struct ODTWriter {
    private let document: OfficeDocument
    private var body = ""
    private var tables = 0
    /// The lists around the block that is being written, outermost first: the style, and the element of the current item.
    private var openLists: [(style: String, item: String)] = []
    private var tableStyles = ""

    /// The document as an `.odt` file.
    package static func bytes(_ document: OfficeDocument) -> [UInt8] {
        let writer = written(document)
        return ZIPFile.bytes(
            [
                .init("mimetype", Array("application/vnd.oasis.opendocument.text".utf8), isStored: true),
                .init("META-INF/manifest.xml", Array(writer.manifest.utf8)), .init("meta.xml", Array(writer.meta.utf8)), .init("styles.xml", Array(writer.styles.utf8)),
                .init("content.xml", Array(writer.content.utf8)),
            ] + writer.pictures.all.map { .init("Pictures/" + $0.name, $0.picture.bytes) })
    }

    /// The text of `content.xml`.
    static func content(of document: OfficeDocument) -> String { written(document).content }

    private static func written(_ document: OfficeDocument) -> ODTWriter {
        var writer = ODTWriter(document)
        for block in document.blocks { writer.write(block) }
        return writer
    }

    private let pictures: PictureFiles

    private init(_ document: OfficeDocument) {
        self.document = document
        pictures = PictureFiles(document) { _ in true }
    }

    private static let spaces =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.2\""
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    private var manifest: String {
        let files = pictures.all.map {
            "<manifest:file-entry manifest:full-path=\"Pictures/\($0.name)\" manifest:media-type=\"image/\($0.picture.type)\"/>"
        }
        return Self.manifestHead + files.joined() + "</manifest:manifest>"
    }

    private static let manifestHead =
        head
        + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"

    private var meta: String {
        Self.head
            + "<office:document-meta \(Self.spaces)><office:meta><meta:generator>Oficio</meta:generator><dc:title>\(document.title.xml)</dc:title><dc:language>\(document.language.xml)</dc:language><meta:user-defined meta:name=\"code\">\(document.code.xml)</meta:user-defined><meta:user-defined meta:name=\"version\">\(document.version.xml)</meta:user-defined></office:meta></office:document-meta>"
    }

    private var styles: String {
        let parts = document.language.split(separator: "-").map(String.init)
        let language = "fo:language=\"\((parts.first ?? "es").xml)\" fo:country=\"\((parts.count > 1 ? parts[1] : "none").xml)\""
        var headings = ""
        for (level, size) in [(1, 16), (2, 13), (3, 11.5), (4, 11), (5, 10.5), (6, 10.5)] as [(Int, Double)] {
            headings +=
                "<style:style style:name=\"Heading_20_\(level)\" style:display-name=\"Heading \(level)\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:next-style-name=\"Text_20_body\" style:default-outline-level=\"\(level)\"><style:paragraph-properties fo:margin-top=\"3mm\" fo:margin-bottom=\"1.5mm\" fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"\(size)pt\" fo:font-weight=\"bold\"/></style:style>"
        }
        func lines(_ lines: [String], _ style: String) -> String { lines.map { "<text:p text:style-name=\"\(style)\">\($0.xml)</text:p>" }.joined() }
        let foot =
            lines(document.footer, "Footer")
            + "<text:p text:style-name=\"Footer\"><text:page-number text:select-page=\"current\">1</text:page-number> / <text:page-count>1</text:page-count></text:p>"
        let top =
            document.header.isEmpty
            ? [document.institution, document.title, [document.code, document.version].filter { !$0.isEmpty }.joined(separator: " · ")] : document.header
        return Self.head
            + "<office:document-styles \(Self.spaces)><office:styles><style:default-style style:family=\"paragraph\"><style:text-properties style:font-name=\"Liberation Sans\" fo:font-family=\"'Liberation Sans', Arial, sans-serif\" fo:font-size=\"10.5pt\" \(language)/></style:default-style><style:style style:name=\"Standard\" style:family=\"paragraph\"/><style:style style:name=\"Text_20_body\" style:display-name=\"Text body\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:margin-bottom=\"1.5mm\"/></style:style><style:style style:name=\"Quotations\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\"><style:paragraph-properties fo:margin-left=\"8mm\"/><style:text-properties fo:font-style=\"italic\"/></style:style><style:style style:name=\"Table_20_Contents\" style:display-name=\"Table Contents\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"/><style:style style:name=\"Table_20_Heading\" style:display-name=\"Table Heading\" style:family=\"paragraph\" style:parent-style-name=\"Table_20_Contents\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"Header\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:text-properties fo:font-size=\"8.5pt\"/></style:style><style:style style:name=\"Footer\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:text-properties fo:font-size=\"8.5pt\"/></style:style>\(headings)<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"><style:list-level-properties text:space-before=\"2mm\" text:min-label-width=\"4mm\"/></text:list-level-style-bullet><text:list-level-style-bullet text:level=\"2\" text:bullet-char=\"◦\"><style:list-level-properties text:space-before=\"7mm\" text:min-label-width=\"4mm\"/></text:list-level-style-bullet></text:list-style><text:list-style style:name=\"Numbers\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\".\" style:num-format=\"1\"><style:list-level-properties text:space-before=\"2mm\" text:min-label-width=\"6mm\"/></text:list-level-style-number></text:list-style></office:styles><office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties fo:page-width=\"215.9mm\" fo:page-height=\"279.4mm\" fo:margin-top=\"12mm\" fo:margin-bottom=\"12mm\" fo:margin-left=\"18mm\" fo:margin-right=\"18mm\"/><style:header-style><style:header-footer-properties fo:min-height=\"8mm\" fo:margin-bottom=\"4mm\"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height=\"8mm\" fo:margin-top=\"4mm\"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\"><style:header>\(lines(top.filter { !$0.isEmpty }, "Header"))</style:header><style:footer>\(foot)</style:footer></style:master-page></office:master-styles></office:document-styles>"
    }

    private var content: String {
        let looks =
            "<style:style style:name=\"b\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"i\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style><style:style style:name=\"u\" style:family=\"text\"><style:text-properties style:text-underline-style=\"solid\"/></style:style><style:style style:name=\"s\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style><style:style style:name=\"cell\" style:family=\"table-cell\"><style:table-cell-properties fo:border=\"0.5pt solid #000000\" fo:padding=\"1mm\"/></style:style>"
        return Self.head
            + "<office:document-content \(Self.spaces)><office:automatic-styles>\(looks)\(tableStyles)</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>"
    }

    private mutating func write(_ block: OfficeDocument.Block, in style: String = "Text_20_body") {
        switch block {
        case .heading(let level, let runs):
            body += "<text:h text:style-name=\"Heading_20_\(level)\" text:outline-level=\"\(level)\">"
            write(runs)
            body += "</text:h>"
        case .paragraph(let runs), .quote(let runs):
            var name = style
            if case .quote = block { name = "Quotations" }
            body += "<text:p text:style-name=\"\(name)\">"
            write(runs)
            body += "</text:p>"
        case .list(let start, let items):
            openLists.append((style: start == nil ? "Bullets" : "Numbers", item: ""))
            let level = openLists.count - 1
            body += "<text:list text:style-name=\"\(openLists[level].style)\">"
            for (number, item) in items.enumerated() {
                let isLater = number == 0 && (start ?? 1) != 1
                openLists[level].item = "text:list-item"
                body += "<text:list-item\(isLater ? " text:start-value=\"\(start ?? 1)\"" : "")>"
                for inner in item { write(inner) }
                body += "</\(openLists[level].item)>"
            }
            body += "</text:list>"
            openLists.removeLast()
        case .table(let table): writeBetweenLists(table)
        }
    }

    /// Writes a table outside the lists that are open: an item of a list cannot hold one (ISO/IEC 26300, 4.3.4), and
    /// LibreOffice drops it. The lists go on behind the table with the rest of the item, without a second number.
    private mutating func writeBetweenLists(_ table: OfficeDocument.Table) {
        let interrupted = openLists
        for list in interrupted.reversed() { body += "</\(list.item)></text:list>" }
        openLists = []
        write(table)
        for list in interrupted {
            body += "<text:list text:style-name=\"\(list.style)\" text:continue-numbering=\"true\"><text:list-header>"
            openLists.append((list.style, "text:list-header"))
        }
    }

    private mutating func write(_ table: OfficeDocument.Table) {
        tables += 1
        let name = "t\(tables)"
        tableStyles +=
            "<style:style style:name=\"\(name)\" style:family=\"table\"><style:table-properties table:align=\"margins\" fo:margin-bottom=\"3mm\"/></style:style>"
        body += "<table:table table:name=\"\(name)\" table:style-name=\"\(name)\">"
        for (number, width) in table.widths.enumerated() {
            tableStyles +=
                "<style:style style:name=\"\(name)c\(number)\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"\(width)*\"/></style:style>"
            body += "<table:table-column table:style-name=\"\(name)c\(number)\"/>"
        }
        /// For each column, the rows that a cell above still spans.
        var covered = [Int](repeating: 0, count: table.columnCount)
        for (number, row) in table.rows.enumerated() {
            if number == 0, table.headRows > 0 { body += "<table:table-header-rows>" }
            body += "<table:table-row>"
            var column = 0
            func cover() -> String {
                var out = ""
                while column < covered.count, covered[column] > 0 {
                    out += "<table:covered-table-cell/>"
                    covered[column] -= 1
                    column += 1
                }
                return out
            }
            for cell in row {
                body += cover()
                let columns = max(1, min(cell.columns, table.columnCount - column))
                body += "<table:table-cell table:style-name=\"cell\""
                if columns > 1 { body += " table:number-columns-spanned=\"\(columns)\"" }
                if cell.rows > 1 { body += " table:number-rows-spanned=\"\(cell.rows)\"" }
                body += ">"
                if cell.blocks.isEmpty { body += "<text:p text:style-name=\"Table_20_Contents\"/>" }
                for block in cell.blocks { write(block, in: cell.isHead ? "Table_20_Heading" : "Table_20_Contents") }
                body += "</table:table-cell>"
                for place in column..<min(covered.count, column + columns) { covered[place] = cell.rows - 1 }
                body += String(repeating: "<table:covered-table-cell/>", count: columns - 1)
                column += columns
            }
            body += cover()
            body += "</table:table-row>"
            if number + 1 == table.headRows { body += "</table:table-header-rows>" }
        }
        body += "</table:table>"
    }

    private func frame(_ picture: Picture, _ file: String) -> String {
        func millimetres(_ points: Int) -> String { "\(points * 254 / 960).\(points * 2540 / 960 % 10)mm" }
        let (width, height) = picture.size
        return "<draw:frame text:anchor-type=\"as-char\" svg:width=\"\(millimetres(width))\" svg:height=\"\(millimetres(height))\">"
            + "<draw:image xlink:href=\"Pictures/\(file)\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>"
            + "<svg:title>\(picture.alternative.xml)</svg:title></draw:frame>"
    }

    private mutating func write(_ runs: [OfficeDocument.Run]) {
        for run in runs {
            if run == .lineBreak {
                body += "<text:line-break/>"
                continue
            }
            if let picture = run.picture, let file = pictures.name(of: picture) {
                body += frame(picture, file)
                continue
            }
            var open = ""
            var close = ""
            for (isOn, name) in [(run.isBold, "b"), (run.isItalic, "i"), (run.isUnderlined, "u"), (run.isStruck, "s")] where isOn {
                open += "<text:span text:style-name=\"\(name)\">"
                close += "</text:span>"
            }
            body += open + run.text.xml + close
        }
    }
}
