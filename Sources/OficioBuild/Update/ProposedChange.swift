import Diagnostics

/// A difference between an edited file and the current source.
package struct ProposedChange: Sendable {
    package enum Kind: String, Sendable { case changed, added, removed, moved }

    package enum State: Sendable {
        /// The change can be written, and the document then matches the file.
        case applies
        /// The source has changed since the export as well.
        case conflict
        /// The change cannot be written separately, for the given reason.
        case rejected(Localized)
    }

    /// The key of the changed place, `type/id:field/row/column`.
    package var key: String
    /// The printed label.
    package var label: String
    package var kind: Kind
    /// The text in the document now; empty for an addition.
    package var mine = ""
    /// The text in the file; empty for a removal.
    package var inFile = ""
    /// The text at the time of the export, if known and different from `mine`.
    package var before: String?
    /// The authors of the tracked changes in the text.
    package var authors: [String] = []
    /// The place in the file, described in words.
    package var address: Localized
    package var state = State.applies
    /// The change to write into the source.
    var request = Request.none

    /// A change of a source, independent of how it is written.
    enum Request: Sendable {
        case none
        /// Replaces the text of the control.
        case text(String)
        /// Marks exactly these codes of a field or cell.
        case codes([String])
        /// Removes the row or item.
        case remove
        /// Inserts a row or item after another one; nil inserts it first.
        case add(NewRow, after: String?)
        /// Moves the row or item after another one; nil moves it to the front.
        case move(after: String?)
        /// Moves the row under the heading of a code.
        case group(String)
    }
}

/// A row or item that is only in the file.
struct NewRow: Sendable {
    /// The text of each cell by column; an empty name stands for the main column, or for the item itself.
    var cells: [String: String] = [:]
    var codes: [String: [String]] = [:]
    /// The code of the heading above the row, `nil` for none.
    var group: String?
    var authors: Set<String> = []

    var text: String { cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: " · ") }
}

/// Words of an edited file that are outside all fields.
package struct OutsideText: Sendable {
    package var text: String
    package var authors: [String]
    package var address: Localized
    /// Whether the words are in a header, footer or note.
    package var isMargin = false
}

/// A comment of an edited file.
package struct UpdateComment: Sendable {
    package var author: String
    package var date: String
    /// The commented words.
    package var on: String
    package var text: String
}
