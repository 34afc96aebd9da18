import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The release of a document that an edition shows, with the withdrawal and the releases to come.
package struct Publication: Sendable {
    /// The index of the ledger in the history.
    package let ledger: Int
    /// The release that the edition shows; for a withdrawn document, its last release.
    package let entry: LedgerEntry
    /// The withdrawal of the document, `nil` while it is not withdrawn.
    package let withdrawal: LedgerEntry?
    /// The releases of the document that are not in force yet.
    package let coming: [LedgerEntry]
    /// The withdrawal that is not in force yet, `nil` for none.
    package let comingWithdrawal: LedgerEntry?
    /// The line that will reverse the withdrawal, `nil` for none.
    package let comingReinstatement: LedgerEntry?
    /// Whether the sources of the document differ from its last release.
    package let hasUnreleasedChanges: Bool
    /// Whether the edition shows the sources of the document in place of the release.
    package let showsUnreleasedChanges: Bool
    /// Whether the snapshot of the release is missing or altered, so that the page has no text.
    package let isDamaged: Bool

    /// Adds the publication to a fingerprint, but not the other lines of the ledger.
    func add(to stamp: inout Stamp) {
        for entry in [
            [entry], [withdrawal].compactMap(\.self), coming,
            [comingWithdrawal, comingReinstatement].compactMap(\.self),
        ] { stamp.add(entry.map(\.hash)) }
        stamp.add(hasUnreleasedChanges)
        stamp.add(showsUnreleasedChanges)
        stamp.add(isDamaged)
    }
}

/// Builds the corpus of an edition: chooses the release to publish for each document with a ledger.
struct EditionCorpus {
    private(set) var corpus: Corpus
    /// The publications, by the record's index in the new corpus.
    private(set) var publications: [Int: Publication] = [:]
    /// The titles of the documents that the edition leaves out.
    private(set) var absent: [String] = []
    /// The clauses whose rows a record from a snapshot contains, by the record's id.
    private var restored: [RecordID: [RecordID]] = [:]
    /// The unreleased drafts that the edition shows, as indices into the new corpus.
    private(set) var drafts: Set<Int> = []
    /// The releases that records come from, by the records' ids.
    private(set) var releases: [RecordID: ReleasePlace] = [:]

