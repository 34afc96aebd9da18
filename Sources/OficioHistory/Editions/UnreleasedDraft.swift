import Diagnostics
import OficioModel
import OficioSchema

/// A document that was never released and that is unfinished or declared a draft. Builds leave it out unless they
/// show drafts.
package struct UnreleasedDraft: Sendable {
    /// The index of the record in the working corpus.
    package let record: Int
    /// Whether the document, or a manual that contains it, declares `estado: borrador`.
    package let isDeclared: Bool
    /// The required fields that the document lacks; empty for a complete document that is declared a draft.
    package let missing: [MissingField]
    /// The fields that the document has but that are unfinished: their sections are empty, or their dates are
    /// invalid.
    package let unfinished: [Field]
}

extension History {
    /// Returns the drafts among the working records, in order; with a file, only those of that file. A document with a
    /// ledger is never a draft.
    package func drafts(in corpus: Corpus, of file: FileID? = nil) -> [UnreleasedDraft] {
        let released = releasedRecords(corpus.schema)
        let declared = declaredDrafts(in: corpus)
        return corpus.records.indices.compactMap { index in
            let record = corpus.records[index]
            if let file, record.file != file { return nil }
            guard !record.isBroken, !released.contains(corpus.recordID(of: index)) else { return nil }
            // A member of a draft manual is no draft if it is a document outside the site.
            let isExternal = corpus.isExternal(record) && !Self.isDraft(record, corpus)
            let isDeclared = declared.contains(index) && !isExternal
            let missing = corpus.missingFields(of: index).filter { !$0.isExcused }
            let type = corpus.type(of: index)
            // An empty section or a blank date does not make a document without versions a draft.
            let countsUnfinished = isDeclared || type.isControlled && !isExternal
            let unfinished = countsUnfinished ? record.unfinished.map { type.fields[$0] } : []
            guard isDeclared || !missing.isEmpty || !unfinished.isEmpty else { return nil }
            return UnreleasedDraft(
                record: index, isDeclared: isDeclared, missing: missing,
                unfinished: unfinished.filter { field in !missing.contains { $0.field.id == field.id } })
        }
    }

    /// Whether the document declares itself a draft.
    private static func isDraft(_ record: Record, _ corpus: Corpus) -> Bool {
        corpus.declaredState(record) == .draft
    }

    /// Returns the documents that declare themselves drafts, and the members of manuals that do.
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

    /// Returns the ids, as findings write them, of the working records that some release contains.
    package func releasedNames(in corpus: Corpus) -> Set<String> {
        let released = releasedRecords(corpus.schema)
        return Set(corpus.records.indices.lazy.map(corpus.recordID).filter(released.contains).map(\.text))
    }

    /// Returns all records that some release contains.
    private func releasedRecords(_ schema: Schema) -> Set<RecordID> {
        var found: Set<RecordID> = []
        for (index, ledger) in ledgers.enumerated() {
            let (folder, id) = name(of: index)
            if let type = schema.types.first(where: { $0.folder == folder }) { found.insert(RecordID(type.key, id)) }
            for entry in ledger.entries where entry.kind != .mark { found.formUnion(entry.records) }
        }
        return found
    }
}
