import OficioSchema

/// One document in a file, with the values found for its fields.
package struct MatchedRecord: Sendable {
    /// The index of its form in ``LabelSet/forms``.
    package let form: Int
    /// The values found.
    package var fields: [FoundField] = []
    /// The text that is in no field, in reading order.
    package var unplaced: [Stretch] = []
    /// The notes of the file, which no field takes.
    package var notes: [Note] = []
    /// The text under its own headings, for a file in no form; else empty.
    package var prose: [ProseBlock] = []
    /// The row of a spreadsheet that it was read from, from 1; nil for other files.
    package var row: Int?

    /// A footnote or an endnote of the file.
    package struct Note: Sendable {
        /// The mark as shown.
        package let label: String
        /// The text on one line.
        package let text: String
    }

    /// Makes a document without values. `form` is the index of its form in ``LabelSet/forms``.
    package init(form: Int) { self.form = form }

    /// Whether the document keeps its own headings.
    package var isProse: Bool { !prose.isEmpty }

    /// Whether the first text below the title is a heading.
    package var leadsWithHeading: Bool { if case .heading(2, _)? = prose.first { true } else { false } }

    /// Returns the value found for a field, by its path; nil if there is none.
    package func field(_ path: [Int]) -> FoundField? { fields.first { $0.path == path } }
}

/// A file with the documents found in it and the fate of every word.
package struct Match: Sendable {
    /// The file, prepared for matching.
    package let outline: Outline
    /// The labels of the forms that the file is written in.
    package let labels: LabelSet
    /// The scores of the forms that were considered.
    package let choice: FormChoice
    /// The documents in the order of the file.
    package var records: [MatchedRecord]
    /// The fates of the words.
    package var fates: Fates
    /// The labels found, by paragraph, for the report and for the fingerprint of the file.
    package let hits: [[LabelHit]]
}
