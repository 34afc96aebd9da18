import Foundation
import OficioBuild
import OficioSource
import TestSupport
import Testing

/// Which pages a build renders again after a change, and which it leaves alone.
@Suite struct IncrementalBuildTests {
    private final class Noted {
        let name: Int
        init(_ name: Int) { self.name = name }
        func read() -> Int {
            DependencyRecorder.record(self)
            return name
        }
    }

    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var files = [
            ("content/site.yaml", "institución: Prueba\n"), ("content/unidades/caja.md", "---\ntítulo: Caja\n---\n"),
        ]
        for number in 1...30 {
            files.append(
                (
                    "content/puestos/puesto-\(number).md",
                    """
                    ---
                    título: Puesto \(number)
                    código: P-\(number)
                    unidad: Caja
                    reporta a: \(number == 1 ? "Ninguno" : "Puesto \(number / 2)")
                    ---

                    ## Misión

                    Servir en la ventanilla \(number) sin demora.

                    ## Funciones

                    - Atender la ventanilla \(number).

                    ## Competencias

                    - Destreza \(number % 10 + 1)
                    """
                ))
        }
        let competencies = (1...10).map { "  - nombre: Destreza \($0)\n    definición: Servir de la manera \($0)." }
        files.append(("content/competencias.yaml", "elementos:\n" + competencies.joined(separator: "\n") + "\n"))
        try folder.write(files)
        return folder
    }

    private func build(_ folder: TemporaryFolder, to output: String = "output") throws -> OutputFolder.Outcome {
        let path = folder.path + "/" + output
        var options = BuildOptions()
        options.state = OutputCache(in: folder.path + "/cache", site: folder.path, output: path)
        return try #require(
            try Pipeline.build(
                folder.path, output: path, today: BuiltSite.day, stopsAtWarnings: false, options: options
            ).1)
    }

    private func change(_ path: String, _ old: String, _ new: String, in folder: TemporaryFolder) throws {
        try folder.write([(path, try folder.text(path).replacing(old, with: new))])
    }

    /// Builds, changes a source, builds again, and compares the output with that of a build from nothing. Returns how
    /// many files the second build skipped.
    private func spared(_ path: String, _ old: String, _ new: String) throws -> (
        spared: Int, of: Int, folder: TemporaryFolder
    ) {
        let folder = try site()
        _ = try build(folder)
        try change(path, old, new, in: folder)
        let outcome = try build(folder)
        _ = try build(folder, to: "limpio")
        let made = try TemporaryFolderView(folder, "output").files(),
            clean = try TemporaryFolderView(folder, "limpio").files()
        #expect(made == clean)
        return (outcome.skipped, outcome.written + outcome.unchanged, folder)
    }

    @Test func `words of one job leave the pages of the others alone`() throws {
        let (spared, total, folder) = try spared("content/puestos/puesto-7.md", "sin demora", "con cuidado")
        #expect(try folder.text("output/puestos/puesto-7.html").contains("con cuidado"))
        // The pages of twenty-nine other jobs, and the files that do not depend on the job's body: the index, the
        // lists, the chart, the quality report.
        #expect(spared >= 75)
        #expect(spared < total)
    }

    @Test func `a job under another boss changes the pages of both bosses`() throws {
        let (spared, _, folder) = try spared(
            "content/puestos/puesto-7.md", "reporta a: Puesto 3", "reporta a: Puesto 2")
        #expect(try folder.text("output/puestos/puesto-2.html").contains("Puesto 7"))
        #expect(spared >= 15)
    }

    @Test func `an edited entry of a catalogue leaves pages of its neighbours alone`() throws {
        let (spared, total, folder) = try spared(
            "content/competencias.yaml", "de la manera 4.", "de la manera cuarta, con paciencia y sin prisa.")
        #expect(try folder.text("output/competencias/destreza-4.html").contains("cuarta"))
        #expect(try folder.text("output/puestos/puesto-3.html").contains("Destreza 4"))
        // The pages of twenty-seven jobs and of nine competencies.
        #expect(spared >= 36)
        #expect(spared < total)
    }

    @Test func `a title is told where the document is named or listed`() throws {
        let (spared, total, folder) = try spared(
            "content/puestos/puesto-30.md", "título: Puesto 30", "título: Dirección")
        #expect(try folder.text("output/unidades/caja.html").contains("Dirección"))
        #expect(try folder.text("output/puestos/puesto-15.html").contains("Dirección"))
        // The pages of the other twenty-seven jobs and of the competencies.
        #expect(spared >= 75)
        #expect(spared < total)
    }

    @Test func `a document that comes or goes leaves alone what does not name it`() throws {
        let folder = try site()
        _ = try build(folder)
        let path = "content/puestos/puesto-7.md", kept = try folder.text(path)
        // Before all others in the order of files, so that each of them has another place.
        let added = "content/puestos/a-nuevo.md"
        try folder.write([(added, kept.replacing("Puesto 7", with: "Nuevo").replacing("P-7", with: "P-99"))])
        #expect(try build(folder).skipped >= 75)
        try same(folder)
        try remove(added, in: folder)
        #expect(try build(folder).skipped >= 75)
        try same(folder)
    }

    @Test func `a name that leads nowhere is asked again when a document takes it`() throws {
        let folder = try site()
        try change("content/puestos/puesto-7.md", "sin demora", "como el [[recaudo]]", in: folder)
        // The other page keeps the list of pages in the navigation.
        for name in ["recaudo", "otra"] {
            try folder.write([("content/paginas/\(name).md", "---\ntítulo: Página \(name)\n---\n\nUno.\n")])
        }
        _ = try build(folder)
        #expect(try folder.text("output/puestos/puesto-7.html").contains("paginas/recaudo.html"))
        // The same name now leads to another address.
        try remove("content/paginas/recaudo.md", in: folder)
        try folder.write([("content/unidades/recaudo.md", "---\ntítulo: Recaudo nuevo\n---\n")])
        let outcome = try build(folder)
        #expect(try folder.text("output/puestos/puesto-7.html").contains("unidades/recaudo.html"))
        #expect(outcome.skipped >= 60)
        try same(folder)
    }

    private func remove(_ path: String, in folder: TemporaryFolder) throws {
        try FileManager.default.removeItem(atPath: folder.path + "/" + path)
    }

    /// Holds the output to a build from nothing.
    private func same(_ folder: TemporaryFolder) throws {
        try? remove("limpio", in: folder)
        _ = try build(folder, to: "limpio")
        let made = try TemporaryFolderView(folder, "output").files(),
            clean = try TemporaryFolderView(folder, "limpio").files()
        #expect(made == clean)
    }

    @Test func `dependencies recorded on worker threads belong to the computation that started them`() {
        let objects = (0..<500).map { Noted($0) }
        let sum = objects.indices.map { $0 }
        let (total, reads) = DependencyRecorder.recording { unsafeSum(sum, objects) }
        #expect(total == 499 * 250)
        #expect(reads.objects.count == 500)
        #expect(!reads.dependsOnAll)
        let (_, nothing) = DependencyRecorder.recording {}
        #expect(nothing.objects.isEmpty && nothing.facts.isEmpty)
    }

    private func unsafeSum(_ places: [Int], _ objects: [Noted]) -> Int {
        struct Shared: @unchecked Sendable { let objects: [Noted] }
        let shared = Shared(objects: objects)
        return places.concurrentMap { shared.objects[$0].read() }.reduce(0, +)
    }
}

/// The files below one folder of a temporary one.
private struct TemporaryFolderView {
    let folder: TemporaryFolder
    let name: String

    init(_ folder: TemporaryFolder, _ name: String) {
        self.folder = folder
        self.name = name
    }

    func files() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for (path, data) in try folder.files(except: "content")
        where path.hasPrefix(name + "/") && !path.contains(".oficio") {
            found[String(path.dropFirst(name.count))] = Array(data)
        }
        return found
    }
}
