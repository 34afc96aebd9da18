import Foundation
import Diagnostics
import OficioBuild
import OficioCheck
import OficioSchema
import TestSupport
import Testing

/// Every rule fires on the example that `oficio explain` shows, and not on its counter-example.
@Suite struct RuleExampleTests {
    /// Rules about files that no text can hold. Other tests check them.
    private static let withoutExample: Set<String> = ["archivo-ilegible", "codificacion-invalida"]

    static let rules = Rule.all.filter { !withoutExample.contains($0.code) }.map(\.code)

    @Test(arguments: rules) func `fires on its example`(code: String) throws {
        let rule = try #require(Rule.all.first { $0.code == code })
        let found = try check(rule.fires)
        #expect(found.contains { $0.code == code }, "found \(found.map(\.code))")
        let others = found.filter { $0.code != code && $0.severity == .error }
        #expect(others.isEmpty, "also \(others.map { "\($0.code): \($0.message.spanish)" })")
    }

    @Test(arguments: rules) func `is silent on the example that is fine`(code: String) throws {
        let rule = try #require(Rule.all.first { $0.code == code })
        let found = try check(rule.passes)
        #expect(!found.contains { $0.code == code })
        let errors = found.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map { "\($0.code): \($0.message.spanish)" })")
    }

    /// Rules whose English examples no test can hold: a spelling checker needs a dictionary, which may be missing.
    private static let untriedInEnglish: Set<String> = ["ortografia"]

    @Test(arguments: rules) func `its examples hold in English as well`(code: String) throws {
        let rule = try #require(Rule.all.first { $0.code == code })
        if rule.readsOnlySpanish || Self.untriedInEnglish.contains(code) { return }
        for (example, isFiring) in [(rule.fires, true), (rule.passes, false)]
        where !example.files.contains(where: { $0.path.hasPrefix("content/historial/") }) {
            var files = rule.files(of: example, in: .english)
            let language = "language: en\n"
            if let settings = files.firstIndex(where: { $0.path == SiteSettings.path }) {
                if !files[settings].text.contains(language) { files[settings].text += language }
            } else {
                files.append((SiteSettings.path, "institution: Archive\n" + language))
            }
            let site = try TemporaryFolder()
            try site.write(files)
            let found = Pipeline.check(site.path, today: day).diagnostics
            #expect(found.contains { $0.code == code } == isFiring, "found \(found.map(\.code))")
            let others = found.filter { $0.code != code && $0.severity == .error }
            #expect(others.isEmpty, "also \(others.map { "\($0.code): \($0.message.english)" })")
        }
    }

    @Test func `English examples have no Spanish words`() {
        let spanish = /\b(?:de|del|la|las|los|el|que|para|por|con|una|se|su|título|puesto|versión)\b/
        for rule in Rule.all where !rule.readsOnlySpanish {
            for example in [rule.fires, rule.passes]
            where !example.files.contains(where: { $0.path.hasPrefix("content/historial/") }) {
                for (path, text) in rule.files(of: example, in: .english) {
                    for line in [path] + text.split(separator: "\n").map(String.init) {
                        #expect(line.firstMatch(of: spanish) == nil, "\(rule.code): \(line)")
                    }
                }
            }
        }
    }

    @Test func `codes are unique`() {
        let codes = Rule.all.map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func `every rule has a description and a reason in both languages`() {
        for rule in Rule.all {
            for text in [rule.what, rule.why] {
                #expect(!text.spanish.isEmpty && !text.english.isEmpty && text.spanish != text.english, "\(rule.code)")
            }
        }
    }

    @Test func `bytes that are not UTF-8 are named with their place`() throws {
        let site = try TemporaryFolder()
        try site.write(
            "content/puestos/cajero.md", .init([UInt8]("---\ntítulo: Caja".utf8) + [0xE9] + [UInt8]("\n---\n".utf8)))
        let found = Pipeline.check(site.path, today: day)
        let finding = try #require(found.diagnostics.first { $0.code == "codificacion-invalida" })
        let position = found.context.lines(finding.span.file).position(of: Int(finding.span.start))
        #expect(position.line == 2)
        #expect(position.column == 13)
    }

    @Test func `a link that leads nowhere is named`() throws {
        let site = try TemporaryFolder()
        try site.write([("content/site.yaml", "institución: Archivo\n")])
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/content/roto.md", withDestinationPath: "no-existe.md")
        let found = Pipeline.check(site.path, today: day)
        #expect(found.diagnostics.map(\.code) == ["archivo-ilegible"])
    }

    @Test func `a file that is not a source is reported by path, without its content`() throws {
        let site = try TemporaryFolder()
        try site.write([
            ("content/site.yaml", "institución: Archivo\n"), ("content/actas/carta.docx", "PK\u{3}\u{4}"),
            ("content/b.txt", "b\n"),
        ])
        let found = Pipeline.check(site.path, today: day)
        #expect(found.diagnostics.map(\.code) == ["archivo-no-reconocido", "archivo-no-reconocido"])
        #expect(
            found.diagnostics.map { found.context.path($0.span.file) } == ["content/actas/carta.docx", "content/b.txt"])
        let text = TextRenderer(context: found.context, language: .spanish, usesColor: false).render(found.diagnostics)
        #expect(text.contains("\n  --> content/actas/carta.docx:1:1\n") && !text.contains("PK"))
    }

    @Test func `a fix of a former name edits that name and nothing around it`() throws {
        let site = try TemporaryFolder()
        let source = "---\ntítulo: Cajero\nreporta a: \"[[Encargado de Caja|Jefa de turno]]\"\n---\n"
        try site.write([
            ("content/puestos/cajero.md", source),
            ("content/puestos/jefe.md", "---\ntítulo: Jefe de Caja\nnombres anteriores: [Encargado de Caja]\n---\n"),
        ])
        let finding = try #require(
            Pipeline.check(site.path, today: day).diagnostics.first { $0.code == "nombre-anterior" })
        let edit = try #require(finding.fixes.first?.edits.first)
        #expect(String(decoding: Array(source.utf8)[edit.span.range], as: UTF8.self) == "Encargado de Caja")
    }

    private let day = CalendarDate.testDay

    private func check(_ example: RuleExample) throws -> [Diagnostic] {
        #expect(!example.files.isEmpty)
        let site = try TemporaryFolder()
        try site.write(example.files)
        return Pipeline.check(site.path, today: day).diagnostics
    }
}
