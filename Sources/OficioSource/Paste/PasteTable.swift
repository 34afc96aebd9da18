import OficioBasics

/// A pasted table: a line for each row, with tabs between its cells.
package struct PasteTable {
    /// The rows, all with the same number of cells, the header first. A line break inside a cell is `<br>`. Empty if
    /// it is not clear which cells belong together.
    package let rows: [[String]]
    /// The number of lines of the table.
    package let count: Int

    /// Reads the table that begins at a line; nil if there is none.
    package init?(_ lines: PasteLines, from place: Int) {
        let written = lines.written
        let header = Self.cells(written[place])
        let isItem = lines.item(place) != nil
        guard Self.isRow(header), header.contains(where: \.hasWords), !Self.isNumbered(header),
            !isItem || header.count > 2 && !header[0].isEmpty, !header[0].isEmpty || header.count > 2
        else { return nil }
        let end = Self.end(lines, from: place, header)
        let given = Array(written[place..<end])
        guard given.count > 1, given.contains(where: { Self.cells($0).count { !$0.isEmpty } > 1 }) else { return nil }
        count = given.count
        guard let rows = Self.joiningQuoted(given).flatMap({ RowRepair.rows($0.map(Self.cells)) }) else {
            self.rows = []
            return
        }
        if rows.count < 2 { return nil }
        self.rows = rows
    }

    /// Creates a table from rows that all have the same number of cells.
    package init(_ rows: [[String]]) {
        self.rows = rows
        count = rows.count
    }

    /// The rows as a Markdown table, without a final line end.
    package var markdown: String {
        let lines = rows.map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let rule = "|" + String(repeating: " --- |", count: rows.first?.count ?? 0)
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }

    /// Returns the cells of a line.
    package static func cells(_ line: String) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
            String(cell).trimmedASCII.replacingBreaks(with: "<br>").showingSigns
        }
    }

    /// Whether a line of cells is a row of a table, and not a labelled fact or a line to sign on.
    private static func isRow(_ cells: [String]) -> Bool {
        guard cells.count > 1, let first = cells.first(where: { !$0.isEmpty }) else { return false }
        let filled = cells.filter { !$0.isEmpty }
        let areLabels = filled.count > 1 && filled.allSatisfy { $0.hasSuffix(":") }
        if first.hasSuffix(":"), !areLabels { return false }
        return !filled.allSatisfy { PastedPair($0).map { !$0.value.isEmpty } ?? false }
    }

    /// Whether two cells are a numbered heading: `V.` and `LÍNEA DE AUTORIDAD`.
    private static func isNumbered(_ cells: [String]) -> Bool {
        cells.count == 2 && isLoneNumber(cells[0]) && (cells[1].isShouted || cells[1].hasSuffix(":"))
    }

    /// Whether a text is only a number or letter with its punctuation: `4.`, `II)`.
    package static func isLoneNumber(_ words: String) -> Bool {
        guard let last = words.last, ".)-°".contains(last) else { return false }
        let mark = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
        guard mark.count < 6, words.dropFirst(mark.count).allSatisfy({ ".)-°".contains($0) }) else { return false }
        let bare = mark.filter { $0 != "." }
        return !bare.isEmpty
            && (bare.allSatisfy(\.isNumber) || bare.count == 1 || bare.allSatisfy { "IVXL".contains($0) })
    }

    /// Returns the index of the first line after the table. A line without tabs belongs to the table if it lies
    /// inside a row that a line break has split, or if rows follow and it is not a heading.
    private static func end(_ lines: PasteLines, from place: Int, _ header: [String]) -> Int {
        let written = lines.written
        let width = RowRepair.width(header)
        if let end = end(ofMarked: lines, from: place, width) { return end }
        var end = place + 1
        var next = place + 1
        var quoted = opensQuotation(written[place])
        // The number of cells read so far of the row above.
        var filled = width
        // Whether the line above is text without a tab, which may begin the first cell of a row.
        var hasLead = false
        while next < written.count, !written[next].trimmedASCII.isEmpty {
            let line = written[next]
            let row = cells(line)
            if !quoted, isInside(lines, next, width) {
                filled = width
                hasLead = false
                end = next + 1
            } else if !quoted, completes(written, from: next, filled, width) {
                filled += row.count - 1
                end = next + 1
            } else if !quoted, width > 2, isNumbered(row) {
                break
            } else if !quoted, isRow(row), beginsOther(written, at: next, row, width, hasLead: hasLead, filled) {
                break
            } else if quoted || isRow(row) || row.count == width && row[0].isSentenceWithColon {
                if !quoted, !(hasLead && row.count == width),
                    isItem(lines, next, width: width, counted: cells(written[next - 1]))
                {
                    break
                }
                quoted = quoted ? !closesQuotation(line) || opensQuotation(line) : opensQuotation(line)
                filled = quoted ? width : row.count
                hasLead = false
                end = next + 1
            } else if width > 2, row.count > 1, row.count <= width, row[0].isEmpty, lines.item(next) == nil {
                // A row may have a single cell that reads like a labelled fact: *Sí: pasa a 3.*
                filled = row.count
                hasLead = false
                end = next + 1
            } else if line.contains("\t") || "#|>".contains(line.trimmedASCII.first ?? "#") || line.isShouted
                || line.isNumberedTitle
                || lines.item(next) != nil && !hasLead
            {
                break
            } else {
                hasLead = true
            }
            next += 1
        }
        return end
    }

    /// Returns the index of the first line after a table whose rows begin with a list number before their first cell;
    /// nil if there is no such table.
    private static func end(ofMarked lines: PasteLines, from place: Int, _ width: Int) -> Int? {
        guard width > 1, var number = place + 1 < lines.written.count ? lines.item(place + 1)?.mark.number : nil
        else { return nil }
        var filled = width
        var end = place + 1
        for next in (place + 1)..<lines.written.count {
            let line = lines.written[next]
            if line.trimmedASCII.isEmpty { break }
            if let item = lines.item(next), item.mark.number == number, item.mark.path.count == 1 {
                guard filled == width else { return nil }
                number += 1
                filled = cells(item.text).count
            } else {
                filled += cells(line).count - 1
            }
            guard filled <= width else { return nil }
            if filled == width, line.contains("\t") { end = next + 1 }
        }
        return filled == width && end > place + 1 ? end : nil
    }

    /// Whether the lines from an index on complete a row of `filled` cells to exactly `width` cells.
    private static func completes(_ written: [String], from place: Int, _ filled: Int, _ width: Int) -> Bool {
        var filled = filled
        for line in written[place...] {
            if filled >= width || line.trimmedASCII.isEmpty { return false }
            filled += cells(line).count - 1
            if filled == width { return true }
        }
        return false
    }

    /// Whether a row begins another table. A row right after a line without tabs does so if it has a number or too
    /// few cells. Any other row does so if this row and the rows below have fewer cells than the table, with first
    /// cells in capitals.
    private static func beginsOther(
        _ written: [String], at place: Int, _ row: [String], _ width: Int, hasLead: Bool, _ filled: Int
    ) -> Bool {
        guard width > 1 else { return false }
        if hasLead {
            let isCounted = !row[0].isEmpty && row[0].allSatisfy { $0.isASCII && ($0.isNumber || ".)".contains($0)) }
            return isCounted || row.count < width && !completes(written, from: place + 1, row.count, width)
        }
        guard filled >= width, row.count < width, row[0].isShouted else { return false }
        let below = written[place...].prefix { cells($0).count > 1 }.map(cells)
        return below.count > 1 && below.allSatisfy { $0.count == row.count && $0[0].isShouted }
    }

    /// Whether a line is an item of a list inside a cell of the row above, in a table of numbered rows. The item is
    /// alone in its line, and either the row with the next number follows, or the line has as many cells as a row.
    private static func isInside(_ lines: PasteLines, _ place: Int, _ width: Int) -> Bool {
        func number(_ other: Int) -> Int? { Int(cells(lines.written[other])[0].filter { !".)".contains($0) }) }
        func isLone(_ other: Int) -> Bool {
            let row = cells(lines.written[other])
            return row.count > 1 && row.count <= width && row[0].isEmpty && row.count { !$0.isEmpty } == 1
                && row.first { !$0.isEmpty }.map { ListMarker.read($0, nil) != nil } == true
        }
        guard width > 2, isLone(place), let above = lines.written[..<place].indices.last(where: { !isLone($0) }),
            let count = number(above)
        else { return false }
        if cells(lines.written[place]).count == width { return true }
        guard let below = lines.written.indices[place...].first(where: { !isLone($0) }) else { return false }
        return number(below) == count + 1 && cells(lines.written[below]).count == width
    }

    /// Whether a line is an item of a list rather than a row of a table.
    private static func isItem(_ lines: PasteLines, _ place: Int, width: Int, counted above: [String]) -> Bool {
        guard let item = lines.item(place) else { return false }
        let row = cells(lines.written[place])
        // A line is a row if the text after its marker has as many cells as the table: *1. Recibir* and *Diaria*.
        if width > 1, cells(item.text).count == width { return false }
        let filled = row.drop(while: \.isEmpty)
        // A line is a row if its number follows that of the cell above: its empty first cell is merged with the one
        // above.
        if row.count == width, row[0].isEmpty, above.count == width, let number = filled.first.flatMap({ Int($0) }),
            Int(above[filled.startIndex]) == number - 1
        {
            return false
        }
        // Rows of three columns may begin with their number.
        return filled.count < 3 && !(width > 2 && row[0].first?.isNumber == true && above[0].first?.isNumber == true)
    }

    /// Whether the last cell of a line continues in the next line. Spreadsheets put quotation marks around a cell of
    /// several lines.
    private static func opensQuotation(_ line: String) -> Bool {
        guard let last = cells(line).last, last.hasPrefix("\"") else { return false }
        return last.count == 1 || !last.hasSuffix("\"")
    }

    /// Whether a line ends the quoted cell that an earlier line opened.
    private static func closesQuotation(_ line: String) -> Bool { cells(line)[0].hasSuffix("\"") }

    /// Returns the lines, with all lines of a quoted cell joined into one; nil if a quotation stays open.
    private static func joiningQuoted(_ lines: [String]) -> [String]? {
        var joined: [String] = []
        var open: String?
        for line in lines {
            guard let start = open else {
                if opensQuotation(line) { open = line } else { joined.append(line) }
                continue
            }
            let whole = start.trimmedASCII + "<br>" + line.trimmedASCII
            if !closesQuotation(line) || opensQuotation(line) {
                open = whole
            } else {
                joined.append(unquoted(whole))
                open = nil
            }
        }
        return open == nil ? joined : nil
    }

    private static func unquoted(_ line: String) -> String {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { cell -> String in
            let cell = String(cell).trimmedASCII
            guard cell.count > 1, cell.hasPrefix("\""), cell.hasSuffix("\""), cell.contains("<br>") else { return cell }
            return String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"")
        }.joined(separator: "\t")
    }
}

