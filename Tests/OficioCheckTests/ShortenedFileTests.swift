import OficioBasics
import OficioCheck
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Rules read some files again; somebody may have shortened a file since the site was loaded.
@Suite struct ShortenedFileTests {
    @Test(arguments: [0, 1, 20, 60]) func `a file that got shorter since it was read is checked`(size: Int) throws {
        let folder = try TemporaryFolder()
        let text = """
            ---
            título: Cajero
            código: P-1
            ---

            ## Datos del puesto

            Código: P-1
            Versión: 2

            ## Funciones

            - Cobrar XXXX.[^1] Véase [[nadie]].
            """
        try folder.write([("content/site.yaml", "institución: Prueba\n"), ("content/puestos/cajero.md", text)])
        let site = SiteLoader.load(folder.path)
        try folder.write([("content/puestos/cajero.md", String(decoding: text.utf8.prefix(size), as: UTF8.self))])
        // The checker still checks the records that were loaded before.
        #expect(Checker.check(site, today: .testDay).contains { $0.code == "referencia-desconocida" })
    }
}
