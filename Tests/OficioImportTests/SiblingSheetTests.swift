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

    @Test func `a sheet that nobody named is read from the folder, and no other file`() throws {
        let folder = NSTemporaryDirectory() + "hojas-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in [
            ("cargos.csv", jobs), ("competencias.csv", "Código;Cargo;Excel\nC-1;Cajero;X\nC-2;Contador;\n"),
            ("otros.csv", "Código;Cargo;Misión\nZ-1;Portero;Abrir.\nZ-2;Chofer;Llevar.\n"), ("vacio.csv", ""),
        ] { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
        func beside(_ name: String) throws -> [String] {
            var file = ImportedFile(path: folder + "/" + name)
            file.document = try DocumentReader.read(path: file.path)
            return SiblingSheets(Schema([])).sheetsBeside([file]).map(\.name)
        }
        #expect(try beside("cargos.csv") == ["competencias.csv"])
        // A matrix alone does not bring the catalogue along.
        #expect(try beside("competencias.csv") == [])
    }

    @Test func `a sheet whose title says that it is a matrix of competencies has a job a row`() throws {
        let batch = try batch([
            (
                "matriz.csv",
                """
                MATRIZ DE COMPETENCIAS POR PUESTO;;;
                Puesto;Transversales;;Técnicas
                ;Trabajo en equipo;Integridad;Redacción
                Secretaria;3;4;2
                Contador;2;4;

                Escala: 1 básico, 2 intermedio, 3 avanzado, 4 experto;;;

                """
            )
        ])
        let file = batch.files[0]
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        let texts = file.sources.map(\.text)
        #expect(texts.count == 2)
        #expect(texts[0].contains("título: Secretaria\n") && texts[0].contains("integridad"), "\(texts)")
        #expect(texts[1].contains("título: Contador\n") && !texts[1].contains("redaccion"), "\(texts)")
    }

    @Test func `competencies that are called like fields are columns of the matrix`() throws {
        let batch = try batch([
            (
                "matriz.csv",
                """
                Matriz de competencias;;;
                Puesto;Servicio;Normativa;Inglés
                Cajero;3;4;
                Contador;2;4;1

                """
            )
        ])
        let file = batch.files[0]
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        #expect(file.sources.count == 2)
        let text = try #require(file.sources.first?.text)
        #expect(text.contains("servicio") && text.contains("normativa") && !text.contains("Sin colocar"), "\(text)")
        #expect(!text.contains("unidad:") && !text.contains("Marco legal"), "\(text)")
    }

    @Test func `lists within a function are read from one cell`() throws {
        let batch = try batch([
            (
                "registro.csv",
                """
                Código;Cargo;Funciones
                C-1;Encuestador;"1. Visitar.
                2. Levantar:
                 a) familiar
                 b) agrícola
                3. Entregar."

                """
            )
        ])
        let text = try #require(batch.files[0].sources.first?.text)
        #expect(text.contains("- Visitar.\n- Levantar:\n  - familiar\n  - agrícola\n- Entregar."), "\(text)")
    }

    @Test func `files about other things stay apart`() throws {
        let batch = try batch([
            ("cargos.csv", jobs), ("otros.csv", "Código;Cargo;Misión\nZ-1;Portero;Abrir.\nZ-2;Chofer;Llevar.\n"),
        ])
        #expect(batch.files.allSatisfy { $0.joinedTo == nil })
        #expect(batch.files.flatMap(\.sources).count == 4)
    }
}
