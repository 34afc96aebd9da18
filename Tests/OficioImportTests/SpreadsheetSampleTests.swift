import Foundation
@testable import OficioImport
import Testing

@Suite struct SpreadsheetSampleTests {
    @Test(arguments: Samples.names("xlsx")) func `strings, numbers and comments of each sheet are all there`(
        _ name: String
    ) throws {
        let document = try Samples.read(name)
        let expected = try Samples.expected(name)
        let counts = try #require(expected["counts"] as? [String: [String: Int]])
        #expect(document.sections.count == counts.count)
        for section in document.sections {
            let count = try #require(counts[section.sheetName ?? ""])
            let cells = section.blocks.tables.flatMap(\.cells)
            let strings = cells.filter { $0.value == .text }
            #expect(strings.reduce(0) { $0 + PlainText.words($1.text).count } == count["words in strings"])
            #expect(cells.count { $0.value != .text } == count["cells of numbers"])
            let comments = document.comments.filter { $0.reference?.steps.first == .sheet(section.sheetName ?? "") }
            #expect(comments.reduce(0) { $0 + PlainText.words($1.blocks.text).count } == count["words in comments"])
        }
        let comments = try #require(expected["comments"] as? [[String: Any]])
        #expect(document.comments.map(\.author) == comments.map { $0["author"] as? String })
        #expect(document.comments.map { PlainText.clean($0.blocks.text) } == comments.map { $0["text"] as? String })
        // The expected file names the row above. In the workbook the comment is at C14, on the class of P-006.
        #expect(document.comments.map { $0.reference?.steps.last } == [.cellName("C14")])
        #expect(document.comments.map(\.on) == ["03"])
        #expect(document.sections.filter(\.isHidden).map(\.sheetName) == ["Listas"])
        #expect(document.sections[0].blocks.tables[0].hiddenColumns == [13])
    }

    @Test(arguments: Samples.names("xlsx")) func `values stand as a person sees them`(_ name: String) throws {
        let sheet = try Samples.read(name).sections[0].blocks.tables[0]
        let records = try #require(try Samples.expected(name)["records"] as? [[String: Any]])
        for record in records {
            let row = try #require(record["row"] as? Int) - 1
            let texts = sheet.rows[row].cells.map(\.plainText)
            for key in ["código", "título", "clase", "versión", "elabora", "objetivo"] {
                guard let text = record[key] as? String else { continue }
                #expect(texts.contains(text), "\(key) of row \(row + 1)")
            }
            for key in ["creación", "vigencia", "revisión"] {
                guard let value = record[key] as? [String: Any], let serial = value["serial"] as? Double else {
                    continue
                }
                let isThere = sheet.rows[row].cells.contains {
                    switch $0.value {
                    case .date(let iso, let own):
                        own == serial && (value["derived"] as? [String: String])?["fecha"] == iso
                    case .number(let own, _): own == serial
                    default: false
                    }
                }
                #expect(isThere, "\(key) of row \(row + 1)")
            }
        }
    }

    @Test(arguments: Samples.names("csv")) func `every word of a text file is counted`(_ name: String) throws {
        let document = try Samples.read(name)
        let expected = try Samples.expected(name)
        #expect(document.words.count == (expected["counts"] as? [String: Int])?["words"])
        #expect(document.properties.first { $0.name == "separator" }?.value == expected["delimiter"] as? String)
        let table = document.blocks.tables[0]
        for record in expected["records"] as? [[String: Any]] ?? [] {
            guard let title = record["título"] as? String else { continue }
            #expect(table.cells.contains { $0.plainText == title }, "\(title)")
        }
    }
}
