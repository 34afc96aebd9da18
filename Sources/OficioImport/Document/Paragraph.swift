extension LocatedDocument {
    /// A paragraph: runs in order, with the signs of a heading or a list item.
    package struct Paragraph: Sendable {
        /// The number of the paragraph, unique in the file across the main text, headers, notes and comments.
        /// The number is the same each time that the file is read.
        package var id: Int
        /// The runs of the paragraph in order, including hidden and deleted runs.
        package var runs: [Run]
        /// The number or bullet that the word processor shows; nil for a paragraph outside of lists. A typed
        /// number is part of ``text``; see ``TypedLabel``.
        package var list: ListItem?
        /// The signs that the paragraph is a heading.
        package var heading: HeadingEvidence
        /// The name of the paragraph's style as the file shows it, in English for built-in styles: *heading 1*, *List
        /// Paragraph*; nil if the file names none.
        package var style: String?
        /// The alignment of the paragraph's lines.
        package var alignment: Alignment = .start
        /// The left indent in points, including the indent of the list level.
        package var indent: Double = 0
        /// Whether the paragraph, or the cell around it, has a background colour.
        package var isShaded = false
        /// Whether the paragraph begins a page, or a page break precedes it.
        package var startsPage = false
        /// Indices into ``LocatedDocument/controls`` of the block-level content controls around the
        /// paragraph, outermost first.
        package var controls: [Int] = []
        /// The page on which the paragraph begins, from 1; nil except in PDF files.
        package var page: Int?
        /// The box of the paragraph's text on the page; nil except in PDF files.
        package var box: Box?
        /// The place of the paragraph.
        package var address: Address

        /// The alignments of lines; `start` is the left in Spanish and English.
        package enum Alignment: String, Sendable { case start, center, end, justified }

        /// Creates a paragraph without any sign of a heading.
        package init(id: Int, runs: [Run] = [], address: Address) {
            self.id = id
            self.runs = runs
            self.address = address
            heading = HeadingEvidence()
        }

        /// The shown text, with a tab as `\t`, a line break as `\n`, and a tick box as ☐ or ☒ (or an X as
        /// typed). It leaves out text boxes, notes and the label of the list item.
        package var text: String {
            var text = ""
            for run in runs where run.visibility == .shown { text += run.shownText }
            return text
        }

        /// ``text`` on one line with single spaces, without soft hyphens and zero-width characters.
        package var plainText: String { PlainText.clean(text) }

        /// Whether the paragraph shows no text.
        package var isEmpty: Bool { plainText.isEmpty }

        /// The text boxes that are anchored in the paragraph.
        package var textBoxes: [TextBox] {
            runs.compactMap { if case .textBox(let box) = $0.content { box } else { nil } }
        }

        /// The tick boxes that the paragraph shows.
        package var tickBoxes: [TickBox] {
            runs.compactMap { if case .tickBox(let box) = $0.content, $0.visibility == .shown { box } else { nil } }
        }
    }

    /// The number or bullet that a word processor shows before a paragraph.
    package struct ListItem: Hashable, Sendable {
        /// The label of the item, as shown: *3.*, *IV.*, *2.1*, *•*.
        package var label: String
        /// The level of the item; 0 is the outermost.
        package var level: Int
        /// Whether the label is a bullet rather than a number.
        package var isBullet: Bool
        /// An identifier that the items of one list share.
        package var listID: String
        /// The number of the item at its level; nil for bullets.
        package var number: Int?
    }

    /// The signs that a paragraph is a heading. Readers only collect them; the matcher decides.
    package struct HeadingEvidence: Hashable, Sendable {
        /// The outline level from 1, of the paragraph itself or of its style; nil if neither has one.
        package var outlineLevel: Int?
        /// The level from 1 that the name of the style, or of a style that it is based on, gives: *heading 1*,
        /// *Título 1*; nil if none gives one.
        package var styleLevel: Int?
        /// The names of the paragraph's style and of the styles that it is based on, nearest first.
        package var styles: [String] = []
        /// Whether all shown letters are bold.
        package var isBold = false
        /// Whether all shown letters are capitals, by typing or by format.
        package var isCapitals = false
        /// Whether all shown letters are underlined.
        package var isUnderlined = false
        /// Whether a number or Roman numeral of a list stands before the paragraph.
        package var isNumbered = false
        /// The size of the largest letters in points; nil if unknown.
        package var size: Double?

        /// Creates the evidence of ordinary text, which has no sign of a heading.
        package init() {}

        /// The heading level that the style or the outline gives; nil if only the look suggests a heading.
        package var level: Int? { styleLevel ?? outlineLevel }
    }

    /// A rectangle on a page, in points from the upper left corner.
    package struct Box: Hashable, Sendable {
        /// The distance of the left edge from the left edge of the page.
        package var left: Double
        /// The distance of the upper edge from the upper edge of the page.
        package var top: Double
        /// The distance of the right edge from the left edge of the page.
        package var right: Double
        /// The distance of the lower edge from the upper edge of the page.
        package var bottom: Double
    }
}
