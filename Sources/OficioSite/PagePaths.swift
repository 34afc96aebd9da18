import OficioModel

/// The paths of the records' pages by record, relative to the output folder. Reading one records a dependency on the
/// name of the record, which the path belongs to (see `SiteStamps`).
struct PagePaths: Sendable {
    private let corpus: Corpus
    /// The paths, read without recording a dependency.
    let all: [String]

    init(_ corpus: Corpus, _ paths: [String]) {
        self.corpus = corpus
        all = paths
    }

    subscript(record: Int) -> String {
        corpus.records[record].noteName()
        return all[record]
    }
}

/// The places of the records in the order of titles, by record. Reading one records a dependency on the name of the
/// record: the order of two records depends on nothing but their names.
struct TitleOrder: Sendable {
    private let corpus: Corpus
    /// The places, read without recording a dependency.
    let all: [Int32]

    init(_ corpus: Corpus, _ places: [Int32]) {
        self.corpus = corpus
        all = places
    }

    subscript(record: Int) -> Int32 {
        corpus.records[record].noteName()
        return all[record]
    }
}
