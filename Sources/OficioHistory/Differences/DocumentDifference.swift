import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The differences between two versions of a document: in its own record, its members, its competencies and its
/// clauses.
package struct DocumentDifference: Sendable {
    /// The change of one record between two versions.
    package enum RecordChange: Sendable {
        /// A record that only the new version has.
        case added(Record)
        /// A record that only the old version has.
        case removed(Record)
        /// A record that both versions have with different content.
        case changed(old: Record, new: Record, RecordDifference)

        /// The record in the new version, or the removed record.
        package var record: Record {
            switch self {
            case .added(let record), .removed(let record), .changed(_, let record, _): record
            }
        }
    }

    /// The schema that decodes both versions.
    package let schema: Schema
    /// The changed records: the document, then the members in their new order, then the removed members.
    package let records: [RecordChange]
    /// The changed competencies, in their new order, followed by the removed competencies.
    package let competencies: [RecordChange]
    /// The titles of the clauses that both versions use and whose text changed.
    package let clauses: [String]
    /// The id of the new version's own record; `nil` if that version has no records.
    package let document: RecordID?
    /// The titles of referenced records, by record id; the titles in the new version take precedence.
    private let names: [String: String]

    /// Compares two versions of a document.
    package init(from old: VersionContent, to new: VersionContent, _ schema: Schema) {
        self.schema = schema
        document = new.records.first?.recordID(schema)
        names = old.names.merging(new.names) { $1 }
        records = Self.changes(old.records, new.records, schema)
        competencies = Self.changes(old.competencies, new.competencies, schema)
        let former = Dictionary(old.clauses.map { ($0.record, $0.hash) }) { a, _ in a }
        clauses = new.clauses.filter { clause in former[clause.record].map { $0 != clause.hash } ?? false }.map(\.title)
    }

    /// Whether neither the records nor the competencies of the document changed.
    package var isEmpty: Bool { records.isEmpty && competencies.isEmpty }

    private static func changes(_ old: [Record], _ new: [Record], _ schema: Schema) -> [RecordChange] {
        func isSame(_ a: Record, _ b: Record) -> Bool { a.type == b.type && a.id == b.id }
        var changes: [RecordChange] = []
        for (index, record) in new.enumerated() {
            // The first record is the document, even under another id.
            guard
                let before = old.first(where: { isSame($0, record) })
                    ?? (index == 0 && old.first?.type == record.type ? old.first : nil)
            else {
                changes.append(.added(record))
                continue
            }
            let difference = RecordDifference(from: before, to: record, schema)
            if !difference.isEmpty || before.id != record.id {
                changes.append(.changed(old: before, new: record, difference))
            }
        }
        changes += old.dropFirst(new.isEmpty ? 0 : 1).filter { record in !new.contains { isSame($0, record) } }.map {
            .removed($0)
        }
        return changes
    }

    /// The changes of all records in words, in the order of the document.
    package var changes: [Change] {
        var found: [Change] = []
        for record in records {
            found += ChangeWords(schema, names: names).changes(
                record, isDocument: record.record.recordID(schema) == document)
        }
        for record in competencies { found += ChangeWords(schema, names: names).changes(record, isDocument: false) }
        return found.map(naming)
    }

    /// Returns a change whose sentence shows titles in place of record ids.
    private func naming(_ change: Change) -> Change {
        func named(_ text: String) -> String {
            guard text.contains("/") else { return text }
            return names.reduce(text) { $1.value.isEmpty ? $0 : $0.replacing($1.key, with: $1.value) }
        }
        let sentence = Localized(es: named(change.sentence.spanish), en: named(change.sentence.english))
        return Change(record: change.record, field: change.field, sentence: sentence, isMaterial: change.isMaterial)
    }

    /// Whether at least one change of the document is material.
    package var isMaterial: Bool { changes.contains(where: \.isMaterial) }
}

/// The content of a version, from a snapshot or from the sources: its records, competencies and clauses.
package struct VersionContent: Sendable {
    /// The records of the version: the document, followed by its members.
    package private(set) var records: [Record]
    /// The competencies that the document refers to.
    package let competencies: [Record]
    /// The clauses that the document uses, with their titles and the hashes of their texts.
    package let clauses: [(record: RecordID, title: String, hash: String)]
    /// The titles of referenced records, by record id.
    package let names: [String: String]

    /// Reads the content of a released version from its snapshot.
    ///
    /// - Parameters:
    ///   - snapshot: the version's snapshot.
    ///   - schema: the schema of the site today.
    ///   - view: the view that removes internal parts, `nil` to keep them.
    ///   - place: the release that the snapshot belongs to.
    ///   - keepsNames: whether to keep people's names, for a comparison with the sheet, which shows them.
    package init(
        _ snapshot: Snapshot, _ schema: Schema, for view: PublicView? = nil, in place: ReleasePlace? = nil,
        keepsNames: Bool = false
    ) {
        let read = snapshot.records(schema, form: { _, type in schema.defaultForm(of: type) }, isKnown: { _ in true })
        let hidesRows = view.map { view in snapshot.clauses.contains { !view.shows($0.record) } } ?? false
        func shown(_ records: [Record]) -> [Record] {
            guard let view else { return records }
            let left = records.compactMap { view.publicRecord($0, in: place, former: true, hidesRows: hidesRows) }
            return keepsNames ? left : left.map { view.withoutNames($0) }
        }
        records = shown(read.records)
        competencies = shown(read.competencies)
        clauses = snapshot.clauses.filter { view?.shows($0.record) ?? true }
        names = Dictionary(snapshot.names.filter { view?.shows($0.record) ?? true }.map { ($0.record.text, $0.title) })
        {
            a, _ in a
        }
    }

    /// Returns the content without the modification logs of its records.
    package func withoutLog(_ view: PublicView) -> VersionContent {
        var content = self
        content.records = records.map(view.withoutLog)
        return content
    }

    /// Reads the content that a release of the sources would record now. `document` is the index of the record.
    package init(working document: Int, in corpus: Corpus) {
        let content = DocumentContent(of: document, in: corpus)
        let version = corpus.words(corpus.records[document], .version) ?? ""
        let day = CalendarDate(year: 1, month: 1, day: 1)
        guard let day else { preconditionFailure("a day of the calendar") }
        self.init(Snapshot(content, version: version, effective: day, in: corpus) { _ in nil }, corpus.schema)
    }
}
