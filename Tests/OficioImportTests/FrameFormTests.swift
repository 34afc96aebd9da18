@testable import OficioImport
import Testing

/// Procedures of institutions in files whose tables frame text, with covers, typed contents and lines to sign.
@Suite struct FrameFormTests {
    private func source(_ blocks: [String]) throws -> String {
        let file = try WordForm.imported(blocks, name: "protocolo.docx")
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        return try #require(file.drafts[0]?.text)
    }

    private let title = WordForm.text("Protocolo de sangrado masivo", isBold: true)

    @Test func `a band over a cell of text is the title of a part`() throws {
        let text = try source([
            title,
            WordForm.table(1, [[.init("1. OBJETIVO", isBold: true)], [.init("Actuar a tiempo.\nSin demoras.")]]),
            WordForm.table(
                1,
                [
                    [.init("2. ALCANCE", isBold: true)],
                    [
                        .init(
                            blocks: WordForm.text("Desde el aviso.", list: 2) + WordForm.text("Hasta el alta.", list: 2)
                        )
                    ],
                ]),
        ])
        #expect(text.contains("## OBJETIVO\n\nActuar a tiempo.\n\nSin demoras.\n"))
        #expect(text.contains("## ALCANCE\n\n1. Desde el aviso.\n2. Hasta el alta.\n"))
    }

    @Test func `bands divide one table into text and tables`() throws {
        let text = try source([
            title,
            WordForm.table(
                2,
                [
                    [.init("1. OBJETIVO", isBold: true, span: 2)], [.init("Actuar a tiempo.", span: 2)],
                    [.init("2. EQUIPO", isBold: true, span: 2)],
                    [.init("Cosa", isBold: true), .init("Cantidad", isBold: true)], [.init("Bomba"), .init("2")],
                    [.init("3. ALCANCE", isBold: true, span: 2)], [.init("Toda la sala.", span: 2)],
                ]),
        ])
        #expect(text.contains("## OBJETIVO\n\nActuar a tiempo.\n"))
        #expect(text.contains("## EQUIPO\n\n| Cosa | Cantidad |\n|---|---|\n| Bomba | 2 |\n"))
        #expect(text.contains("## ALCANCE\n\nToda la sala."))
    }

    @Test func `groups of rows stay in their table`() throws {
        let text = try source([
            title, WordForm.text("OBJETIVO", isBold: true), WordForm.text("Listar."),
            WordForm.table(
                2,
                [
                    [.init("Fármaco", isBold: true), .init("Vía", isBold: true)],
                    [.init("1. SALES", isBold: true, span: 2)],
                    [.init("Potasio"), .init("IV")], [.init("2. OTROS", isBold: true, span: 2)],
                    [.init("Heparina"), .init("IV")],
                ]),
        ])
        #expect(text.contains("| **1. SALES** | |"), "\(text)")
        #expect(!text.contains("## SALES") && !text.contains("## OTROS"))
    }

    @Test func `a responsible person over several rows is responsible for each step`() throws {
        let text = try source([
            title, WordForm.text("DESARROLLO", isBold: true),
            WordForm.table(
                3,
                [
                    [.init("N.º", isBold: true), .init("Responsable", isBold: true), .init("Actividad", isBold: true)],
                    [.init("1"), .init("Médico"), .init("Pide sangre.")],
                    [.init("2"), .init("Enfermera", merge: true), .init("Recibe la sangre.")],
                    [.init("3"), .init("", merge: false), .init("La transfunde.")],
                ]),
        ])
        #expect(text.contains("| Recibe la sangre. | Enfermera |\n| La transfunde. | Enfermera |"))
    }

    @Test func `names of people keep their initials`() throws {
        let text = try source([
            title, WordForm.text("OBJETIVO", isBold: true), WordForm.text("Actuar."),
            WordForm.table(
                4,
                [
                    [.init("VERSIÓN"), .init("FECHA"), .init("CAMBIO"), .init("RESPONSABLE")],
                    [.init("01"), .init("10/01/2019"), .init("Creación"), .init("L. Ferrer")],
                    [.init("02"), .init("11/01/2020"), .init("Revisión"), .init("V. Ruiz")],
                ]),
        ])
        #expect(text.contains("{nombre: L. Ferrer}") && text.contains("{nombre: V. Ruiz}"), "\(text)")
    }

