import OficioModel
import OficioSchema

/// The ids that the documents of a site had when they were released.
struct DocumentNames: Sendable {
    /// Maps former record ids that no document has now to the current id of the document.
    private(set) var marks = ReleasedInternalParts()
    /// The documents that may have had the current id of another document, by this id. These documents are internal
    /// or have internal parts, and they declare the id as a former one or had it under another type.
    private(set) var formerHolders: [RecordID: [ContentRecord]] = [:]
    let working: Corpus

    /// Collects the ids that documents had when they were released, from the ledgers and from the former ids of the
    /// working records.
    init(_ working: Corpus, _ history: History) {
        self.working = working
        let schema = working.schema
        for index in history.ledgers.indices {
            let (folder, id) = history.name(of: index)
            guard let type = schema.types.first(where: { $0.folder == folder }) else { continue }
            let key = RecordID(type.key, id)
            for former in Set(history.ledgers[index].entries.compactMap(\.namedDocument)) {
                if former != key, working.index(of: former) == nil { marks.rename(former, key) }
            }
        }
        let manuals = working.manuals
        for (index, record) in working.records.enumerated() {
            let key = working.recordID(of: index)
            let own = ContentRecord(key, record, manual: manuals[index].map { working.records[$0] })
            let former = record.formerIDs(working.schema)
            // A mark of a record applies to all its former ids.
            for id in former where working.index(of: RecordID(key.type, id)) == nil {
                marks.rename(RecordID(key.type, id), key)
            }
            guard own.hidesSomething(schema) else { continue }
            for id in former { formerHolders[RecordID(key.type, id), default: []].append(own) }
            for type in schema.types where type.key != key.type {
                for id in former + [key.id] {
                    let other = RecordID(type.key, id)
                    if working.index(of: other) == nil { formerHolders[other, default: []].append(own) }
                }
            }
        }
    }
}

extension ContentRecord {
    /// Whether the record, or any part of it, is internal.
    func hidesSomething(_ schema: Schema) -> Bool {
        !parts(schema).isEmpty || schema.types[record.type].fieldsWithInternal.contains { record.has($0) }
    }
}

extension Record {
    /// Returns the former ids that the record declares.
    func formerIDs(_ schema: Schema) -> [String] {
        guard case .list(let items)? = value(schema.types[type].field(.formerIDs)) else { return [] }
        return items.map(\.blocks.plain)
    }
}
