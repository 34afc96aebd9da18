extension LocatedDocument {
    /// A content control. Its text is part of the text around it.
    package struct ContentControl: Hashable, Sendable {
        /// The kinds of content controls.
        package enum Kind: String, Sendable { case text, checkBox, dropDown, comboBox, date, picture, other }

        /// The kind of the control.
        package var kind: Kind
        /// The tag that programs use; nil if the control has none.
        package var tag: String?
        /// The title that people see; nil if the control has none.
        package var alias: String?
        /// Whether the control shows its placeholder because it is not filled in.
        package var showsPlaceholder: Bool
        /// The choices of a drop-down list, as shown.
        package var choices: [String] = []
        /// The place of the control.
        package var address: Address
    }

    /// A field whose result stands in the text.
    package struct Field: Hashable, Sendable {
        /// The kind in capitals, as Word names it: *PAGE*, *NUMPAGES*, *DATE*, *REF*, *TOC*,
        /// *FORMTEXT*, *HYPERLINK* …
        package var kind: String
        /// The instruction as in the file, for the report.
        package var instruction: String
        /// The place of the field.
        package var address: Address
    }

    /// A comment, with the text that it is about.
    package struct Comment: Sendable {
        /// The name of the author.
        package var author: String
        /// The initials of the author; nil if the file gives none.
        package var initials: String? = nil
        /// The date in ISO 8601 as in the file; nil if it gives none.
        package var date: String?
        /// The text of the comment.
        package var blocks: [Block]
        /// The words that the comment is about, as shown; empty if it stands between two words.
        package var on: String
        /// The ids of the paragraphs that the comment is about.
        package var paragraphs: [Int]
        /// The index in ``LocatedDocument/comments`` of the comment that is answered.
        package var answers: Int? = nil
        /// Whether the comment is marked as done.
        package var isResolved = false
        /// The address of the comment itself.
        package var address: Address
        /// The address of the text that the comment is about; nil if nothing refers to it.
        package var reference: Address? = nil
    }

    /// A tracked change.
    package struct Change: Hashable, Sendable {
        /// The kinds of tracked changes.
        package enum Kind: String, Sendable {
            case insertion, deletion
            case movedFrom, movedTo
            /// The look of a run, a paragraph, a table or a section.
            case format
            /// The end of a paragraph: two paragraphs became one, or one became two.
            case paragraphInserted, paragraphDeleted
            case rowInserted, rowDeleted
            case cellInserted, cellDeleted
        }

        /// What was changed.
        package var kind: Kind
        /// The name of the author.
        package var author: String
        /// The date in ISO 8601 as in the file; nil if it gives none.
        package var date: String?
        /// The inserted, deleted, moved or reformatted text; empty for paragraph marks and rows.
        package var text: String
        /// The id of the paragraph that holds the change; nil for a row or a section.
        package var paragraph: Int?
        /// The place of the change.
        package var address: Address
    }

    /// A picture of the file.
    package struct Picture: Sendable {
        /// The name of the picture's part in the file: *image1.png*.
        package var name: String
        /// The type according to the bytes, not to the name: *png*, *jpeg*, *gif*, *emf* …; nil if unknown.
        package var type: String? = nil
        /// The bytes; empty if the picture is linked and not in the file.
        package var bytes: [UInt8]
        /// The description for those who do not see the picture; nil if it has none.
        package var alternativeText: String?
        /// The width as shown in points; nil if unknown.
        package var width: Double? = nil
        /// The height as shown in points; nil if unknown.
        package var height: Double? = nil
        /// Whether the picture stands in a header or footer, where it is usually a logo.
        package var isInMargin: Bool
        /// The place of the picture.
        package var address: Address
    }
}
