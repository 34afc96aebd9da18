import OficioBasics
import OficioModel
import OficioSchema

/// The address of a document in the editor: the path of its file, and its index if the file is a collection.
package struct DocumentAddress: Sendable, Equatable {
    /// The path of the document's source, relative to the site.
    package let path: String
    /// The index of the record in its collection; `nil` if the source is one document.
    package let record: Int?

    init(path: String, record: Int?) {
        self.path = path
        self.record = record
    }

    /// Returns the addresses of the records of a corpus in order; `nil` for a record whose file the editor cannot edit.
    package static func all(in corpus: Corpus) -> [DocumentAddress?] {
        var counts: [Int32: Int] = [:]
        for record in corpus.records { counts[record.file.index, default: 0] += 1 }
        var places: [Int32: Int] = [:]
        return corpus.records.map { record in
            let file = record.file.index
            let place = places[file, default: 0]
            places[file] = place + 1
            guard let path = corpus.path(of: record.file), Schema.role(of: path) == .document else { return nil }
            return DocumentAddress(path: path, record: counts[file] == 1 ? nil : place)
        }
    }

    /// Returns the index of the record at the address; `nil` if the corpus has no such record.
    package func index(in corpus: Corpus) -> Int? {
        let records = corpus.records.indices.filter { corpus.path(of: corpus.records[$0].file) == path }
        guard let record else { return records.count == 1 ? records[0] : nil }
        return records.count > 1 && records.indices.contains(record) ? records[record] : nil
    }

    /// Returns the link to one of the editor's pages for the document.
    package func link(_ page: String, _ more: String = "") -> String {
        "/-oficio/editar/\(page)?doc=\(path.percentEncoded)" + (record.map { "&n=\($0)" } ?? "") + more
    }
}
