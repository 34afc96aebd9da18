extension LocatedDocument {
    /// A part of a paragraph with one style and one origin.
    package struct Run: Sendable {
        /// The kinds of content of a run.
        package enum Content: Sendable {
            case text(String)
            case tab
            case lineBreak
            case pageBreak
            case tickBox(TickBox)
            /// An index into ``LocatedDocument/pictures``.
            case picture(Int)
            case textBox(TextBox)
            /// An index into ``LocatedDocument/notes``.
            case note(Int)
        }

        /// Whether a reader of the file sees a run.
        package enum Visibility: String, Sendable {
            case shown
            /// A run that its format hides.
            case hidden
            /// A run that a tracked change deleted or moved away.
            case deleted
        }

        /// The content of the run.
        package var content: Content
        /// The style of the run.
        package var style: TextStyle = []
        /// The size of the letters in points; nil if unknown.
        package var size: Double?
        /// Whether a reader of the file sees the run.
        package var visibility: Visibility = .shown
        /// Indices into ``LocatedDocument/changes``: the tracked changes that this run is part of.
        package var changes: [Int] = []
        /// Indices into ``LocatedDocument/fields``, outermost first, of the fields whose results
        /// the run is part of.
        package var fields: [Int] = []
        /// Indices into ``LocatedDocument/controls``, outermost first, of the inline content
        /// controls around the run.
        package var controls: [Int] = []
        /// Indices into ``LocatedDocument/comments`` of the comments about the run.
        package var comments: [Int] = []
        /// The target of the link around the run, as in the file; nil without a link. It is never
        /// fetched.
        package var link: String?

        /// Creates a shown run.
        package init(_ content: Content, style: TextStyle = []) {
            self.content = content
            self.style = style
        }

        /// The text that the run adds to its paragraph.
        package var shownText: String {
            switch content {
            case .text(let text): text
            case .tab: "\t"
            case .lineBreak, .pageBreak: "\n"
            case .tickBox(let box): box.text
            case .picture, .textBox, .note: ""
            }
        }
    }

    /// The style of a run, as a set of features.
    package struct TextStyle: OptionSet, Hashable, Sendable {
        /// The features of the style as bits.
        package let rawValue: UInt16
        /// Creates a set of features from bits.
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Letters are bold.
        package static let bold = TextStyle(rawValue: 1)
        /// Letters are italic.
        package static let italic = TextStyle(rawValue: 1 << 1)
        /// Letters are underlined.
        package static let underline = TextStyle(rawValue: 1 << 2)
        /// Letters are struck through.
        package static let strike = TextStyle(rawValue: 1 << 3)
        /// Letters are set in small capitals.
        package static let smallCaps = TextStyle(rawValue: 1 << 4)
        /// Letters are shown as capitals, although the text is as typed.
        package static let capitals = TextStyle(rawValue: 1 << 5)
        /// Letters are superscript.
        package static let superscript = TextStyle(rawValue: 1 << 6)
        /// Letters are subscript.
        package static let `subscript` = TextStyle(rawValue: 1 << 7)
        /// Letters are highlighted: they have a background colour like that of a marker.
        package static let highlight = TextStyle(rawValue: 1 << 8)
        /// Letters are code, in which no character is Markdown.
        package static let code = TextStyle(rawValue: 1 << 10)
        /// Letters are smaller than the text around them: HTML `small`, or a size at least a fifth below the
        /// largest of the paragraph.
        package static let small = TextStyle(rawValue: 1 << 9)
    }

    /// A box to tick, however the file represents it.
    package struct TickBox: Hashable, Sendable {
        /// The ways in which a file represents a tick box.
        package enum Kind: String, Sendable {
            /// Word's check box control (`w14:checkbox`), an OpenDocument or HTML form control, a
            /// field of a PDF form.
            case control
            /// A legacy form field of Word (`FORMCHECKBOX`).
            case field
            /// A character of Wingdings, Webdings or Symbol.
            case symbol
            /// A character that was typed as text: ☐ ☑ ☒ ✓ ✔ ✗.
            case character
            /// An X that stands alone in a cell or between brackets: *[X]*, *( )*.
            case cross
        }

        /// The way in which the file represents the box.
        package var kind: Kind
        /// Whether the box is ticked.
        package var isTicked: Bool
        /// The box as shown: ☐, ☒, ☑, ✓ …, or the X as typed. Only an X is a word.
        package var text: String
    }

    /// A text box, which is read once, at the place of its anchor.
    package struct TextBox: Sendable {
        /// The text in the box.
        package var blocks: [Block]
        /// The alternative text; nil if the box has none.
        package var alternativeText: String?
        /// The place of the box.
        package var address: Address
    }
}
