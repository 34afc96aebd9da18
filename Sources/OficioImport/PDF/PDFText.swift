/// Makes paragraphs of the words of a page or cell.
struct PDFText {
    private let builder: DocumentBuilder
    private let page: Int

    init(_ builder: DocumentBuilder, page: Int) {
        self.builder = builder
        self.page = page
    }

    /// Groups words into lines and lines into paragraphs: a new one begins behind a gap, with a bullet or number, or in
    /// another block of the page.
    func paragraphs(_ words: [PDFWord], _ container: BlockContainer, inCell: Bool) -> [LocatedDocument.Paragraph] {
        var groups: [[[PDFWord]]] = []
        for line in Self.lines(words) {
            if let before = groups.last?.last, let first = line.first, let above = before.first,
                !begins(line, first, before, above)
            {
                groups[groups.count - 1].append(line)
            } else {
                groups.append([line])
            }
        }
        return groups.map { lines in paragraph(lines, container, inCell: inCell) }
    }

    private func begins(_ line: [PDFWord], _ first: PDFWord, _ before: [PDFWord], _ above: PDFWord) -> Bool {
        let height = max(1, above.box.bottom - above.box.top)
        if first.box.top - above.box.top > height * 1.9 || first.box.top < above.box.top - height { return true }
        if ["•", "-", "–", "·", "▪", "○", "☐", "☒", "☑", "", "", ""].contains(first.text) { return true }
        return first.block != above.block && abs(first.box.left - above.box.left) > 40
    }

    /// The words line by line, from the top and from the left.
    static func lines(_ words: [PDFWord]) -> [[PDFWord]] {
        var lines: [[PDFWord]] = []
        for word in words {
            if let last = lines.indices.last, lines[last][0].line == word.line {
                lines[last].append(word)
            } else {
                lines.append([word])
            }
        }
        return lines
    }

    func paragraph(_ lines: [[PDFWord]], _ container: BlockContainer, inCell: Bool) -> LocatedDocument.Paragraph {
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: container.nextParagraph())
        let words = lines.flatMap(\.self)
        var run = LocatedDocument.Run(.text(words.map(\.text).joined(separator: " ")))
        run.size = words.map { $0.box.bottom - $0.box.top }.max()
        paragraph.runs = Self.symbols(run)
        paragraph.page = page
        paragraph.box = Self.box(words)
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.resolved(paragraph.runs, inCell: inCell)
        paragraph.settleLook()
        return paragraph
    }

    /// Characters of symbol fonts, which PDF files keep in private use.
    static func symbols(_ run: LocatedDocument.Run) -> [LocatedDocument.Run] {
        guard case .text(let text) = run.content,
            text.unicodeScalars.contains(where: { (0xF000...0xF0FF).contains($0.value) })
        else { return [run] }
        return text.unicodeScalars.map { scalar in
            (0xF000...0xF0FF).contains(scalar.value)
                ? run.with(SymbolFonts.content(scalar.value, font: "Wingdings")) : run.with(.text(String(scalar)))
        }
    }

    static func box(_ words: [PDFWord]) -> LocatedDocument.Box? {
        guard var box = words.first?.box else { return nil }
        for word in words {
            box.left = min(box.left, word.box.left)
            box.top = min(box.top, word.box.top)
            box.right = max(box.right, word.box.right)
            box.bottom = max(box.bottom, word.box.bottom)
        }
        return box
    }
}
