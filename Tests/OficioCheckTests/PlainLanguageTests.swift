import Diagnostics
import OficioBuild
import OficioSchema
import TestSupport
import Testing

/// The plain-language rules: off by default, one finding per sentence, with advice.
@Suite struct PlainLanguageTests {
    private static let codes: Set<String> = [
        "frase-larga", "frase-dificil", "pasivas-encadenadas", "formula-de-oficina",
    ]

    private func found(_ purpose: String, settings: String = "lengua: es\nlenguaje claro: sí\n") throws -> [Diagnostic]
    {
        let site = try TemporaryFolder()
        try site.write([
            ("content/site.yaml", "institución: Archivo\n" + settings),
            ("content/puestos/cajero.md", "---\ntítulo: Cajero\n---\n\n## Objetivo\n\n\(purpose)\n"),
        ])
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        return Pipeline.check(site.path, today: day).diagnostics.filter { Self.codes.contains($0.code) }
    }

    private static let long =
        Array(repeating: "la caja y el libro de la oficina", count: 7).joined(separator: " ") + "."

    @Test func `the rules are off by default`() throws {
        #expect(try found("Llevar a cabo " + Self.long, settings: "lengua: es\n").isEmpty)
        #expect(try !found("Llevar a cabo " + Self.long).isEmpty)
    }

    @Test func `a long sentence is reported once, with a place to cut it, and its neighbours are not`() throws {
        let found = try found("Cobrar. Contar \(Self.long) Cerrar.")
        #expect(found.map(\.code) == ["frase-larga"])
        #expect(found.first?.message.spanish.contains("puede cortarse en") == true)
    }

    @Test func `a hard sentence is reported with its longest words`() throws {
        let found = try found(
            """
            Operacionalizar institucionalmente procedimientos administrativos interdisciplinarios mediante \
            sistematización organizacional permanente.
            """
        )
        #expect(found.map(\.code) == ["frase-dificil"])
        #expect(found.first?.message.spanish.contains("«operacionalizar»") == true, "\(found)")
    }

    @Test func `one passive is no chain`() throws {
        #expect(try found("El recibo será sellado por el cajero.").isEmpty)
        #expect(
            try found("El recibo será sellado y la copia debe ser archivada.").map(\.code) == ["pasivas-encadenadas"])
    }

    @Test func `a passive that says who does it is no part of a chain`() throws {
        #expect(try found("El recibo será sellado por el cajero y la copia será archivada por la jefatura.").isEmpty)
        #expect(
            try found("El recibo será pedido por escrito y la copia será archivada.").map(\.code)
                == ["pasivas-encadenadas"])
    }

    @Test(arguments: [
        ("Proceder a cobrar.", "«Proceder a»: quítelo y deje el verbo"),
        ("Cobrar con el fin de cuadrar la caja.", "«con el fin de»: más claro, «para»"),
        ("Recepcionar los pagos.", "«Recepcionar»: más claro, «recibir»"),
    ])
    func `a phrase of office language has a plain one`(line: String, message: String) throws {
        #expect(try found(line).map(\.message.spanish) == [message])
    }

    @Test func `English sites have their own phrases and index`() throws {
        let english = "language: en\nplain language: yes\n"
        #expect(
            try found("Collect payments in order to balance the till.", settings: english).map(\.message.english) == [
                "“in order to”: plainer, “to”"
            ])
        #expect(try found("Collect payments and balance the till.", settings: english).isEmpty)
        #expect(
            try found(
                """
                Institutionalise organisational administrative interdepartmental operational methodologies \
                facilitating accountability.
                """,
                settings: english
            )
            .contains { $0.code == "frase-dificil" })
    }
}
