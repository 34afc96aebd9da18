import OficioModel
import OficioSource

/// An item of a Markdown list, with the byte ranges of its parts.
struct MarkdownItem: Sendable {
    /// The range of the item's whole lines, from the line of its list marker to its last line.
    let lines: Range<Int>
    /// The range of the item's indentation, its list marker and the spaces before its text.
    let mark: Range<Int>
    /// The range of the item's text, from after the list marker to the end of the last block.
    let body: Range<Int>
    /// The range of the item's first paragraph without its attributes; the whole body if the item does not begin with
    /// a paragraph.
    let mainText: Range<Int>
    /// The range of the item's attributes with their braces; `nil` if the item has none.
    let attributes: Range<Int>?
    let values: ItemAttributes
    let blocks: [Block]

    /// Finds the parts of an item; `nil` if anything but spaces precedes the item's list marker.
    init?(_ item: ListBlock.Item, _ text: SourceText) {
        let start = Int(item.span.start)
        guard start < text.count, text.isFirstInLine(start) else { return nil }
        var markEnd = start
        if "-*+".utf8.contains(text.bytes[start]) {
            markEnd += 1
        } else {
            while markEnd < text.count, (0x30...0x39).contains(text.bytes[markEnd]) { markEnd += 1 }
            markEnd += 1
        }
        while markEnd < text.count, text.bytes[markEnd] == 0x20 || text.bytes[markEnd] == 0x09 { markEnd += 1 }
        guard markEnd <= text.count else { return nil }
        let end = max(Self.end(of: item.blocks), min(markEnd, text.contentEnd(ofLineAt: start)))
        lines = text.lineStart(start)..<text.nextLine(max(start, end - 1))
        mark = text.lineStart(start)..<markEnd
        body = min(markEnd, end)..<max(markEnd, end)
        blocks = item.blocks
        guard case .paragraph(let paragraph)? = item.blocks.first else {
            mainText = body
            attributes = nil
            values = ItemAttributes()
            return
        }
        let range = text.trimmed(Int(paragraph.span.start)..<Int(paragraph.span.end))
        if let (_, found) = ItemAttributes.split(paragraph),
            let open = text.bytes[range].lastIndex(of: UInt8(ascii: "{"))
        {
            attributes = open..<range.upperBound
            values = found
            mainText = text.trimmed(range.lowerBound..<open)
        } else {
            attributes = nil
            values = ItemAttributes()
            mainText = range
        }
    }

    private static func end(of blocks: [Block]) -> Int {
        guard let last = blocks.last else { return 0 }
        if case .list(let list) = last, let item = list.items.last {
            return max(end(of: item.blocks), Int(item.span.start) + 1)
        }
        return Int(last.span.end)
    }
}

/// Plans edits of items of Markdown lists as byte replacements.
struct ListEdits {
    let text: SourceText

    typealias Replacement = SourcePatch.Replacement

    /// The parts of a list item that holds a row: the main text, attributes in braces, and nested items.
    struct Parts {
        var mainText: String
        var id: String?
        var attributes: [(name: String, value: String)] = []
        var childTexts: [String] = []
    }

    /// Returns the attributes of an item in braces, or `nil` if the item has no attributes. Throws if a name or a
    /// value holds a character that cannot stand in braces.
    static func attributeMarkdown(id: String?, _ attributes: [(name: String, value: String)]) throws(EditRefusal)
        -> String?
    {
        var parts = id.map { ["#" + $0] } ?? []
        for (name, value) in attributes {
            if value.utf8.contains(0x0A) || value.contains(where: { "{\"“”".contains($0) })
                || name.contains(where: { "={}\"".contains($0) })
            {
                throw EditRefusal(
                    "«\(value)» no cabe entre las llaves de un elemento de lista: escriba las filas como tabla",
                    "“\(value)” does not fit into the braces of a list item: write the rows as a table")
            }
            let isBare = !value.isEmpty && !value.contains(" ") && !value.hasSuffix("}")
            parts.append(name + "=" + (isBare ? value : "\"\(value)\""))
        }
        return parts.isEmpty ? nil : "{" + parts.joined(separator: " ") + "}"
    }

