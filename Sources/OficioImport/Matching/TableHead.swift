import Diagnostics
import OficioSchema
import OficioSource

/// The headings of a table in one or two rows, below a title that spans the table.
struct TableHead {
    /// The heading of one column of the grid.
    struct Column {
        /// The heading on one line; under a merged heading, the heading of the second row.
        let text: String
        /// The merged heading above the column's heading; nil if there is none.
        let group: String?

        var isEmpty: Bool { text.isEmpty }
    }

    /// The cell above the headings that spans the table; nil if there is none.
    private(set) var title: Int?
    /// The heading of each column of the grid.
    private(set) var columns: [Column] = []
    /// The first row below the headings.
    private(set) var firstRow = 0
    /// Whether the headings differ from the rows in the file: they are bold, or marked as a header.
    let isMarked: Bool
    /// The letters that the document explains.
    let legend: FrequencyLetters

    /// Reads the headings of a table; nil if it has no row of several headings with rows below it.
    init?(_ grid: Grid) {
        let outline = grid.outline
        guard grid.table.columnCount > 1,
            var row = grid.table.rows.indices.first(where: { row in
                grid.table.rows[row].contains { !grid.isEmpty($0) }
            })
        else { return nil }
        func filled(_ row: Int) -> [Int] { grid.table.rows[row].filter { !grid.isEmpty($0) } }
        if filled(row).count == 1, outline.cells[filled(row)[0]].columnSpan == grid.table.columnCount {
            title = filled(row)[0]
            row += 1
        }
        guard row + 1 < grid.table.rows.count else { return nil }
        let heads = filled(row)
        func mayHead(_ cell: Int) -> Bool {
            !grid.holdsTable(cell) && grid.paragraphs(cell).count <= 2 && grid.tickState(cell) == nil
                && Self.mayHead(grid.text(cell))
        }
        guard heads.count > 1, heads.allSatisfy(mayHead) else { return nil }
        func isMarkedAsHead(_ cell: Int) -> Bool {
            outline.cells[cell].isHeader || grid.paragraphs(cell).allSatisfy { outline.paragraphs[$0].isBold }
        }
        let below = filled(row + 1)
        let groups = heads.filter { outline.cells[$0].columnSpan > 1 }
        let isDouble =
            !groups.isEmpty && !below.isEmpty
            && below.allSatisfy { cell in
                let known = outline.cells[cell]
                return known.columnSpan == 1 && groups.contains { outline.cells[$0].columns.contains(known.column) }
                    && mayHead(cell)
            }
        firstRow = row + (isDouble ? 2 : 1)
        guard isDouble || groups.isEmpty, firstRow < grid.table.rows.count else { return nil }
        columns = (0..<grid.table.columnCount).map { column in
            let upper = heads.first { outline.cells[$0].columns.contains(column) }
            let lower = isDouble ? below.first { outline.cells[$0].column == column } : nil
            guard let lower else { return Column(text: upper.map { grid.text($0) } ?? "", group: nil) }
            return Column(text: grid.text(lower), group: upper.map { grid.text($0) })
        }
        legend = FrequencyLetters(outline, heads: columns.map(\.text))
        isMarked = heads.allSatisfy(isMarkedAsHead) && !filled(firstRow).allSatisfy(isMarkedAsHead)
    }

    private static func mayHead(_ text: String) -> Bool {
        text.split(separator: " ").count <= 8 && !text.hasSuffix(".") || text.count <= 4
    }
}

/// The frequencies that words and letters over crosses mean: *Mensual*, *M*.
struct FrequencyLetters {
    private let legend: SheetLegend
    /// The language of the headings, which decides what a letter means: *Q* is *Quincenal* or *Quarterly*.
    private let language: Language

    /// Reads the legend of a document. `heads` are the headings of the table.
    init(_ outline: Outline, heads: [String]) {
        legend = SheetLegend(outline)
        language = heads.contains { Self.english.contains($0.folded) } ? .english : .spanish
    }

    /// Returns the frequency that a heading means, by a word, by the legend of the document, or as forms commonly
    /// abbreviate it; nil if it means none.
    func frequency(_ text: String) -> Code? {
        if let code = legend.code(text) { return code }
        let folded = text.folded
        guard folded.split(separator: " ").count == 1 else { return nil }
        switch language {
        case .spanish:
            let meaning = Frequencies.meaning(of: folded) ?? Self.letters[folded]
            return meaning.map { Code(code: $0, label: $0, meaning: $0) }
        case .english:
            guard let meaning = Frequencies.meaning(of: folded) ?? Self.englishLetters[folded] else { return nil }
            let name = Frequencies.name(of: meaning, in: .english).capitalizedFirst
            return Code(code: name, label: name, meaning: meaning)
        }
    }

    private static let letters: [String: String] = [
        "d": "diaria", "s": "semanal", "q": "quincenal", "m": "mensual", "b": "bimestral", "t": "trimestral",
        "c": "cuatrimestral", "sm": "semestral", "a": "anual", "e": "eventual", "o": "ocasional", "p": "permanente",
    ]
    private static let englishLetters: [String: String] = [
        "d": "diaria", "w": "semanal", "f": "quincenal", "m": "mensual", "q": "trimestral", "s": "semestral",
        "h": "semestral", "y": "anual", "a": "anual", "o": "ocasional", "p": "permanente",
    ]
    /// Folded headings that only an English table has.
    private static let english: Set<String> = [
        "w", "y", "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annual", "annually",
    ]
}
