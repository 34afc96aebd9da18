import Diagnostics
import OficioBuild
import OficioCommandLine
import OficioTheme
import TestSupport
import Testing

/// Misspells every rule, every option of a rule and every key of `theme.yaml`, many in one run. The names come from the
/// program, so the test covers new ones.
@Suite struct MisspeltRulesTests {
    /// The numbers of the lines of a file that have findings; a line with two findings appears twice.
    private func lines(_ files: [(path: String, text: String)], of path: String) throws -> [Int] {
        let folder = try TemporaryFolder()
        try folder.write(files)
        let out = folder.run(["check", "--quiet", "--format", "github"]).out
        return out.split(separator: "\n").compactMap { line in
            guard line.contains("file=\(path),"), let start = line.range(of: ",line=")?.upperBound else { return nil }
            return Int(line[start...].prefix { $0.isNumber })
        }
    }

    /// A name without its middle letter.
    private func misspelt(_ name: String) -> String {
        var name = name
        name.remove(at: name.index(name.startIndex, offsetBy: name.count / 2))
        return name
    }

    @Test func `every rule, option and value that does not exist is one finding at its line`() throws {
        var settings = ["institución: Prueba", "reglas:"]
        var wrong: [Int] = []
        func add(_ line: String, isWrong: Bool = true) {
            settings.append(line)
            if isWrong { wrong.append(settings.count) }
        }
        for rule in Rule.all {
            add("  \(misspelt(rule.code)): nota")
            add("  \(rule.code):", isWrong: false)
            add("    severidad: advertencai")
            for option in rule.options {
                add("    \(misspelt(option.name.spanish)): 3")
                add("    \(option.name.spanish): muchos")
            }
        }
        #expect(wrong.count > 150)
        let text = settings.joined(separator: "\n") + "\n"
        #expect(try lines([("content/site.yaml", text)], of: "content/site.yaml") == wrong)
    }

    @Test func `every key of a theme is checked, and its value`() throws {
        let site = ("content/site.yaml", "institución: Prueba\ntema: propio\n")
        let path = "themes/propio/theme.yaml"
        let keys = ThemeManifest.keys
        for wrong in [keys.map { "\(misspelt($0)): x" }, keys.map { "\($0): [[x]]" }] {
            let found = try lines([site, (path, wrong.joined(separator: "\n") + "\n")], of: path)
            #expect(found == Array(1...keys.count), "\(wrong)")
        }
    }
}
