/// What became of a word of the file. Every word has exactly one fate.
package enum Fate: Hashable, Sendable {
    /// It stands in a field of a document, by the document's number and the field's identifier.
    case field(record: Int, field: String)
    /// The form says it.
    case label
    /// A sign that stands for a choice: an X in a matrix.
    case mark
    case furniture(Furniture)
    /// It stands in the source under *Sin colocar*.
    case unplaced(record: Int)
    case dropped(Dropped)

    /// What is no part of the document, and why.
    package enum Furniture: String, Sendable, CaseIterable {
        case margin, formHead, pageNumber, contents, placeholder, repeated, layoutNote, sheet
    }

    /// Why a word is in the report only.
    package enum Dropped: String, Sendable, CaseIterable {
        case deleted, hidden, comment, alternativeText, listLabel
        /// A setting of another tool that no field takes.
        case setting
    }
}
