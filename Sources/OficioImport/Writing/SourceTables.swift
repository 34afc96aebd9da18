/// Writes texts from one table of the file as a table, so that readers see which texts belong together.
enum SourceTables {
    /// Returns, as a Markdown table, a value that fills several rows and columns of one table; nil for any
    /// other value.
    static func table(_ texts: [FoundText], _ outline: Outline) -> String? {
        let stretches = texts.flatMap(\.stretches)
        let places = stretches.compactMap { place($0, outline) }
        guard places.count == stretches.count, Set(places.map(\.row)).count > 1, Set(places.map(\.column)).count > 1,
            Set(stretches.map { outline.paragraphs[$0.paragraph].cell.map { outline.cells[$0].table } }).count == 1,
            texts.allSatisfy({ $0.notes.isEmpty && $0.pictures.isEmpty && outline.holdsExactly($0) && !$0.isItem })
        else { return nil }
        return markdown(stretches, outline)
    }

    /// Returns the stretches in groups. Consecutive stretches from the same table form a group if they fill
    /// several of its columns; every other stretch is alone.
    static func groups(_ stretches: [Stretch], _ outline: Outline) -> [[Stretch]] {
        var groups: [(table: Int?, stretches: [Stretch])] = []
        for stretch in stretches {
            let table = outline.paragraphs[stretch.paragraph].cell.map { outline.cells[$0].table }
            if let table, groups.last?.table == table {
                groups[groups.count - 1].stretches.append(stretch)
            } else {
                groups.append((table, [stretch]))
            }
        }
        return groups.flatMap { group -> [[Stretch]] in
            Set(group.stretches.compactMap { place($0, outline)?.column }).count > 1
                ? [group.stretches] : group.stretches.map { [$0] }
        }
    }

    /// Returns the texts of one table as a table. Includes its tick boxes, although they are not words.
    static func markdown(_ stretches: [Stretch], _ outline: Outline) -> String {
        var cells: [Int: [Int: String]] = [:]
        var tables: Set<Int> = []
        for stretch in stretches {
            guard let cell = outline.paragraphs[stretch.paragraph].cell else { continue }
            tables.insert(outline.cells[cell].table)
        }
        let rows = Set(stretches.compactMap { place($0, outline)?.row })
        let ticks = outline.paragraphs.indices.filter { index in
            guard let cell = outline.paragraphs[index].cell.map({ outline.cells[$0] }) else { return false }
            return !outline.paragraphs[index].ticks.isEmpty && tables.contains(cell.table) && rows.contains(cell.row)
                && !stretches.contains { $0.paragraph == index }
                && PlainText.words(outline.paragraphs[index].text).isEmpty
        }
        for stretch in stretches + ticks.map({ outline.whole($0) }) {
            guard let place = place(stretch, outline) else { continue }
            let text = MarkdownText.escaped(outline.text(of: stretch), isCell: true)
            if text.isEmpty { continue }
            let known = cells[place.row]?[place.column]
            cells[place.row, default: [:]][place.column] = known.map { $0 + "<br>" + text } ?? text
        }
        let columns = Set(cells.values.flatMap(\.keys)).sorted()
        var lines = cells.keys.sorted().map { row in
            "|" + columns.map { column in cells[row]?[column].map { " \($0) |" } ?? " |" }.joined()
        }
        if !lines.isEmpty { lines.insert("|" + columns.map { _ in "---|" }.joined(), at: 1) }
        return lines.joined(separator: "\n")
    }

    private static func place(_ stretch: Stretch, _ outline: Outline) -> (row: Int, column: Int)? {
        outline.paragraphs[stretch.paragraph].cell.map { (outline.cells[$0].row, outline.cells[$0].column) }
    }
}
