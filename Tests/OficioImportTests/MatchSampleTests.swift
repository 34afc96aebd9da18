import Foundation
import ImportExpectations
import OficioImport
import Testing
import TestSupport

/// Imports the samples and compares each with the values that a perfect importer finds.
@Suite struct MatchSampleTests {
    /// Sample files of every format that have expectations; empty if the samples or the real site are absent.
    static let names = ["docx", "odt", "html", "doc", "rtf", "pdf", "csv", "xlsx"].flatMap { Samples.names($0) }

    /// The number of fields in each file that the importer is known not to find. It must find all others.
    private static let missing = [
        // Printed with its marks: what was deleted stands there too. Its columns of tabs are spaces.
        "000-isss-supervisor-en-revision.pdf": 3,
        // The task has two paragraphs, and a page break cuts its row.
        "002-gh-adm-fo-53-filas-sueltas.pdf": 1,
        // The file has no tags, and a page break cuts a cell.
        "002-gh-adm-fo-53-sin-etiquetas.pdf": 1,
    ]

    @Test(arguments: names) func `every field is found word for word and every word is accounted for`(_ name: String)
        throws
    {
        let site = try #require(OutsideMaterial.seedsSite)
        let sample = try SampleImport(Samples.path(name), site: site, without: ["puestos", "manuales"])
        let expectation = try Expectation(path: Samples.expectedPath(name))
        let results =
            expectation.records.isEmpty ? expectation.compare(sample.file) : expectation.compareRows(sample.file)
        let wrong = results.filter { !$0.isRight }
        let ledger = try #require(sample.file.ledger)
        print(
            """
            \(name): \(results.count - wrong.count) of \(results.count) fields right, \(ledger.total) words \
            accounted for
            """
        )
        #expect(
            wrong.count == Self.missing[name] ?? 0,
            "\(wrong.map { "\($0.document) \($0.field): expected «\($0.expected)», found «\($0.found)»" })")
        #expect(ledger.isExact, "\(ledger.problems.map(\.english))")
        #expect(ledger.counts.map(\.words).reduce(0, +) == ledger.total)
        #expect(ledger.total == sample.file.document?.words.count)
    }

    @Test func `two CSV files of one workbook give what the workbook gives`() throws {
        guard let folder = Samples.folder else { return }
        let site = try #require(OutsideMaterial.seedsSite)
        let sample = try SampleImport(
            folder + "/files/catalogo-puestos.csv", site: site, without: ["puestos", "manuales"],
            with: [folder + "/files/catalogo-competencias.csv"])
        let expectation = try Expectation(path: folder + "/expected/catalogo-puestos.csv.json")
        let wrong = expectation.compareRows(sample.file).filter { !$0.isRight }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.document) \($0.field): «\($0.expected)», found «\($0.found)»" })")
        #expect(sample.file.ledger?.isExact == true)
    }

    @Test func `files made around one defect each are taken over whole`() throws {
        guard let folder = Samples.folder else { return }
        let site = try #require(OutsideMaterial.seedsSite)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/public/hhs").filter {
            $0.hasSuffix(".docx")
        }
        #expect(names.count == 13)
        for name in names.sorted() {
            let file = try SampleImport(folder + "/public/hhs/" + name, site: site, without: ["puestos", "manuales"])
                .file
            #expect(file.ledger?.isExact == true, "\(name): \(file.ledger?.problems.map(\.english) ?? [])")
            #expect(file.sources.count == 1, "\(name)")
        }
    }

    @Test(arguments: Samples.names("docx")) func `labels, marks and content add up to the words of the body`(
        _ name: String
    ) throws {
        let site = try #require(OutsideMaterial.seedsSite)
        let sample = try SampleImport(Samples.path(name), site: site, without: ["puestos", "manuales"])
        let counts = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        let match = try #require(sample.file.match)
        var content = 0
        var marks = 0
        var body = 0
        for (index, word) in match.outline.words.enumerated() where word.id.part == .body {
            body += 1
            switch match.fates.all[index] {
            case .field, .furniture(.catalogue): content += 1
            case .mark: marks += 1
            default: break
            }
        }
        #expect(body == counts["body"])
        #expect(marks == counts["of which marks"])
        // Both counts treat members of a manual and dates of the log alike, and both count row headings as content.
        #expect(abs(content - (counts["of which content"] ?? 0)) <= 12, "\(content) words of content")
    }
}
