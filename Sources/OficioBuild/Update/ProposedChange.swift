import Diagnostics

/// A difference between an edited file and the current source.
package struct ProposedChange: Sendable {
    /// What the edited file does with the field, row or cell.
    package enum Kind: String, Sendable { case changed, added, removed, moved }

    /// The result of checking whether the change can be written into the source.
    package enum State: Sendable {
        /// The change can be written into the source, which then matches the file.
        case applies
        /// The source has also changed since the export.
        case conflict
        /// The program cannot write the change, for the given reason.
        case rejected(Localized)
    }

    /// The key of the changed field, row or cell: `type/id:field/row/column`.
    package var key: String
    /// The printed label of the changed field.
    package var label: String
    /// The kind of the change.
    package var kind: Kind
    /// The text of the field in the document now; empty for an addition.
    package var mine = ""
    /// The text of the field in the edited file; empty for a removal.
    package var inFile = ""
    /// The text of the field when the document was exported; `nil` if it is unknown or if the source has not changed
    /// since.
    package var before: String?
    /// The authors of the tracked changes in the text of the field.
    package var authors: [String] = []
    /// The place of the change in the edited file, described in words.
    package var address: Localized
    /// The state of the change, which says whether it can be written.
    package var state = State.applies
    /// The change to write into the source.
    var request = Request.none

    /// A change of a source, independent of how it is written.
    enum Request: Sendable {
        case none
        /// Replaces the text of the addressed control.
        case text(String)
        /// Sets the codes of the addressed field or cell to the given ones.
        case codes([String])
        /// Removes the addressed row or item.
        case remove
        /// Inserts a row or item after another one; `nil` inserts it first.
        case add(NewRow, after: String?)
        /// Moves the addressed row or item after another one; `nil` moves it to the front.
        case move(after: String?)
        /// Moves the addressed row below the heading of a code.
        case group(String)
    }
}

/// A row or item that the file contains but the document does not.
struct NewRow: Sendable {
    /// The text of each cell by column; an empty name stands for the main column, or for the item itself.
    var cells: [String: String] = [:]
    var codes: [String: [String]] = [:]
    /// The code of the heading above the row; `nil` if the row stands below no heading.
    var group: String?
    var authors: Set<String> = []

    var text: String { cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: " · ") }
}

/// Words of an edited file that are outside all fields.
package struct OutsideText: Sendable {
    /// The words, without markup.
    package var text: String
    /// The authors of the tracked changes in the words.
    package var authors: [String]
    /// The place of the words in the edited file, described in words.
    package var address: Localized
    /// Whether the words stand in a header, footer or note.
    package var isMargin = false
}

/// A comment in an edited file.
package struct UpdateComment: Sendable {
    /// The author, as the word processor names them.
    package var author: String
    /// The day and time of the comment as the file gives them; empty if it gives none.
    package var date: String
    /// The words of the document to which the comment refers.
    package var on: String
    /// The text of the comment.
    package var text: String
}
