import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Several headings that together give the value of one field.
@Suite struct JoinedHeadingTests: OneJobSite {
    @Test func `two headings of functions are two groups`() throws {
        let (record, site) = try load(
            """
            # Cajero

            ## Funciones generales

            - Planificar.
            - Informar.

            ## Funciones específicas

            - Planificar.

            """
        )
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return
        }
        #expect(
            rows.rows.map { $0[0]?.plain } == ["Funciones generales", "Funciones generales", "Funciones específicas"])
        #expect(rows.rows.map { $0.continued.contains(0) } == [false, true, false])
        #expect(Set(rows.rows.map(\.id)).count == 3)
    }

    @Test func `two headings of a text are its parts, one that repeats the front matter is a warning`() throws {
        let (record, site) = try load(
            "# Cajero\n\n## Experiencia general\n\nDos años.\n\n## Experiencia específica\n\nUn año.\n")
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        #expect(
            site.corpus.value(record, "experience")?.plain
                == "Experiencia general Dos años. Experiencia específica Un año.")
        let (_, twice) = try load("---\ntítulo: Cajero\nobjetivo: A.\n---\n\n## Misión\n\nB.\n")
        #expect(codes(twice) == ["warning campo-repetido"])
        let (_, keys) = try load("---\ntítulo: Cajero\nobjetivo: A.\nmisión: B.\n---\n")
        #expect(codes(keys) == ["warning campo-repetido"])
        let (_, codesOfTwo) = try load("---\ntítulo: Cajero\ncódigo: A-1\ncodificación: A-2\n---\n")
        #expect(codes(codesOfTwo) == ["error campo-repetido"])
    }

    @Test func `a heading over functions that is no frequency of the form names them`() throws {
        let form = (
            "content/formatos/f.yaml",
            """
            tipo: formato
            para: puesto
            listas: {f: {D: Diaria}}
            secciones:
              - {vista: grupos, campo: funciones, listas: {frecuencia: f}}

            """
        )
        let (record, site) = try load(
            """
            ---
            título: Cajero
            formato: f
            ---

            ## Funciones

            ### Diaria

            - Cobrar.

            ### Atención al público

            - Orientar.
            - Informar.

            """,
            [form])
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        guard case .rows(let rows)? = site.corpus.value(record, "functions") else {
            Issue.record("no rows")
            return
        }
        #expect(rows.rows.map { $0[0]?.plain } == [nil, "Atención al público", "Atención al público"])
        #expect(rows.rows.map { $0[2]?.plain } == ["Diaria", nil, nil])
    }

    // MARK: Competencies

    @Test(arguments: [true, false])
    func `competencies as headings with their behaviours work with a catalogue and without`(hasCatalogue: Bool) throws {
        let catalogue = ("content/competencias.yaml", "elementos:\n  - {id: autocontrol, título: Autocontrol}\n")
        let (record, site) = try load(
            """
            # Cajero

            ## Competencias

            ### Autocontrol

            - Mantiene la calma.
            - Escucha.

            ### Trabajo en equipo {nivel=2}

            Comparte lo que sabe.

            """,
            hasCatalogue ? [catalogue] : [])
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        guard case .rows(let rows)? = site.corpus.value(record, "competencies") else {
            Issue.record("no rows")
            return
        }
        #expect(rows.rows.map { $0[0]?.plain } == ["Autocontrol", "Trabajo en equipo"])
        #expect(rows.rows.map { $0[3]?.plain } == ["Mantiene la calma., Escucha.", "Comparte lo que sabe."])
        #expect(rows.rows[1][1]?.plain == "2")
        let resolved = site.corpus.mentions(in: site.corpus.records.firstIndex { $0.id == "cajero" } ?? 0).compactMap(
            \.resolution.record)
        #expect(resolved.count == (hasCatalogue ? 1 : 0))
    }

    @Test func `a heading that sorts competencies of the catalogue still does`() throws {
        let catalogue = (
            "content/competencias.yaml", "elementos:\n  - {id: orden, título: Orden}\n  - {id: trato, título: Trato}\n"
        )
        let (record, site) = try load(
            "# Cajero\n\n## Competencias\n\n### Transversales\n\n- orden\n- Trato\n", [catalogue])
        guard case .rows(let rows)? = site.corpus.value(record, "competencies") else {
            Issue.record("no rows")
            return
        }
        #expect(rows.rows.map { $0[0]?.plain } == ["orden", "Trato"])
    }
}
