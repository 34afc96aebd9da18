/// The fate of a word of the imported file. Every word has exactly one.
package enum Fate: Hashable, Sendable {
    /// The word is in a field of a document, by the document's number and the field's identifier.
    case field(record: Int, field: String)
    /// The word is part of a label that the form prints.
    case label
    /// The word is a sign that stands for a choice: an X in a matrix.
    case mark
    case furniture(Furniture)
    /// The word is in the source under *Sin colocar*.
    case unplaced(record: Int)
    case dropped(Dropped)

    /// The reasons why a word is not content of a document: it belongs to the page or the form, or a source has it
    /// elsewhere.
    package enum Furniture: String, Sendable, CaseIterable {
        case margin, around, formHead, pageNumber, contents, placeholder, repeated, layoutNote, sheet
        /// The word describes a competency, and the site's catalogue already has the description.
        case catalogue
    }

    /// The reasons why a word is only in the report.
    package enum Dropped: String, Sendable, CaseIterable {
        case deleted, hidden, comment, alternativeText, listLabel
        /// The word is part of a setting of another tool that no field takes.
        case setting
    }
}
