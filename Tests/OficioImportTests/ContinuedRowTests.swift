@testable import OficioImport
import Testing

/// Spreadsheets in which a document continues in the rows below its first one.
@Suite struct ContinuedRowTests {
    @Test func `rows without a title say more of the one above`() throws {
        let table = """
            Puesto;Función;Frecuencia
            Cajero;Abrir la caja;Diaria
            ;Cuadrar la caja;Semanal
            Tesorero;Pagar;Diaria
            ;Firmar cheques;Mensual
            Total;2;
            """
        var file = ImportedFile(path: "puestos.csv")
        file.document = try DocumentReader.read(Array(table.utf8), fileName: "puestos.csv")
        let site = OfficeSite()
        var batch = ImportBatch(site.corpus, files: [file])
        batch.run()
        #expect(batch.files[0].ledger?.isExact == true, "\(batch.files[0].ledger?.problems.map(\.english) ?? [])")
        let texts = batch.files[0].sources.map(\.text)
        #expect(texts.count == 2)
        let first = try #require(texts.first)
        #expect(first.contains("| Abrir la caja | Diaria |\n| Cuadrar la caja | Semanal |"), "\(first)")
        #expect(texts.last?.contains("| Firmar cheques | Mensual |") == true, "\(texts)")
        #expect(!texts.contains { $0.contains("Sin colocar") }, "\(texts)")
    }
}
