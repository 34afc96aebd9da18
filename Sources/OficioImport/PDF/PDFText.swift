/// Makes paragraphs of the words of a page or cell.
struct PDFText {
    private let builder: DocumentBuilder
    private let page: Int

    init(_ builder: DocumentBuilder, page: Int) {
        self.builder = builder
        self.page = page
    }

    /// Returns the paragraphs that words form. A new paragraph begins after a gap, with a bullet, after a
    /// sentence whose line is not full, or in another block of the page.
    func paragraphs(_ words: [PDFWord], _ container: BlockContainer, inCell: Bool) -> [LocatedDocument.Paragraph] {
        let lines = Self.withBullets(Self.lines(words))
        let pitch = Self.pitch(lines)
        let right = words.map(\.box.right).max() ?? 0
        let left = words.map(\.box.left).min() ?? 0
        var groups: [[[PDFWord]]] = []
        for line in lines {
            if let before = groups.last?.last, let first = line.first, let last = before.last,
                case let isFull = right - last.box.right < (right - left) * 0.12,
                !begins(first, before[0], last, pitch: pitch, isFull: isFull),
                inCell || isFull && last.text.last != "." || !Self.changesCapitals(before, line)
            {
                groups[groups.count - 1].append(line)
            } else {
                groups.append([line])
            }
        }
        return groups.map { lines in paragraph(lines, container, inCell: inCell) }
    }

    /// Returns the usual distance from one line to the next in points; nil for fewer than three
    /// lines.
    private static func pitch(_ lines: [[PDFWord]]) -> Double? {
        let gaps = zip(lines, lines.dropFirst()).map { $1[0].box.top - $0[0].box.top }.filter { $0 > 1 }.sorted()
        return gaps.count > 1 ? gaps[gaps.count / 3] : nil
    }

    private func begins(_ first: PDFWord, _ above: PDFWord, _ last: PDFWord, pitch: Double?, isFull: Bool) -> Bool {
        let height = max(1, above.box.bottom - above.box.top)
        let gap = first.box.top - above.box.top
        if gap > height * 1.9 || gap < -height { return true }
        if let pitch, gap > pitch * 1.2 + 0.5 { return true }
        if Self.isBullet(first.text) { return true }
        if !isFull, let end = last.text.last, ".:;".contains(end), gap > 1 { return true }
        guard first.block != above.block else { return false }
        let isNumber = first.text.last == "." && first.text.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
        return isNumber || first.box.left < above.box.left - 12 || first.box.left > above.box.left + 40
    }

    /// Whether one of two lines is in capitals and the other is not, as a heading and its text are.
    private static func changesCapitals(_ above: [PDFWord], _ line: [PDFWord]) -> Bool {
        func areCapitals(_ words: [PDFWord]) -> Bool? {
            let letters = words.flatMap { $0.text.filter(\.isLetter) }
            return letters.count < 4 ? nil : !letters.contains(where: \.isLowercase)
        }
        guard let first = areCapitals(above), let second = areCapitals(line) else { return false }
        return first != second
    }

    private static let bullets: Set<String> = ["•", "-", "–", "·", "▪", "○", "◦", "‣", "☐", "☒", "☑"]

    /// Whether a word is a bullet or box that begins an item. The bullets of symbol fonts are in the private
    /// use area.
    private static func isBullet(_ word: String) -> Bool {
        guard let scalar = word.unicodeScalars.first, word.unicodeScalars.count == 1 else { return false }
        return bullets.contains(word) || (0xE000...0xF8FF).contains(scalar.value)
    }

    /// Returns the lines, with a bullet that stands alone moved before the text on its right.
    private static func withBullets(_ lines: [[PDFWord]]) -> [[PDFWord]] {
        var lines = lines
        for index in lines.indices where lines[index].count == 1 && isBullet(lines[index][0].text) {
            let bullet = lines[index][0]
            let middle = (bullet.box.top + bullet.box.bottom) / 2
            let beside = lines.indices.filter { other in
                guard other != index, let first = lines[other].first, !isBullet(first.text) else { return false }
                let distance = first.box.left - bullet.box.right
                return distance > -1 && distance < 60 && first.box.top <= middle && middle <= first.box.bottom
            }
            guard let nearest = beside.min(by: { lines[$0][0].box.left < lines[$1][0].box.left }) else { continue }
            lines[nearest].insert(bullet, at: 0)
            lines[index] = []
        }
        return lines.filter { !$0.isEmpty }
    }

    /// Returns the words grouped into the lines in which poppler puts them, in their order.
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
        var words = lines.flatMap(\.self)
        paragraph.box = Self.box(words)
        if words.count > 1, Self.isBullet(words[0].text), !words[0].text.unicodeScalars.contains(where: Self.isTickBox)
        {
            words.removeFirst()
            paragraph.list = .init(label: "•", level: 0, isBullet: true, listID: "pdf", number: nil)
        }
        var run = LocatedDocument.Run(.text(words.map(\.text).joined(separator: " ")))
        run.size = words.map { $0.box.bottom - $0.box.top }.max()
        paragraph.runs = Self.symbols(run)
        paragraph.page = page
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: inCell)
        paragraph.deriveLook()
        return paragraph
    }

    /// Whether a character of a symbol font is a box to tick, and not a bullet.
    private static func isTickBox(_ scalar: Unicode.Scalar) -> Bool {
        if TickBoxes.state(scalar) != nil { return true }
        if case .tickBox = SymbolFonts.content(scalar.value, font: "Wingdings"), scalar.value >= 0xF000 { return true }
        return false
    }

    /// Returns the runs that decode the characters of symbol fonts in a run, which PDF files keep in the
    /// private use area.
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
