import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The state of a document on the day of an edition.
package enum DocumentState: String, CaseIterable, Sendable {
    case current, draft, review, replaced, repealed, expiring, overdue, external, coming
    /// The document was annulled before it came into force.
    case annulled
}

/// The records to publish on a day, one for each document. The plan, pages, index and data files read nothing else.
///
/// A document that was never released is published from its working record.
package final class Edition: Sendable {
    /// The corpus of the records to publish.
    package let corpus: Corpus
    /// The day whose state the edition shows.
    package let today: CalendarDate
    /// The state of each record. It is `nil` for a record of the institution that is not controlled, or that has
    /// neither a version nor an effective date.
    package let states: RecordFacts<DocumentState?>
    /// The day of each record's next review: the day that it states, or the end of its review interval; `nil` if it
    /// has neither.
    package let nextReviews: RecordFacts<CalendarDate?>
    /// The mentions in each record, in the order of its fields.
    package let mentions: RecordFacts<[Mention]>
    /// The mentions of each record in other records, sorted by source.
    package let mentionedBy: RecordFacts<[Backlink]>
    /// The links of every record, and a fingerprint of the mentions of every record.
    private let links: [RecordLinks]
    private let mentionStamps: [UInt64]
    /// The hashes of the record ids (`Corpus.keys`).
    private let keys: [UInt64]
    /// For each record, the index of the manual that it is a member of, `nil` for none.
    package let manuals: RecordFacts<Int?>
    /// The release that each record of a document with a ledger shows.
    package let publications: SparseRecordFacts<Publication>
    /// The history from which the edition was computed.
    package let history: History
    /// Whether the edition shows a past day.
    package let isPast: Bool
    /// The last day whose recorded releases the edition considers, `nil` to consider all of them.
    package let knownOn: CalendarDate?
    /// Titles of the documents that the edition leaves out because they are not in force, were never released or are
    /// drafts; empty in a public build.
    package let absent: [String]
    /// The view that hides internal parts; `nil` for an internal edition.
    package let publicView: PublicView?

    /// The options that choose an edition.
    package struct Options: Sendable {
        /// The day to show the site on, `nil` for today.
        package var asOf: CalendarDate?
        /// The last day whose recorded releases the edition considers, `nil` for no limit.
        package var knownOn: CalendarDate?
        /// Whether to show sources instead of the releases that differ from them.
        package var showsDrafts = false
        /// Whether to show unreleased drafts as well as releases; `showsDrafts` implies it.
        package var showsUnreleasedDrafts = false
        /// Whether to leave out internal parts.
        package var isPublic = false

        /// Creates the options of an edition for the staff on the present day.
        package init() {}
    }

    /// Creates the edition of a site. `contents` is the working content for each ledger, and `drafts` the drafts among
    /// the working records (`History.drafts`), if the caller has them; `nil` computes them.
    package convenience init(
        of working: Corpus, history: History, contents: [DocumentContent?]? = nil, drafts: [UnreleasedDraft]? = nil,
        today: CalendarDate, options: Options = Options()
    ) {
        let day = options.asOf ?? options.knownOn ?? today
        let whole = history
        let history = options.knownOn.map { history.asKnown(on: $0) } ?? history
        let isPast = options.asOf != nil || options.knownOn != nil
        let words = Localized(es: "(documento interno)", en: "(internal document)")
        let neutral = words[working.schema.language]
        let contents = contents ?? history.contents(in: working)
        // A later mark hides its text on earlier days too.
        let marks = options.isPublic ? whole.releasedMarks(working, contents) : nil
        // A history as known on an earlier day has other drafts.
        let drafts = (options.knownOn == nil ? drafts : nil) ?? history.drafts(in: working)
        let omitsDrafts = isPast || !options.showsDrafts && !options.showsUnreleasedDrafts
        let omitted = omitsDrafts ? Set(drafts.map { working.recordID(of: $0.record) }) : []
        func view(of corpus: Corpus, _ releases: [RecordID: ReleasePlace]) -> PublicView? {
            marks.map {
                PublicView(
                    of: corpus, working: working, releases: releases, released: $0, neutral: neutral, drafts: omitted)
            }
        }
        var chosen = EditionCorpus(
            working, history, contents, drafts, day: day, isPast: isPast,
            showsDrafts: options.showsDrafts,
            omitsUnreleased: working.schema.settings.history.omitsUnreleased && !options.showsDrafts,
            omitsDrafts: omitsDrafts,
            view: view(of: working, [:]))
        let shown = view(of: chosen.corpus, chosen.releases)
        if let shown { chosen.limit(to: shown, history) }
        self.init(chosen, history, day, isPast: isPast, shown, knownOn: options.knownOn)
    }

    /// Creates the edition of a site without releases.
    package convenience init(working corpus: Corpus, today: CalendarDate) {
        self.init(of: corpus, history: History(empty: ""), today: today)
    }

    private init(
        _ chosen: EditionCorpus, _ history: History, _ today: CalendarDate, isPast: Bool, _ view: PublicView?,
        knownOn: CalendarDate?
    ) {
        self.knownOn = knownOn
        publicView = view
        let corpus = chosen.corpus
        self.corpus = corpus
        keys = corpus.keys
        self.today = today
        self.history = history
        self.isPast = isPast
        publications = SparseRecordFacts(.publication, chosen.publications)
        absent = chosen.absent
        mentions = corpus.mentions
        let links = corpus.links
        self.links = links
        var backward = [[Backlink]](repeating: [], count: corpus.records.count)
        var stamps = [Stamp](repeating: Stamp(), count: corpus.records.count)
        for (source, links) in links.enumerated() {
            for link in links.links where link.target != source {
                backward[link.target].append(Backlink(source: source, field: link.field))
                stamps[link.target].add(link.stamp)
            }
        }
        mentionStamps = stamps.map(\.value)
        mentionedBy = RecordFacts(.mentionedBy, backward)
        var manuals = [Int?](repeating: nil, count: corpus.records.count)
        for (index, record) in corpus.records.enumerated() {
            guard case .references(let members)? = corpus.value(record, .members) else { continue }
            for member in members {
                if let target = corpus.target(of: member, from: record.file) { manuals[target] = index }
            }
        }
        self.manuals = RecordFacts(.manual, manuals)
        let reviews = corpus.records.map { Self.nextReview(of: $0, corpus) }
        nextReviews = RecordFacts(.nextReview, reviews)
        let publications = chosen.publications
        let states = corpus.records.indices.map { index -> DocumentState? in
            let publication = publications[index] ?? manuals[index].flatMap { publications[$0] }
            if let publication {
                if publication.showsUnreleasedChanges { return .draft }
                if publication.withdrawal != nil { return .repealed }
                if publication.entry.effective > today { return .coming }
            }
            if chosen.drafts.contains(index) { return .draft }
            return Self.state(
                of: index, corpus, manuals, isReleased: publication != nil, review: reviews[index], today)
        }
        self.states = RecordFacts(.state, states)
    }

    /// Creates the edition of a single released version: its records, its competencies, and the names of the records
    /// that it refers to. The document is the first record.
    ///
    /// The result is `nil` if the snapshot is missing or altered, or if the public may not see the document.
    package init?(archived entry: LedgerEntry, of ledger: Ledger, as state: DocumentState, in edition: Edition) {
        guard let snapshot = ledger.snapshot(of: ledger.contentLine(of: entry), root: edition.history.root) else {
            return nil
        }
        let working = edition.corpus
        var forms = FormPool(working.schema)
        for form in snapshot.forms { forms.add(form.id, form.source) }
        var read = snapshot.records(
            working.schema, form: { forms.index($0, $1) },
            file: { working.index(of: $0).map { working.records[$0].file } ?? FileID(-1) },
            isKnown: { _ in true })
        let view = edition.publicView
        publicView = view
        if let view {
            let hidesRows = snapshot.clauses.contains { !view.shows($0.record) }
            // Later marks hide parts of this version. Compare them with the version's own line, not with the line of a
            // later erratum.
            let place = ledger.place(of: entry)
            read.records = read.records.compactMap {
                view.publicRecord($0, in: place, former: true, hidesRows: hidesRows)
            }
            read.competencies = read.competencies.compactMap { view.publicRecord($0, in: place, former: true) }
            if !ledger.isOpen(to: view, working.schema, root: edition.history.root) {
                read.records = read.records.map(view.withoutLog)
            }
        }
        guard !read.records.isEmpty else { return nil }
        var records = read.records + read.competencies
        var known = Set(records.map { $0.recordID(working.schema) })
        for name in snapshot.names where view?.shows(name.record) ?? true && known.insert(name.record).inserted {
            guard let type = working.schema.index(of: name.record.type) else { continue }
            records.append(
                Record(
                    type: type, id: name.record.id, form: 0, file: FileID(-1), span: .start(of: FileID(-1)),
                    title: name.title,
                    fields: [], extra: [], isBroken: false,
                    permitted: []))
        }
        // The ledger stands for the records of its snapshots.
        corpus = working.withRecords(records, working.schema.adding(forms.added), isTracked: false)
        today = edition.today
        history = History(empty: edition.history.root)
        isPast = false
        knownOn = nil
        publications = SparseRecordFacts(nil)
        absent = []
        mentionedBy = RecordFacts(nil, records.map { _ in [] })
        mentions = RecordFacts(nil, records.map { _ in [] })
        links = []
        mentionStamps = []
        keys = []
        var manuals = [Int?](repeating: nil, count: records.count)
        for index in read.records.indices.dropFirst() { manuals[index] = 0 }
        self.manuals = RecordFacts(nil, manuals)
        nextReviews = RecordFacts(nil, records.map { _ in nil })
        states = RecordFacts(nil, records.indices.map { $0 == 0 ? state : nil })
    }

    /// The first day after today on which some page would differ, `nil` if no such day is known.
    package var nextChange: CalendarDate? {
        var days: [CalendarDate] = []
        // The public must not learn when hidden documents change.
        let shown = publicView == nil ? nil : Set(publications.all.values.map(\.ledger))
        for (place, ledger) in history.ledgers.enumerated() where shown?.contains(place) ?? true {
            days += ledger.entries.map(\.effective)
        }
        for (index, review) in nextReviews.all.enumerated() {
            guard let review, states[index] != nil else { continue }
            days += [review.adding(days: -59), review.adding(days: 1)]
        }
        for record in corpus.records {
            if case .date(let date, _)? = corpus.value(record, .effective) { days.append(date) }
        }
        return days.filter { $0 > today }.min()
    }

    /// The fingerprints of all facts that the edition derives for records from other records, the history and the
    /// day: by kind of fact and record, 0 for none.
    package var factStamps: [(kind: DependencyKey.Kind, stamps: [UInt64])] {
        let records = corpus.records.indices
        func stamps(_ kind: DependencyKey.Kind, _ add: (Int, inout Stamp) -> Bool) -> (DependencyKey.Kind, [UInt64]) {
            (
                kind,
                records.map { record in
                    var stamp = Stamp()
                    return add(record, &stamp) ? stamp.value : 0
                }
            )
        }
        return [
            (.mentions, links.map(\.stamp)), (.mentionedBy, mentionStamps),
            stamps(.state) { record, stamp in
                states[record].map { stamp.add($0.rawValue) } != nil
            },
            stamps(.nextReview) { record, stamp in
                nextReviews[record].map { stamp.add($0.iso) } != nil
            },
            stamps(.manual) { record, stamp in
                manuals[record].map { stamp.add(keys[$0]) } != nil
            },
            stamps(.publication) { record, stamp in
                guard let publication = publications[record] else { return false }
                publication.add(to: &stamp)
                history.add(publication.ledger, to: &stamp)
                // The page lists the record's versions as past, in force or still to come.
                stamp.add(history.ledgers[publication.ledger].entries.count { $0.effective <= today })
                return true
            },
        ]
    }

    private static func nextReview(of record: Record, _ corpus: Corpus) -> CalendarDate? {
        if case .date(let date, _)? = corpus.value(record, .nextReview) { return date }
        guard let interval = corpus.value(record, .reviewEvery).flatMap({ ReviewInterval($0.plain) }) else {
            return nil
        }
        for field in [FieldKey.effective, .created] {
            if case .date(let date, _)? = corpus.value(record, field) { return interval.end(from: date) }
        }
        return nil
    }

    private static func state(
        of index: Int, _ corpus: Corpus, _ manuals: [Int?], isReleased: Bool, review: CalendarDate?,
        _ today: CalendarDate
    ) -> DocumentState? {
        let record = corpus.records[index]
        if corpus.isExternal(record) { return .external }
        guard corpus.type(of: index).isControlled else { return nil }
        // The ledger, not the source, decides the state of a released document.
        if !isReleased {
            switch corpus.declaredState(record) {
            case .draft: return .draft
            case .review: return .review
            case .repealed: return .repealed
            case .replaced: return .replaced
            case .current, .external, nil: break
            }
        }
        if let manual = manuals[index] {
            let none = [Int?](repeating: nil, count: manual + 1)
            return state(of: manual, corpus, none, isReleased: isReleased, review: nil, today)
        }
        if case .date(let effective, _)? = corpus.value(record, .effective) {
            if effective > today { return .draft }
        } else if corpus.words(record, .version) == nil {
            return nil
        }
        if let review {
            if review < today { return .overdue }
            if review < today.adding(days: 60) { return .expiring }
        }
        return .current
    }
}
