import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema

/// One control of a document's form: a field, a member of a group or a section of the author's own.
struct FormControl: Sendable {
    /// The kinds of controls, each with its own markup and its own way to write values.
    enum Kind: Sendable {
        /// A text on one line, with the name of its list of suggestions; the name is `nil` if there are no
        /// suggestions.
        case line(suggestions: String?)
        /// A date, typed or chosen in a calendar.
        case date
        /// A text of any length, with or without line breaks.
        case text
        /// The rows of a table, the entries of a list, or several references.
        case grid([GridColumn])
        /// A value that the form shows but cannot change.
        case fixed
        /// A part of the source that other controls edit. The form links to these controls, which are given by name.
        case shared([String])
    }

    /// The path of the field, with identifiers as names.
    let path: FieldPath
    /// The name of the control in the HTML form.
    let name: String
    let label: String
    /// The help about the values that the field accepts, followed by the template's example if the source holds one;
    /// may be empty.
    var help: String
    let kind: Kind
    /// The value in the source as text; empty if the control is a grid. For a control of the kind `shared`, the text
    /// that no other control edits.
    var text = ""
    /// The items in the source; empty if the control is not a grid.
    var items: [Content] = []
    /// The `###` headings above the items, one for each item; `nil` for an item without a heading.
    var groups: [String?] = []
    /// The `###` headings that group the rows, including headings without rows; empty if the rows are not grouped.
    var headings: [String] = []

    /// Whether the document's form requires a value in the control, or in the group to which the control belongs.
    var isRequired = false
    /// Whether the source holds an example of the template instead of a value. A typed value replaces the example.
    var hasExample = false

    /// Whether the form shows the value but cannot change it.
    var isFixed: Bool {
        switch kind {
        case .fixed, .shared: true
        case .line, .date, .text, .grid: false
        }
    }

    /// Whether the document has no value for the control.
    var isEmpty: Bool { text.isEmpty && items.isEmpty }

    /// The columns of a grid; empty if the control is not a grid.
    var columns: [GridColumn] {
        if case .grid(let columns) = kind { return columns }
        return []
    }

    /// The column that the headings above the rows fill; `nil` if the rows are not grouped.
    var groupColumn: GridColumn? { headings.isEmpty ? nil : columns.first(where: \.isGroup) }

    /// Returns the texts of an item's cells by column, without cells that cannot be shown as text.
    func cells(_ place: Int) -> [String: String] {
        var cells: [String: String] = [:]
        for column in columns { cells[column.id] = column.text(of: items[place]) }
        if let column = groupColumn { cells[column.id] = groups[place] ?? "" }
        return cells
    }

    /// Returns the heading that a typed name means: *Diaria* means `### A. Diarias`; `nil` if no heading has the
    /// name.
    func heading(named typed: String) -> String? {
        if headings.contains(typed) { return typed }
        if let found = headings.first(where: { Heading.candidates($0).contains(typed.folded) }) { return found }
        guard groupColumn?.suggestions?.hasPrefix("codigos-") == true,
            let meaning = Frequencies.meaning(of: typed)
        else { return nil }
        let found = headings.filter { Frequencies.meaning(of: $0) == meaning }
        return found.count == 1 ? found[0] : nil
    }

    /// Returns the control of the field for another record of a collection.
    func inRecord(_ record: Int?) -> FormControl {
        FormControl(
            path: FieldPath(path.names, inRecord: record), name: name, label: label, help: help, kind: kind, text: text,
            items: items, groups: groups, headings: headings, isRequired: isRequired, hasExample: hasExample)
    }

    /// Returns the grid with other columns, and with the headings that group its rows.
    func with(_ columns: [GridColumn], headings: [String]) -> FormControl {
        FormControl(
            path: path, name: name, label: label, help: help, kind: .grid(columns), text: text, items: items,
            groups: groups, headings: headings, isRequired: isRequired, hasExample: hasExample)
    }

    /// Returns the control as a list of links to the controls `names`, which edit parts of its source; `text` is the
    /// rest of its source, which no other control edits.
    func shared(by names: [String], text: String, label: String? = nil) -> FormControl {
        FormControl(path: path, name: name, label: label ?? self.label, help: "", kind: .shared(names), text: text)
    }

    /// Returns the name of the control for a path.
    static func name(_ path: FieldPath) -> String { path.names.joined(separator: "/") }
}

/// A column of a grid.
struct GridColumn: Sendable {
    /// The identifier of the column; `text` for the only column of a list.
    let id: String
    let label: String
    /// The name of the column's list of suggestions; `nil` if there are no suggestions.
    let suggestions: String?
    /// Whether the column accepts long text.
    let isLong: Bool
    /// Whether a cell of the column holds a list, one item a line.
    let isList: Bool
    /// Whether the column holds the item's main text.
    let isMain: Bool
    /// Whether the `###` heading above a row gives the column's value.
    var isGroup = false
    /// Whether the document's form prints the column.
    var isPrinted = false
    /// The identifier of the column that shows the headings above rows whose type has no column for them.
    static let heading = "###"

    /// Returns the text of an item's cell in the column; `nil` if the cell cannot be shown as text.
    func text(of item: Content) -> String? {
        let cell: Content?
        if case .members = item { cell = item[id] } else { cell = isMain ? item : nil }
        switch cell {
        case nil: return ""
        case .text(let text, _)?: return isMain ? BlockStart.unescaped(text) : text
        case .list(let items, _)?:
            let texts = items.compactMap(\.text)
            guard texts.count == items.count, !texts.contains(where: { $0.contains("\n") || $0.isEmpty }) else {
                return nil
            }
            return texts.joined(separator: "\n")
        case .members?: return nil
        }
    }

    /// Returns the content of a cell with a text: a list if the column or the cell before holds a list, otherwise a
    /// text; `nil` for a blank text.
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
    /// The depth of the part's title: 2 for a part, 3 for a part inside another one.
    let level: Int
    var controls: [FormControl]
    /// Whether the page shows the part collapsed until the person expands it.
    var isFolded = false
}

/// A list of values to choose from: each stored value with its meaning.
struct Suggestions: Sendable {
    let name: String
    let values: [(value: String, label: String)]
}
