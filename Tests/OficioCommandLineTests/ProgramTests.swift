import Foundation
import OficioCommandLine
import TestSupport
import Testing

@Suite struct ProgramTests {
    private final class Output: @unchecked Sendable {
        var out = ""
        var err = ""
    }

    private func run(_ arguments: [String], in folder: String = "/") -> (
        status: OficioCommandLine.ExitStatus, out: String, err: String
    ) {
        let output = Output()
        let console = Console(
            folder: folder, showsColor: false, today: { _ in "2026-11-21" }, out: { output.out += $0 },
            err: { output.err += $0 })
        return (Program.run(arguments, console), output.out, output.err)
    }

    @Test func `a mistyped command or option is answered with the nearest`() {
        let command = run(["chek"])
        #expect(command.status == .usage)
        #expect(command.err == "oficio: no hay ninguna orden «chek»; ¿quiso decir «check»?\n")
        let option = run(["build", "--outptu", "x", "--lang", "en"])
        #expect(option.status == .usage)
        #expect(option.err == "oficio: there is no option “--outptu”; did you mean “--output”?\n")
    }

    @Test(arguments: Command.all.map(\.name))
    func `every command explains itself in both languages`(_ command: String) {
        for language in ["es", "en"] {
            let help = run([command, "--help", "--lang", language])
            #expect(help.status == .done)
            #expect(help.out.hasPrefix("oficio \(command)"))
            #expect(help.out.contains("--help"))
        }
    }

    @Test func `the manual page and the completions name every command and option`() {
        for format in ["man", "bash", "zsh", "fish"] {
            let made = run(["help", "--format", format, "--lang", "es"])
            #expect(made.status == .done)
            for command in ["receipts", "serve", "verify"] {
                #expect(made.out.contains(command), "\(format): \(command)")
            }
            #expect(made.out.replacing("\\-", with: "-").contains("audience"), "\(format)")
        }
        #expect(run(["help", "--format", "man", "--lang", "es"]).out.hasPrefix(".TH OFICIO 1"))
    }

    @Test func `a new site builds without a warning and says where it is`() throws {
        let folder = try TemporaryFolder()
        #expect(run(["new", "sitio"], in: folder.path).status == .done)
        let build = run(["build", "--site", "sitio", "--strict"], in: folder.path)
        #expect(build.status == .done, "\(build.err)")
        #expect(folder.exists("sitio/output/index.html"))
        #expect(folder.exists("sitio/.gitattributes"))
        #expect(run(["new", "sitio"], in: folder.path).status == .usage)
    }

    @Test func `a document is added once, ready to fill in`() throws {
        let folder = try TemporaryFolder()
        _ = run(["new", "sitio"], in: folder.path)
        let site = folder.path + "/sitio"
        let added = run(["add", "puesto", "Conserje: noche"], in: site)
        #expect(added.out == "content/puestos/conserje-noche.md\n")
        #expect(try folder.text("sitio/content/puestos/conserje-noche.md").contains("título: \"Conserje: noche\""))
        #expect(run(["add", "puesto", "Conserje: noche"], in: site).status == .usage)
        #expect(run(["add", "puesta", "X"], in: site).err.contains("¿quiso decir «puesto»?"))
    }

    @Test func `findings as JSON have the documented shape`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/puestos/cajero.md", "---\ntítulo: Cajero\nreporta a: jefe\n---\n")])
        let check = run(["check", "--format", "json", "--quiet"], in: folder.path)
        #expect(check.status == .contentErrors)
        #expect(check.err.isEmpty)
        let line = try #require(check.out.split(separator: "\n").first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["code"] as? String == "referencia-desconocida")
        #expect(object["severity"] as? String == "error")
        #expect(object["file"] as? String == "content/puestos/cajero.md")
        #expect(object["line"] as? Int == 3)
        #expect(object["column"] as? Int == 12)
        #expect(object["endColumn"] as? Int == 16)
        #expect(object["record"] as? String == "job/cajero")
    }

    @Test func `warnings fail only where they are asked to`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/puestos/cajero.md", "---\ntítulo: Cajero\n---\n\n## Bienes\n\nTODO\n")])
        #expect(run(["check"], in: folder.path).status == .done)
        #expect(run(["check", "--strict"], in: folder.path).status == .contentErrors)
    }

    @Test func `a folder without content is no site`() throws {
        let folder = try TemporaryFolder()
        #expect(run(["check"], in: folder.path).status == .usage)
        #expect(run(["check", "--today", "mañana", "--site", folder.path]).status == .usage)
    }

    @Test func `an unknown rule is answered with the nearest`() {
        #expect(run(["explain", "valor-invalid"]).err.contains("valor-invalido"))
        #expect(run(["explain", "valor-invalido"]).out.contains("plazas: varias"))
        #expect(run(["explain"]).out.contains("referencia-desconocida"))
    }
}
