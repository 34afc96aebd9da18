import Diagnostics
import Foundation
import OficioBuild
import TestSupport
import Testing

/// Properties of every page of a built site: links, ids, headings, bytes.
@Suite struct SitePagesTests {
    @Test func `the demonstration site has no error and no warning`() throws {
        let found = try BuiltSite.demonstration.get().findings.diagnostics.filter { $0.severity != .note }
        #expect(found.isEmpty, "\(found.map(\.message.spanish))")
    }

    @Test func `the real documents have no error`() throws {
        guard let seeds = BuiltSite.seeds else { return }
        #expect(try !seeds.get().findings.diagnostics.hasErrors)
    }

    @Test func `every internal link and anchor resolves`() throws {
        for site in try BuiltSite.all {
            var broken: [String] = []
            for (path, page) in site.pages {
                for link in page.links where !link.contains(":") {
                    if !resolves(link, from: path, in: site) { broken.append("\(path) → \(link)") }
                }
            }
            #expect(broken.isEmpty, "\(broken.sorted().prefix(20))")
        }
    }

    @Test func `the page for an unknown address leads to the site from any depth`() throws {
        let source = try TemporaryFolder()
        try source.write([
            ("content/site.yaml", "institución: Prueba\ndirección web: https://ejemplo.example/manuales\n"),
            ("content/unidades/caja.md", "---\ntítulo: Caja\n---\n"),
        ])
        let output = try TemporaryFolder()
        let (_, outcome) = try Pipeline.build(
            source.path, output: output.path + "/sitio", today: BuiltSite.day, stopsAtWarnings: false)
        try #require(outcome != nil)
        let links = HTMLDocument(try #require(try output.files()["sitio/404.html"])).links.filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("data:")
        }
        #expect(links.contains("/manuales/unidades/index.html"))
        let astray = links.filter { !$0.hasPrefix("/manuales/") }
        #expect(astray.isEmpty, "\(astray)")
    }

    @Test func `every page has one main heading and no id twice`() throws {
        for site in try BuiltSite.all {
            for (path, page) in site.pages {
                #expect(page.headings.count { $0 == "h1" } == 1, "\(path)")
                let twice = Dictionary(grouping: page.ids) { $0 }.filter { $0.value.count > 1 }.keys
                #expect(twice.isEmpty, "\(path): \(twice)")
            }
        }
    }

    @Test func `no page runs or links to a script address or another host's file`() throws {
        for site in try BuiltSite.all {
            for (path, page) in site.pages {
                for link in page.links {
                    #expect(!link.lowercased().hasPrefix("javascript:") && !link.hasPrefix("//"), "\(path): \(link)")
                }
            }
        }
    }

    @Test func `two builds in different folders give the same bytes`() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        let copy = try TemporaryFolder()
        for name in ["content", "themes"] {
            try FileManager.default.copyItem(atPath: Folders.package + "/" + name, toPath: copy.path + "/" + name)
        }
        _ = try Pipeline.build(Folders.package, output: first.path, today: BuiltSite.day, stopsAtWarnings: false)
        _ = try Pipeline.build(copy.path, output: second.path, today: BuiltSite.day, stopsAtWarnings: false)
        let (a, b) = (try first.files(), try second.files())
        #expect(!a.isEmpty)
        #expect(a.keys.sorted() == b.keys.sorted())
        let different = a.keys.filter { a[$0] != b[$0] }
        #expect(different.isEmpty, "\(different)")
    }

    @Test func `time zone, locale and the order of files in folders change no byte`() throws {
        let program = Folders.programs + "/oficio"
        try #require(FileManager.default.isExecutableFile(atPath: program), "the program is built with the tests")
        let reversed = try TemporaryFolder()
        for name in ["content", "themes"] {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: Folders.package + "/" + name).sorted()
                .reversed()
            for path in paths {
                let (from, to) = (
                    URL(filePath: "\(Folders.package)/\(name)/\(path)"),
                    URL(filePath: "\(reversed.path)/\(name)/\(path)")
                )
                if from.hasDirectoryPath || (try? from.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
                {
                    continue
                }
                try FileManager.default.createDirectory(
                    at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: from, to: to)
            }
        }
        var built: [[String: Data]] = []
        for (site, environment) in [
            (Folders.package, ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"]),
            (reversed.path, ["TZ": "Pacific/Pago_Pago", "LC_ALL": "C"]),
        ] {
            let output = try TemporaryFolder()
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = ["build", "--site", site, "--output", output.path, "--today", "2026-11-21", "--quiet"]
            // Pass on the options of the sanitizers, which the program reads as well.
            process.environment = environment.merging(
                ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
            ) { own, _ in own }
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            built.append(try output.files().mapValues { Data($0) })
        }
        #expect(!built[0].isEmpty)
        #expect(built[0] == built[1])
    }

    private func resolves(_ link: String, from path: String, in site: BuiltSite) -> Bool {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var target = path
        if !parts[0].isEmpty {
            // Only the page for unknown addresses may use links from the root of the host.
            let isRooted = parts[0].hasPrefix("/")
            guard !isRooted || path == "404.html" else { return false }
            let base = URL(fileURLWithPath: isRooted ? "/" : "/" + path).deletingLastPathComponent()
            let file = parts[0].split(separator: "?", maxSplits: 1)[0]
            target = String(
                base.appendingPathComponent(file.removingPercentEncoding ?? String(file)).standardized.path.dropFirst())
            guard site.output.exists("sitio/" + target) else { return false }
        }
        guard parts.count > 1, target.hasSuffix(".html") else { return true }
        return site.pages[target]?.ids.contains(parts[1]) == true
    }
}