    /// Chooses the records of an edition.
    ///
    /// - Parameters:
    ///   - working: the corpus of the sources.
    ///   - history: the history of the site.
    ///   - contents: the working content for each ledger, `nil` for a document without a source.
    ///   - unreleased: the drafts among the working records.
    ///   - day: the day on which a release must be in force to be chosen.
    ///   - isPast: whether the edition leaves out everything that was not in force on that day.
    ///   - showsDrafts: whether sources replace releases that differ from them.
    ///   - omitsUnreleased: whether to leave out documents that were never released.
    ///   - omitsDrafts: whether to leave out unreleased drafts.
    ///   - view: hides internal parts of the sources in a public build; `nil` to show everything.
    init(
        _ working: Corpus, _ history: History, _ contents: [DocumentContent?], _ unreleased: [UnreleasedDraft],
        day: CalendarDate, isPast: Bool,
        showsDrafts: Bool, omitsUnreleased: Bool, omitsDrafts: Bool, view: PublicView?
    ) {
        corpus = working
        let unfinished = Set(unreleased.map(\.record))
        if !omitsDrafts { drafts = unfinished }
        guard !history.isEmpty || isPast || omitsUnreleased || omitsDrafts && !unfinished.isEmpty else { return }
        var records: [Record?] = Array(working.records)
        var byKey: [RecordID: Int] = [:]
        for index in working.records.indices { byKey[working.recordID(of: index)] = index }
        var forms = FormPool(working.schema)
        var published: [RecordID: Publication] = [:]
        /// The records that belong to a document with a ledger, whether in force or not.
        var governed: Set<RecordID> = []
        var shown: Set<RecordID> = []
        /// The releases whose snapshots the edition shows, each with the hash of the line that has the snapshot; the
        /// snapshot is `nil` if it is damaged.
        var released: [(entry: LedgerEntry, hash: String, place: ReleasePlace, snapshot: Snapshot?)] = []
        var absentKeys: Set<RecordID> = []
        let documents = history.ledgers.indices.map { index -> RecordID? in
            let (folder, id) = history.name(of: index)
            return working.schema.types.first { $0.folder == folder }.map { RecordID($0.key, id) }
        }
        // The current id of each released record, because pages show a document with a new id under that id.
        var present: [RecordID: RecordID] = [:]
        for (index, ledger) in history.ledgers.enumerated() {
            guard let key = documents[index] else { continue }
            for former in Set(ledger.entries.compactMap(\.namedDocument)) where former != key && byKey[former] == nil {
                present[former] = key
            }
        }
        func named(_ key: RecordID) -> RecordID { present[key] ?? key }
        for (index, ledger) in history.ledgers.enumerated() {
            guard let key = documents[index] else { continue }
            let content = contents[index]
            // A document whose only versions were annulled is treated as never released.
            if !isPast, ledger.latest == nil { continue }
            governed.insert(key)
            for record in content?.records ?? [] { governed.insert(working.recordID(of: record)) }
            for entry in ledger.entries { governed.formUnion(entry.records.map(named)) }
            let later = isPast ? [] : ledger.linesComing(after: day)
            let coming = later.filter(\.isVersion)
            let current = ledger.lineInForce(on: day)
            let withdrawal = current?.kind == .withdrawal ? current : nil
            let reinstatement = isPast ? nil : withdrawal.flatMap { ledger.reinstatement(of: $0) }
            var entry = current
            if let withdrawal { entry = ledger.release(before: withdrawal.number) }
            if entry == nil, !isPast { entry = coming.first }
            guard let entry else { continue }
            let hasUnreleasedChanges = content.map { $0.hash != ledger.latestContent?.contentHash } ?? false
            let isDraftShown = showsDrafts && hasUnreleasedChanges && !isPast
            shown.formUnion(entry.records.map(named))
            if !isDraftShown {
                for key in (entry.records + ledger.contentLine(of: entry).records).map(named) {
                    releases[key] = ledger.place(of: entry)
                }
            }
            // Underlining compares with the previous release, so it needs the released record.
            let isMarked =
                (content?.records ?? []).contains { working.schema.forms[working.records[$0].form].underlinesChanges }
                && ledger.release(before: entry.number) != nil
            let isCurrentSource = content?.hash == ledger.contentLine(of: entry).contentHash && !isMarked && !isPast
            let isSource = isCurrentSource || isDraftShown
            if isSource { for record in content?.records ?? [] { shown.insert(working.recordID(of: record)) } }
            let snapshot = isSource ? nil : ledger.snapshot(of: ledger.contentLine(of: entry), root: history.root)
            published[key] = Publication(
                ledger: index, entry: entry, withdrawal: withdrawal, coming: coming,
                comingWithdrawal: later.first { $0.kind == .withdrawal },
                comingReinstatement: reinstatement, hasUnreleasedChanges: hasUnreleasedChanges,
                showsUnreleasedChanges: isDraftShown,
                isDamaged: !isSource && snapshot == nil)
            if !isSource {
                released.append((entry, ledger.contentLine(of: entry).hash, ledger.place(of: entry), snapshot))
            }
        }
        let documentKeys = Set(documents.compactMap(\.self))
        // Remove records that are not in force on the day, and records that were never released.
        for (key, index) in byKey {
            guard let record = records[index] else { continue }
            if omitsDrafts, unfinished.contains(index) {
                records[index] = nil
            } else if !working.schema.types[record.type].isControlled {
                continue
            } else if governed.contains(key) {
                let isNewMember = !isPast && !shown.contains(key) && !documentKeys.contains(key)
                if !shown.contains(key), !(isNewMember && !omitsUnreleased) { records[index] = nil }
            } else if isPast {
                if !Self.wasInForce(record, working, on: day) { records[index] = nil }
            } else if omitsUnreleased {
                records[index] = nil
            }
            if records[index] == nil {
                absent.append(record.title)
                absentKeys.insert(key)
            }
        }
        absent.sort()
        let known = Set(byKey.keys).subtracting(absentKeys)
        if !absentKeys.isEmpty { writeTitlesOfAbsent(in: &records, working, known, view) }
        for (entry, hash, place, snapshot) in released {
            guard let snapshot else {
                // The working source must not be mistaken for the released text.
                for (place, key) in entry.records.map(named).enumerated() {
                    guard
                        let record = DamagedRecord.make(
                            key, entry, isDocument: place == 0, working: byKey[key].map { working.records[$0] },
                            working.schema)
                    else { continue }
                    if let place = byKey[key] { records[place] = record } else { records.append(record) }
                }
                continue
            }
            for form in snapshot.forms { forms.add(form.id, form.source) }
            var stamp = Stamp()
            stamp.add([entry.hash, hash])
            for name in snapshot.names { stamp.add(known.contains(name.record)) }
            let read = snapshot.records(
                working.schema, form: { id, type in forms.index(id, type) },
                file: { key in byKey[key].map { working.records[$0].file } ?? FileID(-1) }, stamp: stamp.value,
                isKnown: { known.contains($0) })
            for original in read.records {
                let key = named(original.recordID(working.schema))
                let record = original.withID(id: key.id)
                restored[key] = snapshot.clauses.map(\.record)
                if let place = byKey[key] {
                    records[place] = record
                } else {
                    byKey[key] = records.count
                    records.append(record)
                }
            }
            for record in read.competencies {
                let key = record.recordID(working.schema)
                // A competency has one page, so the snapshot's record is only used if the catalogue no longer has it.
                if byKey[key] == nil {
                    byKey[key] = records.count
                    records.append(record)
                    releases[key] = place
                }
            }
        }
        let kept = records.compactMap(\.self)
        corpus = working.selecting(kept, working.schema.adding(forms.added))
        let draftKeys = Set(drafts.map { working.recordID(of: $0) })
        drafts = []
        for index in kept.indices {
            let key = corpus.recordID(of: index)
            publications[index] = published[key]
            if draftKeys.contains(key) { drafts.insert(index) }
        }
    }

