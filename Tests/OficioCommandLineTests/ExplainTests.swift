import OficioCommandLine
import OficioSchema
import TestSupport
import Testing

/// `oficio explain` for types, fields, kinds and forms.
@Suite struct ExplainTests {
    private func site(_ language: String = "es") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\nlengua: \(language)\n"),
            (
                "content/tipos/acta.yaml",
                "nombre: acta | minutes\ncampos:\n  título | title: texto\n  acuerdos | agreements: lista\n"
            ),
            (
                "content/tipos/p.yaml",
                """
                extiende: puesto
                otros nombres: {título: [plaza de planta]}
                other names: {título: [establishment post]}

                """
            ),
            (
                "content/formatos/hoja.yaml",
                """
                tipo: formato
                para: puesto
                título: Hoja de puesto
                secciones:
                  - {título: LÍNEA DE REPORTE, vista: texto, campo: reporta a, obligatorio: sí}

                """
            ),
        ])
        return folder
    }

    @Test func `every key of settings, forms and types is explained`() throws {
        for language in ["es", "en"] {
            let folder = try site(language)
            for mapping in SettingKeys.all {
                for key in language == "es" ? mapping.keys.spanish : mapping.keys.english {
                    let text = explain(key, in: folder, ["--lang", language])
                    #expect(!text.out.isEmpty, "\(mapping.name): \(key): \(text.err)")
                }
            }
        }
    }

    @Test func `words that messages and the guide use are explained`() throws {
        let folder = try site()
        for words in ["persona", "interno", "público", "Sin colocar", "no aplica", "borrador", "salvo", "importacion"] {
            #expect(!explain(words, in: folder).out.isEmpty, "\(words)")
        }
        #expect(explain("persona", in: folder).out.contains("vocero: texto persona"))
        #expect(explain("person", in: try site("en"), ["--lang", "en"]).out.contains("spokesperson: text person"))
    }

    private func explain(_ words: String, in folder: TemporaryFolder, _ more: [String] = []) -> (
        out: String, err: String
    ) {
        let outcome = folder.run(["explain"] + words.split(separator: " ").map(String.init) + more)
        return (outcome.out, outcome.err)
    }

    @Test func `a type is explained with its fields, their other names, an example and what it prints`() throws {
        let out = explain("puesto", in: try site()).out
        for words in [
            "Puesto · job", "«content/puestos/»", "reporta a (refs): puesto o unidad", "jefe inmediato",
            "plaza de planta", "funciones (filas)", "Ejemplo:", "título: Nombre del documento",
            "## Funciones", "Qué se imprime:", "LÍNEA DE REPORTE: reporta a (obligatorio)",
        ] { #expect(out.contains(words), "\(words)") }
        let english = explain("job", in: try site("en")).out
        for words in [
            "Job · puesto", "reports to (refs): job or unit", "also:", "Example:", "## Functions", "What it prints:",
        ] { #expect(english.contains(words), "\(words)") }
    }

    @Test func `a field, a kind, a form and a site's own type are explained`() throws {
        let folder = try site()
        let field = explain("Jefe inmediato superior", in: folder).out
        #expect(
            field.contains("Reporta a · campo de puesto") && field.contains("hoja: LÍNEA DE REPORTE")
                && field.contains("reporta a: [jefe-archivo]"), "\(field)")
        #expect(explain("duración", in: folder).out.contains("2 días hábiles"))
        #expect(explain("hoja", in: folder).out.contains("Formato «hoja» de puesto."))
        #expect(explain("acta", in: folder).out.contains("acuerdos (lista)"))
        #expect(explain("revision-vencida", in: folder).out.contains("Se señala:"))
    }

    @Test func `an unknown word is answered with the nearest`() throws {
        #expect(explain("puessto", in: try site()).err.contains("¿quiso decir «puesto»?"))
    }

    @Test func `the example of every type is read without an error`() throws {
        for language in ["es", "en"] {
            for (type, stem) in [
                ("puesto", "puestos/archivista"), ("protocolo", "protocolos/cobro"),
                ("competencia", "competencias/orden"), ("unidad", "unidades/archivo"),
                ("estándar", "estandares/trato"), ("página", "paginas/guia"), ("manual", "manuales/libro"),
                ("cláusula", "clausulas/comunes"), ("acta", "acta/una"),
            ] {
                let folder = try site(language)
                let out = explain(type, in: folder).out.split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init)
                let start = try #require(out.firstIndex { $0 == "Ejemplo:" || $0 == "Example:" })
                let end = try #require(out.firstIndex { $0 == "Qué se imprime:" || $0 == "What it prints:" })
                let text = out[(start + 1)..<end].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }.joined(
                    separator: "\n")
                try folder.write([("content/\(stem).md", text)])
                let found = folder.run(["check", "--quiet", "--color", "never"]).out
                for code in [
                    "campo-desconocido", "titulo-desconocido", "valor-invalido", "seccion-vacia", "texto-suelto",
                    "yaml-invalido",
                ] {
                    #expect(!found.contains("[\(code)]"), "\(type) \(language): \(found)\n\(text)")
                }
            }
        }
    }

    @Test(arguments: [
        ("nuevo", "new"), ("agregar", "add"), ("comprobar", "check"), ("construir", "build"), ("publicar", "release"),
        ("vista-previa", "serve"), ("historial", "log"),
        ("comparar", "diff"), ("buscar", "search"), ("explicar", "explain"), ("ayuda", "help"),
    ]) func `a Spanish word for a command is answered with it`(word: String, command: String) throws {
        #expect(try site().run([word]).err.contains("¿quiso decir «\(command)»?"))
    }

    @Test func `a competency is added to the catalogue where that is asked for`() throws {
        let folder = try site()
        try folder.write([
            ("content/competencias.yaml", "elementos:\n  - {id: orden, título: Orden}\n"),
            (
                "content/puestos/cajero.md",
                """
                # Cajero

                ## Competencias

                ### Autocontrol

                - Mantiene la «calma».

                ### Trabajo en equipo

                - Comparte.

                """
            ),
        ])
        _ = folder.run(["check", "--fix", "--only", "competencia-sin-catalogo"])
        #expect(
            try folder.text("content/competencias.yaml") == """
                elementos:
                  - {id: orden, título: Orden}
                  - título: "Autocontrol"
                    comportamientos:
                      - "Mantiene la «calma»."
                  - título: "Trabajo en equipo"
                    comportamientos:
                      - "Comparte."

                """)
        #expect(!folder.run(["check"]).out.contains("competencia-sin-catalogo"))
    }
}