    /// Returns the lines of an item after its list marker. Every line after the first is indented by `indent`
    /// columns.
    func body(_ parts: Parts, indent: Int) throws(EditRefusal) -> String {
        let space = String(repeating: " ", count: indent)
        var main = parts.mainText.lineFeeds
        if let braces = try Self.attributeMarkdown(id: parts.id, parts.attributes) {
            let paragraph = main.prefixOfFirstParagraph
            main = paragraph + (paragraph.isEmpty ? "" : " ") + braces + main.dropFirst(paragraph.count)
        }
        let lines = main.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            $0 == 0 || $1.isEmpty ? String($1) : space + $1
        }
        let children = parts.childTexts.map { child in
            space + "- "
                + child.lineFeeds.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                    $0 == 0 ? String($1) : space + "  " + $1
                }
                .joined(separator: text.lineEnd)
        }
        return (lines + children).joined(separator: text.lineEnd)
    }

    /// Returns an item's text without its list marker and attributes, and without nested lists if the row type has
    /// children.
    func mainText(of item: MarkdownItem, hasChildren: Bool) -> String {
        let column = item.mark.count
        var end = item.body.upperBound
        if hasChildren, let nested = item.firstNestedList {
            end = text.trimmed(item.body.lowerBound..<text.lineStart(nested)).upperBound
        }
        let first = text.string(item.mainText)
        let tailStart = item.attributes?.upperBound ?? item.mainText.upperBound
        let tail = tailStart < end ? text.string(tailStart..<end) : ""
        let whole = (item.blocks.isEmpty ? "" : first + tail).lineFeeds
        return whole.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { order, line in
            order == 0 ? String(line) : String(line.dropSpaces(column))
        }.joined(separator: "\n")
    }

    /// Returns the texts of the items in the nested lists of an item.
    func childTexts(of item: MarkdownItem) -> [String] {
        item.blocks.flatMap { block -> [String] in
            guard case .list(let list) = block else { return [] }
            return list.items.map { nested in
                MarkdownItem(nested, text).map { mainText(of: $0, hasChildren: false) } ?? nested.blocks.plain
            }
        }
    }

    /// Returns the replacements that set an item's text and keep its attributes and, if the row type has children,
    /// its nested lists. Throws if the item has attributes and the old or the new text has more than one block.
    func setMain(of item: MarkdownItem, to words: String, hasChildren: Bool) throws(EditRefusal) -> [Replacement] {
        let space = String(repeating: " ", count: item.mark.count)
        let written = words.lineFeeds.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { $0 == 0 || $1.isEmpty ? String($1) : space + $1 }.joined(separator: text.lineEnd)
        guard let attributes = item.attributes else {
            var end = item.body.upperBound
            if hasChildren, let nested = item.firstNestedList {
                end = text.trimmed(item.body.lowerBound..<text.lineStart(nested)).upperBound
            }
            return [Replacement(min(item.mainText.lowerBound, end)..<max(item.mainText.lowerBound, end), written)]
        }
        guard !words.lineFeeds.contains("\n\n"), item.blocks.count == 1 || hasChildren else { throw .layout }
        return [
            Replacement(
                item.mainText.lowerBound..<max(item.mainText.lowerBound, item.mainText.upperBound),
                written + (item.mainText.upperBound == attributes.lowerBound ? " " : ""))
        ]
    }

    /// Returns the replacements that set an item's attributes and keep its text. Throws if a value cannot stand in
    /// braces, or if the item does not begin with a paragraph.
    func setAttributes(of item: MarkdownItem, id: String?, _ attributes: [(name: String, value: String)])
        throws(EditRefusal) -> [Replacement]
    {
        let written = try Self.attributeMarkdown(id: id, attributes)
        guard let range = item.attributes else {
            guard let written else { return [] }
            guard case .paragraph? = item.blocks.first else { throw .layout }
            // Replace the last byte of the text, too: the attributes become part of its paragraph,
            // and the check of the patch lets a text change only if a replacement overlaps it.
            let end = item.mainText.upperBound
            return [
                Replacement(
                    max(item.mainText.lowerBound, end - 1)..<end,
                    Array(text.bytes[max(item.mainText.lowerBound, end - 1)..<end]) + Array((" " + written).utf8))
            ]
        }
        if let written { return [Replacement(range, written)] }
        return [Replacement(item.mainText.upperBound..<range.upperBound, [])]
    }

    /// Returns the replacements that add an item before or after another one, with the list marker of that item.
    /// After a numbered item, the number counts up, and `ahead` is the number of items that the same patch already
    /// adds beside `item`.
    func insert(_ parts: Parts, beside item: MarkdownItem, isBehind: Bool, list: ListBlock, ahead: Int = 0)
        throws(EditRefusal) -> [Replacement]
    {
        var mark = text.string(item.mark)
        if isBehind { for _ in 0...ahead { mark = nextMark(mark) } }
        let lines = mark + (try body(parts, indent: mark.utf8.count))
        let gap = isLoose(list) ? text.lineEnd : ""
        if isBehind {
            let end = item.lines.upperBound
            if end == text.count, end > 0, text.bytes[end - 1] != 0x0A {
                return [Replacement(end..<end, text.lineEnd + gap + lines)]
            }
            return [Replacement(end..<end, gap + lines + text.lineEnd)]
        }
        return [Replacement(item.lines.lowerBound..<item.lines.lowerBound, lines + text.lineEnd + gap)]
    }

    /// Returns the lines of a new Markdown list.
    func list(_ items: [Parts]) throws(EditRefusal) -> String {
        var lines: [String] = []
        for item in items { lines.append("- " + (try body(item, indent: 2))) }
        return lines.joined(separator: text.lineEnd)
    }

    func remove(_ item: MarkdownItem) -> [Replacement] {
        // Keep the blank lines before the item and remove those after it.
        var end = item.lines.upperBound
        if end < text.count, text.isBlankLine(end), text.hasBlankLineBefore(item.lines.lowerBound) {
            while end < text.count, text.isBlankLine(end) { end = text.nextLine(end) }
        }
        return [text.removing(lines: item.lines.lowerBound..<end)]
    }

    /// Returns the replacements that move an item before or after another one. The item keeps its list marker.
    func move(_ item: MarkdownItem, beside other: MarkdownItem, isBehind: Bool, list: ListBlock) -> [Replacement] {
        let gap = isLoose(list) ? text.lineEnd : ""
        let lines = text.lines(item.lines)
        let removed = remove(item)
        if isBehind {
            let end = other.lines.upperBound
            if end == text.count, end > 0, text.bytes[end - 1] != 0x0A {
                return removed + [Replacement(end..<end, text.lineEnd + gap + lines)]
            }
            return removed + [Replacement(end..<end, gap + lines + text.lineEnd)]
        }
        return removed + [Replacement(other.lines.lowerBound..<other.lines.lowerBound, lines + text.lineEnd + gap)]
    }

    /// Whether a blank line stands between the first two items of a list.
    private func isLoose(_ list: ListBlock) -> Bool {
        guard list.items.count > 1 else { return false }
        return text.hasBlankLineBefore(text.lineStart(Int(list.items[1].span.start)))
    }

    /// Returns the list marker of the item after one with the given list marker: the next number, or the same bullet.
    private func nextMark(_ mark: String) -> String {
        let digits = mark.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 999_999_999 else { return mark }
        return mark.replacing(digits, with: String(number + 1), maxReplacements: 1)
    }
}

extension MarkdownItem {
    /// The offset of the first nested list after the item's first block; `nil` if there is none.
    var firstNestedList: Int? {
        for (order, block) in blocks.enumerated() where order > 0 {
            if case .list(let list) = block { return Int(list.span.start) }
        }
        return nil
    }
}

extension String {
    /// The part of the text before its first blank line.
    fileprivate var prefixOfFirstParagraph: String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.prefix { line in line.contains { $0 != " " } }.joined(separator: "\n")
    }
}

extension Substring {
    /// Returns the text without its leading spaces, of which at most `count` are dropped.
    fileprivate func dropSpaces(_ count: Int) -> Substring {
        var rest = self
        for _ in 0..<count where rest.first == " " { rest = rest.dropFirst() }
        return rest
    }
}
