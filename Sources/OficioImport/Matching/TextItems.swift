import OficioSource

/// Splits stretches of text into the texts of a list, of a field of rows, or of several paragraphs.
struct TextItems {
    let outline: Outline

    /// Returns each paragraph as one text, split at typed bullets and numbers. With `strips`, the texts lack
    /// the bullets and numbers. `inLine` are the signs at which a line is split; at semicolons only if it is the only
    /// line.
    func items(_ stretches: [Stretch], strips: Bool, inLine signs: InlineList.Signs = .none) -> [FoundText] {
        let isAlone = stretches.reduce(0) { $0 + lines(of: $1).count } == 1
        let signs = signs == .all && !isAlone ? .bullets : signs
        var items: [FoundText] = []
        var paragraph: Int?
        for stretch in stretches {
            let known = outline.paragraphs[stretch.paragraph]
            let lines = lines(of: stretch)
            for (piece, followsTab, isSplit) in lines.flatMap({ parts(of: $0.0, followsTab: $0.followsTab, signs) }) {
                var text = clean(piece)
                if text.isEmpty { continue }
                // A number without a text belongs to a heading that a page break has cut.
                if strips, TypedLabel.isAlone(text), !items.isEmpty {
                    items[items.count - 1].typedLabels.append(piece)
                    continue
                }
                var range = piece
                var typed: Stretch?
                let startsLine = isSplit || piece.range.lowerBound == lineStart(of: piece)
                if strips, startsLine, !known.isList || followsTab,
                    let length = TypedLabel.length(in: text) ?? lowerLabel(in: text, below: items)
                {
                    let label = String(text.prefix(length))
                    text = String(text.dropFirst(length))
                    let cut = offset(behind: label, in: piece)
                    typed = Stretch(piece.paragraph, piece.range.lowerBound..<cut)
                    range = Stretch(piece.paragraph, cut..<piece.range.upperBound)
                }
                if paragraph == stretch.paragraph, typed == nil, !isSplit, !areLines(known), var last = items.last {
                    last.text += " " + text
                    last.stretches.append(range)
                    items[items.count - 1] = last
                } else {
                    var item = FoundText(text, [range])
                    item.isItem = known.isList || typed != nil
                    item.level = known.source.list?.level ?? 0
                    item.isBold = known.isBold
                    item.typedLabels = typed.map { [$0] } ?? []
                    items.append(item)
                }
                paragraph = stretch.paragraph
            }
        }
        return ListNesting(outline: outline).withNestingLevels(items)
    }

    /// Returns the items of a line that holds a list, or the whole line.
    private func parts(of line: Stretch, followsTab: Bool, _ signs: InlineList.Signs)
        -> [(Stretch, followsTab: Bool, isSplit: Bool)]
    {
        let text = outline.paragraphs[line.paragraph].text.slice(line.range)
        guard let ranges = InlineList.items(of: text, at: signs) else { return [(line, followsTab, false)] }
        let start = line.range.lowerBound
        return ranges.map { range in
            (Stretch(line.paragraph, start + range.lowerBound..<start + range.upperBound), followsTab, true)
        }
    }

    /// Returns the length of *2.1* at the beginning of a text, with the spaces after it, if an earlier item has the
    /// number 2; otherwise `nil`.
    private func lowerLabel(in text: String, below items: [FoundText]) -> Int? {
        let label = text.prefix { $0.isNumber || $0 == "." }
        let gap = text.dropFirst(label.count).prefix { $0 == " " || $0 == "\t" }.count
        guard gap > 0, label.contains("."), label.last != "." else { return nil }
        let nesting = ListNesting(outline: outline)
        let isBelow = items.suffix(30).contains { item in
            nesting.number(of: item).map { label.hasPrefix($0 + ".") } ?? false
        }
        return isBelow ? label.count + gap : nil
    }

