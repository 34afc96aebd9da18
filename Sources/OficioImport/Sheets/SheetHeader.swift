import OficioSchema
import OficioSource

/// The headings of a table whose rows are documents, with the field of each column.
struct SheetHeader {
    /// The use of a column of a sheet.
    enum Use: Equatable {
        case field([Int])
        /// The column holds crosses or levels for one row of a field, which the heading names.
        case mark(field: Int, name: String)
        /// The column belongs to the rows that another column fills: *Frecuencia* beside *Función*.
        case rowColumn(field: Int, column: Int)
        /// The heading of the column names no field.
        case unknown
        /// The column is a sum, or has no heading.
        case none
    }

    let uses: [Use]
    /// The headings as in the file, by column.
    let names: [String]
    /// The last row of headings.
    let row: Int
    /// The first row of headings. Groups stand above the names of columns.
    let firstRow: Int

    /// Whether only the words above the table show that the columns beside the title are competencies.
    private(set) var isMatrix = false

    /// The number of columns that are fields. The competencies of a matrix are one field.
    var fields: Int { uses.count { if case .field = $0 { true } else { false } } + (isMatrix ? 1 : 0) }

    private init(matrix uses: [Use], names: [String], row: Int, firstRow: Int) {
        self.uses = uses
        self.names = names
        self.row = row
        self.firstRow = firstRow
        isMatrix = true
    }

    /// Finds the row whose cells name the most fields of a type; nil if no row names the title or
    /// the code and another field.
    init?(_ grid: Grid, _ names: FieldNamesOfType) {
        var best: (row: Int, uses: [Use])?
        for row in 0..<min(grid.table.rows.count, 30) {
            let uses = (0..<grid.table.columnCount).map { column -> Use in
                guard let cell = grid.cell(row, column), !grid.isEmpty(cell), grid.outline.cells[cell].columnSpan == 1,
                    let path = names.path(grid.text(cell)), !Self.holdsLevels(column, below: row, grid, path, names)
                else { return .none }
                return .field(path)
            }
            let found = Set(uses.compactMap { use -> [Int]? in if case .field(let path) = use { path } else { nil } })
            guard found.count >= 2, found.contains(names.title) || names.code.map({ found.contains($0) }) == true else {
                continue
            }
            if best == nil
                || found.count
                    > Set(
                        best?.uses.compactMap { use -> [Int]? in if case .field(let path) = use { path } else { nil } }
                            ?? []
                    ).count
            {
                best = (row, uses)
            }
        }
        guard let best else {
            guard let matrix = Self.matrix(grid, names) else { return nil }
            self = matrix
            return
        }
        var last = best.row
        // Names may stand in the row below groups: columns without a name here have one there.
        let next = best.row + 1
        if next < grid.table.rows.count {
            let below = grid.table.rows[next].filter { !grid.isEmpty($0) }
            let fieldColumns = best.uses.indices.filter { best.uses[$0] != .none }
            let fillsField = below.contains { fieldColumns.contains(grid.outline.cells[$0].column) }
            if !below.isEmpty, !fillsField { last = next }
        }
        row = last
        var first = best.row
        while first > 0,
            grid.table.rows[first - 1].contains(where: { !grid.isEmpty($0) && grid.outline.cells[$0].columnSpan > 1 }),
            grid.table.rows[first - 1].filter({ !grid.isEmpty($0) }).count > 1
        {
            first -= 1
        }
        firstRow = first
        var shown: [String] = []
        for column in 0..<grid.table.columnCount {
            var text = ""
            for row in stride(from: last, through: best.row, by: -1) where text.isEmpty {
                if let cell = grid.cell(row, column), !grid.isEmpty(cell),
                    grid.outline.cells[cell].columnSpan == 1 || row == last
                {
                    text = grid.text(cell)
                }
            }
            shown.append(text)
        }
        self.names = shown
        let data = (last + 1)..<grid.table.rows.count
        let isPlain = last == best.row
        let rowField = isPlain ? names.rowField(best.uses) : nil
        uses = (0..<grid.table.columnCount).map { column in
            // Columns under *Competencias* are competencies, even if other fields have their names.
            let isInMatrix = (first..<max(first + 1, last)).contains { row in
                guard let field = names.matrix, let group = grid.cell(row, column),
                    grid.outline.cells[group].columnSpan > 1
                else { return false }
                return names.path(grid.text(group)) == [field]
            }
            if isInMatrix, let field = names.matrix, !shown[column].isEmpty {
                return .mark(field: field, name: shown[column])
            }
            if case .field(let path) = best.uses[column] { return .field(path) }
            if shown[column].isEmpty { return .none }
            let texts = data.compactMap { grid.cell($0, column) }.filter { grid.outline.cells[$0].columnSpan == 1 }.map
            { grid.text($0) }.filter { !$0.isEmpty }
            if !texts.isEmpty, texts.allSatisfy({ CrossMark.matches($0) }), let field = names.matrix {
                return .mark(field: field, name: shown[column])
            }
            if let path = names.path(shown[column]), !Self.holdsLevels(column, below: last, grid, path, names) {
                return .field(path)
            }
            if let rowField, let own = names.column(shown[column], of: rowField) {
                return .rowColumn(field: rowField, column: own)
            }
            return SumText.matches(shown[column]) ? .none : .unknown
        }
    }
}

