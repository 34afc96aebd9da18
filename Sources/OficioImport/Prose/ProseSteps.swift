import OficioModel
import OficioSchema
import OficioSource

/// Reads a table of activities as the steps of a procedure.
struct ProseSteps {
    private let outline: Outline
    private let form: FormLabels
    private let items: TextItems
    private(set) var labels: [Stretch] = []
    private(set) var field: FoundField?

    /// Reads `grid`, a table that is alone under a heading; finds no field if it is not a table of activities.
    init(_ grid: Grid, _ form: FormLabels) {
        outline = grid.outline
        self.form = form
        items = TextItems(outline: grid.outline)
        guard let place = form.type.field(.steps), case .rows(let type) = form.type.fields[place].kind,
            let head = grid.table.rows.firstIndex(where: { row in row.contains { !grid.isEmpty($0) } })
        else { return }
        var columns: [Int: Int?] = [:]
        for cell in grid.table.rows[head] where !grid.isEmpty(cell) {
            guard outline.cells[cell].columnSpan == 1 else { return }
            let text = grid.text(cell)
            if Self.isNumber(text) {
                columns[outline.cells[cell].column] = .some(nil)
            } else if let column = Self.column(text, type), !columns.values.contains(column) {
                columns[outline.cells[cell].column] = column
            } else {
                return
            }
        }
        guard columns.values.contains(type.main), columns.values.compactMap(\.self).count >= 2 else { return }
        var rows: [FoundRow] = []
        var numbers: [Stretch] = []
        for (index, cells) in grid.table.rows.enumerated().dropFirst(head + 1) {
            var row = FoundRow()
            for cell in cells where !grid.isEmpty(cell) {
                guard outline.cells[cell].columnSpan == 1, let known = columns[outline.cells[cell].column] else {
                    return
                }
                guard let column = known else {
                    guard
                        TypedLabel.isAlone(grid.text(cell)) || grid.text(cell).allSatisfy({ $0.isNumber || $0 == "." })
                    else { return }
                    numbers += grid.stretches(cell)
                    continue
                }
                guard let value = value(grid.stretches(cell), type.columns[column].kind) else { return }
                row.cells[column] = value
            }
            if row.cells.isEmpty { continue }
            guard row.cells[type.main] != nil else { return }
            // A cell merged over several rows gives each row the same value.
            for (place, column) in columns {
                guard let column, column != type.main, row.cells[column] == nil, let cell = grid.cell(index, place),
                    outline.cells[cell].row < index, !grid.isEmpty(cell)
                else { continue }
                row.cells[column] = shared(grid.stretches(cell), type.columns[column].kind)
            }
            rows.append(row)
        }
        guard rows.count > 1 else { return }
        for cell in grid.table.rows[head] { labels += grid.stretches(cell) }
        labels += numbers
        field = FoundField(
            path: [place], label: "", value: .rows(rows), geometry: .column, confidence: 0.85)
    }

    private func value(_ stretches: [Stretch], _ kind: FieldKind) -> FoundValue? {
        let text = items.joined(stretches)
        switch kind {
        case .references: return .references(ReferenceTexts.parted([text], isMany: false, stop: nil))
        default: return .text(text)
        }
    }

    /// Returns the value of a merged cell for a row below its first one.
    private func shared(_ stretches: [Stretch], _ kind: FieldKind) -> FoundValue? {
        func marked(_ text: FoundText) -> FoundText {
            var text = text
            text.isShared = true
            return text
        }
        switch value(stretches, kind) {
        case .text(let text): return .text(marked(text))
        case .references(let texts): return .references(texts.map { marked($0) })
        default: return nil
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        CrossColumns.isNumber(text)
    }

    private static func column(_ text: String, _ type: RowType) -> Int? {
        for name in LabelText.candidates(text) {
            if let column = type.column(named: name) { return column }
            guard let id = names[name], let column = type.columns.index(of: id) else { continue }
            return column
        }
        return nil
    }

    /// Names that institutions give to the columns of their procedures.
    private static let names: [String: String] = [
        "actividad": "action", "actividades": "action", "descripcion": "action",
        "descripcion de la actividad": "action",
        "descripcion de actividades": "action", "descripcion de las actividades": "action", "tarea": "action",
        "accion": "action", "acciones": "action", "activity": "action", "que se hace": "action", "paso": "action",
        "responsable": "actor", "responsables": "actor", "cargo responsable": "actor", "quien": "actor",
        "responsible": "actor", "puesto responsable": "actor", "ejecutor": "actor",
        "registro": "record", "registros": "record", "documento": "record", "documentos": "record",
        "formato": "record", "evidencia": "record", "registro asociado": "record", "documento de referencia": "record",
        "documento o registro": "record", "records": "record",
        "tiempo": "time-limit", "duracion": "time-limit", "plazo": "time-limit", "time": "time-limit",
        "observaciones": "note", "observacion": "note", "nota": "note", "notas": "note", "punto de control": "note",
        "notes": "note",
    ]

    /// Whether a heading announces the steps: *Descripción del procedimiento*, *Desarrollo*.
    static func isHeading(_ text: String) -> Bool {
        let folded = text.folded
        return [
            "procedimiento", "pasos", "desarrollo", "actividades", "descripcion de actividades", "metodologia",
            "descripcion de las actividades", "descripcion del procedimiento", "desarrollo del procedimiento",
            "desarrollo de actividades", "descripcion del proceso", "descripcion de procedimiento", "procedure",
            "steps",
            "descripcion", "desarrollo de las actividades",
        ].contains(folded)
    }
}
