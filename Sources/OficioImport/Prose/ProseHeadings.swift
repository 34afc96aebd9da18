import OficioSource

/// Decides which paragraphs of a file in no form are headings, and of which level.
struct ProseHeadings {
    private let outline: Outline
    /// The highest heading level by style or outline; nil if only the look of paragraphs shows headings.
    private let top: Int?
    /// Whether headings keep their numbers, because the text refers to them.
    let keepsNumbers: Bool

    init(_ outline: Outline) {
        self.outline = outline
        let levels = outline.paragraphs[..<outline.bodyCount].filter { $0.cell == nil && !$0.lines.isEmpty }.compactMap(
            \.headingLevel)
        // A single heading of the highest level above others is the title of the document.
        let highest = levels.min()
        let others = levels.filter { $0 != highest }.min()
        top = levels.count { $0 == highest } == 1 && others != nil ? others : highest
        keepsNumbers = Self.refersToNumbers(outline)
        firstPart =
            (0..<outline.bodyCount).prefix(200).first { index in
                outline.paragraphs[index].cell == nil && Self.isPart(PlainText.clean(outline.paragraphs[index].text))
            } ?? min(outline.bodyCount, 12)
    }

    /// Whether a paragraph belongs to the head of the document, before its first part.
    func isHead(_ index: Int) -> Bool { index < firstPart }

    /// The index of the paragraph that begins the text after the head of the document.
    private let firstPart: Int

    static func isPart(_ text: String) -> Bool {
        if number(text) != nil { return true }
        return [
            "objetivo", "objetivos", "objetivo general", "alcance", "introduccion", "proposito", "presentacion",
            "justificacion", "definiciones", "purpose", "scope", "introduction", "generalidades", "antecedentes",
        ].contains(text.folded)
    }

    /// Returns the level of a heading, 2 to 4; nil for any other paragraph.
    func level(_ index: Int) -> Int? {
        let paragraph = outline.paragraphs[index]
        if paragraph.cell != nil || paragraph.isInBox && !isMarked(paragraph) { return nil }
        let text = paragraph.text
        if let level = paragraph.headingLevel, let top { return max(2, min(4, level - top + 2)) }
        guard paragraph.lines.count == 1, text.split(separator: " ").count <= 12 else { return nil }
        let plain = PlainText.clean(text)
        guard !plain.hasSuffix("."), !plain.hasSuffix(";"), !plain.hasSuffix(":"), isMarked(paragraph),
            !plain.contains("__"), plain.contains(where: \.isLetter), paragraph.ticks.isEmpty
        else { return nil }
        let evidence = paragraph.source.heading
        if top != nil, !(evidence.isBold && evidence.isCapitals) { return nil }
        if top == nil, isCoverLine(index, plain) { return nil }
        guard !paragraph.isList || evidence.isNumbered else { return nil }
        let depth = Self.number(plain).map { $0.depth } ?? 1
        return top != nil ? 3 : min(4, 1 + depth)
    }

    /// Whether a line of the head has another line in bold or capitals directly below it, as the name of an
    /// institution on a cover has.
    private func isCoverLine(_ index: Int, _ text: String) -> Bool {
        guard isHead(index), Self.number(text) == nil, !Self.isPart(text),
            let next = outline.paragraphs[(index + 1)..<outline.bodyCount].firstIndex(where: { !$0.lines.isEmpty })
        else { return false }
        let below = outline.paragraphs[next]
        return below.cell == nil && below.lines.count == 1 && !below.isList && below.ticks.isEmpty
            && below.text.split(separator: " ").count <= 12 && isMarked(below)
            && !outline.text(of: outline.whole(next)).hasSuffix(".")
    }

    private func isMarked(_ paragraph: OutlineParagraph) -> Bool {
        let evidence = paragraph.source.heading
        return evidence.isBold || evidence.isCapitals && paragraph.text.count > 3
    }

    /// Returns the number before a heading: its length with the spaces after it, and the number of its parts; nil if
    /// there is none.
    static func number(_ text: String) -> (length: Int, depth: Int)? {
        let head = text.prefix { $0 != " " && $0 != "\t" }
        let gap = text.dropFirst(head.count).prefix { $0 == " " || $0 == "\t" }.count
        guard gap > 0, head.count + gap < text.count else { return nil }
        var body = head
        while let last = body.last, ".)-".contains(last) { body.removeLast() }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber =
            !body.isEmpty && parts.count <= 5
            && parts.allSatisfy { !$0.isEmpty && $0.count <= 3 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
        let isRoman =
            body.count < head.count && body.count <= 6 && !body.isEmpty && body.allSatisfy { "IVXLC".contains($0) }
        let isLetter = body.count == 1 && body.count < head.count && body.allSatisfy { $0.isLetter && $0.isUppercase }
        // «2026 Plan» begins with a year, and «3 meses» is no heading.
        guard isNumber && (body.count < head.count || parts.count > 1 || body.count <= 2) || isRoman || isLetter else {
            return nil
        }
        return (head.count + gap, isNumber ? parts.count : 1)
    }

    /// Returns a heading without its number.
    static func withoutNumber(_ text: String) -> String {
        number(text).map { String(text.dropFirst($0.length)) } ?? text
    }

    private static func refersToNumbers(_ outline: Outline) -> Bool {
        let names: Set<String> = [
            "numeral", "numerales", "apartado", "apartados", "seccion", "punto", "inciso", "section", "clause",
        ]
        for paragraph in outline.paragraphs[..<outline.bodyCount] where paragraph.text.utf8.count > 12 {
            let words = paragraph.text.folded.split(separator: " ").map(String.init)
            for (index, word) in words.enumerated() where names.contains(word) {
                if index + 1 < words.count, words[index + 1].allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
            }
        }
        return false
    }
}
