import Diagnostics
import OficioModel
import OficioSchema

/// What the rules read: the working records, what they mention, and the day.
package struct CheckContext: Sendable {
    package let corpus: Corpus
    /// By record, in the order of its fields.
    package let mentions: [[Mention]]
    /// The day for which dates are judged.
    package let today: CalendarDate

    package init(corpus: Corpus, today: CalendarDate) {
        self.corpus = corpus
        self.today = today
        mentions = Array(corpus.records.indices).concurrentMap { corpus.mentions(in: $0) }
    }
}
