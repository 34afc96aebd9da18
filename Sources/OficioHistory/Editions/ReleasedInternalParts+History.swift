import OficioModel
import OficioSchema

extension History {
    /// Returns the internal parts that each release declares, and the parts of releases that public builds withhold
    /// because later records may contain them as internal. Reads every snapshot, on all processors.
    ///
    /// `contents` is the working content for each ledger, `nil` for a document without a source.
    func releasedMarks(_ working: Corpus, _ contents: [DocumentContent?]) -> ReleasedInternalParts {
        let names = DocumentNames(working, self)
        let released = releasedContents(working.schema)
        let elsewhere = InternalText(names, and: released + contentsSetAside(working.schema))
        var marks = names.marks
        for ledger in ledgerMarks(released, contents, of: Array(ledgers.indices), names, elsewhere) {
            ledger.add(to: &marks)
        }
        return marks
    }

    /// Returns the contents of all releases that no merge has set aside, by ledger. Reads every snapshot, on all
    /// processors.
    func releasedContents(_ schema: Schema) -> [[ReleasedContent]] {
        ledgers.indices.map { $0 }.concurrentMap { ledgers[$0].releasedContents(root: root, schema) }
    }

    /// Returns the contents of the lines that merges of branches have set aside, by ledger.
    func contentsSetAside(_ schema: Schema) -> [[ReleasedContent]] {
        ledgers.map { $0.contentsSetAside(root: root, schema) }
    }

    /// Returns the internal and withheld parts of the releases in the ledgers `chosen`, in their order.
    /// `contentsOfReleases` has the contents of each of them.
    func ledgerMarks(
        _ contentsOfReleases: [[ReleasedContent]], _ contents: [DocumentContent?], of chosen: [Int],
        _ names: DocumentNames, _ elsewhere: InternalText
    ) -> [LedgerMarks] {
        let working = names.working
        let released = releasedKeys(names)
        let hiddenTypes = Set(
            working.records.indices.filter { index in
                !released.contains(working.recordID(of: index))
                    && InternalParts(of: working.records[index], working.schema, manual: nil).isWhole
            }.map { working.records[$0].type })
        return chosen.indices.map { $0 }.concurrentMap { place in
            let ledger = chosen[place]
            return LedgerMarks(
                contentsOfReleases[place], latest: ledgers[ledger].latestContent, names, elsewhere: elsewhere,
                next: contents[ledger], hiddenTypes: hiddenTypes)
        }
    }

    private func releasedKeys(_ names: DocumentNames) -> Set<RecordID> {
        let lines = ledgers.flatMap(\.entries).filter { $0.kind != .mark }
        return Set(lines.flatMap(\.records).map { names.marks.present($0) })
    }
}

extension Ledger {
    /// Returns the position of a line in the order in which releases were made.
    package func place(of entry: LedgerEntry) -> ReleasePlace {
        ReleasePlace(ledger: path, number: entry.number, recorded: entry.recorded)
    }
}
