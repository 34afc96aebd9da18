import OficioSchema

/// The positions of a value relative to its label.
package enum Geometry: String, Sendable {
    /// The value is after the label on its line, or in its cell.
    case behind
    /// The value is in a cell to the right of the label.
    case right
    /// The value is in a cell below the label.
    case below
    /// The value is in the text under the label, up to the next label.
    case under
    /// The value is in a table under the headings of its columns.
    case column
    /// The value is in a table without a label, which its content identifies: signatures.
    case place
}

/// A label with the text that belongs to it, before that text is read as a value.
package struct LabelledText: Sendable {
    /// The label that the text belongs to.
    package let label: LabelRef
    /// The place of the label.
    package let hit: LabelHit
    /// The text that belongs to the label, in order.
    package var stretches: [Stretch] = []
    /// The position of the text relative to the label.
    package var geometry = Geometry.under

    /// Whether no text belongs to the label.
    package var isEmpty: Bool { stretches.isEmpty }
}

/// The rows under the headings of a table.
package struct Region: Sendable {
    /// The index of the form in its set.
    package let form: Int
    /// The index of the section in ``FormLabels/sections``.
    package let section: Int
    /// The index of the field that the rows fill.
    package let field: Int
    /// The labels that head the columns.
    package var headings: [LabelHit] = []
    /// The words of the file that name the rows if the form prints no columns; otherwise empty.
    var label = ""
    /// The rows from top to bottom.
    package var rows: [Row] = []

    /// One row under the headings.
    package struct Row: Sendable {
        /// The cells in the order of the table, each with its column of the row type.
        package var cells: [Cell] = []
        /// The columns that a merged cell fills from an earlier row.
        package var continued: Set<Int> = []
        /// The place of the row.
        package let address: LocatedDocument.Address
    }

    /// One cell of a row.
    package struct Cell: Sendable {
        /// The index of the column in the row type.
        package let column: Int
        /// The code that heads the grid column; nil if no code does.
        package let code: String?
        /// The text of the cell.
        package let stretches: [Stretch]
        /// The value of the cell in a spreadsheet; nil in other files.
        package let value: LocatedDocument.CellValue?
        /// The code that a cross in the cell stands for; nil for other cells.
        var mark: Code?
        /// The heading over the cell; nil if the field's column implies the heading.
        var lead: String?
    }
}

/// One find of the matcher. Finds are in reading order.
package enum Found: Sendable {
    case labelled(LabelledText)
    case region(Region)
    /// Text that belongs to no label.
    case loose([Stretch], isHeading: Bool)
    /// A table of signatures without a label: each column as its texts.
    case signatures(form: Int, section: Int, [[Stretch]])
    /// Values that a table gives to several fields, each by the label of its row.
    case fields(form: Int, [FoundField])
}
