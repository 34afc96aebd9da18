import OficioSource

/// A document prepared for matching: paragraphs, lines, tables and cells with their indices, and
/// the place of each word.
package struct Outline: Sendable {
    /// The document that was prepared.
    package let document: LocatedDocument
    /// All paragraphs, those of the main text first.
    package private(set) var paragraphs: [OutlineParagraph] = []
    /// All lines that hold text.
    package private(set) var lines: [Line] = []
    /// All tables, in reading order.
    package private(set) var tables: [OutlineTable] = []
    /// The cells of all tables.
    package private(set) var cells: [OutlineCell] = []
    /// The number of paragraphs of the main text. Those of headers and footers follow them.
    package private(set) var bodyCount = 0
    /// The headers and footers, each once.
    package private(set) var margins: [[OutlinePart]] = []
    /// The control block that a published page has beside the document; empty in other files.
    package private(set) var control: [OutlinePart] = []
    /// The main text, one list for each section or sheet.
    package private(set) var sections: [[OutlinePart]] = []
    /// Every word of the file.
    package let words: [LocatedDocument.Word]
    /// The indices in ``words`` of the shown words, by paragraph.
    private var wordsOfParagraph: [[Int]] = []
    /// The pictures of the main text that are kept, by index in the document.
    package let pictures: [Int: PictureFile]
    /// The words of each note, as indices into ``words``, by note of the document.
    package private(set) var wordsOfNote: [[Int]] = []
    /// The words of the alternative text of each picture, by picture of the document.
    package private(set) var wordsOfPicture: [[Int]] = []

    /// Prepares a document; leaves out hidden sheets.
    package init(_ document: LocatedDocument) {
        self.document = document
        words = document.words
        var pictures: [Int: PictureFile] = [:]
        for (index, picture) in document.pictures.enumerated() where !picture.isInMargin {
            pictures[index] = PictureFile(picture)
        }
        self.pictures = pictures
        for section in document.sections where !section.isHidden { sections.append(add(section.blocks, cell: nil)) }
        bodyCount = paragraphs.count
        for index in ContentsList.entries(paragraphs.map { ($0.text, $0.cell != nil) }) {
            paragraphs[index].isContents = true
        }
        for margin in document.margins where margin.repeats == nil && margin.kind != .around {
            margins.append(add(margin.blocks, cell: nil))
        }
        let beside = document.margins.first { margin in
            margin.kind == .around
                && margin.blocks.paragraphs.first.map { PrintedWords.control.contains($0.text.folded) } == true
        }
        if let beside { control = add(beside.blocks, cell: nil) }
        var byID: [Int: Int] = [:]
        for (index, paragraph) in paragraphs.enumerated() { byID[paragraph.source.id] = index }
        wordsOfParagraph = Array(repeating: [], count: paragraphs.count)
        for (index, word) in words.enumerated() where [.body, .margin, .around].contains(word.id.part) {
            if let paragraph = byID[word.id.paragraph] { wordsOfParagraph[paragraph].append(index) }
        }
        gatherOtherWords()
    }

    /// Returns the indices in ``words`` of the words that lie in a stretch.
    package func words(in stretch: Stretch) -> [Int] {
        wordsOfParagraph[stretch.paragraph].filter { index in
            guard let range = words[index].range else { return false }
            return range.lowerBound >= stretch.range.lowerBound && range.upperBound <= stretch.range.upperBound
        }
    }

    /// Returns the text of a stretch on one line.
    package func text(of stretch: Stretch) -> String {
        PlainText.clean(paragraphs[stretch.paragraph].text.slice(stretch.range))
    }

    /// Returns the whole text of a paragraph as a stretch.
    package func whole(_ paragraph: Int) -> Stretch { Stretch(paragraph, 0..<paragraphs[paragraph].text.utf8.count) }

    /// Returns the outermost table around a cell.
    func table(around cell: Int) -> Int {
        var table = cells[cell].table
        while let parent = tables[table].parent { table = cells[parent].table }
        return table
    }

    /// Collects the words of notes and of alternative texts.
    private mutating func gatherOtherWords() {
        var noteOfParagraph: [Int: Int] = [:]
        for (note, known) in document.notes.enumerated() {
            for paragraph in known.blocks.paragraphs { noteOfParagraph[paragraph.id] = note }
        }
        wordsOfNote = Array(repeating: [], count: document.notes.count)
        wordsOfPicture = Array(repeating: [], count: document.pictures.count)
        for (index, word) in words.enumerated() {
            if word.id.part == .note, let note = noteOfParagraph[word.id.paragraph] { wordsOfNote[note].append(index) }
            if word.id.part == .alternativeText, wordsOfPicture.indices.contains(word.id.paragraph) {
                wordsOfPicture[word.id.paragraph].append(index)
            }
        }
    }

    /// Whether a text has exactly the words of its stretches, so that the source may be written from the
    /// stretches.
    func holdsExactly(_ text: FoundText) -> Bool {
        PlainText.words(text.text) == text.stretches.flatMap { PlainText.words(self.text(of: $0)) }
    }

    /// Whether a text stands in a paragraph with one of some links.
    func holdsLink(_ text: FoundText, _ links: [String: String]) -> Bool {
        !links.isEmpty
            && text.stretches.contains { stretch in
                paragraphs[stretch.paragraph].source.runs.contains { $0.link.map { links[$0] != nil } ?? false }
            }
    }

    /// Returns the text of a note on one line.
    func text(ofNote note: Int) -> String {
        document.notes[note].blocks.paragraphs.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " ")
    }

    // MARK: Building

    private mutating func add(_ blocks: [LocatedDocument.Block], cell: Int?) -> [OutlinePart] {
        var parts: [OutlinePart] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                parts.append(.paragraph(add(paragraph, cell: cell)))
                for box in paragraph.textBoxes {
                    let first = paragraphs.count
                    parts.append(.box(add(box.blocks, cell: cell)))
                    for index in first..<paragraphs.count { paragraphs[index].isInBox = true }
                }
            case .table(let table): parts.append(.table(add(table, parent: cell)))
            }
        }
        return parts
    }

    private mutating func add(_ paragraph: LocatedDocument.Paragraph, cell: Int?) -> Int {
        let index = paragraphs.count
        var added = OutlineParagraph(paragraph, cell: cell, isContents: isContents(paragraph))
        added.placeholders = placeholders(of: paragraph)
        paragraphs.append(added)
        for segment in LineSegments.all(of: added.text) {
            let stretch = Stretch(index, segment.range)
            let text = PlainText.clean(added.text.slice(segment.range))
            if text.isEmpty { continue }
            paragraphs[index].lines.append(lines.count)
            lines.append(Line(index: lines.count, stretch: stretch, text: text, followsTab: segment.followsTab))
        }
        return index
    }

    private mutating func add(_ table: LocatedDocument.Table, parent: Int?) -> Int {
        let index = tables.count
        tables.append(
            OutlineTable(
                id: table.id, columnCount: table.columnCount, headerRows: table.headerRowCount, parent: parent,
                address: table.address))
        for row in table.rows {
            var indices: [Int] = []
            for cell in row.cells {
                let number = cells.count
                cells.append(
                    OutlineCell(
                        table: index, row: cell.row, column: cell.column, rowSpan: cell.rowSpan,
                        columnSpan: cell.columnSpan,
                        isHeader: cell.isHeader || row.isHeader, value: cell.value, address: cell.address))
                cells[number].parts = add(cell.blocks, cell: number)
                indices.append(number)
            }
            tables[index].rows.append(indices)
        }
        return index
    }

    /// Whether a paragraph is an entry of a table of contents that the word processor made.
    private func isContents(_ paragraph: LocatedDocument.Paragraph) -> Bool {
        let style = paragraph.style?.folded ?? ""
        if style.hasPrefix("toc ") && !style.hasPrefix("toc heading") { return true }
        return paragraph.runs.contains { run in
            run.fields.contains { document.fields.indices.contains($0) && document.fields[$0].kind == "TOC" }
        } && !paragraph.isEmpty
    }

    /// Returns the ranges of a paragraph that show the placeholder of an empty content control.
    private func placeholders(of paragraph: LocatedDocument.Paragraph) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var offset = 0
        let isWhole = paragraph.controls.contains {
            document.controls.indices.contains($0) && document.controls[$0].showsPlaceholder
        }
        for run in paragraph.runs where run.visibility == .shown {
            let length = run.shownText.utf8.count
            let isEmpty = run.controls.contains {
                document.controls.indices.contains($0) && document.controls[$0].showsPlaceholder
            }
            if isEmpty || isWhole, length > 0 { ranges.append(offset..<offset + length) }
            offset += length
        }
        return ranges
    }
}

