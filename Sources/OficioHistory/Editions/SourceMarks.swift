import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// A mark of a source that hides a part of a release and that the history does not record. Once the source is
/// deleted, a public build would show the part.
struct SourceMark {
    /// The record with the mark, as an index into the working corpus.
    let record: Int
    /// The index of the ledger whose releases the mark hides.
    let ledger: Int
    /// The last version that contains the hidden text.
    let version: String
    /// Whether the record was released under its current id, or under an id that its ledger knows as a former one.
    let isOwnKey: Bool
}

extension History {
    /// Returns the marks of the working records that the ledgers do not record. Reads the snapshots of ledgers that
    /// contain marked records.
    ///
    /// - Parameters:
    ///   - working: the corpus of the sources.
    ///   - contents: the working content for each ledger, `nil` for a document without a source.
    ///   - isWanted: whether a mark of a record is wanted for a ledger.
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
                    || released.contains { names.formerHolders[$0]?.contains { $0.key == key } ?? false }
                    || key.type == .competency && mayContain(key.id, ledger)
                if isReleased { chosen[ledger, default: []].insert(index) }
            }
        }
        // A mark is recorded if any ledger records it, so all ledgers that contain a marked record are read.
        let wanted = Set(chosen.values.joined().map { working.recordID(of: $0) })
        if wanted.isEmpty { return [] }
        let places = ledgers.indices.filter { ledger in
            chosen[ledger] != nil
                || ledgers[ledger].entries.contains { $0.records.contains { wanted.contains(names.marks.present($0)) } }
        }
        let released = places.concurrentMap { self.ledgers[$0].releasedContents(root: self.root, working.schema) }
        let with = MarksOfSources(self, released, contents, of: places, names)
        // Compute the marks again as if the marked sources were deleted: what is then no longer hidden was hidden only
        // by those sources.
        let gone = Set(chosen.values.joined())
        let left = DocumentNames(working.without(gone), self)
        let without = MarksOfSources(self, released, nil, of: places, left)
        return places.indices.flatMap { place -> [SourceMark] in
            guard let records = chosen[places[place]] else { return [] }
            return unrecordedMarks(places[place], with, without, place, marked.filter { records.contains($0.key) })
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

    /// Returns the marks that hide a part of a ledger's releases only through the marked sources, by comparing the
    /// hidden parts with and without these sources. `place` is the index of the ledger among the ledgers that are
    /// read.
    private func unrecordedMarks(
        _ ledger: Int, _ with: MarksOfSources, _ without: MarksOfSources, _ place: Int, _ marked: [Int: InternalParts]
    ) -> [SourceMark] {
        let working = with.names.working
        var written: [RecordID: Int] = [:]
        for index in marked.keys { written[working.recordID(of: index)] = index }
        var found: [Int: SourceMark] = [:]
        for (release, left) in zip(with.ledgers[place].releases, without.ledgers[place].releases)
        where release.entry.kind != .mark {
            for (record, leftRecord) in zip(release.records, left.records) {
                let recorded = without.parts(of: leftRecord, in: left)
                var parts = with.parts(of: record, in: release)
                if let own = written[record.key].flatMap({ marked[$0] }) { parts.formUnion(own) }
                let type = working.schema.types[record.record.type]
                guard parts.hidesMore(than: recorded, of: record.record, type) else { continue }
                let cause = with.ledgers[place].withheldBySources[record.key]?.cause?.record
                let claimant = with.names.formerHolders[record.key]?.first { written[$0.key] != nil }?.key
                let blamed = [record.key, cause, claimant].compactMap(\.self).lazy.compactMap { written[$0] }.first
                guard let index = blamed ?? (marked.count == 1 ? marked.keys.first : nil) else { continue }
                found[index] = SourceMark(
                    record: index, ledger: ledger, version: release.entry.version,
                    isOwnKey: written[record.key] == index && !with.ledgers[place].isRenamed(record.key))
            }
        }
        return found.keys.sorted().compactMap { found[$0] }
    }
}

/// The marks of some ledgers, and the marks of the sources.
private struct MarksOfSources {
    let names: DocumentNames
    let ledgers: [LedgerMarks]
    private let marks: ReleasedInternalParts
    private let schema: Schema

    /// Reads the marks of some ledgers and of the sources. `contents` is the working content for each ledger of the
    /// history, `nil` to compute it.
    init(
        _ history: History, _ released: [[ReleasedContent]], _ contents: [DocumentContent?]?, of places: [Int],
        _ names: DocumentNames
    ) {
        self.names = names
        let working = names.working
        schema = working.schema
        let contents =
            contents
            ?? history.ledgers.indices.map { place in
                places.contains(place) ? history.content(of: place, in: working) : nil
            }
        ledgers = history.ledgerMarks(released, contents, of: places, names, InternalText())
        var marks = names.marks
        for ledger in ledgers { ledger.add(to: &marks) }
        self.marks = marks
    }

    /// Returns the internal parts of a released record by its own marks and the marks of the ledgers.
    func parts(of record: ContentRecord, in release: LedgerMarks.Release) -> InternalParts {
        var parts = record.parts(schema)
        parts.formUnion(marks.parts(of: record.key, after: release.place))
        if let more = marks.withheld[record.key] { parts.formUnion(more) }
        return parts
    }
}

extension Corpus {
    /// Returns the corpus without some of its records.
    fileprivate func without(_ gone: Set<Int>) -> Corpus {
        Corpus(
            schema: schema, records: records.indices.filter { !gone.contains($0) }.map { records[$0] }, paths: paths,
            attachments: attachments.sorted())
    }
}

extension DocumentNames {
    /// Returns the source of a record as a release would record it, `nil` if the record has no source.
    func source(of key: RecordID) -> ContentRecord? {
        guard let index = working.index(of: key) else { return nil }
        return VersionContent(working: index, in: working).records.first.map { ContentRecord(key, $0, manual: nil) }
    }
}
