import Foundation
@testable import OficioImport
import OficioOffice
import TestSupport
import Testing

/// Small files of every format, damaged at random. No file stops the program or takes long, and the report accounts for
/// every word that is read.
///
/// `OFICIO_MUTATIONS` sets the number of files per format (25), `OFICIO_SEED` the seed.
@Suite struct MutatedFileTests {
    private static let count = ProcessInfo.processInfo.environment["OFICIO_MUTATIONS"].flatMap { Int($0) } ?? 25
    private let site = OfficeSite()

    @Test(arguments: SmallFile.all) func `a damaged file is refused or accounted for`(_ file: SmallFile) throws {
        let whole = try DocumentReader.read(file.bytes, fileName: file.name)
        #expect(whole.words.count > 20, "\(file.name)")
        var random = TestSeed.generator(31)
        var files: [ImportedFile] = []
        var bytes: [[UInt8]] = []
        let start = ContinuousClock.now
        for number in 0..<Self.count {
            let damaged = file.mutated(&random)
            var imported = ImportedFile(path: "\(number)-\(file.name)")
            let before = ContinuousClock.now
            do throws(ImportRefusal) {
                imported.document = try DocumentReader.read(damaged, fileName: imported.name)
            } catch { continue }
            let time = ContinuousClock.now - before
            #expect(time < .seconds(20), "\(imported.name): \(time)")
            files.append(imported)
            bytes.append(damaged)
        }
        #expect(!files.isEmpty, "every damaged file was refused")
        var batch = ImportBatch(site.corpus, files: files)
        batch.run()
        for (number, file) in batch.files.enumerated() where file.ledger?.isExact == false {
            Issue.record("\(file.name): \(file.ledger?.problems.map(\.english) ?? [])")
            keep(bytes[number], file.name)
        }
        let time = ContinuousClock.now - start
        #expect(time < .seconds(30 + Self.count), "\(time)")
    }

    /// Writes a file that failed into the folder that `OFICIO_KEEP` names.
    private func keep(_ bytes: [UInt8], _ name: String) {
        guard let folder = ProcessInfo.processInfo.environment["OFICIO_KEEP"] else { return }
        try? Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
}

/// A small file of one format that holds all elements that its reader knows.
struct SmallFile: Sendable, CustomTestStringConvertible {
    let name: String
    /// The parts of a package. A plain text file has a single part with an empty name.
    private let parts: [(name: String, text: String)]

    init(name: String, parts: [(name: String, text: String)]) {
        self.name = name
        self.parts = parts
    }

    var testDescription: String { name }
    var bytes: [UInt8] { Self.packed(parts.map { ($0.name, Array($0.text.utf8)) }) }

    private static func packed(_ parts: [(String, [UInt8])]) -> [UInt8] {
        parts.count == 1 ? parts[0].1 : ZIPFile.bytes(parts.map { .init($0.0, $0.1) })
    }

    // MARK: Mutations

    /// The file with one to four changes of one part.
    func mutated(_ random: inout SeededRandom) -> [UInt8] {
        var changed = parts.map { ($0.name, Array($0.text.utf8)) }
        let place = changed.indices.max { changed[$0].1.count < changed[$1].1.count } ?? 0
        let target = Int.random(in: 0..<4, using: &random) > 0 ? place : Int.random(in: changed.indices, using: &random)
        for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&changed[target].1, &random) }
        return Self.packed(changed)
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard bytes.count > 8 else { return }
        let tags = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
        func span() -> Range<Int> {
            guard tags.count > 2 else {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                return start..<min(bytes.count, start + Int.random(in: 1...40, using: &random))
            }
            let first = Int.random(in: 0..<tags.count - 1, using: &random)
            let last = min(tags.count - 1, first + Int.random(in: 1...12, using: &random))
            return tags[first]..<tags[last]
        }
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes.removeSubrange(span())
        case 1:
            let copied = Array(bytes[span()])
            let place = tags.randomElement(using: &random) ?? 0
            for _ in 0..<Int.random(in: 1...60, using: &random) { bytes.insert(contentsOf: copied, at: place) }
        case 2:
            // Move an element.
            let range = span()
            let moved = Array(bytes[range])
            bytes.removeSubrange(range)
            let rest = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
            bytes.insert(contentsOf: moved, at: rest.randomElement(using: &random) ?? 0)
        case 3:
            // Change a number.
            let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
            guard let place = digits.randomElement(using: &random) else { return }
            let number =
                ["0", "-1", "99999999", "65536", "1048577", "4294967296", "x"].randomElement(using: &random) ?? ""
            bytes.replaceSubrange(place...place, with: Array(number.utf8))
        case 4: bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        case 5: bytes.removeSubrange(Int.random(in: bytes.count / 2..<bytes.count, using: &random)...)
        default:
            // Insert a text that readers may stumble over.
            let text =
                ["Funciones", " X ", "☒", "\u{0301}", "Ñandú:", "___", "[ ]", "=", "|", "\t", "\u{FEFF}", "𝒳 "]
                .randomElement(using: &random) ?? ""
            bytes.insert(contentsOf: Array(text.utf8), at: Int.random(in: 0..<bytes.count, using: &random))
        }
    }
}
