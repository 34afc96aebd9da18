import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Settings of paper and books in forms.
@Suite struct FormPaperTests {
    private func load(_ form: String) throws -> LoadedSite {
        let folder = try TemporaryFolder()
        try folder.write([("content/formatos/f.yaml", form)])
        return SiteLoader.load(folder.path)
    }

    private func form(_ site: LoadedSite) throws -> Form {
        try #require(site.corpus.schema.forms.first { $0.id == "f" })
    }

    @Test func `a form of a manual says how it becomes a book`() throws {
        let site = try load(
            """
            tipo: formato
            para: manual
            páginas: por puesto
            empieza: derecha
            página en blanco: En blanco
            secciones: [{vista: portada}]

            """
        )
        #expect(site.diagnostics.isEmpty)
        let book = try form(site).book
        #expect(book.countsByPart && book.startsOnTheRight && book.blankPage == "En blanco")
        let plain = try form(
            load("tipo: formato\npara: manual\npáginas: por manual\nempieza: página\nsecciones: [{vista: portada}]\n")
        ).book
        #expect(!plain.countsByPart && !plain.startsOnTheRight && !plain.needsStyles)
    }

    @Test func `a section sets its paper, and inherits the rest from the form`() throws {
        let site = try load(
            """
            tipo: formato
            para: puesto
            papel: A4
            márgenes: 12
            secciones: [{título: Misión, vista: texto, campo: misión, papel: horizontal}]

            """
        )
        #expect(site.diagnostics.isEmpty)
        let form = try form(site)
        let paper = try #require(form.sections[0].paper).withDefaults(form.paper)
        #expect(paper.css() == "A4 landscape" && paper.cssMargins == "12mm")
    }

    @Test(arguments: [
        ("para: manual\npáginas: por hoja\nsecciones: [{vista: portada}]\n", "se espera «por manual» o «por puesto»"),
        ("para: manual\nempieza: izquierda\nsecciones: [{vista: portada}]\n", "se espera «página» o «derecha»"),
        (
            "para: puesto\nempieza: derecha\nsecciones: [{vista: texto, campo: misión}]\n",
            "son del formato de un manual"
        ),
        ("para: puesto\nsecciones: [{vista: texto, campo: misión, papel: cartulina}]\n", "papel desconocido"),
        (
            "para: puesto\nsecciones: [{título: A, secciones: [{vista: texto, campo: misión, papel: horizontal}]}]\n",
            "no dentro de otra"
        ),
    ]) func `an impossible value is a finding at its place`(_ text: String, _ words: String) throws {
        let site = try load("tipo: formato\n" + text)
        #expect(
            site.diagnostics.contains { $0.code == "formato-invalido" && $0.message.spanish.contains(words) },
            "\(site.diagnostics.map(\.message.spanish))")
    }
}
