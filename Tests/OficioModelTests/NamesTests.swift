import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Keys and headings that the decoder understands: names, other names, labels of the form.
@Suite struct NamesTests: OneJobSite {
    // MARK: Names

    @Test(arguments: [
        ("Objetivos del puesto", "objective"), ("3. OBJETIVO DEL CARGO", "objective"), ("b) Finalidad:", "objective"),
        ("Descripción del puesto", "objective"),
        ("Resumen del puesto de trabajo", "objective"), ("Formacion academica requerida", "education"),
        ("Estudios", "education"),
        ("Experiencias laborales", "experience"), ("Los conocimientos necesarios", "required-knowledge"),
        ("Habilidad", "skills"),
        ("Destrezas y habilidades", "skills"), ("Atribuciones del cargo", "functions"),
        ("IV. Descripción de funciones esenciales", "functions"),
        ("Deberes y responsabilidades", "functions"), ("Principales responsabilidades", "responsibilities"),
        ("Competencias del empleado", "competencies"),
        ("Requisitos mínimos del puesto", "requirements"), ("Perfil del cargo", "requirements"),
        ("Riesgos laborales", "risks"), ("Idioma", "languages"),
        ("Horario de trabajo", "working-hours"), ("Equipo y herramientas", "tools"),
        ("Indicadores de gestión", "indicators"), ("Normativa", "legal-framework"),
        ("Relaciones internas y externas", "working-relationships"), ("Relaciones externas", "external-contacts"),
        ("Supervisión recibida", "supervision-received"),
        ("Ambiente de trabajo", "working-conditions"), ("Salario (bruto)", "salary"),
        ("Duties and responsibilities", "functions"), ("Qualifications", "requirements"),
    ]) func `a heading is understood whatever its number, case, plural or tail`(heading: String, field: String) throws {
        let (record, site) = try load("---\ntítulo: Cajero\n---\n\n## \(heading)\n\nTexto de la sección.\n")
        #expect(site.corpus.value(record, field) != nil, "\(codes(site))")
        #expect(record.extra.isEmpty)
        #expect(!site.diagnostics.hasErrors, "\(codes(site))")
    }

    @Test(arguments: [
        ("Nombre del cargo", "title", "Cajero"), ("Título de Puesto", "title", "Cajero"),
        ("Clase de puesto", "class", "3"), ("Nivel", "hierarchical-level", "3"),
        ("Familia", "group", "Profesional"), ("Departamento", "unit", "caja"), ("Dirección", "area", "caja"),
        ("Jefe inmediato superior", "reports-to", "jefe"),
        ("puesto-al-que-reporta", "reports-to", "jefe"), ("Personal a cargo", "supervises", "jefe"),
        ("Personal a cargo", "declared-direct-reports", "4"),
        ("Número de plazas", "number-of-positions", "3"), ("Jornada laboral", "working-hours", "completa"),
        ("Sede", "location", "San Salvador"),
        ("Edad", "age", "25"), ("Reemplaza a", "replaces", "Cajero de turno"), ("Elaborado por", "prepared-by", "Ana"),
        ("Aprobado por", "authorised-by", "Ana"),
        ("Reports to", "reports-to", "jefe"), ("Department", "unit", "caja"),
    ]) func `a key is understood by the labels of forms`(key: String, field: String, value: String) throws {
        let title = field == "title" ? "" : "título: Cajero\n"
        let (record, site) = try load(
            "---\n\(title)\(key): \(value)\n---\n",
            [
                ("content/puestos/jefe.md", "# Jefe\n"),
                ("content/unidades.yaml", "elementos:\n  - {id: caja, título: Caja}\n"),
            ])
        #expect(site.corpus.value(record, field) != nil, "\(codes(site))")
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
    }

