import OficioBasics
import Testing

@testable import OficioOffice

@Suite struct XLSXWriterTests {
    @Test func columnsHaveTheNamesOfSpreadsheets() {
        #expect([0, 25, 26, 51, 52, 701, 702].map(XLSXWriter.column) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }

    @Test func namesOfSheetsAreOnesThatMayStand() {
        #expect(XLSXWriter.sheetName("¿Quién hace qué? [a/b]") == "¿Quién hace qué ab")
        #expect(XLSXWriter.sheetName(String(repeating: "ñ", count: 40)).utf16.count == 31)
        #expect(XLSXWriter.sheetName("'citado'") == "citado")
        #expect(XLSXWriter.sheetName("/ ") == "1")
    }

    @Test func theSameTableGivesTheSameBytes() {
        var table = CSV(["Código", "Texto"])
        table.add(["05", "a\nb & <c>"])
        let bytes = XLSXWriter.bytes(ofTable: table.bytes, separator: CSV.usualSeparator, name: "Lista")
        #expect(bytes.starts(with: Array("PK".utf8)))
        #expect(bytes == XLSXWriter.bytes(ofTable: table.bytes, separator: CSV.usualSeparator, name: "Lista"))
        #expect(XLSXWriter.bytes(ofTable: [], separator: CSV.usualSeparator, name: "Lista").isEmpty)
    }

    @Test func cellsOfATableAreReadInPlace() {
        let rows = [["a", "dice \"no\"; y ya", ""], ["=1+1", "'=2", "\"\""], ["línea\r\nlínea", "", "\""]]
        var table = CSV(["uno", "dos", "tres"])
        for row in rows { table.add(row) }
        let cells = TableCells(table.bytes, separator: CSV.usualSeparator)
        #expect(cells.rows.dropFirst().map { $0.map(cells.text) } == rows)
    }

    @Test func textThatLooksLikeAnEscapeStaysAsWritten() {
        #expect(XLSXWriter.escaped("a _x000D_ <b>") == "a _x005F_x000D_ &lt;b&gt;")
        let long = XLSXWriter.escaped(String(repeating: "a", count: 40_000))
        #expect(long.utf16.count == XLSXWriter.longestCell && long.hasSuffix("…"))
    }
}
