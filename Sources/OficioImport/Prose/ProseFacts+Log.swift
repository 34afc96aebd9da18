import OficioSchema
import OficioSource

/// Reads the modification log of a document.
extension ProseFacts {
    /// Reads the modification log from a table of versions with their dates and changes. Returns false for any other
    /// table.
    mutating func readLog(_ grid: Grid) -> Bool {
        guard let field = form.type.field(.log), !has(field), case .rows(let type) = form.type.fields[field].kind,
            let first = grid.table.rows.firstIndex(where: { row in row.contains { !grid.isEmpty($0) } })
        else { return false }
        var head = first
        var title: [Stretch] = []
        // Skip a caption over the whole table, as web pages have.
        let cells = grid.table.rows[first].filter { !grid.isEmpty($0) }
        if cells.count == 1, outline.cells[cells[0]].columnSpan == grid.table.columnCount,
            grid.table.rows.indices.contains(first + 1), isName(of: field, grid.text(cells[0]))
        {
            head = first + 1
            title = grid.stretches(cells[0])
        }
        var columns: [Int: Int] = [:]
        for cell in grid.table.rows[head] where !grid.isEmpty(cell) {
            guard let column = column(grid.text(cell), type), !columns.values.contains(column) else { return false }
            columns[outline.cells[cell].column] = column
        }
        guard let version = type.column(.version), columns.values.contains(version),
            columns.values.contains(type.main), columns.count >= 2
        else { return false }
        var rows: [FoundRow] = []
        for cells in grid.table.rows[(head + 1)...] {
            var row = FoundRow()
            for cell in cells where !grid.isEmpty(cell) {
                guard let column = columns[outline.cells[cell].column],
                    let value = logValue(type.columns[column].kind, grid.stretches(cell))
                else { return false }
                row.cells[column] = value
            }
            if !row.cells.isEmpty { rows.append(row) }
        }
        guard !rows.isEmpty else { return false }
        for cell in grid.table.rows[head] { labels += grid.stretches(cell) }
        labels += title
        add(field, .rows(rows), label: "", .column)
        return true
    }

    /// Whether a text is a name of a field.
    private func isName(of field: Int, _ text: String) -> Bool {
        LabelText.candidates(text).contains { form.type.field(understood: $0) == field }
    }

    private func column(_ text: String, _ type: RowType) -> Int? {
        for name in LabelText.candidates(text) {
            // «Modificado» is a date, and «Responsable» the person who made the change.
            if let column = type.column(named: name) { return column }
            let words = Set(name.split(separator: " ").map(String.init))
            func matches(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
            var id: String?
            if matches(["version", "revision", "edicion"]), !matches(["fecha", "date"]), words.count <= 3 {
                id = "version"
            }
            if id == nil, matches(["fecha", "date"]) {
                id = matches(["vigen", "effective"]) ? "effective" : "modified"
            }
            if id == nil, matches(["descrip", "cambio", "modific", "motivo", "detalle", "change", "razon"]) {
                id = "description"
            }
            if id == nil, matches(["aprob", "autoriz", "approv"]) { id = "authorised-by" }
            if id == nil, matches(["elabor", "responsable", "autor", "author", "realiz", "modificado"]) {
                id = "prepared-by"
            }
            if let id, let column = type.columns.index(of: id) { return column }
        }
        return nil
    }

    private func logValue(_ kind: FieldKind, _ stretches: [Stretch]) -> FoundValue? {
        let text = items.inOneLine(stretches)
        switch kind {
        case .date:
            guard let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date else { return nil }
            return .date(date, text)
        case .list: return .list(items.items(stretches, strips: true))
        case .rows(let people):
            // «V. Ruiz» begins with an initial.
            let isInitial = text.text.dropFirst().hasPrefix(". ") && text.text.first?.isUppercase == true
            return .rows(items.items(stretches, strips: !isInitial).map { PersonText.rowWithRole($0, people) })
        default: return .text(text)
        }
    }
}
