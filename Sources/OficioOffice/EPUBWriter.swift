/// Writes EPUB 3.3, with a chapter for every heading of levels 1 and 2.
package struct EPUBWriter {
    /// Returns the document as an `.epub` file. `identifier` is the unique identifier of the publication, and
    /// `modified` a date `YYYY-MM-DD`.
    package static func bytes(_ document: OfficeDocument, identifier: String, modified: String) -> [UInt8] {
        var chapters: [(title: String, blocks: [OfficeDocument.Block])] = [(document.title, [])]
        for block in document.blocks {
            if case .heading(let level, let runs) = block, level <= 2, !chapters[chapters.count - 1].blocks.isEmpty {
                chapters.append((runs.map { $0.text.replacing("\n", with: " ") }.joined(), []))
            }
            chapters[chapters.count - 1].blocks.append(block)
        }
        let language = document.language.xml
        func page(_ title: String, _ body: String, space: String = "") -> [UInt8] {
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml"\(space) xml:lang="\(language)" lang="\(language)">\
                <head><meta charset="utf-8"/><title>\(title.xml)</title>\
                <link rel="stylesheet" href="style.css" type="text/css"/></head><body>\(body)</body></html>
                """
                .utf8)
        }
        var entries: [ZIPFile.Entry] = [
            .init("mimetype", Array("application/epub+zip".utf8), isStored: true),
            .init(
                "META-INF/container.xml",
                Array(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>\
                    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\
                    </rootfiles></container>
                    """
                    .utf8)),
        ]
        let pictures = PictureFiles(document) { _ in true }
        var manifest = ""
        for (number, (file, picture)) in pictures.all.enumerated() {
            manifest += "<item id=\"p\(number + 1)\" href=\"\(file)\" media-type=\"image/\(picture.type)\"/>"
            entries.append(.init("EPUB/" + file, picture.bytes))
        }
        var spine = ""
        var toc = ""
        for (number, chapter) in chapters.enumerated() {
            let file = "c\(number + 1).xhtml"
            manifest += "<item id=\"c\(number + 1)\" href=\"\(file)\" media-type=\"application/xhtml+xml\"/>"
            spine += "<itemref idref=\"c\(number + 1)\"/>"
            toc += "<li><a href=\"\(file)\">\(chapter.title.xml)</a></li>"
            let control = [document.institution, document.code, document.version]
            var body =
                number == 0
                ? """
                <p>\
                \(control.filter { !$0.isEmpty }.joined(separator: " · ").xml)\
                </p>
                """
                : ""
            for block in chapter.blocks { write(block, pictures, to: &body) }
            entries.append(.init("EPUB/" + file, page(chapter.title, "<section>\(body)</section>")))
        }
        let package = """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
            xml:lang="\(language)"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\
            <dc:identifier id="id">\(identifier.xml)</dc:identifier><dc:title>\(document.title.xml)</dc:title>\
            <dc:language>\(language)</dc:language>\
            \(document.institution.isEmpty ? "" : "<dc:creator>\(document.institution.xml)</dc:creator>")\
            <meta property="dcterms:modified">\(modified)T00:00:00Z</meta>\
            <meta property="schema:accessMode">textual</meta></metadata><manifest>\
            <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\
            <item id="css" href="style.css" media-type="text/css"/>\(manifest)</manifest><spine>\(spine)</spine>\
            </package>
            """
        entries += [
            .init("EPUB/package.opf", Array(package.utf8)),
            .init(
                "EPUB/nav.xhtml",
                page(
                    document.title, "<nav epub:type=\"toc\"><h1>\(document.title.xml)</h1><ol>\(toc)</ol></nav>",
                    space: " xmlns:epub=\"http://www.idpf.org/2007/ops\"")),
            .init(
                "EPUB/style.css",
                Array(
                    """
                    table { border-collapse: collapse; width: 100%; } th, \
                    td { border: 1px solid; padding: .2em .4em; text-align: left; vertical-align: top; }\n
                    """
                    .utf8)
            ),
        ]
        return ZIPFile.bytes(entries)
    }

    private static func write(_ block: OfficeDocument.Block, _ pictures: PictureFiles, to out: inout String) {
        switch block {
        case .heading(let level, let runs): out += "<h\(level)>\(text(runs, pictures))</h\(level)>"
        case .paragraph(let runs): out += "<p>\(text(runs, pictures))</p>"
        case .quote(let runs): out += "<blockquote><p>\(text(runs, pictures))</p></blockquote>"
        case .list(let start, let items):
            if items.isEmpty { return }
            out += start.map { $0 == 1 ? "<ol>" : "<ol start=\"\($0)\">" } ?? "<ul>"
            for item in items {
                out += "<li>"
                for inner in item { write(inner, pictures, to: &out) }
                out += "</li>"
            }
            out += start == nil ? "</ul>" : "</ol>"
        case .control(_, let blocks): for inner in blocks { write(inner, pictures, to: &out) }
        case .pageBreak: break
        case .table(let table):
            if table.rows.isEmpty { return }
            out += "<table>"
            for (number, row) in table.rows.enumerated() {
                if number == 0 { out += table.headRows > 0 ? "<thead>" : "<tbody>" }
                out += "<tr>"
                for cell in row {
                    let name = cell.isHead ? "th" : "td"
                    out += """
                        <\(name)\(cell.columns > 1 ? " colspan=\"\(cell.columns)\"" : "")\
                        \(cell.rows > 1 ? " rowspan=\"\(cell.rows)\"" : "")>
                        """
                    for inner in cell.blocks { write(inner, pictures, to: &out) }
                    out += "</\(name)>"
                }
                out += "</tr>"
                if number + 1 == table.headRows {
                    out += table.rows.count > table.headRows ? "</thead><tbody>" : "</thead>"
                }
            }
            out += table.rows.count > table.headRows ? "</tbody></table>" : "</table>"
        }
    }

    private static func text(_ runs: [OfficeDocument.Run], _ pictures: PictureFiles) -> String {
        runs.map { run in
            if run.isLineBreak { return "<br/>" }
            if let picture = run.picture, let file = pictures.name(of: picture) {
                return "<img src=\"\(file)\" alt=\"\(picture.alternative.xml)\"/>"
            }
            var out = run.text.xml
            if run.isBold { out = "<b>\(out)</b>" }
            if run.isItalic { out = "<i>\(out)</i>" }
            if run.isUnderlined { out = "<u>\(out)</u>" }
            if run.isStruck { out = "<s>\(out)</s>" }
            return out
        }.joined()
    }
}
