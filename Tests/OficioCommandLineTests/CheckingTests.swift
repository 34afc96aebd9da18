import Foundation
import OficioCommandLine
import TestSupport
import Testing

/// Fixes, selections of rules, baselines, and the formats for other programs.
@Suite struct CheckingTests {
    private final class Output: @unchecked Sendable {
        var out = ""
        var err = ""
    }

    private func run(_ arguments: [String], in folder: TemporaryFolder) -> (
        status: OficioCommandLine.ExitStatus, out: String, err: String
    ) {
        let output = Output()
        let console = Console(
            folder: folder.path, showsColor: false, today: { _ in "2026-11-21" }, out: { output.out += $0 },
            err: { output.err += $0 })
        return (Program.run(arguments, console), output.out, output.err)
    }

    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            (
                "content/glosario.yaml",
                "tipo: término\nelementos:\n  - {id: carne, término: carné, definición: Tarjeta., no usar: [carnet]}\n"
            ),
            ("content/puestos/jefe.md", "---\ntítulo: Jefe de Caja\nnombres anteriores: [Encargado de Caja]\n---\n"),
            (
                "content/puestos/cajero.md",
                """
                ---
                título: Cajero
                reporta a: Encargado de Caja   # sin cambios
                ---

                ## Funciones

                - Pedir el  carnet y  leerlo.
                - Pedir el  carnet y  leerlo.

                """
            ),
        ])
        return folder
    }

    @Test func `fixes change what they name, and a second run changes nothing`() throws {
        let folder = try site()
        let dry = run(["check", "--fix", "--dry-run"], in: folder)
        #expect(dry.status == .done)
        #expect(dry.out.contains("- - Pedir el  carnet y  leerlo."))
        #expect(try folder.text("content/puestos/cajero.md").contains("Encargado de Caja   # sin cambios"))
        _ = run(["check", "--fix"], in: folder)
        #expect(
            try folder.text("content/puestos/cajero.md")
                == """
                ---
                título: Cajero
                reporta a: jefe   # sin cambios
                ---

                ## Funciones

                - Pedir el carné y leerlo.
                - Pedir el carné y leerlo.

                """
        )
        let before = try folder.files()
        #expect(run(["check", "--fix"], in: folder).err.hasPrefix("0 arreglos"))
        #expect(try folder.files() == before)
    }

    @Test func `more than ten findings are counted by rule, the most frequent first`() throws {
        let folder = try site()
        #expect(run(["check"], in: folder).err.hasPrefix("3 documentos: "))
        let lines = (1...9).map { "- Pedir el  documento \($0) y  leerlo.\n" }.joined()
        try folder.write([("content/puestos/guia.md", "---\ntítulo: Guía\n---\n\n## Funciones\n\n\(lines)")])
        let err = run(["check"], in: folder).err
        #expect(err.hasPrefix("    11 espacio-doble\n"))
        #expect(err.contains("\n4 documentos: "))
        #expect(run(["check", "--format", "json"], in: folder).err.hasPrefix("4 documentos"))
    }

    @Test func `rules and groups are chosen by name`() throws {
        let folder = try site()
        #expect(run(["check", "--only", "functions", "--quiet"], in: folder).out.contains("funcion-repetida"))
        #expect(!run(["check", "--only", "functions", "--quiet"], in: folder).out.contains("termino-no-usar"))
        #expect(!run(["check", "--ignore", "lengua", "--quiet"], in: folder).out.contains("termino-no-usar"))
        #expect(
            run(["check", "--only", "funcion-repetda"], in: folder).err.contains("¿quiso decir «funcion-repetida»?"))
        _ = run(["check", "--fix", "--only", "espacio-doble", "--quiet"], in: folder)
        #expect(try folder.text("content/puestos/cajero.md").contains("Pedir el carnet y leerlo."))
    }

    @Test func `a baseline survives moved lines and shows new findings`() throws {
        let folder = try site()
        #expect(run(["check", "--baseline", "use"], in: folder).status == .usage)
        _ = run(["check", "--baseline", "write", "--quiet"], in: folder)
        #expect(run(["check", "--baseline", "use", "--strict", "--quiet"], in: folder).status == .done)
        let text = try folder.text("content/puestos/cajero.md")
        try folder.write([
            (
                "content/puestos/cajero.md",
                text.replacing("## Funciones", with: "## Objetivo\n\nCobrar.\n\n## Funciones")
            )
        ])
        #expect(run(["check", "--baseline", "use", "--strict", "--quiet"], in: folder).status == .done)
        try folder.write([("content/puestos/otro.md", "---\ntítulo: Otro\n---\n\n## Objetivo\n\nPedir el carnet.\n")])
        let new = run(["check", "--baseline", "use", "--strict", "--quiet"], in: folder)
        #expect(new.status == .contentErrors)
        #expect(new.out.contains("otro.md"))
        #expect(!new.out.contains("cajero.md"))
    }

    @Test func `SARIF has what its standard asks for`() throws {
        let folder = try site()
        let out = run(["check", "--format", "sarif", "--quiet"], in: folder).out
        let log = try #require(try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(!results.isEmpty)
        for result in results {
            let place = try #require(result["ruleIndex"] as? Int)
            #expect(rules[place]["id"] as? String == result["ruleId"] as? String)
            #expect(["note", "warning", "error"].contains(result["level"] as? String))
            let location = try #require(
                (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
            let region = try #require(location["region"] as? [String: Int])
            #expect(try #require(region["startLine"]) > 0 && #require(region["endColumn"]) > 0)
            #expect(
                ((location["artifactLocation"] as? [String: Any])?["uri"] as? String)?.hasPrefix("content/") == true)
        }
        #expect(results.contains { ($0["fixes"] as? [Any])?.isEmpty == false })
    }

    @Test func `schemas know every field by all its names, and what references may lead to`() throws {
        let folder = try site()
        #expect(run(["export", "jsonschema"], in: folder).status == .done)
        let job = try #require(
            try JSONSerialization.jsonObject(with: Data(try folder.text(".esquemas/job.json").utf8)) as? [String: Any])
        let properties = try #require(job["properties"] as? [String: Any])
        for name in [
            "título", "reporta a", "reports to", "línea de reporte", "funciones", "competencias", "jefe inmediato",
        ] {
            #expect(properties[name] != nil, "\(name)")
        }
        #expect(job["additionalProperties"] as? Bool == false)
        #expect(try folder.text(".esquemas/job.json").contains("\"jefe\""))
        // A second export writes nothing.
        #expect(run(["export", "jsonschema"], in: folder).out.isEmpty)
    }

    @Test func `annotations are one line a finding, their signs escaped`() throws {
        let folder = try site()
        let lines = run(["check", "--format", "github", "--quiet"], in: folder).out.split(separator: "\n")
        #expect(
            lines.allSatisfy {
                $0.hasPrefix("::warning file=content/") || $0.hasPrefix("::notice file=content/")
                    || $0.hasPrefix("::error file=content/")
            })
        #expect(lines.contains { $0.contains("title=termino-no-usar::") })
    }

    @Test func `keys, ids, dates and not-applicable that are one slip away are put right`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"), ("content/puestos/jefe.md", "---\ntítulo: Jefe\n---\n"),
            (
                "content/puestos/cajero.md",
                """
                ---
                título: Cajero
                reporrta a: jfee
                bienes: No aplcia
                condiciones del carg: Ventanilla.   # así
                ---

                ## Experiencai

                Un año.

                """
            ), ("content/protocolos/cobro.md", "---\ntítulo: Cobro\nvigencia: 13/04/2021\ncreación: 3/4/2021\n---\n"),
        ])
        _ = run(["check", "--fix", "--quiet"], in: folder)
        #expect(
            try folder.text("content/puestos/cajero.md")
                == """
                ---
                título: Cajero
                reporta a: jefe
                bienes: No aplica
                condiciones del cargo: Ventanilla.   # así
                ---

                ## Experiencia

                Un año.

                """
        )
        // `3/4` may be the third of April or the fourth of March, so there is no automatic fix.
        #expect(
            try folder.text("content/protocolos/cobro.md")
                == "---\ntítulo: Cobro\nvigencia: 2021-04-13\ncreación: 3/4/2021\n---\n")
        let before = try folder.files()
        #expect(run(["check", "--fix"], in: folder).err.hasPrefix("0 arreglos"))
        #expect(try folder.files() == before)
    }

    @Test func `copied functions become a clause, and the site says the same words`() throws {
        let folder = try TemporaryFolder()
        func job(_ title: String, _ own: String, _ shared: String, _ last: String) -> String {
            """
            ---
            título: \(title)
            ---

            ## Funciones comunes

            - \(shared)
            - \(last)

            ## Funciones

            ### Diaria

            - \(own)

            """
        }
        let shared = "Cumplir las normas de seguridad y salud del trabajo en su área."
        let last = "Cuidar el equipo y los bienes que la institución le entregue."
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            ("content/puestos/cajero.md", job("Cajero", "Cobrar.", shared, last)),
            ("content/puestos/guardia.md", job("Guardia", "Vigilar.", shared.replacing("en su", with: "de su"), last)),
            ("content/puestos/chofer.md", job("Chofer", "Conducir.", shared, last)),
        ])
        #expect(run(["check", "--quiet"], in: folder).out.contains("funcion-comun-divergente"))
        let before = try folder.files()
        let dry = run(["check", "--fix", "--only", "funcion-comun-divergente", "--dry-run"], in: folder)
        #expect(
            dry.out.contains("content/clausulas/comunes-") && dry.out.contains("- - Cumplir las normas"), "\(dry.out)")
        #expect(try folder.files() == before)
        _ = run(["check", "--fix", "--only", "funcion-comun-divergente"], in: folder)
        let after = run(["check", "--quiet"], in: folder)
        #expect(
            after.status == .done && !after.out.contains("error[") && !after.out.contains("funcion-co"), "\(after.out)")
        for name in ["cajero", "guardia", "chofer"] {
            let text = try folder.text("content/puestos/\(name).md")
            #expect(!text.contains("Cumplir") && text.contains("funciones comunes: {de: comunes-"), "\(text)")
            #expect(!text.contains("## Funciones comunes"), "no empty heading is left")
        }
        _ = run(["build", "--quiet"], in: folder)
        for name in ["cajero", "guardia", "chofer"] {
            let page = try folder.text("output/puestos/\(name).html")
            for words in [shared, last] { #expect(page.components(separatedBy: words).count == 2, "\(name): \(words)") }
        }
        let settled = try folder.files()
        _ = run(["check", "--fix", "--only", "funcion-comun-divergente"], in: folder)
        #expect(try folder.files() == settled)
    }

    @Test func `rules are silenced with a reason, and set by site and by form`() throws {
        let folder = try TemporaryFolder()
        let form = """
            tipo: formato
            para: puesto
            título: Ficha
            reglas: {espacio-doble: no}
            secciones:
              - {título: Objetivo, vista: texto, campo: objetivo}

            """
        try folder.write([
            (
                "content/site.yaml",
                """
                institución: Prueba
                reglas:
                  espacio-doble: {severidad: advertencia}
                  revision-vencida: {días: 400}

                """
            ),
            ("content/formatos/ficha.yaml", form),
            ("content/puestos/a.md", "---\ntítulo: A\nformato: ficha\nobjetivo: Dos  espacios.\n---\n"),
            (
                "content/protocolos/b.md",
                "---\ntítulo: B\nobjetivo: Dos  espacios.\nvigencia: 2026-01-01\nrevisión cada: 2 años\n---\n"
            ),
            (
                "content/protocolos/c.md",
                "---\ntítulo: C\nobjetivo: Dos  espacios.\noficio: permitir espacio-doble — cita textual\n---\n"
            ),
        ])
        let out = run(["check", "--only", "espacio-doble", "--quiet"], in: folder).out
        #expect(
            out.contains("advertencia[espacio-doble]") && out.contains("b.md:3") && !out.contains("a.md")
                && !out.contains("c.md"), "\(out)")
        try folder.write([("content/site.yaml", "institución: Prueba\nreglas: {revision-vencida: {días: 800}}\n")])
        #expect(run(["check", "--quiet"], in: folder).out.contains("la revisión vence el 2028-01-01"))
        #expect(run(["explain", "revision-vencida"], in: folder).out.contains("Opción «días» (60)"))
    }

    @Test func `a finding in several places is one message for people, and one per place for programs`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            (
                "content/puestos/uno.md",
                "---\ntítulo: Uno\n---\n\n## Funciones\n\n- CUIDAR LA TECNOLOGIA.\n- USAR LA TECNOLOGIA.\n"
            ),
            ("content/puestos/dos.md", "---\ntítulo: Dos\n---\n\n## Funciones\n\n- COMPRAR TECNOLOGIA.\n"),
        ])
        let text = run(["check", "--only", "mayuscula-sin-tilde", "--quiet"], in: folder).out
        #expect(text.components(separatedBy: "nota[mayuscula-sin-tilde]").count == 2)
        #expect(text.contains("y en 2 lugares más:\n     content/puestos/uno.md:7, 8\n"))
        let lines = run(["check", "--only", "mayuscula-sin-tilde", "--format", "json", "--quiet"], in: folder).out
            .split(separator: "\n")
        #expect(lines.count == 3)
        #expect(Set(lines.compactMap { $0.split(separator: "\"group\":\"").last?.prefix { $0 != "\"" } }).count == 1)
    }

    @Test func `code hosts read paths from the repository, people from the site`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("manuales/content/site.yaml", "institución: Prueba\n"),
            ("manuales/content/puestos/uno.md", "---\ntítulo: Uno\nfolio:\n---\n"), (".git/HEAD", "ref: x\n"),
        ])
        let only = ["check", "--site", "manuales", "--only", "campo-en-blanco", "--quiet"]
        #expect(run(only + ["--format", "github"], in: folder).out.contains("file=manuales/content/puestos/uno.md"))
        #expect(
            run(only + ["--format", "sarif"], in: folder).out.contains("\"uri\":\"manuales/content/puestos/uno.md\""))
        #expect(
            run(only + ["--format", "github", "--base", "manuales"], in: folder).out.contains(
                "file=content/puestos/uno.md"))
        #expect(run(only, in: folder).out.contains("--> content/puestos/uno.md:3:1"))
        #expect(run(only + ["--format", "sarif", "--base", "manuales/content"], in: folder).status == .usage)
    }
}
