import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Functions under headings and in tables: how they are decoded, and how snapshots hold them.
@Suite struct GroupReadingTests: OneJobSite {
    @Test(arguments: [
        ("Diarias", ["diaria"]), ("TAREAS MENSUALES", ["mensual"]), ("1. De forma anual", ["anual"]),
        ("b) Cada seis meses", ["semestral"]), ("Cada 15 días", ["quincenal"]), ("On a daily basis", ["diaria"]),
        ("Diarias y semanales", ["diaria", "semanal"]), ("Semanal / mensual", ["semanal", "mensual"]),
        ("Diaria (D)", ["diaria"]), ("Actividades que se realizan trimestralmente", ["trimestral"]),
        ("Esporádicas", ["ocasional"]), ("Según necesidad", ["eventual"]),
    ]) func `a heading names frequencies`(heading: String, wanted: [String]) {
        #expect(FrequencyWords(heading)?.meanings.map { $0[0] } == wanted)
        #expect(FrequencyWords(heading)?.isQualified == false)
    }

    @Test(arguments: [
        "Informe mensual de ventas", "Atención diaria al público", "Generales", "Mensualidades", "Semanario", "", "1.",
        "Bimensuales", "De la oficina",
    ]) func `other words are no frequency`(heading: String) {
        #expect(FrequencyWords(heading) == nil)
    }

    @Test func `words beside a frequency are kept as its qualifier`() {
        #expect(FrequencyWords("Funciones específicas diarias")?.isQualified == true)
        #expect(FrequencyWords("Diarias 60 %")?.isQualified == true)
    }

    private static let form = (
        "content/formatos/f.yaml",
        """
        tipo: formato
        para: puesto
        listas: {f: {D: Diaria, M: Mensual, A: Anual}}
        secciones:
          - {vista: grupos, campo: funciones, listas: {frecuencia: f}}

        """
    )

    private func rows(_ functions: String) throws -> (rows: Rows, site: LoadedSite) {
        let (record, site) = try load("---\ntítulo: Cajero\nformato: f\n---\n\n\(functions)", [Self.form])
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return (Rows(), site)
        }
        return (rows, site)
    }

    /// Each row as `frequency: name: task`.
    private func lines(_ rows: Rows) -> [String] {
        rows.rows.map { row in [2, 0, 1].compactMap { row[$0]?.plain }.joined(separator: ": ") }
    }

    private func codes(_ rows: Rows) -> [[String]] {
        rows.rows.map { row in
            guard case .codes(let codes, _)? = row[2] else { return [] }
            return codes.map(\.code)
        }
    }

    @Test(arguments: [
        "## Funciones\n\n### Diarias\n\n- Abrir.\n\n### MENSUALES\n\n- Informar.\n",
        "## Funciones\n\n**Diarias**\n\n- Abrir.\n\n**Mensuales:**\n\n- Informar.\n",
        "## Funciones\n\nDiarias:\n\n- Abrir.\n\nMensuales:\n\n- Informar.\n",
        "## Funciones\n\n- Diarias\n  - Abrir.\n- Mensuales\n  - Informar.\n",
        "## Funciones diarias\n\n- Abrir.\n\n## Funciones mensuales\n\n- Informar.\n",
        "## Funciones\n\n| N.° | Función | Frecuencia |\n|---|---|---|\n| 1 | Abrir. | Diario |\n"
            + "| 2 | Informar. | Mensuales |\n",
        "## Funciones\n\n| Tarea | D | S | M |\n|---|---|---|---|\n| Abrir. | X | | |\n| Informar. | | | X |\n",
        "## Funciones\n\n| Cada cuánto | Actividad |\n|---|---|\n| Cada día | Abrir. |\n| Cada mes | Informar. |\n",
    ]) func `all ways to write frequencies give one result`(source: String) throws {
        let (rows, site) = try rows(source)
        #expect(rows.rows.map { $0[1]?.plain } == ["Abrir.", "Informar."])
        #expect(codes(rows) == [["D"], ["M"]])
        #expect(rows.rows.allSatisfy { $0[0] == nil })
        #expect(!site.diagnostics.contains { $0.severity != .note }, "\(site.diagnostics.map(\.message.spanish))")
    }

    @Test func `snapshots hold the values that the first versions decoded`() throws {
        let (rows, _) = try rows("## Funciones\n\n### Diarias\n\n- Abrir.\n\n### MENSUALES\n\n- Informar.\n")
        #expect(rows.groups.map(\.heading.plain) == ["Diarias", "MENSUALES"])
        #expect(lines(rows.asRecorded) == ["Diarias: Abrir.", "MENSUALES: Informar."])
        #expect(rows.asRecorded.groups.isEmpty)
        let (numbered, _) = try self.rows(
            "## Funciones\n\n| N.° | Función | Frecuencia |\n|---|---|---|\n| 1 | Abrir. | Diaria |\n")
        #expect(numbered.rows.map(\.id) == ["abrir"])
        #expect(lines(numbered.asRecorded) == ["Diaria: Abrir.: 1"])
        #expect(numbered.asRecorded.rows.map(\.id) == ["1"])
        let (plain, _) = try self.rows("## Funciones\n\n### Diaria\n\n- Abrir.\n\n### Sala\n\n- Ver.\n")
        #expect(plain.recorded == nil)
    }

    @Test func `headings of a higher level stay above frequencies`() throws {
        let (rows, _) = try rows(
            "## Funciones\n\n### Generales\n\n#### Diarias\n\n- A.\n\n### Sala\n\n#### Mensual\n\n- B.\n")
        #expect(rows.rows.map { $0[0]?.plain } == ["Generales", "Sala"])
        #expect(codes(rows) == [["D"], ["M"]])
    }

    @Test func `a table with an unknown column keeps it in the notes, and is recorded as it was written`() throws {
        let (rows, site) = try rows("## Funciones\n\n| N.° | Función | % |\n|---|---|---|\n| 1 | Abrir. | 60 |\n")
        #expect(rows.rows.count == 1)
        #expect(!site.diagnostics.contains { $0.code == "campo-desconocido" })
        #expect(rows.asRecorded.rows.isEmpty)
        guard case .table(let table)? = rows.asRecorded.introduction.first else {
            Issue.record("no table")
            return
        }
        #expect(table.header.map(\.plain) == ["N.°", "Función", "%"])
    }

    @Test func `a table without a known column stays as it is`() throws {
        let (rows, site) = try rows("## Funciones\n\n| Cosa | Meta |\n|---|---|\n| Abrir. | 60 |\n")
        #expect(rows.rows.isEmpty)
        guard case .table(let table)? = rows.introduction.first else {
            Issue.record("no table")
            return
        }
        #expect(table.header.map(\.plain) == ["Cosa", "Meta"])
        #expect(rows.recorded == nil)
        #expect(site.diagnostics.contains { $0.code == "campo-desconocido" && $0.severity == .warning })
    }

    @Test func `placeholders for missing text are recognised`() throws {
        let (record, site) = try load("---\ntítulo: Cajero\ncreación: __/__/____\n---\n\n## Misión\n")
        let type = site.corpus.schema.types[record.type]
        #expect(Set(record.unfinished.map { type.fields[$0].id }) == ["created", "objective"])
    }
}
