// Gives every controlled document of a site a ledger with several versions, for measurements: history-maker SITE
// VERSIONS
//
// The last version is the one in the sources; the earlier ones have the same text under other numbers and dates.
import Diagnostics
import Foundation
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema

let arguments = CommandLine.arguments
guard arguments.count == 3, let versions = Int(arguments[2]), let day = CalendarDate(iso: "2020-01-01") else {
    exit(64)
}
let root = arguments[1]
let corpus = SiteLoader.load(root).corpus
var members: Set<Int> = []
for record in corpus.records.indices {
    guard case .references(let references)? = corpus.value(corpus.records[record], .members) else { continue }
    for reference in references {
        if let target = corpus.target(of: reference, from: corpus.records[record].file) { members.insert(target) }
    }
}
var made = 0
for record in corpus.records.indices
where corpus.type(of: record).isControlled && !members.contains(record) && !corpus.isExternal(corpus.records[record]) {
    let content = DocumentContent(of: record, in: corpus)
    let folder = "\(root)/\(Ledger.folder)/\(corpus.type(of: record).folder)/\(corpus.records[record].id)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var entries: [LedgerEntry] = []
    for number in 1...versions {
        let effective = day.adding(days: 365 * (number - 1))
        var entry = LedgerEntry(
            number: number, kind: .material, version: "\(number)", effective: effective, recorded: effective)
        let snapshot = Snapshot(content, version: entry.version, effective: effective, in: corpus) { file in
            corpus.schema.forms.first { $0.file == file && !$0.isBuiltIn }?.source
        }
        let bytes = snapshot.bytes
        // The ledgers have no index, as in the first format of histories.
        entry.format = 1
        entry.log = ["Versión \(number)."]
        entry.snapshotHash = SHA256.hex(bytes)
        entry.contentHash = content.hash
        entry.snapshot = "\(number)-\(entry.snapshotHash.prefix(8)).json"
        entry.records = content.records.map { corpus.recordID(of: $0) }
        entry.previous = entries.last?.hash ?? ""
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + entry.snapshot))
        entries.append(entry)
    }
    try Data(Ledger.bytes(entries)).write(to: URL(fileURLWithPath: folder + "/" + Ledger.fileName))
    made += 1
}
print("\(made) ledgers of \(versions) versions")
