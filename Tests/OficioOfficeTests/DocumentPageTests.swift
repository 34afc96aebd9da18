import Testing

@testable import OficioOffice

/// A page of the site as an office document.
@Suite struct DocumentPageTests {

    private func text(_ main: String) -> String {
        func words(_ block: OfficeDocument.Block) -> String {
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs): runs.map(\.text).joined()
            case .list(_, let items): items.map { $0.map(words).joined(separator: " ") }.joined(separator: "|")
            case .table(let table): table.rows.map { $0.map { $0.blocks.map(words).joined(separator: " ") }.joined(separator: ";") }.joined(separator: "/")
            }
        }
        return PageReader(Array("<!DOCTYPE html><html><body><main>\(main)</main></body></html>".utf8)).blocks.map(words).joined(separator: "\n")
    }

    @Test func `headings, paragraphs, lists and tables keep their words and their order`() {
        let page = "<h2>Pasos</h2><p>Uno <b>dos</b>.</p><ol><li>Pedir</li><li>Anotar</li></ol><table><tr><th>A</th><td>Ñ</td></tr></table><p>Fin</p>"
        #expect(text(page) == "Pasos\nUno dos.\nPedir|Anotar\nA;Ñ\nFin")
    }

    @Test func `what only a screen needs is left out`() {
        #expect(text("<p>Queda</p><nav><a href=\"#a\">Se va</a></nav><script>x</script><button>Se va</button><p hidden>Se va</p>") == "Queda")
    }
}
