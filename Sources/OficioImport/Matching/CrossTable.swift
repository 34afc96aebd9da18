import OficioSchema
import OficioSource

/// Reads a table that no form of the site prints as rows of a field: *Función, Frecuencia*, or crosses under
/// frequencies and levels.
struct CrossTable {
    /// The use of a column of the table.
    private enum Use: Equatable {
        /// The column holds the numbers of the rows.
        case number
        case column(Int)
        /// The column holds crosses that stand for a code, which the heading names.
        case code(Int, Code)
        /// The column holds texts or crosses under a heading that names no column of the field.
        case other(String)
    }

    /// The rows found, for the assembler.
    private(set) var region: Region
    /// The headings of the table and the numbers of its rows.
    private(set) var labels: [Stretch] = []
    /// Texts of the table that belong to no row.
    private(set) var loose: [Stretch] = []
    private let grid: Grid
    private let head: TableHead
    private let form: FormLabels
    private var uses: [Use] = []

    /// Reads a table; nil if its headings do not name the rows of one field. `opener` is the field of rows whose label
    /// stands before the table, nil if there is none.
    init?(_ grid: Grid, _ form: FormLabels, index: Int, opener: (field: Int, label: String)?) {
        guard let head = TableHead(grid), !grid.outline.document.format.isSpreadsheet || opener != nil else {
            return nil
        }
        self.grid = grid
        self.head = head
        self.form = form
        var candidates: [(field: Int, label: String)] = []
        if let title = head.title, let field = Self.field(grid.text(title), form) {
            candidates.append((field, grid.text(title)))
        }
        if let opener { candidates.append(opener) }
        let named = candidates.count
        for column in head.columns where !column.isEmpty {
            if let field = Self.field(column.text, form) ?? Self.fieldOfMain(column.text, form) {
                candidates.append((field, column.text))
                break
            }
        }
        region = Region(form: index, section: 0, field: 0)
        for (place, (field, label)) in candidates.enumerated() {
            guard case .rows(let type) = form.type.fields[field].kind, !type.holdsPeople,
                let section = form.sections.firstIndex(where: { $0.field?.path == [field] })
            else { continue }
            let uses = Self.uses(head, CrossColumns(type, form, field))
            let own = uses.count { use in
                switch use {
                case .column, .code: true
                case .number, .other: false
                }
            }
            guard uses.contains(.column(type.main)), own > 1 || place < named && head.isMarked else { continue }
            guard hasCrosses(uses) else { continue }
            self.uses = uses
            region = Region(form: index, section: section, field: field)
            region.label = LabelText.bare(label)
            read(type)
            if region.rows.isEmpty { return nil }
            return
        }
        return nil
    }

    // MARK: Headings

    private static func field(_ text: String, _ form: FormLabels) -> Int? {
        for name in LabelText.candidates(text) {
            guard let field = form.type.field(named: name) ?? form.type.field(understood: name),
                case .rows = form.type.fields[field].kind
            else { continue }
            return field
        }
        return nil
    }

    /// Returns the field of rows for which a heading is the name of a single row, *Competencia*, *Tarea*; `nil` for
    /// other headings.
    private static func fieldOfMain(_ text: String, _ form: FormLabels) -> Int? {
        let names = LabelText.candidates(text)
        for key in [FieldKey.functions, .competencies, .requiredKnowledge, .skills] {
            guard let field = form.type.field(key), case .rows(let type) = form.type.fields[field].kind,
                names.contains(where: { type.columns[type.main].names.contains($0) })
                    || key == .functions && names.contains(where: { CrossColumns.functions.contains($0) })
            else { continue }
            return field
        }
        return nil
    }

    private static func uses(_ head: TableHead, _ columns: CrossColumns) -> [Use] {
        let codes = columns.codes(head)
        var taken: Set<Int> = []
        var uses = head.columns.indices.map { place -> Use in
            let column = head.columns[place]
            if let (own, code) = codes[place] { return .code(own, code) }
            if column.isEmpty { return .number }
            if column.group == nil, CrossColumns.isNumber(column.text) { return .number }
            if column.group == nil, let own = columns.column(column.text), taken.insert(own).inserted {
                return .column(own)
            }
            return .other(column.text)
        }
        // The heading may only name a group of rows: *Función* without *Tarea*.
        let main = columns.type.main
        if !uses.contains(.column(main)) {
            if let group = columns.type.continues.first(where: { uses.contains(.column($0)) }),
                let place = uses.firstIndex(of: .column(group))
            {
                uses[place] = .column(main)
            } else if let place = uses.firstIndex(where: { if case .other = $0 { true } else { false } }),
                head.columns[place].group == nil, columns.mayBeMain(head.columns[place].text)
            {
                uses[place] = .column(main)
            }
        }
        return uses
    }

    /// Whether the columns of codes contain only crosses.
    private func hasCrosses(_ uses: [Use]) -> Bool {
        for row in head.firstRow..<grid.table.rows.count {
            for cell in grid.table.rows[row] where !grid.isEmpty(cell) {
                let known = grid.outline.cells[cell]
                guard known.columnSpan == 1, uses.indices.contains(known.column), case .code = uses[known.column] else {
                    continue
                }
                if grid.tickState(cell) == nil { return false }
            }
        }
        return true
    }

    // MARK: Rows

    private mutating func read(_ type: RowType) {
        for row in 0..<head.firstRow { labels += grid.table.rows[row].flatMap { grid.stretches($0) } }
        // Texts without a column go into the remark of the row with their heading, or below the row's other texts.
        let note = type.column(.note) ?? type.children
        for row in head.firstRow..<grid.table.rows.count {
            var added = Region.Row(address: grid.outline.tables[grid.index].address.adding(.row(row + 1)))
            var seen: Set<Int> = []
            var others: [Stretch] = []
            for place in uses.indices {
                guard let cell = grid.cell(row, place), seen.insert(cell).inserted else { continue }
                let known = grid.outline.cells[cell]
                if known.row < row {
                    if case .column(let column) = uses[place], known.columnSpan == 1 { added.continued.insert(column) }
                    continue
                }
                if grid.isEmpty(cell) { continue }
                let stretches = grid.stretches(cell)
                if known.columnSpan > 1 {
                    others += stretches
                    continue
                }
                switch uses[place] {
                case .number: labels += stretches
                case .column(let column):
                    added.cells.append(Region.Cell(column: column, code: nil, stretches: stretches, value: known.value))
                case .code(let column, let code):
                    guard grid.tickState(cell) == true else { continue }
                    var made = Region.Cell(column: column, code: nil, stretches: stretches, value: nil)
                    made.mark = code
                    added.cells.append(made)
                case .other(let name):
                    guard let note, !name.isEmpty else {
                        others += stretches
                        continue
                    }
                    if grid.tickState(cell) == false { continue }
                    var made = Region.Cell(column: note, code: nil, stretches: stretches, value: nil)
                    made.lead = name
                    added.cells.append(made)
                }
            }
            let hasMain = added.cells.contains { $0.column == type.main }
            if hasMain {
                loose += others
                region.rows.append(added)
            } else {
                loose += others + added.cells.flatMap(\.stretches)
            }
        }
    }
}
