import Testing

@testable import OficioOffice

/// Reads a page of the site as an office document.
@Suite struct DocumentPageTests {

    private func text(_ main: String) -> String {
        func words(_ block: OfficeDocument.Block) -> String {
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs): runs.map(\.text).joined()
            case .control(_, let blocks): blocks.map(words).joined(separator: " ")
            case .pageBreak: "\u{0C}"
            case .list(_, let items): items.map { $0.map(words).joined(separator: " ") }.joined(separator: "|")
            case .table(let table):
                table.rows.map { $0.map { $0.blocks.map(words).joined(separator: " ") }.joined(separator: ";") }.joined(
                    separator: "/")
            }
        }
        return PageReader(Array("<!DOCTYPE html><html><body><main>\(main)</main></body></html>".utf8)).blocks.map(words)
            .joined(separator: "\n")
    }

    @Test func `headings, paragraphs, lists and tables keep their words and their order`() {
        let page =
            "<h2>Pasos</h2><p>Uno <b>dos</b>.</p><ol><li>Pedir</li><li>Anotar</li></ol>"
            + "<table><tr><th>A</th><td>Ñ</td></tr></table><p>Fin</p>"
        #expect(text(page) == "Pasos\nUno dos.\nPedir|Anotar\nA;Ñ\nFin")
    }

    @Test func `elements for the screen alone are left out`() {
        #expect(
            text(
                "<p>Queda</p><nav><a href=\"#a\">Se va</a></nav><script>x</script><button>Se va</button><p hidden>Se "
                    + "va</p>"
            ) == "Queda")
    }
}

/// Writes OpenDocument text.
@Suite struct ODTTests {
    @Test func `a table in an item of a list stands between two parts of the list`() throws {
        func paragraph(_ text: String) -> OfficeDocument.Block { .paragraph([.init(text: text)]) }
        let table = OfficeDocument.Table(rows: [[.init(blocks: [paragraph("dentro")])]], headRows: 0, columnCount: 1)
        var document = OfficeDocument(title: "T", language: "es")
        document.blocks = [
            .list(start: 1, items: [[paragraph("Uno"), .table(table), paragraph("detrás")], [paragraph("Dos")]])
        ]
        let content = ODTWriter.content(of: document)
        let shape = content.replacing(#/ [a-z]+:[a-z-]+="[^"]*"/#, with: "")
        #expect(
            shape.contains(
                "<text:list><text:list-item><text:p>Uno</text:p></text:list-item></text:list><table:table>"))
        #expect(
            shape.contains(
                "</table:table><text:list><text:list-header><text:p>detrás</text:p></text:list-header>"
                    + "<text:list-item><text:p>Dos</text:p></text:list-item></text:list>"))
    }

    @Test func `a heading that is the value of a field has no empty line below it`() {
        var document = OfficeDocument(title: "T", language: "es")
        document.blocks = [
            .control(FieldControl(key: "job/a:functions=D", label: "D"), [.heading(4, [.init(text: "Diaria")])])
        ]
        let content = ODTWriter.content(of: document)
        #expect(content.contains(#/Diaria<text:bookmark-end [^>]*/></text:h></office:text>/#), "\(content)")
    }
}

/// Lays out pictures and columns.
@Suite struct OfficeLayoutTests {
    private func picture(_ attributes: String) throws -> Picture {
        let page = "<p><img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"\"\(attributes)></p>"
        let blocks = PageReader(Array("<!DOCTYPE html><html><body><main>\(page)</main></body></html>".utf8)).blocks
        return try #require(blocks.allRuns.first?.picture)
    }

    @Test func `a picture has the size that the page states`() throws {
        #expect(try picture(" width=\"120\" height=\"40\"").size == (120, 40))
        #expect(try picture("").size == (400, 300))
        #expect(try picture(" width=\"1200\" height=\"40\"").size == (600, 20))
    }

    @Test func `a logo in a header is 10 mm high at most`() throws {
        let logo = try picture("")
        let small = PageReader.withSmallPictures([.init(text: " ", picture: logo)])
        #expect(small.first?.picture?.size ?? (0, 0) == (50, 38))
    }

    @Test func `a heading of a column does not break within a word`() {
        func cell(_ text: String, columns: Int = 1) -> OfficeDocument.Table.Cell {
            .init(blocks: [.paragraph([.init(text: text)])], columns: columns)
        }
        let words = String(repeating: "palabra ", count: 12)
        let table = OfficeDocument.Table(
            rows: [
                [cell("FUNCIÓN"), cell("% ASIGNADO"), cell("REQUERIDO", columns: 2)],
                [cell(words), cell("30"), cell("1"), cell("2")],
            ], headRows: 1, columnCount: 4)
        let widths = table.naturalWidths(of: 1000, fixed: [1: 75, 2: 30, 3: 30])
        #expect(widths[1] >= 120 && widths[2] + widths[3] >= 130 && widths.reduce(0, +) == 1000, "\(widths)")
        #expect(table.naturalWidths(of: 1000, fixed: [2: 30, 3: 30])[2] >= 30)
    }
}
