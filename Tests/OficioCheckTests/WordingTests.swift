import Diagnostics
import OficioBuild
import OficioCheck
import OficioSchema
import TestSupport
import Testing

/// Wordings of defects that a rule once missed, each beside a similar wording that is right.
@Suite struct WordingTests {
    private func codes(_ body: String, front: String = "", more: [(String, String)] = []) throws -> [String] {
        let site = try TemporaryFolder()
        let text = "---\ntítulo: Cajero\n\(front)---\n\n\(body)\n"
        try site.write([("content/site.yaml", "institución: Archivo\n"), ("content/puestos/cajero.md", text)] + more)
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        return Pipeline.check(site.path, today: day).diagnostics.map(\.code)
    }

    private func codes(functions: [String]) throws -> [String] {
        try codes("## Funciones\n\n" + functions.map { "- \($0)\n" }.joined())
    }

    @Test(arguments: ["Pasar de de la caja al banco.", "Pasar la caja de de, y cerrarla.", "PASAR LA CAJA AL AL."])
    func `a word twice in a row is found before a sign`(line: String) throws {
        #expect(try codes(functions: [line]).filter { $0 == "frase-mal-formada" }.count == 1)
    }

    @Test func `a contraction with an ending in brackets is found, a plural in brackets is not`() throws {
        #expect(try codes(functions: ["Atender la mejora del(os) proceso(s) de caja."]).contains("frase-mal-formada"))
        #expect(
            try !codes(functions: [
                "Atender la mejora del proceso(s) personal(es) de caja.",
                "Apoyar a las micro, pequeñas y medianas empresas.",
            ]).contains(
                "frase-mal-formada"))
    }

    @Test(arguments: [
        ("Cobrar los aranceles del día; llevar el control de los recibos.", true),
        ("Cobrar los aranceles del día. Además, entregar los recibos.", true),
        ("Cobrar los aranceles del día • Entregar los recibos.", true),
        ("Cobrar los aranceles del día 2) Entregar los recibos.", true),
        ("COBRAR LOS ARANCELES; ASIMISMO, RENDIR CUENTAS AL AUDITOR.", true),
        ("Cobrar los aranceles del art. 2) y entregarlos.", false),
        ("Cobrar los aranceles (IVA) Y ENTREGARLOS.", false),
        ("Cobrar los aranceles, así como entregar los recibos.", false), ("Cobrar los aranceles - los del día.", false),
    ])
    func `another function in one is found behind every sign that parts them`(line: String, isTwo: Bool) throws {
        #expect(try codes(functions: [line]).contains("dos-funciones-en-una") == isTwo)
    }

    @Test(arguments: [
        ("Otros.", true), ("Varios", true), ("Apoyar en lo que sea necesario.", true),
        ("Todas las que se deriven del puesto.", true),
        ("Desempeñar las labores adicionales que la jefatura estime convenientes.", true),
        ("Atender los otros bancos de la zona.", false),
    ])
    func `a catch-all is found in every wording`(line: String, isVague: Bool) throws {
        let table = """
            ## Funciones clave

            | Función | % tiempo |
            |---|---|
            | Cobrar los aranceles. | 60% |
            | \(line) | 40% |

            """
        #expect(try codes(table).contains("funcion-de-todo") == isVague)
    }

    @Test(arguments: [
        ("Archivo", "Diplomado en archivo", true), ("Archivo general", "Buen nivel de archivo general", true),
        ("Archivo general", "Archivo general, de preferencia", true),
        ("Archivo general", "Archivo histórico", false),
    ])
    func `knowledge is the same whatever tells how it was learnt`(wanted: String, liked: String, isDouble: Bool) throws
    {
        let front = "conocimientos indispensables: [\"\(wanted)\"]\nconocimientos deseables: [\"\(liked)\"]\n"
        #expect(try codes("", front: front).contains("conocimiento-doble") == isDouble)
    }

    @Test(arguments: [
        ("Cobrar en la unidad XXX.", true), ("Cobrar los aranceles (PENDIENTE DE VALIDAR).", true),
        ("Aquí va la función", true), ("S/D", true),
        ("Texto pendiente de RR. HH.", true),
        ("Cobrar en el XXX aniversario.", false), ("Cobrar (por ventanilla) los aranceles.", false),
        ("Cobrar a quien esté aquí.", false),
    ])
    func `a gap is found inside a function`(line: String, isGap: Bool) throws {
        #expect(try codes(functions: [line]).contains("sin-rellenar") == isGap)
    }

    @Test func `a label without words is a gap, one that a list follows is not`() throws {
        #expect(try codes("## Equipo\n\nVehículo:\n").contains("sin-rellenar"))
        #expect(try codes("## Equipo\n\nCon: \\\nPara: la caja\n").contains("sin-rellenar") == false)
        #expect(try !codes("## Equipo\n\nVehículo:\n\n- Una motocicleta.\n").contains("sin-rellenar"))
    }

    @Test(arguments: ["horario: []", "jefe inmediato: ''"])
    func `a key with nothing behind it is blank, and no unknown reference`(line: String) throws {
        let codes = try codes("", front: line + "\n")
        #expect(codes.contains("campo-en-blanco") && !codes.contains("referencia-desconocida"))
    }

    @Test func `words that tell how many people there are name no document`() throws {
        #expect(try !codes("## Supervisa a\n\nTres puestos operativos.\n").contains("referencia-desconocida"))
        #expect(try codes("## Supervisa a\n\nJefe de Archivo\n").contains("referencia-desconocida"))
    }

    @Test func `a job that leads people and lists skills needs leadership among them`() throws {
        let skills = "## Habilidades\n\n- Orden\n- Trato cordial\n"
        #expect(try codes(skills, front: "puestos bajo su cargo: 3\n").contains("jefatura-sin-liderazgo"))
        #expect(
            try !codes(skills + "- Liderazgo\n", front: "puestos bajo su cargo: 3\n").contains("jefatura-sin-liderazgo")
        )
        #expect(try !codes(skills, front: "puestos bajo su cargo: 0\n").contains("jefatura-sin-liderazgo"))
    }

    @Test(arguments: [
        ("Cobrar los aranceles en los que se", true), ("COBRAR LOS ARANCELES EN EFECTIVO O", true),
        ("COBRAR LOS ARANCELES DEL GRUPO O", false),
        ("Cobrar los aranceles del día; y", false), ("La jefatura del área vigila el cumplimiento.", false),
        ("Cobrar los aranceles y velar por el cumplimiento", true),
    ])
    func `a sentence cut behind a pronoun or a conjunction is found`(line: String, isCut: Bool) throws {
        #expect(try codes(functions: [line]).contains("frase-cortada") == isCut)
    }

    @Test func `in capitals a name that differs from the usual one is found, an action is no name`() throws {
        func found(_ other: String, usual: String = "LA DIRECCIÓN DE SERVICIOS GENERALES") throws -> Bool {
            try codes(functions: ["COBRAR CON \(usual).", "PAGAR CON \(usual).", "CERRAR CON \(other)."]).contains(
                "nombre-de-varios-modos")
        }
        #expect(try found("LA DIRECCIÓN SERVICIOS GENERALES"))
        #expect(try found("LA DIRECCIÓN DE SERVICIO GENERAL"))
        #expect(try !found("LAS DIRECCIONES DE SERVICIOS GENERALES"))
        #expect(try !found("LA COORDINACIÓN DE LAS ACCIONES", usual: "LA COORDINACIÓN DE ACCIONES"))
    }

    @Test func `entries that end unlike the others of their list are found`() throws {
        func places(_ ends: [String]) throws -> Int {
            try codes(
                functions: zip(
                    ["Cobrar los aranceles", "Pagar los recibos", "Cerrar la caja fuerte", "Contar el efectivo"], ends
                ).map(+)
            ).count {
                $0 == "punto-final-desigual"
            }
        }
        #expect(try places([".", ".", "", "."]) == 1)
        #expect(try places(["", ".", "", ""]) == 1)
        #expect(try places(["", "", "", "."]) == 0)
        #expect(try places([".", ".", "", ""]) == 0)
        #expect(try places([";", ";", ";", "."]) == 0)
    }
}
