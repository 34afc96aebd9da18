/// A table of an outline as a grid of cells.
struct Grid {
    let outline: Outline
    let index: Int
    let table: OutlineTable
    private let places: [[Int?]]
    private let empty: Set<Int>

    init(_ outline: Outline, _ index: Int) {
        self.outline = outline
        self.index = index
        table = outline.tables[index]
        var places: [[Int?]] = Array(
            repeating: Array(repeating: nil, count: table.columnCount), count: table.rows.count)
        var empty: Set<Int> = []
        for cell in table.rows.joined() {
            let known = outline.cells[cell]
            for row in known.rows where row < table.rows.count {
                for column in known.columns where column < table.columnCount { places[row][column] = cell }
            }
            if !Self.holdsText(known.parts, outline) { empty.insert(cell) }
        }
        self.places = places
        self.empty = empty
    }

    private static func holdsText(_ parts: [OutlinePart], _ outline: Outline) -> Bool {
        parts.contains { part in
            switch part {
            case .paragraph(let index): !outline.paragraphs[index].lines.isEmpty
            case .box(let inside): holdsText(inside, outline)
            case .table(let table):
                outline.tables[table].rows.joined().contains { holdsText(outline.cells[$0].parts, outline) }
            }
        }
    }

    func cell(_ row: Int, _ column: Int) -> Int? { places[row][column] }

    func isEmpty(_ cell: Int) -> Bool { empty.contains(cell) }

    /// Returns the paragraphs of a cell in order, including those of nested tables and text boxes.
    func paragraphs(_ cell: Int) -> [Int] { Self.paragraphs(outline.cells[cell].parts, outline) }

    private static func paragraphs(_ parts: [OutlinePart], _ outline: Outline) -> [Int] {
        parts.flatMap { part -> [Int] in
            switch part {
            case .paragraph(let index): outline.paragraphs[index].lines.isEmpty ? [] : [index]
            case .box(let inside): paragraphs(inside, outline)
            case .table(let table):
                outline.tables[table].rows.joined().flatMap { paragraphs(outline.cells[$0].parts, outline) }
            }
        }
    }

    func stretches(_ cell: Int) -> [Stretch] { paragraphs(cell).map { outline.whole($0) } }

    func text(_ cell: Int) -> String { stretches(cell).map { outline.text(of: $0) }.joined(separator: " ") }

    /// Returns true for a cell that holds nothing but a cross or a ticked box, false for a cell that holds
    /// nothing but an empty box, and nil for any other cell.
    func tickState(_ cell: Int) -> Bool? {
        let paragraphs = paragraphs(cell)
        guard paragraphs.count == 1 else { return nil }
        if CrossMark.matches(text(cell)) { return true }
        let ticks = outline.paragraphs[paragraphs[0]].ticks
        guard ticks.count == 1, PlainText.words(outline.paragraphs[paragraphs[0]].text).isEmpty else { return nil }
        return ticks[0].isTicked
    }

    /// Whether the first text of a cell is a label.
    func beginsWithHit(_ cell: Int, _ hits: [[LabelHit]]) -> Bool {
        guard let first = paragraphs(cell).first, let hit = hits[first].first else { return false }
        return outline.text(of: Stretch(first, 0..<hit.range.lowerBound)).isEmpty
    }

    func holdsHit(_ cell: Int, _ hits: [[LabelHit]]) -> Bool { paragraphs(cell).contains { !hits[$0].isEmpty } }

    /// Whether another table stands in a cell.
    func holdsTable(_ cell: Int) -> Bool {
        outline.cells[cell].parts.contains { if case .table = $0 { true } else { false } }
    }

    /// Whether a cell holds a label outside of the tables nested in the cell.
    func holdsOwnHit(_ cell: Int, _ hits: [[LabelHit]]) -> Bool {
        let own = outline.cells[cell].parts.filter { if case .table = $0 { false } else { true } }
        return Self.paragraphs(own, outline).contains { !hits[$0].isEmpty }
    }
}
