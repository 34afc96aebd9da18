import TestSupport
import Testing

/// Pages of the known types: sources in, markup out.
@Suite struct PageTests {
    @Test func `a protocol keeps a picture and a phase between its steps`() throws {
        let site = try SmallSite([
            "recursos/documento.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "protocolos/fe-de-vida.md": """
            ---
            título: Fe de vida
            código: PR-01
            ---

            ## Pasos

            ### Recepción

            1. Pedir el documento.

               ![Documento](../recursos/documento.svg)

            2. Comprobar la fotografía.

            ### Registro

            3. Anotar la fecha.
            """,
        ])
        let markup = try #require(site.main(of: "protocolos/fe-de-vida.html"))
        #expect(try Snapshot.difference(markup, "protocol.html") == nil)
    }

    @Test func `a short list stands in one group, in Spanish order`() throws {
        let page = { (title: String) in "---\ntítulo: \(title)\n---\n\nTexto.\n" }
        let site = try SmallSite([
            "paginas/a.md": page("Ábaco"), "paginas/b.md": page("Brújula"), "paginas/n.md": page("Ñandú"),
        ])
        let markup = try #require(site.main(of: "paginas/index.html"))
        #expect(try Snapshot.difference(markup, "list.html") == nil)
    }

    @Test func `a unit names its jobs and what reports to it`() throws {
        let site = try SmallSite([
            "unidades.yaml":
                "elementos:\n  - id: caja\n    título: Caja\n  - id: taquilla\n    título: Taquilla\n"
                + "    unidad superior: caja\n",
            "puestos/cajero.md": "---\ntítulo: Cajero\nunidad: caja\n---\n\n## Propósito\n\nCobrar.\n",
        ])
        let markup = try #require(site.main(of: "unidades/caja.html"))
        #expect(try Snapshot.difference(markup, "unit.html") == nil)
    }
}
