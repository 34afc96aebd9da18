import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The content that a release of a document would record now: the document, its members, and the competencies that they
/// name.
package struct DocumentContent: Sendable {
    /// The document and then its members in order, as indices into the corpus.
    package let records: [Int]
    /// The competencies that the records name, sorted by id.
    package let competencies: [Int]
    /// The clauses whose rows the records use, sorted by id.
    package let clauses: [Int]
    /// The SHA-256 of the canonical bytes of `json(in:)`.
    package let hash: String

    /// Collects and hashes the content of a document. Encodes all its records.
    package init(of document: Int, in corpus: Corpus) {
        var records = [document]
        if case .references(let members)? = corpus.value(corpus.records[document], .members) {
            for member in members {
                if let index = corpus.target(of: member, from: corpus.records[document].file), !records.contains(index)
                {
                    records.append(index)
                }
            }
        }
        var competencies: Set<Int> = []
        var clauses: Set<Int> = []
        for record in records {
            for mention in corpus.mentions[record] {
                guard let target = mention.resolution.record else { continue }
                if mention.types == [.competency] { competencies.insert(target) }
                if mention.types == [.clause] { clauses.insert(target) }
            }
        }
        self.records = records
        self.competencies = competencies.sorted { corpus.records[$0].id < corpus.records[$1].id }
        self.clauses = clauses.sorted { corpus.records[$0].id < corpus.records[$1].id }
        var bytes: [UInt8] = []
        Self.json(self.records, self.competencies, corpus).write(to: &bytes)
        hash = SHA256.hex(bytes)
    }

    /// Returns the content as `{"records":[…],"competencies":[…]}`, the form that is compared and hashed.
    package func json(in corpus: Corpus) -> JSONText { Self.json(records, competencies, corpus) }

    private static func json(_ records: [Int], _ competencies: [Int], _ corpus: Corpus) -> JSONText {
        let encoder = RecordEncoder(corpus)
        return .object([
            ("records", .array(records.map { encoder.record(corpus.records[$0]) })),
            ("competencies", .array(competencies.map { encoder.record(corpus.records[$0]) })),
        ])
    }
}
