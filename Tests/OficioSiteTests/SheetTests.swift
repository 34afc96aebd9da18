import TestSupport
import Testing

/// The layout of a record by its form: sources in, markup out.
@Suite struct SheetTests {
    private static let job = """
        ---
        título: Cajero
        código: P-01
        formato: ficha
        unidad: tesoreria
        clase: 03
        ---

        ## Propósito

        Cobrar lo que se debe & dar recibo.

        ## Funciones

        - Cobrar en ventanilla. {frecuencia=diaria}
        - Cuadrar la caja. {frecuencia=mensual}

        ## Formación

        Bachillerato.
        """

    private static let unit = ["unidades.yaml": "elementos:\n  - id: tesoreria\n    título: Tesorería\n"]

    private func sheet(_ sections: String, head: String = "", job: String = Self.job) throws -> String {
        let form = "tipo: formato\npara: puesto\ntítulo: Ficha\n\(head)secciones:\n" + sections
        let site = try SmallSite(["formatos/ficha.yaml": form, "puestos/cajero.md": job].merging(Self.unit) { $1 })
        return site.main(of: "puestos/cajero.html").flatMap(Self.sheet) ?? ""
    }

    /// The markup from the first line of the sheet to the aside; `nil` if there is no sheet.
    private static func sheet(_ markup: String) -> String? {
        guard let start = markup.range(of: "<div class=\"sheet "),
            let end = markup.range(of: "<section class=\"outside\"") ?? markup.range(of: "<aside")
        else { return nil }
        return String(markup[start.lowerBound..<end.lowerBound])
    }

    @Test func `a field grid prints labels of the form beside values`() throws {
        let markup = try sheet(
            """
              - título: Identificación
                vista: ficha
                campos:
                  - [título: Nombre del cargo, código: Código]
                  - [unidad: Dependencia, clase: Clase]
            """)
        #expect(try Snapshot.difference(markup, "field-grid.html") == nil)
    }

    @Test func `functions stand under their frequency`() throws {
        let markup = try sheet(
            """
              - título: Funciones
                vista: grupos
                campo: funciones
                columnas: [número: "", tarea: ""]
                listas: {frecuencia: frecuencia}
                vacío: N/A
            """, head: "listas:\n  frecuencia: {Diaria: Diaria, Semanal: Semanal, Mensual: Mensual}\n")
        #expect(try Snapshot.difference(markup, "by-frequency.html") == nil)
    }

    @Test func `text is escaped and an unnamed field is left out of the sheet`() throws {
        let markup = try sheet("  - título: Para qué\n    vista: texto\n    campo: objetivo\n")
        #expect(markup.contains("Cobrar lo que se debe &amp; dar recibo."))
        #expect(try Snapshot.difference(markup, "text-section.html") == nil)
    }

    @Test func `a section of the author's own follows what the form orders`() throws {
        let markup = try sheet(
            "  - título: Formación\n    vista: texto\n    campo: formación\n",
            job: Self.job + "\n\n## Nota del archivo\n\nSe revisa cada enero.\n")
        let form = try #require(markup.range(of: "Bachillerato.")),
            own = try #require(markup.range(of: "Se revisa cada enero."))
        #expect(form.upperBound < own.lowerBound)
    }
}
