import OficioBasics

/// A table as it is pasted: a line for each row, with tabs between its cells.
package struct PasteTable {
    /// The rows with as many cells each, the first being the header. A line break inside a cell is
    /// `<br>`. Empty if the lines do not say which cells belong together.
    package let rows: [[String]]
    /// The number of lines that the table takes.
    package let count: Int

    /// Reads the table that begins at a line; nil if there is none.
    package init?(_ lines: PasteLines, from place: Int) {
        let written = lines.written
        let header = Self.cells(written[place])
        let isItem = lines.item(place) != nil
        guard Self.isRow(header), header.contains(where: \.hasWords),
            !isItem || header.count > 2 && !header[0].isEmpty, !header[0].isEmpty || header.count > 2
        else { return nil }
        let end = Self.end(lines, from: place, header)
        let given = Array(written[place..<end])
        guard given.count > 1, given.contains(where: { Self.cells($0).count { !$0.isEmpty } > 1 }) else { return nil }
        count = given.count
        guard var rows = Self.joiningQuoted(given)?.map(Self.cells) else {
            self.rows = []
            return
        }
        let width = Self.width(rows)
        if rows.count < 2 { return nil }
        guard rows.allSatisfy({ $0.count > 1 }), !Self.isBroken(rows.map(\.count), width) else {
            self.rows = []
            return
        }
        for row in rows.indices {
            rows[row] = Array(rows[row].prefix(width))
            rows[row] += Array(repeating: "", count: width - rows[row].count)
        }
        self.rows = rows
    }

    /// A table of rows that have as many cells each.
    package init(_ rows: [[String]]) {
        self.rows = rows
        count = rows.count
    }

    /// The rows as a table of Markdown, without a line end behind the last.
    package var markdown: String {
        let lines = rows.map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let rule = "|" + String(repeating: " --- |", count: rows.first?.count ?? 0)
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }

    /// The cells of a line.
    package static func cells(_ line: String) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
            String(cell).trimmedASCII.replacingBreaks(with: "<br>").showingSigns
        }
    }

    /// Whether a line of cells is a row: no fact with its label, and no line to sign on.
    private static func isRow(_ cells: [String]) -> Bool {
        guard cells.count > 1, let first = cells.first(where: { !$0.isEmpty }) else { return false }
        let filled = cells.filter { !$0.isEmpty }
        let areLabels = filled.count > 1 && filled.allSatisfy { $0.hasSuffix(":") }
        if first.hasSuffix(":"), !areLabels { return false }
        return !filled.allSatisfy { PastedPair($0).map { !$0.value.isEmpty } ?? false }
    }

    /// The line behind the last one of the table. A line without tabs belongs to it if rows follow
    /// and it is no heading: a line break stands inside a cell.
    private static func end(_ lines: PasteLines, from place: Int, _ header: [String]) -> Int {
        let written = lines.written
        var end = place + 1
        var next = place + 1
        var quoted = opensQuotation(written[place])
        while next < written.count, !written[next].trimmedASCII.isEmpty {
            let line = written[next]
            if quoted || isRow(cells(line)) {
                if !quoted, isItem(lines, next, width: header.count, counted: cells(written[next - 1])) { break }
                quoted = quoted ? !closesQuotation(line) || opensQuotation(line) : opensQuotation(line)
                end = next + 1
            } else if line.contains("\t") || "#|>".contains(line.trimmedASCII.first ?? "#") || line.isShouted
                || lines.item(next) != nil
            {
                break
            }
            next += 1
        }
        return end
    }

    /// Whether a line is an item of a list rather than a row of a table.
    private static func isItem(_ lines: PasteLines, _ place: Int, width: Int, counted above: [String]) -> Bool {
        guard lines.item(place) != nil else { return false }
        let row = cells(lines.written[place])
        let filled = row.drop(while: \.isEmpty)
        // Rows of three columns may begin with their number.
        return filled.count < 3 && !(width > 2 && row[0].first?.isNumber == true && above[0].first?.isNumber == true)
    }

    /// Whether the last cell of a line goes on in the next line. Spreadsheets write a cell of
    /// several lines between quotation marks.
    private static func opensQuotation(_ line: String) -> Bool {
        guard let last = cells(line).last, last.hasPrefix("\"") else { return false }
        return last.count == 1 || !last.hasSuffix("\"")
    }

    /// Whether the cell that an earlier line opened ends in a line.
    private static func closesQuotation(_ line: String) -> Bool { cells(line)[0].hasSuffix("\"") }

    /// The lines with those of a quoted cell joined; nil if a quotation stays open.
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

    /// The number of columns: the most cells of a row, empty ones at its end left out where they
    /// go beyond the header.
    private static func width(_ rows: [[String]]) -> Int {
        let header = rows[0].count - rows[0].reversed().prefix { $0.isEmpty }.count
        return rows.map { row in
            max(header, row.count - row.reversed().prefix { $0.isEmpty }.count)
        }.max() ?? 0
    }

    /// Whether two rows that follow one another may be halves of one row with a line break in a cell.
    private static func isBroken(_ counts: [Int], _ width: Int) -> Bool {
        counts.indices.dropLast().contains { place in
            counts[place] < width && counts[place + 1] < width && counts[place] + counts[place + 1] - 1 <= width
        }
    }
}

extension String {
    /// Whether all letters are capitals, and more than three.
    fileprivate var isShouted: Bool {
        let letters = filter(\.isLetter)
        return letters.count > 3 && letters.allSatisfy { !$0.isLowercase }
    }

    fileprivate var hasWords: Bool { contains { $0.isLetter || $0.isNumber } }

    /// The text with the line breaks of word processors replaced: U+000B, U+0085, U+2028, U+2029.
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
