@testable import OficioImport
import Testing

/// Job tables of no known form: crosses under frequencies and levels, requirements in columns *indispensable* and
/// *desirable*, tables within cells.
@Suite struct CrossTableTests {
    private func source(_ blocks: [OfficeBlock]) throws -> String {
        let head: [OfficeBlock] = [
            .bold("Nombre del puesto"), .text("Cajero"), .bold("Objetivo del puesto"), .text("Cobrar."),
            .bold("Formación"), .text("Bachiller."), .bold("Jornada"), .text("Diurna."),
        ]
        let file = OfficeSite().imported(head + blocks, name: "ficha-de-cargo.docx")
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        return try #require(file.drafts[0]?.text)
    }

    @Test func `crosses under frequencies`() throws {
        let text = try source([
            .bold("Funciones del puesto"),
            .table([
                ["N.º", "Función", "D", "S", "M"], ["1", "Atender al usuario", "X", "", ""],
                ["2", "Conciliar los saldos", "", "", "X"], ["3", "Emitir reportes", "", "X", "X"],
            ]),
            .text("D: diaria, S: semanal, M: mensual"),
        ])
        #expect(text.contains("| Atender al usuario | diaria |\n| Conciliar los saldos | mensual |"), "\(text)")
        #expect(text.contains("| Emitir reportes | semanal mensual |"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `frequencies in words, and a column that no field has`() throws {
        let text = try source([
            .bold("Funciones"),
            .table([
                ["Función", "Frecuencia", "Importancia"], ["Atender al usuario", "Diaria", "Alta"],
                ["Apoyar eventos", "Ocasional", "Baja"],
            ]),
        ])
        #expect(text.contains("| Atender al usuario | Importancia: Alta | Diaria |"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test(arguments: [["Básico", "Intermedio", "Avanzado"], ["1", "2", "3"]])
    func `crosses under levels`(_ levels: [String]) throws {
        let text = try source([
            .bold("MATRIZ DE COMPETENCIAS"),
            .table([
                ["Competencia"] + levels, ["Orientación al servicio", "", "X", ""], ["Análisis", "", "", "✓"],
                ["Liderazgo", "", "", ""],
            ]),
        ])
        #expect(text.contains("{competencia: orientacion-servicio, nivel: \(levels[1])}"), "\(text)")
        #expect(text.contains("{competencia: analisis, nivel: \(levels[2])}"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `essential and desirable requirements are read`() throws {
        let text = try source([
            .bold("Requisitos del puesto"),
            .table([
                ["Requisito", "Indispensable", "Deseable"],
                ["Experiencia", "3 años", "5 años"],
                ["Idiomas", "Español", "Inglés"], ["Conocimientos", "Ley AFI", "SAFI"],
            ]),
            .bold("Funciones"), .item("Abrir la caja."),
        ])
        #expect(text.contains("3 años\n\nDeseable: 5 años"), "\(text)")
        #expect(text.contains("- Ley AFI\n") && text.contains("- SAFI\n"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `requirements with crosses stay a table`() throws {
        let text = try source([
            .bold("Requisitos"),
            .table([
                ["Descripción", "Indispensable", "Deseable"], ["Título de contador", "X", ""],
                ["Maestría en finanzas", "", "✓"],
            ]),
        ])
        #expect(text.contains("| Título de contador | X | |\n| Maestría en finanzas | | ✓ |"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `knowledge with crosses is two lists`() throws {
        let text = try source([
            .bold("Conocimientos"),
            .table([["Tema", "Indispensable", "Deseable"], ["Excel", "X", ""], ["Inglés", "", "X"]]),
        ])
        #expect(text.contains("- Excel\n") && text.contains("- Inglés\n"), "\(text)")
        #expect(!text.contains("| Excel") && !text.contains("Sin colocar"), "\(text)")
    }

    @Test func `ticks of a table that has no place stay`() throws {
        let text = try source([
            .bold("Factores"), .table([["Factor", "Grado", "Puntos"], ["Mando", "✓", "3"], ["Riesgo", "", "4"]]),
        ])
        #expect(text.contains("| Mando | ✓ | 3 |"), "\(text)")
    }

    @Test func `tables in the cells beside their labels`() throws {
        let text = try source([
            .holding([
                ("Funciones", [["Función", "Frecuencia"], ["Cobrar", "Diaria"], ["Cuadrar la caja", "Semanal"]]),
                ("Competencias", [["Competencia", "Bajo", "Alto"], ["Integridad", "", "X"], ["Servicio", "X", ""]]),
            ])
        ])
        #expect(text.contains("| Cobrar | Diaria |\n| Cuadrar la caja | Semanal |"), "\(text)")
        #expect(text.contains("{competencia: integridad, nivel: Alto}"), "\(text)")
        #expect(!text.contains("Sin colocar"), "\(text)")
    }

    @Test func `a form proposed for a batch has the fields of all its files`() throws {
        func job(_ title: String, _ more: [OfficeBlock]) -> LocatedDocument {
            OfficeSite.document(
                [
                    .table([
                        ["Nombre del puesto:", title], ["Código:", "P-1"], ["Unidad:", "Caja"],
                        ["Reporta a:", "Tesorero"],
                    ]), .bold("Misión"), .text("Cobrar."),
                ] + more, "Perfil de puesto \(title).docx")
        }
        let batch = OfficeSite().batch([
            job("Cajero", [.bold("Formación"), .text("Bachiller.")]),
            job("Tesorero", [.bold("Jornada"), .text("Diurna.")]),
        ])
        let schema = OfficeSite().schema
        let made = FormProposal.all(batch.files, schema, taken: [])
        #expect(made.count == 1)
        #expect(made.first?.text.contains("campo: formación") == true, "\(made.first?.text ?? "")")
        #expect(made.first?.text.contains("campo: jornada") == true)
    }
}
