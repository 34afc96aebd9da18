import OficioSchema
import OficioSource

// Reads tables in pasted text.
extension PastedText {
    /// Adds a table, below a heading of its own if its header names another field than the open section's. If its
    /// first line is a row like the other rows (*Diagnóstico* and *Nivel 3*), the names of the columns are added
    /// above it.
    mutating func add(_ table: PasteTable) {
        if let (field, name) = ownField(of: table) {
            body.added += name
            open((name, isGathering && !isOwnSection(field) ? 3 : 2))
            section.isTable = true
        }
        if addGroups(table) { return }
        if let header = columnNames(over: table) {
            body.added += header.joined()
            return body.addTable([header] + table.rows)
        }
        guard let field = section.part ?? section.field, case .rows(let rows) = type.fields[field].kind,
            let level = rows.column(.level), level != rows.main,
            table.rows.count > 1,
            table.rows.allSatisfy({ $0.count == 2 && Self.isLevel($0[1]) && !Self.isLevel($0[0]) })
        else { return body.addTable(table) }
        let header = [rows.main, level].map { rows.columns[$0].label[language].capitalizedFirst }
        body.added += header.joined()
        body.addTable([header] + table.rows)
    }

    /// Adds a table whose first column says how often the second one is done, *Diarias* beside *Abrir la caja*, as
    /// headings over lists; returns false for any other table. An empty cell repeats the one above it.
    private mutating func addGroups(_ table: PasteTable) -> Bool {
        guard holdsGroups, body.endsWithHeading, table.rows.first?.first?.isEmpty == false,
            table.rows.allSatisfy({ row in
                row.count == 2 && !row[1].isEmpty && !row[1].contains("<br>")
                    && (row[0].isEmpty || FrequencyWords(row[0]) != nil)
            })
        else { return false }
        var last = ""
        for row in table.rows {
            if !row[0].isEmpty, row[0] != last {
                open((row[0], 3))
                last = row[0]
            } else {
                dropped += row[0]
            }
            dropped += body.addItem(.paragraph, row[1].escapingBlanks)
        }
        return true
    }

    /// Returns the field that the header of a table names, and a heading for it, if the table follows the text of a
    /// section of another field; nil if the table belongs to the section above. The first column names the field,
    /// *Competencias* or *Funciones*; columns for an action and the person who takes it mean steps.
    private func ownField(of table: PasteTable) -> (field: Int, name: String)? {
        guard table.rows.count > 1, let name = table.rows[0].first, table.rows[0].count > 1, section.isOpen,
            let open = section.field, !body.endsWithHeading,
            body.lines.last(where: { !$0.isEmpty })?.hasSuffix(":") != true
        else { return nil }
        if let field = type.fields(named: name), type.understands(name), field != open, field != section.part,
            [.functions, .competencies, .responsibilities].contains(type.fields[field].key)
        {
            return (field, name)
        }
        guard let field = type.field(.steps), field != open, case .rows(let rows) = type.fields[field].kind,
            !headings.contains(where: { type.fields(named: $0) == field })
        else { return nil }
        let columns = table.rows[0].map { ColumnNames.column($0, rows) }
        let isOfSteps = columns.contains(rows.main) && columns.contains { $0.map { rows.columns[$0].id } == "actor" }
        return isOfSteps ? (field, type.fields[field].label[language]) : nil
    }

    /// Returns the names of the columns of a table that begins with a numbered row instead of a header: *1*,
    /// *Recibir*, *Cajero*; nil for other tables. A column of unclear content gets no name, so that a finding
    /// requests a name.
    private func columnNames(over table: PasteTable) -> [String]? {
        guard let field = section.part ?? section.field, holdsRows, case .rows(let rows) = type.fields[field].kind,
            let width = table.rows.first?.count, width > 1, table.rows.count > 1,
            table.rows.enumerated().allSatisfy({ Int($0.element[0].filter { !".)".contains($0) }) == $0.offset + 1 })
        else { return nil }
        let actor = rows.columns.column(.actor)
        let namesActors =
            width == 3
            && table.rows.allSatisfy { row in
                row[2].split(separator: " ").count < 6 && row[2].last != "." && row[2].first?.isNumber == false
            }
        var names = [RowType.numberLabel[language], rows.columns[rows.main].label[language].capitalizedFirst]
        if let actor, namesActors { names.append(rows.columns[actor].label[language].capitalizedFirst) }
        return names + Array(repeating: "", count: max(0, width - names.count))
    }

    /// Whether a cell holds a level: *Nivel 3*, *2*, *Alto*.
    private static func isLevel(_ cell: String) -> Bool {
        var words = cell.folded.split(separator: " ").map(String.init)
        if words.count > 1, ["nivel", "grado", "level"].contains(words[0]) { words.removeFirst() }
        guard words.count == 1 else { return false }
        return words[0].count < 3 && words[0].allSatisfy(\.isNumber)
            || ["i", "ii", "iii", "iv", "v", "a", "b", "c", "d"].contains(words[0]) && cell.contains(" ")
            || levels.contains(words[0])
    }

    private static let levels: Set<String> = [
        "alto", "alta", "medio", "media", "bajo", "baja", "basico", "basica", "intermedio", "intermedia", "avanzado",
        "avanzada", "experto", "superior", "high", "medium", "low", "basic", "intermediate", "advanced", "expert",
    ]
}
