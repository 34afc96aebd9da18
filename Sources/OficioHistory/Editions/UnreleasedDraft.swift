import OficioModel
import OficioSchema

/// A document that was never released and is not finished, so that builds leave it out.
package struct UnreleasedDraft: Sendable {
    /// The index of the record in the working corpus.
    package let record: Int
    /// Whether the document, or a manual that it is a member of, says `estado: borrador`.
    package let isDeclared: Bool
    /// The required fields that the document lacks; empty for a complete draft that its author
    /// declared.
    package let missing: [MissingField]
}

extension History {
    /// The drafts among the working records, in order. A document with a ledger is never a draft,
    /// because the ledger decides.
    package func drafts(in corpus: Corpus) -> [UnreleasedDraft] {
        let released = releasedKeys(corpus.schema)
        let declared = declaredDrafts(in: corpus)
        return corpus.records.indices.compactMap { index in
            let record = corpus.records[index]
            let isDeclared = declared.contains(index)
            // Documents without a version are drafts only if they say so.
            let isControlled = corpus.type(of: index).isControlled
            // A member of a draft manual that stands outside of the site is no draft.
            let isExternal = corpus.isExternal(record) && !Self.isDraft(record, corpus)
            guard isControlled || isDeclared, !record.isBroken, !isExternal,
                !released.contains(corpus.key(of: index))
            else { return nil }
            let missing = isControlled ? corpus.missingFields(of: index).filter { !$0.isExcused } : []
            guard isDeclared || !missing.isEmpty else { return nil }
            return UnreleasedDraft(record: index, isDeclared: isDeclared, missing: missing)
        }
    }

    /// Whether the document says that it is a draft.
    private static func isDraft(_ record: Record, _ corpus: Corpus) -> Bool {
        ["borrador", "draft"].contains(corpus.words(record, .state)?.folded)
    }

    /// Documents that declare themselves drafts, and the members of manuals that do.
    private func declaredDrafts(in corpus: Corpus) -> Set<Int> {
        var found: Set<Int> = []
        for (index, record) in corpus.records.enumerated() {
            guard Self.isDraft(record, corpus) else { continue }
            found.insert(index)
            guard case .references(let members)? = corpus.value(record, .members) else { continue }
            for member in members {
                if let target = corpus.target(of: member, from: record.file) { found.insert(target) }
            }
        }
        return found
    }

    /// The keys of all records that some release contains.
    private func releasedKeys(_ schema: Schema) -> Set<String> {
        var keys: Set<String> = []
        for (index, ledger) in ledgers.enumerated() {
            let (folder, id) = name(of: index)
            if let type = schema.types.first(where: { $0.folder == folder }) { keys.insert("\(type.id)/\(id)") }
            for entry in ledger.entries { keys.formUnion(entry.records) }
        }
        return keys
    }
}
