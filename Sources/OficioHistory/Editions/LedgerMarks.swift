import OficioModel
import OficioSchema

/// The internal and withheld parts of the releases in one ledger.
struct LedgerMarks: Sendable {
    /// A ledger line with content, and its records under their current ids.
    struct Release: Sendable {
        let entry: LedgerEntry
        let place: ReleasePlace
        let records: [ContentRecord]
    }

    /// The releases of the ledger: the lines with content, in order, except lines whose snapshot is damaged.
    private(set) var releases: [Release] = []
    /// The parts of records that a line of the ledger declares internal, with the record and the place of the line.
    /// All lines before that line withhold them too.
    private var parts: [(InternalParts, key: RecordID, ReleasePlace)] = []
    /// The parts that every entry of the ledger withholds because of the current sources, by record.
    private var withheld: [(key: RecordID, parts: InternalParts)] = []
    /// The former ids of records that another document has now, with the current ids of the records.
    private var renamed: [(former: RecordID, present: RecordID, ReleasePlace)] = []
    /// The parts of the last release that are withheld because of the sources, by record.
    private(set) var withheldBySources: [RecordID: WithheldParts] = [:]
    /// The documents of the sources and of the releases that may have had another document's id; see
    /// `DocumentNames.formerHolders`.
    private var formerHolders: [RecordID: [ContentRecord]]
    private let schema: Schema
    private let names: DocumentNames

    /// Compares the releases of a ledger.
    ///
    /// - Parameters:
    ///   - contents: the lines with content, in order.
    ///   - latest: the line with the content of the last released version, `nil` for none.
    ///   - names: the former ids of the documents, with the sources.
    ///   - elsewhere: the internal text of the site.
    ///   - next: the working content of the document, `nil` if it has no source.
    ///   - hiddenTypes: the types that have an internal document which no release contains.
    init(
        _ contents: [ReleasedContent], latest: LedgerEntry?, _ names: DocumentNames, elsewhere: InternalText,
        next: DocumentContent?, hiddenTypes: Set<Int> = []
    ) {
        schema = names.working.schema
        self.names = names
        formerHolders = names.formerHolders
        read(contents)
        var former: [ContentRecord] = []
        var formerPlace: ReleasePlace?
        for release in releases {
            for record in release.records { parts.append((record.parts(schema), record.key, release.place)) }
            let isMark = release.entry.kind == .mark
            let present = Set(release.records.map(\.key))
            // A line of marks has only some of the records.
            let kept = isMark ? former.filter { !present.contains($0.key) } : []
            add(
                former, before: release.records + kept, isReleased: !isMark,
                formerPlace.map(elsewhere.after) ?? elsewhere, claimedBefore: release.place)
            let isNewAndHidden = release.records.filter { record in
                !former.contains { $0.key == record.key } && record.parts(schema).isWhole
            }
            let types = Set(isNewAndHidden.map(\.record.type))
            for record in former where !isMark && !present.contains(record.key) && types.contains(record.record.type) {
                parts.append((.whole, record.key, release.place))
            }
            if !isMark { (former, formerPlace) = (release.records, release.place) }
        }
        guard let latest, let released = releases.last(where: { $0.entry.number == latest.number }) else { return }
        // A part that the type hid when it was released stays hidden although the type no longer hides it.
        for record in released.records {
            withheld.append((record.key, InternalParts(typeOf: record.record, schema.types[record.record.type])))
        }
        addSources(released, next, elsewhere.after(released.place), hiddenTypes)
    }

    /// Adds the internal and withheld parts of the ledger's releases, and the new ids of their records, to those of a
    /// site.
    func add(to marks: inout ReleasedInternalParts) {
        for (parts, key, place) in parts { marks.add(parts, of: key, in: place) }
        for (key, parts) in withheld { marks.withhold(parts, of: key) }
        for (former, present, place) in renamed { marks.rename(former, present, in: place) }
    }

    /// Returns the parts of a record that are internal in lines after a release, or that these lines withhold from
    /// it.
    func parts(of key: RecordID, after place: ReleasePlace) -> InternalParts {
        var found = InternalParts()
        for (parts, record, line) in parts where record == key && line.isLater(than: place) { found.formUnion(parts) }
        for (record, parts) in withheld where record == key { found.formUnion(parts) }
        return found
    }

    /// Whether some release contains a record under an id that another document has now.
    func isRenamed(_ key: RecordID) -> Bool { renamed.contains { $0.present == key } }

    // MARK: Reading