extension SheetHeader {
    /// Whether a column whose heading names a field of texts or of references holds nothing but levels: *Normativa* of
    /// a matrix is a competency.
    fileprivate static func holdsLevels(
        _ column: Int, below row: Int, _ grid: Grid, _ path: [Int], _ names: FieldNamesOfType
    ) -> Bool {
        switch ValueReader.kind(path, names.type) {
        case .references, .markdown, .list, .rows: break
        default: return false
        }
        let texts = ((row + 1)..<max(row + 1, grid.table.rows.count)).compactMap { grid.cell($0, column) }
            .filter { grid.outline.cells[$0].columnSpan == 1 }.map { grid.text($0) }.filter { !$0.isEmpty }
        return !texts.isEmpty
            && texts.allSatisfy { text in CrossMark.matches(text) || text.count <= 2 && text.allSatisfy(\.isNumber) }
    }

    /// Returns the headings of a matrix of competencies: a line above names it, the first column is the title,
    /// and all others contain crosses or levels. A row of groups may precede the names. Returns nil for any
    /// other table.
    fileprivate static func matrix(_ grid: Grid, _ names: FieldNamesOfType) -> SheetHeader? {
        guard let field = names.matrix, names.type.key == .job else { return nil }
        let rows = grid.table.rows
        let isNamed = rows.prefix(10).joined().contains { cell in
            let words = grid.text(cell).folded.split(separator: " ")
            return words.contains("competencias") || words.contains("competencies")
        }
        let first = rows.prefix(12).firstIndex { row in
            row.first { !grid.isEmpty($0) }.map { names.path(grid.text($0)) == names.title } == true
        }
        guard isNamed, let first, let head = rows[first].first(where: { !grid.isEmpty($0) }) else { return nil }
        let titleColumn = grid.outline.cells[head].column
        func text(_ row: Int, _ column: Int) -> String {
            guard let cell = grid.cell(row, column), grid.outline.cells[cell].columnSpan == 1 else { return "" }
            return grid.text(cell)
        }
        let columns = (titleColumn + 1)..<grid.table.columnCount
        var last = first
        if first + 1 < rows.count {
            let below = columns.map { text(first + 1, $0) }.filter { !$0.isEmpty }
            if !below.isEmpty, below.allSatisfy({ !Self.isLevel($0) }) { last = first + 1 }
        }
        var shown = Array(repeating: "", count: grid.table.columnCount)
        shown[titleColumn] = grid.text(head)
        var uses = Array(repeating: Use.none, count: grid.table.columnCount)
        uses[titleColumn] = .field(names.title)
        for column in columns {
            let name = text(last, column).isEmpty ? text(first, column) : text(last, column)
            let values = ((last + 1)..<max(last + 1, rows.count)).map { text($0, column) }.filter { !$0.isEmpty }
            if name.isEmpty || SumText.matches(name) { continue }
            guard !values.isEmpty, values.allSatisfy({ Self.isLevel($0) }) else { return nil }
            shown[column] = name
            uses[column] = .mark(field: field, name: name)
        }
        guard uses.count(where: { if case .mark = $0 { true } else { false } }) > 1 else { return nil }
        return SheetHeader(matrix: uses, names: shown, row: last, firstRow: first)
    }

