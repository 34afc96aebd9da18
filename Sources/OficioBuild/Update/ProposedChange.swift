import Diagnostics

/// One difference between an edited file and the source as it is now.
package struct ProposedChange: Sendable {
    package enum Kind: String, Sendable { case changed, added, removed, moved }

    package enum State: Sendable {
        /// The change can be written; the document then reads like the file.
        case applies
        /// The source has changed as well since the file was exported.
        case conflict
        /// The change cannot be written alone, for the reason given.
        case rejected(Localized)
    }

    /// The key of the changed place, `type/id:field/row/column`.
    package var key: String
    /// The printed label.
    package var label: String
    package var kind: Kind
    /// The text in the document now; empty for what the file adds.
    package var mine = ""
    /// The text in the file; empty for what it removes.
    package var inFile = ""
    /// The text when the file was exported, if known and different from `mine`.
    package var before: String?
    /// The authors of the tracked changes in the text.
    package var authors: [String] = []
    /// The place in the file, in words.
    package var address: Localized
    package var state = State.applies
    /// The change to write into the source.
    var request = Request.none

    /// A change of a source, before its way of writing is chosen.
    enum Request: Sendable {
        case none
        /// Replaces the text of the control.
        case text(String)
        /// Marks exactly these codes of a field or cell.
        case codes([String])
        /// Removes the row or item.
        case remove
        /// Inserts a row or item after another; first where `after` is nil.
        case add(NewRow, after: String?)
        /// Moves the row or item after another; first where `after` is nil.
        case move(after: String?)
        /// Moves the row under the heading of a code.
        case group(String)
    }
}

/// A row or item that is only in the file.
struct NewRow: Sendable {
    /// The text of each cell by column; the column without a name is the main one, or the item
    /// itself.
    var cells: [String: String] = [:]
    var codes: [String: [String]] = [:]
    /// The code of the heading that the row stands under.
    var group: String?
    var authors: Set<String> = []

    var text: String { cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: " · ") }
}

/// Words of an edited file that belong to no field.
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
    /// The words that the comment is attached to.
    package var on: String
    package var text: String
}
