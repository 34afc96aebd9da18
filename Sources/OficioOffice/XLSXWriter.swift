import OficioBasics

/// Writes a table as a workbook of one sheet (ECMA-376, SpreadsheetML). The first row holds the headings: it is bold,
/// stays while the sheet scrolls, and filters its columns. Every cell is text, so that `05` stays `05` and nothing is a
/// formula.
package enum XLSXWriter {
    /// The maximum length of the text of a cell, in UTF-16 units.
    static let longestCell = 32_767
    /// The maximum number of rows that a sheet may have.
    static let mostRows = 1_048_576

    /// Returns a workbook with the cells of a table that `CSV` wrote, without the apostrophes that it puts before some
    /// of them. The first row holds the headings; `name` is the name of the sheet. Longer cells than a sheet allows are
    /// truncated and end with `…`; further rows than a sheet allows are left out. Returns no bytes if there are no
    /// cells.
    package static func bytes(ofTable csv: [UInt8], separator: UInt8, name: String) -> [UInt8] {
        let cells = TableCells(csv, separator: separator)
        let rows = cells.rows.prefix(mostRows)
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return [] }
        let area = "A1:\(column(columns - 1))\(rows.count)"
        var sheet = Array(
            """
            \(declaration)<worksheet xmlns="\(main)"><dimension ref="\(area)"/>\
            <sheetViews><sheetView workbookViewId="0">\
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
            <cols>
            """.utf8)
        // The markup of a cell has some 75 bytes.
        sheet.reserveCapacity(csv.count + cells.places.count * 80 + rows.count * 24 + 4096)
        for (place, width) in widths(rows.prefix(500).map { $0.map(cells.text) }, columns).enumerated() {
            sheet += "<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(width)\" customWidth=\"1\"/>".utf8
        }
        sheet += "</cols><sheetData>".utf8
        let starts = (0..<columns).map { Array("<c r=\"\(column($0))".utf8) }
        let end = Array("</t></is></c>".utf8)
        csv.withUnsafeBufferPointer { bytes in
            for (number, row) in rows.enumerated() {
                let name = String(number + 1)
                let style = Array(
                    "\(name)\" t=\"inlineStr\" s=\"\(number == 0 ? 1 : 0)\"><is><t xml:space=\"preserve\">".utf8)
                sheet += "<row r=\"\(name)\">".utf8
                for place in row {
                    let words = UnsafeBufferPointer(rebasing: bytes[cells.places[place]])
                    let isPlain = isPlain(words)
                    let text = isPlain ? "" : cells.text(place)
                    if isPlain ? words.isEmpty : text.isEmpty { continue }
                    sheet += starts[place - row.lowerBound]
                    sheet += style
                    if isPlain { sheet += words } else { sheet += escaped(text).utf8 }
                    sheet += end
                }
                sheet += "</row>".utf8
            }
        }
        sheet += "</sheetData><autoFilter ref=\"\(area)\"/></worksheet>".utf8
        return ZIPFile.bytes(parts(name, area) + [.init("xl/worksheets/sheet1.xml", sheet)])
    }

    /// Whether the writer can copy the bytes of a cell into the sheet. They need no escape, contain no control
    /// character and no underscore, which may begin an escape of SpreadsheetML, and the cell is not too long.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count <= longestCell && bytes.first != UInt8(ascii: "'")
            && bytes.allSatisfy {
                ($0 >= 0x20 || $0 == 0x09 || $0 == 0x0A) && $0 != 0x22 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E
                    && $0 != UInt8(ascii: "_") && $0 != 0xEF
            }
    }

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    /// Returns the parts of the package besides the sheet.
    private static func parts(_ name: String, _ area: String) -> [ZIPFile.Entry] {
        let name = sheetName(name)
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let cells = area.split(separator: ":").map { reference($0) }.joined(separator: ":")
        return [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="\(package)/content-types"><Default Extension="rels" \
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="\(type).sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(type).worksheet+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="\(type).styles+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" \
                Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="\(name.xml)" sheetId="1" \
                r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" \
                hidden="1">'\(name.replacing("'", with: "''").xml)'!\(cells)</definedName></definedNames></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" Type="\(office)/worksheet" \
                Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="\(office)/styles" \
                Target="styles.xml"/></Relationships>
                """
            ),
            // Style 0 is text that breaks its lines; style 1 is the same in bold. 49 is the number format for text.
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="\(main)"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
                <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
                <fills count="2"><fill><patternFill patternType="none"/></fill>\
                <fill><patternFill patternType="gray125"/></fill></fills>\
                <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
                <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
                <cellXfs count="2">\(style(font: 0))\(style(font: 1))</cellXfs></styleSheet>
                """
            ),
        ].map { path, text in ZIPFile.Entry(path, Array((declaration + text).utf8)) }
    }

    private static func style(font: Int) -> String {
        """
        <xf numFmtId="49" fontId="\(font)" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" \
        applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        """
    }

    /// Returns the width of each column in characters, from its longest cell among the first rows.
    private static func widths(_ rows: [[String]], _ columns: Int) -> [Int] {
        (0..<columns).map { place in
            min(60, 3 + (rows.map { $0.indices.contains(place) ? $0[place].utf8.count : 0 }.max() ?? 0))
        }
    }

    /// Returns the name of a column by its index: `A` … `Z`, `AA` …
    static func column(_ index: Int) -> String {
        var (name, rest) = ("", index)
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    /// Returns a cell's name as an absolute reference: `$B$7` for `B7`.
    private static func reference(_ cell: Substring) -> String {
        let letters = cell.prefix { $0.isLetter }
        return "$\(letters)$\(cell.dropFirst(letters.count))"
    }

    /// Returns a name that a sheet may have: at most 31 UTF-16 units, without `[]:*?/\` and without a quote at either
    /// end; *1* if nothing is left.
    static func sheetName(_ name: String) -> String {
        var short = ""
        for character in name where !"[]:*?/\\".contains(character) {
            if short.utf16.count + character.utf16.count > 31 { break }
            short.append(character)
        }
        while short.hasSuffix("'") { short.removeLast() }
        while short.hasPrefix("'") { short.removeFirst() }
        return short.allSatisfy(\.isWhitespace) ? "1" : short
    }

    /// Returns a cell's text as XML, without characters that XML forbids. Text that looks like an escape of
    /// SpreadsheetML (`_x000D_`) has its first character escaped, so that it is read as written.
    static func escaped(_ cell: String) -> String {
        var text = cell
        // A text has at least as many bytes as UTF-16 units.
        if text.utf8.count > longestCell, text.utf16.count > longestCell {
            text = String(decoding: text.utf16.prefix(longestCell - 1), as: UTF16.self) + "…"
        }
        return (text.utf8.contains(UInt8(ascii: "_")) ? text.replacing("_x", with: "_x005F_x") : text).xml
    }
}
