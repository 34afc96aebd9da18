import OficioEditing
import OficioModel
import OficioSchema
import TestSupport
import Testing

@testable import OficioEditor

/// Rows below `###` headings: a row is written below the heading that the form shows for it.
@Suite struct FormGroupTests {
    private static let site = SiteLoader.load(Folders.package)
    private static let job = """
        ---
        título: Cocinera
        ---

        ## Funciones

        ### A. Diarias

        1. Encender. {#encender}
        2. Cocinar.

        ### B. Semanales

        1. Pedir víveres.

        ### C. Mensuales

        N/A

        """
    /// Steps have no column for their headings.
    private static let procedure = """
        ---
        título: Comida
        ---

        ## Pasos

        - Leer la carta.

        ### FASE 1. ANTES

        - Lavar.

          Responsable: cocinera
        - Cortar.

        ### FASE 2. DESPUÉS

        - Servir.

        """

    private static func model(_ text: String, _ key: TypeKey, _ path: String) throws -> FormModel {
        let schema = site.corpus.schema
        let type = schema.types[try #require(schema.index(of: key))]
        return FormModel(
            Array(text.utf8), path: path, record: nil, type: type, form: schema.forms[schema.builtInForm(of: type)],
            schema: schema)
    }

    private static func functions(_ text: String = job) throws -> FormModel {
        try model(text, .job, "content/puestos/cocinera.md")
    }

    private static func steps() throws -> FormModel {
        try model(Self.procedure, .protocol, "content/protocolos/comida.md")
    }

    private func written(_ model: FormModel, _ grid: String, _ change: (inout [FormState.Row]) -> Void) throws
        -> (text: String, refusals: [String])
    {
        var state = FormState(model)
        var rows = try #require(state.grids[grid])
        change(&rows)
        state.grids[grid] = rows
        let result = FormEdits(model: model, state: state).applied()
        return (String(decoding: result.bytes, as: UTF8.self), result.refusals.map(\.message.spanish))
    }

    @Test func `a frequency means the heading that begins with a letter`() throws {
        let result = try written(try Self.functions(), "functions") {
            $0.append(FormState.Row(origin: nil, cells: ["task": "Contar.", "frequency": "Diaria"]))
        }
        #expect(result.text == Self.job.replacing("2. Cocinar.\n", with: "2. Cocinar.\n3. Contar.\n"))
    }

    @Test func `a new row belongs to the row before it and stands behind it`() throws {
        let result = try written(try Self.functions(), "functions") {
            $0.insert(FormState.Row(origin: nil, cells: ["task": "Contar."]), at: 1)
        }
        let lines = result.text.split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex { $0.contains("Encender") })
        #expect(lines[first + 1].hasSuffix("Contar."))
        #expect(lines[first + 2].hasSuffix("Cocinar."))
    }

    @Test func `a row goes below a heading without rows`() throws {
        let result = try written(try Self.functions(), "functions") { $0[0].cells["frequency"] = "Mensual" }
        #expect(result.refusals.isEmpty)
        #expect(result.text.hasSuffix("### C. Mensuales\n\n- Encender. {#encender}\n"))
    }

    @Test func `rows of headings without a column show them`() throws {
        let model = try Self.steps()
        let rows = try #require(FormState(model).grids["steps"])
        #expect(
            rows.map { $0.cells["###"] ?? "?" }
                == ["", "FASE 1. ANTES", "FASE 1. ANTES", "FASE 2. DESPUÉS"])
        let moved = try written(model, "steps") { $0[1].cells["###"] = "FASE 2. DESPUÉS" }
        #expect(moved.refusals.isEmpty)
        #expect(
            moved.text
                == Self.procedure.replacing("- Lavar.\n\n  Responsable: cocinera\n", with: "").replacing(
                    "- Servir.", with: "- Lavar.\n\n  Responsable: cocinera\n- Servir."))
    }

    @Test func `a row above the first heading stays there`() throws {
        let result = try written(try Self.steps(), "steps") {
            $0.insert(FormState.Row(origin: nil, cells: ["action": "Contar."]), at: 1)
        }
        #expect(result.refusals.isEmpty)
        #expect(result.text == Self.procedure.replacing("carta.\n", with: "carta.\n- Contar.\n"))
    }

    @Test func `an unknown heading is refused with its row`() throws {
        let result = try written(try Self.steps(), "steps") { $0[1].cells["###"] = "FASE 9" }
        #expect(result.text == Self.procedure)
        #expect(result.refusals.first?.contains("fila 2") == true)
        #expect(result.refusals.first?.contains("«FASE 9»") == true)
    }

    @Test func `a row that moves past its group changes its heading and nothing else`() throws {
        let model = try Self.functions()
        var state = FormState(model).changed(by: "bajar", "o1:functions", model)
        #expect(state.grids["functions"]?.map(\.origin) == [0, 1, 2])
        #expect(state.grids["functions"]?[1].cells["frequency"] == "B. Semanales")
        state = state.changed(by: "tras", "o1:functions", model)
        #expect(state.grids["functions"]?[2].cells["frequency"] == "B. Semanales")
        state.grids["functions"]?[2].cells["task"] = "Contar."
        let text = String(decoding: FormEdits(model: model, state: state).applied().bytes, as: UTF8.self)
        let names = text.split(separator: "\n").compactMap { line in
            ["Diarias", "Semanales", "Encender", "Cocinar", "Contar", "Pedir"].first { line.contains($0) }
        }
        #expect(names == ["Diarias", "Encender", "Semanales", "Cocinar", "Contar", "Pedir"])
    }

    /// A mark at the beginning of a text is words: it reads back as it was typed.
    @Test(arguments: ["1. Primero", "- algo", "# 5", "> mayor", "12) doce"])
    func `a mark at the beginning of a row is written as words`(_ typed: String) throws {
        let model = try Self.functions()
        let result = try written(model, "functions") { $0[1].cells["task"] = typed }
        #expect(result.refusals.isEmpty)
        let after = try Self.functions(result.text)
        #expect(FormState(after).grids["functions"]?[1].cells["task"] == typed)
        let untouched = FormEdits(model: after, state: FormState(after)).applied()
        #expect(untouched.bytes == Array(result.text.utf8))
    }

    @Test(arguments: ["1.5 horas", "-", "\\n", "a - b", "#5", "1\\.5", "**Uno**"])
    func `words keep their characters`(_ text: String) {
        #expect(BlockStart.unescaped(BlockStart.escaped(text)) == text)
    }

    @Test func `a refusal names row and cell`() throws {
        let result = try written(try Self.functions(), "functions") { $0[1].cells["task"] = "Uno {nota=dos}" }
        #expect(result.text == Self.job)
        #expect(result.refusals.first?.hasPrefix("fila 2, «Tarea»") == true, "\(result.refusals)")
    }
}
