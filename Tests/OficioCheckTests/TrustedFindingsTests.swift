import Diagnostics
import OficioBuild
import OficioCheck
import OficioSchema
import TestSupport
import Testing

/// Cases that rules of wording must find, and similar ones that they must leave alone. A false alarm is worse than a
/// miss.
@Suite struct TrustedFindingsTests {
    private func codes(_ lines: [String], title: String = "Cajero", more: [(String, String)] = []) throws -> [String] {
        try found(lines, title: title, more: more).map(\.code)
    }

    private func found(_ lines: [String], title: String = "Cajero", more: [(String, String)] = []) throws
        -> [Diagnostic]
    {
        let site = try TemporaryFolder()
        let text = "---\ntítulo: \(title)\n---\n\n## Funciones\n\n" + lines.map { "- \($0)\n" }.joined()
        try site.write([("content/site.yaml", "institución: Archivo\n"), ("content/puestos/cajero.md", text)] + more)
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        return Pipeline.check(site.path, today: day).diagnostics
    }

    /// The codes of the findings about a job with a table in words, in a section of its own or in a field.
    private func ownTable(_ levels: [String], heading: String = "Dominio", section: String = "Otros saberes") throws
        -> [String]
    {
        let rows = zip(["Inglés", "Francés", "Portugués", "Italiano", "Alemán"], levels).map { "| \($0) | \($1) |\n" }
        let table = "| Idioma | \(heading) |\n|---|---|\n" + rows.joined()
        return try codes(
            ["Cobrar."],
            more: [("content/puestos/guia.md", "---\ntítulo: Guía\n---\n\n## \(section)\n\n" + table)])
    }

    @Test func `a scale in a table of the author's own is flat where all its rows agree`() throws {
        #expect(try ownTable(["Alto", "alto", "Alto", "Alto"]).filter { $0 == "escala-plana" }.count == 1)
        #expect(try ownTable(["Alto", "alto", "Alto", "Alto"], section: "Autoridad").contains("escala-plana"))
        #expect(try !ownTable(["Alto", "Alto", "Alto", "Medio"]).contains("escala-plana"))
        #expect(try !ownTable(["Alto", "Alto", "Alto"]).contains("escala-plana"))
        #expect(try !ownTable(["Alto", "Alto", "Alto", "Alto"], heading: "Lugar").contains("escala-plana"))
    }

    @Test func `words in capitals are no acronyms, whatever their accents`() throws {
        let codes = try codes([
            "QUE ESTE DE TURNO.", "QUE ESTÉ DE TURNO.", "EL ENVÍO QUE ENVIÓ HACIA DONDE HACÍA FALTA.",
            "PARA Y PARÁ, SOLICITO Y SOLICITÓ.",
        ])
        #expect(!codes.contains("sigla-de-varios-modos"))
    }

