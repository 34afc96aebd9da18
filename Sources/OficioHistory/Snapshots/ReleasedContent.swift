import OficioBasics
import OficioModel
import OficioSchema

/// A line of a ledger with the content of its snapshot.
struct ReleasedContent: Sendable {
    let entry: LedgerEntry
    let place: ReleasePlace
    let content: VersionContent
    let withheld: [WithheldRecord]

    /// Reads the snapshot of a line; `nil` if it is missing or altered.
    init?(_ entry: LedgerEntry, of ledger: Ledger, root: String, _ schema: Schema) {
        guard let snapshot = ledger.snapshot(of: entry, root: root) else { return nil }
        self.init(entry, snapshot, in: ledger, schema)
    }

    /// Creates the content of a line that is about to be written, from its snapshot.
    init(_ entry: LedgerEntry, _ snapshot: Snapshot, in ledger: Ledger, _ schema: Schema) {
        self.entry = entry
        place = ledger.place(of: entry)
        content = VersionContent(snapshot, schema)
        withheld = snapshot.withheld
    }

    /// Returns the records under their current ids: the document, its members and the competencies.
    func records(_ names: DocumentNames) -> [ContentRecord] {
        let schema = names.working.schema
        func own(_ record: Record, _ manual: Record?) -> ContentRecord {
            ContentRecord(names.marks.present(record.recordID(schema)), record, manual: manual)
        }
        return content.records.enumerated().map { own($1, $0 == 0 ? nil : content.records.first) }
            + content.competencies.map { own($0, nil) }
    }
}

extension Ledger {
    /// Returns the lines with content whose snapshots can be read, in order, from the line with the number `first`
    /// on. Reads every snapshot.
    func releasedContents(root: String, _ schema: Schema, from first: Int = 0) -> [ReleasedContent] {
        entries.filter { $0.number >= first && !$0.snapshot.isEmpty }.compactMap {
            ReleasedContent($0, of: self, root: root, schema)
        }
    }

    /// Returns the contents of the lines that a merge of branches has set aside. Reads their snapshots.
    func contentsSetAside(root: String, _ schema: Schema) -> [ReleasedContent] {
        voided.filter { !$0.snapshot.isEmpty }.compactMap { ReleasedContent($0, of: self, root: root, schema) }
    }
}

extension InternalText {
    /// Collects the internal text of the sources and of some releases.
    ///
    /// - Parameters:
    ///   - names: the names of the documents, with the sources.
    ///   - contents: the contents of releases by ledger, in the order of release.
    init(_ names: DocumentNames, and contents: [[ReleasedContent]]) {
        self.init(of: names.working)
        for ledger in contents {
            for release in ledger.reversed() {
                for record in release.records(names) { add(record, in: release.place, names.working.schema) }
            }
        }
    }
}
