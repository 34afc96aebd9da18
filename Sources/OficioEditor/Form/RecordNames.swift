import OficioModel
import OficioSchema

/// Lists the names by which people search for a document.
enum RecordNames {
    /// Returns the title, id, code and former names of a record.
    static func all(_ record: Record, _ corpus: Corpus) -> [String] {
        [record.title, record.id] + [corpus.words(record, .code)].compactMap(\.self) + formerNames(record, corpus)
    }

    /// Returns the former titles and ids of a record.
    static func formerNames(_ record: Record, _ corpus: Corpus) -> [String] {
        let type = corpus.schema.types[record.type]
        return [FieldKey.formerNames, .formerIDs].flatMap { field -> [String] in
            guard case .list(let items)? = record.value(type.field(field)) else { return [] }
            return items.map { $0.blocks.plain }
        }
    }
}
