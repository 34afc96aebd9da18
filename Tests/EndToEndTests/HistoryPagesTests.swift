import Foundation
import OficioBasics
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema
import TestSupport
import Testing

/// Pages of the history in built sites: versions, archived versions, redlines.
@Suite struct HistoryPagesTests {
    private func build(_ root: String, today: String, _ change: (inout Edition.Options) -> Void = { _ in }) throws -> (
        folder: TemporaryFolder, outcome: OutputFolder.Outcome
    ) {
        let folder = try TemporaryFolder()
        var options = Edition.Options()
        change(&options)
        let (findings, outcome) = try Pipeline.build(
            root, output: folder.path, today: try #require(CalendarDate(iso: today)), stopsAtWarnings: false,
            options: BuildOptions(edition: options))
        return (folder, try #require(outcome, "\(findings.diagnostics.map(\.message.spanish))"))
    }

    private func page(_ folder: TemporaryFolder, _ path: String) throws -> HTMLDocument {
        HTMLDocument(try #require(FileManager.default.contents(atPath: folder.path + "/" + path), "\(path) is missing"))
    }

    @Test func `the demonstration stood otherwise in 2020`() throws {
        let (folder, _) = try build(Folders.package, today: "2026-11-21") { $0.asOf = CalendarDate(iso: "2020-03-01") }
        let manual = try page(folder, "manuales/man-atc-01.html")
        #expect(manual.text.contains("El sitio tal como estaba el 1 de marzo de 2020"))
        #expect(manual.text.contains("Anfitrión de Sala"))
        #expect(!manual.text.contains("Viajar con la oficina móvil"))
        #expect(try page(folder, "puestos/orientador-sala.html").headings.first == "h1")
        #expect(
            try page(folder, "puestos/agente-ventanilla.html").text.contains("Anfitrión de Sala") == true,
            "names are those of the day")
        #expect(!folder.exists("protocolos/constancia-cotizaciones.html"), "released in 2026")
        #expect(
            try page(folder, "novedades.html").text.contains("Constancia de cotizaciones"),
            "told among what did not exist")
        #expect(folder.exists("historial/manuales/man-atc-01/index.html"))
        #expect(!folder.exists("historial/manuales/man-atc-01/04.html"), "what was not in force yet is not known")
    }

