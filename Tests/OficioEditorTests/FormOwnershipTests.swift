import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

@testable import OficioEditor

/// Every byte of a source belongs to one control of its form.
@Suite struct FormOwnershipTests {
    private static let site = SiteLoader.load(Folders.package)

    /// A job as pasted from a word processor: numbered headings, sections that gather fields, groups by frequency.
    private static let pasted = """
        ---
        título: Cocinera
        Jefe inmediato: Nutrición
        ---

        ## I. IDENTIFICACIÓN DEL PUESTO

        CLÍNICA DE EJEMPLO

        ## II. MISIÓN DEL PUESTO

        Cocinar.

        ## III. FUNCIONES

        ### A. Diarias

        1. Encender.
        2. Cocinar.

        ### B. Semanales

        1. Pedir víveres.

        ## IV. PERFIL DEL PUESTO

        Sin experiencia no se contrata.

        ### Formación académica

        Bachillerato.

        ### Experiencia

        Un año.

        ## VI. CONDICIONES DE TRABAJO

        Calor.

        ## Nota propia

        Nada.

        """

    private static func model(_ text: String, path: String = "content/puestos/cocinera.md") throws -> FormModel {
        let schema = site.corpus.schema
        let index = try #require(schema.index(of: .job))
        let type = schema.types[index]
        return FormModel(
            Array(text.utf8), path: path, record: nil, type: type, form: schema.forms[schema.builtInForm(of: type)],
            schema: schema)
    }

    private static func models(of site: LoadedSite) -> [FormModel] {
        let corpus = site.corpus
        return zip(corpus.records, DocumentAddress.all(in: corpus)).compactMap { record, address in
            address.map {
                FormModel(
                    site.bytes(of: record.file), path: $0.path, record: $0.record,
                    type: corpus.schema.types[record.type], form: corpus.schema.forms[record.form],
                    schema: corpus.schema)
            }
        }
    }

    private static func expectOwned(_ model: FormModel) {
        let controls = model.controls.filter { !$0.isFixed }
        let places = controls.map { model.editor.ranges(of: $0.path).filter { !$0.isEmpty } }
        for a in controls.indices {
            for b in controls[..<a].indices
            where places[a].contains(where: { range in places[b].contains { $0.overlaps(range) } }) {
                Issue.record("\(model.editor.path): \(controls[a].name) and \(controls[b].name)")
            }
        }
        // What links to other controls shows none of their words.
        for control in model.controls {
            guard case .shared(let names) = control.kind else { continue }
            for name in names {
                let other = model.control(name)
                #expect(other != nil, "\(model.editor.path): \(control.name) links to \(name)")
                for line in other?.text.split(separator: "\n") ?? [] where line.count > 20 {
                    #expect(!control.text.contains(line), "\(model.editor.path): \(control.name) shows \(name)")
                }
            }
        }
    }

    @Test func `no two editable controls hold a common byte`() throws {
        let models = Self.models(of: Self.site)
        try #require(models.count > 50)
        for model in models + [try Self.model(Self.pasted)] { Self.expectOwned(model) }
    }

    @Test(.enabled(if: OutsideMaterial.seedsSite != nil)) func `nor in the institutions' documents`() throws {
        let models = Self.models(of: SiteLoader.load(try #require(OutsideMaterial.seedsSite)))
        try #require(models.count > 5)
        for model in models { Self.expectOwned(model) }
    }

    @Test func `a section that is a field has one control`() throws {
        let model = try Self.model(Self.pasted)
        let shown = model.controls.filter { !$0.isEmpty && !$0.isFixed }.map(\.name)
        for name in ["objective", "working-conditions", "education", "experience", "## Nota propia"] {
            #expect(shown.contains(name))
        }
        let sections = model.controls.filter(\.isSection).map(\.name)
        #expect(sections == ["## Nota propia"])
    }

    @Test func `a section that gathers fields links to them`() throws {
        let model = try Self.model(Self.pasted)
        let control = try #require(model.controls.first { $0.label.contains("IV. PERFIL DEL PUESTO") })
        guard case .shared(let names) = control.kind else {
            Issue.record("\(control.kind)")
            return
        }
        #expect(names == ["education", "experience"])
        #expect(control.text == "Sin experiencia no se contrata.")
    }

    @Test func `a second heading of a field has a control of its own`() throws {
        let text = Self.pasted.replacing("## Nota propia", with: "## Objetivo")
        let model = try Self.model(text)
        Self.expectOwned(model)
        let second = try #require(model.controls.first { $0.text == "Nada." })
        var state = FormState(model)
        state.texts[second.name] = "Todo."
        state.texts["objective"] = "Guisar."
        let result = FormEdits(model: model, state: state).applied()
        #expect(result.refusals.isEmpty)
        #expect(
            String(decoding: result.bytes, as: UTF8.self)
                == text.replacing("Nada.", with: "Todo.").replacing("\n\nCocinar.", with: "\n\nGuisar."))
    }

    /// Even a form that showed one text twice would lose nothing in silence.
    @Test func `two changes of one text are refused by name`() throws {
        let model = try Self.model(Self.pasted)
        let twice = FormControl(
            path: "II. MISIÓN DEL PUESTO", name: "## II", label: "II. MISIÓN DEL PUESTO", help: "", kind: .text,
            text: "Cocinar.")
        var state = FormState(model)
        state.texts["objective"] = "Guisar."
        state.texts["## II"] = "Asar."
        let result = FormEdits(model: model, state: state, controls: model.controls + [twice]).applied()
        let refusal = try #require(result.refusals.first)
        #expect(refusal.name == "## II")
        let objective = try #require(model.control("objective")).label
        for label in [objective, "II. MISIÓN DEL PUESTO"] { #expect(refusal.message.spanish.contains("«\(label)»")) }
    }
}
