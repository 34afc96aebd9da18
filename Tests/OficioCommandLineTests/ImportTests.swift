import OficioCommandLine
import Testing
import TestSupport

/// `oficio import` from the command line.
@Suite struct ImportTests {
    private static let form = """
        tipo: formato
        para: puesto
        título: Ficha
        secciones:
          - vista: ficha
            campos:
              - [título: "Nombre del puesto:", clase: "Clase:"]
          - {título: Misión, vista: texto, campo: misión, obligatorio: sí}
          - {título: Funciones, vista: lista, campo: funciones}
        """

    private static func page(_ title: String, mission: String = "Cobrar.", more: String = "") -> String {
        """
        <p><b>Nombre del puesto:</b> \(title)</p><p><b>Clase:</b> 03</p><p><b>Misión</b></p><p>\(mission)</p><p>\
        <b>Funciones</b></p><ul><li>Abrir la caja.</li></ul>\(more)
        """
    }

    private func site(_ files: [(path: String, text: String)]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            [("content/site.yaml", "institución: Prueba\nlengua: es\n"), ("content/formatos/ficha.yaml", Self.form)]
                + files)
        return folder
    }

    @Test func `a file becomes a source that checks without an error`() throws {
        let folder = try site([("in/cajero.html", Self.page("Cajero"))])
        let done = folder.run(["import", "in"])
        #expect(done.status == .done, "\(done.err)")
        #expect(done.out.contains("1 archivo, 1 formato, 1 conocido, 1 documento, 0 por revisar"))
        let source = try folder.text("content/puestos/cajero.md")
        #expect(source.contains("título: Cajero\nformato: ficha\nclase: 03\nestado: borrador\n"))
        #expect(source.contains("## Misión\n\nCobrar.\n"))
        #expect(folder.run(["check"]).status == .done)
        #expect(folder.run(["build", "--drafts"]).status == .done)
    }

    @Test func `a source that exists is never touched, and what was imported is not repeated`() throws {
        let own = "---\ntítulo: Cajero\nestado: borrador\n---\n\n## Misión\n\nOtra.\n"
        let folder = try site([
            ("in/a.html", Self.page("Cajero")), ("in/b.html", Self.page("Conserje")),
            ("content/puestos/cajero.md", own),
        ])
        let first = folder.run(["import", "in"])
        #expect(first.err.contains("ya hay un documento «cajero»"))
        #expect(try folder.text("content/puestos/cajero.md") == own)
        #expect(folder.exists("content/puestos/conserje.md"))
        let second = folder.run(["import", "in"])
        #expect(second.out.contains("ya importados: 1"))
    }

    @Test func `a dry run writes the report alone`() throws {
        let folder = try site([("in/a.html", Self.page("Cajero"))])
        let done = folder.run(["import", "in", "--dry-run", "--report", "informe"])
        #expect(done.status == .done)
        #expect(!folder.exists("content/puestos/cajero.md"))
        #expect(try folder.text("informe/index.html").contains("a.html"))
        #expect(try folder.text("informe/piezas.jsonl").contains("\"fate\":\"field\""))
    }

    @Test(arguments: ["content/informe", "output"]) func `the report lies where nobody publishes it`(_ report: String)
        throws
    {
        let folder = try site([("in/a.html", Self.page("Cajero"))])
        #expect(folder.run(["import", "in", "--report", report]).status == .usage)
        #expect(!folder.exists("content/puestos/cajero.md"))
    }

    @Test func `words without a place stay in the source and are warned of`() throws {
        let folder = try site([("in/a.html", Self.page("Cajero", more: "<p><b>Aficiones</b></p><p>Sellos.</p>"))])
        _ = folder.run(["import", "in"])
        #expect(
            try folder.text("content/puestos/cajero.md").hasSuffix(
                "## Sin colocar {acceso=interno}\n\nAficiones\n\nSellos.\n"))
        let check = folder.run(["check"])
        #expect(check.status == .done)
        #expect((check.out + check.err).contains("sin-colocar"))
    }

    @Test func `learning keeps the other names of labels in the form`() throws {
        let other = Self.page("Cajero").replacing("<b>Misión</b>", with: "<b>Objetivo general</b>")
        let folder = try site([("in/a.html", other)])
        _ = folder.run(["import", "in", "--learn"])
        #expect(try folder.text("content/puestos/cajero.md").contains("Cobrar."))
        #expect(try folder.text("content/formatos/ficha.yaml").contains("rótulos:\n  \"Objetivo general\": objetivo\n"))
        #expect(folder.run(["check"]).status == .done)
    }
}
