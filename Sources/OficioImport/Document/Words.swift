extension LocatedDocument {
    /// The part of a file in which a word stands. The parts are disjoint.
    package enum WordPart: String, Sendable, CaseIterable {
        /// The main text, text boxes and placeholders included, tracked changes accepted.
        case body
        case margin
        /// Footnotes and endnotes.
        case note
        case comment
        /// Hidden text of any part of the file, and the text of hidden sheets.
        case hidden
        /// Deleted or moved away by a tracked change, in any part of the file.
        case deleted
        /// The label of a list item that is shown and not typed; bullets have none.
        case listLabel
        /// The alternative text of a picture or text box.
        case alternativeText
    }

    /// A word of the file with its identity.
    package struct Word: Sendable {
        /// Stable between readings of the same file.
        package struct ID: Hashable, Sendable {
            package var part: WordPart
            /// The id of its paragraph; for an alternative text, the index of the picture, or −1 − index of the text box.
            package var paragraph: Int
            /// Its number, from 0, among the words of that part in that paragraph.
            package var index: Int
        }

        package var id: ID
        package var text: String
        /// Where it stands in ``Paragraph/text`` as UTF-8 offsets; nil for words that are not part of that text.
        package var range: Range<Int>?
        package var address: Address
    }

    /// Every word of the file exactly once: main text, headers and footers, notes, comments, alternative texts.
    package var words: [Word] {
        var counter = WordCollector()
        for section in sections { counter.add(section.blocks, as: section.isHidden ? .hidden : .body) }
        for margin in margins { counter.add(margin.blocks, as: .margin) }
        for note in notes { counter.add(note.blocks, as: .note) }
        for comment in comments { counter.add(comment.blocks, as: .comment) }
        for (index, picture) in pictures.enumerated() {
            counter.add(alternativeText: picture.alternativeText, paragraph: index, address: picture.address)
        }
        return counter.words
    }
}

/// Collects the words of blocks, each with its identity.
private struct WordCollector {
    typealias Word = LocatedDocument.Word

    var words: [Word] = []
    private var boxCount = 0

    mutating func add(_ blocks: [LocatedDocument.Block], as part: LocatedDocument.WordPart) {
        for paragraph in blocks.paragraphs { add(paragraph, as: part) }
    }

    mutating func add(alternativeText: String?, paragraph: Int, address: LocatedDocument.Address) {
        guard let alternativeText else { return }
        for (index, word) in PlainText.words(alternativeText).enumerated() {
            words.append(
                Word(
                    id: .init(part: .alternativeText, paragraph: paragraph, index: index), text: word, address: address)
            )
        }
    }

    private mutating func add(_ paragraph: LocatedDocument.Paragraph, as part: LocatedDocument.WordPart) {
        if let list = paragraph.list, !list.isBullet {
            for (index, word) in PlainText.words(list.label).enumerated() {
                append(word, .listLabel, index, nil, paragraph)
            }
        }
        let text = paragraph.text
        for (index, range) in PlainText.wordRanges(text).enumerated() {
            let lower = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            let upper = lower + text.utf8.distance(from: range.lowerBound, to: range.upperBound)
            append(PlainText.word(text[range]), part, index, lower..<upper, paragraph)
        }
        for (visibility, part) in [
            (LocatedDocument.Run.Visibility.hidden, LocatedDocument.WordPart.hidden), (.deleted, .deleted),
        ] {
            var index = 0
            for stretch in paragraph.stretches(visibility) {
                for word in PlainText.words(stretch) {
                    append(word, part, index, nil, paragraph)
                    index += 1
                }
            }
        }
        for box in paragraph.textBoxes {
            boxCount += 1
            add(alternativeText: box.alternativeText, paragraph: -boxCount, address: box.address)
        }
    }

    private mutating func append(
        _ text: String, _ part: LocatedDocument.WordPart, _ index: Int, _ range: Range<Int>?,
        _ paragraph: LocatedDocument.Paragraph
    ) {
        words.append(
            Word(
                id: .init(part: part, paragraph: paragraph.id, index: index), text: text, range: range,
                address: paragraph.address))
    }
}

extension LocatedDocument.Paragraph {
    /// The texts of neighbouring runs with that visibility. Shown text between two runs parts them.
    package func stretches(_ visibility: LocatedDocument.Run.Visibility) -> [String] {
        var stretches: [String] = []
        var isOpen = false
        for run in runs {
            guard run.visibility == visibility else {
                if !run.shownText.isEmpty { isOpen = false }
                continue
            }
            if isOpen {
                stretches[stretches.count - 1] += run.shownText
            } else {
                stretches.append(run.shownText)
                isOpen = true
            }
        }
        return stretches
    }

    /// A number, letter, bullet or dash that somebody typed at the beginning of the text: *1.*, *a)*, *•*, *-*; nil if
    /// there is none.
    package var typedLabel: String? {
        let text = plainText
        guard let head = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).first,
            head.count < text.count
        else { return nil }
        if ["•", "-", "–", "—", "·", "*", "○", "▪", "■", "", "o", "➢", "✓"].contains(head) { return String(head) }
        guard let last = head.last, ".)-".contains(last) else { return nil }
        let body = head.dropLast().drop { $0 == "(" }
        let isNumber = !body.isEmpty && body.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
        let isRoman = !body.isEmpty && body.count <= 6 && body.allSatisfy { "IVXLCivxlc".contains($0) }
        let isLetter = body.count == 1 && body.allSatisfy(\.isLetter)
        return isNumber || isRoman || isLetter ? String(head) : nil
    }
}
