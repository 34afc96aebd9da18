import Foundation
@testable import OficioImport
import OficioOffice
import Testing

@Suite struct ODFSampleTests {
    @Test(arguments: Samples.names("odt")) func `counts are those of a perfect importer`(_ name: String) throws {
        let document = try Samples.read(name)
        let expected = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        let found = Samples.counts(document)
        for (what, count) in expected { #expect(try #require(found[what]) == count, "\(what)") }
        #expect(Set(document.words.map(\.id)).count == document.words.count)
    }

    /// LibreOffice converted each file from the Word file of the same name.
    @Test(arguments: Samples.names("odt")) func `text, labels, grids and marks are those of the Word file`(
        _ name: String
    ) throws {
        let open = try Samples.read(name)
        let word = try Samples.read(name.replacing(".odt", with: ".docx"))
        func words(_ document: LocatedDocument) -> [String] {
            document.words.filter { $0.id.part == .body }.map(\.text)
        }
        #expect(words(open) == words(word))
        func labels(_ document: LocatedDocument) -> [String] {
            document.paragraphs.compactMap { $0.list.map { $0.isBullet ? "•" : $0.label } }
        }
        #expect(labels(open) == labels(word))
        func grids(_ document: LocatedDocument) -> [[Int]] {
            document.blocks.tables.map { [$0.rows.count, $0.cells.count] }
        }
        #expect(grids(open).map(\.[0]) == grids(word).map(\.[0]))
        func ticks(_ document: LocatedDocument) -> [Bool] { document.paragraphs.flatMap(\.tickBoxes).map(\.isTicked) }
        #expect(ticks(open) == ticks(word))
        // Here comments follow the order of the text; in Word files, that of the comments part.
        #expect(open.comments.map { $0.author + $0.on }.sorted() == word.comments.map { $0.author + $0.on }.sorted())
        #expect(Set(open.changes.map(\.author)) == Set(word.changes.map(\.author)))
        #expect(
            open.notes.map { PlainText.clean($0.blocks.text) } == word.notes.map { PlainText.clean($0.blocks.text) })
    }
}

@Suite struct ODFReaderTests {
    private func read(
        _ body: String, kind: String = "text", styles: String = "", automatic: String = "",
        extra: [(String, String)] = []
    ) throws -> LocatedDocument {
        let names =
            ["office", "style", "text", "table", "meta", "form"].map {
                "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
            }
            .joined(separator: " ")
            + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
            + "xmlns:xlink=\"http://www.w3.org/1999/xlink\""
            + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        let parts = [
            (
                "content.xml",
                """
                <office:document-content \(names)><office:automatic-styles>\(automatic)</office:automatic-styles>\
                <office:body><office:\(kind)>\(body)</office:\(kind)></office:body></office:document-content>
                """
            ),
            ("styles.xml", "<office:document-styles \(names)>\(styles)</office:document-styles>"),
        ]
        return try DocumentReader.read(
            ZIPFile.bytes((parts + extra).map { .init($0.0, Array($0.1.utf8), isStored: false) }), fileName: "a.odt")
    }

    @Test func `lists count on, start again and show several levels`() throws {
        let style = """
            <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" \
            style:num-suffix="."/>\
            <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")" \
            text:display-levels="2"/></text:list-style>
            """
        func item(_ text: String) -> String { "<text:list-item><text:p>\(text)</text:p></text:list-item>" }
        let document = try read(
            """
            <text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:p>más</text:p>\
            <text:list>\(item("b"))\(item("c"))</text:list></text:list-item></text:list><text:p>entre</text:p>\
            <text:list text:style-name="L" text:continue-numbering="true">\(item("d"))</text:list>\
            <text:list text:style-name="L">\(item("e"))</text:list>
            """, automatic: style)
        #expect(document.paragraphs.map { $0.list?.label ?? "" } == ["I.", "", "I.1)", "I.2)", "", "II.", "I."])
    }

    @Test func `white space is one space, and text:s stands for more`() throws {
        let document = try read("<text:p>  a \n b<text:s text:c=\"2\"/>c<text:tab/>d</text:p>")
        #expect(document.paragraphs[0].text == "a b  c\td")
    }

    @Test func `a spreadsheet keeps the numbers of rows and what people see`() throws {
        let document = try read(
            """
            <table:table table:name="Puestos"><table:table-column table:number-columns-repeated="2"/>\
            <table:table-column table:visibility="collapse"/>
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell office:value-type="string"><text:p>03</text:p></table:table-cell>
            <table:table-cell office:value-type="date" office:date-value="2019-03-04"><text:p>04/03/19</text:p>\
            </table:table-cell>
            <table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2">\
            <text:p>07</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row></table:table>
            """, kind: "spreadsheet")
        #expect(document.format == .ods)
        let table = document.blocks.tables[0]
        #expect(table.rows.count == 4)
        #expect(table.hiddenColumns == [2])
        #expect(table.cell(row: 3, column: 1)?.value == .date("2019-03-04", serial: nil))
        #expect(table.cell(row: 3, column: 3)?.text == "07")
        #expect(table.cell(row: 3, column: 3)?.address.description[.spanish] == "hoja «Puestos», celda D4")
    }

    @Test func `an encrypted file is refused in words`() throws {
        let manifest = """
            <m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>\
            <m:encryption-data/></m:file-entry></m:manifest>
            """
        #expect(throws: ImportRefusal.encrypted) {
            try read("<text:p>a</text:p>", extra: [("META-INF/manifest.xml", manifest)])
        }
    }

    @Test func `a section that links to another file is reported and not opened`() throws {
        let document = try read(
            """
            <text:section text:name="s"><text:section-source xlink:href="file:///etc/passwd"/>\
            <text:p>dentro</text:p></text:section><text:p><draw:frame>\
            <draw:image xlink:href="http://ejemplo.test/x.png"/></draw:frame></text:p>
            """)
        #expect(document.remarks.map(\.kind) == [.external, .external])
        #expect(document.words.map(\.text) == ["dentro"])
    }
}
