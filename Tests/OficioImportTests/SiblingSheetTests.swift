import Foundation
@testable import OficioImport
import OficioModel
import OficioSchema
import Testing

/// CSV files that are the sheets of one workbook are read together.
@Suite struct SiblingSheetTests {
    private func batch(_ files: [(String, String)]) throws -> ImportBatch {
        let read = try files.map { name, text -> ImportedFile in
            var file = ImportedFile(path: "/importar/" + name)
            file.document = try DocumentReader.read(Array(text.utf8), fileName: name)
            return file
        }
        var batch = ImportBatch(Corpus(schema: Schema([]), records: [], paths: [], attachments: []), files: read)
        batch.run()
        return batch
    }

    private let jobs = "Código;Cargo;Misión\nC-1;Cajero;Cobrar.\nC-2;Contador;Contar.\n"

    @Test func `a matrix by code joins the catalogue`() throws {
        let batch = try batch([
            ("cargos.csv", jobs),
            ("competencias.csv", "Código;Cargo;Negociación;Excel\nC-1;Cajero;X;\nC-2;Contador;;X\n"),
        ])
        #expect(batch.files[1].joinedTo == "/importar/cargos.csv")
        #expect(batch.files[1].sources.isEmpty)
        #expect(batch.files[0].ledger?.isExact == true, "\(batch.files[0].ledger?.problems.map(\.english) ?? [])")
        let texts = batch.files[0].sources.map(\.text)
        #expect(texts.count == 2)
        #expect(texts[0].contains("Cobrar.") && texts[0].contains("negociacion") && !texts[0].contains("excel"))
    }

    @Test func `files about other things stay apart`() throws {
        let batch = try batch([
            ("cargos.csv", jobs), ("otros.csv", "Código;Cargo;Misión\nZ-1;Portero;Abrir.\nZ-2;Chofer;Llevar.\n"),
        ])
        #expect(batch.files.allSatisfy { $0.joinedTo == nil })
        #expect(batch.files.flatMap(\.sources).count == 4)
    }
}
