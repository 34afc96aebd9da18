import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension History {
    /// Makes errors of the warnings about `oficio: interno CAMPO` in documents that have no such field, unless a
    /// release has it: the declaration then still hides the field of that release.
    package func decidingMarks(in found: [Diagnostic], of corpus: Corpus) -> [Diagnostic] {
        func isAboutMark(_ finding: Diagnostic) -> Bool {
            finding.code == Rule.unclearAccess.code && finding.severity == .warning
        }
        guard found.contains(where: isAboutMark) else { return found }
        let wanted = Set(found.filter(isAboutMark).compactMap(\.record))
        let names = DocumentNames(corpus, self)
        let kept = corpus.records.indices.filter { wanted.contains(corpus.recordID(of: $0).text) }.filter { index in
            let record = corpus.records[index]
            let missing = record.internalFields.subtracting(record.fields.map(\.field))
            return missing.isSubset(of: releasedFields(of: corpus.recordID(of: index), names))
        }
        let allowed = Set(kept.map { corpus.recordID(of: $0).text })
        return found.map { finding in
            guard isAboutMark(finding), finding.record.map({ !allowed.contains($0) }) ?? true else { return finding }
            var changed = finding
            changed.severity = .error
            return changed
        }
    }

    /// Returns the fields that the releases of a record have, under its current id or a former one.
    private func releasedFields(of key: RecordID, _ names: DocumentNames) -> Set<Int> {
        var fields: Set<Int> = []
        for ledger in ledgers
        where ledger.entries.contains(where: { $0.records.contains { names.marks.present($0) == key } }) {
            for release in ledger.releasedContents(root: root, names.working.schema) {
                for record in release.records(names) where record.key == key {
                    fields.formUnion(record.record.fields.map(\.field))
                }
            }
        }
        return fields
    }
}
