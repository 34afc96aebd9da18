import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Each kind of edit, compared byte by byte.
@Suite struct EditTests {
    private static let schema = SiteLoader.load("/nowhere").corpus.schema

    func editor(_ text: String, _ path: String) -> SourceEditor {
        SourceEditor(Array(text.utf8), path: path, schema: Self.schema)
    }

    func edited(_ text: String, _ edits: Edit..., path: String = "content/puestos/x.md") throws -> String {
        let editor = editor(text, path)
        return String(decoding: try #require(editor.patch(edits).get().applied(to: editor.bytes)), as: UTF8.self)
    }

    func refusal(_ text: String, _ edit: Edit, path: String = "content/puestos/x.md") throws -> EditRefusal {
        guard case .failure(let refusal) = editor(text, path).patch(edit) else { throw Unexpected() }
        return refusal
    }

    private struct Unexpected: Error {}

    // MARK: Keys

    @Test func `a key is set in its own quotes, and its comment stays`() throws {
        let text = "---\ntítulo: 'Cajero'   # el de caja\nclase: \"03\"\ngrado: 4\n---\n"
        #expect(
            try edited(text, .set("título", .text("Cajera d'Elna")))
                == "---\ntítulo: 'Cajera d''Elna'   # el de caja\nclase: \"03\"\ngrado: 4\n---\n")
        #expect(try edited(text, .set("class", .text("05"))).contains("clase: \"05\"\n"))
        #expect(try edited(text, .set("grado", .text("a: b"))).contains("grado: \"a: b\"\n"))
    }

