import Foundation
@testable import OficioImport
import Testing

@Suite(.serialized) struct PDFSampleTests {
    @Test(arguments: Samples.names("pdf")) func `every word of the pages is counted once`(_ name: String) throws {
        let document = try Samples.read(name)
        let expected = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        #expect(document.words.count == expected["all pages"])
        #expect(Set(document.words.map(\.id)).count == document.words.count)
        #expect(document.paragraphs.allSatisfy { $0.page != nil })
        #expect(document.paragraphs.compactMap(\.page).max() == expected["pages"])
    }

    /// LibreOffice printed each file from the Word file of the same name.
    @Test(arguments: Samples.names("pdf").filter { !$0.contains("revision") && !$0.contains("sin-etiquetas") })
    func `text and grids of a tagged file are those of the Word file`(_ name: String) throws {
        let printed = try Samples.read(name)
        let word = try Samples.read(name.replacing(".pdf", with: ".docx"))
        func words(_ document: LocatedDocument) -> [String] {
            document.words.filter { $0.id.part == .body }.map { $0.text.lowercased() }
        }
        // The PDF may repeat header rows on each page, and has numbers in cells that are empty in the Word file.
        #expect(Set(words(word)).subtracting(words(printed)).isEmpty)
        #expect(abs(words(printed).count - words(word).count) <= 40)
        #expect(printed.blocks.tables.count >= word.blocks.tables.count - 1)
    }

    @Test func `ruling lines give the cells of a file without tags`() throws {
        for name in Samples.names("pdf").filter({ $0.contains("sin-etiquetas") }) {
            let document = try Samples.read(name)
            let cells = document.blocks.tables.flatMap(\.cells).map(\.plainText)
            for text in [
                "NOMBRE DEL CARGO:", "JEFE DE SERVICIO AL CLIENTE Y PQRS", "CARACTERÍSTICAS GENERALES", "36 MESES",
                "SERVICIO AL CLIENTE y PQR's",
            ] {
                #expect(cells.contains(text), "\(text)")
            }
            let wide = try #require(
                document.blocks.tables.flatMap(\.cells).first { $0.plainText == "CARACTERÍSTICAS GENERALES" })
            #expect(wide.columnSpan > 3)
            #expect(document.margins.count >= 4)
        }
    }
}

@Suite struct PDFReaderTests {
    @Test func `the structure tree is read with its attributes`() {
        let tree = PDFStructure.parse(
            """
            Document
              Table (block):
                 /Width 10
                TR:
                   /Placement /Block
                  TD:
                     /ColSpan 2
                    P (block)
                      "dice "hola" "
            """)
        let cell = tree.children[0].children[0].children[0].children[0]
        #expect(cell.type == "TD")
        #expect(cell.int("ColSpan") == 2)
        guard case .text(let text) = cell.children[0].contents[0] else {
            Issue.record("no text")
            return
        }
        #expect(text == "dice \"hola\" ")
    }

