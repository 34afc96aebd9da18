extension LocatedDocument {
    /// The part of a file to which a word belongs. Every word belongs to one part.
    package enum WordPart: String, Sendable, CaseIterable {
        /// The main text with text boxes and placeholders, with tracked changes accepted.
        case body
        case margin
        /// Text around the document in a web page: navigation, search, site footer.
        case around
        /// Footnotes and endnotes.
        case note
        case comment
        /// Hidden text of any part of the file, and the text of hidden sheets.
        case hidden
        /// Text of any part of the file that a tracked change has deleted or moved away.
        case deleted
        /// The number of a list item that is shown and not typed. A bullet has no words.
        case listLabel
        /// The alternative text of a picture or text box.
        case alternativeText
    }

    /// A word of the file with its identity.
    package struct Word: Sendable {
        /// The identity of a word, equal each time that the file is read.
        package struct ID: Hashable, Sendable {
            /// The part of the file that the word belongs to.
            package var part: WordPart
            /// The id of the word's paragraph. For a word of an alternative text it is the index of the
            /// picture, or −1 − the index of the text box.
            package var paragraph: Int
            /// The number of the word, from 0, among the words of its part in its paragraph.
            package var index: Int
        }

        /// The identity of the word in the file.
        package var id: ID
        /// The word as shown, without soft hyphens and zero-width characters.
        package var text: String
        /// The range of the word in ``Paragraph/text`` as UTF-8 offsets; nil for words that are not part of
        /// that text.
        package var range: Range<Int>?
        /// The place of the word.
        package var address: Address
    }

    /// Every word of the file, each once: main text, headers and footers, notes, comments,
    /// alternative texts.
    package var words: [Word] {
        var counter = WordCollector()
        for section in sections { counter.add(section.blocks, as: section.isHidden ? .hidden : .body) }
        for margin in margins { counter.add(margin.blocks, as: margin.kind == .around ? .around : .margin) }
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
    /// Returns the texts of adjacent runs with a visibility. Text of another visibility between two runs separates
    /// them.
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
}
