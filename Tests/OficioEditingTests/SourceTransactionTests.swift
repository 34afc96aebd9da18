import Diagnostics
import Foundation
import OficioBuild
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// A change of several files is written whole or not at all, and overwrites nobody's work.
@Suite struct SourceTransactionTests {
    private static let job = "---\ntítulo: Jefe\n---\n\n## Objetivo\n\nDirigir.\n"
    private static let clerk = """
        ---
        título: Cajero
        reporta a: jefe   # de área
        ---

        ## Objetivo

        Ayudar a [[jefe|su jefe]] y leer [esto](jefe.md#objetivo).

        """
    private static let unit = "elementos:\n  - {id: caja, título: Caja, jefatura: puesto/jefe}\n"

    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"), ("content/puestos/jefe.md", Self.job),
            ("content/puestos/cajero.md", Self.clerk),
            ("content/unidades.yaml", Self.unit),
        ])
        return folder
    }

    private func read(_ folder: TemporaryFolder, _ path: String) throws -> [UInt8] { Array(try folder.text(path).utf8) }

    private func rename(_ folder: TemporaryFolder, id: String? = nil, title: String? = nil) throws -> [SourceChange] {
        let site = SiteLoader.load(folder.path)
        let record = try #require(site.corpus.records.firstIndex { $0.id == "jefe" })
        return try DocumentRename(site, record: record, id: id, title: title).changes().get()
    }

    // MARK: Conflicts

    @Test func `a file that has changed since is shown in three versions, and nothing is written`() throws {
        let folder = try site()
        let before = try read(folder, "content/puestos/cajero.md")
        let mine = Array(Self.clerk.replacing("Cajero", with: "Cajera").utf8)
        let theirs = Self.clerk.replacing("# de área", with: "# de unidad")
        try folder.write([("content/puestos/cajero.md", theirs)])
        let all = try folder.files(except: "x")
        let other = SourceChange(
            "content/puestos/nuevo.md", before: nil, after: Array("---\ntítulo: Nuevo\n---\n".utf8))
        let outcome = try SourceTransaction(root: folder.path).commit([
            other, SourceChange("content/puestos/cajero.md", before: before, after: mine),
        ])
        #expect(
            outcome
                == .conflicts([
                    SourceConflict("content/puestos/cajero.md", mine: mine, inFile: Array(theirs.utf8), before: before)
                ]))
        #expect(try folder.files(except: "x") == all)
        #expect(throws: WriteError.outOfDate("content/puestos/cajero.md")) {
            try SourceTransaction(root: folder.path).write([
                SourceChange("content/puestos/cajero.md", before: before, after: mine)
            ])
        }
    }

    @Test func `a file that has come into being, or has gone, is a conflict as well`() throws {
        let folder = try site()
        let mine = Array("x".utf8)
        guard
            case .conflicts(let made) = try SourceTransaction(root: folder.path).commit([
                SourceChange("content/unidades.yaml", before: nil, after: mine)
            ]),
            case .conflicts(let gone) = try SourceTransaction(root: folder.path).commit([
                SourceChange("content/sedes.yaml", before: mine, after: nil)
            ])
        else {
            Issue.record("no conflict")
            return
        }
        #expect(made.first?.inFile == Array(Self.unit.utf8) && gone.first?.inFile == nil)
    }

    @Test func `a save between reading and renaming is found`() throws {
        let folder = try site()
        let change = SourceChange(
            "content/puestos/jefe.md", before: Array(Self.job.utf8), after: Array("---\ntítulo: Jefa\n---\n".utf8))
        let transaction = SourceTransaction(root: folder.path) { step in
            if step.hasPrefix("write ") {
                try? folder.write([("content/puestos/jefe.md", "---\ntítulo: De otro\n---\n")])
            }
        }
        guard case .conflicts = try transaction.commit([change]) else {
            Issue.record("no conflict")
            return
        }
        #expect(try folder.text("content/puestos/jefe.md") == "---\ntítulo: De otro\n---\n")
        #expect(
            try Set(folder.files(except: "x").keys) == [
                "content/site.yaml", "content/puestos/jefe.md", "content/puestos/cajero.md", "content/unidades.yaml",
            ])
    }

    @Test func `a conflict tells its fields apart`() throws {
        let schema = SiteLoader.load("/nowhere").corpus.schema
        let mine = Self.clerk.replacing("Cajero", with: "Cajera").replacing("Ayudar", with: "Asistir")
        let theirs = Self.clerk.replacing("Ayudar", with: "Apoyar").replacing("---\n\n", with: "clase: 03\n---\n\n")
        let conflict = SourceConflict(
            "content/puestos/cajero.md", mine: Array(mine.utf8), inFile: Array(theirs.utf8),
            before: Array(Self.clerk.utf8))
        let fields = conflict.fields(schema)
        #expect(fields.map(\.name) == ["título", "clase", "Objetivo"])
        #expect(fields.map(\.isConflict) == [false, false, true])
        #expect(fields[1].mine == nil && fields[1].inFile == "clase: 03" && fields[0].before == "título: Cajero")
    }

    // MARK: Disk

    @Test func `a file keeps its rights, and no other file appears`() throws {
        let folder = try site()
        let path = folder.path + "/content/puestos/jefe.md"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try SourceTransaction(root: folder.path).write([
            SourceChange(
                "content/puestos/jefe.md", before: Array(Self.job.utf8), after: Array("---\ntítulo: J\n---\n".utf8))
        ])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
        #expect(try folder.files(except: "x").count == 4)
    }

    @Test func `files left by an interrupted transaction are removed`() throws {
        let folder = try site()
        try folder.write([("content/puestos/.jefe.md.oficio-nuevo", "a medias")])
        try SourceTransaction(root: folder.path).write([
            SourceChange("content/puestos/nuevo.md", before: nil, after: Array("---\ntítulo: N\n---\n".utf8))
        ])
        #expect(try folder.files(except: "x").count == 5 && !folder.exists("content/puestos/.jefe.md.oficio-nuevo"))
    }

    @Test(arguments: [
        "content/../afuera.md", "afuera.md", "/tmp/x.md", "content/historial/x.md", "content//x.md", "content/./x.md",
        "content", "content/puestos/../../x.md",
    ]) func `no path leaves the content`(path: String) throws {
        let folder = try site()
        #expect(throws: WriteError.self) {
            try SourceTransaction(root: folder.path).commit([SourceChange(path, before: nil, after: [0x78])])
        }
        #expect(try folder.files(except: "x").count == 4)
    }

    @Test func `no link is followed`() throws {
        let folder = try site()
        let outside = try TemporaryFolder()
        try outside.write([("x.md", "ajeno\n")])
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: folder.path + "/content/puestos/enlace.md", withDestinationPath: outside.path + "/x.md")
        try files.createSymbolicLink(atPath: folder.path + "/content/fuera", withDestinationPath: outside.path)
        for path in ["content/puestos/enlace.md", "content/fuera/x.md"] {
            for before in [nil, Array("ajeno\n".utf8)] {
                #expect(throws: WriteError.self) {
                    try SourceTransaction(root: folder.path).commit([SourceChange(path, before: before, after: [0x78])])
                }
            }
        }
        #expect(try outside.files(except: "-").count == 1 && outside.text("x.md") == "ajeno\n")
    }

    @Test(arguments: [
        "{\"format\":\"oficio-cambios-1\",\"moves\":[{\"path\":\"content/../../x\",\"before\":\"\",\"after\":\"\"}]}",
        """
        {"format":"oficio-cambios-1","moves":[{"path":"content/historial/x","before":"","after":""}]}
        """,
        "otra cosa", "",
    ]) func `a foreign journal is not carried out`(journal: String) throws {
        let folder = try site()
        try folder.write([("content/.oficio-pendiente.json", journal)])
        let before = try folder.files(except: "x")
        #expect(throws: WriteError.self) { try SourceTransaction(root: folder.path).recover() }
        #expect(try folder.files(except: "x") == before)
    }

    // MARK: Renaming

    @Test func `a document gets another id: references follow, the file moves, the former id stays known`() throws {
        let folder = try site()
        try SourceTransaction(root: folder.path).write(try rename(folder, id: "jefatura"))
        #expect(
            try folder.text("content/puestos/jefatura.md")
                == Self.job.replacing("Jefe\n", with: "Jefe\nids anteriores: [jefe]\n"))
        #expect(!folder.exists("content/puestos/jefe.md"))
        let expected = Self.clerk.replacing("a: jefe ", with: "a: jefatura ").replacing("[[jefe|", with: "[[jefatura|")
            .replacing("(jefe.md#", with: "(jefatura.md#")
        #expect(try folder.text("content/puestos/cajero.md") == expected)
        #expect(try folder.text("content/unidades.yaml") == Self.unit.replacing("puesto/jefe", with: "puesto/jefatura"))
        let findings = Pipeline.check(folder.path, today: try #require(CalendarDate(iso: "2026-11-21")))
        #expect(
            !findings.diagnostics.contains { $0.severity == .error || $0.code == "nombre-anterior" },
            "\(findings.diagnostics.map(\.message.spanish))")
    }

    @Test func `a document gets another title: the former one stays known`() throws {
        let folder = try site()
        try folder.write([("content/puestos/cajero.md", Self.clerk.replacing("[[jefe|su jefe]]", with: "[[Jefe]]"))])
        try SourceTransaction(root: folder.path).write(try rename(folder, title: "Jefatura: de área"))
        #expect(
            try folder.text("content/puestos/jefe.md").hasPrefix(
                "---\ntítulo: \"Jefatura: de área\"\nnombres anteriores: [Jefe]\n---\n"))
        #expect(try folder.text("content/puestos/cajero.md").contains("Ayudar a [[Jefatura: de área]]"))
    }

    @Test func `a name that is taken, or that is none, is refused`() throws {
        let folder = try site()
        for id in ["cajero", "Jefe de Área", ""] { #expect(throws: EditRefusal.self) { try rename(folder, id: id) } }
    }

    @Test func `an entry of a collection keeps its id when its title changes`() throws {
        let folder = try site()
        try folder.write([
            ("content/unidades.yaml", "elementos:\n  - título: Caja\n  - título: Archivo\n"),
            ("content/puestos/cajero.md", Self.clerk.replacing("reporta a: jefe ", with: "unidad: caja ")),
        ])
        let site = SiteLoader.load(folder.path)
        let record = try #require(site.corpus.records.firstIndex { $0.id == "caja" })
        let changes = try DocumentRename(site, record: record, title: "Cajas").changes().get()
        #expect(changes.map(\.path) == ["content/unidades.yaml"])
        let text = String(decoding: try #require(changes[0].after), as: UTF8.self)
        #expect(
            text == "elementos:\n  - título: Cajas\n    id: caja\n    nombres anteriores: [Caja]\n  - título: Archivo\n"
        )
    }

    /// Renames every document of the demonstration that has references; each reference still leads to it.
    @Test func `documents of the demonstration are renamed`() throws {
        let site = SiteLoader.load(Folders.package)
        var random = Trial.generator(600)
        for record in site.corpus.records.indices.shuffled(using: &random).prefix(12 * Trial.rounds) {
            let name = site.corpus.recordID(of: record).text
            let changes = DocumentRename(site, record: record, id: site.corpus.records[record].id + "-nuevo").changes()
            if case .failure(let refusal) = changes { Issue.record("\(name): \(refusal.message.spanish)") }
        }
    }

    // MARK: Killed

    @Test func `killed before any step each file is old or new, and the next transaction finishes`() throws {
        var step = 1
        var outcomes: Set<String> = []
        while step < 40 {
            let folder = try site()
            let old = try folder.files(except: "content/.")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Folders.programs + "/edit-probe")
            process.arguments = [folder.path, "job/jefe", "jefatura", "kill", "\(step)"]
            try process.run()
            process.waitUntilExit()
            guard process.terminationReason == .uncaughtSignal else {
                #expect(process.terminationStatus == 0)
                break
            }
            let new = try Self.renamed()
            for (path, bytes) in try folder.files(except: "content/.") where !path.contains("/.") {
                #expect(old[path] == bytes || new[path] == bytes, "step \(step): \(path)")
            }
            try SourceTransaction(root: folder.path).recover()
            let after = try folder.files(except: "content/.").filter { !$0.key.contains("/.") }
            #expect(after == old || after == new, "step \(step)")
            outcomes.insert(after == old ? "old" : "new")
            step += 1
        }
        #expect(outcomes == ["old", "new"] && step > 8)
    }

    private static func renamed() throws -> [String: Data] {
        let suite = SourceTransactionTests()
        let folder = try suite.site()
        try SourceTransaction(root: folder.path).write(try suite.rename(folder, id: "jefatura"))
        return try folder.files(except: "content/.")
    }

    @Test func `a save during an interrupted transaction stays, and so does the staged text`() throws {
        let folder = try site()
        let changes = try rename(folder, id: "jefatura")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Folders.programs + "/edit-probe")
        // The process dies before it replaces the first file; the journal is written by then.
        process.arguments = [folder.path, "job/jefe", "jefatura", "kill", "\(changes.count + 2)"]
        try process.run()
        process.waitUntilExit()
        try #require(folder.exists("content/.oficio-pendiente.json"), "\(process.terminationStatus)")
        let day = try #require(CalendarDate(iso: "2026-11-29"))
        let found = { Pipeline.check(folder.path, today: day).diagnostics.filter { $0.code == "cambio-interrumpido" } }
        #expect(found().map(\.severity) == [.warning])
        #expect(found().first?.notes.contains { $0.message.spanish == "content/puestos/cajero.md" } == true)
        try folder.write([("content/puestos/cajero.md", "---\ntítulo: De otro\n---\n")])
        try SourceTransaction(root: folder.path).recover()
        #expect(found().isEmpty)
        #expect(try folder.text("content/puestos/cajero.md") == "---\ntítulo: De otro\n---\n")
        #expect(try folder.text("content/puestos/cajero.md.oficio-pendiente").contains("jefatura"))
        #expect(folder.exists("content/puestos/jefatura.md") && !folder.exists("content/.oficio-pendiente.json"))
    }
}
