/// Writes OpenDocument Text 1.2 (ISO/IEC 26300) that uses the standard named styles of word processors.
package struct ODTWriter {
    private let document: OfficeDocument
    private var body = ""
    private var tables = 0
    /// The lists that enclose the block being written, outermost first: the style, and the XML element of the current
    /// item.
    private var openLists: [(style: String, item: String)] = []
    private var tableStyles = ""
    /// The automatic styles of the tables in header and footer.
    private var marginStyles = ""
    private var header = ""
    private var footer = ""
    /// The number of occurrences of each field so far, by its key.
    private var shown: [String: Int] = [:]
    /// The XML to write before the text of the next paragraph.
    private var opening = ""

    /// Returns the document as an `.odt` file.
    package static func bytes(_ document: OfficeDocument) -> [UInt8] {
        let writer = writer(document)
        return ZIPFile.bytes(
            [
                .init("mimetype", Array("application/vnd.oasis.opendocument.text".utf8), isStored: true),
                .init("META-INF/manifest.xml", Array(writer.manifest.utf8)), .init("meta.xml", Array(writer.meta.utf8)),
                .init("styles.xml", Array(writer.styles.utf8)),
                .init("content.xml", Array(writer.content.utf8)),
            ] + writer.pictures.all.map { .init("Pictures/" + $0.name, $0.picture.bytes) })
    }

    /// Returns the text of `content.xml`.
    static func content(of document: OfficeDocument) -> String { writer(document).content }

    private static func writer(_ document: OfficeDocument) -> ODTWriter {
        var writer = ODTWriter(document)
        writer.header = writer.part(document.shownHeader, in: "Header")
        writer.footer = writer.part(document.shownFooter, in: "Footer")
        writer.marginStyles = writer.tableStyles
        writer.tableStyles = ""
        for block in document.blocks { writer.write(block) }
        return writer
    }

    /// Returns the XML of a header or footer.
    private mutating func part(_ blocks: [OfficeDocument.Block], in style: String) -> String {
        body = ""
        for block in blocks { write(block, in: style) }
        defer { body = "" }
        return body
    }

    private let pictures: PictureFiles

    private init(_ document: OfficeDocument) {
        self.document = document
        pictures = PictureFiles(document) { _ in true }
    }

    private static let spaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
        xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
        xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.2"
        """
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    private var manifest: String {
        let files = pictures.all.map {
            """
            <manifest:file-entry manifest:full-path="Pictures/\($0.name)" \
            manifest:media-type="image/\($0.picture.type)"/>
            """
        }
        return Self.manifestHead + files.joined() + "</manifest:manifest>"
    }

    private static let manifestHead =
        head
        + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
        + "manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" "
        + "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
        + "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
        + "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
        + "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"

    private var meta: String {
        let properties =
            [("code", document.code), ("version", document.version)] + document.properties.map { ($0.name, $0.value) }
        let own = properties.map { "<meta:user-defined meta:name=\"\($0.0.xml)\">\($0.1.xml)</meta:user-defined>" }
        return Self.head
            + "<office:document-meta \(Self.spaces)><office:meta><meta:generator>Oficio</meta:generator>"
            + "<dc:title>\(document.title.xml)</dc:title><dc:language>\(document.language.xml)</dc:language>"
            + own.joined() + "</office:meta></office:document-meta>"
    }

    private var styles: String {
        let layout = ODTStyles(document)
        return Self.head
            + "<office:document-styles \(Self.spaces)><office:styles>\(layout.named)</office:styles>"
            + "<office:automatic-styles>\(ODTStyles.automaticStyles)\(marginStyles)\(layout.page)"
            + "</office:automatic-styles>"
            + "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\">"
            + "<style:header>\(header)</style:header><style:footer>\(footer)</style:footer>"
            + "</style:master-page></office:master-styles></office:document-styles>"
    }

    private var content: String {
        Self.head
            + "<office:document-content \(Self.spaces)>"
            + "<office:automatic-styles>\(ODTStyles.automaticStyles)\(tableStyles)"
            + "</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body>"
            + "</office:document-content>"
    }

    private mutating func write(_ block: OfficeDocument.Block, in style: String = "Text_20_body") {
        switch block {
        case .heading(let level, let runs):
            let name = style == "Text_20_body" ? "Heading_20_\(level)" : "Form_20_Heading_20_\(level)"
            body += "<text:h text:style-name=\"\(name)\" text:outline-level=\"\(level)\">" + opening
            opening = ""
            write(runs)
            body += "</text:h>"
        case .paragraph(let runs), .quote(let runs):
            var name = style
            if case .quote = block { name = "Quotations" }
            body += "<text:p text:style-name=\"\(name)\">" + opening
            opening = ""
            write(runs)
            body += "</text:p>"
        case .list(let start, let items): write(items, start: start, in: style)
        case .table(let table): writeBetweenLists(table)
        case .control(let control, let blocks):
            let name = bookmark(control)
            opening += "<text:bookmark-start text:name=\"\(name)\"/>"
            for inner in blocks { write(inner, in: style) }
            close(name)
        case .pageBreak: if !body.isEmpty { body += "<text:p text:style-name=\"Break\"/>" }
        }
    }

    private mutating func write(_ items: [[OfficeDocument.Block]], start: Int?, in style: String) {
        openLists.append((style: start == nil ? "Bullets" : "Numbers", item: ""))
        let level = openLists.count - 1
        body += "<text:list text:style-name=\"\(openLists[level].style)\">"
        for (number, item) in items.enumerated() {
            let isLater = number == 0 && (start ?? 1) != 1
            openLists[level].item = "text:list-item"
            body += "<text:list-item\(isLater ? " text:start-value=\"\(start ?? 1)\"" : "")>"
            for inner in item { write(inner, in: style) }
            body += "</\(openLists[level].item)>"
        }
        body += "</text:list>"
        openLists.removeLast()
    }

    private mutating func bookmark(_ control: FieldControl) -> String {
        let number = shown[control.key, default: 0] + 1
        shown[control.key] = number
        return control.bookmark(number)
    }

    /// Ends a bookmark at the end of the last paragraph or heading, or in a new paragraph if there is none.
    private mutating func close(_ name: String) {
        let end = "<text:bookmark-end text:name=\"\(name)\"/>"
        if opening.isEmpty, let last = body.endOfLastText {
            body.insert(contentsOf: end, at: last)
        } else {
            body += "<text:p text:style-name=\"Table_20_Contents\">\(opening)\(end)</text:p>"
            opening = ""
        }
    }

    /// Writes a table outside the open lists, because an item of a list cannot contain one (ISO/IEC 26300, 4.3.4) and
    /// LibreOffice would drop it. The lists continue after the table with the rest of the item, without a second
    /// number.
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
        if table.rows.isEmpty { return }
        tables += 1
        let name = "t\(tables)"
        tableStyles += """
            <style:style style:name="\(name)" style:family="table">\
            <style:table-properties table:align="margins" fo:margin-bottom="1mm"/></style:style>
            """
        body += "<table:table table:name=\"\(name)\" table:style-name=\"\(name)\">"
        for (number, width) in table.widths.enumerated() {
            tableStyles += """
                <style:style style:name="\(name)c\(number)" style:family="table-column">\
                <style:table-column-properties style:rel-column-width="\(max(5, width))*"/></style:style>
                """
            body += "<table:table-column table:style-name=\"\(name)c\(number)\"/>"
        }
        /// For each column, the number of rows that a cell above still spans.
        var covered = [Int](repeating: 0, count: table.columnCount)
        for (number, row) in table.rows.enumerated() {
            if number == 0, table.headRows > 0 { body += "<table:table-header-rows>" }
            body +=
                "<table:table-row" + (table.heights[number].map { " table:style-name=\"\(rowStyle($0, name))\"" } ?? "")
                + ">"
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
                body += """
                    <table:table-cell table:style-name="\(ODTStyles.cell(cell, table.lines))" \
                    office:value-type="string"
                    """
                if columns > 1 { body += " table:number-columns-spanned=\"\(columns)\"" }
                if cell.rows > 1 { body += " table:number-rows-spanned=\"\(cell.rows)\"" }
                body += ">"
                let style = ODTStyles.paragraph(in: cell)
                if cell.blocks.isEmpty { body += "<text:p text:style-name=\"\(style)\"/>" }
                for block in cell.blocks { write(block, in: style) }
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

    private mutating func rowStyle(_ height: Int, _ table: String) -> String {
        let name = "\(table)h\(height)"
        let style = """
            <style:style style:name="\(name)" style:family="table-row">\
            <style:table-row-properties style:min-row-height="\(height)mm"/></style:style>
            """
        if !tableStyles.contains(style) { tableStyles += style }
        return name
    }

    private func frame(_ picture: Picture, _ file: String) -> String {
        func millimetres(_ points: Int) -> String { "\(points * 254 / 960).\(points * 2540 / 960 % 10)mm" }
        let (width, height) = picture.size
        return """
            <draw:frame text:anchor-type="as-char" svg:width="\(millimetres(width))" \
            svg:height="\(millimetres(height))"><draw:image xlink:href="Pictures/\(file)" xlink:type="simple" xlink:\
            show="embed" xlink:actuate="onLoad"/><svg:title>\(picture.alternative.xml)</svg:title></draw:frame>
            """
    }

    private mutating func write(_ runs: [OfficeDocument.Run]) {
        var rest = runs[...]
        while let first = rest.first {
            let count = first.control == nil ? 1 : rest.prefix { $0.control == first.control }.count
            let name = first.control.map { bookmark($0) }
            if let name { body += "<text:bookmark-start text:name=\"\(name)\"/>" }
            writePlain(Array(rest.prefix(count)))
            if let name { body += "<text:bookmark-end text:name=\"\(name)\"/>" }
            rest = rest.dropFirst(count)
        }
    }

    private mutating func writePlain(_ runs: [OfficeDocument.Run]) {
        for run in runs {
            if run.isLineBreak {
                body += "<text:line-break/>"
                continue
            }
            if let picture = run.picture, let file = pictures.name(of: picture) {
                body += frame(picture, file)
                continue
            }
            var open = ""
            var close = ""
            for (isOn, name) in [(run.isBold, "b"), (run.isItalic, "i"), (run.isUnderlined, "u"), (run.isStruck, "s")]
            where isOn {
                open += "<text:span text:style-name=\"\(name)\">"
                close += "</text:span>"
            }
            body +=
                open
                + run.text.xml.replacing(String(OfficeDocument.Run.pageNumber), with: Self.page)
                .replacing(String(OfficeDocument.Run.pageCount), with: Self.pages) + close
        }
    }

    private static let page = "<text:page-number text:select-page=\"current\">1</text:page-number>"
    private static let pages = "<text:page-count>1</text:page-count>"
}

extension String {
    /// The index at which the closing tag of the last paragraph or heading begins; nil unless only closing tags
    /// follow it.
    fileprivate var endOfLastText: String.Index? {
        var rest = self[...]
        while rest.hasSuffix(">") {
            for end in ["</text:p>", "</text:h>"] where rest.hasSuffix(end) {
                return rest.index(rest.endIndex, offsetBy: -end.count)
            }
            guard let open = rest.lastIndex(of: "<"), rest[open...].hasPrefix("</") else { return nil }
            rest = rest[..<open]
        }
        return nil
    }
}
