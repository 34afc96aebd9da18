@testable import OficioImport
import OficioModel
import Testing

/// Imports procedures of no known form: title, facts on the cover, and text under the author's own headings.
@Suite struct ProcedureTests {
    private func text(_ blocks: [OfficeBlock], name: String = "prueba.docx") throws -> String {
        let file = OfficeSite().imported(blocks, name: name)
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        return try #require(file.drafts[0]?.text)
    }

    @Test func `the name of the institution is not the title, and numbers of headings go`() throws {
        let source = try text([
            .bold("HOSPITAL SAN RAFAEL"), .bold("PROTOCOLO DE CAÍDAS"), .bold("1. OBJETIVO"), .text("Evitar caídas."),
            .bold("2. ALCANCE"), .text("Todo el hospital."), .bold("2.1 Excepciones"), .text("Urgencias."),
        ])
        #expect(source.hasPrefix("---\ntítulo: PROTOCOLO DE CAÍDAS\n"))
        #expect(source.contains("## OBJETIVO\n\nEvitar caídas.\n\n## ALCANCE"))
        #expect(source.contains("### Excepciones\n\nUrgencias."))
        #expect(source.contains("HOSPITAL SAN RAFAEL") && !source.contains("## HOSPITAL"))
    }

    @Test func `headings keep their numbers if the text refers to them`() throws {
        let source = try text([
            .text("Procedimiento de pagos"), .bold("1. Objetivo"), .text("Pagar según el numeral 2."), .bold("2. Pago"),
            .text("Pagar."),
        ])
        #expect(source.contains("## 2\\. Pago"))
    }

    @Test func `code, version and dates are facts, in lines and in tables`() throws {
        let source = try text([
            .heading(1, "Lista de chequeo de ingreso"), .text("Código: TH-LC-003\tVersión: 01\tFecha: 05/01/2024"),
            .heading(2, "Antes"), .text("☐ Contrato firmado"), .text("☒ Carné"),
        ])
        #expect(source.contains("código: TH-LC-003\nversión: 01\ncreación: 2024-01-05\n"))
        #expect(source.contains("- [ ] Contrato firmado\n- [x] Carné"))
        let table = try text([
            .text("Protocolo de visitas"),
            .table([["Código", "PR-7", "Proceso", "Visitas"], ["Versión", "3", "Área", "Salas"]]),
            .bold("Objetivo"), .text("Visitar."),
        ])
        #expect(table.contains("código: PR-7\nproceso: Visitas\nversión: 3\n"))
        #expect(table.contains("| Área | Salas |"))
    }

    @Test func `a table of facts gives the title, the unit and the repeated facts of the page heads`()
        throws
    {
        var document = OfficeSite.document([
            .table([
                ["NOMBRE DEL PROTOCOLO", "Prevención de caídas"], ["CÓDIGO", "PT-021"], ["VERSIÓN", "03"],
                ["FECHA DE VIGENCIA", "15 de marzo de 2024"], ["ÁREA RESPONSABLE", "Departamento de Enfermería"],
            ]),
            .heading(1, "1. OBJETIVO"), .text("Reducir las caídas."),
        ])
        let head = OfficeSite.document([.text("Código: PT-021"), .text("Vigencia: 15/03/2024")]).sections[0].blocks
        document.margins = [
            .init(
                kind: .header, pages: .all,
                blocks: head.map { block in
                    guard case .paragraph(var paragraph) = block else { return block }
                    paragraph.id += 100
                    return .paragraph(paragraph)
                }, repeats: nil, address: .init([.header(1)]))
        ]
        let file = OfficeSite().batch([document]).files[0]
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        let source = try #require(file.drafts[0]?.text)
        #expect(source.hasPrefix("---\ntítulo: Prevención de caídas\n"), "\(source)")
        #expect(source.contains("vigencia: 2024-03-15\n") && source.contains("unidad: departamento-enfermeria\n"))
        #expect(!source.contains("|") && !source.contains("Sin colocar") && source.contains("## OBJETIVO"))
    }

    @Test func `several facts in one line, with nothing but blanks between`() throws {
        let source = try text([
            .bold("PROCEDIMIENTO DE COMPRA MENOR"), .text("Código: PR-02    Versión: 1    Fecha: 12 de mayo de 2022"),
            .bold("I. OBJETIVO"), .text("Comprar."),
        ])
        #expect(source.contains("código: PR-02\nversión: 1\ncreación: 2022-05-12\n"), "\(source)")
        #expect(!source.contains("Presentación"))
    }

