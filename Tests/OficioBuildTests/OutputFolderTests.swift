import Foundation
import OficioBuild
import OficioSchema
import OficioSite
import TestSupport
import Testing

@Suite struct OutputFolderTests {
    private func file(_ path: String, _ text: String) -> PlannedFile { PlannedFile(path: path) { Array(text.utf8) } }

    private func publish(_ files: [PlannedFile], to folder: TemporaryFolder) throws -> OutputFolder.Outcome {
        try OutputFolder(folder.path, site: "/nowhere").publish(files)
    }

    @Test func `an unchanged file keeps its time`() throws {
        let folder = try TemporaryFolder()
        _ = try publish([file("a/x.html", "uno"), file("b.html", "dos")], to: folder)
        let past = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder.path + "/a/x.html")
        let outcome = try publish([file("a/x.html", "uno"), file("b.html", "tres")], to: folder)
        #expect(outcome.written == 1)
        #expect(outcome.unchanged == 1)
        let date =
            try FileManager.default.attributesOfItem(atPath: folder.path + "/a/x.html")[.modificationDate] as? Date
        #expect(date == past)
    }

    @Test func `obsolete files are deleted, foreign files stay`() throws {
        let folder = try TemporaryFolder()
        _ = try publish([file("a/x.html", "uno"), file("b.html", "dos")], to: folder)
        try folder.write([("a/propio.txt", "mío"), ("otro.html", "mío")])
        let outcome = try publish([file("b.html", "dos")], to: folder)
        #expect(outcome.removed == 1)
        #expect(try folder.files().keys.sorted() == ["a/propio.txt", "b.html", "otro.html"])
    }

    @Test func `a stranger's file stops the build before anything is replaced`() throws {
        let folder = try TemporaryFolder()
        _ = try publish([file("b.html", "dos")], to: folder)
        try folder.write([("a.html", "ajeno")])
        #expect(throws: WriteError.foreignFile(folder.path + "/a.html")) {
            try publish([file("a.html", "uno"), file("b.html", "nuevo")], to: folder)
        }
        #expect(try folder.text("a.html") == "ajeno")
        #expect(try folder.text("b.html") == "dos")
    }

    @Test func `the first build refuses a folder of others and takes an empty one`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("index.html", "ajeno"), (".git/HEAD", "ajeno")])
        #expect(throws: WriteError.foreignFolder(folder.path, file: "index.html")) {
            try publish([file("a.html", "uno")], to: folder)
        }
        #expect(try folder.files().keys.sorted() == [".git/HEAD", "index.html"])
        try FileManager.default.removeItem(atPath: folder.path + "/index.html")
        #expect(try publish([file("a.html", "uno")], to: folder).written == 1)
    }

    @Test func `an output that holds the sources is refused`() throws {
        let site = try TemporaryFolder()
        try site.write([("content/site.yaml", "institución: X\n")])
        for path in ["", "/content", "/content/salida"] {
            #expect(throws: WriteError.self) { try OutputFolder(site.path + path, site: site.path) }
        }
        _ = try OutputFolder(site.path + "/output", site: site.path)
    }

    @Test func `a folder that cannot be made is named`() throws {
        let folder = try TemporaryFolder()
        _ = try publish([file("b.html", "dos")], to: folder)
        try folder.write([("a", "un archivo donde iría una carpeta")])
        #expect(throws: WriteError.failed(path: folder.path + "/a", reason: "Not a directory")) {
            try publish([file("a/x.html", "uno")], to: folder)
        }
    }

    @Test func `content with errors leaves the last good output whole`() throws {
        let site = try TemporaryFolder()
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        try site.write([("content/puestos/cajero.md", "# Cajero\n")])
        _ = try Pipeline.build(site.path, output: site.path + "/output", today: day, stopsAtWarnings: false)
        let before = try site.files(except: "content")
        try site.write([("content/puestos/cajero.md", "---\ntítulo: Cajero\nmision imposible: X\n---\n")])
        let (_, outcome) = try Pipeline.build(
            site.path, output: site.path + "/output", today: day, stopsAtWarnings: false)
        #expect(outcome == nil)
        #expect(try site.files(except: "content") == before)
    }
}
