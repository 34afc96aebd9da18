import OficioSchema
import OficioSource

/// The rows of a table while they are read, with the column of the field that each grid column
/// stands for.
struct OpenRegion {
    /// The use of a column of the grid.
    enum Use: Equatable {
        case column(Int)
        /// A code of a column, with letters or crosses under it.
        case code(Int, String)
        /// Numbers that the form prints.
        case number
        /// The column has no use: the title of the section covers it, or it has no heading.
        case none
    }

    var region: Region
    private(set) var firstDataRow: Int
    /// The numbers of rows, which the form prints.
    var numbers: [Stretch] = []
    private var uses: [Use]
    private var headings: [Stretch]
    private let labels: FormLabels
    private let section: FormSection
    private let row: Int
    private let grid: Grid

    init(_ start: RegionStart, _ grid: Grid, _ outlineReader: OutlineReader) {
        labels = outlineReader.labels.forms[start.form]
        section = labels.sections[start.section]
        self.grid = grid
        row = start.row
        region = Region(form: start.form, section: start.section, field: section.field?.path.first ?? 0)
        region.headings = start.headings.map(\.hit)
        uses = Array(repeating: .none, count: grid.table.columnCount)
        headings = start.headings.flatMap { grid.stretches($0.cell) }
        firstDataRow = 0
        var next = start.row + 1
        var codeRow: Int?
        while next < grid.table.rows.count, isHeading(next, start) {
            if codeRow == nil { codeRow = next }
            headings += grid.table.rows[next].filter { !grid.isEmpty($0) }.flatMap { grid.stretches($0) }
            next += 1
        }
        firstDataRow = next
        mapColumns(start, codeRow: codeRow)
    }

    var columnCount: Int { uses.count }
    var parent: Int? { grid.table.parent }

    /// Returns a copy with the same columns and without rows, for a table that continues the rows.
    func emptyCopy(in region: Region) -> OpenRegion {
        var next = self
        next.region = region
        next.firstDataRow = 0
        next.numbers = []
        return next
    }

    /// Whether a heading row repeats the headings of the table, as on a new page.
    func continues(_ start: RegionStart) -> Bool {
        start.form == region.form && start.section == region.section && start.row > row
    }

    /// Assigns a fate to the words of the headings.
    mutating func assignFates(_ fates: inout Fates, _ outline: Outline) {
        for heading in headings { fates.assign(outline.words(in: heading).filter { fates.isOpen($0) }, .label) }
    }

    mutating func addHeading(_ start: RegionStart, _ fates: inout Fates, _ outline: Outline) {
        for heading in start.headings.flatMap({ grid.stretches($0.cell) }) {
            fates.assign(outline.words(in: heading).filter { fates.isOpen($0) }, .label)
        }
    }

    // MARK: Headings

    /// Whether a row below the headings is a heading row too: all its cells are codes of the columns above, or the
    /// file marks it as a header.
    private func isHeading(_ row: Int, _ start: RegionStart) -> Bool {
        let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        guard !cells.isEmpty else { return false }
        if cells.allSatisfy({ grid.outline.cells[$0].isHeader }), row < grid.table.headerRows { return true }
        return cells.count > 1
            && cells.allSatisfy { cell in
                guard let column = heading(over: cell, start), let list = list(column) else { return false }
                return list.codes.contains { $0.code == grid.text(cell) || $0.label.folded == grid.text(cell).folded }
            }
    }

    private func heading(over cell: Int, _ start: RegionStart) -> Int? {
        let columns = grid.outline.cells[cell].columns
        return start.headings.first { grid.outline.cells[$0.cell].columns.overlaps(columns) && $0.column != nil }?
            .column
    }

    private func list(_ column: Int) -> CodeList? { labels.lists[.init(field: region.field, column: column)] }

    private mutating func mapColumns(_ start: RegionStart, codeRow: Int?) {
        var open: Set<Int> = Set(uses.indices)
        for (cell, column, _) in start.headings {
            let known = grid.outline.cells[cell]
            // A title beside the rows is not a column.
            if column == nil, known.rows.upperBound > firstDataRow { open.subtract(known.columns) }
            guard let column else { continue }
            let list = list(column)
            for place in known.columns where uses.indices.contains(place) {
                if let list, let codeRow, known.columnSpan > 1, let below = grid.cell(codeRow, place) {
                    let text = grid.text(below)
                    guard let code = list.codes.first(where: { $0.code == text || $0.label.folded == text.folded })
                    else { continue }
                    uses[place] = .code(column, code.code)
                } else {
                    uses[place] = .column(column)
                }
                open.remove(place)
            }
        }
        mapUnlabelled(start, &open)
    }