    @Test func `a table with the titles of the parts beside their text is a frame`() throws {
        var blocks: [OfficeBlock] = [.text("Protocolo de muestras")]
        blocks.append(
            .titled([
                ["1. Objetivo", "Tomar muestras."], ["2. Alcance", "Laboratorio."], ["3. Control", "Doble lectura."],
            ]))
        blocks += [.text("Elaboró: Juana Pérez"), .text("Aprobó: Gerente")]
        let source = try text(blocks)
        #expect(source.contains("## Objetivo\n\nTomar muestras.\n\n## Alcance\n\nLaboratorio."), "\(source)")
        #expect(source.contains("elabora:\n  - {nombre: Juana Pérez}\n"))
    }

    @Test func `signatures and the log of changes`() throws {
        let source = try text([
            .text("Protocolo de visitas"),
            .table([
                ["Elaboró", "Revisó", "Aprobó"],
                ["Ana Torres\nJefa de Enfermería", "Dr. Luis Peña\nComité de Calidad", "Rosa Lima\nDirectora"],
                ["Fecha: 10/02/2024", "Fecha: 28/02/2024", "Fecha: 15/03/2024"],
            ]),
            .bold("Objetivo"), .text("Visitar."), .bold("Control de cambios"),
            .table([["Versión", "Fecha", "Descripción del cambio"], ["01", "12/05/2022", "Creación."]]),
        ])
        #expect(source.contains("elabora:\n  - {nombre: Ana Torres, cargo: Jefa de Enfermería}"))
        #expect(source.contains("revisa:\n  - {nombre: Dr. Luis Peña, cargo: Comité de Calidad}"))
        #expect(source.contains("creación: 2024-02-10") && source.contains("aprobación: 2024-03-15"))
        #expect(source.contains("- versión: 01\n    modificado: 2022-05-12\n    descripción:\n      - Creación."))
        #expect(!source.contains("Control de cambios"), "a heading over nothing")
    }

    @Test func `a table of activities becomes steps`() throws {
        let source = try text([
            .text("Procedimiento de pagos"), .bold("3. DESARROLLO"),
            .table([
                ["N°", "Actividad", "Responsable", "Registro"], ["1", "Revisar la factura", "Tesorero", "Sello"],
                ["2", "Pagar:\n- en cheque\n- en efectivo", "Cajero", ""],
            ]), .bold("4. ANEXOS"), .text("Ninguno."),
        ])
        #expect(source.contains("## Pasos\n\n| Acción | Responsable | Registro |"))
        #expect(source.contains("| Revisar la factura | Tesorero | Sello |"))
        #expect(source.contains("Pagar:<br>- en cheque<br>- en efectivo"))
    }

