extension LocatedDocument {
    /// A section of a text document, a sheet of a spreadsheet, or the only part of a file that has
    /// neither.
    package struct Section: Sendable {
        /// The paragraphs and tables in order.
        package var blocks: [Block] = []
        /// The name of a sheet; nil in a text document.
        package var sheetName: String?
        /// Whether the sheet is hidden. The runs of a hidden sheet are marked as shown, but
        /// ``LocatedDocument/words`` counts their words as hidden.
        package var isHidden = false
        /// Whether the section's pages are wider than high.
        package var isLandscape = false
        /// The number of text columns.
        package var columns = 1
        /// Indices into ``LocatedDocument/margins`` of the headers and footers on the pages of this
        /// section.
        package var margins: [Int] = []
        /// The place of the section.
        package var address: Address

        /// Creates an empty section.
        package init(address: Address) { self.address = address }
    }

    /// A block of text: a paragraph or a table. Headings and list items are paragraphs.
    package enum Block: Sendable {
        case paragraph(Paragraph)
        case table(Table)
    }

    /// A header or footer, stored once for the pages that show it.
    package struct Margin: Sendable {
        /// The places of a margin: an end of the page, or around the document in a web page (navigation, search).
        package enum Kind: String, Sendable { case header, footer, around }

        /// The pages that show a margin.
        package enum Pages: String, Sendable { case all, first, even }

        /// The place of the margin: header, footer or around the document.
        package var kind: Kind
        /// The pages that show the margin.
        package var pages: Pages
        /// The text of the margin.
        package var blocks: [Block]
        /// The index in ``LocatedDocument/margins`` of an earlier margin with the same words; nil if there is
        /// none.
        package var repeats: Int?
        /// The place of the header or footer.
        package var address: Address
    }

    /// A footnote or an endnote.
    package struct Note: Sendable {
        /// The place of a note: at the foot of the page, or at the end of the text.
        package enum Kind: String, Sendable { case footnote, endnote }

        /// Whether the note is a footnote or an endnote.
        package var kind: Kind
        /// The label of the reference to the note, as shown: *1*, *i*, *\**.
        package var label: String
        /// The text of the note.
        package var blocks: [Block]
        /// The address of the reference to the note; nil if the text has none.
        package var reference: Address?
        /// The place of the note itself.
        package var address: Address
    }
}

extension [LocatedDocument.Block] {
    /// Every paragraph in reading order, including those of cells and text boxes.
    ///
    /// A text box follows the paragraph in which it is anchored.
    package var paragraphs: [LocatedDocument.Paragraph] {
        var found: [LocatedDocument.Paragraph] = []
        collect(into: &found)
        return found
    }

    private func collect(into found: inout [LocatedDocument.Paragraph]) {
        for block in self {
            switch block {
            case .paragraph(let paragraph):
                found.append(paragraph)
                for box in paragraph.textBoxes { box.blocks.collect(into: &found) }
            case .table(let table):
                for row in table.rows {
                    for cell in row.cells { cell.blocks.collect(into: &found) }
                }
            }
        }
    }

    /// Every table in reading order. A nested table follows the table that holds it.
    package var tables: [LocatedDocument.Table] {
        var found: [LocatedDocument.Table] = []
        for block in self {
            switch block {
            case .paragraph(let paragraph): for box in paragraph.textBoxes { found += box.blocks.tables }
            case .table(let table):
                found.append(table)
                for row in table.rows {
                    for cell in row.cells { found += cell.blocks.tables }
                }
            }
        }
        return found
    }

    /// The shown text of all paragraphs, one per line, including text boxes.
    package var text: String { paragraphs.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n") }
}
