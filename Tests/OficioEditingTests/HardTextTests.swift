import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Texts that a format would take for syntax read back unchanged from every place.
@Suite struct HardTextTests {
    private static let schema = SiteLoader.load("/nowhere").corpus.schema

    /// A place in YAML: a source with `□` where the text goes, and the edit that puts it there.
    struct Place: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let edit: @Sendable (String) -> Edit
        var testDescription: String { name }
    }

    static let places = [
        Place(name: "a plain value", text: "---\nfolio: x\nclase: 1\n---\n") { .set("folio", .text($0)) },
        Place(name: "a value in double quotes", text: "---\nfolio: \"x\"\nclase: 1\n---\n") {
            .set("folio", .text($0))
        },
        Place(name: "a value in single quotes", text: "---\nfolio: 'x'\nclase: 1\n---\n") { .set("folio", .text($0)) },
        Place(name: "a block", text: "---\nfolio: |\n  x\n  y\nclase: 1\n---\n") { .set("folio", .text($0)) },
        Place(name: "an absent value", text: "---\nfolio:\nclase: 1\n---\n") { .set("folio", .text($0)) },
        Place(name: "a new key", text: "---\nclase: 1\n---\n") { .addKey("folio", .text($0)) },
        Place(name: "an item on a line", text: "---\nfolio:\n  - x\n  - y\nclase: 1\n---\n") {
            .setItem("folio", at: 0, .text($0))
        },
        Place(name: "a new item", text: "---\nfolio:\n- y\nclase: 1\n---\n") { .insertItem("folio", at: 0, .text($0)) },
        Place(name: "an item in brackets", text: "---\nfolio: [x, y]\nclase: 1\n---\n") {
            .setItem("folio", at: 0, .text($0))
        },
        Place(name: "a key in braces", text: "{folio: x, clase: 1}\n") { .set("folio", .text($0)) },
    ]

    @Test(arguments: places) func `every text reads back from YAML`(place: Place) throws {
        var random = Trial.generator(50)
        for text in HardText.all + (0..<200 * Trial.rounds).map({ _ in HardText.random(&random) }) {
            for text in [text, text.replacing("\n", with: "\r\n")] {
                let path = place.text.hasPrefix("{") ? "content/puestos/x.yaml" : "content/puestos/x.md"
                for source in [place.text, place.text.replacing("\n", with: "\r\n")] {
                    let editor = SourceEditor(Array(source.utf8), path: path, schema: Self.schema)
                    let patch = try editor.patch(place.edit(text)).get()
                    let after = try #require(patch.applied(to: editor.bytes))
                    let document = SourceDocument(after, file: FileID(0), path: path)
                    let found = document.entries.first { $0.key.text == "folio" }?.value
                    let wanted = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").precomposed
                    #expect(
                        found.flatMap(Self.first) == wanted,
                        "\(place.name): \(text.debugDescription)\n\(String(decoding: after, as: UTF8.self))")
                    #expect(document.entries.last.flatMap { Self.first($0.value) } == "1" || place.name == "a new key")
                    #expect(patch.inverse(of: editor.bytes)?.applied(to: after) == editor.bytes)
                }
            }
        }
    }

    private static func first(_ node: YAMLNode) -> String? {
        switch node {
        case .scalar(let scalar): scalar.text
        case .sequence(let items, _): items.first.flatMap { first($0) } ?? nil
        case .mapping: nil
        }
    }

    /// The editor refuses texts that Markdown would take for its own marks; no text reads back as another one.
    @Test func `every text reads back from a cell, an item and an attribute, or is refused`() throws {
        let table = """
            ---
            título: X
            ---

            ## Funciones

            | Tarea | Frecuencia | Nota |
            |---|---|---|
            | x | D | y |
            | z | M | w |

            """
        let list = "---\ntítulo: X\n---\n\n## Funciones\n\n- x {nota=y}\n- z\n"
        var random = Trial.generator(51)
        var (made, refused) = (0, 0)
        for text in HardText.all + (0..<200 * Trial.rounds).map({ _ in HardText.random(&random) }) {
            for (source, column) in [(table, "nota"), (table, "tarea"), (list, "tarea"), (list, "nota")] {
                let editor = SourceEditor(Array(source.utf8), path: "content/puestos/x.md", schema: Self.schema)
                guard
                    case .success(let patch) = editor.patch(.setCell("functions", row: 0, column: column, .text(text)))
                else {
                    refused += 1
                    continue
                }
                made += 1
                let after = try #require(editor.applying(patch))
                let rows = try Self.rows(after.bytes)
                let type = try #require(Self.schema.type(id: "job").map { Self.schema.types[$0] })
                let columns = type.fields[try #require(type.field(id: "functions"))].kind.rowType
                let place = try #require(columns.column(named: column))
                let wanted = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").precomposed
                #expect(rows.count == 2 && rows[1][columns.main]?.plain == "z")
                // In a paragraph a line end counts as white space.
                let isRead = Self.written(rows[0][place]).contains {
                    $0 == wanted || source == list && Self.joined($0) == Self.joined(wanted)
                }
                #expect(
                    isRead,
                    """
                    \(source == table ? "table" : "list") \(column): \(text.debugDescription) \
                    \(Self.written(rows[0][place]))
                    """
                )
            }
        }
        #expect(made > refused, "\(made) made, \(refused) refused")
    }

    private static func joined(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    private static func rows(_ bytes: [UInt8]) throws -> [Row] {
        let record = try #require(
            DocumentDecoder(schema: schema).decode(SourceDocument(bytes, file: FileID(0), path: "content/puestos/x.md"))
                .records.first)
        let type = schema.types[record.type]
        guard case .rows(let rows)? = record.value(type.field(id: "functions")) else { return [] }
        return rows.rows
    }

    /// The text of a cell in the notations that it may be written in: as it stands, and without the marks of a cell.
    private static func written(_ value: Value?) -> [String] {
        var source = ""
        switch value {
        case .blocks(let blocks):
            guard blocks.count == 1, case .paragraph(let text) = blocks[0] else { return [] }
            source = text.source
        case .text(let text), .notApplicable(let text): source = text.source
        case nil: return [""]
        default: return []
        }
        return [
            source, source.replacing("<br>", with: "\n"), source.replacing("\\|", with: "|"),
            source.replacing("\\|", with: "|").replacing("<br>", with: "\n"),
        ]
    }
}
