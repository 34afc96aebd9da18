import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

@Suite struct DecodingTests {
    private func load(_ files: [(path: String, text: String)]) throws -> LoadedSite {
        let folder = try TemporaryFolder()
        try folder.write(files)
        return SiteLoader.load(folder.path)
    }

    private func job(_ text: String, _ more: [(path: String, text: String)] = []) throws -> (
        record: Record, site: LoadedSite
    ) {
        let site = try load([("content/puestos/cajero.md", text)] + more)
        return (try #require(site.corpus.records.first { $0.id == "cajero" }), site)
    }

    private func skills(_ text: String) throws -> [[String]] {
        let (record, site) = try job(text)
        #expect(site.diagnostics.isEmpty, "\(site.diagnostics.map(\.message.spanish))")
        guard case .rows(let rows)? = site.corpus.value(record, "skills") else { return [] }
        return rows.rows.map { row in (0...1).map { row[$0]?.plain ?? "" } }
    }

    @Test(arguments: [
        "---\ntítulo: Cajero\n---\n\n## Habilidades\n\n- Cálculo {nivel=80}\n- Orden {nivel=70}\n",
        """
        ---
        título: Cajero
        ---

        ## Habilidades

        | Habilidad | Nivel % |
        |---|---|
        | Cálculo | 80 |
        | Orden | 70 |

        """,
        "---\ntítulo: Cajero\nhabilidades:\n  - {habilidad: Cálculo, nivel: 80}\n  - {skill: Orden, level: 70}\n---\n",
        "# Cajero\n\n## Skills\n\n| Nivel | Skill |\n|---|---|\n| 80 | Cálculo |\n| 70 | Orden |\n",
    ]) func `the ways to write rows give one result`(text: String) throws {
        #expect(try skills(text) == [["Cálculo", "80"], ["Orden", "70"]])
    }

    @Test func `a subheading fills the group-by column, and may have nothing to say`() throws {
        let (record, site) = try job("# Cajero\n\n## Funciones\n\n### Diaria\n\n1. Cobrar.\n\n### Semanal\n\nN/A.\n")
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return
        }
        #expect(rows.rows.count == 1)
        #expect(rows.groups.map(\.isNotApplicable) == [false, true])
        guard case .codes(let codes, _)? = rows.rows[0][2] else {
            Issue.record("no frequency")
            return
        }
        #expect(codes.first?.meaning == "diaria")
    }