    /// Maps columns without a heading by their position in the form: before, between or after the columns with
    /// a heading.
    private mutating func mapUnlabelled(_ start: RegionStart, _ open: inout Set<Int>) {
        for (index, placement) in section.columns.enumerated() {
            let before = section.columns[(index + 1)...].compactMap { gridColumns(of: $0, start) }.first
            let after = section.columns[..<index].compactMap { gridColumns(of: $0, start)?.upperBound }.max() ?? 0
            switch placement.content {
            case .column(let column) where !start.columns.contains(column):
                let free = open.filter {
                    $0 >= after && $0 < (before?.lowerBound ?? uses.count) || before == nil && $0 >= 0
                }.sorted()
                let fitting =
                    before == nil && after > 0
                    ? free.filter { $0 >= after }.isEmpty ? free : free.filter { $0 >= after } : free
                guard let first = fitting.first else { continue }
                // Columns under one heading cell that spans them are one column.
                var last = first
                if before != nil { while open.contains(last + 1), last + 1 < (before?.lowerBound ?? 0) { last += 1 } }
                for place in first...last {
                    uses[place] = .column(column)
                    open.remove(place)
                }
            case .number:
                if let range = before, range.count > 1, case .column = uses[range.lowerBound] {
                    uses[range.lowerBound] = .number
                } else if let first = open.filter({ $0 < (before?.lowerBound ?? 0) }).min() {
                    uses[first] = .number
                    open.remove(first)
                }
            default: break
            }
        }
    }

    /// Returns the grid columns of a column with a heading; nil for a column without a heading.
    private func gridColumns(of placement: ColumnPlacement, _ start: RegionStart) -> Range<Int>? {
        let column: Int
        switch placement.content {
        case .column(let place): column = place
        case .stack(let parts): column = parts.first?.column ?? -1
        case .number, .entry: return nil
        }
        return start.headings.first { $0.column == column }.map { grid.outline.cells[$0.cell].columns }
    }

    // MARK: Rows

    /// Adds a row of the table. Returns the texts of the row that are in no column, and whether
    /// they only describe the layout.
    mutating func add(_ row: Int, _ grid: Grid, _ outlineReader: OutlineReader) -> [(stretch: Stretch, isLayout: Bool)]
    {
        var added = Region.Row(address: grid.outline.tables[grid.index].address.adding(.row(row + 1)))
        var notes: [(Stretch, Bool)] = []
        var seen: Set<Int> = []
        for column in uses.indices {
            guard let cell = grid.cell(row, column), seen.insert(cell).inserted else { continue }
            let known = grid.outline.cells[cell]
            let uses = known.columns.filter { self.uses.indices.contains($0) }.map { self.uses[$0] }.filter {
                $0 != .none
            }
            if known.row < row {
                for case .column(let column) in uses { added.continued.insert(column) }
                continue
            }
            if grid.isEmpty(cell) { continue }
            let stretches = grid.stretches(cell)
            let columns = Set(
                uses.compactMap { use -> Int? in
                    switch use {
                    case .column(let column), .code(let column, _): column
                    case .number, .none: nil
                    }
                })
            if columns.count > 1 || columns.isEmpty && !uses.contains(.number) {
                notes += stretches.map { ($0, LayoutNote.matches(grid.outline.text(of: $0))) }
                continue
            }
            guard let place = columns.first else {
                numbers += stretches
                continue
            }
            var code: String?
            if uses.count == 1, case .code(_, let own) = uses[0] { code = own }
            added.cells.append(Region.Cell(column: place, code: code, stretches: stretches, value: known.value))
        }
        // A remark in a row of its own is not a row of the field.
        if added.cells.count == 1, let text = added.cells.first?.stretches.first,
            RemarkText.matches(grid.outline.text(of: text))
        {
            return notes + added.cells[0].stretches.map { ($0, false) }
        }
        if !added.cells.isEmpty { region.rows.append(added) }
        return notes
    }
}

/// Recognizes remarks under or between the rows of a table.
enum RemarkText {
    static func matches(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        return ["nota", "notas", "observacion", "observaciones", "fuente", "note", "notes", "source"].contains(
            String(text[..<colon]).folded)
    }
}

/// Recognizes remarks about the continuation of a table on another page.
enum LayoutNote {
    static func matches(_ text: String) -> Bool {
        let folded = text.folded
        guard folded.split(separator: " ").count <= 8 else { return false }
        return ["viene de la", "continua", "sigue en", "pasa a la", "continued"].contains { folded.contains($0) }
    }
}

/// The rows that were closed last, and the number of finds until then.
struct LastRegion {
    let open: OpenRegion
    let foundCount: Int
    let parent: Int?
}
