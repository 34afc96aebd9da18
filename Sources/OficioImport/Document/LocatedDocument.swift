import Diagnostics

/// The content of an office file, independent of its format: its text in order, each piece with its address in
/// the file.
///
/// The text of the document has every tracked change accepted. Deleted and hidden runs stay in their
/// paragraphs, marked by ``Run/visibility-swift.property``, but are not part of ``Paragraph/text``. Every word
/// of the file occurs exactly once in ``words``.
///
/// These lists hold what runs refer to by index: ``controls``, ``fields``, ``changes``, ``comments``,
/// ``notes``, ``pictures``.
package struct LocatedDocument: Sendable {
    /// The name of the file, without folders.
    package var fileName: String
    /// The format that the bytes of the file show.
    package var format: Format
    /// The main text: one section for each section of a text document or each sheet of a
    /// spreadsheet.
    package var sections: [Section] = []
    /// The headers and footers that the file holds, each once.
    package var margins: [Margin] = []
    /// Footnotes and endnotes in the order of the file.
    package var notes: [Note] = []
    /// The comments in the order of the file.
    package var comments: [Comment] = []
    /// The tracked changes in the order of the file.
    package var changes: [Change] = []
    /// The content controls; runs, paragraphs and cells refer to them by index.
    package var controls: [ContentControl] = []
    /// The fields whose results stand in the text.
    package var fields: [Field] = []
    /// The pictures, linked ones included.
    package var pictures: [Picture] = []
    /// The title, the author, the dates and the like, as the file names them. Only the report shows
    /// them.
    package var properties: [Property] = []
    /// The id of the table that holds the front matter of a Markdown file; nil for a file without front matter.
    package var frontMatter: Int?
    /// The remarks of the reader about parts that it left out or could not fully read, in words for the report.
    package var remarks: [Remark] = []

    /// Creates an empty document.
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
        /// The name of the property, as in the file.
        package var name: String
        /// The value of the property, as in the file.
        package var value: String
    }

    /// A remark of a reader about the file, for the person who imports it.
    package struct Remark: Sendable {
        /// The kinds of remarks, by how much of the file they concern.
        package enum Kind: String, Sendable {
            /// Macros, embedded files and scripts, which are never imported.
            case leftOut
            /// A link to something outside the file, which the reader does not follow.
            case external
            /// A piece that the reader understood only in part.
            case loss
            /// A violation of the file format, after which the reader continued.
            case damage
        }

        /// How much of the file the remark concerns.
        package var kind: Kind
        /// The message of the remark, in both languages.
        package var message: Localized
        /// The place that the remark concerns; nil for the whole file.
        package var address: Address?

        /// Creates a remark about a place, or about the whole file.
        package init(_ kind: Kind, _ message: Localized, at address: Address? = nil) {
            self.kind = kind
            self.message = message
            self.address = address
        }
    }

    /// The blocks of every section, without headers, footers, notes and comments.
    package var blocks: [Block] { sections.flatMap(\.blocks) }

    /// Every paragraph of the main text in reading order, including those of tables and text boxes.
    package var paragraphs: [Paragraph] { sections.flatMap { $0.blocks.paragraphs } }
}
