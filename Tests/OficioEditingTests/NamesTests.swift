import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// The editor and the decoder resolve keys and headings to the same fields.
@Suite struct NamesTests {
    private static let schema = SiteLoader.load("/nowhere").corpus.schema

    private func editor(_ text: String) -> SourceEditor {
        SourceEditor(Array(text.utf8), path: "content/puestos/x.md", schema: Self.schema)
    }

    private func edited(_ text: String, _ edit: Edit) throws -> String {
        String(decoding: try #require(editor(text).patch(edit).get().applied(to: Array(text.utf8))), as: UTF8.self)
    }

    private func refusal(_ text: String, _ edit: Edit) -> String? {
        guard case .failure(let refusal) = editor(text).patch(edit) else { return nil }
        return refusal.message.spanish
    }

    @Test func `a heading by another name is its field`() throws {
        let text = "---\ntítulo: X\n---\n\n## Tareas del puesto\n\n- Cobrar.\n"
        #expect(editor(text).content(of: "functions") == .list([.text("Cobrar.")]))
        #expect(
            try edited(text, .insertItem("functions", at: nil, .text("Cuadrar."))).hasSuffix("- Cobrar.\n- Cuadrar.\n"))
    }

    @Test func `what stands below a heading decides between two fields`() throws {
        let group = "---\ntítulo: X\n---\n\n## Relaciones del puesto\n\n### Con\n\n- [[jefe]]\n"
        let text = "---\ntítulo: X\n---\n\n## Relaciones del puesto\n\nCon todos.\n"
        let (first, second) = (try reading(group), try reading(text))
        #expect(first != second)
        #expect(
            editor(group).content(of: FieldPath(first)) != nil && editor(group).content(of: FieldPath(second)) == nil)
        #expect(editor(text).content(of: FieldPath(second)) != nil && editor(text).content(of: FieldPath(first)) == nil)
        let words = try #require(refusal(group, .set("Relaciones del puesto", .text("Con todos."))))
        #expect(words.contains("«Relaciones del puesto» se leería como"), "\(words)")
    }

    /// The identifier of the field that the decoder reads in the body.
    private func reading(_ text: String) throws -> String {
        let document = SourceDocument(Array(text.utf8), file: FileID(0), path: "content/puestos/x.md")
        let record = try #require(DocumentDecoder(schema: Self.schema).decode(document).records.first)
        let field = try #require(record.fields.last)
        return Self.schema.types[record.type].fields[field.field].id
    }

    private static let gathering = """
        ---
        título: X
        ---

        ## Requisitos

        ### Formación

        Bachillerato.

        ### Idiomas

        - Inglés
        """

    @Test func `fields below a heading that gathers them are found and edited by their names`() throws {
        #expect(editor(Self.gathering).fields.contains(["Requisitos", "Formación"]))
        #expect(editor(Self.gathering).content(of: "education") == .text("Bachillerato."))
        let expected = Self.gathering.replacing("Bachillerato.", with: "Licenciatura.")
        #expect(try edited(Self.gathering, .set("education", .text("Licenciatura."))) == expected)
        #expect(try edited(Self.gathering, .set(["Requisitos", "Formación"], .text("Licenciatura."))) == expected)
        #expect(
            try edited(Self.gathering, .insertItem("languages", at: nil, .text("Francés"))).hasSuffix(
                "- Inglés\n- Francés"))
    }

    @Test func `a heading that gathers fields is not replaced with them`() throws {
        for edit in [Edit.set("Requisitos", .text("Ninguno.")), .remove("Requisitos")] {
            let words = try #require(refusal(Self.gathering, edit))
            #expect(words.contains("reúne otros campos («Formación», «Idiomas»)"), "\(words)")
        }
    }

    @Test func `an edit of a field with several headings has to name one`() throws {
        let text = """
            ---
            título: X
            ---

            ## Funciones generales

            - Cobrar.

            ## Funciones específicas

            - Cuadrar.

            """
        let words = try #require(refusal(text, .insertItem("functions", at: nil, .text("Archivar."))))
        #expect(words.contains("«Funciones generales», «Funciones específicas»"), "\(words)")
        #expect(
            try edited(text, .insertItem("Funciones específicas", at: nil, .text("Archivar."))).hasSuffix(
                "- Cuadrar.\n- Archivar.\n"))
    }

    @Test func `an empty group does not become another field`() throws {
        let text = "---\ntítulo: X\n---\n\n## Relaciones del puesto\n\n## Formación\n\nMedia.\n"
        #expect(refusal(text, .set("Relaciones del puesto", .text("…")))?.contains("se leería como") == true)
    }
}