    @Test func `steps in several tables are one list, and titles between them are phases`() throws {
        let head = ["N°", "Actividad", "Responsable"]
        let source = try text([
            .text("Procedimiento de pagos"), .bold("3. DESARROLLO"), .bold("3.1 Recepción"),
            .table([head, ["1", "Recibir", "Auxiliar"], ["2", "Revisar", "Tesorero"]]),
            .table([head, ["3", "Registrar", "Auxiliar"]]), .bold("3.2 Pago"), .table([["4", "Pagar", "Cajero"]]),
            .bold("4. ANEXOS"), .text("Ninguno."),
        ])
        let table = "| Acción | Responsable |\n|---|---|\n"
        #expect(
            source.contains("## Pasos\n\n### Recepción\n\n\(table)| Recibir | Auxiliar |\n| Revisar |"), "\(source)")
        #expect(source.contains("| Registrar | Auxiliar |\n\n### Pago\n\n\(table)| Pagar | Cajero |"))
        #expect(!source.contains("Sin colocar") && source.contains("## ANEXOS"))
    }

    @Test func `a numbered list under the heading of the steps is the steps`() throws {
        let source = try text([
            .text("Procedimiento de pagos"), .bold("3. DESARROLLO"), .text("1. Recibir la factura."),
            .text("2. Pagar."), .bold("4. ANEXOS"), .text("Ninguno."),
        ])
        #expect(source.contains("## Pasos\n\n1. Recibir la factura.\n2. Pagar."), "\(source)")
    }

    @Test func `a protocol stays one on a site with a short form of jobs`() throws {
        let form = """
            tipo: formato
            para: puesto
            título: Puesto
            secciones:
              - vista: ficha
                campos: [[código: "Código"], [reporta a: "Reporta a"], [área: "Área"]]
              - {título: Objetivo, vista: texto, campo: objetivo}
              - {título: Funciones, vista: lista, campo: funciones}
              - {título: Formación, vista: texto, campo: formación}
            """
        let blocks: [OfficeBlock] = [
            .table([["NOMBRE DEL PROTOCOLO", "Lavado de manos"], ["CÓDIGO", "PT-1"], ["ÁREA", "Salas"]]),
            .bold("Objetivo"), .text("Lavar."), .bold("Funciones"), .text("Todas."),
        ]
        var file = ImportedFile(path: "PT-1.docx")
        file.document = OfficeSite.document(blocks, "PT-1.docx")
        var batch = ImportBatch(OfficeSite(form: form).corpus, files: [file])
        batch.run()
        #expect(batch.files[0].drafts[0]?.path == "content/protocolos/lavado-manos.md")
        #expect(batch.files[0].ledger?.isExact == true)
    }

    @Test func `a table that no step has stays a table`() throws {
        let source = try text([
            .text("Procedimiento de pagos"), .bold("DESARROLLO"),
            .table([["Mes", "Monto"], ["Enero", "3"], ["Febrero", "4"]]),
        ])
        #expect(source.contains("## DESARROLLO\n\n| Mes | Monto |"))
    }

    @Test func `headings that mean a field are learned once and called by the field from then on`() throws {
        let blocks: [OfficeBlock] = [
            .text("Protocolo de pagos"), .bold("1. Campo de aplicación"), .text("Toda la institución."),
            .bold("2. Marco legal"), .item("Ley de compras."), .bold("3. Siglas"), .text("AFI."),
        ]
        let site = OfficeSite()
        let first = site.batch([OfficeSite.document(blocks)])
        #expect(first.files[0].drafts[0]?.text.contains("## Campo de aplicación") == true)
        let learned = LearnedNames.all(first.files, site.schema) { _ in nil }
        #expect(learned.map(\.path) == ["content/tipos/nombres-protocolo.yaml"])
        let text = try #require(learned.first?.text)
        #expect(text.contains("  alcance: [\"Campo de aplicación\"]\n") && !text.contains("Siglas"), "\(text)")
        let second = OfficeSite(type: text).batch([OfficeSite.document(blocks)])
        let source = try #require(second.files[0].drafts[0]?.text)
        #expect(second.files[0].ledger?.isExact == true)
        #expect(
            source.contains("## Alcance\n\nToda la institución.\n\n## Base legal\n\n- Ley de compras."), "\(source)")
        #expect(source.contains("## Siglas"))
        // The second import keeps the names in the file and learns none twice.
        #expect(LearnedNames.all(second.files, OfficeSite(type: text).schema) { _ in text }.isEmpty)
        let more = LearnedNames.all(first.files, site.schema) { _ in
            "extiende: protocolo\notros nombres:\n  alcance: [\"Cobertura\"]\n"
        }
        #expect(more.first?.text.contains("  alcance: [\"Cobertura\", \"Campo de aplicación\"]\n") == true)
    }

    @Test func `blanks and ticks of tables stay`() throws {
        let source = try text([
            .text("Lista de verificación de equipos"), .text("Nombre: ________ Cargo: ________"),
            .table([["Criterio", "Sí", "No"], ["¿Enciende?", "☒", "☐"], ["¿Apaga?", "X", ""]]),
        ])
        #expect(source.contains("Nombre: ________ Cargo: ________"))
        #expect(source.contains("| ¿Enciende? | ☒ | ☐ |"))
        #expect(source.contains("| ¿Apaga? | X | |"))
    }

    @Test func `a job descriptor that speaks of procedures is a job`() {
        let site = OfficeSite()
        func type(_ blocks: [OfficeBlock]) -> String? { site.imported(blocks).drafts[0]?.type }
        #expect(
            type([
                .bold("DESCRIPTOR DE CARGO"), .text("Nombre del cargo: Cajero"), .bold("Misión"),
                .text("Cobrar según el procedimiento."), .bold("Funciones"),
                .item("Aplicar el procedimiento."), .bold("Experiencia"), .text("Un año."),
            ]) == "job")
        #expect(
            type([
                .bold("PROTOCOLO DE CAJA"), .text("Objetivo: Cobrar."), .bold("Responsables"),
                .table([["Cargo", "Responsabilidad"], ["Cajero", "Cobrar"]]),
            ])
                == "protocol")
    }
}

/// Former names of documents, read from the sentences of a modification log.
@Suite struct FormerNameTests {
    @Test(arguments: [
        ("Se renombró Agencia Virtual por Área en Línea.", [["Agencia Virtual", "Área en Línea"]]),
        ("Renombramiento del puesto Auxiliar de Caja por Cajero.", [["Auxiliar de Caja", "Cajero"]]),
        (
            """
            Renombramiento de Gerencia Comercial por Gerencia de Ventas, Gerente Comercial por Gerente de \
            Ventas, y otros cambios.
            """,
            [["Gerencia Comercial", "Gerencia de Ventas"], ["Gerente Comercial", "Gerente de Ventas"]]
        ),
        ("Actualización de funciones por cambio de ley.", []), ("Se renombró el formato por orden superior.", []),
    ]) func `pairs of names`(_ sentence: String, _ pairs: [[String]]) {
        #expect(FormerNames.renamings(sentence).map { [$0.old, $0.new] } == pairs)
    }
}
