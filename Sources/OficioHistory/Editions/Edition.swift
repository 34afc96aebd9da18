import Diagnostics
import OficioModel
import OficioSchema

/// Where a document stands in its life on the day of the edition.
package enum DocumentState: String, Sendable {
    case current, draft, review, replaced, repealed, expiring, overdue, external, coming
}

/// For each document the record to publish: what plan, pages, index and data read, and nothing else.
///
/// A document that was never released is published from its working record.
package struct Edition: Sendable {
    package let corpus: Corpus
    package let today: CalendarDate
    /// By record; `nil` for types without a control block.
    package let states: [DocumentState?]
    /// By record: the day of the next review.
    package let nextReviews: [CalendarDate?]
    /// By record: who mentions it, sorted, each source once.
    package let mentionedBy: [[Mention]]
    /// By record: the manual that it is a member of.
    package let manuals: [Int?]
    /// By record: the release that it shows, for documents that were ever released.
    package let publications: [Int: Publication]
    package let history: History
    /// Whether the site is shown as of a day that has gone.
    package let isPast: Bool
    /// Titles of documents that are left out: not yet, or no longer, or never released.
    package let absent: [String]

    /// How an edition is chosen.
    package struct Options: Sendable {
        /// The day to show the site as of, where it is not today.
        package var asOf: CalendarDate?
        /// Whether sources are shown instead of the releases that they differ from.
        package var showsDrafts = false

        package init() {}
    }

    package init(of working: Corpus, history: History, today: CalendarDate, options: Options = Options()) {
        let day = options.asOf ?? today
        let chosen = EditionCorpus(
            working, history, day: day, isPast: options.asOf != nil, showsDrafts: options.showsDrafts,
            omitsUnreleased: working.schema.settings.omitsUnreleased && !options.showsDrafts)
        self.init(chosen, history, day, isPast: options.asOf != nil)
    }

    /// The edition of a site without releases.
    package init(working corpus: Corpus, today: CalendarDate) { self.init(of: corpus, history: History(empty: ""), today: today) }

    private init(_ chosen: EditionCorpus, _ history: History, _ today: CalendarDate, isPast: Bool) {
        let corpus = chosen.corpus
        self.corpus = corpus
        self.today = today
        self.history = history
        self.isPast = isPast
        publications = chosen.publications
        absent = chosen.absent
        let mentions = Array(corpus.records.indices).concurrentMap { corpus.mentions(in: $0) }
        var backward = [[Mention]](repeating: [], count: corpus.records.count)
        for mention in mentions.joined() {
            guard let target = mention.resolution.record, target != mention.source else { continue }
            backward[target].append(mention)
        }
        mentionedBy = backward
        var manuals = [Int?](repeating: nil, count: corpus.records.count)
        for (index, record) in corpus.records.enumerated() {
            guard case .references(let members)? = corpus.value(record, "members") else { continue }
            for member in members {
                if let target = corpus.target(of: member, from: record.file) { manuals[target] = index }
            }
        }
        self.manuals = manuals
        nextReviews = corpus.records.map { Self.nextReview(of: $0, corpus) }
        let reviews = nextReviews
        let publications = publications
        states = corpus.records.indices.map { index in
            if let publication = publications[index] ?? manuals[index].flatMap({ publications[$0] }) {
                if publication.withdrawal != nil { return .repealed }
                if publication.entry.effective > today { return .coming }
            }
            return Self.state(of: index, corpus, manuals, review: reviews[index], today)
        }
    }

    /// The first day after today on which some page would read otherwise; `nil` where nothing is known to change.
    package var nextChange: CalendarDate? {
        var days: [CalendarDate] = []
        for ledger in history.ledgers { days += ledger.entries.map(\.effective) }
        for (index, review) in nextReviews.enumerated() {
            guard let review, states[index] != nil else { continue }
            days += [review.adding(days: -59), review.adding(days: 1)]
        }
        for record in corpus.records { if case .date(let date, _)? = corpus.value(record, "effective") { days.append(date) } }
        return days.filter { $0 > today }.min()
    }

    private static func nextReview(of record: Record, _ corpus: Corpus) -> CalendarDate? {
        guard case .duration(let span, _)? = corpus.value(record, "review-every") else { return nil }
        for field in ["effective", "created"] {
            if case .date(let date, _)? = corpus.value(record, field) { return span.end(from: date) }
        }
        return nil
    }

    private static func state(
        of index: Int, _ corpus: Corpus, _ manuals: [Int?], review: CalendarDate?, _ today: CalendarDate
    ) -> DocumentState? {
        let record = corpus.records[index]
        if corpus.isExternal(record) { return .external }
        guard corpus.type(of: index).isControlled else { return nil }
        switch corpus.words(record, "state")?.folded {
        case "borrador", "draft": return .draft
        case "en revision", "in review", "review": return .review
        case "derogado", "derogada", "repealed": return .repealed
        default: break
        }
        if let manual = manuals[index] { return state(of: manual, corpus, [Int?](repeating: nil, count: manual + 1), review: nil, today) }
        if case .date(let effective, _)? = corpus.value(record, "effective") {
            if effective > today { return .draft }
        } else if corpus.words(record, "version") == nil {
            return nil
        }
        if let review {
            if review < today { return .overdue }
            if review < today.adding(days: 60) { return .expiring }
        }
        return .current
    }
}
