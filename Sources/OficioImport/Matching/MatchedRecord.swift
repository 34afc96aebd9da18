import OficioSchema

/// One document that a file holds, with the values that were found for its fields.
package struct MatchedRecord: Sendable {
    /// The index of its form in ``LabelSet/forms``.
    package let form: Int
    package var fields: [FoundField] = []
    /// Text that stands in no field, in reading order.
    package var unplaced: [Stretch] = []
    /// Notes of the file, which no field takes.
    package var notes: [Note] = []
    /// The text under headings of its own, of a file in no form.
    package var prose: [ProseBlock] = []
    /// The row of a spreadsheet that it was read from.
    package var row: Int?

    package struct Note: Sendable {
        package let label: String
        package let text: String
    }

    package init(form: Int) { self.form = form }

    /// Whether the document keeps its own headings.
    package var isProse: Bool { !prose.isEmpty }

    /// Whether the first text below the title is a heading.
    package var leadsWithHeading: Bool { if case .heading(2, _)? = prose.first { true } else { false } }

    package func field(_ path: [Int]) -> FoundField? { fields.first { $0.path == path } }
}

/// A file with the documents that were found in it and the fate of every word.
package struct Match: Sendable {
    package let outline: Outline
    package let labels: LabelSet
    package let choice: FormChoice
    package var records: [MatchedRecord]
    package var fates: Fates
    /// The labels found, in order, for the report and for the fingerprint of the file.
    package let hits: [[LabelHit]]
}
