import Diagnostics
import Testing

@testable import OficioSource

@Suite struct ReadingTests {
    private func read(_ text: String, _ path: String = "content/x.md") -> SourceDocument {
        SourceDocument(Array(text.utf8), file: FileID(0), path: path)
    }

    private func codes(_ document: SourceDocument) -> [String] { document.diagnostics.map(\.code) }

    @Test(arguments: ["03", "1.10", "no", "2018-01-02", "0x1F", "~", "1e3", "null"]) func `a scalar keeps its spelling`(
        _ spelling: String
    ) throws {
        guard case .scalar(let scalar)? = read("---\nx: \(spelling)\n---\n").entries.first?.value else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.text == spelling)
    }

    @Test func `a name in NFD is read as NFC`() throws {
        #expect(read("---\ncafe\u{301}: x\n---\n").entries.first?.key.text == "café")
    }

    @Test func `aliases that multiply are stopped`() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (former, next) in zip("abcdef", "bcdefg") {
            text +=
                "\(next): &\(next) [\(Array(repeating: "*\(former)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(codes(read(text, "content/x.yaml")).contains("limite-superado"))
    }

    @Test func `an alias inside its own anchor is an error`() {
        #expect(codes(read("a: &a [*a]\n", "content/x.yaml")).contains("yaml-invalido"))
    }

    @Test func `deep nesting is stopped in YAML and in Markdown`() {
        #expect(codes(read("a: " + String(repeating: "[", count: 500), "content/x.yaml")).contains("limite-superado"))
        #expect(codes(read(String(repeating: "> ", count: 500) + "x")).contains("limite-superado"))
    }

    @Test func `a row with a surplus cell is named, an escaped bar is none`() {
        let table = "| A | B |\n|---|---|\n"
        #expect(codes(read(table + "| 1 | 2 | 3 |\n")) == ["celdas-de-mas"])
        #expect(codes(read(table + "| 1 \\| uno | 2 |\n")).isEmpty)
    }

    @Test func `tags are shown as typed, a line break is one, a comment is none`() throws {
        let document = read("Uno <b>dos</b><br>tres <!-- no -->")
        guard case .paragraph(let text)? = document.blocks.first else {
            Issue.record("no paragraph")
            return
        }
        #expect(text.plain == "Uno <b>dos</b> tres ")
        // An element and its end tag are one finding.
        #expect(codes(document) == ["etiqueta-html"])
    }

    @Test func `short references are read in text and in cells`() {
        #expect(
            References.split("véase [[a-b|el texto]] y [[c]].") == [
                .text("véase "), .reference(target: "a-b", label: "el texto"), .text(" y "),
                .reference(target: "c", label: nil), .text("."),
            ])
        #expect(References.soleReference("[[a\\|b]]")?.target == "a")
        #expect(References.soleReference("[[]]") == nil)
    }

    @Test(arguments: [
        ("% tiempo", "tiempo"), ("Nivel %", "nivel"), ("¿Qué hace?", "que hace"),
        ("Para / frecuencia", "para frecuencia"), ("reporta_a", "reporta a"), ("AÑO", "ano"),
        ("Straße", "strasse"), ("ŒUVRE", "œuvre"), ("—", ""),
    ]) func `names are folded`(name: String, folded: String) {
        #expect(name.folded == folded)
    }

    @Test func `quick folding and Unicode's tables agree on Latin letters`() {
        for value in (0x20...0xFF) where value != 0xAD {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            // A Greek letter after it makes the normalizer take the slow path through its tables.
            let both = String(scalar) + "α"
            #expect(
                both.folded.replacing("α", with: "").trimmedASCII == String(scalar).folded,
                "U+\(String(value, radix: 16))")
        }
    }
}