    /// Whether the lines of a paragraph are a list: each is short, begins with a capital, and ends neither a sentence
    /// nor with a comma.
    private func areLines(_ paragraph: OutlineParagraph) -> Bool {
        guard paragraph.lines.count > 1, !paragraph.text.contains("\t") else { return false }
        let lines = paragraph.lines.map { outline.lines[$0].text }
        return lines.allSatisfy { line in
            guard let first = line.first, line.last != ",", line.count <= 80 else { return false }
            return first.isUppercase && !Self.endsSentence(line) && line.split(separator: " ").count <= 8
        }
    }

    /// Returns all stretches as one text on one line.
    func inOneLine(_ stretches: [Stretch]) -> FoundText {
        let texts = items(stretches, strips: false)
        var text = FoundText(texts.map(\.text).joined(separator: " "), texts.flatMap(\.stretches))
        text.isItem = texts.first?.isItem ?? false
        return text
    }

    /// Returns the lines of a stretch.
    private func lines(of stretch: Stretch) -> [(Stretch, followsTab: Bool)] {
        outline.paragraphs[stretch.paragraph].lines.compactMap { index in
            let line = outline.lines[index]
            let range = line.stretch.range.clamped(to: stretch.range)
            guard !range.isEmpty, line.stretch.range.overlaps(stretch.range) else { return nil }
            return (Stretch(stretch.paragraph, range), line.followsTab)
        }
    }

    private func lineStart(of stretch: Stretch) -> Int {
        outline.paragraphs[stretch.paragraph].lines.map { outline.lines[$0].stretch.range }
            .first { $0.contains(stretch.range.lowerBound) }?.lowerBound ?? -1
    }

    /// Returns the offset after a label at the beginning of a stretch, ignoring the number of spaces in the file.
    func offset(behind label: String, in stretch: Stretch) -> Int {
        let bytes = Array(outline.paragraphs[stretch.paragraph].text.utf8)
        let wanted = label.filter { $0 != " " }.utf8.count
        var seen = 0
        var index = stretch.range.lowerBound
        while index < stretch.range.upperBound, seen < wanted {
            if bytes[index] > 0x20 { seen += 1 }
            index += 1
        }
        return index
    }

    /// Returns the text of a stretch without the signs of tick boxes.
    func clean(_ stretch: Stretch) -> String {
        let paragraph = outline.paragraphs[stretch.paragraph]
        var bytes = Array(paragraph.text.utf8)
        for tick in paragraph.ticks where tick.range.overlaps(stretch.range) && !tick.range.isEmpty {
            let sign = String(decoding: bytes[tick.range], as: UTF8.self)
            if PlainText.words(sign).isEmpty { for index in tick.range { bytes[index] = 0x20 } }
        }
        return PlainText.clean(String(decoding: bytes[stretch.range], as: UTF8.self))
    }

    /// Returns the items with those joined that a page break or the end of a paragraph has split: the first
    /// lacks a full stop, and the second begins in lower case or on a new page. `cuts` holds the indices of
    /// items that begin a page.
    func joiningSplitItems(_ items: [FoundText], cuts: Set<Int> = []) -> [FoundText] {
        let stops = items.count { Self.endsSentence($0.text) }
        let areSentences = items.count > 2 && stops * 10 >= items.count * 7
        let haveItems = items.contains(where: \.isItem)
        var joined: [FoundText] = []
        for (index, item) in items.enumerated() {
            guard var last = joined.last else {
                joined.append(item)
                continue
            }
            let isLower = item.text.first?.isLowercase == true
            let isCut = !Self.endsSentence(last.text)
            let continues =
                !item.isItem && isCut && (isLower || cuts.contains(index) && areSentences)
                && (haveItems || areSentences || cuts.contains(index))
            if continues {
                last.text += " " + item.text
                last.stretches += item.stretches
                last.typedLabels += item.typedLabels
                joined[joined.count - 1] = last
            } else {
                joined.append(item)
            }
        }
        return joined
    }

    static func endsSentence(_ text: String) -> Bool { text.last.map { ".:;!?…".contains($0) } ?? true }
}
