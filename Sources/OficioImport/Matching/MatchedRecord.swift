import OficioSchema

/// One document in a file, with the values found for its fields.
package struct MatchedRecord: Sendable {
    /// The index of the document's form in ``LabelSet/forms``.
    package let form: Int
    /// The values found.
    package var fields: [FoundField] = []
    /// The text that is in no field, in reading order.
    package var unplaced: [Stretch] = []
    /// The notes of the file that no text of the document refers to.
    package var notes: [Note] = []
    /// Notes that stand as footnotes in the source, by index in the document, in the order of their
    /// texts.
    package var placedNotes: [Int] = []
    /// The pictures beside no text of the document, by index in the document.
    package var pictures: [Int] = []
    /// The blocks of the document under its own headings, for a file in no form; otherwise empty.
    package var prose: [ProseBlock] = []
    /// Former names of the document, taken from the log of a manual.
    package var formerNames: [String] = []
    /// The title of the unit that the folder of the file stands for; nil if it stands for none.
    package var unit: String?
    /// Identifiers of the documents that a book gathers, in order.
    package var members: [String] = []
    /// The row of a spreadsheet that the document was read from, from 1; nil for other files.
    package var row: Int?

    /// A footnote or an endnote of the file.
    package struct Note: Sendable {
        /// The label of the reference to the note, as shown.
        package let label: String
        /// The text of the note, on one line.
        package let text: String
    }

    /// Creates a document without values. `form` is the index of its form in ``LabelSet/forms``.
    package init(form: Int) { self.form = form }

    /// Removes a field that no block stands for. The blocks of later fields keep their fields.
    mutating func removeField(at place: Int) {
        fields.remove(at: place)
        prose = prose.map { block in
            guard case .field(let index, let former) = block, index > place else { return block }
            return .field(index - 1, former)
        }
    }

    /// Adds the notes of the file that stand as footnotes of no text.
    mutating func addNotes(_ outline: Outline, except placed: Set<Int>) {
        for (index, note) in outline.document.notes.enumerated() where !placed.contains(index) {
            let text = outline.text(ofNote: index)
            if !text.isEmpty { notes.append(.init(label: note.label, text: text)) }
        }
    }

    /// Whether the document keeps its own headings.
    package var isProse: Bool { !prose.isEmpty }

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
    /// The documents found, in the order of the file.
    package var records: [MatchedRecord]
    /// The fates of the words of the file.
    package var fates: Fates
    /// The labels found, by paragraph, for the report and for the fingerprint of the file.
    package let hits: [[LabelHit]]
}
