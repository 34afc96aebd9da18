import OficioModel
import OficioSchema

extension History {
    /// The internal parts that each release declares, and the parts of releases that are withheld
    /// because what follows them may hold them as internal. Reads every snapshot, on all processors.
    ///
    /// `contents` is the working content for each ledger, `nil` for a document without a source.
    func releasedMarks(_ working: Corpus, _ contents: [DocumentContent?]) -> ReleasedMarks {
        let schema = working.schema
        let documents = ledgers.indices.map { index -> RecordID? in
            let (folder, id) = name(of: index)
            return schema.types.first { $0.folder == folder }.map { RecordID($0.key, id) }
        }
        var marks = ReleasedMarks()
        for (ledger, key) in zip(ledgers, documents) {
            for former in Set(ledger.entries.compactMap(\.namedDocument)) {
                if let key, former != key, working.index(of: former) == nil { marks.rename(former, key) }
            }
        }
        // A mark of a record counts for every id that it had.
        for record in working.records {
            guard case .list(let items)? = working.value(record, .formerIDs) else { continue }
            for item in items {
                let former = RecordID(schema.types[record.type].key, item.blocks.plain)
                if working.index(of: former) == nil { marks.rename(former, record.recordID(schema)) }
            }
        }
        let names = marks
        let elsewhere = InternalText(of: working)
        let released = Set(ledgers.flatMap { $0.entries.flatMap(\.records) }.map(names.present))
        let news = Dictionary(
            grouping: working.records.indices.filter { index in
                !released.contains(working.recordID(of: index))
                    && InternalParts(of: working.records[index], schema, manual: nil).isWhole
            }, by: { working.records[$0].type })
        let found = ledgers.indices.map { $0 }.concurrentMap { index in
            LedgerMarks(
                ledgers[index], root: root, schema, names: names, elsewhere: elsewhere,
                next: contents[index].map { ($0, working, Set(news.keys)) })
        }
        for ledger in found {
            for (parts, key, place) in ledger.parts { marks.add(parts, of: key, in: place) }
            for (key, parts) in ledger.withheld { marks.withhold(parts, of: key) }
        }
        return marks
    }
}

/// The internal and withheld parts of one ledger's releases.
private struct LedgerMarks: Sendable {
    private(set) var parts: [(InternalParts, key: RecordID, ReleasePlace)] = []
    /// Parts that the sources as they are now withhold, by the record's key.
    private(set) var withheld: [(key: RecordID, parts: InternalParts)] = []

    /// Reads the snapshots of a ledger. `next` is the working content of its document with its
    /// corpus, and the types that have an internal document which no release contains.
    init(
        _ ledger: Ledger, root: String, _ schema: Schema, names: ReleasedMarks, elsewhere: InternalText,
        next: (content: DocumentContent, corpus: Corpus, hiddenTypes: Set<Int>)?
    ) {
        func key(_ record: Record) -> RecordID { names.present(record.recordID(schema)) }
        func byKey(_ records: [Record]) -> [RecordID: Record] {
            Dictionary(records.map { (key($0), $0) }) { first, _ in first }
        }
        var former: [RecordID: Record] = [:]
        var released: [RecordID: Record] = [:]
        for entry in ledger.entries where !entry.snapshot.isEmpty {
            guard let snapshot = ledger.snapshot(of: entry, root: root) else { continue }
            let place = ledger.place(of: entry)
            let records = VersionContent(snapshot, schema).records
            for (number, record) in records.enumerated() {
                parts.append(
                    (InternalParts(of: record, schema, manual: number == 0 ? nil : records.first), key(record), place))
            }
            let present = byKey(records)
            for (key, record) in present {
                guard let before = former[key] else { continue }
                parts.append(
                    (
                        WithheldParts(of: before, before: record, schema, isReleased: true, elsewhere: elsewhere).parts,
                        key, place
                    ))
            }
            let hiddenTypes = Set(
                present.filter {
                    former[$0.key] == nil && InternalParts(of: $0.value, schema, manual: records.first).isWhole
                }.map(\.value.type))
            for (key, record) in former where present[key] == nil && hiddenTypes.contains(record.type) {
                parts.append((.whole, key, place))
            }
            former = present
            if entry.number == ledger.latestContent?.number { released = present }
        }
        // A text that the type hid at the release stays hidden after the type stops hiding it.
        for (key, record) in released {
            withheld.append((key, InternalParts(typeOf: record, schema.types[record.type])))
        }
        guard let (content, corpus, hiddenTypes) = next, let latest = ledger.latestContent,
            latest.contentHash != content.hash, let document = content.records.first
        else { return }
        let hidesNothing = content.records.allSatisfy {
            InternalParts(of: corpus.records[$0], schema, manual: nil).isEmpty
                && !schema.types[corpus.records[$0].type].fields.contains(where: \.holdsInternal)
        }
        if hidesNothing, hiddenTypes.isEmpty, elsewhere.isEmpty { return }
        let present =
            hidesNothing && elsewhere.isEmpty ? [:] : byKey(VersionContent(working: document, in: corpus).records)
        for (key, record) in released {
            if let next = present[key] {
                withheld.append(
                    (
                        key,
                        WithheldParts(of: record, before: next, schema, isReleased: false, elsewhere: elsewhere).parts
                    ))
            } else if hiddenTypes.contains(record.type), corpus.index(of: key) == nil {
                withheld.append((key, .whole))
            }
        }
    }
}

extension Ledger {
    /// The position of a line in the order in which releases were made.
    package func place(of entry: LedgerEntry) -> ReleasePlace {
        ReleasePlace(ledger: path, number: entry.number, recorded: entry.recorded)
    }
}
