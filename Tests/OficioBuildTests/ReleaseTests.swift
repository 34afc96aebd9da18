import Foundation
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema
import TestSupport
import Testing

/// Releases that are interrupted, that run at the same time as another one, or that run out of disk space.
@Suite struct ReleaseTests {
    private static let source = """
        ---
        título: Cobro en caja
        código: PR-01
        versión: "01"
        vigencia: 2026-01-01
        ---

        ## Procedimiento

        1. Saludar.
        2. Cobrar.
        """

    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write([("content/site.yaml", "institución: Prueba\n"), ("content/protocolos/cobro.md", Self.source)])
        return folder
    }

    /// Releases the first version, then changes the source.
    private func releasedAndChanged() throws -> TemporaryFolder {
        let folder = try site()
        #expect(try probe(folder, "kill", "0").status == 0)
        try folder.write([
            (
                "content/protocolos/cobro.md",
                try folder.text("content/protocolos/cobro.md").replacing("Saludar.", with: "Saludar por su nombre.")
            )
        ])
        return folder
    }

    private func start(_ folder: TemporaryFolder, _ mode: String, _ value: String) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Folders.programs + "/release-probe")
        process.arguments = [folder.path, "cobro", mode, value]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        return (process, pipe)
    }

    @discardableResult private func probe(_ folder: TemporaryFolder, _ mode: String, _ value: String) throws -> (
        status: Int32, killed: Bool, words: String
    ) {
        let (process, pipe) = try start(folder, mode, value)
        let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, process.terminationReason == .uncaughtSignal, words)
    }

    /// Expects that the history verifies, the site checks, and source and ledger have the same version.
    private func expectWhole(_ folder: TemporaryFolder, _ moment: String) throws {
        let history = History(of: SiteLoader.load(folder.path))
        #expect(history.verify().isEmpty, "\(moment): \(history.verify().map(\.message.spanish))")
        let findings = Pipeline.check(folder.path, today: try #require(CalendarDate(iso: "2026-11-21")))
        #expect(
            !findings.diagnostics.contains { $0.severity == .error },
            "\(moment): \(findings.diagnostics.map(\.message.spanish))")
    }

    private func recover(_ folder: TemporaryFolder) throws -> [ReleaseTransaction.Recovery] {
        try ReleaseTransaction(ReleaseLock(folder.path)).recover {
            $0 == "content/historial/protocolos/cobro" ? "content/protocolos/cobro.md" : nil
        }
    }

    @Test func `killed before any step, a release has either not happened or is finished by the next command`() throws {
        for first in [true, false] {
            var step = 1
            var outcomes: Set<String> = []
            while true {
                let folder = try first ? site() : releasedAndChanged()
                let before = try folder.files()
                let run = try probe(folder, "kill", "\(step)")
                guard run.killed else {
                    #expect(run.status == 0, "\(run.words)")
                    break
                }
                // The site checks before the interrupted release is settled, whatever state it is in.
                let findings = Pipeline.check(folder.path, today: try #require(CalendarDate(iso: "2026-11-21")))
                #expect(
                    !findings.diagnostics.contains { $0.severity == .error },
                    "step \(step): \(findings.diagnostics.map(\.message.spanish))")
                let recovered = try recover(folder)
                try expectWhole(folder, "step \(step)")
                switch recovered.first {
                case .finished(_, let version)?:
                    #expect(History(folder.path).ledgers.first?.latest?.version == version)
                    #expect(version == (first ? "01" : "02"))
                    outcomes.insert("finished")
                case .undone?, nil, .refused?:
                    #expect(try folder.files() == before, "step \(step)")
                    outcomes.insert("undone")
                }
                #expect(try recover(folder).isEmpty)
                step += 1
            }
            #expect(outcomes == ["finished", "undone"])
            #expect(step > 6, "only \(step) steps")
        }
    }

    @Test func `of two releases at once one waits its turn`() throws {
        let folder = try releasedAndChanged()
        let flag = folder.path + "/sigue"
        let (first, pipe) = try start(folder, "hold", flag)
        while !FileManager.default.fileExists(atPath: flag), first.isRunning { usleep(2_000) }
        let second = try probe(folder, "kill", "0")
        #expect(second.status == 3)
        #expect(second.words.contains("busy"))
        try FileManager.default.removeItem(atPath: flag)
        _ = pipe.fileHandleForReading.readDataToEndOfFile()
        first.waitUntilExit()
        #expect(first.terminationStatus == 0)
        #expect(History(folder.path).ledgers.first?.entries.count == 2)
        try expectWhole(folder, "after both")
    }

    @Test func `a plan made before another release is refused`() throws {
        let folder = try releasedAndChanged()
        let today = try #require(CalendarDate(iso: "2026-11-21"))
        var request = ReleaseRequest(document: "cobro")
        request.effective = today
        let site = SiteLoader.loadHolding(folder.path)
        let plan = try ReleasePlanner(root: folder.path, site: site, history: History(of: site), today: today).plan(
            request)
        try probe(folder, "kill", "0")
        #expect(throws: WriteError.outOfDate("content/protocolos/cobro.md")) {
            try ReleaseTransaction(ReleaseLock(folder.path)).commit(plan)
        }
        #expect(History(folder.path).ledgers.first?.entries.count == 2)
    }

    @Test(arguments: [0, 10, 200, 600, 1_500]) func `without room nothing is left behind`(_ bytes: Int) throws {
        let folder = try releasedAndChanged()
        let before = try folder.files()
        let run = try probe(folder, "limit", "\(bytes)")
        if run.status == 0 { return try expectWhole(folder, "\(bytes) bytes were enough") }
        #expect(run.status == 3)
        #expect(try folder.files() == before)
        try expectWhole(folder, "\(bytes) bytes")
    }

    @Test(arguments: ["content/protocolos", "content/historial/protocolos/cobro", "content/historial/protocolos"])
    func `in a folder that may not be written nothing is left behind`(_ name: String) throws {
        let folder = try name.hasSuffix("historial/protocolos") ? site() : releasedAndChanged()
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let before = try folder.files()
        let run = try probe(folder, "nobody", path)
        chmod(path, 0o755)
        #expect(run.status == 3, "\(run.words)")
        #expect(run.words.contains("Permission denied"))
        _ = try recover(folder)
        let history = History(folder.path)
        #expect(history.verify().isEmpty)
        if history.ledgers.first?.entries.count != 2 { #expect(try folder.files() == before) }
    }

    @Test func `any file under historial that is altered is named`() throws {
        let folder = try releasedAndChanged()
        try probe(folder, "kill", "0")
        let files = try folder.files().filter { $0.key.hasPrefix("content/historial/") }
        #expect(files.count == 4)
        for (path, data) in files {
            for place in [0, data.count / 3, data.count / 2, data.count - 1] {
                var altered = data
                altered[altered.startIndex + place] ^= 1
                try folder.write(path, altered)
                #expect(History(folder.path).verify().contains { $0.path == path }, "\(path), byte \(place)")
            }
            try FileManager.default.removeItem(atPath: folder.path + "/" + path)
            #expect(!History(folder.path).verify().isEmpty, "\(path) removed")
            try folder.write(path, data)
        }
        try folder.write([("content/historial/protocolos/cobro/otro.json", "{}")])
        #expect(History(folder.path).verify().map(\.kind) == [.strangeFile])
    }
}
