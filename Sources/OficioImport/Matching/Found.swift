/// How a value lies to its label.
package enum Geometry: String, Sendable {
    /// Behind the label on its line, or in its cell.
    case behind
    /// In a cell to the right of the label.
    case right
    /// In a cell below the label.
    case below
    /// In the text under the label, up to the next one.
    case under
    /// In a table under the headings of its columns.
    case column
    /// In the words of a table that has no label: signatures.
    case place
}

/// A label with what stands by it, before it is known what the words mean.
package struct Bucket: Sendable {
    package let label: LabelRef
    package let hit: LabelHit
    package var stretches: [Stretch] = []
    package var geometry = Geometry.under

    package var isEmpty: Bool { stretches.isEmpty }
}

/// Rows that stand under the headings of a table.
package struct Region: Sendable {
    package let form: Int
    /// The section in ``FormLabels/sections``.
    package let section: Int
    package let field: Int
    package var headings: [LabelHit] = []
    package var rows: [Row] = []

    package struct Row: Sendable {
        /// By column of the row type, in the order of the table.
        package var cells: [Cell] = []
        /// Columns that a cell merged over several rows fills in an earlier row.
        package var continued: Set<Int> = []
        package let address: LocatedDocument.Address
    }

    package struct Cell: Sendable {
        package let column: Int
        /// The code that heads the grid column; nil where none does.
        package let code: String?
        package let stretches: [Stretch]
        package let value: LocatedDocument.CellValue?
    }
}

/// What the matcher finds, in reading order.
package enum Found: Sendable {
    case bucket(Bucket)
    case region(Region)
    /// Text that stands by no label.
    case loose([Stretch], isHeading: Bool)
    /// A table of signatures without a label: each column as its texts.
    case signatures(form: Int, section: Int, [[Stretch]])
}
