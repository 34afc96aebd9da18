import OficioSchema
import OficioSource

/// Reads a table of requirements with one column for essential and one for desirable requirements.
struct RequirementTable {
    /// The fields that the rows name, or a single field with the whole table as its value.
    private(set) var fields: [FoundField] = []
    private(set) var labels: [Stretch] = []
    private(set) var marks: [Stretch] = []

    private let grid: Grid
    private let form: FormLabels
    /// The index of the column of essential requirements.
    private let essentialColumn: Int
    /// The index of the column of desirable requirements.
    private let desirableColumn: Int
    /// The heading of the column of desirable requirements, as in the file.
    private let desirableHead: String

    /// The requirements under one name.
    private struct Entry {
        /// The cell with the name of the requirements: in the row itself, or spanning the table above it.
        let label: Int?
        var essential: [[Stretch]] = []
        var desirable: [[Stretch]] = []
    }

    /// Reads a table with a column of names and two columns, for essential and for desirable requirements; `nil` for
    /// any other table, and for one that is the value of no field of the form. `opener` is the path of the field
    /// whose label stands before the table, nil if there is none. `label` is that label.
    init?(_ grid: Grid, _ form: FormLabels, opener: [Int]?, label: String) {
        guard let head = TableHead(grid), head.columns.count == 3,
            let essential = head.columns.firstIndex(where: { Self.essentialNames.contains($0.text.folded) }),
            let desirable = head.columns.firstIndex(where: { Self.desirableNames.contains($0.text.folded) }),
            essential > 0, desirable > 0
        else { return nil }
        self.grid = grid
        self.form = form
        essentialColumn = essential
        desirableColumn = desirable
        desirableHead = head.columns[desirable].text
        for row in 0..<head.firstRow { labels += grid.table.rows[row].flatMap { grid.stretches($0) } }
        if let entries = entries(from: head.firstRow), read(entries, opener) { return }
        // The rows name no fields, so the whole table is the value of *requisitos*.
        guard let field = form.type.field(.requirements), prints(field) else { return nil }
        labels = []
        marks = []
        let all = grid.table.rows.joined().flatMap { grid.stretches($0) }
        let title = head.title.map { grid.stretches($0) } ?? []
        if title.contains(where: { form.type.field(named: grid.outline.text(of: $0).folded) == field }) {
            labels = title
        }
        let texts = all.filter { !labels.contains($0) }.map { FoundText(grid.outline.text(of: $0), [$0]) }
        fields = [
            FoundField(path: [field], label: label, value: .blocks(texts), geometry: .under, confidence: 0.85)
        ]
    }

    private static let essentialNames: Set<String> = [
        "indispensable", "indispensables", "requerido", "requeridos", "requerida", "obligatorio", "obligatorios",
        "minimo", "minimos", "esencial", "esenciales", "necesario", "exigido", "requisito indispensable",
        "requisitos indispensables", "requisito minimo", "essential", "required", "mandatory", "minimum",
    ]
    private static let desirableNames: Set<String> = [
        "deseable", "deseables", "deseado", "preferible", "preferente", "opcional", "requisito deseable",
        "requisitos deseables", "desirable", "preferred", "optional", "ideal",
    ]

    /// Whether the form prints a field; true for every field if the form is built in, or prints all that its sections
    /// leave.
    private func prints(_ field: Int) -> Bool {
        form.form.isBuiltIn || form.form.showsRest
            || form.all.contains { $0.target == .field([field]) || $0.followers.contains([field]) }
    }

    // MARK: Rows

