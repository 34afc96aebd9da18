import Diagnostics
import Foundation
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Damaged sources give findings with places: never a crash, a hang, or words left out in silence.
@Suite struct MutationTests {
    @Test(arguments: 0..<6) func `damaged sources are read to a finding or to a page`(part: Int) throws {
        var random = SeededGenerator(seed: UInt64(part) &* 0x9E37_79B9 &+ 7)
        let sites = [Folders.package] + (Folders.shared("seeds-site").map { [$0] } ?? [])
        for site in sites {
            let folder = SiteFolder(scanning: site)
            let declared = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }
            let schema = Schema(try declared.map { SourceDocument(try folder.bytes(of: FileID($0)), file: FileID($0), path: folder.sources[$0].path) })
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
                    // Declarations say what they found; they hold no records.
                    findings += Schema([document]).diagnostics
                }
                let lines = LineMap(bytes)
                for finding in findings where finding.span.file == FileID(index) {
                    #expect(finding.span.start >= 0 && finding.span.end <= bytes.count, "\(path): \(finding.code) \(finding.span)")
                    #expect(lines.position(of: Int(finding.span.start)).line <= lines.count)
                }
                guard Schema.role(of: path) == .document, !findings.hasErrors else { continue }
                var lost: [String] = []
                document.blocks.forEachText { text in
                    for word in Self.split(text.plain.replacing(/\{[^}]*\}/, with: "")) where !words.contains(word) { lost.append(word) }
                }
                lost.removeAll { word in findings.contains { $0.message.spanish.lowercased().contains(word) } }
                // A damaged name that is still understood is a key as the whole one is.
                lost.removeAll { Self.stems.contains(LooseName.of($0.folded)) }
                #expect(lost.isEmpty, "\(path): \(lost.prefix(8))")
            }
        }
    }

    /// The words of a record's values; headings that are names of fields or columns are keys.
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

    /// Names of fields and columns, which are keys wherever they stand.
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

    private static let stems = Set(names.map { LooseName.of($0.folded) } + [""])

    private static func split(_ text: String) -> [String] { text.lowercased().split { !$0.isLetter }.map(String.init) }
}

/// Ways in which files get damaged.
private enum Mutation {
    static func random(_ original: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        guard !bytes.isEmpty else { return bytes }
        func place(_ random: inout SeededGenerator) -> Int { Int.random(in: 0..<max(1, bytes.count), using: &random) }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes.removeLast(place(&random))
        case 1:
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
            lines.shuffle(using: &random)
            bytes = Array(lines.joined(separator: [0x0A]))
        case 2: for _ in 0..<Int.random(in: 1...20, using: &random) { bytes[place(&random)] = UInt8.random(in: 0...255, using: &random) }
        case 3:
            let start = place(&random)
            bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + 400)], at: place(&random))
        case 4: for _ in 0..<Int.random(in: 1...10, using: &random) { bytes.remove(at: place(&random)) }
        case 5:
            for sign in ["|", "[[", "#", "-", "\"", ":", "{", "`", "***", "<b>", "---\n", "\t", "&a", "*a"].shuffled(using: &random).prefix(3) {
                bytes.insert(contentsOf: Array(sign.utf8), at: place(&random))
            }
        case 6: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        default:
            let start = place(&random)
            bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...300, using: &random)))
        }
        return bytes
    }
}

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