    private mutating func read(_ contents: [ReleasedContent]) {
        for content in contents {
            for own in content.records(names).prefix(content.content.records.count) where own.hidesSomething(schema) {
                for id in own.record.formerIDs(schema) where id != own.record.id {
                    formerHolders[RecordID(own.key.type, id), default: []].append(own)
                }
            }
        }
        for content in contents {
            let all = content.records(names)
            let keys = Set(all.map(\.key))
            let records = all.map { own in
                guard let other = claimant(of: own, formerHolders[own.key] ?? [], beside: keys) else { return own }
                renamed.append((own.record.recordID(schema), other, content.place))
                return ContentRecord(other, own.record, manual: own.manual)
            }
            releases.append(Release(entry: content.entry, place: content.place, records: records))
            for record in content.withheld {
                let key = names.marks.present(record.key)
                guard let type = schema.index(of: key.type) else { continue }
                parts.append((InternalParts(record.names, of: schema.types[type]), key, content.place))
            }
        }
    }

    /// Returns the current id of the document that a released record belongs to, if another document has taken the
    /// record's id; `nil` otherwise. The document declares the record's id as a former one, and shares more text with
    /// the record than the document that has the id now.
    private func claimant(of record: ContentRecord, _ formerHolders: [ContentRecord], beside keys: Set<RecordID>)
        -> RecordID?
    {
        let others = formerHolders.filter { $0.key.type == record.key.type && $0.key != record.key }
        // If a release contains both documents, the record belongs to the document that has its id now.
        guard !others.isEmpty, !others.contains(where: { keys.contains($0.key) }) else { return nil }
        let best = others.map { ($0.key, $0.share(of: record, schema)) }.max { $0.1 < $1.1 }
        guard let best else { return nil }
        guard let index = names.working.index(of: record.key) else { return best.0 }
        let own = ContentRecord(record.key, names.working.records[index], manual: nil).share(of: record, schema)
        return best.1 > own ? best.0 : nil
    }

    // MARK: Comparing

    /// Returns the internal documents that declare the id of one of the records as their former id, and may therefore
    /// contain its text.
    func formerHolders(of records: [ContentRecord]) -> [ContentRecord] {
        let keys = Set(records.map(\.key))
        return records.flatMap { formerHolders[$0.key] ?? [] }.filter { !keys.contains($0.key) }
    }

    private mutating func add(
        _ former: [ContentRecord], before next: [ContentRecord], isReleased: Bool, _ elsewhere: InternalText,
        claimedBefore place: ReleasePlace
    ) {
        let formerHolders = formerHolders(of: former)
        let found = WithheldContent(
            of: former, before: next + formerHolders, schema, isReleased: isReleased && formerHolders.isEmpty,
            elsewhere: elsewhere, outside: names.source)
        for (key, withheld) in found.records { parts.append((withheld.parts, key, place)) }
    }

    /// Compares the last release with the sources.
    private mutating func addSources(
        _ latest: Release, _ next: DocumentContent?, _ elsewhere: InternalText, _ hiddenTypes: Set<Int>
    ) {
        if let next, next.hash == latest.entry.contentHash { return }
        let formerHolders = formerHolders(of: latest.records)
        let corpus = names.working
        let hidesNothing = (next.map { $0.records + $0.competencies } ?? []).allSatisfy {
            InternalParts(of: corpus.records[$0], schema, manual: nil).isEmpty
                && !schema.types[corpus.records[$0].type].fields.contains(where: \.holdsInternal)
        }
        if hidesNothing, hiddenTypes.isEmpty, elsewhere.isEmpty, formerHolders.isEmpty { return }
        let present = next?.records(in: corpus) ?? []
        let found = WithheldContent(
            of: latest.records, before: present + formerHolders, schema, isReleased: false, elsewhere: elsewhere,
            outside: names.source)
        withheldBySources = found.records
        for (key, parts) in found.records { withheld.append((key, parts.parts)) }
        guard next != nil else { return }
        let keys = Set(present.map(\.key))
        for record in latest.records where !keys.contains(record.key) {
            if hiddenTypes.contains(record.record.type), corpus.index(of: record.key) == nil {
                withheld.append((record.key, .whole))
            }
        }
    }
}

extension DocumentContent {
    /// Returns the records as a release would record them: the document, its members and the competencies.
    func records(in corpus: Corpus) -> [ContentRecord] {
        guard let document = records.first else { return [] }
        let content = VersionContent(working: document, in: corpus)
        let manual = content.records.first
        return content.records.enumerated().map { number, record in
            ContentRecord(record.recordID(corpus.schema), record, manual: number == 0 ? nil : manual)
        } + content.competencies.map { ContentRecord($0.recordID(corpus.schema), $0, manual: nil) }
    }
}
