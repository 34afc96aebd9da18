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
        let rows = [["Código", "Texto"], ["05", "a\nb & <c>"]]
        let bytes = XLSXWriter.bytes(rows, name: "Lista")
        #expect(bytes.starts(with: Array("PK".utf8)))
        #expect(bytes == XLSXWriter.bytes(rows, name: "Lista"))
        #expect(XLSXWriter.bytes([], name: "Lista").isEmpty)
    }

    @Test func textThatLooksLikeAnEscapeStaysAsWritten() {
        #expect(XLSXWriter.escaped("a _x000D_ <b>") == "a _x005F_x000D_ &lt;b&gt;")
        let long = XLSXWriter.escaped(String(repeating: "a", count: 40_000))
        #expect(long.utf16.count == XLSXWriter.longestCell && long.hasSuffix("…"))
    }
}