    @Test func `an empty cell repeats the one above where its column continues`() throws {
        let (record, site) = try job(
            "# Cajero\n\n## Funciones\n\n| Función | Tarea |\n|---|---|\n| Cobrar | Contar |\n| | Anotar |\n")
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return
        }
        #expect(rows.rows[1][0]?.plain == "Cobrar")
        #expect(rows.rows[1].continued == [0])
    }

    private static let form = """
        tipo: formato
        para: puesto
        listas:
          periodicidad: {s: Semanal, S: Semestral, A: Anual}
          tipo: {A: Análisis, E: Ejecución}
        secciones:
          - {título: Lo que hace, vista: tabla, campo: funciones, columnas: [tarea: Tarea, frecuencia: Cuándo, clase: \
          Tipo], listas: {frecuencia: periodicidad, clase: tipo}}
        """

    @Test func `a code belongs to the list of its column and may differ by case alone`() throws {
        let text = """
            # Cajero

            ## 2) Lo que hace

            | Tarea | Cuándo | Tipo |
            |---|---|---|
            | Contar | s A | A |
            | Anotar | Semestral | E/A |

            """
        let (record, site) = try job("---\nformato: f\n---\n\n" + text, [("content/formatos/f.yaml", Self.form)])
        #expect(site.diagnostics.isEmpty, "\(site.diagnostics.map(\.message.spanish))")
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return
        }
        func labels(_ row: Int, _ column: Int) -> [String] {
            if case .codes(let codes, _)? = rows.rows[row][column] { return codes.map(\.label) }
            return []
        }
        #expect(labels(0, 2) == ["Semanal", "Anual"])
        #expect(labels(0, 3) == ["Análisis"])
        #expect(labels(1, 2) == ["Semestral"])
        #expect(labels(1, 3) == ["Ejecución", "Análisis"])
    }

    @Test(arguments: ["N/A", "N/A.", "No aplica", "no requiere.", "Ninguna", "—", "n.a."])
    func `a note that nothing applies is a value`(_ words: String) throws {
        let (record, site) = try job("# Cajero\n\n## Bienes\n\n\(words)\n")
        #expect(site.corpus.value(record, "goods")?.isNotApplicable == true)
        #expect(site.corpus.value(record, "goods")?.plain == words)
    }

    @Test(arguments: [
        "caja", "U-01", "Sección de Caja", "sección de caja", "Tesorería vieja", "unidad/caja", "[[caja]]",
        "[[caja|la caja]]",
    ])
    func `a reference is found by`(_ target: String) throws {
        let units =
            "elementos:\n  - {id: caja, código: U-01, título: Sección de Caja, nombres anteriores: [Tesorería vieja]}\n"
        for spelling in [target, "\"\(target)\""] {
            let (_, site) = try job(
                "---\ntítulo: Cajero\nunidad: \(spelling)\n---\n", [("content/unidades.yaml", units)])
            let mention = try #require(site.corpus.mentions(in: 0).first)
            #expect(mention.resolution.record.map { site.corpus.records[$0].id } == "caja", "\(spelling)")
        }
    }

    @Test func `a relative link leads to the file it names`() throws {
        let (_, site) = try job(
            "# Cajero\n\n## Misión\n\nVer [el cobro](../protocolos/cobro.md).\n",
            [("content/protocolos/cobro.md", "# Cobro\n")])
        let mention = try #require(
            site.corpus.mentions(in: site.corpus.records.firstIndex { $0.id == "cajero" } ?? 0).first)
        #expect(mention.resolution.record.map { site.corpus.records[$0].id } == "cobro")
    }

    @Test func `two candidates are ambiguous, the type says which`() throws {
        let units = ("content/unidades.yaml", "elementos:\n  - {id: caja, título: Caja}\n")
        let protocols = ("content/protocolos/caja.md", "# Caja\n")
        let (_, site) = try job("# Cajero\n\n## Misión\n\n[[caja]] y [[protocolo/caja]].\n", [units, protocols])
        let mentions = site.corpus.mentions(in: site.corpus.records.firstIndex { $0.id == "cajero" } ?? 0)
        guard case .ambiguous(let both) = mentions[0].resolution else {
            Issue.record("not ambiguous")
            return
        }
        #expect(both.count == 2)
        #expect(mentions[1].resolution.record != nil)
    }

    @Test func `a clause gives its rows but for the exceptions, one's own come after`() throws {
        let clause = "# Comunes\n\n## Filas\n\n- Uno. {#uno}\n- Dos. {#dos}\n"
        let text = """
            ---
            título: Cajero
            funciones comunes: {de: comunes, salvo: [uno]}
            ---

            ## Funciones comunes

            - Tres.

            """
        let (record, site) = try job(text, [("content/clausulas/comunes.md", clause)])
        guard case .rows(let rows)? = site.corpus.value(record, "common-functions") else {
            Issue.record("no rows")
            return
        }
        #expect(site.corpus.withClauseRows(rows, from: record.file).rows.map { $0[1]?.plain } == ["Dos.", "Tres."])
    }

    @Test func `a site's own type and its additions are read like the built-in ones`() throws {
        let site = try load([
            (
                "content/tipos/acta.yaml",
                """
                nombre: acta | minutes
                carpeta: actas
                campos:
                  título: texto
                  acuerdos | agreements:
                    filas:
                      acuerdo: markdown principal

                """
            ),
            ("content/tipos/puesto.yaml", "extiende: puesto\ncampos:\n  riesgo: texto\n  misión: markdown\n"),
            ("content/actas/primera.md", "# Primera\n\n## Agreements\n\n- Comprar estantes.\n"),
            (
                "content/puestos/cajero.md",
                "---\ntítulo: Cajero\nriesgo: bajo\nobjetivo: Cobrar.\n---\n\n## Misión\n\nServir.\n"
            ),
        ])
        #expect(site.diagnostics.isEmpty, "\(site.diagnostics.map(\.message.spanish))")
        #expect(site.corpus.records.count == 2)
    }

    @Test func `entries of a register with one title get ids of their own`() throws {
        let register = """
            tipo: puesto
            elementos:
              - {título: Auxiliar, código: A1}
              - {título: Auxiliar, código: B2}
              - {título: Auxiliar}
              - {título: Auxiliar}

            """
        let site = try load([("content/registro.yaml", register)])
        #expect(site.corpus.records.map(\.id) == ["auxiliar", "auxiliar-b2", "auxiliar-2", "auxiliar-3"])
    }

    @Test func `text after a nested list stays after it, and releases keep it before the list`() throws {
        let (record, site) = try job(
            "# Cajero\n\n## Funciones\n\n1. Cobra.\n\n   - En caja.\n   - En línea.\n\n"
                + "   > Con recibo.\n\n   - En tienda.\n"
        )
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else { return #expect(Bool(false)) }
        func words(_ rows: Rows) -> String { rows.rows[0].cells.map(\.value.plain).joined(separator: " ") }
        let texts = ["Cobra.", "En caja.", "En línea.", "Con recibo.", "En tienda."]
        func order(_ words: String) -> [String] {
            texts.filter { words.contains($0) }.sorted {
                words.firstRange(of: $0)!.lowerBound < words.firstRange(of: $1)!.lowerBound
            }
        }
        let cells = rows.rows[0].cells.sorted { $0.span.start < $1.span.start }
        #expect(order(cells.map(\.value.plain).joined(separator: " ")) == texts)
        let recorded = try #require(rows.recorded?.rows)
        #expect(recorded.rows[0].cells.contains { $0.value.plain == "Cobra. Con recibo." })
    }
}
