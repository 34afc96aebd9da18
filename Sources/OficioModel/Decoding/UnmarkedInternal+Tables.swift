import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Finds cells that say that they, their row or their column are only for the staff.
extension UnmarkedInternal {
    /// Reads the cells of a table by their ends, the cells of its header as a whole too, and the columns of which a
    /// header or lonely cells say who may read them.
    mutating func read(marksOf table: TableBlock, in section: Span?) {
        let header = table.header.map { cell -> (Text, StaffPhrase.Mark?) in
            let mark = StaffPhrase.mark(ofWhole: cell.source)
            let isMeant = mark != .staff || StaffPhrase.isInternalUse(cell.source)
            return (cell, (isMeant ? mark : nil) ?? StaffPhrase.mark(atEndOf: cell.source))
        }
        add(header, in: section)
        read(columnsUnderMarksOf: table, in: section)
        read(lonelyMarksOf: table, in: section)
        read(rowsUnderMarksOf: table, in: section)
        let marks = table.rows.map { row in row.cells.map { StaffPhrase.mark(atEndOf: $0.source) } }
        for (row, ends) in marks.enumerated() where !ends.contains(.others) {
            for (column, end) in ends.enumerated() where end == .staff {
                if marks.contains(where: { $0.indices.contains(column) && $0[column] == .others }) { continue }
                addPlain(table.rows[row].cells[column], in: section)
            }
        }
    }

    /// Reads the header cells that consist of *Confidencial* or *Interno* over a column of texts. Ticks are
    /// values, and below *Interno* all words that name no secret.
    private mutating func read(columnsUnderMarksOf table: TableBlock, in section: Span?) {
        if table.header.contains(where: { StaffPhrase.mark(ofWhole: $0.source) == .others }) { return }
        let names = table.header.map(\.plain).joined(separator: " ")
        for (column, cell) in table.header.enumerated() {
            let word = cell.plain.folded
            guard StaffPhrase.interno.contains(word) || StaffPhrase.adjectives.contains(word),
                !StaffPhrase.describesThing(word, behind: names)
            else { continue }
            let isCertain = word.hasPrefix("confiden")
            let cells = Self.cells(of: table, in: column)
            let isText = cells.contains { cell in
                let words = cell.plain.folded.split(separator: " ").map(String.init)
                if words.allSatisfy(Self.ticks.contains) { return false }
                return isCertain || words.contains(where: StaffPhrase.secrets.contains)
            }
            if isText { addPlain(cell, in: section) }
        }
    }

    /// Reads the columns whose only words are marks, beside empty cells: the author marked some rows.
    private mutating func read(lonelyMarksOf table: TableBlock, in section: Span?) {
        for (column, name) in table.header.enumerated() where column > 0 {
            let cells = Self.cells(of: table, in: column)
            let filled = cells.filter { !$0.plain.trimmedASCII.isEmpty }
            guard filled.count < table.rows.count, !filled.isEmpty,
                filled.allSatisfy({ StaffPhrase.mark(ofWhole: $0.source) == .staff }),
                !name.plain.foldedWords.contains(where: StaffPhrase.kindsOfThings.contains)
            else { continue }
            for row in table.rows where row.cells.indices.contains(column) {
                let cell = row.cells[column]
                let others = row.cells[..<column].map(\.plain).joined(separator: " ")
                let isMark = StaffPhrase.mark(ofWhole: cell.source) == .staff
                if isMark, !StaffPhrase.describesThing(cell.plain, behind: "\(others) \(name.plain)") {
                    addPlain(cell, in: section)
                }
            }
        }
    }

    /// Reads the rows whose first cell consists of a mark, *Uso interno* or *Interno*, in front of a text: the author
    /// marked the row. A single word may also be one of the kinds that the column lists, so it counts only in front of
    /// a secret.
    private mutating func read(rowsUnderMarksOf table: TableBlock, in section: Span?) {
        guard table.header.count > 1, let name = table.header.first?.plain else { return }
        let firsts = Self.cells(of: table, in: 0)
        if name.foldedWords.contains(where: StaffPhrase.kindsOfThings.contains) { return }
        if firsts.contains(where: { StaffPhrase.mark(ofWhole: $0.source) == .others }) { return }
        for row in table.rows {
            guard let cell = row.cells.first, StaffPhrase.mark(ofWhole: cell.source) == .staff,
                cell.plain.contains(" ") || !StaffPhrase.describesThing(cell.plain, behind: name)
            else { continue }
            let words = row.cells.dropFirst().flatMap(\.plain.foldedWords)
            let isTold =
                words.contains(where: StaffPhrase.secrets.contains)
                && (words.contains { $0.contains(where: \.isNumber) } || firsts.count > 1)
            if isTold || StaffPhrase.isInternalUse(cell.source) && words.count > 1 { addPlain(cell, in: section) }
        }
    }

    /// Reads the columns of a table whose header asks who may see a row. Cells below *Acceso* may be about doors.
    mutating func read(columnsOf table: TableBlock, in section: Span?) {
        for (column, cell) in table.header.enumerated() {
            let name = cell.plain.folded
            let isClass = AccessWords.asksForClass(name)
            let isPlain = isClass || AccessWords.asksForReaders(name)
            guard isPlain || Access.names.contains(name) else { continue }
            if isClass, isKind(column, of: table) { continue }
            for row in table.rows where row.cells.indices.contains(column) {
                // Rows of two cells that declare access are errors of their own.
                if AccessWords.occur(inRow: row.cells) { continue }
                let cell = row.cells[column], words = cell.plain
                if isClass {
                    let others = (table.header + row.cells[..<column]).map(\.plain).joined(separator: " ")
                    if StaffPhrase.describesThing(words, behind: others) { continue }
                }
                if AccessWords.limits(name: name, value: words) {
                    isPlain ? addPlain(cell, in: section) : add(cell, in: section)
                }
            }
        }
    }

    /// Whether a column tells kinds of things apart: *interno* beside *externo*, *privado* beside *público*.
    private func isKind(_ column: Int, of table: TableBlock) -> Bool {
        let words = Self.cells(of: table, in: column).map { $0.plain.folded }
        return words.contains { $0.hasPrefix("extern") }
            || words.contains { $0.hasPrefix("privad") || $0 == "private" }
                && words.contains { StaffPhrase.contrasts.contains($0) }
    }

    private static func cells(of table: TableBlock, in column: Int) -> [Text] {
        table.rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
    }

    private static let ticks: Set<String> = ["x", "si", "no", "yes", "s", "n", "y", "na", "a", "aplica"]
}
