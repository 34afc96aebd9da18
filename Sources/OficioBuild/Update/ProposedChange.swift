import Diagnostics

/// One difference between an edited file and the source as it is now.
package struct ProposedChange: Sendable {
    package enum Kind: String, Sendable { case changed, added, removed, moved }

    package enum State: Sendable {
        /// It can be written, and the document then says what the file says.
        case applies
        /// The source has changed as well since the file was exported.
        case conflict
        /// It cannot be written by itself, and why.
        case rejected(Localized)
    }

    /// `type/id:field/row/column`.
    package var key: String
    /// The printed label.
    package var label: String
    package var kind: Kind
    /// As the document reads now; empty for what the file adds.
    package var mine = ""
    /// As the file reads; empty for what it removes.
    package var inFile = ""
    /// As it read when the file was exported, where that is known and differs from `mine`.
    package var before: String?
    /// Who made the tracked changes in it.
    package var authors: [String] = []
    /// Where it stands in the file.
    package var address: Localized
    package var state = State.applies
    /// What is to be written.
    var request = Request.none

    /// A change of a source, before its way of writing is chosen.
    enum Request: Sendable {
        case none
        /// The new text of the control of that id.
        case text(String)
        /// The codes of a field or cell that are marked now.
        case codes([String])
        /// Takes the row or item out.
        case remove
        /// Puts a row or item behind another; first where `after` is nil.
        case add(NewRow, after: String?)
        /// Puts the row or item behind another; first where `after` is nil.
        case move(after: String?)
        /// Puts the row under the heading of that code.
        case group(String)
    }
}

/// A row or item that stands in the file only.
struct NewRow: Sendable {
    /// Texts by column; one without a name is the main column, or the item itself.
    var cells: [String: String] = [:]
    var codes: [String: [String]] = [:]
    /// The code of the heading that it stands under.
    var group: String?
    var authors: Set<String> = []

    var text: String { cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: " · ") }
}

/// Words of an edited file that stand in no field.
package struct OutsideText: Sendable {
    package var text: String
    package var authors: [String]
    package var address: Localized
    /// Whether they stand in a header, footer or note.
    package var isMargin = false
}

/// A comment of an edited file.
package struct UpdateComment: Sendable {
    package var author: String
    package var date: String
    /// The words that it stands on.
    package var on: String
    package var text: String
}
