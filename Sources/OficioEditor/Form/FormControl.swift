import Diagnostics
import OficioEditing
import OficioSchema

/// One control of a document's form: a field, a member of a group or a section of the author's own.
struct FormControl: Sendable {
    /// How a control is shown and written.
    enum Kind: Sendable {
        /// A text on one line, with the name of its list of suggestions, `nil` for none.
        case line(suggestions: String?)
        /// A day, written by hand or chosen in a calendar.
        case date
        /// A text of any length.
        case text
        /// Rows of a table, entries of a list, several references.
        case grid([GridColumn])
        /// A value that the form shows and cannot change.
        case fixed
    }

    /// The address of the field, by identifier.
    let path: FieldPath
    /// The name of the control in the HTML form.
    let name: String
    let label: String
    /// One sentence about the values that the field takes.
    let help: String
    let kind: Kind
    /// The present value as text; empty for a grid.
    var text = ""
    /// The present items of a grid.
    var items: [Content] = []
    /// For every item the `###` heading above it, `nil` for none.
    var groups: [String?] = []

    /// Whether the document says nothing here.
    var isEmpty: Bool { text.isEmpty && items.isEmpty }

    /// The columns of a grid; empty for any other control.
    var columns: [GridColumn] {
        if case .grid(let columns) = kind { return columns }
        return []
    }

    /// The control of the same field in another record of a collection.
    func inRecord(_ record: Int?) -> FormControl {
        FormControl(
            path: FieldPath(path.names, inRecord: record), name: name, label: label, help: help, kind: kind, text: text,
            items: items, groups: groups)
    }

    /// The name of the control of a path.
    static func name(_ path: FieldPath) -> String { path.names.joined(separator: "/") }
}

/// A column of a grid.
struct GridColumn: Sendable {
    /// The identifier of the column; `text` for the only column of a list.
    let id: String
    let label: String
    /// The name of the list of suggestions, `nil` for none.
    let suggestions: String?
    /// Whether the column takes long text.
    let isLong: Bool
    /// Whether the column holds a list, one item a line.
    let isList: Bool
    /// Whether the column is the item's main text.
    let isMain: Bool
    /// Whether a `###` heading above the rows may give the column's value.
    var isGroup = false

    /// The text of an item's cell; `nil` if a text cannot hold it.
    func text(of item: Content) -> String? {
        let cell: Content?
        if case .members = item { cell = item[id] } else { cell = isMain ? item : nil }
        switch cell {
        case nil: return ""
        case .text(let text, _)?: return text
        case .list(let items, _)?:
            let texts = items.compactMap(\.text)
            guard texts.count == items.count, !texts.contains(where: { $0.contains("\n") || $0.isEmpty }) else {
                return nil
            }
            return texts.joined(separator: "\n")
        case .members?: return nil
        }
    }

    /// The content of a cell with a text, in the shape of the cell before; `nil` for an empty one.
    func content(_ text: String, like before: Content?) -> Content? {
        let lines = text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        if lines.isEmpty { return nil }
        if case .list? = before { return .list(lines.map { .text($0) }) }
        return isList ? .list(lines.map { .text($0) }) : .text(text)
    }
}

/// A titled part of a document's form.
struct FormPart: Sendable {
    let title: String
    /// The depth of the title: 2 for a part, 3 for one inside it.
    let level: Int
    var controls: [FormControl]
    /// Whether the part is folded until it is asked for.
    var isFolded = false
}

/// A list of values to choose from: the stored value and what it stands for.
struct Suggestions: Sendable {
    let name: String
    let values: [(value: String, label: String)]
}