/// A paragraph with its text and its lines.
package struct OutlineParagraph: Sendable {
    /// The paragraph in the document.
    package let source: LocatedDocument.Paragraph
    /// The shown text of the paragraph.
    package let text: String
    /// The index in ``Outline/cells`` of the innermost cell that holds the paragraph; nil outside
    /// of tables.
    package let cell: Int?
    /// Whether the paragraph is an entry of a table of contents.
    package fileprivate(set) var isContents: Bool
    /// Whether the paragraph stands in a text box.
    package fileprivate(set) var isInBox = false
    /// The indices of the paragraph's lines in ``Outline/lines``.
    package fileprivate(set) var lines: [Int] = []
    /// The ranges of placeholders in the paragraph's text, as UTF-8 offsets.
    package fileprivate(set) var placeholders: [Range<Int>] = []
    /// The tick boxes with their ranges in the text, in order.
    package let ticks: [(range: Range<Int>, isTicked: Bool)]

    fileprivate init(_ source: LocatedDocument.Paragraph, cell: Int?, isContents: Bool) {
        self.source = source
        self.cell = cell
        self.isContents = isContents
        text = source.text
        var ticks: [(Range<Int>, Bool)] = []
        var offset = 0
        for run in source.runs where run.visibility == .shown {
            let length = run.shownText.utf8.count
            if case .tickBox(let box) = run.content { ticks.append((offset..<offset + length, box.isTicked)) }
            offset += length
        }
        self.ticks = ticks
    }

    /// Whether the word processor shows the paragraph as an item of a list.
    package var isList: Bool { source.list != nil }
    /// Whether all the paragraph's letters are bold.
    package var isBold: Bool { source.heading.isBold }
    /// The level of a heading by style or outline; nil if only the look suggests one.
    package var headingLevel: Int? { source.heading.level }
}

extension String {
    /// Returns the text between two UTF-8 offsets.
    package func slice(_ range: Range<Int>) -> String {
        String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