    /// Returns the entries of the table, one for each row with a name; nil if a row has another shape.
    private func entries(from first: Int) -> [Entry]? {
        var entries: [Entry] = []
        var band: Int?
        for row in first..<grid.table.rows.count {
            let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
            guard let name = cells.first else { continue }
            guard grid.outline.cells[name].column == 0 else { return nil }
            if cells.count == 1 {
                band = name
                entries.append(Entry(label: name))
                continue
            }
            guard cells.allSatisfy({ grid.outline.cells[$0].columnSpan == 1 }) else { return nil }
            let ticks = cells.dropFirst().map { grid.tickState($0) }
            if ticks.allSatisfy({ $0 != nil }) {
                // A cross means that the name is the requirement itself.
                if entries.isEmpty { entries.append(Entry(label: band)) }
                for (cell, tick) in zip(cells.dropFirst(), ticks) where tick == true {
                    add(grid.stretches(name), grid.outline.cells[cell].column, to: &entries[entries.count - 1])
                }
                guard ticks.contains(true) else { return nil }
            } else if ticks.allSatisfy({ $0 == nil }) {
                band = nil
                var entry = Entry(label: name)
                for cell in cells.dropFirst() {
                    add(grid.stretches(cell), grid.outline.cells[cell].column, to: &entry)
                }
                entries.append(entry)
            } else {
                return nil
            }
        }
        return entries
    }

    private func add(_ stretches: [Stretch], _ column: Int, to entry: inout Entry) {
        if column == essentialColumn { entry.essential.append(stretches) }
        if column == desirableColumn { entry.desirable.append(stretches) }
    }

    // MARK: Fields

    /// Assigns each entry to the field that it names; returns false if an entry names none.
    private mutating func read(_ entries: [Entry], _ opener: [Int]?) -> Bool {
        var made: [FoundField] = []
        for entry in entries where !entry.essential.isEmpty || !entry.desirable.isEmpty {
            let field: Int?
            if let label = entry.label {
                field = self.field(grid.text(label))
            } else {
                field = opener.flatMap { path in
                    path.count == 1 && path[0] != form.type.field(.requirements) ? path[0] : nil
                }
            }
            guard let field, !made.contains(where: { $0.path == [field] }), let own = values(entry, field) else {
                return false
            }
            made += own.map { found in
                FoundField(
                    path: [found.field], label: entry.label.map { grid.text($0) } ?? "", value: found.value,
                    geometry: .right, confidence: 0.85)
            }
            if let label = entry.label { labels += grid.stretches(label) }
        }
        // A name without requirements must be a field's name, or the table is of another kind.
        for entry in entries where entry.essential.isEmpty && entry.desirable.isEmpty {
            guard let label = entry.label, field(grid.text(label)) != nil else { return false }
            labels += grid.stretches(label)
        }
        guard !made.isEmpty else { return false }
        for row in grid.table.rows {
            for cell in row where grid.tickState(cell) == true { marks += grid.stretches(cell) }
        }
        fields = made
        return true
    }

    private func field(_ text: String) -> Int? {
        for name in LabelText.candidates(text) {
            if let field = form.type.field(named: name) ?? form.type.field(understood: name), prints(field) {
                return field
            }
        }
        return nil
    }

    /// Returns the values of a field. Requirements of knowledge have two fields, one for essential and one for
    /// desirable knowledge. Returns `nil` if the field cannot hold requirements.
    private func values(_ entry: Entry, _ field: Int) -> [(field: Int, value: FoundValue)]? {
        let items = TextItems(outline: grid.outline)
        func texts(_ cells: [[Stretch]], _ lead: String?) -> [FoundText] {
            cells.flatMap { stretches in
                items.items(stretches, strips: true).map { text in
                    var text = text
                    text.lead = lead
                    return text
                }
            }
        }
        let type = form.type
        switch type.fields[field].kind {
        case .markdown: return [(field, .blocks(texts(entry.essential, nil) + texts(entry.desirable, desirableHead)))]
        case .list: return [(field, .list(texts(entry.essential, nil) + texts(entry.desirable, desirableHead)))]
        case .rows(let rows):
            guard type.fields[field].key == .requiredKnowledge, let other = type.field(.desirableKnowledge),
                prints(other)
            else { return nil }
            let found = [(field, entry.essential), (other, entry.desirable)].map { field, cells in
                (
                    field,
                    FoundValue.rows(
                        texts(cells, nil).map { text in
                            var row = FoundRow()
                            row.cells[rows.main] = .text(text)
                            return row
                        })
                )
            }
            return found.filter { !$0.1.texts.isEmpty }
        default: return nil
        }
    }
}
