import OficioSchema
import OficioSource

/// The row of a table that heads the columns of a field.
struct RegionStart {
    let form: Int
    let section: Int
    let row: Int
    /// The heading cells of the row, with the column that each names; nil for the title or a column
    /// without a field.
    var headings: [(cell: Int, column: Int?, hit: LabelHit)] = []

    var columns: Set<Int> { Set(headings.compactMap(\.column)) }
}

/// Recognizes rows that head the columns of a field of the form.
struct RegionFinder {
    private let outlineReader: OutlineReader
    private let grid: Grid

    init(_ outlineReader: OutlineReader, _ grid: Grid) {
        self.outlineReader = outlineReader
        self.grid = grid
    }

    /// Returns the start of rows at a row, for the section whose headings fit best; nil if the row
    /// heads no columns.
    func start(at row: Int, current: Int?) -> RegionStart? {
        let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
        var best: RegionStart?
        var bestRank = (0, 0)
        for (form, labels) in outlineReader.labels.forms.enumerated() {
            for (section, known) in labels.sections.enumerated() where !known.columns.isEmpty && known.view != .contents
            {
                guard let start = start(row, cells, form, section, labels) else { continue }
                let isNext =
                    labels.all.first { $0.section == section }.map { $0.index > outlineReader.lastLabel(of: form) }
                    ?? false
                let rank = (start.columns.count, isNext ? 1 : 0)
                if best == nil || rank > bestRank { (best, bestRank) = (start, rank) }
            }
        }
        return best
    }

    private func start(_ row: Int, _ cells: [Int], _ form: Int, _ section: Int, _ labels: FormLabels) -> RegionStart? {
        let known = labels.sections[section]
        guard let field = known.field?.path.first else { return nil }
        var start = RegionStart(form: form, section: section, row: row)
        var hasTitle = false
        for cell in cells {
            guard let hit = headingHit(cell) else { continue }
            var column: Int?
            var isOwn = false
            let isTitle = isTitle(cell, hit, among: cells)
            for ref in hit.refs where ref.form == form {
                let label = outlineReader.labels[ref]
                switch label.target {
                case .column(let owner, let place)
                where owner == field && (label.section == section || label.isSynonym):
                    if !isTitle, !start.columns.contains(place), isHeading(place, hit, of: known) {
                        column = column ?? place
                    }
                    isOwn = true
                case .pseudoColumn(let owner) where owner == field && label.section == section: isOwn = true
                case .field(let path) where path == [field] && label.headsSection && label.section == section:
                    hasTitle = true
                    isOwn = true
                default: break
                }
            }
            if isOwn { start.headings.append((cell, column, hit)) }
        }
        let labelled = known.columns.filter { !$0.label.folded.isEmpty }.count
        let count = start.columns.count
        guard count >= 2 || count == 1 && (labelled == 1 || hasTitle) && cells.count > 1 else { return nil }
        return start
    }

    /// Whether a cell is the title of all rows: another cell of its row has the same text, and this cell is beside
    /// the rows.
    private func isTitle(_ cell: Int, _ hit: LabelHit, among cells: [Int]) -> Bool {
        let span = grid.outline.cells[cell].rowSpan
        return cells.contains { other in
            other != cell && grid.outline.cells[other].rowSpan < span && headingHit(other)?.refs == hit.refs
        }
    }

    /// Whether a label stands for the column itself, and not for a part that is stacked in it.
    private func isHeading(_ place: Int, _ hit: LabelHit, of section: FormSection) -> Bool {
        section.columns.contains { column in
            switch column.content {
            case .column(let own): own == place
            case .stack(let parts): parts.first?.column == place
            case .number, .entry: false
            }
        }
    }

    private func headingHit(_ cell: Int) -> LabelHit? {
        // A table within a cell has headings of its own.
        guard !grid.holdsTable(cell), let paragraph = grid.paragraphs(cell).first else { return nil }
        return outlineReader.hits[paragraph].first { $0.isWhole }
            ?? outlineReader.hits[paragraph].first { $0.range.lowerBound == 0 }
    }
}
