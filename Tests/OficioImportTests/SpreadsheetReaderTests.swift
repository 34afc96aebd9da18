import Foundation
@testable import OficioImport
import OficioOffice
import Testing

@Suite struct SpreadsheetReaderTests {
    private func csv(_ bytes: [UInt8]) throws -> [[String]] {
        let table = try DocumentReader.read(bytes, fileName: "a.csv").blocks.tables[0]
        return table.rows.indices.map { row in
            (0..<table.columnCount).map { table.cell(row: row, column: $0)?.text ?? "" }
        }
    }

    @Test(arguments: [
        String.Encoding.utf8, .isoLatin1, .windowsCP1252, .utf16LittleEndian, .utf16BigEndian,
    ]) func `any encoding that offices write`(_ encoding: String.Encoding) throws {
        let text = "Título;Clase\r\n\"Técnico, «año»\nuno\";03\r\n"
        let data = try #require(text.data(using: encoding))
        #expect(try csv(Array(data)) == [["Título", "Clase"], ["Técnico, «año»\nuno", "03"]])
    }

    @Test func `byte order marks and the encodings of DOS and the Macintosh`() throws {
        #expect(try csv([0xEF, 0xBB, 0xBF] + Array("á;b\n".utf8)) == [["á", "b"]])
        #expect(try csv([0xFF, 0xFE, 0xE1, 0, 0x3B, 0, 0x62, 0, 0x0A, 0]) == [["á", "b"]])
        // The text “año y más” in code page 850 and in Mac OS Roman.
        #expect(try csv([0x61, 0xA4, 0x6F, 0x3B, 0x6D, 0xA0, 0x73]) == [["año", "más"]])
        #expect(try csv([0x61, 0x96, 0x6F, 0x3B, 0x6D, 0x87, 0x73]) == [["año", "más"]])
    }

    @Test func `any separator, found from the rows or declared in the first line`() throws {
        #expect(try csv(Array("a,\"b;c\"\n1,2\n".utf8)) == [["a", "b;c"], ["1", "2"]])
        #expect(try csv(Array("a\tb, c\n1\t2\n".utf8)) == [["a", "b, c"], ["1", "2"]])
        #expect(try csv(Array("a|b\n1|2\n".utf8)) == [["a", "b"], ["1", "2"]])
        #expect(try csv(Array("sep=,\r\na;x,b\r\n".utf8)) == [["a;x", "b"]])
        #expect(try csv(Array("una sola\ncolumna\n".utf8)) == [["una sola"], ["columna"]])
        #expect(try csv(Array("a;\"él dijo \"\"sí\"\"\"\n".utf8)) == [["a", "él dijo \"sí\""]])
    }

    @Test func `an open quote is reported with its line and loses nothing`() throws {
        let document = try DocumentReader.read(Array("a;b\n\"c;d\ne;f\n".utf8), fileName: "a.csv")
        #expect(document.words.map(\.text) == ["a", "b", "c", "d", "e", "f"])
        #expect(document.remarks.first?.address?.steps == [.line(2)])
    }

    @Test func `numbers are shown in their format`() {
        func shown(_ code: String?, _ number: Double) -> String { NumberFormat(code).text(number) }
        #expect(shown("00", 7) == "07")
        #expect(shown(nil, 7.5) == "7.5")
        #expect(shown("#,##0.00", 1234.5) == "1234.50")
        #expect(shown("0%", 0.3) == "30%")
        #expect(shown("\"P-\"000", 7) == "P-007")
        #expect(shown("0.0#", 1.25) == "1.25")
        #expect(shown("0.0#", 1.2) == "1.2")
        #expect(shown("dd/mm/yyyy", 43528) == "04/03/2019")
        #expect(shown("d \"de\" mmmm \"de\" yyyy", 43528) == "4 de marzo de 2019")
        #expect(shown("[$-C0A]d-mmm-yy;@", 43528) == "4-mar-19")
        #expect(shown("hh:mm", 0.5) == "12:00")
        #expect(shown("[$€-2] #,##0", 12) == "€ 12")
        #expect(shown("dddd", 43528) == "lunes")
        #expect(SerialDate(43528.25)?.iso == "2019-03-04T06:00:00")
        #expect(SerialDate(0, isEra1904: true)?.iso == "1904-01-01")
        #expect(SerialDate(1)?.iso == "1900-01-01")
        #expect(SerialDate(61)?.iso == "1900-03-01")
    }

