import OficioImport
import OficioSchema
import OficioSource
import Testing

/// The positions in which a value may stand beside its label.
@Suite struct GeometryTests {
    private static let form = """
        tipo: formato
        para: puesto
        título: Ficha
        secciones:
          - título: IDENTIFICACIÓN
            vista: ficha
            campos:
              - [título: "Nombre del puesto:", clase: "Clase:", grupo: "Grupo:"]
              - [unidad: "Unidad:", reporta a: "Reporta a:"]
          - {título: MISIÓN, vista: texto, campo: misión}
          - {título: FUNCIONES, vista: lista, campo: funciones}
          - título: CONOCIMIENTOS
            vista: tabla
            campo: conocimientos indispensables
            columnas: [conocimiento: Conocimiento, nivel: Nivel]
        """

    private let site = OfficeSite(form: form)

    /// The words of a field; `—` if it was not found.
    private func words(_ name: String, _ blocks: [OfficeBlock]) -> String {
        let file = site.imported(blocks)
        guard let match = file.match, file.ledger?.isExact == true else {
            return "not exact: \(file.ledger?.problems.map(\.english) ?? [])"
        }
        let type = match.labels.forms[0].type
        guard let field = type.field(named: name.folded), let found = match.records[0].field([field]) else {
            return "—"
        }
        return found.value.texts.map(\.text).joined(separator: " | ")
    }

    private let title = OfficeBlock.text("Nombre del puesto: Cajero")

    @Test func `behind its colon, several on a line`() {
        let blocks: [OfficeBlock] = [.text("Nombre del puesto: Cajero Clase: 03 Grupo: B")]
        #expect(words("título", blocks) == "Cajero")
        #expect(words("clase", blocks) == "03")
        #expect(words("grupo", blocks) == "B")
    }

    @Test func `behind tabs, over two lines`() {
        let blocks: [OfficeBlock] = [.text("Nombre del puesto:\tCajero\tClase:\t03\n\tde ventanilla")]
        #expect(words("título", blocks) == "Cajero")
        #expect(words("clase", blocks) == "03 de ventanilla")
    }

    @Test func `to the right of its label`() {
        let blocks: [OfficeBlock] = [
            .table([["Nombre del puesto:", "Cajero", "Clase:", "03"], ["Grupo:", "B", "", ""]])
        ]
        #expect(words("título", blocks) == "Cajero")
        #expect(words("clase", blocks) == "03")
        #expect(words("grupo", blocks) == "B")
    }

    @Test func `below its label`() {
        let blocks: [OfficeBlock] = [.table([["Nombre del puesto:", "Clase:", "Grupo:"], ["Cajero", "03", "B"]])]
        #expect(words("título", blocks) == "Cajero")
        #expect(words("clase", blocks) == "03")
        #expect(words("grupo", blocks) == "B")
    }

    @Test func `in one cell with its label`() {
        let blocks: [OfficeBlock] = [.table([["Nombre del puesto: Cajero", "Clase: 03\nGrupo: B"]])]
        #expect(words("título", blocks) == "Cajero")
        #expect(words("clase", blocks) == "03")
        #expect(words("grupo", blocks) == "B")
    }

    @Test func `under its label until the next one`() {
        let blocks: [OfficeBlock] = [
            title, .bold("2. MISIÓN"), .text("Cobrar."), .text("Y entregar."), .bold("3. FUNCIONES"), .item("Abrir."),
            .item("Cerrar."),
        ]
        #expect(words("misión", blocks) == "Cobrar. | Y entregar.")
        #expect(words("funciones", blocks) == "Abrir. | Cerrar.")
    }

    @Test func `a table continues under a label before it`() {
        #expect(
            words("funciones", [title, .bold("FUNCIONES"), .table([["Abrir.", "Cerrar."]])]) == "Abrir. | Cerrar.")
    }

    @Test func `rows under the headings of their columns`() {
        let blocks: [OfficeBlock] = [
            title, .bold("CONOCIMIENTOS"),
            .table([["Conocimiento", "Nivel"], ["Caja", "Alto"], ["Trato", "Medio"]]),
        ]
        #expect(words("conocimientos indispensables", blocks) == "Caja | Alto | Trato | Medio")
    }

    @Test func `a word of a list is no label`() {
        let blocks: [OfficeBlock] = [
            title, .bold("MISIÓN"), .text("Cobrar."), .bold("FUNCIONES"), .item("Misión."), .item("Abrir."),
        ]
        #expect(words("misión", blocks) == "Cobrar.")
        #expect(words("funciones", blocks) == "Misión. | Abrir.")
    }

    @Test func `text beside an unknown label is unplaced`() throws {
        let file = site.imported([title, .table([["Correo", "caja@x.org"]]), .bold("MISIÓN"), .text("Cobrar.")])
        #expect(file.ledger?.isExact == true)
        let source = try #require(file.sources.first).text
        #expect(source.contains("## Sin colocar {acceso=interno}\n\n| Correo | caja@x.org |\n|---|---|\n"))
    }

    @Test func `typed bullets and numbers are labels`() {
        #expect(
            words("funciones", [title, .bold("FUNCIONES"), .text("• Abrir.\t- Contar."), .text("2) Cerrar.")])
                == "Abrir. | Contar. | Cerrar.")
    }

    @Test func `signs of Markdown read back as words`() {
        let text = "Usar *siempre* [la guía] _nueva_ | #1 <b> 1. {x=1} C:\\caja & &amp; ~~no~~"
        #expect(words("misión", [title, .bold("MISIÓN"), .text(text)]) == text)
        #expect(
            words(
                "funciones", [title, .bold("FUNCIONES"), .text("# uno"), .text("+ dos"), .text("Tres {frecuencia=D}")]
            ).contains("# uno"))
    }

    @Test func `references lead to documents of the batch`() throws {
        let boss = OfficeSite.document(
            [.text("Nombre del puesto: Jefe de Caja"), .bold("MISIÓN"), .text("Dirigir.")], "jefe.docx")
        let clerk = OfficeSite.document(
            [.text("Nombre del puesto: Cajero"), .text("Reporta a: Jefe de Caja"), .bold("MISIÓN"), .text("Cobrar.")],
            "cajero.docx")
        let batch = site.batch([clerk, boss])
        #expect(batch.stubs.isEmpty)
        #expect(batch.files[0].sources[0].text.contains("reporta a: jefe-caja\n"))
    }

    @Test func `two files of one title are told apart or written once`() {
        func job(_ mission: String, _ name: String) -> LocatedDocument {
            OfficeSite.document([title, .bold("MISIÓN"), .text(mission)], name)
        }
        let batch = site.batch([job("Cobrar.", "a.docx"), job("Cobrar.", "b.docx"), job("Pagar.", "c.docx")])
        #expect(
            batch.files.flatMap(\.sources).map(\.path) == ["content/puestos/cajero.md", "content/puestos/cajero-2.md"])
        #expect(batch.files[1].duplicates == [0])
        #expect(batch.files[2].renamed == [0: "cajero"])
    }
}