    @Test func `an acronym with a hyphen inside is pointed at`() throws {
        let lines = ["Abrir el expediente en el SIGMU.", "Cerrar el SIGMU.", "Cargar las fotos en el SIG-MU."]
        let found = try found(lines).filter { $0.code == "sigla-de-varios-modos" }
        #expect(
            found.map(\.message.spanish) == ["«SIG-MU» (1) se escribe casi siempre «SIGMU» (2)"])
        #expect(
            try !codes(["CERRAR LA CAJA.", "ABRIR LA CAJA.", "CONTAR LA CA-JA."]).contains("sigla-de-varios-modos"))
    }

    @Test func `functions whose words are the same but for articles are nearly the same, however short`() throws {
        #expect(
            try codes(["Recibir los depósitos de los asociados.", "Recibir los depósitos de asociados."])
                .contains("funcion-casi-repetida"))
        #expect(
            try codes(["Aprobar los retiros mayores de mil dólares.", "Aprobar los retiros superiores a mil dólares."])
                .contains("funcion-casi-repetida"))
        #expect(
            try !codes(["Recibir los depósitos de los asociados.", "Recibir los depósitos de los socios."])
                .contains("funcion-casi-repetida"))
    }

    @Test func `other tasks may begin with a conjunction`() throws {
        let lines = ["Cobrar los servicios.", "Cuadrar la caja.", "Entregar el vuelto.", "Y demás tareas del cargo."]
        #expect(try !codes(lines).contains("funcion-sin-infinitivo"))
    }

    /// The codes of the findings about a job with a section of the author's own.
    private func ownSection(_ words: String) throws -> [String] {
        try codes(["Cobrar."], more: [("content/puestos/guia.md", "---\ntítulo: Guía\n---\n\n## Señas\n\n" + words)])
    }

    @Test func `gaps in further dresses are found`() throws {
        #expect(try ownSection("Llamar al XXXX-XXXX.\n").contains("sin-rellenar"))
        #expect(try ownSection("| Paso | Plazo |\n|---|---|\n| Nadar | (fecha) |\n").contains("sin-rellenar"))
        #expect(try !ownSection("Anotar el turno (fecha) en el libro.\n").contains("sin-rellenar"))
        let blank = "**Con:** Caja.\n\n**Para:**\n\n**Medio:** Radio.\n"
        #expect(try ownSection(blank).contains("sin-rellenar"))
        #expect(try !ownSection("**Para:**\n\n**Con:** Caja.\n\n**Medio:** Radio.\n").contains("sin-rellenar"))
        #expect(try !ownSection("**Con:** Caja.\n\n**Para:**\n\nPedir el corte.\n").contains("sin-rellenar"))
    }

    @Test func `a legend may have colons`() throws {
        let table = "| Control | Cada |\n|---|---|\n| Arqueo | D |\n| Cierre | M |\n| Libro | T |\n\n"
        let codes = try ownSection(table + "D: diario; M: mensual; A: anual\n")
        #expect(codes.contains("codigo-sin-leyenda") && codes.contains("codigo-sin-uso"))
        #expect(try !ownSection(table + "D: diario; M: mensual; T: trimestral\n").contains("codigo-sin-leyenda"))
        #expect(try !ownSection(table + "OJO: revisar; NB: avisar\n").contains("codigo-sin-leyenda"))
    }

    @Test func `entries that differ by the article in del are the same`() throws {
        let list = "- Dominio del inglés\n- Dominio de inglés\n"
        #expect(try ownSection(list).contains("entrada-repetida"))
        #expect(try !ownSection("- Viaje del norte\n- Viaje al norte\n").contains("entrada-repetida"))
    }

    @Test func `an acronym that the glossary has is pointed at wherever it is spelled otherwise`() throws {
        let glossary =
            "tipo: término\nelementos:\n  - {id: pqrs, término: PQRS, definición: Quejas., sinónimos: [PQRs]}\n"
        let found = try found(
            ["Recibir las PQRs.", "Responder las PQR's.", "Archivar las PQRS."],
            more: [("content/glosario.yaml", glossary)])
        #expect(
            found.filter { $0.code == "sigla-de-varios-modos" }.map(\.message.spanish) == [
                "«PQRs» se escribe «PQRS»", "«PQR's» se escribe «PQRS»",
            ])
    }

    @Test(arguments: [
        "ATENDER LA TECNOLOGIA DEL ÁREA.", "ATENDER AL PUBLICO CON CORTESÍA.", "Area de cobros por atender.",
        "HACER LA REVISION DE LA CAJA.",
    ])
    func `a word in capitals without its accent is found`(line: String) throws {
        #expect(try codes([line]).filter { $0 == "mayuscula-sin-tilde" }.count == 1)
    }

    @Test(arguments: [
        "PUBLICO LO QUE MEDICO PRACTICA.", "ENVIAR A TECNOLOGIA-01 Y AL CORREO TECNOLOGIA@EJEMPLO.ORG.",
        "ESTA SECRETARIA CONTINUA EN SU PUESTO.",
        "COMUNICAR CON EL IPSV Y CON LA OOAD.", "Atender con tecnologia.", "EL AÑO Y LA NIÑA DE LA ESPAÑOLA.",
    ]) func `a word with another reading, or no word, lacks no accent`(line: String) throws {
        #expect(try !codes([line]).contains("mayuscula-sin-tilde"))
    }

    @Test func `only a word with one reading has a safe fix, and no title has one`() throws {
        let found = try found(["ATENDER LA TECNOLOGIA Y AL PUBLICO."], title: "ENCARGADO DE TECNOLOGIA").filter {
            $0.code == "mayuscula-sin-tilde"
        }
        #expect(found.map { $0.fixes.first?.isSafe } == [false, true, false])
        #expect(found.map { $0.fixes.first?.edits.first?.replacement } == ["TECNOLOGÍA", "TECNOLOGÍA", "PÚBLICO"])
    }

    @Test func `the same fault in many places is one group`() throws {
        let found = try found(["ATENDER LA TECNOLOGIA.", "CUIDAR LA TECNOLOGIA.", "CUIDAR LA FISICA."]).filter {
            $0.code == "mayuscula-sin-tilde"
        }
        #expect(found.count == 3)
        #expect(Set(found.map(\.groupKey)).count == 2)
    }

    @Test(arguments: [
        "Registrar los bienes que recibe cada una.", "Decir a las personas qué hace cada una y qué.",
        "Firmar los documentos de grado A.",
        "Atender las dudas de la oficina…",
        "Conocer el caso y darlo por cerrado cuando toque.",
    ]) func `a whole sentence is not cut`(line: String) throws {
        #expect(try !codes([line]).contains("frase-cortada"))
    }

    @Test(arguments: [
        "Registrar los bienes que recibe para la", "Entregar los informes de la oficina con.",
        "ENTREGAR LOS INFORMES DE LA OFICINA Y",
    ])
    func `a sentence that ends in a particle is cut`(line: String) throws {
        #expect(try codes([line]).contains("frase-cortada"))
    }

    @Test(arguments: [
        "XXXX", "____________", "[DESCRIBIR LA FUNCIÓN]", "Pendiente de definir", "Entregar el informe en ____ días.",
        "Lorem ipsum dolor sit amet", "???",
    ])
    func `a gap is found in every dress`(line: String) throws {
        #expect(try codes([line]).contains("sin-rellenar"))
    }

    @Test(arguments: [
        "Cobrar según el capítulo XXX del reglamento.", "Cobrar (véase el anexo).",
        "Escriba `permitir: [html]` en el sitio.", "Atender lo pendiente del día.",
        "Esperar… y cobrar.",
    ])
    func `a complete text is no gap`(line: String) throws {
        #expect(try !codes([line]).contains("sin-rellenar"))
    }

    @Test(arguments: [
        "Líder del equipo de cobros.", "Supervisando la caja.", "Seguimiento de los cobros.", "Supervisa la caja.",
        "Titular de la caja.",
    ])
    func `a function without an infinitive is found among infinitives`(line: String) throws {
        #expect(
            try codes(["Cobrar los servicios.", "Cuadrar la caja.", line, "Entregar los comprobantes."]).contains(
                "funcion-sin-infinitivo"))
    }

    @Test(arguments: [
        "Las demás que le asigne su jefe.", "En coordinación con archivo, ordenar los recibos.",
        "Mensualmente, cuadrar la caja.", "Darse de baja del sistema.",
    ])
    func `words before the infinitive are no defect`(line: String) throws {
        #expect(
            try !codes(["Cobrar los servicios.", "Cuadrar la caja.", line, "Entregar los comprobantes."]).contains(
                "funcion-sin-infinitivo"))
    }

    @Test func `time shares add up even where other jobs of the form share the fault`() throws {
        func job(_ name: String) -> (String, String) {
            (
                "content/puestos/\(name).md",
                """
                ---
                título: \(name)
                ---

                ## Funciones claves

                | Función | % tiempo |
                |---|---|
                | Cobrar \(name). | 50% |
                | Pagar \(name). | 30% |

                """
            )
        }
        #expect(
            try codes(["Cobrar."], more: [job("uno"), job("dos"), job("tres")]).filter { $0 == "tiempo-no-suma" }.count
                == 3)
    }

    @Test func `the same function in two jobs is found in both, with one group`() throws {
        let other = "---\ntítulo: Guardia\n---\n\n## Funciones\n\n- Cuidar, el equipo que recibe;\n"
        let found = try found(["Cuidar el equipo que recibe."], more: [("content/puestos/guardia.md", other)]).filter {
            $0.code == "funcion-copiada"
        }
        #expect(found.count == 2)
        #expect(Set(found.map(\.groupKey)).count == 1)
        #expect(found.first?.message.spanish == "la misma función está en 2 puestos, con otros signos o mayúsculas")
    }

    private func found(
        in text: String, at path: String, settings: String = "institución: Archivo\n", more: [(String, String)] = []
    ) throws -> [String] {
        let site = try TemporaryFolder()
        try site.write([("content/site.yaml", settings), (path, text)] + more)
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        return Pipeline.check(site.path, today: day).diagnostics.map(\.code)
    }

    @Test(arguments: [
        ("Tener entre 20 y 30 años.", true), ("Menor de 35 años.", true), ("Mujer.", true),
        ("Sin cargas familiares.", true), ("Buen aspecto físico.", true),
        ("Talla mínima de 1,60 m.", true),
        ("Tres años de experiencia con personas de edad.", false),
        ("Experiencia en atención a mujeres y hombres.", false), ("Buena presentación de informes.", false),
        ("Mayor de edad.", false), ("Entre 2 y 5 años de experiencia.", false), ("Sexo indistinto.", false),
        ("Atención a mujeres víctimas de violencia.", false),
    ]) func `a requirement is judged by the trait that it names`(line: String, isTrait: Bool) throws {
        let text = "---\ntítulo: Cajero\n---\n\n## Aptitudes\n\n- \(line)\n"
        #expect(try found(in: text, at: "content/puestos/cajero.md").contains("requisito-discriminatorio") == isTrait)
    }

    @Test func `steps of a protocol are read as functions are`() throws {
        let rows = [
            "Recibir la solicitud en la ventanilla con su copia.", "Sellar la copia y devolverla en el acto.",
            "Archivar el expediente en su sitio.",
            "Se firma el libro.",
        ]
        func codes(_ more: String) throws -> [String] {
            let table = (rows + [more]).map { "| \($0) |\n" }.joined()
            return try found(
                in: "---\ntítulo: Cobro\n---\n\n## Pasos\n\n| Acción |\n|---|\n" + table,
                at: "content/protocolos/cobro.md")
        }
        #expect(try codes("Cerrar la caja.").contains("funcion-sin-infinitivo"))
        #expect(
            try codes("Recibir siempre la solicitud en la ventanilla con su copia.").contains("funcion-casi-repetida"))
        #expect(try codes("Sellar la copia y devolverla en el acto.").contains("entrada-repetida"))
    }

    @Test(arguments: [
        ("Manage the till.", "Managing the safe.", true), ("Manage the till.", "Responsible for the safe.", true),
        ("Manage the till.", "Keep the safe.", false),
    ]) func `English tasks are read as well`(first: String, second: String, isOdd: Bool) throws {
        let text = """
            ---
            title: Cashier
            ---

            ## Functions

            - \(first)
            - Count the cash.
            - Open the doors.
            - \(second)

            """
        let codes = try found(
            in: text, at: "content/puestos/cashier.md", settings: "institution: Archive\nlanguage: en\n")
        #expect(codes.contains("funcion-sin-infinitivo") == isOdd)
    }

    @Test(arguments: [
        "Dar a conocer a los usuarios el horario, así como, en su caso, los cambios.",
        "Avisar a los cuatro, que los atiende otra persona.",
        "Ir de la caja a la bóveda y de la bóveda a la caja.",
    ]) func `a sound phrase is left alone`(line: String) throws {
        #expect(try !codes([line]).contains("frase-mal-formada"))
    }

    @Test func `a form's legend is compared with the codes of its documents`() throws {
        let form = """
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, s: Semanal, S: Semestral}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, frecuencia: \
              Periodicidad], listas: {frecuencia: periodicidad}}
              - {título: Convenciones, vista: leyenda, listas: [periodicidad]}
            """
        func codes(_ frequencies: [String]) throws -> Set<String> {
            let text =
                "---\ntítulo: Cajero\nformato: ficha\n---\n\n## Funciones\n\n| Tarea | Periodicidad |\n|---|---|\n"
                + frequencies.map { "| Cobrar \($0) veces. | \($0) |\n" }.joined()
            return Set(
                try found(in: text, at: "content/puestos/cajero.md", more: [("content/formatos/ficha.yaml", form)]))
        }
        #expect(try codes(["D"]).isSuperset(of: ["codigo-sin-uso", "codigo-ambiguo"]))
        #expect(try !codes(["D", "s", "S"]).contains("codigo-sin-uso"))
        #expect(try codes(["D S", "s"]).contains("varias-frecuencias"))
    }
}
