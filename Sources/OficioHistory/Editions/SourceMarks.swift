import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// A mark of a source that hides something of a release, and that the history does not record: once the source is
/// deleted, a public build would show what it hides.
struct SourceMark {
    /// The record with the mark, as an index into the working corpus.
    let record: Int
    /// The index of the ledger whose releases the mark hides.
    let ledger: Int
    /// The last version that says what the mark hides.
    let version: String
    /// Whether the record was released under the key that it has now, or that its ledger knows as its former one.
    let isOwnKey: Bool
}

extension History {
    /// The marks of the working records that the ledgers do not record. Reads the snapshots of ledgers that contain
    /// marked records.
    ///
    /// - Parameters:
    ///   - working: the corpus of the sources.
    ///   - contents: the working content for each ledger, `nil` for a document without a source.
    ///   - isWanted: whether a mark of a record counts for a ledger.
    /// - Returns: each mark once for a ledger, in the order of ledgers and records.
    func unrecordedMarks(
        _ working: Corpus, _ contents: [DocumentContent?], where isWanted: (_ record: Int, _ ledger: Int) -> Bool
    ) -> [SourceMark] {
        let manuals = working.manuals
        var marked: [Int: InternalParts] = [:]
        for (index, record) in working.records.enumerated() {
            let parts = InternalParts(
                writtenIn: record, working.schema, manual: manuals[index].map { working.records[$0] })
            if !parts.isEmpty { marked[index] = parts }
        }
        if marked.isEmpty || isEmpty { return [] }
        let names = DocumentNames(working, self)
        var chosen: [Int: Set<Int>] = [:]
        for ledger in ledgers.indices {
            let released = Set(ledgers[ledger].entries.flatMap(\.records).map { names.marks.present($0) })
            for index in marked.keys where isWanted(index, ledger) {
                let key = working.recordID(of: index)
                let isReleased =
                    released.contains(key)
                    || released.contains { names.claimants[$0]?.contains { $0.key == key } ?? false }
                    || key.type == .competency && mayContain(key.id, ledger)
                if isReleased { chosen[ledger, default: []].insert(index) }
            }
        }
        // A mark that another ledger records counts too.
        let wanted = Set(chosen.values.joined().map { working.recordID(of: $0) })
        if wanted.isEmpty { return [] }
        let places = ledgers.indices.filter { ledger in
            chosen[ledger] != nil
                || ledgers[ledger].entries.contains { $0.records.contains { wanted.contains(names.marks.present($0)) } }
        }
        let read = ledgerMarks(working, contents.map { _ in nil }, of: places, names, InternalText())
        var marks = names.marks
        for ledger in read { ledger.add(to: &marks) }
        return zip(places, read).flatMap { place, ledger -> [SourceMark] in
            guard let records = chosen[place] else { return [] }
            return unrecordedMarks(
                place, ledger, marks, names, contents[place], marked.filter { records.contains($0.key) })
        }
    }

    /// Whether a snapshot of a ledger may contain a record that its lines do not name.
    private func mayContain(_ id: String, _ ledger: Int) -> Bool {
        let wanted = Array("\"id\":\"\(id)\"".utf8)
        return ledgers[ledger].entries.contains { entry in
            guard !entry.snapshot.isEmpty,
                let bytes = try? Files.read("\(root)/\(ledgers[ledger].path)/\(entry.snapshot)")
            else { return false }
            return bytes.firstOffset(of: wanted, in: bytes.indices) != nil
        }
    }

    private func unrecordedMarks(
        _ place: Int, _ ledger: LedgerMarks, _ marks: ReleasedMarks, _ names: DocumentNames,
        _ content: DocumentContent?, _ marked: [Int: InternalParts]
    ) -> [SourceMark] {
        let working = names.working
        let schema = working.schema
        var written: [RecordID: Int] = [:]
        for index in marked.keys { written[working.recordID(of: index)] = index }
        var found: [Int: SourceMark] = [:]
        var withheld: [RecordID: WithheldParts] = [:]
        if let latest = ledger.releases.last(where: { $0.entry.kind != .mark }) {
            let present = content?.records(in: working) ?? []
            withheld = WithheldContent(
                of: latest.records, before: present + ledger.claimants(of: latest.records), schema, isReleased: false,
                elsewhere: InternalText(), outside: names.source
            ).records
        }
        for release in ledger.releases where release.entry.kind != .mark {
            for record in release.records {
                let type = schema.types[record.record.type]
                var recorded = record.parts(schema)
                recorded.formUnion(marks.parts(of: record.key, after: release.place))
                var parts = recorded
                if let index = written[record.key], let own = marked[index] { parts.formUnion(own) }
                if let more = withheld[record.key] { parts.formUnion(more.parts) }
                guard parts.hidesMore(than: recorded, of: record.record, type) else { continue }
                guard let index = written[record.key] ?? withheld[record.key]?.cause?.record.flatMap({ written[$0] })
                else { continue }
                found[index] = SourceMark(
                    record: index, ledger: place, version: release.entry.version,
                    isOwnKey: written[record.key] == index && !ledger.isRenamed(record.key))
            }
        }
        return found.keys.sorted().compactMap { found[$0] }
    }
}

extension DocumentNames {
    /// The source of a record as a release would record it, `nil` if it has none.
    func source(of key: RecordID) -> ContentRecord? {
        guard let index = working.index(of: key) else { return nil }
        return VersionContent(working: index, in: working).records.first.map { ContentRecord(key, $0, manual: nil) }
    }
}
