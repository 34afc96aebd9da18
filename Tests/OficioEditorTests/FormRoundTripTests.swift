import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

@testable import OficioEditor

/// Forms of the demonstration's documents, filled in at random. The decoder of sources judges what was written.
@Suite struct FormRoundTripTests {
    private static let site = SiteLoader.load(Folders.package)

    /// A document of the demonstration with its untouched form.
    private struct Sample {
        let path: String
        let record: Int?
        let bytes: [UInt8]
        let type: DocumentType
        let form: Form

        func model(_ bytes: [UInt8]) -> FormModel {
            FormModel(
                bytes, path: path, record: record, type: type, form: form,
                schema: FormRoundTripTests.site.corpus.schema)
        }

        /// The decoded record of a text, `nil` if the document is a collection.
        func decoded(_ bytes: [UInt8]) -> Record? {
            let document = SourceDocument(bytes, file: FileID(0), path: path)
            return record == nil
                ? DocumentDecoder(schema: FormRoundTripTests.site.corpus.schema).decode(document).records.first : nil
        }
    }

    private static let samples: [Sample] = {
        let corpus = site.corpus
        return zip(corpus.records, DocumentAddress.all(in: corpus)).compactMap { record, address in
            guard let address else { return nil }
            return Sample(
                path: address.path, record: address.record, bytes: site.bytes(of: record.file),
                type: corpus.schema.types[record.type], form: corpus.schema.forms[record.form])
        }
    }()

    @Test func `an untouched form writes nothing`() {
        for sample in Self.samples {
            let model = sample.model(sample.bytes)
            let written = FormEdits(model: model, state: FormState(model)).applied()
            #expect(written.bytes == sample.bytes && written.refusals.isEmpty, "\(sample.path)")
        }
    }

    @Test func `names of controls are unique`() {
        for sample in Self.samples {
            let names = sample.model(sample.bytes).controls.map(\.name)
            #expect(Set(names).count == names.count, "\(sample.path)")
        }
    }

    /// Rows are moved, deleted, added and changed at random. The decoder then finds the texts that were typed.
    @Test func `random changes of rows decode as typed`() throws {
        var random = TestSeed.generator(33)
        let samples = Self.samples.filter { sample in
            sample.record == nil
                && sample.model(sample.bytes).controls.contains { $0.items.count > 1 && $0.columns.count > 1 }
        }
        try #require(samples.count > 10)
        var written = 0
        for _ in 0..<30 {
            let sample = samples[Int.random(in: samples.indices, using: &random)]
            let model = sample.model(sample.bytes)
            let grids = model.controls.filter { $0.items.count > 1 && $0.columns.count > 1 }
            let grid = grids[Int.random(in: grids.indices, using: &random)]
            var state = FormState(model)
            var rows = state.grids[grid.name] ?? []
            for _ in 0..<Int.random(in: 1...3, using: &random) { Self.change(&rows, of: grid, using: &random) }
            state.grids[grid.name] = rows
            let result = FormEdits(model: model, state: state).applied()
            if !result.refusals.isEmpty {
                #expect(result.bytes == sample.bytes, "a refused grid changes nothing: \(sample.path) \(grid.name)")
                continue
            }
            written += 1
            let comment: Comment = "\(sample.path) \(grid.name)"
            func words(_ rows: [FormState.Row]) -> [String] {
                rows.map { row in
                    grid.columns.map { (row.cells[$0.id] ?? "").trimmedSpaces }.joined(separator: " · ")
                }.filter { $0.contains { $0 != " " && $0 != "·" } }.sorted()
            }
            let after = sample.model(result.bytes)
            #expect(words(FormState(after).grids[grid.name] ?? []) == words(rows), comment)
            // Every other control holds what it held.
            for control in model.controls where control.name != grid.name {
                let now = after.control(control.name)
                #expect(now?.text ?? "" == control.text && now?.items ?? [] == control.items, comment)
            }
            // The decoder finds the typed texts of the main column.
            guard let main = grid.columns.first(where: \.isMain), let record = sample.decoded(result.bytes),
                case .rows(let decoded)? = record.value(sample.type.field(id: grid.path.names[0]))
            else { continue }
            let typed = rows.compactMap { $0.cells[main.id] }.filter { $0.hasPrefix("Nueva") }
            let found = decoded.rows.flatMap { $0.cells.map(\.value.plain) }
            for text in typed { #expect(found.contains(text), comment) }
        }
        #expect(written > 20, "\(written) of 30 were written")
    }

    private static func change(
        _ rows: inout [FormState.Row], of grid: FormControl, using random: inout SeededRandom
    ) {
        guard let main = grid.columns.first(where: \.isMain), !rows.isEmpty else { return }
        let place = Int.random(in: rows.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: rows.remove(at: place)
        case 1: rows.insert(rows.remove(at: place), at: Int.random(in: 0...rows.count, using: &random))
        case 2:
            var new = FormState.Row(origin: nil, cells: [main.id: "Nueva fila \(place)."])
            // A row below a heading says which one.
            for column in grid.columns where column.isGroup { new.cells[column.id] = rows[place].cells[column.id] }
            rows.insert(new, at: place)
        case 3: rows[place].cells[main.id] = "Nueva redacción, con acentos: año \(place)."
        default:
            for column in grid.columns where column.isGroup {
                rows[place].cells[column.id] = rows.randomElement(using: &random)?.cells[column.id]
            }
        }
    }

    // MARK: Rows below headings

    private static let job = """
        ---
        título: Cajera
        ---

        ## Funciones

        ### Diaria

        - Abrir. {#abrir}
        - Cobrar.

        ### Mensual

        - Cuadrar.

        """

    private func written(_ change: (inout [FormState.Row]) -> Void) throws -> String {
        let schema = Self.site.corpus.schema
        let index = try #require(schema.index(of: .job))
        let type = schema.types[index]
        let model = FormModel(
            Array(Self.job.utf8), path: "content/puestos/cajera.md", record: nil, type: type,
            form: schema.forms[schema.builtInForm(of: type)], schema: schema)
        var state = FormState(model)
        var rows = try #require(state.grids["functions"])
        change(&rows)
        state.grids["functions"] = rows
        let result = FormEdits(model: model, state: state).applied()
        #expect(result.refusals.isEmpty)
        return String(decoding: result.bytes, as: UTF8.self)
    }

    /// Within a heading the rows stand as in the form.
    @Test func `another frequency moves a row below its heading`() throws {
        let text = try written { $0[0].cells["frequency"] = "Mensual" }
        #expect(
            text
                == Self.job.replacing("- Abrir. {#abrir}\n", with: "").replacing(
                    "- Cuadrar.\n", with: "- Abrir. {#abrir}\n- Cuadrar.\n"))
    }

    @Test func `a moved row keeps its id`() throws {
        let text = try written { $0.swapAt(0, 1) }
        #expect(text == Self.job.replacing("- Abrir. {#abrir}\n- Cobrar.", with: "- Cobrar.\n- Abrir. {#abrir}"))
    }

    @Test func `a new row stands below its heading`() throws {
        let text = try written {
            $0.append(FormState.Row(origin: nil, cells: ["task": "Contar.", "frequency": "Diaria"]))
        }
        #expect(text == Self.job.replacing("- Cobrar.\n", with: "- Cobrar.\n- Contar.\n"))
    }
}
