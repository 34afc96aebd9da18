import OficioSource

/// Plans edits of the rows and cells of Markdown tables as byte replacements.
struct TableEdits {
    let text: SourceText

    typealias Replacement = SourcePatch.Replacement

    /// Returns the text of a cell as Markdown: `\|` for a bar, `<br>` for a line break. Throws if
    /// the text begins or ends with white space, or ends with a backslash.
    static func cellMarkdown(_ value: String) throws(EditRefusal) -> String {
        let words = value.lineFeeds
        guard words.first != " ", words.last != " ", words.first != "\t", words.last != "\t" else {
            throw EditRefusal(
                "una celda no empieza ni acaba en blanco", "a cell neither begins nor ends with white space")
        }
        if words.hasSuffix("\\") { throw EditRefusal("una celda no puede acabar en «\\»", "a cell cannot end in “\\”") }
        return words.replacing("|", with: "\\|").replacing("\n", with: "<br>")
    }

    /// Returns the text that the Markdown of a cell means: the reverse of `cellMarkdown`.
    static func cellText(_ written: String) -> String {
        written.replacing("\\|", with: "|").replacing("<br>", with: "\n").replacing("<br/>", with: "\n").replacing(
            "<br />", with: "\n")
    }

    /// Returns the ranges of the cells in a row's line, without the spaces around them. An empty
    /// cell gives an empty range in its place.
    func cells(ofLineAt offset: Int) -> [Range<Int>] {
        let line = text.trimmed(text.lineStart(offset)..<text.nextLine(offset))
        var start = line.lowerBound
        if start < line.upperBound, text.bytes[start] == UInt8(ascii: "|") { start += 1 }
        var cells: [Range<Int>] = []
        var place = start
        while place < line.upperBound {
            if text.bytes[place] == UInt8(ascii: "\\"), place + 1 < line.upperBound,
                text.bytes[place + 1] == UInt8(ascii: "|")
            {
                place += 2
                continue
            }
            if text.bytes[place] == UInt8(ascii: "|") {
                cells.append(cell(start..<place))
                start = place + 1
            }
            place += 1
        }
        if start < line.upperBound { cells.append(cell(start..<line.upperBound)) }
        return cells
    }

    private func cell(_ range: Range<Int>) -> Range<Int> {
        let words = text.trimmed(range)
        if !words.isEmpty { return words }
        let place = min(range.lowerBound + 1, range.upperBound)
        return place..<place
    }

    func words(_ range: Range<Int>) -> String { Self.cellText(text.string(range)) }

    /// Returns the replacements that set a cell in a row's line. They also add the cells that the line lacks before
    /// it.
    func set(_ column: Int, ofLineAt offset: Int, to value: String) throws(EditRefusal) -> [Replacement] {
        let written = try Self.cellMarkdown(value)
        let cells = cells(ofLineAt: offset)
        if column < cells.count {
            let range = cells[column]
            if !range.isEmpty || written.isEmpty { return [Replacement(range, written)] }
            let isTight = range.lowerBound >= text.count || text.bytes[range.lowerBound] == UInt8(ascii: "|")
            let hasSpace = range.lowerBound > 0 && text.bytes[range.lowerBound - 1] == 0x20
            return [Replacement(range, (hasSpace ? "" : " ") + written + (isTight ? " " : ""))]
        }
        if written.isEmpty { return [] }
        let end = text.contentEnd(ofLineAt: offset)
        let isClosed =
            end > 0 && text.bytes[end - 1] == UInt8(ascii: "|")
            && !(end > 1 && text.bytes[end - 2] == UInt8(ascii: "\\"))
        let missing = String(repeating: "  |", count: column - cells.count) + " " + written + " |"
        return [Replacement(end..<end, (isClosed ? "" : " |") + missing)]
    }

    /// Returns the line of a row, without a line end.
    static func row(_ cells: [String]) throws(EditRefusal) -> String {
        var written: [String] = []
        for cell in cells { written.append(try Self.cellMarkdown(cell)) }
        return "|" + written.map { $0.isEmpty ? "  |" : " \($0) |" }.joined()
    }

    /// Returns the replacements that add a row before the row at an index, or after the last line of the table.
    func insert(_ cells: [String], at place: Int, in table: TableBlock) throws(EditRefusal) -> [Replacement] {
        let row = try Self.row(cells)
        let indent = text.string(text.lineStart(Int(table.span.start))..<Int(table.span.start))
        if place < table.rows.count {
            return [text.inserting(lines: indent + row, at: text.lineStart(Int(table.rows[place].span.start)))]
        }
        return [text.inserting(lines: indent + row, at: end(of: table))]
    }

    func remove(_ place: Int, in table: TableBlock) -> [Replacement] {
        [text.removing(lines: lineRange(table.rows[place]))]
    }

    func move(from place: Int, to target: Int, in table: TableBlock) -> [Replacement] {
        let range = lineRange(table.rows[place])
        let at = target < place ? lineRange(table.rows[target]).lowerBound : lineRange(table.rows[target]).upperBound
        return [text.inserting(lines: text.lines(range), at: at), text.removing(lines: range)]
    }

    private func lineRange(_ row: TableBlock.Row) -> Range<Int> {
        text.lineStart(Int(row.span.start))..<text.nextLine(Int(row.span.start))
    }

    /// Returns the offset after the last line of a table: its last row, or its line of dashes.
    private func end(of table: TableBlock) -> Int {
        if let last = table.rows.last { return lineRange(last).upperBound }
        return text.nextLine(text.nextLine(Int(table.span.start)))
    }
}
