/// A part of a paragraph's shown text: what the matcher gives to one field, label or other fate.
package struct Stretch: Hashable, Sendable {
    /// The index of the paragraph in ``Outline/paragraphs``.
    package let paragraph: Int
    /// UTF-8 offsets into the paragraph's text.
    package let range: Range<Int>

    package init(_ paragraph: Int, _ range: Range<Int>) {
        self.paragraph = paragraph
        self.range = range
    }
}

/// One line of a paragraph: what stands between line breaks and between tabs that part columns of text.
package struct Line: Sendable {
    /// The index in ``Outline/lines``.
    package let index: Int
    package let stretch: Stretch
    /// On one line with single spaces, without soft hyphens.
    package let text: String
    /// Whether a tab and no line break parts it from the line before it.
    package let followsTab: Bool
}

/// A cell of a table with what it holds.
package struct OutlineCell: Sendable {
    /// The index of its table in ``Outline/tables``.
    package let table: Int
    package let row: Int
    package let column: Int
    package let rowSpan: Int
    package let columnSpan: Int
    package let isHeader: Bool
    package let value: LocatedDocument.CellValue?
    package let address: LocatedDocument.Address
    /// Paragraphs and nested tables in reading order; those of text boxes stand behind the paragraph of their anchor.
    package var parts: [OutlinePart] = []

    package var columns: Range<Int> { column..<column + columnSpan }
    package var rows: Range<Int> { row..<row + rowSpan }
}

/// A table as rows of cell indices.
package struct OutlineTable: Sendable {
    package let id: Int
    package let columnCount: Int
    /// By row: the cells that begin there, as indices into ``Outline/cells``.
    package var rows: [[Int]] = []
    /// How many rows at the top the file marks as header rows.
    package let headerRows: Int
    /// The cell that a nested table stands in.
    package let parent: Int?
    package let address: LocatedDocument.Address
}

/// A paragraph, a table, or the text of a box, in reading order.
package enum OutlinePart: Sendable {
    case paragraph(Int)
    case table(Int)
    case box([OutlinePart])
}
