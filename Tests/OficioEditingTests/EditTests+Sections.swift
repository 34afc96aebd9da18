import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Edits of sections and references, and edits that are refused.
extension EditTests {
    // MARK: Sections

    private var body: String {
        """
        ---
        título: X
        ---

        ## 1. Objetivo ##

        Servir.

        <!-- nota -->

        Alcance
        -------

        Todo.

        ## Excepciones

        Ninguna.
        """
    }

    @Test func `sections are set, added, moved and removed`() throws {
        let path = "content/protocolos/x.md"
        #expect(
            try edited(body, .set("scope", .text("Parte.\n\n- Uno")), path: path).contains(
                "Alcance\n-------\n\nParte.\n\n- Uno\n\n## Exc"))
        #expect(
            try edited(body, .move("Excepciones", before: "objetivo"), path: path)
                == """
                ---
                título: X
                ---

                ## Excepciones

                Ninguna.

                ## 1. Objetivo ##

                Servir.

                <!-- nota -->

                Alcance
                -------

                Todo.
                """
        )
        #expect(try edited(body, .remove("Alcance"), path: path).contains("<!-- nota -->\n\n## Excepciones"))
        #expect(try edited(body, .remove("Excepciones"), path: path).hasSuffix("-------\n\nTodo."))
        #expect(
            try edited(body, .set("resultado", .text("Hecho.")), path: path).hasSuffix(
                "Ninguna.\n\n## Resultado\n\nHecho."))
        #expect(
            try edited(body, .addSection("Otra", text: "Más.", before: "alcance"), path: path).contains(
                "<!-- nota -->\n\n## Otra\n\nMás.\n\nAlcance\n"))
    }

    @Test func `a heading is called otherwise, and its number stays`() throws {
        let path = "content/protocolos/x.md"
        #expect(try edited(body, .rename("objetivo", to: "Propósito"), path: path).contains("## 1. Propósito ##\n"))
        #expect(try edited(body, .rename("alcance", to: "Ámbito"), path: path).contains("\nÁmbito\n-------\n"))
        #expect(try edited(body, .removeHeading("Excepciones"), path: path).hasSuffix("Todo.\n\nNinguna."))
    }

    @Test func `text is inserted before and after the text of a section`() throws {
        let path = "content/protocolos/x.md"
        #expect(
            try edited(body, .insertText("objetivo", "Antes.", atEnd: false), path: path).contains(
                "##\n\nAntes.\n\nServir."))
        #expect(
            try edited(body, .insertText("excepciones", "Después.", atEnd: true), path: path).hasSuffix(
                "Ninguna.\n\nDespués."))
        #expect(
            try refusal(body, .insertText("objetivo", "## Otra", atEnd: true), path: path).message.spanish.contains(
                "no se leería"))
        #expect(
            try refusal(body, .set("objetivo", .text("Uno.\n\n## Dos")), path: path).message.spanish.contains(
                "no se leería"))
    }

    @Test func `members of a group are sections of it, or keys`() throws {
        let text = "---\ntítulo: X\n---\n\n## Relaciones del puesto\n\n### Con\n\n- Público.\n"
        #expect(
            try edited(text, .insertItem(["relations", "con"], at: nil, .text("[[jefe]]"))).hasSuffix(
                "- Público.\n- [[jefe]]\n"))
        #expect(
            try edited(text, .set(["relations", "Para / frecuencia"], .text("Diaria."))).contains("- Público.\n\n### "))
        let yaml = "---\nrelaciones del puesto: {con: Público}\n---\n"
        #expect(
            try edited(yaml, .set(["relations", "con"], .text("Todos")))
                == "---\nrelaciones del puesto: {con: Todos}\n---\n")
    }

    // MARK: References

    @Test func `references lead elsewhere and keep their labels`() throws {
        let text = """
            ---
            reporta a: jefe
            supervisa: [[jefe|el jefe]]
            ---

            ## Objetivo

            Con [[ jefe ]] y [él](../puestos/jefe.md#x).

            """
        let bytes = Array(text.utf8)
        let result = try edited(
            text, .retarget(0..<bytes.count, from: "../puestos/jefe.md#x", to: "g.md#x"),
            .retarget(0..<bytes.count, from: "jefe", to: "gerente"))
        #expect(
            result
                == text.replacing("[[jefe|", with: "[[gerente|").replacing("[[ jefe ]]", with: "[[ gerente ]]")
                .replacing("../puestos/jefe.md#x", with: "g.md#x"))
        let whole = try #require(text.range(of: "jefe")).lowerBound.utf16Offset(in: text)
        let start = text.utf8.distance(from: text.startIndex, to: text.index(text.startIndex, offsetBy: whole))
        #expect(
            try edited(text, .retarget(start..<(start + 4), from: "jefe", to: "gerente")).contains(
                "reporta a: gerente\n"))
        #expect(try refusal(text, .retarget(0..<3, from: "jefe", to: "a]b")).message.spanish.contains("destino"))
    }

    // MARK: Refusals

    @Test func `a damaged source is refused with its finding`() throws {
        let refusal = try refusal("---\ntítulo: [X\n---\n", .set("título", .text("Y")))
        #expect(
            refusal.finding?.code == "yaml-invalido" && refusal.message.spanish.contains("arreglar antes"), "\(refusal)"
        )
        #expect(try self.refusal("---\ntítulo: X\ntítulo: Y\n---\n", .set("clase", .text("1"))).finding != nil)
    }

    @Test(arguments: ["\u{0}", "a\u{7}b", "\u{1B}[0m", "\u{85}", "\u{FEFF}", "\u{FFFF}"])
    func `control characters are refused`(text: String) throws {
        #expect(try refusal("---\ntítulo: X\n---\n", .set("título", .text(text))).message.spanish.contains("U+"))
    }

    @Test func `an absent section is refused with a reason`() throws {
        #expect(
            try refusal("---\ntítulo: X\n---\n", .remove("clase")).message.spanish == "no hay «clase» en el archivo")
        #expect(
            try refusal("---\nnombres anteriores: [A]\n---\n", .removeItem("nombres anteriores", at: 3)).message.english
                .contains("no item 4"))
    }
}
