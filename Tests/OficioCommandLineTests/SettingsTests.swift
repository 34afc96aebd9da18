import OficioCommandLine
import OficioSchema
import TestSupport
import Testing

/// A setting without effect is a finding that names the valid settings.
@Suite struct SettingsTests {
    private func findings(_ settings: String, _ more: [(path: String, text: String)] = []) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write([("content/site.yaml", settings)] + more)
        return folder.run(["check", "--quiet", "--color", "never"]).out
    }

    @Test(arguments: [
        ("lengua: fr", "«es» (español) y «en» (inglés)"), ("lengua: español", "¿quiso decir «es»?"),
        ("lengua: es_CO", "«es» (español)"),
        ("zona horaria: Bogota", "¿quiso decir «America/Bogota»?"),
        ("zona horaria: America/Bogotá", "¿quiso decir «America/Bogota»?"),
        ("zona horaria: GMT-5 Lima", "no hay ninguna zona horaria"), ("tema: noexiste", "hay «folio», «institucional»"),
        ("tema: institucionl", "¿quiso decir «institucional»?"),
        ("tema: {nombre: institucional, colr: \"#0b5d3b\"}", "¿quiso decir «color»?"),
        ("tema: {color: verde oscuro}", "no es un color"), ("tema: {color: \"#0b5d3\"}", "no es un color"),
        ("tema: {letra: \"x; }\"}", "un valor del tema"), ("identidad: {color: verde}", "un color se escribe"),
        ("identidad: {letra: \"a{b}\"}", "es una lista de tipos de letra"),
        ("identidad: {pies: x}", "¿quiso decir «pie»?"),
        ("reglas: {revision-vencidas: no}", "¿quiso decir «revision-vencida»?"),
        ("reglas: {revision-vencida: {dias antes: 30}}", "no tiene ninguna opción «dias antes»: tiene severidad, días"),
        ("reglas: {revision-vencida: quizás}", "nota, advertencia, error o no"),
        ("reglas: {revision-vencida: {días: pocos}}", "lleva un número"),
        ("cifras: {tiempo meta: cien}", "no es un porcentaje"), ("cifras: {meta: 100}", "no hay ninguna clave"),
        ("direccion: x", "no hay ninguna clave"), ("ortografía: quizá", "aquí va «sí» o «no»"),
    ]) func `a setting that is not understood is an error`(line: String, words: String) throws {
        let out = try findings("institución: Prueba\n\(line)\n")
        #expect(out.contains("error[ajuste-invalido]"), "\(out)")
        #expect(out.contains(words), "\(out)")
    }

    @Test(arguments: [
        "lengua: es-CO", "lengua: en", "zona horaria: America/El_Salvador", "zona horaria: UTC", "tema: folio",
        "tema: {nombre: folio, color: \"#7a1f1f\", letra: \"Georgia, serif\"}",
        "tema: {color: teal}", "tema: {color: \"rgb(12 34 56 / 80%)\"}",
        "reglas: {revision-vencida: {severidad: nota, días: 30}}", "cifras: {tiempo meta: 95%}",
        "lenguaje claro: sí", "plain language: no",
    ]) func `a setting that is right is silent`(line: String) throws {
        #expect(try findings("institución: Prueba\n\(line)\n").isEmpty)
    }

    @Test func `a theme of the site's own is known by its folder, and its manifest is checked`() throws {
        let style = ("themes/propio/styles/tokens.css", "main { margin: 0 }\n")
        #expect(try findings("institución: Prueba\ntema: propio\n", [style]).isEmpty)
        let out = try findings(
            "institución: Prueba\ntema: propio\n",
            [
                style,
                ("themes/propio/theme.yaml", "styles: [tokens.css, prpio.css]\nstyle: [a.css]\nicon: favicon.svg\n"),
            ])
        #expect(out.contains("el tema no tiene ningún archivo «styles/prpio.css»"), "\(out)")
        #expect(out.contains("¿quiso decir «styles»?"), "\(out)")
        #expect(out.contains("themes/propio/theme.yaml:1"), "\(out)")
    }

    @Test func `names with points in templates are looked up to their end`() throws {
        let path = "themes/institucional/partials/page/skip-link.mustache"
        let out = try findings(
            "institución: Prueba\n",
            [(path, "<a href=\"#contenido\">{{messages.skipToContnt}} {{page.tittle}} {{page.title}}</a>\n")])
        #expect(out.contains("el programa no da ningún dato «skipToContnt»"), "\(out)")
        #expect(out.contains("el programa no da ningún dato «tittle»"), "\(out)")
        #expect(!out.contains("«title»"))
    }

    @Test(arguments: [
        ("fechas: dd/mm/aaaa", "no es parte de una fecha"), ("fechas: dd 'de", "no es parte de una fecha"),
        ("encabezado: {derecha: \"Código: {códgo}\"}", "¿quiso decir «{código}»?"),
        ("pie: {centro: \"{formato.fecha}\"}", "no hay ningún dato"),
        ("reglas: {dos-tarea: no}", "no hay ninguna regla"),
    ]) func `a form is checked as the settings are`(line: String, words: String) throws {
        let form =
            "tipo: formato\npara: puesto\ntítulo: Hoja\n\(line)\nsecciones:\n  - {vista: texto, campo: objetivo}\n"
        let out = try findings("institución: Prueba\n", [("content/formatos/f.yaml", form)])
        #expect(out.contains("error[formato-invalido]"), "\(out)")
        #expect(out.contains(words), "\(out)")
    }
}
