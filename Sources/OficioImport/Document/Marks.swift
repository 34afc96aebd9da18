extension LocatedDocument {
    /// A content control: transparent, so its text is part of the text around it.
    package struct ContentControl: Hashable, Sendable {
        package enum Kind: String, Sendable { case text, checkBox, dropDown, comboBox, date, picture, other }

        package var kind: Kind
        package var tag: String?
        package var alias: String?
        /// Whether it shows its placeholder, so that nobody has filled it in.
        package var showsPlaceholder: Bool
        /// The choices of a drop-down, as shown.
        package var choices: [String] = []
        package var address: Address
    }

    /// A field whose result stands in the text.
    package struct Field: Hashable, Sendable {
        /// In capitals, as Word names it: *PAGE*, *NUMPAGES*, *DATE*, *REF*, *TOC*, *FORMTEXT*, *HYPERLINK* …
        package var kind: String
        /// The instruction as it stands in the file, for the report.
        package var instruction: String
        package var address: Address
    }

    /// A comment, with what it stands on.
    package struct Comment: Sendable {
        package var author: String
        package var initials: String? = nil
        /// ISO 8601 as in the file; nil if it says none.
        package var date: String?
        package var blocks: [Block]
        /// The words it stands on, as shown; empty if it stands between two words.
        package var on: String
        /// The paragraphs it stands on, by their ids.
        package var paragraphs: [Int]
        /// The index in ``LocatedDocument/comments`` of the comment that this one answers.
        package var answers: Int? = nil
        package var isResolved = false
        package var address: Address
        /// The address of what it stands on; nil if nothing refers to it.
        package var reference: Address? = nil
    }

    /// A tracked change.
    package struct Change: Hashable, Sendable {
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

        package var kind: Kind
        package var author: String
        package var date: String?
        /// The inserted, deleted, moved or reformatted text; empty for paragraph marks and rows.
        package var text: String
        /// The paragraph in which it stands, by id; nil for a row or a section.
        package var paragraph: Int?
        package var address: Address
    }

    /// A picture of the file.
    package struct Picture: Sendable {
        /// The name of the part in the file: *image1.png*.
        package var name: String
        /// From the bytes, not from the name: *png*, *jpeg*, *gif*, *emf* …; nil if unknown.
        package var type: String? = nil
        /// Empty if the picture is linked and not in the file.
        package var bytes: [UInt8]
        package var alternativeText: String?
        /// Shown size in points; nil if unknown.
        package var width: Double? = nil
        package var height: Double? = nil
        /// True in a header or footer: usually a logo.
        package var isInMargin: Bool
        package var address: Address
    }
}