    @Test func `the version in force is published until the next one comes`() throws {
        let (folder, _) = try build(Folders.package, today: "2026-11-21")
        let current = try page(folder, "protocolos/constancia-cotizaciones.html")
        #expect(current.text.contains("Una versión nueva entra en vigor el 1 de marzo de 2027"))
        #expect(current.text.contains("Vale por 60 días"))
        let coming = try page(folder, "historial/protocolos/constancia-cotizaciones/04.html")
        #expect(coming.text.contains("Esta versión todavía no rige"))
        #expect(coming.text.contains("Vale por 90 días"))
        let (later, _) = try build(Folders.package, today: "2027-03-01")
        #expect(try page(later, "protocolos/constancia-cotizaciones.html").text.contains("Vale por 90 días"))
        #expect(
            try page(later, "historial/protocolos/constancia-cotizaciones/03.html").text.contains(
                "La sustituyó la versión 04 el 1 de marzo de 2027"))
        #expect(!later.exists("historial/protocolos/constancia-cotizaciones/04.html"))
    }

    @Test func `pages say the day they were made for and the day on which something changes`() throws {
        let site = try site()
        try site.release("cobro", effective: "2020-01-01")
        try site.edit("content/protocolos/cobro.md", "Saludar a la persona.", "Saludar a la persona por su nombre.")
        try site.release("cobro", effective: "2027-03-01", today: "2026-11-21")
        let (before, _) = try build(site.folder.path, today: "2027-01-15")
        #expect(try before.text("guiones/dia.js").contains("iso: \"2027-01-15\""))
        #expect(try before.text("guiones/dia.js").contains("iso: \"2027-03-01\""))
        #expect(try before.text("estilos/dia.css").contains("15 de enero de 2027"))
        #expect(try before.text("estilos/dia.css").contains("1 de marzo de 2027"))
        #expect(try before.text("index.html").contains("src=\"guiones/dia.js\""))
        let (after, _) = try build(site.folder.path, today: "2027-03-01")
        #expect(try after.text("guiones/dia.js").contains("next = null"), "nothing more is known to change")
        #expect(!(try after.text("estilos/dia.css")).contains(".site-next"))
    }

    @Test func `a redline holds every word of both versions`() throws {
        let site = try BuiltSite.demonstration.get()
        let history = History(Folders.package)
        let ledger = try #require(history.ledgers.first { $0.path.hasSuffix("man-atc-01") })
        for (former, entry) in zip(ledger.entries, ledger.entries.dropFirst()) {
            let page = try #require(site.pages["historial/manuales/man-atc-01/\(entry.version)-cambios.html"])
            let shown = Set(page.text.folded.split(separator: " ").map(String.init))
            for version in [former, entry] {
                let file = "\(Folders.package)/\(ledger.path)/\(version.snapshot)"
                let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file)))
                let content = try #require((json as? [String: Any])?["content"])
                let words = Self.words(content)
                #expect(words.count > 3_000)
                let lost = Set(words).subtracting(shown)
                #expect(lost.isEmpty, "\(entry.version) lacks of \(version.version): \(lost.sorted().prefix(10))")
            }
        }
    }

    /// The words of a snapshot that its authors wrote. Reads the JSON without the program's own reader.
    private static func words(_ json: Any) -> [String] {
        switch json {
        case let text as String: return text.folded.split(separator: " ").map(String.init)
        case let items as [Any]: return items.flatMap(words)
        case let members as [String: Any]:
            // A page shows the label of a code.
            if members["codes"] != nil { return [] }
            // A page shows the title of what a reference leads to; Markdown is stored as inline structure.
            if members["to"] != nil || members["ref"] != nil { return [] }
            if let inlines = members["in"] { return words(inlines) }
            return members.filter {
                ![
                    "field", "type", "id", "date", "duration", "codes", "integer", "percent", "continued", "link",
                    "title", "break",
                ].contains($0.key)
            }
            .values.flatMap(words)
        default: return []
        }
    }

    @Test func `a second build does not make the pages of the past again`() throws {
        let output = try TemporaryFolder()
        let today = try #require(CalendarDate(iso: "2026-11-21"))
        _ = try Pipeline.build(Folders.package, output: output.path, today: today, stopsAtWarnings: false)
        let first = try output.files()
        let (_, again) = try Pipeline.build(Folders.package, output: output.path, today: today, stopsAtWarnings: false)
        #expect(again?.written == 0)
        // The next build restores an archived page that somebody edited.
        let path = "historial/manuales/man-atc-01/03.html"
        try output.write([(path, "otra cosa")])
        let (_, repaired) = try Pipeline.build(
            Folders.package, output: output.path, today: today, stopsAtWarnings: false)
        #expect(repaired?.written == 1)
        #expect(try output.files() == first)
    }

    private static let protocolText = """
        ---
        título: Cobro en caja
        código: PR-1
        versión: "01"
        vigencia: 2020-01-01
        ---

        ## Pasos

        1. Saludar a la persona.
        """

    private func site() throws -> ReleasedSite {
        try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\n"), ("content/protocolos/cobro.md", Self.protocolText),
        ])
    }

    @Test func `a draft is not published until it is released or requested`() throws {
        let site = try site()
        try site.release("cobro", effective: "2020-01-01")
        try site.edit("content/protocolos/cobro.md", "Saludar a la persona.", "Saludar a la persona por su nombre.")
        let (folder, _) = try build(site.folder.path, today: "2026-11-21")
        let page = try page(folder, "protocolos/cobro.html")
        #expect(!page.text.contains("por su nombre"))
        #expect(page.text.contains("Hay un borrador más reciente"))
        let (drafts, _) = try build(site.folder.path, today: "2026-11-21") { $0.showsDrafts = true }
        let draft = try self.page(drafts, "protocolos/cobro.html")
        #expect(draft.text.contains("por su nombre"))
        #expect(draft.text.contains("Borrador. La versión 01 rige desde el 1 de enero de 2020"))
        #expect(try self.page(drafts, "historial/protocolos/cobro/01.html").text.contains("Saludar a la persona."))
        let findings = Pipeline.check(site.folder.path, today: try #require(CalendarDate(iso: "2026-11-21")))
        let finding = try #require(findings.diagnostics.first { $0.code == "cambios-sin-publicar" })
        #expect(finding.notes.map(\.message.spanish) == ["Pasos: en «Saludar a la persona», se añade «por su nombre»."])
    }

    @Test func `a withdrawn document stays readable and says when it ended`() throws {
        let site = try site()
        try site.release("cobro", effective: "2020-01-01")
        try site.release("cobro", effective: "2024-06-30", withdraw: true)
        let (folder, _) = try build(site.folder.path, today: "2026-11-21")
        #expect(try page(folder, "protocolos/cobro.html").text.contains("derogado el 30 de junio de 2024"))
        let (before, _) = try build(site.folder.path, today: "2024-06-29")
        #expect(try page(before, "protocolos/cobro.html").text.contains("se deroga el 30 de junio de 2024"))
        // The page stays after its source is deleted.
        try FileManager.default.removeItem(atPath: site.folder.path + "/content/protocolos/cobro.md")
        try site.folder.write([("content/protocolos/otro.md", "---\ntítulo: Otro\n---\n\n## Pasos\n\n1. Uno.\n")])
        let (after, _) = try build(site.folder.path, today: "2026-11-21")
        #expect(try page(after, "protocolos/cobro.html").text.contains("Saludar a la persona."))
    }

    @Test func `a signed original is published beside its version and linked`() throws {
        let (folder, _) = try build(Folders.package + "/Tests/OficioHistoryTests/Frozen", today: "2026-11-21")
        let ledger = try #require(History(Folders.package + "/Tests/OficioHistoryTests/Frozen").ledgers.first)
        let copy = try #require(ledger.entries.last?.attachment)
        #expect(
            SHA256.hex(
                [UInt8](
                    try #require(
                        FileManager.default.contents(atPath: folder.path + "/historial/manuales/m/\(copy.file)"))))
                == copy.sha256)
        #expect(try page(folder, "manuales/m.html").links.contains("../historial/manuales/m/\(copy.file)"))
        #expect(try page(folder, "historial/manuales/m/index.html").links.contains { $0.hasSuffix(copy.file) })
    }

    @Test func `documents that were never released can be left out`() throws {
        let site = try site()
        try site.folder.write([
            ("content/site.yaml", "institución: Prueba\nhistorial: {sin publicar: omitir}\n"),
            ("content/protocolos/otro.md", "---\ntítulo: Otro\n---\n\n## Pasos\n\n1. Uno.\n"),
        ])
        try site.release("cobro", effective: "2020-01-01")
        let (folder, _) = try build(site.folder.path, today: "2026-11-21")
        #expect(folder.exists("protocolos/cobro.html"))
        #expect(!folder.exists("protocolos/otro.html"))
    }
}
