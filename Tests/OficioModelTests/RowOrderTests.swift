import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Items, pictures and headings of rows in the author's order.
@Suite struct RowOrderTests: OneJobSite {
    private func rows(_ field: String, _ text: String, in folder: String) throws -> Rows {
        let path = "content/\(folder)/cajero.md"
        let (record, site) = try load("---\ntítulo: Uno\n---\n\n\(text)", at: path)
        guard case .rows(let rows)? = site.corpus.value(record, field) else {
            Issue.record("no rows")
            return Rows()
        }
        return rows
    }

    private func words(_ row: Row) -> [String] { row.cells.map(\.value.plain) }

    @Test(arguments: [
        "1. Abrir.\n   1. Entrar.\n\n![Pantalla](p.png)\n\n   2. Firmar.\n2. Cerrar.\n",
        "- Abrir.\n  - Entrar.\n\n![Pantalla](p.png)\n\n  - Firmar.\n- Cerrar.\n",
        "1. Abrir.\n   - Entrar.\n\n   ![Pantalla](p.png)\n\n   - Firmar.\n2. Cerrar.\n",
    ]) func `a picture leaves inner steps inside`(steps: String) throws {
        let rows = try rows("steps", "## Pasos\n\n\(steps)", in: "protocolos")
        #expect(rows.rows.map { words($0) } == [["Abrir. Entrar. Pantalla Firmar."], ["Cerrar."]])
    }

    @Test func `the recorded reading keeps such steps apart`() throws {
        let steps = "1. Abrir.\n   1. Entrar.\n\n![Pantalla](p.png)\n\n   2. Firmar.\n2. Cerrar.\n"
        let rows = try rows("steps", "## Pasos\n\n\(steps)", in: "protocolos").asRecorded
        #expect(rows.rows.map { words($0) } == [["Abrir. Entrar."], ["Firmar."], ["Cerrar."]])
    }

    @Test(arguments: [
        "1. Abrir.\n\n![Pantalla](p.png)\n\n  2. Entrar.\n  3. Cerrar.\n",
        "1. Abrir.\n\n![Pantalla](p.png)\n\n2. Entrar.\n3. Cerrar.\n",
    ]) func `numbers that go on with the outer list stay in it`(steps: String) throws {
        let rows = try rows("steps", "## Pasos\n\n\(steps)", in: "protocolos")
        #expect(rows.rows.map { words($0) } == [["Abrir. Pantalla"], ["Entrar."], ["Cerrar."]])
    }

    @Test func `a heading begins other rows`() throws {
        let text = "## Funciones\n\n### Diarias\n\n- Abrir.\n\n### Mensuales\n\n  - Informar.\n"
        let rows = try rows("functions", text, in: "puestos")
        #expect(rows.rows.map { $0[1]?.plain } == ["Abrir.", "Informar."])
    }

    @Test func `an answer keeps the numbers of its list`() throws {
        let text = "## Preguntas frecuentes\n\n- ¿Cómo?\n  1. Ir.\n\n  ![Caja](p.png)\n\n  2. Pagar.\n"
        let rows = try rows("questions", text, in: "protocolos")
        guard case .blocks(let blocks)? = rows.rows.first?[1] else {
            Issue.record("no answer")
            return
        }
        let starts = blocks.map { block -> Int? in
            if case .list(let list) = block { return list.start }
            return nil
        }
        #expect(starts == [1, nil, 2])
    }
}
