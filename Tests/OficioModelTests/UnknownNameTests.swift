import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Keys and headings that name no field: what is kept, and what is reported.
@Suite struct UnknownNameTests: OneJobSite {
    @Test func `an unknown heading is kept in its place, with a warning`() throws {
        let (record, site) = try load(
            """
            # Cajero

            ## Objetivo

            Cobrar.

            ## Historia de la caja

            Desde 1950.

            ## Bienes

            N/A

            ## Vacía de todo

            """
        )
        #expect(codes(site) == ["warning titulo-desconocido", "warning seccion-vacia"])
        #expect(record.extra.map(\.heading.plain) == ["Historia de la caja", "Vacía de todo"])
        let type = site.corpus.schema.types[record.type]
        #expect(record.extra.map { $0.after.map { type.fields[$0].id } } == ["objective", "goods"])
    }

    @Test(arguments: [
        "content/protocolos/cajero.md", "content/estandares/cajero.md", "content/puestos/cajero.md",
        "content/manuales/cajero.md", "content/paginas/cajero.md",
    ])
    func `an unknown key is an error in every type`(path: String) throws {
        let (_, site) = try load("---\ntítulo: Cajero\nnotas internas: revisar\ndraft: true\n---\n", at: path)
        #expect(codes(site).filter { $0 == "error campo-desconocido" }.count == 2, "\(codes(site))")
        let draft = site.diagnostics.first { $0.message.spanish.contains("draft") }
        #expect(draft?.fixes.first?.edits.first?.replacement == "estado: borrador")
    }

    @Test func `a type that keeps own sections keeps them when a heading is another name of a field`() throws {
        let (record, site) = try load(
            "---\ntítulo: Cobro\n---\n\n## Objetivos\n\nA.\n\n## Aprobación\n\nB.\n\n## Historia\n\nC.\n",
            at: "content/protocolos/cajero.md")
        #expect(record.extra.map(\.heading.plain) == ["Objetivos", "Aprobación", "Historia"])
        #expect(record.extra.allSatisfy { $0.after == nil })
        #expect(
            codes(site) == [
                "warning titulo-parecido", "warning titulo-desconocido", "warning titulo-desconocido",
            ], "\(codes(site))")
        #expect(
            site.diagnostics.first?.label?.spanish
                == "es otro nombre de «Objetivo»: para que se lea como tal, escriba detrás «{campo=objetivo}»")
        #expect(site.diagnostics.first?.fixes.first?.edits.first?.replacement == "Objetivos {campo=objetivo}")
    }

    private func label(_ key: String, _ language: String) throws -> Localized? {
        let (_, site) = try load(
            "---\ntítulo: Cajero\n\(key): x\n---\n",
            [("content/site.yaml", "institución: Prueba\nlengua: \(language)\n")])
        return site.diagnostics.first { $0.code == "campo-desconocido" }?.label
    }

    @Test func `a suggestion is in the site's language, and none rather than a bad one`() throws {
        #expect(try label("Categría", "es")?.spanish == "¿quiso decir «Categoría»?")
        #expect(try label("Edukation", "es")?.spanish == "¿quiso decir «Educación»?")
        #expect(try label("Edukation", "en")?.english == "did you mean “Education”?")
        for word in ["Tarreas a mano", "Planetas", "Gracia", "Cable", "Sucursal"] {
            let words = try label(word, "es")?.spanish ?? ""
            #expect(!words.contains("quiso decir") && words.contains("oficio explain puesto"), "\(word): \(words)")
        }
    }

    @Test func `nothing under a heading stops a build`() throws {
        let text = """
            # Cajero

            ## Número de plazas

            Tres o cuatro, según el mes.

            ## Vigencia

            Desde siempre.

            ## Supervisa

            A quienes llegan de refuerzo.

            """
        let (record, site) = try load(text)
        #expect(!site.diagnostics.hasErrors, "\(codes(site))")
        #expect(record.extra.map(\.heading.plain) == ["Número de plazas", "Vigencia"])
    }

    @Test func `braces of other programs are taken off, with a finding and its fix`() throws {
        let (record, site) = try load("# Cajero\n\n## Objetivo {#obj .ancho}\n\nCobrar.\n")
        #expect(codes(site) == ["warning llaves-en-titulo"])
        #expect(site.corpus.value(record, "objective")?.plain == "Cobrar.")
        #expect(site.diagnostics[0].fixes.first?.edits.first?.replacement == "Objetivo")
        let (kept, other) = try load(
            "---\ntítulo: Cobro\n---\n\n## Alcance {#alcance-x}\n\nA.\n", at: "content/protocolos/cajero.md")
        #expect(codes(other) == ["warning llaves-en-titulo"])
        #expect(kept.extra.map(\.heading.plain) == ["Alcance {#alcance-x}"])
    }
}