    /// Writes the titles of documents that the edition does not show into the references to them. `known` has the ids
    /// of the documents that it shows. Documents that `view` hides get no title.
    private func writeTitlesOfAbsent(
        in records: inout [Record?], _ working: Corpus, _ known: Set<RecordID>, _ view: PublicView?
    ) {
        let sources =
            view.map { view in
                working.withRecords(working.records.map { view.publicRecord($0) ?? $0 }, working.schema)
            } ?? working
        guard let day = CalendarDate(year: 1, month: 1, day: 1) else { return }
        let isKnown = working.records.indices.map { known.contains(working.recordID(of: $0)) }
        for (index, links) in working.links.enumerated() where records[index] != nil {
            guard links.links.contains(where: { !isKnown[$0.target] }) else { continue }
            var stamp = Stamp()
            stamp.add(working.records[index].stamp)
            for link in links.links {
                stamp.add(isKnown[link.target])
                stamp.add(working.records[link.target].title)
            }
            let record = sources.records[index]
            let content = DocumentContent(of: index, in: sources)
            let snapshot = Snapshot(content, version: "", effective: day, in: sources) { _ in nil }
            let read = snapshot.records(
                working.schema, form: { _, _ in record.form }, file: { _ in record.file }, stamp: stamp.value,
                isKnown: { known.contains($0) })
            if let named = read.records.first { records[index] = named }
        }
    }

    /// Removes hidden records, internal parts, the logs that `Ledger.isOpen` rejects, and the list of absent
    /// documents.
    mutating func limit(to view: PublicView, _ history: History) {
        var kept: [Record] = []
        var moved: [Int: Publication] = [:]
        var movedDrafts: Set<Int> = []
        for (index, record) in corpus.records.enumerated() {
            let clauses = restored[corpus.recordID(of: index)]
            let hidesRows = clauses?.contains { !view.shows($0) } ?? false
            guard view.shows(index), let shown = view.publicRecord(record, former: clauses != nil, hidesRows: hidesRows)
            else { continue }
            if drafts.contains(index) { movedDrafts.insert(kept.count) }
            if let publication = publications[index] {
                moved[kept.count] = publication
                let isOpen = history.ledgers[publication.ledger].isOpen(to: view, corpus.schema, root: history.root)
                kept.append(isOpen ? shown : view.withoutLog(shown))
            } else {
                kept.append(shown)
            }
        }
        let encoder = RecordEncoder(corpus)
        corpus = corpus.withRecords(kept.concurrentMap { Self.withFingerprint($0, encoder) }, view.publicSchema)
        publications = moved
        drafts = movedDrafts
        // Titles of hidden documents are internal too.
        absent = []
    }

