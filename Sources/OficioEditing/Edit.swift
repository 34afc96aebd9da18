/// One edit of a source, independent of whether the source holds keys, lists, tables or sections.
///
/// A `FieldPath` addresses a field, a member of a group or a section. Items are the entries of a list, the references
/// of a field and the rows of a table, counted from 0 in the order of the source.
package enum Edit: Sendable, Equatable {
    /// Sets the value of a field. A missing field is added: as a section if its kind is long, otherwise as a key.
    case set(FieldPath, Content)
    /// Adds a key to the front matter or the YAML file, even if a section has the same name as the key.
    case addKey(FieldPath, Content)
    /// Removes a field: its key and value, or its heading and section.
    case remove(FieldPath)
    /// Moves a field or a section before another field or section; `nil` moves it to the end.
    case move(FieldPath, before: FieldPath?)
    /// Renames a key or a heading. The value, and the numbering of a heading, stay.
    case rename(FieldPath, to: String)

    /// Inserts an item before the item at an index; `nil` appends it.
    case insertItem(FieldPath, at: Int?, Content)
    /// Replaces the item at an index.
    case setItem(FieldPath, at: Int, Content)
    /// Removes the item at an index.
    case removeItem(FieldPath, at: Int)
    /// Moves an item; `to` is its index in the resulting list.
    case moveItem(FieldPath, from: Int, to: Int)
    /// Sets a cell of a row; `nil` clears the cell.
    case setCell(FieldPath, row: Int, column: String, Content?)

    /// Adds a section with a heading, before another section or at the end. The last name of the
    /// path is the heading.
    case addSection(FieldPath, text: String, before: FieldPath?)
    /// Removes a heading and keeps the text below it.
    case removeHeading(FieldPath)
    /// Inserts Markdown at the start or the end of a section.
    case insertText(FieldPath, String, atEnd: Bool)

    /// Adds a front matter to a Markdown file that has none.
    case makeFrontMatter([Content.Member])
    /// Changes the target of references in a range of bytes; keeps labels and anchors.
    case retarget(Range<Int>, from: String, to: String)
}
