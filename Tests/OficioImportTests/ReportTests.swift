@testable import OficioImport
import OficioModel
import Testing

/// The page that shows a file beside its sources.
@Suite struct ReportTests {
    @Test func `what is doubtful leads to the words of its own document`() throws {
        let rows = ["título;reporta a;objetivo", "Cajero;Tesorero;Cobrar", "Analista;Contador;Contar"]
        var file = ImportedFile(path: "puestos.csv")
        file.document = try DocumentReader.read(Array(rows.joined(separator: "\n").utf8), fileName: "puestos.csv")
        var batch = ImportBatch(OfficeSite().corpus, files: [file])
        batch.run(type: "job")
        let page = ReportPage(batch.files[0], .spanish).body(showsSources: true)
        let links = page.matches(of: /<th class="look">[^\n]*?href="#p([0-9]+)"/).map(\.1)
        #expect(batch.files[0].ledger?.isExact == true)
        #expect(links.count == 2 && Set(links).count == 2, "\(page)")
    }

    @Test func `the style of a report holds for nothing else`() {
        for line in ReportHTML.style.split(separator: "\n") where line.contains("{") && !line.hasPrefix("@") {
            #expect(line.hasPrefix(".informe"), "\(line)")
        }
    }
}
