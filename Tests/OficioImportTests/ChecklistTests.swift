@testable import OficioImport
import OficioModel
import Testing

/// Imports lists of what somebody does in their first days as records of the type checklist.
@Suite struct ChecklistTests {
    private func file(_ blocks: [OfficeBlock], name: String = "prueba.docx") throws -> ImportedFile {
        let file = OfficeSite().imported(blocks, name: name)
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        return file
    }

    private func text(_ blocks: [OfficeBlock], name: String = "prueba.docx") throws -> String {
        let file = try file(blocks, name: name)
        #expect(file.drafts[0]?.path.hasPrefix("content/incorporacion/") == true)
        return try #require(file.drafts[0]?.text)
    }

    @Test func `a table with days and boxes becomes tasks by day`() throws {
        let source = try text([
            .bold("LISTA DE INDUCCIÓN"), .text("Código: RH-02\tVersión: 1"), .text("Nombre: ____________"),
            .text("Marque lo realizado."),
            .table([
                ["Actividad", "Responsable", "Día", "Hecho"], ["Firma de contrato", "Recursos Humanos", "1", "☐"],
                ["Entrega de carné", "Recursos Humanos", "1", "☐"], ["Recorrido", "Jefe inmediato", "2", ""],
            ]),
            .text("Firma del colaborador: ________"), .text("Archivar una copia."),
        ])
        #expect(source.contains("título: LISTA DE INDUCCIÓN\n") && source.contains("código: RH-02\n"), "\(source)")
        #expect(source.contains("fases:\n  - Día 1\n  - Día 2\n"), "\(source)")
        #expect(source.contains("## Presentación\n\nMarque lo realizado."))
        #expect(source.contains("### Día 1\n\n| Actividad | Apoyo |\n|---|---|\n| Firma de contrato |"))
        #expect(source.contains("### Día 2\n\n| Actividad | Apoyo |\n|---|---|\n| Recorrido |"))
        #expect(!source.contains("Firma del colaborador") && !source.contains("____"))
        #expect(source.contains("## Sin colocar {acceso=interno}\n\nArchivar una copia."))
    }

    @Test func `headings over lists of boxes are phases`() throws {
        let source = try text(
            [
                .heading(1, "Ingreso de enfermería"), .text("Bienvenida al equipo."), .heading(2, "Antes del ingreso"),
                .text("☐ Enviar el contrato"), .text("☐ Crear el correo"), .heading(2, "Primera semana"),
                .text("☐ Conocer la sala"),
            ], name: "Onboarding.docx")
        #expect(source.contains("## Presentación\n\nBienvenida al equipo."), "\(source)")
        #expect(source.contains("### Antes del ingreso\n\n- Enviar el contrato\n- Crear el correo\n"))
        #expect(source.contains("### Primera semana\n\n- Conocer la sala"))
    }

    @Test func `phases in a column, spans of time and boxes in two lines of headings`() throws {
        let source = try text([
            .bold("Plan de inducción de cajeros"),
            .table([
                ["Etapa", "N°", "Tema", "Responsable", "Plazo", "Cumple", "Cumple"], ["", "", "", "", "", "Sí", "No"],
                ["Primer día", "1", "Bienvenida", "Recursos Humanos", "1 día", "", ""],
                ["", "2", "Entrega de carné", "Bodega", "1 día", "", ""],
                ["Primera semana", "3", "Arqueo", "Supervisor", "5 días", "", ""],
            ]),
        ])
        #expect(source.contains("### Primer día\n\n| Actividad | Apoyo | Plazo |"), "\(source)")
        #expect(source.contains("| Entrega de carné | Bodega | 1 día |"))
        #expect(source.contains("### Primera semana\n\n| Actividad | Apoyo | Plazo |\n|---|---|---|\n| Arqueo |"))
    }

    @Test func `a procedure about induction and a list of another kind stay what they are`() throws {
        let table = OfficeBlock.table([
            ["Actividad", "Responsable", "Hecho"], ["Convocar", "Jefe", "☐"], ["Presentar", "Jefe", "☐"],
        ])
        for title in ["Procedimiento de inducción", "Lista de chequeo de quirófano"] {
            let file = try file([.bold(title), table])
            #expect(file.drafts[0]?.path.hasPrefix("content/protocolos/") == true)
        }
    }

    @Test func `a programme with days, hours and places`() throws {
        let source = try text([
            .bold("PROGRAMA DE INDUCCIÓN"),
            .table([
                ["Día", "Hora", "Actividad", "Responsable", "Sí", "No"],
                ["Lunes", "8:00", "Bienvenida", "Director", "", "X"], ["", "9:00", "Recorrido", "Guardia", "X", ""],
                ["Martes", "8:00", "Políticas", "Abogada", "", ""],
            ]),
        ])
        #expect(source.contains("### Lunes\n\n| Actividad | Apoyo |\n|---|---|\n| Bienvenida; Hora: 8:00 | Director |"))
        #expect(source.contains("| Recorrido; Hora: 9:00 | Guardia |\n\n### Martes"), "\(source)")
        #expect(!source.contains("Sin colocar"))
    }

    @Test func `remarks that somebody wrote in a form are kept`() throws {
        let source = try text([
            .bold("Lista de inducción"),
            .table([
                ["Actividad", "Responsable", "Hecho", "Observaciones"], ["Contrato", "Jefe", "X", "Falta copia"],
                ["Carné", "Jefe", "", ""],
            ]),
        ])
        #expect(source.contains("| Contrato; Observaciones: Falta copia | Jefe |"), "\(source)")
        #expect(!source.contains("Sin colocar"))
    }
}
