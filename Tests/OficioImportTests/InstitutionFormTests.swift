@testable import OficioImport
import Testing

/// Job descriptions of institutions whose forms the site does not declare.
@Suite struct InstitutionFormTests {
    private func files(_ blocks: [OfficeBlock], name: String = "ficha-de-cargo.docx") throws -> [String] {
        let file = OfficeSite().imported(blocks, name: name)
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        return file.sources.map(\.text)
    }

    private func source(_ blocks: [OfficeBlock]) throws -> String {
        let made = try files(blocks)
        #expect(made.count == 1)
        return try #require(made.first)
    }

    @Test func `the title of a section that names no field ends the text before it`() throws {
        let text = try source([
            .bold("MINISTERIO DE OBRAS"), .bold("PERFIL DE CARGO"), .bold("Nombre del cargo"), .text("Analista"),
            .bold("Funciones"), .item("Medir obras."), .item("Revisar ofertas."),
            .bold("REQUISITOS GENERALES DEL CARGO"),
            .bold("Formación"), .text("Ingeniería."), .bold("Experiencia"), .text("Dos años."),
        ])
        #expect(text.contains("título: Analista\n"))
        #expect(text.contains("- Medir obras.\n- Revisar ofertas.\n") && !text.contains("GENERALES"))
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `a list within a function stays below it`() throws {
        let text = try source([
            .bold("PERFIL DE CARGO"), .bold("Nombre del cargo"), .text("Analista"), .bold("Objetivo"),
            .text("Comprar."),
            .bold("Funciones"), .item("Comprar:"), .subitem("pedir ofertas"), .subitem("compararlas"),
            .item("Informar."),
            .bold("Responsabilidades"), .item("Cuidar:"), .subitem("el equipo"), .item("Callar."),
        ])
        #expect(text.contains("- Comprar:\n  - pedir ofertas\n  - compararlas\n- Informar.\n"), "\(text)")
        #expect(text.contains("- Cuidar:\n  - el equipo\n- Callar.\n"), "\(text)")
    }

    @Test func `a list within a function stands beside frequencies`() throws {
        let text = try source([
            .bold("PERFIL DE CARGO"), .bold("Nombre del cargo"), .text("Analista"), .bold("Objetivo"),
            .text("Comprar."),
            .bold("Funciones"),
            .table([["Función", "Frecuencia"], ["Contar:\n• pilas\n• papel", "Mensual"], ["Informar", "Anual"]]),
        ])
        #expect(text.contains("- Contar: {frecuencia=\"Mensual\"}\n  - pilas\n  - papel\n"), "\(text)")
        #expect(text.contains("- Informar {frecuencia=\"Anual\"}\n"))
    }

    @Test func `letters typed below a typed number are a list within the function`() throws {
        let text = try source([
            .bold("PERFIL DE CARGO"), .bold("Nombre del cargo"), .text("Analista"), .bold("Objetivo"),
            .text("Comprar."),
            .bold("Funciones"), .text("1. Comprar:"), .text("a) pedir ofertas"), .text("b) compararlas"),
            .text("2. Informar."), .text("2.1 por escrito"), .text("3. Archivar."),
        ])
        #expect(text.contains("- Comprar:\n  - pedir ofertas\n  - compararlas\n- Informar.\n"), "\(text)")
    }

    @Test func `headings over the same labels are the titles of several jobs`() throws {
        let jobs = ["Jefe de Caja", "Cajero", "Archivista"].enumerated().flatMap { number, title -> [OfficeBlock] in
            [
                .heading(1, title), .table([["Código", "C-0\(number)"], ["Reporta a", "Gerente"]]),
                .heading(2, "Objetivo"), .text("Servir como \(title.lowercased())."), .heading(2, "Funciones"),
                .item("Tarea \(number)."),
            ]
        }
        let made = try files([.bold("MANUAL DE PUESTOS"), .text("Dirección de Finanzas")] + jobs, name: "manual.odt")
        #expect(made.count == 4, "\(made)")
        #expect(made[1].contains("título: Cajero\n") && made[1].contains("Tarea 1.") && !made[1].contains("Tarea 2."))
        #expect(made[1].contains("código: C-01\n") && made[2].contains("Servir como archivista."))
        // The words of the cover belong to the manual.
        #expect(made[3].contains("título: MANUAL DE PUESTOS\n") && made[3].contains("  - cajero\n"))
        #expect(made[3].contains("Sin colocar {acceso=interno}\n\nDirección de Finanzas\n"))
        #expect(!made[3].contains("código") && !made[..<3].contains { $0.contains("Sin colocar") })
    }

    @Test func `a label that names no field takes its value with it`() throws {
        let text = try source([
            .table([
                ["Nombre del puesto:", "Cajero", "Código:", "C-7"],
                ["Jefe inmediato:", "Tesorero", "Unidades subordinadas:", "Ninguna"],
                ["Nº de plazas:", "2", "Rubro contable:", "51-02"],
            ]),
            .bold("Misión"), .text("Cobrar."), .bold("Funciones"), .item("Abrir la caja."),
        ])
        #expect(text.contains("reporta a: tesorero\n"))
        #expect(text.contains("número de puestos: 2\n"))
        #expect(text.contains("| Unidades subordinadas: | Ninguna |"))
        #expect(text.contains("| Rubro contable: | 51-02 |"))
    }

    @Test func `signatures and the log of a job are fields`() throws {
        let text = try source([
            .bold("Nombre del puesto"), .text("Cajero"), .bold("Misión"), .text("Cobrar."), .bold("Funciones"),
            .item("Abrir la caja."), .bold("Formación"), .text("Bachiller."),
            .table([
                ["Elaborado por", "Revisado por"], ["Licda. Marta Cruz", "Ing. Pedro Sosa"],
                ["Jefa de Personal", "Gerente General"],
            ]),
            .table([["Versión", "Fecha", "Descripción de la modificación"], ["01", "15/01/2019", "Creación."]]),
        ])
        #expect(text.contains("elabora:\n  - {nombre: Licda. Marta Cruz, cargo: Jefa de Personal}"))
        #expect(text.contains("revisa:\n  - {nombre: Ing. Pedro Sosa, cargo: Gerente General}"))
        #expect(text.contains("modificado: 2019-01-15"))
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `the posts of those who sign a protocol make no jobs`() throws {
        let made = try files(
            [
                .bold("PROTOCOLO DE MEDICAMENTOS"),
                .table([
                    ["Elaborado por:", "Lic. Carmen Ríos", "Cargo:", "Jefa de Enfermería"],
                    ["Revisado por:", "Dr. Hugo Paz", "Cargo:", "Jefe de Farmacia"],
                    ["Fecha de elaboración:", "10/11/2023", "Próxima revisión:", "05/02/2026"],
                ]),
                .heading(1, "Objetivo"), .text("Evitar errores."), .heading(1, "Alcance"), .text("Todo el hospital."),
            ], name: "medicamentos.docx")
        #expect(made.count == 1)
        let text = try #require(made.first)
        #expect(text.contains("título: PROTOCOLO DE MEDICAMENTOS\n"))
        #expect(text.contains("elabora:\n  - {nombre: Lic. Carmen Ríos, cargo: Jefa de Enfermería}"))
        #expect(text.contains("creación: 2023-11-10"))
    }

    @Test func `groups of competencies are not competencies, and lines of a cell are items`() throws {
        let text = try source([
            .bold("Denominación del empleo"), .text("Auxiliar"), .bold("Propósito principal"), .text("Apoyar."),
            .bold("Funciones"), .item("Radicar."), .bold("Competencias"),
            .table([["Comunes", "Por nivel jerárquico"], ["Transparencia\nOrientación a resultados", "Disciplina"]]),
        ])
        for name in ["transparencia", "orientacion-resultados", "disciplina"] { #expect(text.contains("- \(name)\n")) }
        #expect(!text.contains("comunes") && !text.contains("Sin colocar"), "\(text)")
    }

    @Test func `numbers of rows are labels, and a table of other things stays one`() throws {
        let text = try source([
            .bold("Nombre del puesto"), .text("Cajero"), .bold("Misión"), .text("Cobrar."), .bold("Funciones"),
            .table([["1", "Abrir la caja."], ["2", "Cobrar las copias."]]), .bold("Formación"), .text("Bachiller."),
            .bold("Factores"), .table([["Penosidad", "1", "5"], ["Mando", "2", "40"]]),
        ])
        #expect(text.contains("- Abrir la caja.\n- Cobrar las copias.\n"))
        #expect(text.contains("| Penosidad | 1 | 5 |\n|---|---|---|\n| Mando | 2 | 40 |"), "\(text)")
    }

    @Test func `functions under headings of their frequency keep it`() throws {
        let text = try source([
            .bold("Nombre del puesto"), .text("Cajero"), .bold("Misión"), .text("Cobrar."), .bold("Funciones diarias"),
            .item("Abrir la caja."), .bold("Funciones mensuales"), .item("Hacer inventario."),
            .bold("Funciones eventuales"), .item("Recibir donaciones."), .bold("Formación"), .text("Bachiller."),
        ])
        #expect(text.contains("### Diaria\n\n- Abrir la caja.\n\n### Mensual\n\n- Hacer inventario."), "\(text)")
        #expect(text.contains("### Eventual\n\n- Recibir donaciones."), "\(text)")
    }

    @Test func `lines to sign are not values, and a name without a label is the title`() throws {
        let text = try source([
            .bold("MANUAL DE CARGOS"), .bold("OFICIAL DE PLATAFORMA"), .bold("Misión"), .text("Atender."),
            .bold("Funciones"), .item("Recibir."), .bold("Formación"), .text("Bachiller."),
            .text("Firma: ____________ Fecha: ________"),
        ])
        #expect(text.contains("título: OFICIAL DE PLATAFORMA\n"))
        #expect(!text.contains("Sin colocar") && !text.contains("____"), "\(text)")
    }
}
