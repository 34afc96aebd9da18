/// A part of a paragraph's shown text. The matcher assigns each stretch to one field, one label or another
/// fate.
package struct Stretch: Hashable, Sendable {
    /// The index of the paragraph in ``Outline/paragraphs``.
    package let paragraph: Int
    /// The range of the stretch, as UTF-8 offsets into the paragraph's text.
    package let range: Range<Int>

    /// Creates a part of the paragraph at an index of the outline.
    package init(_ paragraph: Int, _ range: Range<Int>) {
        self.paragraph = paragraph
        self.range = range
    }
}

/// One line of a paragraph: the text between line breaks, or between tabs that separate columns of
/// text.
package struct Line: Sendable {
    /// The index of the line in ``Outline/lines``.
    package let index: Int
    /// The stretch of the paragraph that the line covers.
    package let stretch: Stretch
    /// The text of the line with single spaces, without soft hyphens.
    package let text: String
    /// Whether a tab, and not a line break, separates the line from the line before.
    package let followsTab: Bool
}

/// A cell of a table, with its contents.
package struct OutlineCell: Sendable {
    /// The index of the cell's table in ``Outline/tables``.
    package let table: Int
    /// The row of the cell's upper left corner, from 0.
    package let row: Int
    /// The column of the cell's upper left corner, from 0.
    package let column: Int
    /// The number of rows that the cell covers.
    package let rowSpan: Int
    /// The number of columns that the cell covers.
    package let columnSpan: Int
    /// Whether the file marks the cell or its row as a header.
    package let isHeader: Bool
    /// The value of the cell in a spreadsheet; nil in other files.
    package let value: LocatedDocument.CellValue?
    /// The place of the cell in the file.
    package let address: LocatedDocument.Address
    /// The cell's paragraphs and nested tables in reading order. Text boxes follow the paragraph of
    /// their anchor.
    package var parts: [OutlinePart] = []

    /// The columns that the cell covers.
    package var columns: Range<Int> { column..<column + columnSpan }
    /// The rows that the cell covers.
    package var rows: Range<Int> { row..<row + rowSpan }
}

/// A table as rows of cell indices.
package struct OutlineTable: Sendable {
    /// The number of the table in the document.
    package let id: Int
    /// The number of columns of the grid.
    package let columnCount: Int
    /// For each row, the indices in ``Outline/cells`` of the cells that begin there.
    package var rows: [[Int]] = []
    /// The number of rows at the top that the file marks as header rows.
    package let headerRows: Int
    /// The index in ``Outline/cells`` of the cell that holds a nested table; nil for other tables.
    package let parent: Int?
    /// The place of the table in the file.
    package let address: LocatedDocument.Address
}

/// A paragraph, a table, or the parts of a text box.
package enum OutlinePart: Sendable {
    case paragraph(Int)
    case table(Int)
    case box([OutlinePart])
}
