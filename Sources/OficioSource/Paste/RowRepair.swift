/// Rebuilds the rows of a pasted table in which line breaks inside cells have split rows into several lines.
struct RowRepair {
    /// The rows so far, the header first. The last one may still lack cells.
    private var rows: [[String]]
    private let width: Int
    /// Lines without tabs below the last row.
    private var loose: [String] = []

    /// Returns the rows of a table, all with the same number of cells; nil if it is not clear which cells belong
    /// together. `lines` are the cells of each line, those of the header first.
    static func rows(_ lines: [[String]]) -> [[String]]? {
        let lines = joiningInner(joiningMarks(lines))
        let counts = lines.map(\.count)
        let isWhole = counts.allSatisfy { $0 > 1 } && !isBroken(counts, columnCount(lines))
        guard let found = isWhole ? lines : counted(lines) ?? joined(lines) else { return nil }
        let most = columnCount(found)
        return found.map { row in
            Array(row.prefix(most)) + Array(repeating: "", count: max(0, most - row.count))
        }
    }

    /// Returns the number of cells of a row, empty ones at its end left out.
    static func width(_ row: [String]) -> Int { row.count - row.reversed().prefix { $0.isEmpty }.count }

    /// Returns the number of columns: the most cells of a row, not counting empty cells at its end beyond the header.
    private static func columnCount(_ rows: [[String]]) -> Int {
        rows.map { max(width(rows[0]), width($0)) }.max() ?? 0
    }

    /// Whether two consecutive rows may be halves of one row that a line break inside a cell has split.
    private static func isBroken(_ counts: [Int], _ width: Int) -> Bool {
        counts.indices.dropLast().contains { place in
            counts[place] < width && counts[place + 1] < width && counts[place] + counts[place + 1] - 1 <= width
        }
    }

    /// Returns the lines with list markers joined to the next cell, if every line has such a marker in a cell that
    /// the header lacks.
    private static func joiningMarks(_ lines: [[String]]) -> [[String]] {
        let rows = lines.dropFirst().filter { $0.count > 1 }
        let columns = width(lines[0])
        let areMarked = rows.allSatisfy { row in
            width(row) == columns + 1 && ListMarker.read(row[0] + " a", nil) != nil
        }
        guard !rows.isEmpty, areMarked else { return lines }
        return lines.prefix(1)
            + lines.dropFirst().map { row in
                row.count > 1 ? [row[0] + " " + row[1]] + row.dropFirst(2) : row
            }
    }

    /// Returns the lines with the items of inner lists joined to the cell above them, in tables of numbered rows: *a)
    /// Firma* alone in its row below *2*, *Revisa:*.
    private static func joiningInner(_ lines: [[String]]) -> [[String]] {
        let columns = width(lines[0])
        guard columns > 2, lines.count > 2 else { return lines }
        var joined = Array(lines.prefix(1))
        for line in lines.dropFirst() {
            let column = line.firstIndex { !$0.isEmpty }
            if let column, column > 0, line.count(where: { !$0.isEmpty }) == 1, let above = joined.last,
                joined.count > 1, above.indices.contains(column), !above[column].isEmpty,
                Int(above[0].filter { !".)".contains($0) }) != nil, ListMarker.read(line[column], nil) != nil
            {
                joined[joined.count - 1][column] += "<br>" + line[column]
            } else {
                joined.append(line)
            }
        }
        return joined
    }

    // MARK: Rows that begin with their number

    private static func counted(_ lines: [[String]]) -> [[String]]? {
        func number(_ line: [String]) -> Int? {
            if line.count > 1, let number = Int(line[0].hasSuffix(".") ? String(line[0].dropLast()) : line[0]) {
                return number
            }
            let text = line.prefix(2).joined(separator: "\t")
            guard let mark = ListMarker.read(text, nil)?.mark, mark.path.count == 1 else { return nil }
            return mark.number
        }
        guard lines.count > 1, var next = number(lines[1]) else { return nil }
        var rows = [lines[0]]
        for line in lines.dropFirst() {
            if number(line) == next {
                rows.append(line)
                next += 1
            } else {
                rows[rows.count - 1].append(broken: line)
            }
        }
        let columns = width(lines[0])
        if rows.dropFirst().allSatisfy({ width($0) == columns + 1 }) {
            rows = rows.prefix(1) + rows.dropFirst().map { [$0[0] + " " + $0[1]] + $0.dropFirst(2) }
        }
        return lines.count > 2 && rows.allSatisfy { width($0) <= columns } ? rows : nil
    }

    // MARK: Other rows

    private static func joined(_ lines: [[String]]) -> [[String]]? {
        var reader = RowRepair(rows: [lines[0]], width: width(lines[0]))
        for line in lines.dropFirst() {
            if line.count == 1 {
                reader.loose.append(line[0])
            } else if !reader.add(line) {
                return nil
            }
        }
        return reader.loose.isEmpty && reader.rows.allSatisfy { $0.count == reader.width } ? reader.rows : nil
    }

    /// Adds a line with tabs; returns false if it is not clear which row the line belongs to.
    private mutating func add(_ line: [String]) -> Bool {
        defer { loose = [] }
        let last = rows.count - 1
        if rows[last].count < width {
            guard rows[last].count + line.count - 1 <= width, line.count < width else { return false }
            let isClear = !loose.isEmpty || rows[last].last?.expectsContinuation == true || line[0].continuesLineAbove
            guard isClear else { return false }
            for words in loose { rows[last].append(broken: [words]) }
            rows[last].append(broken: line)
            return true
        }
        guard line.count <= width, let tail = tail(above: line) else { return false }
        for words in loose[..<tail] { rows[last].append(broken: [words]) }
        var row = line
        row[0] = (loose[tail...] + [line[0]]).joined(separator: "<br>")
        rows.append(row)
        return true
    }

    /// Returns the number of loose lines that end the row above; the others begin the row of `line`. Returns `nil` if
    /// that is not clear.
    private func tail(above line: [String]) -> Int? {
        guard let first = loose.first else { return 0 }
        if rows.count == 1 { return first.continuesLineAbove ? nil : 0 }
        let tail = loose.prefix { $0.continuesLineAbove }.count
        if tail == loose.count { return line[0].continuesLineAbove ? nil : tail }
        if rows[rows.count - 1].last?.expectsContinuation == true { return nil }
        let isShort = rows.dropFirst().allSatisfy { ($0.last?.split(separator: " ").count ?? 0) < 3 }
        let isLong = loose[tail].split(separator: " ").count > 2
        let begins = line[0].continuesLineAbove || loose[loose.count - 1].expectsContinuation || isShort && isLong
        return begins ? tail : nil
    }
}

extension [String] {
    /// Adds the cells of a line that begins inside the last cell.
    fileprivate mutating func append(broken line: [String]) {
        self[count - 1] += (self[count - 1].isEmpty ? "" : "<br>") + line[0]
        self += line.dropFirst()
    }
}

extension String {
    /// Whether the text continues the line above: it begins with a lower-case letter or with a list marker.
    fileprivate var continuesLineAbove: Bool {
        guard let first else { return true }
        return first.isLowercase || first == "(" || ListMarker.read(self, nil)?.proof == ListMarker.Reading.Proof.none
    }

    /// Whether the text ends with `:`, `,` or `;`, so that the line below continues it.
    fileprivate var expectsContinuation: Bool { last.map { ":,;".contains($0) } ?? false }
}