    @Test func `a date of a signature that the head contradicts stays beside who signs`() throws {
        let text = try source([
            title,
            WordForm.table(
                4,
                [
                    [.init("Código:"), .init("PR-7"), .init("Fecha de creación:"), .init("15/02/2025")],
                    [.init("Versión:"), .init("3"), .init("Fecha de vigencia:"), .init("01/03/2025")],
                ]),
            WordForm.text("OBJETIVO", isBold: true), WordForm.text("Actuar."),
            WordForm.text("FIRMAS", isBold: true),
            WordForm.table(
                3,
                [
                    [.init(""), .init("ELABORÓ", isBold: true), .init("APROBÓ", isBold: true)],
                    [.init("Nombre"), .init("Lic. Ana Torres"), .init("Dra. Lucía Ferrer")],
                    [.init("Cargo"), .init("Jefa de Sala"), .init("Directora General")],
                    [.init("Firma"), .init(""), .init("")], [.init("Fecha"), .init("10/02/2025"), .init("20/02/2025")],
                ]),
        ])
        #expect(text.contains("elabora:\n  - {nombre: Lic. Ana Torres, cargo: Jefa de Sala}"), "\(text)")
        #expect(text.contains("creación: 2025-02-15\n") && text.contains("aprobación: 2025-02-20\n"))
        #expect(text.contains("| ELABORÓ | 10/02/2025 |") && !text.contains("Lic. Ana Torres |"))
    }

    @Test func `a cover gives facts, and its lines are no headings`() throws {
        let cover = [
            "INSTITUTO NACIONAL", "UNIDAD FINANCIERA", "PROCEDIMIENTO DE VIÁTICOS", "CÓDIGO PR-FIN-009", "VERSIÓN 4.0",
            "Enero de 2024",
        ]
        let contents = ["1. Objetivo\t3", "2. Alcance\t3", "3. Anexos\t8"]
        let text = try source(
            cover.map { WordForm.text($0, isBold: true) } + [WordForm.text("ÍNDICE", isBold: true)]
                + contents.map { WordForm.text($0) } + [
                    WordForm.text("1.\tOBJETIVO", isBold: true), WordForm.text("Pagar."),
                    WordForm.text("1.1\tPor etapas", isBold: true), WordForm.text("Cada mes."),
                    WordForm.text("2.\tALCANCE", isBold: true), WordForm.text("Todos."),
                ])
        #expect(text.contains("título: PROCEDIMIENTO DE VIÁTICOS\ncódigo: PR-FIN-009\nversión: 4.0\n"), "\(text)")
        #expect(!text.contains("ÍNDICE") && !text.contains("Objetivo 3") && !text.contains("## Enero"))
        #expect(text.contains("## OBJETIVO\n\nPagar.\n\n### Por etapas\n\nCada mes.\n\n## ALCANCE"), "\(text)")
    }

    @Test func `signatures with tabs between them`() throws {
        let text = try source([
            title, WordForm.text("OBJETIVO", isBold: true), WordForm.text("Actuar."),
            WordForm.text("Elaborado por:\t\tRevisado por:\t\tAutorizado por:"),
            WordForm.text("________\t\t________\t\t________"),
            WordForm.text("Karla Menjívar\t\tJosé Luis Rivas\t\tNoemí Castro"),
            WordForm.text("Analista financiera\t\tJefe UFI\t\tPresidenta"),
        ])
        #expect(text.contains("elabora:\n  - {nombre: Karla Menjívar, cargo: Analista financiera}"), "\(text)")
        #expect(text.contains("revisa:\n  - {nombre: José Luis Rivas, cargo: Jefe UFI}"))
        #expect(text.contains("autoriza:\n  - {nombre: Noemí Castro, cargo: Presidenta}"))
        #expect(!text.contains("Sin colocar"))
    }
}

/// Job descriptions whose sections, labels and values stand as only Word lets them stand.
@Suite struct FrameJobTests {
    private func source(_ blocks: [String]) throws -> String {
        let file = try WordForm.imported(blocks, name: "descriptor-de-cargo.docx")
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        #expect(file.drafts.count == 1)
        return try #require(file.drafts[0]?.text)
    }

    private let head = WordForm.table(2, [[.init("Nombre del cargo:"), .init("Técnico")]])

