import OficioSchema

/// One document that a file holds, with the values that were found for its fields.
package struct MatchedRecord: Sendable {
    /// The index of its form in ``LabelSet/forms``.
    package let form: Int
    package var fields: [FoundField] = []
    /// Text that stands in no field, in reading order.
    package var unplaced: [Stretch] = []
    /// Notes of the file that stand by no text of the document.
    package var notes: [Note] = []
    /// Notes that stand as footnotes in the source, by index in the document, in the order of their texts.
    package var placedNotes: [Int] = []
    /// Pictures that stand by no text of the document, by index in the document.
    package var pictures: [Int] = []
    /// The text under headings of its own, of a file in no form.
    package var prose: [ProseBlock] = []
    /// Names that the document had before, as the log of a manual tells them.
    package var formerNames: [String] = []
    /// The title of the unit that the folder of the file stands for.
    package var unit: String?
    /// Identifiers of the documents that a book gathers, in order.
    package var members: [String] = []
    /// The row of a spreadsheet that it was read from.
    package var row: Int?

    package struct Note: Sendable {
        package let label: String
        package let text: String
    }

    package init(form: Int) { self.form = form }

    /// Adds the notes of the file that stand as footnotes of no text.
    mutating func addNotes(_ outline: Outline, except placed: Set<Int>) {
        for (index, note) in outline.document.notes.enumerated() where !placed.contains(index) {
            let text = outline.text(ofNote: index)
            if !text.isEmpty { notes.append(.init(label: note.label, text: text)) }
        }
    }

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
