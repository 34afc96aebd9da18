import Diagnostics
import Foundation
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Damaged sources give findings with places: no crash, no hang, and no word is left out in silence.
@Suite struct MutationTests {
    @Test(arguments: 0..<6) func `damaged sources are read to a finding or to a page`(part: Int) throws {
        var random = TestSeed.generator(UInt64(part))
        let sites = [Folders.package] + [OutsideMaterial.seedsSite].compactMap(\.self)
        for site in sites {
            let folder = SiteFolder(scanning: site)
            let declared = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }
            let schema = Schema(
                try declared.map {
                    SourceDocument(try folder.bytes(of: FileID($0)), file: FileID($0), path: folder.sources[$0].path)
                })
            let decoder = DocumentDecoder(schema: schema)
            for _ in 0..<300 {
                let index = Int.random(in: folder.sources.indices, using: &random)
                let path = folder.sources[index].path
                let bytes = Mutation.random(try folder.bytes(of: FileID(index)), using: &random)
                let document = SourceDocument(bytes, file: FileID(index), path: path)
                var findings = document.diagnostics
                var words: Set<String> = []
                if Schema.role(of: path) == .document {
                    let decoded = decoder.decode(document)
                    findings = decoded.diagnostics
                    words = Set(decoded.records.flatMap { Self.words(of: $0) })
                } else {
                    // Type and form declarations hold no records; their findings come from the schema.
                    findings += Schema([document]).diagnostics
                }
                let lines = LineMap(bytes)
                for finding in findings where finding.span.file == FileID(index) {
                    #expect(
                        finding.span.start >= 0 && finding.span.end <= bytes.count,
                        "\(path): \(finding.code) \(finding.span)")
                    #expect(lines.position(of: Int(finding.span.start)).line <= lines.count)
                }
                guard Schema.role(of: path) == .document, !findings.hasErrors else { continue }
                var lost: [String] = []
                document.blocks.forEachText { text in
                    for word in Self.split(text.plain.replacing(/\{[^}]*\}/, with: "")) where !words.contains(word) {
                        lost.append(word)
                    }
                }
                lost.removeAll { word in findings.contains { $0.message.spanish.lowercased().contains(word) } }
                // A damaged name that the decoder still understands is a key, not a lost word.
                lost.removeAll { Self.stems.contains(LooseName.looseForm($0.folded)) }
                #expect(lost.isEmpty, "\(path): \(lost.prefix(8))")
            }
        }
    }

    /// The words of a record's values. Headings that are names of fields or columns are keys and not included.
    private static func words(of record: Record) -> [String] {
        var found: [String] = []
        func visit(_ value: Value) {
            switch value {
            case .rows(let rows):
                (rows.introduction + rows.closing).forEachText { found += split($0.plain) }
                for group in rows.groups {
                    found += split(group.heading.plain)
                    group.note.forEachText { found += split($0.plain) }
                }
                for row in rows.rows { row.cells.forEach { visit($0.value) } }
            case .group(let members): members.forEach { visit($0.value) }
            case .blocks(let blocks): blocks.forEachText { found += split($0.plain) }
            case .list(let items): items.forEach { $0.blocks.forEachText { found += split($0.plain) } }
            case .references(let references): references.forEach { found += split($0.text.plain) }
            default: found += split(value.plain)
            }
        }
        record.fields.forEach { visit($0.value) }
        for section in record.extra {
            found += split(section.heading.plain)
            section.blocks.forEachText { found += split($0.plain) }
        }
        return found + names
    }

    /// The names of all fields and columns, which are keys wherever they stand.
    private static let names: [String] = {
        func all(_ fields: [Field]) -> [String] {
            fields.flatMap { field -> [String] in
                var names = (field.spellings + field.others.map(\.spelling)).flatMap { split($0) }
                switch field.kind {
                case .rows(let rows): names += all(rows.columns)
                case .group(let members): names += all(members)
                default: break
                }
                return names
            }
        }
        return Schema([]).types.flatMap { all($0.fields) }
    }()

    private static let stems = Set(names.map { LooseName.looseForm($0.folded) } + [""])

    private static func split(_ text: String) -> [String] { text.lowercased().split { !$0.isLetter }.map(String.init) }
}
