import Diagnostics
import OficioSchema
import OficioSource

/// Finds the column of a row type for each column of a written table.
struct TableColumns {
    private let type: RowType
    private let header: [Text]
    /// The column for each cell of the header; `nil` for unknown columns and for a column of row numbers.
    private(set) var columns: [Int?]
    /// Indices of the header cells that name no column.
    private(set) var unknown: [Int] = []

    /// Reads a table's header. `named` returns the column that a name or a label of the form means.
    init(_ table: TableBlock, _ type: RowType, named: (String) -> Int?) {
        self.type = type
        header = table.header
        columns = header.map { named($0.plain) }
        let asWritten = columns
        assign(from: 0)
        // A first column of ordinal numbers is not a column of the type, because rows have numbers
        // of their own.
        guard !unknown.isEmpty, asWritten.first == .some(nil), Self.isOrdinal(table) else { return }
        let before = (columns, unknown)
        (columns, unknown) = (asWritten, [])
        assign(from: 1)
        if !unknown.isEmpty { (columns, unknown) = before }
    }

    /// Assigns the remaining columns. The column at index `first` is the main column under any name.
    private mutating func assign(from first: Int) {
        for index in header.indices where index >= first && columns[index] == nil {
            if index == first, !columns.contains(type.main) {
                columns[index] = type.main
            } else if let loose = type.columns.place(of: header[index].plain.folded), !columns.contains(loose) {
                columns[index] = loose
            } else {
                unknown.append(index)
            }
        }
    }

    /// Folded names of a column of ordinal numbers, without spaces and points.
    private static let ordinalNames: Set<String> = [
        "", "n", "no", "nº", "n°", "nro", "num", "numero", "number", "item", "orden", "order", "#",
    ]

    /// Whether the table's first column numbers the rows: `1`, `2.`, `c)`.
    static func isOrdinal(_ table: TableBlock) -> Bool {
        let name = (table.header.first?.plain.lowercased() ?? "").folded.filter {
            $0.isLetter || $0.isNumber || "#°".contains($0)
        }
        guard ordinalNames.contains(name) else { return false }
        return table.rows.allSatisfy { row in
            let cell = (row.cells.first?.plain ?? "").trimmedASCII
            return cell.filter { $0.isLetter || $0.isNumber }.count <= (cell.contains { $0.isLetter } ? 1 : 3)
        }
    }
}

extension ValueDecoder {
    /// Returns the column for each cell of a table's header; `nil` if a column is unknown: pages then show the table
    /// as written. Reports the unknown column, unless rows stand above the table (`isAmongRows`) and its header names
    /// no column. Hides the field from the public if the table may hold names of people or an internal column.
    mutating func columns(of table: TableBlock, _ type: RowType, field: Int, isAmongRows: Bool) -> [Int?]? {
        let written = TableColumns(table, type) { column(named: $0, type, field: field) }
        if let first = written.unknown.first {
            // A table between the items of a list that names no column belongs to the text.
            let isText =
                isAmongRows && type.nameColumn == nil
                && table.header.allSatisfy { column(understood: $0.plain, type, field: field) == nil }
            if isText { return nil }
            // A table with people's names or an internal column must not reach the public when its
            // columns are unknown.
            let isOpen =
                type.nameColumn == nil && !written.columns.contains { $0.map { type.columns[$0].isInternal } ?? false }
            if !isOpen { hidesFromPublic = true }
            reportUnknownColumn(table.header[first], type, isOpen: isOpen)
            return nil
        }
        for (index, column) in written.columns.enumerated() {
            guard let column else { continue }
            let header = table.header[index]
            if column == type.main, !header.isEmpty, self.column(understood: header.plain, type, field: field) == nil {
                noteMainColumn(header, type)
            }
            if written.columns[..<index].contains(column) {
                report(
                    .repeatedField, header.span,
                    Localized(
                        es: "la columna «\(header.plain)» está dos veces",
                        en: "the column “\(header.plain)” stands twice"))
            }
        }
        return written.columns
    }

    private mutating func reportUnknownColumn(_ header: Text, _ type: RowType, isOpen: Bool) {
        let near = header.isEmpty ? nil : type.columns.suggestion(for: header.plain.folded, schema.language)
        let what =
            header.isEmpty
            ? Localized(es: "una columna no tiene título", en: "a column has no title")
            : Localized(
                es: "ninguna columna se llama «\(header.plain)»", en: "no column is called “\(header.plain)”")
        let names = type.columns.map { $0.label[schema.language] }.joined(separator: ", ")
        var found = Diagnostic(
            .unknownField, at: header.span,
            isOpen
                ? Localized(
                    es: "\(what.spanish): la tabla se publica tal cual, sin leer sus filas",
                    en: "\(what.english): the table is published as it stands, and its rows are not read"
                )
                : Localized(
                    es: """
                        \(what.spanish): la tabla se publica tal cual, pero no para el público, porque puede tener \
                        nombres de personas
                        """,
                    en: """
                        \(what.english): the table is published as it stands, but not to the public, because it \
                        may hold names of people
                        """
                ),
            label: near.map { Localized(es: "¿quiso decir «\($0.name)»?", en: "did you mean “\($0.name)”?") }
                ?? Localized(es: "columnas que se entienden: \(names)", en: "columns that are understood: \(names)"),
            fixes: near.map {
                [
                    .init(
                        Localized(es: "cambiar por «\($0.name)»", en: "change to “\($0.name)”"), safe: false,
                        [.init(header.span, $0.name)])
                ]
            } ?? [], record: record)
        found.severity = .warning
        diagnostics.append(found)
    }

    /// Adds a note with the name of a first column that is taken as the main column, because no page shows that name.
    private mutating func noteMainColumn(_ header: Text, _ type: RowType) {
        let main = type.columns[type.main].label
        var note = Diagnostic(
            .nearMissHeading, at: header.span,
            Localized(
                es: "la columna «\(header.plain)» se lee como «\(main.spanish)»",
                en: "the column “\(header.plain)” is read as “\(main.english)”"), record: record)
        note.severity = .note
        diagnostics.append(note)
    }
}
