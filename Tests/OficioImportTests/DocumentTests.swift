@testable import OficioImport
import Testing

@Suite struct DocumentTests {
    private typealias Address = LocatedDocument.Address

    @Test func `a word is a run of letters, digits and combining marks`() {
        #expect(
            PlainText.words("y/o PQR's 30% 12/04/2021 • ☒ – a_b") == [
                "y", "o", "PQR", "s", "30", "12", "04", "2021", "a", "b",
            ])
        #expect(PlainText.words("aten\u{AD}ción nu\u{301}mero 1.º") == ["atención", "nu\u{301}mero", "1", "º"])
        #expect(PlainText.clean(" a\u{A0}\u{A0}b\n c\u{AD} ") == "a b c")
    }

    @Test func `every place of a grid finds the cell that covers it`() {
        let wide = LocatedDocument.Cell(row: 0, column: 0, address: Address())
        var merged = wide
        merged.columnSpan = 2
        merged.rowSpan = 2
        let late = LocatedDocument.Cell(row: 1, column: 2, address: Address())
        let table = LocatedDocument.Table(
            id: 0, columnCount: 3,
            rows: [.init(cells: [merged], address: Address()), .init(cells: [late], address: Address())],
            address: Address())
        #expect(table.cell(row: 1, column: 1)?.columnSpan == 2)
        #expect(table.cell(row: 0, column: 2) == nil)
        #expect(table.cell(row: 1, column: 2)?.row == 1)
        #expect(table.cell(row: 2, column: 0) == nil)
    }

    @Test func `words of each part stand once, with the place of each`() {
        var paragraph = LocatedDocument.Paragraph(id: 7, address: Address([.table(2), .row(3), .cell(1)]))
        var deleted = LocatedDocument.Run(.text("vieja"))
        deleted.visibility = .deleted
        paragraph.runs = [.init(.text("La ñ ")), deleted, .init(.text("nueva"))]
        paragraph.list = .init(label: "IV.", level: 0, isBullet: false, listID: "1", number: 4)
        var document = LocatedDocument(fileName: "a.docx", format: .docx)
        document.sections = [.init(address: Address())]
        document.sections[0].blocks = [.paragraph(paragraph)]
        let words = document.words
        #expect(words.map(\.text) == ["IV", "La", "ñ", "nueva", "vieja"])
        #expect(words.map(\.id.part) == [.listLabel, .body, .body, .body, .deleted])
        #expect(words[3].range == 6..<11)
        #expect(words[3].address.description[.spanish] == "tabla 2, fila 3, celda 1")
        #expect(words[3].address.description[.english] == "table 2, row 3, cell 1")
        #expect(Set(words.map(\.id)).count == 5)
    }
}
