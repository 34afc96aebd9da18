import OficioModel
import OficioSchema

extension History {
    /// The internal parts that each release declares. Reads every snapshot, on all processors.
    func releasedMarks(_ schema: Schema) -> ReleasedMarks {
        let found = ledgers.concurrentMap { ledger in
            ledger.entries.filter { !$0.snapshot.isEmpty }.flatMap {
                entry -> [(InternalParts, RecordID, ReleasePlace)] in
                guard let snapshot = ledger.snapshot(of: entry, root: root) else { return [] }
                let content = VersionContent(snapshot, schema)
                return content.records.enumerated().map { number, record in
                    let parts = InternalParts(of: record, schema, manual: number == 0 ? nil : content.records.first)
                    return (parts, record.recordID(schema), ledger.place(of: entry))
                }
            }
        }
        var marks = ReleasedMarks()
        for (parts, record, place) in found.joined() { marks.add(parts, of: record, in: place) }
        return marks
    }
}

extension Ledger {
    /// The position of a line in the order in which releases were made.
    package func place(of entry: LedgerEntry) -> ReleasePlace {
        ReleasePlace(ledger: path, number: entry.number, recorded: entry.recorded)
    }
}
