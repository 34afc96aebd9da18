import TestSupport
import Testing

/// The data files that docs/reference/data.md describes.
@Suite struct DataFilesTests {
    private static let sources = [
        "unidades.yaml": "elementos:\n  - id: caja\n    título: Caja\n",
        "puestos/cajero.md": """
        ---
        título: Cajero
        código: P-01
        unidad: caja
        clase: 03
        reporta a: jefe
        ---

        ## Funciones

        - Cobrar. {frecuencia=diaria}
        """,
        "puestos/jefe.md": "---\ntítulo: Jefe de Caja\n---\n\n## Propósito\n\nDirigir.\n",
    ]

    @Test func `a record has its fields by English identifier and its references with addresses`() throws {
        let site = try SmallSite(Self.sources)
        #expect(try Snapshot.difference(try #require(site.file("datos/puestos.json")), "jobs.json") == nil)
    }

    @Test func `the index lists one file for each type that has records`() throws {
        let site = try SmallSite(Self.sources)
        #expect(try Snapshot.difference(try #require(site.file("datos/index.json")), "index.json") == nil)
    }

    @Test func `a leading zero stays`() throws {
        #expect(try #require(try SmallSite(Self.sources).file("datos/puestos.json")).contains("\"03\""))
    }
}
