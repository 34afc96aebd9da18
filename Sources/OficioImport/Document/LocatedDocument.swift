import Diagnostics

/// An office file as readers of every format give it: its text in order, each piece with an address in the file.
///
/// The text is the text with every tracked change accepted. Deleted and hidden runs stay in their paragraphs, marked
/// by ``Run/visibility-swift.property``, and are no part of ``Paragraph/text``. Every word of the file occurs exactly
/// once in ``words``.
///
/// Lists that runs refer to by index: ``controls``, ``fields``, ``changes``, ``comments``, ``notes``, ``pictures``.
package struct LocatedDocument: Sendable {
    /// The name of the file, without folders.
    package var fileName: String
    package var format: Format
    /// The main text: one section for each section of a text document, each sheet of a spreadsheet.
    package var sections: [Section] = []
    /// Each header and footer that the file holds, once.
    package var margins: [Margin] = []
    /// Footnotes and endnotes in the order of the file.
    package var notes: [Note] = []
    package var comments: [Comment] = []
    package var changes: [Change] = []
    package var controls: [ContentControl] = []
    package var fields: [Field] = []
    package var pictures: [Picture] = []
    /// Title, author, dates and the like, as the file names them. They go into the report only.
    package var properties: [Property] = []
    /// The id of the table that holds the front matter of a Markdown file; nil for a file without one.
    package var frontMatter: Int?
    /// What the reader did not take over, or could not fully understand, in words for the report.
    package var remarks: [Remark] = []

    package init(fileName: String, format: Format) {
        self.fileName = fileName
        self.format = format
    }

    /// The formats that have a reader.
    package enum Format: String, Sendable, CaseIterable {
        case docx, odt, xlsx, ods, csv, html, pdf, doc, rtf, xls, markdown

        /// Whether a section is a sheet and its only block a table.
        package var isSpreadsheet: Bool { [.xlsx, .ods, .csv, .xls].contains(self) }
    }

    /// A document property: *creator*, *title*, *modified* …
    package struct Property: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    /// Something that a person should know about how a file was read.
    package struct Remark: Sendable {
        /// How much of the file the remark concerns.
        package enum Kind: String, Sendable {
            /// Macros, embedded files, scripts: never taken over.
            case leftOut
            /// A link to something outside the file, which the reader does not follow.
            case external
            /// The reader understood a piece, but not all of it.
            case loss
            /// The file breaks its format; the reader went on.
            case damage
        }

        package var kind: Kind
        package var message: Localized
        package var address: Address?

        package init(_ kind: Kind, _ message: Localized, at address: Address? = nil) {
            self.kind = kind
            self.message = message
            self.address = address
        }
    }

    /// The text of the blocks of every section, without headers, footers, notes and comments.
    package var blocks: [Block] { sections.flatMap(\.blocks) }

    /// Every paragraph of the main text in reading order, those of tables and text boxes included.
    package var paragraphs: [Paragraph] { sections.flatMap { $0.blocks.paragraphs } }
}
