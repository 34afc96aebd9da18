import OficioBasics
import OficioModel
import OficioSchema

/// Text in the releases of a ledger that public builds withhold because sources of other documents contain it as
/// internal text. The ledger does not record yet that the text is withheld: once the sources are rewritten or
/// deleted, a public build would show the text.
struct MovedText {
    /// The internal record that contains the text, as an index into the working corpus; `nil` if no single record can
    /// be named.
    let holder: Int?
    /// The last version in which the text is public.
    let version: String
    /// The withheld parts that the next snapshot of the ledger must record.
    let withheld: [WithheldRecord]

    /// Compares the withheld parts of a ledger's releases with and without the internal text of the sources; `nil` if
    /// the ledger records all withheld parts.
    ///
    /// - Parameters:
    ///   - contents: the lines of the ledger with content, in order.
    ///   - latest: the line with the content of the version that was released last.
    ///   - names: the names of the documents, with the sources.
    ///   - elsewhere: the internal text of the sources.
    ///   - next: the working content of the document, `nil` if it has no source.
    init?(
        in contents: [ReleasedContent], latest: LedgerEntry?, _ names: DocumentNames, _ elsewhere: InternalText,
        next: DocumentContent?
    ) {
        let with = LedgerMarks(contents, latest: latest, names, elsewhere: elsewhere, next: next)
        let without = LedgerMarks(contents, latest: latest, names, elsewhere: InternalText(), next: next)
        let schema = names.working.schema
        var found: [RecordID: InternalParts] = [:]
        var version = ""
        for release in with.releases where release.entry.kind != .mark {
            for record in release.records {
                let recorded = without.parts(of: record.key, after: release.place)
                let type = schema.types[record.record.type]
                let more = with.parts(of: record.key, after: release.place).withheldNames(besides: recorded, of: type)
                if more.isEmpty { continue }
                found[record.key, default: InternalParts()].formUnion(InternalParts(more, of: type))
                version = release.entry.version
            }
        }
        if found.isEmpty { return nil }
        self.version = version
        withheld = found.sorted { $0.key.text < $1.key.text }.compactMap { key, parts in
            schema.index(of: key.type).map {
                WithheldRecord(key, parts.withheldNames(besides: InternalParts(), of: schema.types[$0]))
            }
        }
        let texts = withheld.lazy.flatMap { $0.names.pieces + $0.names.headings }
        holder = texts.compactMap { elsewhere.document(saying: $0) }.first.flatMap { names.working.index(of: $0) }
    }
}

extension History {
    /// Whether the next release of a ledger's document will record the marks of a record's source: the document is in
    /// force, and the record belongs to it.
    func willRecord(_ ledger: Int, _ record: Int, _ contents: [DocumentContent?]) -> Bool {
        guard let content = contents[ledger], ledgers[ledger].standingWithdrawal == nil else { return false }
        return (content.records + content.competencies).contains(record)
    }

    /// Returns the text of each ledger's releases that has moved to an internal source without a line that records
    /// it, by the ledger's index. Reads the snapshots of ledgers with several versions or changed sources.
    ///
    /// `contents` is the working content for each ledger, `nil` for a document without a source.
    func movedTexts(_ names: DocumentNames, _ contents: [DocumentContent?]) -> [(ledger: Int, text: MovedText)] {
        if isEmpty { return [] }
        let elsewhere = InternalText(of: names.working)
        if elsewhere.isEmpty { return [] }
        return ledgers.indices.map { $0 }.concurrentMap { index -> (ledger: Int, text: MovedText)? in
            let ledger = ledgers[index]
            guard let latest = ledger.latestContent else { return nil }
            let isOnlyVersion = !ledger.entries.contains { $0.kind != .mark && $0.number < latest.number }
            if isOnlyVersion, contents[index]?.hash == latest.contentHash { return nil }
            let released = ledger.releasedContents(root: root, names.working.schema)
            return MovedText(in: released, latest: latest, names, elsewhere, next: contents[index]).map { (index, $0) }
        }.compactMap(\.self)
    }
}
