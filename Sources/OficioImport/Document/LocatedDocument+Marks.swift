extension LocatedDocument {
    /// A content control, whose text is part of the text around it.
    package struct ContentControl: Hashable, Sendable {
        /// The kinds of content controls.
        package enum Kind: String, Sendable { case text, checkBox, dropDown, comboBox, date, picture, other }

        /// The kind of the control.
        package var kind: Kind
        /// The tag by which programs find the control; nil if the control has none.
        package var tag: String?
        /// The title of the control that people see; nil if the control has none.
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
        /// The kind of the field in capitals, as Word names it: *PAGE*, *NUMPAGES*, *DATE*, *REF*, *TOC*,
        /// *FORMTEXT*, *HYPERLINK* …
        package var kind: String
        /// The instruction of the field as in the file, for the report.
        package var instruction: String
        /// The place of the field.
        package var address: Address
    }

    /// A comment, with the text that it is about.
    package struct Comment: Sendable {
        /// The name of the comment's author.
        package var author: String
        /// The initials of the comment's author; nil if the file gives none.
        package var initials: String? = nil
        /// The date of the comment in ISO 8601, as in the file; nil if the file gives none.
        package var date: String?
        /// The text of the comment.
        package var blocks: [Block]
        /// The words that the comment is about, as shown; empty if the comment stands between two words.
        package var on: String
        /// The ids of the paragraphs that the comment is about.
        package var paragraphs: [Int]
        /// The index in ``LocatedDocument/comments`` of the comment that is answered; nil for a comment that answers
        /// none.
        package var answers: Int? = nil
        /// Whether the comment is marked as done.
        package var isResolved = false
        /// The address of the comment itself.
        package var address: Address
        /// The address of the text that the comment is about; nil if nothing refers to the comment.
        package var reference: Address? = nil
    }

    /// A tracked change.
    package struct Change: Hashable, Sendable {
        /// The kinds of tracked changes.
        package enum Kind: String, Sendable {
            case insertion, deletion
            case movedFrom, movedTo
            /// A change of the look of a run, a paragraph, a table or a section.
            case format
            /// A change of the end of a paragraph: two paragraphs became one, or one became two.
            case paragraphInserted, paragraphDeleted
            case rowInserted, rowDeleted
            case cellInserted, cellDeleted
        }

        /// The kind of the change.
        package var kind: Kind
        /// The name of the author of the change.
        package var author: String
        /// The date of the change in ISO 8601, as in the file; nil if the file gives none.
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
        /// The type of the picture, by its bytes and not by its name: *png*, *jpeg*, *gif*, *emf* …; nil if
        /// unknown.
        package var type: String? = nil
        /// The bytes of the picture; empty if the picture is linked and not in the file.
        package var bytes: [UInt8]
        /// The description of the picture for those who do not see it; nil if the picture has none.
        package var alternativeText: String?
        /// The width at which the file shows the picture, in points; nil if unknown.
        package var width: Double? = nil
        /// The height at which the file shows the picture, in points; nil if unknown.
        package var height: Double? = nil
        /// Whether the picture stands in a header or footer, where it is usually a logo.
        package var isInMargin: Bool
        /// The place of the picture.
        package var address: Address
    }
}
