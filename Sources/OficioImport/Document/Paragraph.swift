extension LocatedDocument {
    /// A paragraph: runs in order, with what tells whether it is a heading or a list item.
    package struct Paragraph: Sendable {
        /// Its number in the file, unique across the main text, headers, notes and comments. Stable between readings.
        package var id: Int
        package var runs: [Run]
        /// Its number or bullet in a list of the word processor; nil if it is in none. A number that somebody typed is
        /// part of ``text``; see ``typedLabel``.
        package var list: ListItem?
        package var heading: HeadingEvidence
        /// The name of its style as the file shows it, in English for built-in ones: *heading 1*, *List Paragraph*.
        package var style: String?
        package var alignment: Alignment = .start
        /// The left indent in points, that of the list level included.
        package var indent: Double = 0
        /// Whether the paragraph, or the cell around it, has a background colour.
        package var isShaded = false
        /// Whether a page break stands before it or it opens a page.
        package var startsPage = false
        /// Indices into ``LocatedDocument/controls`` of the block-level content controls around it, outermost first.
        package var controls: [Int] = []
        /// The page on which it begins, counted from 1; known in PDF files only.
        package var page: Int?
        /// The box of the text on its page, in points from the upper left corner; known in PDF files only.
        package var box: Box?
        package var address: Address

        package enum Alignment: String, Sendable { case start, center, end, justified }

        package init(id: Int, runs: [Run] = [], address: Address) {
            self.id = id
            self.runs = runs
            self.address = address
            heading = HeadingEvidence()
        }

        /// The shown text: a tab as `\t`, a line break as `\n`, a tick box as ☐ or ☒ (an X as typed). Text boxes, notes
        /// and the label of the list item are not in it.
        package var text: String {
            var text = ""
            for run in runs where run.visibility == .shown { text += run.shownText }
            return text
        }

        /// ``text`` with single spaces, without soft hyphens and zero-width characters, a non-breaking space as a space.
        package var plainText: String { PlainText.clean(text) }

        package var isEmpty: Bool { plainText.isEmpty }

        package var textBoxes: [TextBox] {
            runs.compactMap { if case .textBox(let box) = $0.content { box } else { nil } }
        }

        package var tickBoxes: [TickBox] {
            runs.compactMap { if case .tickBox(let box) = $0.content, $0.visibility == .shown { box } else { nil } }
        }
    }

    /// The number or bullet that a word processor shows before a paragraph.
    package struct ListItem: Hashable, Sendable {
        /// As shown: *3.*, *IV.*, *2.1*, *•*.
        package var label: String
        /// 0 for the outermost level.
        package var level: Int
        package var isBullet: Bool
        /// Tells lists apart: items of one list have the same.
        package var listID: String
        /// The number of the item at its level; nil for bullets.
        package var number: Int?
    }

    /// What speaks for a paragraph being a heading. Readers give evidence and decide nothing.
    package struct HeadingEvidence: Hashable, Sendable {
        /// The outline level from 1, of the paragraph itself or of its style.
        package var outlineLevel: Int?
        /// The level from 1 that the style, or one that it is based on, has by its name: *heading 1*, *Título 1*.
        package var styleLevel: Int?
        /// The names of the style and of those it is based on, nearest first.
        package var styles: [String] = []
        /// Whether all shown letters are bold.
        package var isBold = false
        /// Whether all shown letters are capitals, by typing or by format.
        package var isCapitals = false
        /// Whether all shown letters are underlined.
        package var isUnderlined = false
        /// Whether a number or Roman numeral of a list stands before it.
        package var isNumbered = false
        /// The size of the largest letters in points; nil if unknown.
        package var size: Double?

        package init() {}

        /// The level that style or outline give; nil if only the look speaks for a heading.
        package var level: Int? { styleLevel ?? outlineLevel }
    }

    /// A rectangle on a page, in points from the upper left corner.
    package struct Box: Hashable, Sendable {
        package var left: Double
        package var top: Double
        package var right: Double
        package var bottom: Double
    }
}
