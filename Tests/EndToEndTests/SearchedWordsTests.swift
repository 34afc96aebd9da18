import Foundation
import OficioBasics
import OficioBuild
import TestSupport
import Testing

/// Search finds every text of a document, and finds it once.
@Suite struct SearchedWordsTests {
    /// The sections of every document, each as its heading and texts.
    private func sections(below folder: String) throws -> [String: [[String]]] {
        var found: [String: [[String]]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("t-") {
            let script = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let start = try #require(script.firstIndex(of: ",")), end = try #require(script.lastIndex(of: ")"))
            let documents = try #require(JSONText(Array(script[script.index(after: start)..<end].utf8))).items
            for document in documents {
                found[document["key"]?.text ?? ""] = (document["sections"]?.items ?? []).map { section in
                    section.items.enumerated().map { $0 == 0 ? $1.text ?? "" : $1.items.last?.text ?? "" }
                }
            }
        }
        return found
    }

    @Test func `a field's text and a section of the author's own are found once`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"), ("content/unidades/caja.md", "---\ntítulo: Caja\n---\n"),
            (
                "content/protocolos/cobro.md",
                """
                ---
                título: Cobro
                código: PR-1
                unidad: Caja
                ---

                ## Objetivo

                Cobrar sin errores.

                ## Alcance

                Todas las ventanillas.

                ## Pasos

                1. Contar el efectivo.

                ## Recuerdos de la caja

                La registradora era verde.

                - Pesaba un quintal.
                """
            ),
        ])
        _ = try Pipeline.build(
            folder.path, output: folder.path + "/output", today: BuiltSite.day, stopsAtWarnings: false)
        let cobro = try #require(try sections(below: folder.path + "/output/buscar")["protocol/cobro"])
        #expect(cobro.map { $0.prefix(1) } == [[""], ["Objetivo"], ["Alcance"], ["Pasos"], ["Recuerdos de la caja"]])
        #expect(cobro[0].dropFirst() == ["Unidad: Caja"])
        #expect(cobro[4].dropFirst() == ["La registradora era verde.", "Pesaba un quintal."])
    }
}