extension String {
    /// Whether the text has more than three letters, all of them capitals.
    fileprivate var isShouted: Bool {
        let letters = filter(\.isLetter)
        return letters.count > 3 && letters.allSatisfy { !$0.isLowercase }
    }

    /// Whether the text is a title with a number of several parts: *6.3 Experiencia*.
    fileprivate var isNumberedTitle: Bool {
        let words = trimmedASCII
        let number = words.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let rest = words.dropFirst(number.count)
        guard number.split(separator: ".").count > 1, rest.first == " ", let last = rest.last else { return false }
        return rest.dropFirst().first?.isUppercase == true && !".,;:".contains(last)
            && rest.split(separator: " ").count < 9
    }

    /// Whether the text is longer than the label of a fact, and ends with a colon.
    fileprivate var isSentenceWithColon: Bool { hasSuffix(":") && split(separator: " ").count > 4 }

    fileprivate var hasWords: Bool { contains { $0.isLetter || $0.isNumber } }

    /// Returns the text with the line breaks of word processors replaced: U+000B, U+0085, U+2028, U+2029.
    package func replacingBreaks(with words: String) -> String {
        var out = ""
        for scalar in unicodeScalars {
            if [0x0B, 0x85, 0x2028, 0x2029].contains(scalar.value) {
                out += words
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