    @Test func `an absent value gets one, before the comment of its line`() throws {
        #expect(
            try edited("---\ntítulo: X\nclase:   # falta\n---\n", .set("clase", .text("03")))
                == "---\ntítulo: X\nclase: 03   # falta\n---\n")
        #expect(
            try edited(
                "---\nnombres anteriores:   # ninguno\ntítulo: X\n---\n",
                .set("nombres anteriores", .list([.text("A"), .text("B")])))
                == "---\nnombres anteriores:   # ninguno\n  - A\n  - B\ntítulo: X\n---\n")
    }

    @Test func `a new key goes behind the last one, in the file's line ends`() throws {
        #expect(
            try edited("---\r\ntítulo: X\r\n# fin\r\n---\r\n", .set("clase", .text("03")))
                == "---\r\ntítulo: X\r\nclase: 03\r\n# fin\r\n---\r\n")
        #expect(
            try edited("título: X", .set("clase", .text("03")), path: "content/puestos/x.yaml")
                == "título: X\nclase: 03")
    }

    @Test func `a file without front matter gets one`() throws {
        #expect(
            try edited("## Objetivo\n\nServir.\n", .makeFrontMatter([.init("título", .text("X"))]))
                == "---\ntítulo: X\n---\n\n## Objetivo\n\nServir.\n")
        #expect(try edited("\u{FEFF}", .set("título", .text("X"))) == "\u{FEFF}---\ntítulo: X\n---\n")
    }

    @Test func `keys are moved, removed and renamed`() throws {
        let text = "---\ntítulo: X\n# grupo\nclase: 03 # c\ngrado: 4\n---\n"
        #expect(
            try edited(text, .move("grado", before: "clase"))
                == "---\ntítulo: X\n# grupo\ngrado: 4\nclase: 03 # c\n---\n")
        #expect(
            try edited(text, .move("título", before: nil)) == "---\n# grupo\nclase: 03 # c\ngrado: 4\ntítulo: X\n---\n")
        #expect(try edited(text, .remove("clase")) == "---\ntítulo: X\n# grupo\ngrado: 4\n---\n")
        #expect(
            try edited(text, .rename("clase", to: "class")) == "---\ntítulo: X\n# grupo\nclass: 03 # c\ngrado: 4\n---\n"
        )
    }

    @Test func `keys in braces are edited between their commas`() throws {
        let text = "{título: X, clase: 03, grado: 4}\n"
        let path = "content/puestos/x.yaml"
        #expect(try edited(text, .remove("clase"), path: path) == "{título: X, grado: 4}\n")
        #expect(try edited(text, .remove("grado"), path: path) == "{título: X, clase: 03}\n")
        #expect(try edited(text, .move("grado", before: "título"), path: path) == "{grado: 4, título: X, clase: 03}\n")
        #expect(
            try edited(text, .set("folio", .text("a, b")), path: path)
                == "{título: X, clase: 03, grado: 4, folio: \"a, b\"}\n")
    }

    @Test func `a path spelled as a heading leads to it, though a key holds the same field`() throws {
        let both = "---\nfunciones: [Cobrar]\n---\n# Cajero\n\n## Funciones claves\n\n- Atender.\n"
        #expect(
            try edited(both, .setItem("Funciones claves", at: 0, .text("Sellar."))).hasSuffix("claves\n\n- Sellar.\n"))
        #expect(try edited(both, .setItem("funciones", at: 0, .text("Sellar."))).contains("funciones: [Sellar.]\n"))
    }

    @Test func `records of a collection are edited one by one`() throws {
        let text = "elementos:\n  # primera\n  - id: a\n    título: A\n  - título: B\n"
        let path = "content/unidades.yaml"
        #expect(
            try edited(text, .set(FieldPath("título", inRecord: 1), .text("C")), path: path)
                == "elementos:\n  # primera\n  - id: a\n    título: A\n  - título: C\n")
        #expect(
            try edited(text, .remove(FieldPath("id", inRecord: 0)), path: path)
                == "elementos:\n  # primera\n  - título: A\n  - título: B\n")
        #expect(
            try edited(text, .addKey(FieldPath("código", inRecord: 1), .text("7")), path: path).hasSuffix(
                "  - título: B\n    código: 7\n"))
        #expect(
            try edited(text, .insertItem("elementos", at: 0, .members([.init("título", .text("Z"))])), path: path)
                == "elementos:\n  # primera\n  - título: Z\n  - id: a\n    título: A\n  - título: B\n")
    }

    @Test func `a value with an anchor, or written elsewhere, is refused`() throws {
        let text = "---\ntítulo: &t X\nclase: *t\n---\n"
        for name in ["título", "clase"] {
            #expect(try refusal(text, .set(FieldPath(name), .text("Y"))).message.spanish.contains("a mano"))
        }
        #expect(try edited(text, .set("grado", .text("4"))) == "---\ntítulo: &t X\nclase: *t\ngrado: 4\n---\n")
    }

    // MARK: Lists

    @Test func `items of a list come, go and move on their lines`() throws {
        let text = "---\ntítulo: X\nnombres anteriores:\n- Uno # 1\n# nota\n- Dos\n- 'Tres'\n---\n"
        let path: FieldPath = "nombres anteriores"
        #expect(
            try edited(text, .insertItem(path, at: 1, .text("a: b"))).contains("- Uno # 1\n# nota\n- \"a: b\"\n- Dos\n")
        )
        #expect(try edited(text, .insertItem(path, at: nil, .text("Cuatro"))).contains("- 'Tres'\n- Cuatro\n---\n"))
        #expect(try edited(text, .removeItem(path, at: 0)).contains("anteriores:\n# nota\n- Dos\n"))
        #expect(
            try edited(text, .moveItem(path, from: 2, to: 0)).contains(
                "anteriores:\n- 'Tres'\n- Uno # 1\n# nota\n- Dos\n---"))
        #expect(
            try edited(text, .moveItem(path, from: 0, to: 2)).contains(
                "anteriores:\n# nota\n- Dos\n- 'Tres'\n- Uno # 1\n---"))
        #expect(try edited(text, .setItem(path, at: 2, .text("No"))).contains("- 'No'\n---"))
    }

    @Test func `items in brackets stay in them`() throws {
        let text = "---\nnombres anteriores: [Uno,  \"Dos\", Tres]  # c\n---\n"
        let path: FieldPath = "nombres anteriores"
        #expect(
            try edited(text, .insertItem(path, at: nil, .text("a, b")))
                == "---\nnombres anteriores: [Uno,  \"Dos\", Tres, \"a, b\"]  # c\n---\n")
        #expect(try edited(text, .removeItem(path, at: 0)) == "---\nnombres anteriores: [\"Dos\", Tres]  # c\n---\n")
        #expect(
            try edited(text, .moveItem(path, from: 0, to: 2))
                == "---\nnombres anteriores: [\"Dos\", Tres, Uno]  # c\n---\n")
        #expect(
            try edited(text, .set(path, .list([.text("Uno"), .text("Tres")])))
                == "---\nnombres anteriores: [Uno,  Tres]  # c\n---\n")
    }

    @Test func `one value becomes a list, and a list may become empty`() throws {
        #expect(
            try edited("---\nnombres anteriores: Uno\n---\n", .insertItem("nombres anteriores", at: nil, .text("Dos")))
                == "---\nnombres anteriores:\n  - Uno\n  - Dos\n---\n")
        #expect(
            try edited("---\nnombres anteriores:\n  - Uno\n---\n", .removeItem("nombres anteriores", at: 0))
                == "---\nnombres anteriores: []\n---\n")
        #expect(
            try edited("---\nnombres anteriores: []\n---\n", .insertItem("nombres anteriores", at: nil, .text("Uno")))
                .contains("[Uno]") == false)
    }

    @Test func `a list of a section keeps its marks, its blank lines and its numbers`() throws {
        let loose = "---\ntítulo: X\n---\n\n## Requisitos\n\n* Uno.\n\n* Dos.\n"
        let path = "content/protocolos/x.md"
        #expect(
            try edited(loose, .insertItem("requirements", at: nil, .text("Tres.")), path: path).hasSuffix(
                "* Uno.\n\n* Dos.\n\n* Tres.\n"))
        #expect(
            try edited(loose, .removeItem("requirements", at: 0), path: path).hasSuffix("## Requisitos\n\n* Dos.\n"))
        let numbered = "---\ntítulo: X\n---\n\n## Requisitos\n\n1. Uno.\n2. Dos,\n   con más.\n"
        #expect(
            try edited(numbered, .insertItem("requisitos", at: nil, .text("Tres,\ny más.")), path: path).hasSuffix(
                "   con más.\n3. Tres,\n   y más.\n"))
        #expect(
            try edited(numbered, .setItem("requisitos", at: 1, .text("Otro.")), path: path).hasSuffix(
                "1. Uno.\n2. Otro.\n"))
    }

    // MARK: Rows

    private let grouped = """
        ---
        título: X
        ---

        ## Funciones

        ### Diaria

        - Cobrar. {#cobro clase=E}
        - Atender.

        ### Mensual

        N/A

        ## Bienes

        Uno.

        """

    @Test func `a row is inserted under its heading, in place of a note, or under a new heading`() throws {
        func row(_ group: String) -> Content {
            .members([.init("task", .text("Cuadrar.")), .init("frequency", .text(group))])
        }
        #expect(
            try edited(grouped, .insertItem("functions", at: nil, row("Diaria"))).contains(
                "- Atender.\n- Cuadrar.\n\n### Mensual"))
        #expect(
            try edited(grouped, .insertItem("functions", at: nil, row("Mensual"))).contains(
                "### Mensual\n\n- Cuadrar.\n\n## Bienes"))
        #expect(
            try edited(grouped, .insertItem("functions", at: nil, row("Anual"))).contains(
                "N/A\n\n### Anual\n\n- Cuadrar.\n\n## Bienes"))
        // A row without a group belongs to the group at its position.
        #expect(
            try edited(grouped, .insertItem("functions", at: 0, .text("Cuadrar."))).contains(
                "- Cuadrar.\n- Cobrar. {#cobro"))
    }

    @Test func `cells of a list item stand in its braces`() throws {
        #expect(
            try edited(grouped, .setCell("functions", row: 0, column: "clase", .text("E C"))).contains(
                "- Cobrar. {#cobro clase=\"E C\"}\n"))
        #expect(
            try edited(grouped, .setCell("functions", row: 0, column: "kind", nil)).contains("- Cobrar. {#cobro}\n"))
        #expect(
            try edited(grouped, .setCell("functions", row: 0, column: "task", .text("Cobrar bien."))).contains(
                "- Cobrar bien. {#cobro clase=E}\n"))
        #expect(
            try edited(grouped, .setCell("functions", row: 1, column: "id", .text("atencion"))).contains(
                "- Atender. {#atencion}\n"))
        #expect(
            try edited(grouped, .setCell("functions", row: 1, column: "frecuencia", .text("Mensual"))).contains(
                "### Mensual\n\n- Atender.\n"))
        #expect(
            try refusal(grouped, .setCell("functions", row: 0, column: "clase", .text("di \"no\""))).message.spanish
                .contains("tabla"))
    }

    private let table = """
        ---
        título: X
        ---

        ## Funciones

        | Función | Tarea | Frecuencia |
        |---|:--|---|
        | Caja | Cobrar | D |
        |  | Cuadrar \\| cerrar | M |
        |Archivo|Guardar||

        Fin.

        """

    @Test func `cells of a table change between their bars`() throws {
        #expect(
            try edited(table, .setCell("functions", row: 0, column: "tarea", .text("a | b"))).contains(
                "| Caja | a \\| b | D |\n"))
        #expect(
            try edited(table, .setCell("functions", row: 0, column: "tarea", .text("uno\ndos"))).contains(
                "| Caja | uno<br>dos | D |\n"))
        #expect(
            try edited(table, .setCell("functions", row: 2, column: "frecuencia", .text("A"))).contains(
                "|Archivo|Guardar| A |\n"))
        #expect(
            try edited(table, .setCell("functions", row: 0, column: "frecuencia", nil)).contains(
                "| Caja | Cobrar |  |\n"))
        #expect(
            try refusal(table, .setCell("functions", row: 0, column: "nota", .text("x"))).message.spanish.contains(
                "ninguna columna «nota»"))
    }

    @Test func `rows are added, removed and moved, and cells that repeat the one above keep their meaning`() throws {
        let row = Content.members([.init("task", .text("Sellar")), .init("frecuencia", .text("D"))])
        #expect(
            try edited(table, .insertItem("functions", at: nil, row)).contains(
                "|Archivo|Guardar||\n|  | Sellar | D |\n\nFin.\n"))
        // The row below took its function from the row that is removed.
        #expect(
            try edited(table, .removeItem("functions", at: 0)).contains(
                "|---|:--|---|\n| Caja | Cuadrar \\| cerrar | M |\n|Archivo"))
        #expect(
            try edited(table, .moveItem("functions", from: 2, to: 0)).contains(
                "---|\n|Archivo|Guardar||\n| Caja | Cobrar | D |\n"))
        let first = Content.members([.init("function", .text("Nueva")), .init("task", .text("Abrir"))])
        #expect(
            try edited(table, .insertItem("functions", at: 1, first)).contains(
                "| Nueva | Abrir |  |\n| Caja | Cuadrar \\| cerrar | M |\n"))
    }

    @Test func `an empty cell with one blank between its bars takes a value, and the rows below keep theirs`() throws {
        let tight = """
            # Cajero

            ## Funciones

            | Función | Tarea | Frecuencia |
            |---|---|---|
            | Caja | Cobrar | D |
            | | Cuadrar | M |
            | | Sellar | M |

            """
        #expect(
            try edited(tight, .setCell("functions", row: 1, column: "función", .text("Cierre"))).contains(
                "| Caja | Cobrar | D |\n| Cierre | Cuadrar | M |\n| Caja | Sellar | M |\n"))
        #expect(
            try edited(tight, .setCell("functions", row: 0, column: "función", .text("Cierre"))).contains(
                "| Cierre | Cobrar | D |\n| | Cuadrar | M |\n| | Sellar | M |\n"))
        #expect(
            try edited(tight, .removeItem("functions", at: 0)).contains(
                "|---|---|---|\n| Caja | Cuadrar | M |\n| | Sellar | M |\n"))
    }

    @Test func `rows of YAML take cells as keys, a text becomes a map when it needs one`() throws {
        let text = """
            ---
            funciones:
              - Cobrar.
              - tarea: Cuadrar.   # mensual
                frecuencia: M
              - {tarea: Archivar., frecuencia: A}
            ---

            """
        #expect(
            try edited(text, .setCell("functions", row: 0, column: "frequency", .text("D"))).contains(
                "  - tarea: Cobrar.\n    frecuencia: D\n"))
        #expect(
            try edited(text, .setCell("functions", row: 1, column: "clase", .text("E"))).contains(
                "    frecuencia: M\n    clase: E\n"))
        #expect(
            try edited(text, .setCell("functions", row: 2, column: "frecuencia", nil)).contains(
                "  - {tarea: Archivar.}\n"))
        #expect(
            try edited(text, .setCell("functions", row: 2, column: "nota", .text("a, b"))).contains(
                "{tarea: Archivar., frecuencia: A, nota: \"a, b\"}"))
    }
}
