import Foundation
@testable import OficioImport
import Testing
import TestSupport

/// The import samples beside the package: files, and the values that a perfect importer finds in each.
enum Samples {
    static let folder = OutsideMaterial.folder("import-samples")

    /// The names of the sample files with an extension, sorted; empty if the samples are absent.
    static func names(_ ending: String) -> [String] {
        guard let folder else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/files")) ?? []).filter {
            $0.hasSuffix("." + ending)
        }.sorted()
    }

    /// The path of a sample file.
    static func path(_ name: String) throws -> String { try #require(folder) + "/files/" + name }

    /// The path of the expected values of a sample file.
    static func expectedPath(_ name: String) throws -> String { try #require(folder) + "/expected/" + name + ".json" }

    static func read(_ name: String) throws -> LocatedDocument { try DocumentReader.read(path: path(name)) }

    static func expected(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: expectedPath(name)))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Counts of the elements of a document, keyed by their names in the expected files.
    static func counts(_ document: LocatedDocument) -> [String: Int] {
        var byPart: [LocatedDocument.WordPart: Int] = [:]
        for word in document.words { byPart[word.id.part, default: 0] += 1 }
        let paragraphs = document.paragraphs
        return [
            "body": byPart[.body] ?? 0, "headers and footers": byPart[.margin] ?? 0, "footnotes": byPart[.note] ?? 0,
            "comments": byPart[.comment] ?? 0, "hidden": byPart[.hidden] ?? 0,
            "tracked deletions": byPart[.deleted] ?? 0,
            "alternative texts": byPart[.alternativeText] ?? 0, "list numbers not in the text": byPart[.listLabel] ?? 0,
            "tracked insertions (part of body)": words(paragraphs) { $0.isInserted(document) },
            "moved (part of both)": words(paragraphs) { run in
                run.visibility == .shown && run.changes.contains { document.changes[$0].kind == .movedTo }
            },
            "in fields (part of body)": words(paragraphs) { $0.visibility == .shown && !$0.fields.isEmpty },
            "in text boxes (part of body)": paragraphs.flatMap(\.textBoxes).reduce(0) {
                $0 + PlainText.words($1.blocks.text).count
            },
            "body if all changes are refused": paragraphs.reduce(0) { sum, paragraph in
                let former = paragraph.runs.filter { $0.visibility == .deleted || !$0.isInserted(document) }
                return sum + PlainText.words(former.map(\.shownText).joined()).count
            },
        ]
    }

    /// The words of the runs that meet a condition. Neighbouring runs join to one text.
    private static func words(
        _ paragraphs: [LocatedDocument.Paragraph], where condition: (LocatedDocument.Run) -> Bool
    ) -> Int {
        var count = 0
        for paragraph in paragraphs {
            var stretch = ""
            for run in paragraph.runs {
                if condition(run) {
                    stretch += run.shownText
                } else if !run.shownText.isEmpty {
                    count += PlainText.words(stretch).count
                    stretch = ""
                }
            }
            count += PlainText.words(stretch).count
        }
        return count
    }
}

extension LocatedDocument.Run {
    func isInserted(_ document: LocatedDocument) -> Bool {
        visibility == .shown && changes.contains { [.insertion, .movedTo].contains(document.changes[$0].kind) }
    }
}

extension LocatedDocument.Change {
    /// The name of the kind in the expected files.
    var expectedKind: String {
        switch kind {
        case .insertion: "ins"
        case .deletion: "del"
        case .movedFrom: "moveFrom"
        case .movedTo: "moveTo"
        case .format: "rPrChange"
        case .paragraphInserted: "ins of a paragraph mark"
        case .paragraphDeleted: "del of a paragraph mark"
        case .rowInserted: "ins of a table row"
        case .rowDeleted: "del of a table row"
        case .cellInserted, .cellDeleted: "cell"
        }
    }
}
