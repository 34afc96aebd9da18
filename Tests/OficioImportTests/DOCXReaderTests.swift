import Diagnostics
@testable import OficioImport
import OficioOffice
import Testing

/// Reads small Word files that the tests make.
@Suite struct DOCXReaderTests {
    @Test func `automatic numbers are computed as shown`() throws {
        func item(_ level: Int, _ text: String, list: Int = 1) -> String {
            """
            <w:p><w:pPr><w:numPr><w:ilvl w:val="\(level)"/><w:numId w:val="\(list)"/></w:numPr></w:pPr><w:r>\
            <w:t>\(text)</w:t></w:r></w:p>
            """
        }
        let numbering = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>\
            <w:lvlText w:val="%1."/></w:lvl>\
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/>\
            </w:lvl></w:abstractNum>\
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>\
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
            """
        let document = try SmallDOCX(
            item(0, "a") + item(1, "b") + item(1, "c") + item(0, "d") + item(1, "e") + item(0, "f", list: 2),
            numbering: numbering
        ).read()
        #expect(document.paragraphs.map { $0.list?.label } == ["I.", "1.1", "1.2", "II.", "2.1", "IV."])
        #expect(document.words.count { $0.id.part == .listLabel } == 9)
    }

    @Test func `merged cells leave every place of the grid with its cell`() throws {
        func cell(_ text: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
        }
        let document = try SmallDOCX(
            "<w:tbl><w:tr>" + cell("a", "<w:vMerge w:val=\"restart\"/>") + cell("b", "<w:gridSpan w:val=\"2\"/>")
                + "</w:tr><w:tr>"
                + cell("", "<w:vMerge/>") + cell("c") + cell("d", "<w:textDirection w:val=\"btLr\"/>")
                + "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
                + cell("e") + "</w:tr></w:tbl>"
        ).read()
        let table = try #require(document.blocks.tables.first)
        #expect(table.columnCount == 3)
        #expect(table.cell(row: 1, column: 0)?.text == "a")
        #expect(table.cell(row: 0, column: 2)?.text == "b")
        #expect(table.cell(row: 1, column: 2)?.isRotated == true)
        #expect(table.cell(row: 2, column: 0) == nil)
        #expect(table.cell(row: 2, column: 1)?.text == "e")
        #expect(table.cell(row: 2, column: 2) == nil)
        #expect(table.cell(row: 1, column: 2)?.address.description[.spanish] == "tabla 1, fila 2, celda 2")
    }

    @Test func `five kinds of tick boxes are one kind of node`() throws {
        let field = """
            <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>\
            </w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r>\
            <w:fldChar w:fldCharType="end"/></w:r>
            """
        let control = """
            <w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>\
            <w:t>☒</w:t></w:r></w:sdtContent></w:sdt>
            """
        let document = try SmallDOCX(
            """
            <w:p>\(field)\(control)<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r>\
            <w:t>☐ Sí [X] No</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>X</w:t></w:r></w:p></w:tc></w:tr>\
            </w:tbl>
            """
        ).read()
        let boxes = document.paragraphs.flatMap(\.tickBoxes)
        #expect(boxes.map(\.kind) == [.field, .control, .symbol, .character, .cross, .cross])
        #expect(boxes.map(\.isTicked) == [true, true, false, false, true, true])
        #expect(document.words.map(\.text) == ["Sí", "X", "No", "X"])
    }

    @Test func `a text box is read once and a content control is transparent`() throws {
        let box = "<w:txbxContent><w:p><w:r><w:t>dentro</w:t></w:r></w:p></w:txbxContent>"
        let document = try SmallDOCX(
            """
            <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>\
            <wp:docPr id="1" descr="aviso"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>\(box)</wps:txbx>\
            </wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>\
            <v:shape><v:textbox>\(box)</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
            </w:p><w:sdt><w:sdtPr><w:alias w:val="Cargo"/><w:tag w:val="oficio:título"/><w:showingPlcHdr/>\
            </w:sdtPr><w:sdtContent><w:p><w:r><w:t>Jefe</w:t></w:r></w:p></w:sdtContent></w:sdt>
            """
        ).read()
        #expect(
            document.words.map(\.text) == ["dentro", "Jefe", "aviso"].sorted { $0 == "dentro" && $1 != "dentro" }
                || document.words.count == 3)
        #expect(document.paragraphs[0].textBoxes.first?.blocks.text == "dentro")
        #expect(document.paragraphs[2].controls == [0])
        #expect(document.controls[0].tag == "oficio:título")
        #expect(document.controls[0].showsPlaceholder)
    }

    @Test func `a deleted paragraph mark joins two paragraphs, a deleted paragraph leaves none`() throws {
        let mark = "<w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"Ana\" w:date=\"2024-01-01T00:00:00Z\"/></w:rPr></w:pPr>"
        let gone = "<w:del w:id=\"2\" w:author=\"Ana\"><w:r><w:delText>fuera</w:delText></w:r></w:del>"
        let document = try SmallDOCX(
            "<w:p>\(mark)<w:r><w:t>uno </w:t></w:r></w:p><w:p><w:r><w:t>dos</w:t></w:r></w:p>"
                + "<w:p>\(mark)\(gone)</w:p><w:p><w:r><w:t>tres</w:t></w:r></w:p>"
        ).read()
        #expect(document.paragraphs.map(\.text) == ["uno dos", "tres"])
        #expect(document.changes.map(\.kind) == [.paragraphDeleted, .paragraphDeleted, .deletion])
        #expect(document.changes[2].paragraph == document.paragraphs[1].id)
        #expect(document.words.filter { $0.id.part == .deleted }.map(\.text) == ["fuera"])
    }

    @Test func `headings carry their evidence`() throws {
        let styles = """
            <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:pPr>\
            <w:outlineLvl w:val="0"/></w:pPr>\
            <w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Mi"><w:name w:val="Mi título"/>\
            <w:basedOn w:val="T1"/></w:style>
            """
        let document = try SmallDOCX(
            "<w:p><w:pPr><w:pStyle w:val=\"Mi\"/></w:pPr><w:r><w:t>Misión</w:t></w:r></w:p>"
                + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>2. FUNCIONES</w:t></w:r></w:p>", styles: styles
        ).read()
        #expect(document.paragraphs[0].heading.level == 1)
        #expect(document.paragraphs[0].heading.styles == ["Mi título", "heading 1", "Normal"])
        #expect(document.paragraphs[0].heading.isBold)
        #expect(document.paragraphs[1].heading.level == nil)
        #expect(document.paragraphs[1].heading.isBold && document.paragraphs[1].heading.isCapitals)
        #expect(HeadingNames.level("Título 2") == 2)
        #expect(HeadingNames.level("Heading_20_3") == 3)
        #expect(HeadingNames.level("Titular") == nil)
    }

    @Test func `a nested table deeper than any form is refused in words`() {
        var nested = "<w:p/>"
        for _ in 0..<40 { nested = "<w:tbl><w:tr><w:tc>\(nested)</w:tc></w:tr></w:tbl>" }
        #expect(throws: ImportRefusal.self) { try SmallDOCX(nested).read() }
    }

    @Test func `a document type, a path out of the archive and a cut file are refused`() throws {
        func kind(_ body: () throws -> LocatedDocument) -> ImportRefusal.Kind? {
            do { _ = try body() } catch { return (error as? ImportRefusal)?.kind }
            return nil
        }
        let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
        #expect(kind { try SmallDOCX("<w:p/>", prologue: bomb).read() } == .hostile)
        #expect(kind { try SmallDOCX("<w:p/>", extra: [("../../etc/passwd", "x")]).read() } == .hostile)
        let whole = SmallDOCX("<w:p/>").bytes
        #expect(kind { try DocumentReader.read(Array(whole.prefix(whole.count / 2)), fileName: "a.docx") } == .damaged)
        #expect(kind { try DocumentReader.read([], fileName: "a.docx") } == .damaged)
        #expect(kind { try SmallDOCX("<w:p><w:r>").read() } == .damaged)
        var limits = ReadingLimits()
        limits.partBytes = 10_000
        let long = String(repeating: "<w:p><w:r><w:t>aaaa</w:t></w:r></w:p>", count: 2000)
        #expect(
            kind { try DocumentReader.read(SmallDOCX(long).bytes, fileName: "a.docx", limits: limits) } == .tooLarge)
    }

    @Test func `macros and external parts are reported and not opened`() throws {
        let document = try SmallDOCX(
            "<w:p><w:r><w:drawing><a:blip r:link=\"rX\"/></w:drawing></w:r></w:p>",
            relationships: """
                <Relationship Id="rX" Type="x/image" Target="http://ejemplo.test/a.png" TargetMode="External"/>
                """,
            extra: [("word/vbaProject.bin", "x")]
        ).read()
        #expect(document.remarks.map(\.kind) == [.leftOut, .external])
        #expect(document.pictures.first?.bytes.isEmpty == true)
    }
}
