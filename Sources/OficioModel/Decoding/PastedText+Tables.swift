import OficioSchema
import OficioSource

// Tables in pasted text.
extension PastedText {
    /// Adds a table. One whose first line is a row like the others, *Diagnóstico* and *Nivel 3*, gets the names of the
    /// columns above it.
    mutating func add(_ table: PasteTable) {
        if let field = ownField(of: table) {
            let name = table.rows[0][0]
            body.added += name
            open((name, isGathering && !isOwnSection(field) ? 3 : 2))
            section.isTable = true
        }
        guard let field = section.part ?? section.field, case .rows(let rows) = type.fields[field].kind,
            let level = rows.column(.level), level != rows.main,
            table.rows.count > 1,
            table.rows.allSatisfy({ $0.count == 2 && Self.isLevel($0[1]) && !Self.isLevel($0[0]) })
        else { return body.table(table) }
        let header = [rows.main, level].map { rows.columns[$0].label[language].capitalizedFirst }
        body.added += header.joined()
        body.table([header] + table.rows)
    }

    /// The field that the first column of a table names, *Competencias* or *Funciones*, where the text of a section of
    /// another field stands above it; nil if the table belongs to that section.
    private func ownField(of table: PasteTable) -> Int? {
        guard table.rows.count > 1, let name = table.rows[0].first, table.rows[0].count > 1, section.isOpen,
            let open = section.field, !body.endsWithHeading,
            body.lines.last(where: { !$0.isEmpty })?.hasSuffix(":") != true,
            type.understands(name), let field = type.fields(named: name), field != open, field != section.part,
            [.functions, .competencies].contains(type.fields[field].key)
        else { return nil }
        return field
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
