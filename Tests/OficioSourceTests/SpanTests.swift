import Diagnostics
import Testing

@testable import OficioSource

/// Spans count bytes of the file on disk, after any text.
@Suite struct SpanTests {
    /// Takes the marks `«…»` out of a text. Returns the bytes without marks and the range that was marked.
    private func marked(_ text: String) throws -> (bytes: [UInt8], range: Range<Int>) {
        let parts = try text.components("«", "»")
        let start = parts.0.utf8.count
        return (Array((parts.0 + parts.1 + parts.2).utf8), start..<(start + parts.1.utf8.count))
    }

    private func yamlSpan(_ text: String, key: String) throws -> (found: Range<Int>, wanted: Range<Int>) {
        let (bytes, range) = try marked(text)
        let document = SourceDocument(bytes, file: FileID(0), path: "content/x.md")
        let entry = try #require(document.entries.first { $0.key.text == key })
        return (entry.value.span.range, range)
    }

    @Test(arguments: [
        ("accents", "---\nañó: ñandú\nclase: «03»\n---\n"), ("CRLF", "---\r\nañó: ñandú\r\nclase: «03»\r\n---\r\n"),
        ("a BOM", "\u{FEFF}---\nclase: «03»\n---\n"), ("NFD", "---\nno\u{301}: cafe\u{301}\nclase: «03»\n---\n"),
        ("a comment", "---\n# más\nclase: «03» # menos\n---\n"), ("an emoji", "---\nx: 🗂️\nclase: «03»\n---\n"),
    ]) func `a value is found behind`(name: String, text: String) throws {
        let (found, wanted) = try yamlSpan(text, key: "clase")
        #expect(found == wanted, "\(name)")
    }

    @Test(arguments: [
        ("accents", "## Misión\n\ná é «ñ»x"), ("CRLF", "## Misión\r\n\r\n«ñandú»\r\n"),
        ("front matter", "---\nañó: é\n---\n\n## Misión\n\n«ñandú»\n"),
    ]) func `a paragraph is found behind`(name: String, text: String) throws {
        let (bytes, range) = try marked(text)
        let document = SourceDocument(bytes, file: FileID(0), path: "content/x.md")
        guard case .paragraph(let paragraph)? = document.blocks.last else {
            Issue.record("no paragraph")
            return
        }
        #expect(paragraph.span.range.contains(range.lowerBound))
        #expect(paragraph.span.range.upperBound >= range.upperBound)
    }

    @Test func `a cell is found behind accents`() throws {
        let (bytes, range) = try marked("| Función | Nivel |\n|---|---|\n| Atención rápida | «ágil» |\n")
        let document = SourceDocument(bytes, file: FileID(0), path: "content/x.md")
        guard case .table(let table)? = document.blocks.first else {
            Issue.record("no table")
            return
        }
        let found = table.rows[0].cells[1].span.range
        #expect(
            found.lowerBound <= range.lowerBound && found.upperBound >= range.upperBound
                && found.count <= range.count + 2)
    }

    @Test func `a place far along a line is found as one at its beginning`() {
        let words = ["ñandú ", "a", "🗂️", "\u{301}", " #", "é\r\n", "\n", "x"]
        var text = ""
        for number in 0..<6000 { text += words[(number * number + number / 7) % (number % 400 < 380 ? 5 : 8)] }
        let bytes = Array(text.utf8)
        let lines = LineMap(bytes)
        var (line, column) = (1, 1)
        for (offset, byte) in bytes.enumerated() {
            if byte & 0xC0 == 0x80 { continue }
            if offset % 13 == 0 || byte == 0x0A {
                let found = lines.position(of: offset)
                #expect((found.line, found.column) == (line, column), "byte \(offset)")
                let whole = Array(lines.line(line).unicodeScalars)
                let part = whole.dropFirst(column - 1).prefix(9).map(String.init).joined()
                #expect(lines.line(line, from: column - 1, limit: 9) == part || byte == 0x0D, "byte \(offset)")
            }
            column += 1
            if byte == 0x0A { (line, column) = (line + 1, 1) }
        }
        #expect(line > 20)
    }

    @Test func `columns count scalars, lines end at CRLF`() {
        let lines = LineMap(Array("á\r\nñé x".utf8))
        #expect(lines.position(of: 9).line == 2)
        #expect(lines.position(of: 9).column == 4)
    }
}

extension String {
    fileprivate func components(_ open: Character, _ close: Character) throws -> (String, String, String) {
        let a = try #require(firstIndex(of: open))
        let b = try #require(firstIndex(of: close))
        return (String(self[..<a]), String(self[index(after: a)..<b]), String(self[index(after: b)...]))
    }
}
