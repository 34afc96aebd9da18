import OficioModel
import OficioSchema

/// The names by which people look for a document.
enum RecordNames {
    /// The title, the identifier, the code and the former names of a record.
    static func all(_ record: Record, _ corpus: Corpus) -> [String] {
        [record.title, record.id] + [corpus.words(record, .code)].compactMap(\.self) + former(record, corpus)
    }

    /// The former titles and identifiers of a record.
    static func former(_ record: Record, _ corpus: Corpus) -> [String] {
        let type = corpus.schema.types[record.type]
        return [FieldKey.formerNames, .formerIDs].flatMap { field -> [String] in
            guard case .list(let items)? = record.value(type.field(field)) else { return [] }
            return items.map { $0.blocks.plain }
        }
    }
}