    @Test func `the title under another name still names the document`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/puestos.yaml", "elementos:\n  - {Nombre del puesto: Cajero Mayor}\n")])
        #expect(SiteLoader.load(folder.path).corpus.records.map(\.id) == ["cajero-mayor"])
    }

    @Test func `a name that a site declares is taken from the built-in field, loosely as well`() throws {
        let types = ("content/tipos/p.yaml", "extiende: puesto\ncampos:\n  misión: markdown\n  actividades: lista\n")
        let (record, site) = try load(
            """
            ---
            título: Cajero
            ---

            ## Misión

            A.

            ## Objetivo

            B.

            ## Actividades

            - C.

            ## Funciones

            - D.

            """,
            [types])
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        #expect(site.corpus.value(record, "mision")?.plain == "A.")
        #expect(site.corpus.value(record, "objective")?.plain == "B.")
        #expect(site.corpus.value(record, "actividades")?.plain == "C.")
    }

    @Test func `a name of two fields goes to the one that fits the text below`() throws {
        let (group, _) = try load("# Cajero\n\n## Propósito del puesto\n\n### Qué hace\n\nCobra.\n")
        #expect(group.fields.contains { if case .group = $0.value { true } else { false } })
        let (prose, site) = try load("# Cajero\n\n## Propósito del puesto\n\nCobrar.\n")
        #expect(site.corpus.value(prose, "objective")?.plain == "Cobrar.")
        let (decisions, all) = try load("# Cajero\n\n## Decisiones\n\nCierra la caja.\n")
        #expect(all.corpus.value(decisions, "decision-making-level")?.plain == "Cierra la caja.")
    }

    @Test(arguments: [
        ("Otras funciones administrativas", "functions", "Otras funciones administrativas"),
        ("Experiencia deseable", "experience", "Experiencia deseable Atender."),
        ("Responsabilidad por bienes", "responsibilities", "Responsabilidad por bienes Atender."),
        ("Perfil del candidato", "requirements", "Perfil del candidato Atender."),
        ("Habilidades sociales", "skills", "Habilidades sociales"),
    ]) func `a longer name of a field keeps its words as a heading`(heading: String, field: String, words: String)
        throws
    {
        let (record, site) = try load("# Cajero\n\n## \(heading)\n\n- Atender.\n")
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        switch site.corpus.value(record, field) {
        case .rows(let rows)?:
            let texts = [rows.rows.first?[0]?.plain, rows.introduction.plain]
            #expect(texts.contains(words))
        case let value?: #expect(value.plain == words)
        case nil: Issue.record("no \(field)")
        }
    }

    @Test func `a key never takes a longer name for a text that might not be meant for publication`() throws {
        let (_, site) = try load(
            "---\ntítulo: Cajero\nobservaciones internas: revisar\nexperiencia negativa: x\nnotas internas: y\n---\n")
        #expect(codes(site) == ["error campo-desconocido", "error campo-desconocido", "error campo-desconocido"])
    }

    // MARK: Labels of the form

    private static let form = """
        tipo: formato
        para: puesto
        título: Hoja
        secciones:
          - título: A. DATOS
            vista: ficha
            campos: [[título: "Plaza:", clase: "Letra:"]]
          - título: LO QUE SE PIDE
            vista: lista
            campos: [formación: "Lo estudiado:", experiencia: "Lo vivido:", aptitudes: "Lo propio:"]
          - título: PARA QUÉ
            vista: ficha
            campo: propósito
            campos: [[qué hace: "Su oficio"]]
        """

    @Test func `labels of the document's form are keys and headings, its titles hold several fields`() throws {
        let text = """
            ---
            formato: f
            Plaza: Cajero
            Letra: B
            Su oficio: Cobra.
            ---

            ## LO QUE SE PIDE

            ### Lo estudiado:

            Bachillerato.

            ### Lo vivido

            Un año.

            ### Lo propio

            - Orden.

            """
        let (record, site) = try load(text, [("content/formatos/f.yaml", Self.form)])
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        #expect(record.title == "Cajero")
        #expect(site.corpus.value(record, "class")?.plain == "B")
        #expect(site.corpus.value(record, "education")?.plain == "Bachillerato.")
        #expect(site.corpus.value(record, "experience")?.plain == "Un año.")
        #expect(site.corpus.value(record, "aptitudes")?.plain == "Orden.")
        guard case .group(let members)? = site.corpus.value(record, "purpose") else {
            Issue.record("no group")
            return
        }
        #expect(members.map(\.value.plain) == ["Cobra."])
    }

    @Test func `requirements hold other fields under their headings, and keep the rest`() throws {
        let (record, site) = try load(
            """
            # Cajero

            ## Requisitos

            Se pide:

            ### Formación académica

            Bachillerato.

            ### Mascota

            Ninguna pide.

            ### Experiencia

            Un año.

            """
        )
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        #expect(site.corpus.value(record, "education")?.plain == "Bachillerato.")
        #expect(site.corpus.value(record, "experience")?.plain == "Un año.")
        #expect(site.corpus.value(record, "requirements")?.plain == "Se pide: Mascota Ninguna pide.")
    }

    @Test func `requirements in the front matter are the fields they name`() throws {
        let (record, site) = try load(
            "---\ntítulo: Cajero\nrequisitos: {formación: Bachillerato, experiencia: Un año}\n---\n")
        #expect(site.diagnostics.isEmpty, "\(codes(site))")
        #expect(site.corpus.value(record, "education")?.plain == "Bachillerato")
    }

    @Test func `values in an internal section of several fields are internal`() throws {
        let (record, site) = try load(
            """
            # Cajero

            ## Perfil de la vacante {acceso=interno}

            ### Formación

            A.

            ### Experiencia

            B.

            ### Mascota

            C.

            """
        )
        let type = site.corpus.schema.types[record.type]
        let hidden = Set(record.internalFields.map { type.fields[$0].id })
        #expect(hidden.isSuperset(of: ["education", "experience", "requirements"]), "\(hidden)")
    }
}
