import OficioSource

/// The records of a corpus in order.
///
/// A computation that goes through the list depends on which records exist and on their order. A computation that
/// takes a record by its index depends only on the parts of that record that it reads.
package struct RecordList: RandomAccessCollection, Sendable {
    private let records: [Record]
    private let source: RecordSource

    init(_ records: [Record], _ source: RecordSource) {
        self.records = records
        self.source = source
    }

    /// Returns the record at an index, without a dependency on the list.
    package subscript(index: Int) -> Record { records[index] }

    /// The first index, 0. Creates a dependency on the list.
    package var startIndex: Int {
        source.recordQuery(list: RecordSource.all)
        return 0
    }

    /// The number of records. Creates a dependency on the list.
    package var endIndex: Int {
        source.recordQuery(list: RecordSource.all)
        return records.count
    }

    /// The number of records. Creates a dependency on the list.
    package var count: Int { endIndex }
    /// The indices of all records. Creates a dependency on the list.
    package var indices: Range<Int> { 0..<endIndex }

    /// Returns an iterator over all records. Creates a dependency on the list.
    package func makeIterator() -> IndexingIterator<[Record]> {
        source.recordQuery(list: RecordSource.all)
        return records.makeIterator()
    }
}

/// The identity of a corpus in recorded dependencies. It separates the queries of two corpora.
final class RecordSource: Sendable {
    /// Whether queries to the corpus are recorded.
    private let isTracked: Bool

    init(isTracked: Bool) { self.isTracked = isTracked }

    /// The names of the lists whose fingerprints a corpus has.
    static let all = "records", names = "names", paths = "paths", attachments = "attachments", bosses = "bosses"
    static func list(ofType type: String) -> String { "type/" + type }
    static func list(ofForm form: String) -> String { "form/" + form }

    /// Records that the current computation went through a list.
    func recordQuery(list: String) { recordQuery(.list, list) }

    /// Records a dependency of the current computation on a name or a path.
    func recordQuery(_ kind: DependencyKey.Kind, _ subject: String) {
        if isTracked { DependencyRecorder.record(from: self, kind, subject) }
    }
}
