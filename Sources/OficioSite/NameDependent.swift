import OficioModel

/// Values that follow from the names of the records, by record: the path of a page, the place in the order of titles.
/// Reading one records a dependency on the name of its record (see `SiteStamps`).
struct NameDependent<Value: Sendable>: Sendable {
    private let corpus: Corpus
    /// The values, read without recording a dependency.
    let all: [Value]

    init(_ corpus: Corpus, _ values: [Value]) {
        self.corpus = corpus
        all = values
    }

    subscript(record: Int) -> Value {
        corpus.records[record].dependOnName()
        return all[record]
    }
}