    @Test func `a title numbered as the others ends the functions`() throws {
        let text = try source([
            head, WordForm.text("MISIÓN DEL CARGO", isBold: true, list: 1), WordForm.text("Cuidar el agua."),
            WordForm.text("FUNCIONES", isBold: true, list: 1), WordForm.text("Tomar muestras.", list: 2),
            WordForm.text("DIMENSIONES", isBold: true, list: 1), WordForm.text("Dos sedes."),
            WordForm.text("EXPERIENCIA", isBold: true, list: 1), WordForm.text("Un año."),
        ])
        #expect(text.contains("## Funciones\n\n- Tomar muestras.\n"), "\(text)")
        #expect(text.contains("## Sin colocar {acceso=interno}\n\nDIMENSIONES\n\nDos sedes."), "\(text)")
    }

    @Test func `a degree is not the title of another job`() throws {
        let text = try source([
            head, WordForm.text("Misión", isBold: true), WordForm.text("Cuidar."),
            WordForm.table(
                4,
                [
                    [.init("FORMACIÓN ACADÉMICA", span: 4)],
                    [.init("☐ Bachiller"), .init("☒ Técnico"), .init("☐ Universitario"), .init("☐ Otro")],
                    [.init("Título:"), .init("Técnico en Química", span: 3)], [.init("EXPERIENCIA", span: 4)],
                    [.init("Tiempo:"), .init("Un año", span: 3)],
                ]),
        ])
        #expect(text.contains("título: Técnico\n"))
        #expect(text.contains("| Título: | Técnico en Química |"), "\(text)")
        #expect(text.contains("## Experiencia\n"), "\(text)")
        #expect(!text.contains("Bachiller") && !text.contains("Sin colocar"))
    }

    @Test func `a label over several rows takes the cells beside it, row by row`() throws {
        let text = try source([
            head, WordForm.text("Misión", isBold: true), WordForm.text("Cuidar."),
            WordForm.table(
                3,
                [
                    [.init("RECURSOS", merge: true), .init("Administra"), .init("Nada")],
                    [.init("", merge: false), .init("Influye en"), .init("12,500")],
                ]),
        ])
        #expect(text.contains("| Administra | Nada |\n|---|---|\n| Influye en | 12,500 |"), "\(text)")
    }

    @Test func `titles in two rows, names in a band form, and lines to sign`() throws {
        let text = try source([
            WordForm.table(
                3,
                [
                    [.init("LOGO"), .init("FICHA DE PUESTO"), .init("MOF-07")],
                    [.init("A. IDENTIFICACIÓN", isBold: true, span: 3)],
                    [.init("Denominación"), .init("Auxiliar de Archivo", span: 2)],
                    [.init("Depende de"), .init("Oficial de Archivo", span: 2)],
                    [.init("B. FUNCIÓN", isBold: true, span: 3)], [.init("BÁSICA", isBold: true, span: 3)],
                    [.init("Custodiar los documentos.", span: 3)],
                    [.init("C. FUNCIONES", isBold: true, span: 3)], [.init("ESPECÍFICAS", isBold: true, span: 3)],
                    [.init(blocks: WordForm.text("Foliar.", list: 2) + WordForm.text("Prestar.", list: 2), span: 3)],
                ]),
            WordForm.table(
                2,
                [
                    [
                        .init("____________\nLic. Pedro Cárcamo\nGerente General"),
                        .init("____________\nIng. Sonia Barahona\nJefa de Personal"),
                    ]
                ]),
        ])
        #expect(text.contains("título: Auxiliar de Archivo\n") && text.contains("reporta a: oficial-archivo\n"))
        #expect(text.contains("## Objetivo\n\nCustodiar los documentos.\n"), "\(text)")
        #expect(text.contains("## Funciones\n\n- Foliar.\n- Prestar.\n"), "\(text)")
        #expect(text.contains("- {nombre: Lic. Pedro Cárcamo, cargo: Gerente General}"), "\(text)")
    }

    @Test func `a column of competencies that no field has stands below each`() throws {
        let text = try source([
            head, WordForm.text("Misión", isBold: true), WordForm.text("Cuidar."),
            WordForm.text("COMPETENCIAS", isBold: true),
            WordForm.table(
                4,
                [
                    [
                        .init("COMPETENCIA", isBold: true), .init("DEFINICIÓN", isBold: true), .init("A", isBold: true),
                        .init("B", isBold: true),
                    ],
                    [.init("Orden"), .init("Trabaja con exactitud."), .init("X"), .init("")],
                    [.init("Servicio"), .init("Ayuda a otros."), .init(""), .init("X")],
                ]),
        ])
        #expect(
            text.contains("nivel: A\n    comportamientos:\n      - \"DEFINICIÓN: Trabaja con exactitud.\""), "\(text)")
        #expect(!text.contains("Sin colocar"))
    }
}