    @Test func `cells are where no line runs between two places`() throws {
        func h(_ y: Double, _ from: Double, _ to: Double) -> PDFRuling {
            .init(isVertical: false, at: y, from: from, to: to)
        }
        func v(_ x: Double, _ from: Double, _ to: Double) -> PDFRuling {
            .init(isVertical: true, at: x, from: from, to: to)
        }
        // Two columns. The first row is one cell over both; in the next two rows the first column is merged.
        let grids = PDFGrid.find([
            h(0, 0, 100), h(10, 0, 100), h(20, 50, 100), h(30, 0, 100), v(0, 0, 30), v(50, 10, 30), v(100, 0, 30),
            h(200, 0, 50),
        ])
        let grid = try #require(grids.first)
        #expect(grids.count == 1)
        #expect(
            grid.cells.map { [$0.row, $0.column, $0.rowSpan, $0.columnSpan] } == [
                [0, 0, 1, 2], [1, 0, 2, 1], [1, 1, 1, 1], [2, 1, 1, 1],
            ])
        #expect(grid.cell(25, 25) == 1)
        #expect(grid.cell(25, 40) == nil)
    }

    @Test func `lines become paragraphs and bullets their labels`() {
        let builder = DocumentBuilder(LocatedDocument(fileName: "a.pdf", format: .pdf), limits: ReadingLimits())
        func word(_ text: String, _ left: Double, _ top: Double, width: Double, line: Int, block: Int = 0) -> PDFWord {
            PDFWord(
                text: text, box: .init(left: left, top: top, right: left + width, bottom: top + 10), line: line,
                block: block)
        }
        let words = [
            word("Uno", 10, 0, width: 180, line: 0), word("acaba.", 10, 12, width: 30, line: 1),
            word("Dos", 10, 24, width: 180, line: 2), word("sigue", 10, 36, width: 40, line: 3),
            word("•", 10, 60, width: 4, line: 4, block: 1), word("Tres", 30, 60, width: 30, line: 5, block: 2),
            word("☒", 10, 84, width: 8, line: 6, block: 3), word("Sí", 20, 84, width: 8, line: 6, block: 3),
        ]
        let paragraphs = PDFText(builder, page: 1).paragraphs(words, BlockContainer(.init()), inCell: false)
        #expect(paragraphs.map(\.text) == ["Uno acaba.", "Dos sigue", "Tres", "☒ Sí"])
        #expect(paragraphs.map { $0.list?.label } == [nil, nil, "•", nil])
    }

    @Test func `form fields of qpdf's JSON`() {
        let json = """
            {"acroform": {"fields": [
            {"fullname": "cargo", "alternativename": "Cargo", "pageposfrom1": 1, "istext": true, "value": "u:Jefe"},
            {"fullname": "si", "pageposfrom1": 2, "ischeckbox": true, "value": "/Yes", "annotation": \
            {"appearancestate": "/Off"}},
            {"fullname": "tipo", "pageposfrom1": 2, "ischoice": true, "value": "A", "choices": ["A", "B"]}]}}
            """
        let fields = PDFForm.fields(Array(json.utf8))
        #expect(fields.map(\.name) == ["cargo", "si", "tipo"])
        #expect(fields.map(\.value) == ["Jefe", nil, "A"])
        #expect(fields[1].isTicked == false)
        #expect(fields[2].choices == ["A", "B"])
        #expect(PDFForm.fields([1, 2, 3]).isEmpty)
    }

    @Test func `a file with the first bytes of a PDF and no PDF after them is refused`() {
        #expect(throws: ImportRefusal.self) { try DocumentReader.read(Array("%PDF-1.4\nnada".utf8), fileName: "a.pdf") }
    }

    @Test func `a form's values and boxes are read by their names`() throws {
        let document = try DocumentReader.read(SmallPDF.form, fileName: "a.pdf")
        #expect(document.controls.map(\.tag) == ["cargo", "formal"])
        let run = try #require(document.paragraphs.flatMap(\.runs).first { $0.controls == [0] })
        #expect(run.shownText == "Jefe de Area")
        #expect(document.paragraphs.flatMap(\.tickBoxes).map(\.isTicked) == [true])
        #expect(document.paragraphs.contains { $0.plainText == "☒ Formal" })
        #expect(document.words.count { $0.text == "Jefe" } == 1)
    }
}

/// A PDF file of one page with a text field and a tick box.
enum SmallPDF {
    static let form: [UInt8] = {
        let appearance = "BT /F 10 Tf 2 4 Td (Jefe de Area) Tj ET"
        let text = "BT /F 10 Tf 72 700 Td (Cargo:) Tj 16 -38 Td (Formal) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]/DR<</Font<</F 5 0 R>>>>/DA(/F 10 Tf)>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            """
            <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 \
            R>>>>/Annots[6 0 R 7 0 R]>>
            """,
            "<</Length \(text.utf8.count)>>stream\n\(text)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            """
            <</Type/Annot/Subtype/Widget/FT/Tx/T(cargo)/V(Jefe de Area)/Rect[120 696 300 712]/P 3 0 R/F 4/DA(/F \
            10 Tf)/AP<</N 8 0 R>>>>
            """,
            """
            <</Type/Annot/Subtype/Widget/FT/Btn/T(formal)/V/Si/AS/Si/Rect[72 660 84 672]/P 3 0 R/F 4/AP<</N<</Si \
            9 0 R/Off 9 0 R>>>>>>
            """,
            """
            <</Type/XObject/Subtype/Form/BBox[0 0 180 16]/Resources<</Font<</F 5 0 R>>>>/Length \
            \(appearance.utf8.count)>>stream
            \(appearance)
            endstream
            """,
            "<</Type/XObject/Subtype/Form/BBox[0 0 12 12]/Length 0>>stream\n\nendstream",
        ]
        var out = "%PDF-1.5\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(out.utf8.count)
            out += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = out.utf8.count
        out += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { out += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n" }
        out += "trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(out.utf8)
    }()
}
