extension LocatedDocument {
    /// A piece of a paragraph with one look and one origin.
    package struct Run: Sendable {
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

        package enum Visibility: String, Sendable {
            case shown
            /// Hidden by its format.
            case hidden
            /// Deleted or moved away by a tracked change.
            case deleted
        }

        package var content: Content
        package var style: TextStyle = []
        /// In points; nil if unknown.
        package var size: Double?
        package var visibility: Visibility = .shown
        /// Indices into ``LocatedDocument/changes``: the tracked changes that this run is part of.
        package var changes: [Int] = []
        /// Indices into ``LocatedDocument/fields``, outermost first: the run is part of their result.
        package var fields: [Int] = []
        /// Indices into ``LocatedDocument/controls``, outermost first, of the inline content controls around it.
        package var controls: [Int] = []
        /// Indices into ``LocatedDocument/comments`` of those that stand on it.
        package var comments: [Int] = []
        /// The target of the link around it, as the file says it. Never fetched.
        package var link: String?

        package init(_ content: Content, style: TextStyle = []) {
            self.content = content
            self.style = style
        }

        /// What the run adds to the text of its paragraph.
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

    /// The look of a run.
    package struct TextStyle: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let bold = TextStyle(rawValue: 1)
        package static let italic = TextStyle(rawValue: 1 << 1)
        package static let underline = TextStyle(rawValue: 1 << 2)
        package static let strike = TextStyle(rawValue: 1 << 3)
        package static let smallCaps = TextStyle(rawValue: 1 << 4)
        /// Shown in capitals; the text is as typed.
        package static let capitals = TextStyle(rawValue: 1 << 5)
        package static let superscript = TextStyle(rawValue: 1 << 6)
        package static let `subscript` = TextStyle(rawValue: 1 << 7)
        package static let highlight = TextStyle(rawValue: 1 << 8)
        /// Code, whose signs stand for themselves.
        package static let code = TextStyle(rawValue: 1 << 10)
        /// Smaller than the text around it (HTML `small`, or a size at least a fifth below the paragraph's largest).
        package static let small = TextStyle(rawValue: 1 << 9)
    }

    /// A box that somebody ticks, however the file makes it.
    package struct TickBox: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// Word's check box control (`w14:checkbox`), an OpenDocument or HTML form control, a field of a PDF form.
            case control
            /// A form field of old Word (`FORMCHECKBOX`).
            case field
            /// A character of Wingdings, Webdings or Symbol.
            case symbol
            /// ☐ ☑ ☒ ✓ ✔ ✗ typed as text.
            case character
            /// An X that stands alone in a cell or between brackets: *[X]*, *( )*.
            case cross
        }

        package var kind: Kind
        package var isTicked: Bool
        /// As shown: ☐, ☒, ☑, ✓ … or the X as typed. Only an X is a word.
        package var text: String
    }

    /// A box of text, read once, at the place of its anchor.
    package struct TextBox: Sendable {
        package var blocks: [Block]
        /// The alternative text, if any.
        package var alternativeText: String?
        package var address: Address
    }
}