    /// Returns a copy of a record without its internal parts, with a fingerprint of its remaining content. The
    /// fingerprint of its source does not suffice, because the removed parts also depend on other records.
    private static func withFingerprint(_ record: Record, _ encoder: RecordEncoder) -> Record {
        var stamp = Stamp()
        stamp.add(record.stamp)
        stamp.add(encoder.record(record).compact)
        return Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span,
            title: record.title, fields: record.fields, extra: record.extra, isBroken: record.isBroken,
            permitted: record.permitted, stamp: stamp.value, head: (record.headCount, stamp.value))
    }

    /// Whether a document that was never released was in force on a day, by its own dates; true if it has no dates.
    private static func wasInForce(_ record: Record, _ corpus: Corpus, on day: CalendarDate) -> Bool {
        for field in [FieldKey.effective, .created] {
            if case .date(let date, _)? = corpus.value(record, field) { return date <= day }
        }
        return true
    }
}

extension Ledger {
    /// Whether the log of the ledger, written with knowledge of all releases, may be public: every release was
    /// entirely public, its snapshot can be read, and the log names no hidden document. Reads every snapshot of the
    /// ledger.
    package func isOpen(to view: PublicView, _ schema: Schema, root: String) -> Bool {
        isOpen(entries, to: view, schema, root: root)
    }

    /// Whether the logs of the releases that merges of branches have set aside may be public, under the conditions of
    /// `isOpen`. Reads their snapshots.
    package func isSetAsideOpen(to view: PublicView, _ schema: Schema, root: String) -> Bool {
        isOpen(voided, to: view, schema, root: root)
    }

    private func isOpen(_ lines: [LedgerEntry], to view: PublicView, _ schema: Schema, root: String) -> Bool {
        var hiddenTitles: Set<String> = []
        for entry in lines where !entry.snapshot.isEmpty {
            guard let snapshot = snapshot(of: entry, root: root),
                snapshot.clauses.allSatisfy({ view.shows($0.record) })
            else { return false }
            let place = place(of: entry)
            let isShown = VersionContent(snapshot, schema).records.allSatisfy {
                view.publicRecord($0, in: place, former: true) != nil && !view.hides(partsOf: $0, in: place)
            }
            if !isShown { return false }
            for name in snapshot.names where !view.shows(name.record) { hiddenTitles.insert(name.title.folded) }
        }
        hiddenTitles.remove("")
        // A row of the log names a document by the title that it had when the row was written.
        let words = lines.flatMap { line in
            line.log + [line.reason] + line.corrections.flatMap { [$0.was, $0.now] }
        }
        return !words.contains { line in
            view.reveals(line) || hiddenTitles.contains { line.folded.contains($0) }
        }
    }
}

/// The forms of the schema, and earlier versions of forms that old releases need.
struct FormPool {
    private let schema: Schema
    private(set) var added: [Form] = []
    private var indices: [String: Int] = [:]

    init(_ schema: Schema) {
        self.schema = schema
    }

    /// Adds a form with the source text that it had when a release used it. Reuses a form with the same source, and
    /// leaves out one that cannot be read.
    mutating func add(_ id: String, _ source: String) {
        if let known = schema.form(id: id.folded), schema.forms[known].source == source {
            indices[id] = known
            return
        }
        var document = SourceDocument(Array(source.utf8), file: FileID(-1), path: "content/formatos/\(id).yaml")
        document.source = source
        var reader = FormReader(types: schema.types, path: document.path, language: schema.language)
        guard let form = reader.read(document, id: id) else { return }
        if let known = added.firstIndex(where: { $0.id == id && $0.hasSameSource(form) }) {
            indices[id] = schema.forms.count + known
        } else {
            indices[id] = schema.forms.count + added.count
            added.append(form)
        }
    }

    /// Returns the index of a form in the extended schema. If the form was never added, this is the index of the
    /// site's form with that id, or else of the type's built-in form.
    func index(_ id: String, _ type: DocumentType) -> Int {
        indices[id] ?? schema.form(id: id.folded) ?? schema.builtInForm(of: type)
    }
}
