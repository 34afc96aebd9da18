import OficioEditing

/// The values that a person has typed into a form: a text for every control, rows for every grid.
struct FormState: Sendable {
    /// A row of a grid: the index of the source item that it shows (`nil` for a new row) and the typed cells.
    struct Row: Sendable {
        var origin: Int?
        var cells: [String: String]
    }

    /// The typed texts by the name of their control.
    var texts: [String: String] = [:]
    /// The typed rows by the name of their grid.
    var grids: [String: [Row]] = [:]
    /// The typed texts that the browser sent for controls, rows or columns that the form does not have, by the name of
    /// their control. The site's types may have changed since the browser got the form.
    private(set) var homeless: [(name: String, text: String)] = []

    /// Creates the state of an untouched form.
    init(_ model: FormModel) {
        for control in model.controls {
            switch control.kind {
            case .grid:
                grids[control.name] = control.items.indices.map { Row(origin: $0, cells: control.cells($0)) }
            case .line, .date, .text: texts[control.name] = control.text
            case .fixed, .shared: break
            }
        }
    }

    /// Reads the state that a browser has sent. A control that the browser did not send keeps its value.
    ///
    /// A text has the name `v:CONTROL`; a grid announces itself as `g:CONTROL`, its rows in order as `r:CONTROL` with
    /// a key (`o3` for the item with index 3, `n1` for a new row), and a cell as `c:KEY:COLUMN:CONTROL`.
    init(_ pairs: [(name: String, value: String)], of model: FormModel) {
        self.init(model)
        var keys: [String: [String]] = [:]
        var cells: [String: String] = [:]
        for (name, value) in pairs {
            let rest = String(name.dropFirst(2))
            switch name.prefix(2) {
            case "v:" where texts[rest] != nil: texts[rest] = value
            case "v:": addHomeless(rest, value)
            case "g:" where grids[rest] != nil && keys[rest] == nil: keys[rest] = []
            case "r:" where keys[rest] != nil: keys[rest]?.append(value)
            case "c:": cells[rest] = value
            default: break
            }
        }
        for control in model.controls {
            guard case .grid(let columns) = control.kind, let sent = keys[control.name] else { continue }
            var seen: Set<String> = []
            grids[control.name] = sent.filter { seen.insert($0).inserted }.compactMap { key in
                let place = key.hasPrefix("o") ? Int(key.dropFirst()) : nil
                let origin = place.flatMap { control.items.indices.contains($0) ? $0 : nil }
                if key.hasPrefix("o"), origin == nil { return nil }
                var row = Row(origin: origin, cells: origin.map(control.cells) ?? [:])
                for column in columns {
                    if let value = cells.removeValue(forKey: "\(key):\(column.id):\(control.name)") {
                        row.cells[column.id] = value
                    }
                }
                return row
            }
        }
        for (name, value) in cells.sorted(by: { $0.key < $1.key }) {
            addHomeless(name.split(separator: ":", maxSplits: 2).last.map(String.init) ?? name, value)
        }
    }

    private mutating func addHomeless(_ name: String, _ text: String) {
        if !text.allSatisfy(\.isWhitespace) { homeless.append((name, text)) }
    }

    /// Returns the state after a person presses a button of a grid. The button `fila` adds a row (`target` is the
    /// grid); `tras`, `quitar`, `subir` and `bajar` add a row after a row, delete the row or move it (`target` is
    /// `KEY:GRID`).
    ///
    /// A new row belongs below the heading of the row before it. A row that moves past the last row of a heading
    /// changes its heading and keeps its place. If the form has no row with the given key, the state is unchanged.
    func changed(by action: String, _ target: String, _ model: FormModel) -> FormState {
        var state = self
        if action == "fila" {
            let group = model.control(target)?.groupColumn?.id
            let last = group.flatMap { grids[target]?.last?.cells[$0] }
            state.grids[target]?.append(Row(origin: nil, cells: group.map { [$0: last ?? ""] } ?? [:]))
            return state
        }
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, var rows = grids[parts[1]] else { return self }
        var new = 0
        let keys = rows.map { row -> String in
            if let origin = row.origin { return "o\(origin)" }
            new += 1
            return "n\(new)"
        }
        guard let place = keys.firstIndex(of: parts[0]) else { return self }
        let group = model.control(parts[1])?.groupColumn?.id
        func move(to other: Int) {
            guard rows.indices.contains(other) else { return }
            if let group, rows[place].cells[group] != rows[other].cells[group] {
                rows[place].cells[group] = rows[other].cells[group]
            } else {
                rows.swapAt(place, other)
            }
        }
        switch action {
        case "tras":
            let cells = group.map { [$0: rows[place].cells[$0] ?? ""] } ?? [:]
            rows.insert(Row(origin: nil, cells: cells), at: place + 1)
        case "quitar": rows.remove(at: place)
        case "subir": move(to: place - 1)
        case "bajar": move(to: place + 1)
        default: break
        }
        state.grids[parts[1]] = rows
        return state
    }

    /// Whether a person has changed the text of a control, or the number, the order or the cells of its rows.
    func isTyped(_ control: FormControl) -> Bool {
        // An empty new row is no typed value.
        let rows = (grids[control.name] ?? []).filter { $0.origin != nil || $0.cells.contains { !$0.value.isEmpty } }
        return (texts[control.name] ?? "") != control.text || rows.map(\.origin) != control.items.indices.map { $0 }
            || rows.contains { row in row.origin.map { row.cells != control.cells($0) } ?? true }
    }
}
