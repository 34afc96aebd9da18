import Foundation
import OficioEditing
import OficioModel
import Testing

/// The ranges of fields in sources, and the field of a finding, as a form editor asks for them.
@Suite struct RangeTests {
    private static let text = """
        ---
        título: Cajero  # de área
        funciones:
          - Cobrar en caja.
          - {tarea: Cuadrar, frecuencia: D}
        ---

        ## Objetivo

        Atender.

        ## Relaciones del puesto

        ### Con

        - [[jefe]]
        - Público, en ñ.

        ## Condiciones

        | Riesgo | Nota |
        |---|---|
        | Ruido | á |
        | Polvo | b |

        """

    private let editor = SourceEditor(
        Array(text.utf8), path: "content/puestos/x.md", schema: SiteLoader.load("/nowhere").corpus.schema)

    private func words(_ range: Range<Int>?) -> String? {
        range.map { String(decoding: editor.bytes[$0], as: UTF8.self) }
    }

    @Test func `a field has the range of its key or its section`() {
        #expect(words(editor.range(of: "título")) == "título: Cajero")
        #expect(words(editor.range(of: "objective")) == "## Objetivo\n\nAtender.\n\n")
        #expect(
            words(editor.range(of: ["Relaciones del puesto", "Con"])) == "### Con\n\n- [[jefe]]\n- Público, en ñ.\n\n")
        #expect(editor.range(of: "nada") == nil)
    }

    @Test func `an item has the range of its value or its lines`() {
        #expect(words(editor.range(of: "functions", item: 0)) == "Cobrar en caja.")
        #expect(words(editor.range(of: "functions", item: 1)) == "{tarea: Cuadrar, frecuencia: D}")
        #expect(words(editor.range(of: ["Relaciones del puesto", "Con"], item: 1)) == "- Público, en ñ.\n")
        #expect(words(editor.range(of: "Condiciones", item: 1)) == "| Polvo | b |\n")
        #expect(editor.range(of: "functions", item: 2) == nil)
    }

    @Test func `a byte belongs to its field and item`() throws {
        func place(_ words: String) throws -> (path: FieldPath, item: Int?)? {
            let start = try #require(Self.text.range(of: words)).lowerBound
            return editor.place(at: Self.text.utf8.distance(from: Self.text.startIndex, to: start))
        }
        #expect(try place("frecuencia")?.path == "funciones" && place("frecuencia")?.item == 1)
        #expect(try place("Atender")?.path == "Objetivo" && place("Atender")?.item == nil)
        #expect(try place("en ñ")?.path == ["Relaciones del puesto", "Con"] && place("en ñ")?.item == 1)
        #expect(try place("á |")?.path == "Condiciones" && place("á |")?.item == 0)
        #expect(try place("---") == nil)
    }

    /// A field is found again at the start of its range, and its items lie inside it.
    @Test func `every field of every document is found at its range`() {
        for material in Material.all {
            let editor = material.editor
            for path in editor.fields {
                guard let range = editor.range(of: path) else {
                    Issue.record("\(material.path): \(path.names) has no range")
                    continue
                }
                let found = editor.place(at: range.lowerBound)?.path
                #expect(found.flatMap { editor.range(of: $0) } == range, "\(material.path): \(path.names)")
                var end = range.lowerBound
                for index in editor.items(of: path).indices {
                    guard let item = editor.range(of: path, item: index) else { continue }
                    #expect(
                        item.lowerBound >= end && item.upperBound <= range.upperBound,
                        "\(material.path): \(path.names) \(index)")
                    end = item.upperBound
                }
            }
        }
    }
}