    @Test func `names of cells`() {
        #expect(CellName.text(6, 27) == "AB7")
        #expect(CellName.parse("AB7")! == (6, 27))
        #expect(CellName.parse("A0") == nil)
        #expect(CellName.parse("AAAAAAAAAAAAAAAAAAAA1") == nil)
        #expect(CellName.range("B2:D5")! == (1, 1, 4, 3))
    }

    @Test func `a workbook gives merged cells, inline strings, formulas' results and margins`() throws {
        let sheet = """
            <sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Uno</t></r><r><t> dos</t></r></is>\
            </c></row>
            <row r="3" hidden="1"><c r="B3" t="str"><f>A1&amp;"x"</f><v>Uno dosx</v></c><c r="C3" s="1"><v>7</v></c><c \
            r="D3" t="b"><v>1</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C2"/></mergeCells><headerFooter><oddHeader>&amp;C&amp;"Arial,\
            Bold"Instituto&amp;RPág. &amp;P</oddHeader></headerFooter>
            """
        let document = try SmallXLSX(sheet).read()
        let table = document.blocks.tables[0]
        #expect(table.cell(row: 1, column: 2)?.text == "Uno dos")
        #expect(table.cell(row: 2, column: 2)?.text == "07")
        #expect(table.cell(row: 2, column: 2)?.address.description[.spanish] == "hoja «Puestos», celda C3")
        #expect(table.cell(row: 2, column: 3)?.value == .boolean(true))
        #expect(table.rows[2].isHidden)
        #expect(document.margins[0].blocks.text == "Instituto\tPág. ")
        #expect(document.paragraphs[0].runs.map { $0.style.contains(.bold) } == [true, false])
    }

    @Test func `check boxes over a sheet have their state and label`() throws {
        let drawing = """
            <d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:twoCellAnchor><d:from><d:col>1</d:col>\
            <d:row>2</d:row></d:from>\
            <d:sp><d:nvSpPr><d:cNvPr id="2" name="Check Box 1"/></d:nvSpPr><d:txBody><a:p><a:r><a:t>Cumple</a:t></a:r>\
            </a:p></d:txBody></d:sp>\
            </d:twoCellAnchor></d:wsDr>
            """
        let control = """
            <formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" \
            objectType="CheckBox" checked="Checked"/>
            """
        let document = try SmallXLSX(
            "<sheetData/><controls><control name=\"Check Box 1\" r:id=\"ctrlProp\"/></controls>",
            related: [("drawing", "drawing1.xml", drawing), ("ctrlProp", "ctrlProp1.xml", control)]
        ).read()
        let paragraph = try #require(document.paragraphs.first)
        #expect(paragraph.text == "☒ Cumple")
        #expect(paragraph.tickBoxes.map(\.isTicked) == [true])
        #expect(paragraph.address.description[.spanish] == "hoja «Puestos», celda B3")
    }
}

/// A workbook of one sheet.
struct SmallXLSX {
    private let bytes: [UInt8]

    /// Makes a workbook from the content of `worksheet` and from parts that the sheet refers to.
    ///
    /// Each of `related` has the type of the relationship, which is its id too, the name of the part, and the content
    /// of the part.
    init(_ sheet: String, related: [(String, String, String)] = []) {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let name = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(type)\""
        func relations(_ items: [(String, String)]) -> String {
            "<Relationships xmlns=\"\(package)/relationships\">"
                + items.map { "<Relationship Id=\"\($0.0)\" Type=\"\(type)/\($0.0)\" Target=\"\($0.1)\"/>" }.joined()
                + "</Relationships>"
        }
        let parts: [(String, String)] =
            [
                ("[Content_Types].xml", "<Types xmlns=\"\(package)/content-types\"/>"),
                ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
                (
                    "xl/workbook.xml",
                    "<workbook \(name)><sheets><sheet name=\"Puestos\" r:id=\"worksheet\"/></sheets></workbook>"
                ),
                ("xl/_rels/workbook.xml.rels", relations([("worksheet", "sheet1.xml"), ("styles", "styles.xml")])),
                (
                    "xl/styles.xml",
                    """
                    <styleSheet \(name)><numFmts><numFmt numFmtId="170" formatCode="00"/></numFmts><cellXfs>\
                    <xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>
                    """
                ),
                ("xl/sheet1.xml", "<worksheet \(name)>\(sheet)</worksheet>"),
                ("xl/_rels/sheet1.xml.rels", relations(related.map { ($0.0, $0.1) })),
            ] + related.map { ("xl/" + $0.1, $0.2) }
        bytes = ZIPFile.bytes(parts.map { .init($0.0, Array($0.1.utf8), isStored: false) })
    }

    func read() throws -> LocatedDocument { try DocumentReader.read(bytes, fileName: "a.xlsx") }
}