    /// Whether a cell is a level of mastery: a cross, a number, a letter, *Avanzado*.
    private static func isLevel(_ text: String) -> Bool {
        CrossMark.matches(text) || text.count <= 3 && text.allSatisfy { $0.isNumber || $0.isLetter || $0 == "%" }
            || [
                "basico", "intermedio", "medio", "avanzado", "experto", "alto", "bajo", "basic", "intermediate",
                "advanced", "expert",
            ].contains(text.folded)
    }
}

/// The names of the fields of a type: its own, their other names, and the labels of the site's
/// forms.
struct FieldNamesOfType {
    let type: DocumentType
    let title: [Int]
    let code: [Int]?
    /// The field whose rows a matrix of crosses fills: competencies; nil if the type lacks it.
    let matrix: Int?
    private let labels: [String: [Int]]

    init(_ type: DocumentType, _ forms: [FormLabels]) {
        self.type = type
        title = [type.titleField]
        code = type.field(.code).map { [$0] }
        matrix = type.field(.competencies)
        var labels: [String: [Int]] = [:]
        for form in forms where form.type.id == type.id && !form.form.isBuiltIn {
            for label in form.all {
                if case .field(let path) = label.target, labels[label.folded] == nil { labels[label.folded] = path }
            }
        }
        self.labels = labels
    }

    /// Returns the field of rows that one column of a sheet fills; nil if there is none or several.
    func rowField(_ uses: [SheetHeader.Use]) -> Int? {
        let fields = uses.compactMap { use -> Int? in
            guard case .field(let path) = use, path.count == 1, case .rows = type.fields[path[0]].kind else {
                return nil
            }
            return path[0]
        }
        return fields.count == 1 ? fields[0] : nil
    }

    /// Returns the column that a heading names in a field of rows; `nil` for the main column and for any other
    /// heading.
    func column(_ text: String, of field: Int) -> Int? {
        guard case .rows(let rows) = type.fields[field].kind else { return nil }
        let found = LabelText.candidates(text).lazy.compactMap { rows.column(named: $0) }.first
        return found == rows.main ? nil : found
    }

    func path(_ text: String) -> [Int]? {
        guard text.split(separator: " ").count <= 8 else { return nil }
        for name in LabelText.candidates(text) {
            if let field = type.field(named: name) { return path(of: field) }
            if let path = labels[name] { return path }
            // A name that may mean several fields means the first of the type: a title before a
            // degree.
            if let field = type.fields(understood: name).first { return path(of: field) }
        }
        return nil
    }

    /// Returns the path of the field that a column fills. For a group, that is its first member, or for the purpose
    /// of a job its objective.
    private func path(of field: Int) -> [Int] {
        guard case .group = type.fields[field].kind else { return [field] }
        if type.fields[field].key == .purpose, let objective = type.field(.objective) { return [objective] }
        return [field, 0]
    }
}

/// Recognizes headings and rows of sums.
enum SumText {
    static func matches(_ text: String) -> Bool {
        guard let first = text.folded.split(separator: " ").first else { return false }
        return ["total", "totales", "suma", "subtotal", "promedio", "sum", "average"].contains(String(first))
    }
}
