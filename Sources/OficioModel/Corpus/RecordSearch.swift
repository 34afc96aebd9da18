import OficioSchema
import OficioSource

/// Finds records by what an author types: a part of the title, the id, the code or a former name.
package struct RecordSearch {
    private let corpus: Corpus

    /// Searches the records of a corpus.
    package init(_ corpus: Corpus) { self.corpus = corpus }

    /// Returns the title, id, code and former names of a record.
    package func names(of record: Record) -> [String] {
        [record.title, record.id] + [corpus.words(record, .code)].compactMap(\.self) + formerNames(of: record)
    }

    /// Returns the former titles and ids of a record.
    package func formerNames(of record: Record) -> [String] {
        let type = corpus.schema.types[record.type]
        return [FieldKey.formerNames, .formerIDs].flatMap { field -> [String] in
            guard case .list(let items)? = record.value(type.field(field)) else { return [] }
            return items.map { $0.blocks.plain }
        }
    }

    /// Finds the records that have all words of a query in their names. Records with a name equal to the query come
    /// first, then those with a name that begins with it, then the others, each by title.
    ///
    /// - Parameters:
    ///   - query: the typed words; an empty query matches every record.
    ///   - types: the keys of the types of the records, empty for all types.
    ///   - limit: the greatest number of results.
    /// - Returns: the indices of the records.
    package func records(matching query: String, types: [TypeKey] = [], limit: Int) -> [Int] {
        let words = query.folded.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
        let start = words.joined(separator: " ")
        let allowed = Set(types.compactMap { key in corpus.schema.types.firstIndex { $0.key == key } })
        let found = corpus.records.indices.compactMap { index -> (rank: Int, title: String, index: Int)? in
            let record = corpus.records[index]
            if !allowed.isEmpty, !allowed.contains(record.type) { return nil }
            let names = names(of: record).map { $0.folded.replacing("-", with: " ") }
            guard words.allSatisfy({ word in names.contains { $0.contains(word) } }) else { return nil }
            let rank = names.contains(start) ? 0 : names.contains { $0.hasPrefix(start) } ? 1 : 2
            return (rank, record.title.folded, index)
        }
        return found.sorted { ($0.rank, $0.title, $0.index) < ($1.rank, $1.title, $1.index) }.prefix(limit).map(\.index)
    }
}
