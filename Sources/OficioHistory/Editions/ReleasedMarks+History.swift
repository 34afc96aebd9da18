import OficioModel
import OficioSchema

extension History {
    /// The internal parts that each release declares, and the parts of releases that are withheld
    /// because what follows them may hold them as internal. Reads every snapshot, on all processors.
    ///
    /// `contents` is the working content for each ledger, `nil` for a document without a source. `chosen` are the
    /// ledgers to read, `nil` for all of them.
    func releasedMarks(
        _ working: Corpus, _ contents: [DocumentContent?], of chosen: [Int]? = nil
    ) -> ReleasedMarks {
        let names = DocumentNames(working, self)
        let elsewhere = InternalText(of: working)
        var marks = names.marks
        for ledger in ledgerMarks(working, contents, of: chosen ?? Array(ledgers.indices), names, elsewhere) {
            ledger.add(to: &marks)
        }
        return marks
    }

    /// The marks of some ledgers, in their order.
    func ledgerMarks(
        _ working: Corpus, _ contents: [DocumentContent?], of chosen: [Int], _ names: DocumentNames,
        _ elsewhere: InternalText
    ) -> [LedgerMarks] {
        let released = releasedKeys(names)
        let hiddenTypes = Set(
            working.records.indices.filter { index in
                !released.contains(working.recordID(of: index))
                    && InternalParts(of: working.records[index], working.schema, manual: nil).isWhole
            }.map { working.records[$0].type })
        return chosen.concurrentMap { index in
            LedgerMarks(
                ledgers[index], root: root, working, names: names, elsewhere: elsewhere, next: contents[index],
                hiddenTypes: hiddenTypes)
        }
    }

    private func releasedKeys(_ names: DocumentNames) -> Set<RecordID> {
        let lines = ledgers.flatMap(\.entries).filter { $0.kind != .mark }
        return Set(lines.flatMap(\.records).map { names.marks.present($0) })
    }
}

extension Ledger {
    /// The position of a line in the order in which releases were made.
    package func place(of entry: LedgerEntry) -> ReleasePlace {
        ReleasePlace(ledger: path, number: entry.number, recorded: entry.recorded)
    }
}
