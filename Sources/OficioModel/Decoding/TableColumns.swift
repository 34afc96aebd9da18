import Diagnostics
import OficioSchema
import OficioSource

/// Decides which column of a row type each column of a written table is.
struct TableColumns {
    private let type: RowType
    private let header: [Text]
    /// The column of each header cell; `nil` for one that is not known, and for one of ordinal numbers.
    private(set) var columns: [Int?]
    /// Places in the header of names that nobody knows.
    private(set) var unknown: [Int] = []

    /// - Parameter named: the column that a name or a label of the form means.
    init(_ table: TableBlock, _ type: RowType, named: (String) -> Int?) {
        self.type = type
        header = table.header
        columns = header.map { named($0.plain) }
        let asWritten = columns
        assign(from: 0)
        // A first column of ordinal numbers is none of the type's: the rows have numbers of their own.
        guard !unknown.isEmpty, asWritten.first == .some(nil), Self.isOrdinal(table) else { return }
        let before = (columns, unknown)
        (columns, unknown) = (asWritten, [])
        assign(from: 1)
        if !unknown.isEmpty { (columns, unknown) = before }
    }

    /// - Parameter first: the place of the column that is the main one whatever it is called.
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

    /// Without spaces and points; `ª` and `º` fold to letters or stay.
    private static let ordinalNames: Set<String> = ["", "n", "no", "nº", "n°", "nro", "num", "numero", "number", "item", "orden", "order", "#"]

    /// Whether the first column counts the rows: `1`, `2.`, `c)`.
    private static func isOrdinal(_ table: TableBlock) -> Bool {
        let name = (table.header.first?.plain.lowercased() ?? "").folded.filter { $0.isLetter || $0.isNumber || "#°".contains($0) }
        guard ordinalNames.contains(name) else { return false }
        return table.rows.allSatisfy { row in
            let cell = (row.cells.first?.plain ?? "").trimmedASCII
            return cell.filter { $0.isLetter || $0.isNumber }.count <= (cell.contains { $0.isLetter } ? 1 : 3)
        }
    }
}

extension ValueDecoder {
    /// The column of each header cell; `nil`, with a finding, where one is not known: the table is then published as it stands.
    mutating func columns(of table: TableBlock, _ type: RowType, field: Int) -> [Int?]? {
        let written = TableColumns(table, type) { column(named: $0, type, field: field) }
        if let first = written.unknown.first {
            // Beside names of people, or a column that is not for everybody, the table as it stands is for the institution alone.
            let isOpen = type.nameColumn == nil && !written.columns.contains { $0.map { type.columns[$0].isInternal } ?? false }
            if !isOpen { keepsInside = true }
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
                    Localized(es: "la columna «\(header.plain)» está dos veces", en: "the column “\(header.plain)” stands twice"))
            }
        }
        return written.columns
    }

    private mutating func reportUnknownColumn(_ header: Text, _ type: RowType, isOpen: Bool) {
        let near = type.columns.suggestion(for: header.plain.folded, schema.language)
        let names = type.columns.map { $0.label[schema.language] }.joined(separator: ", ")
        var found = Diagnostic(
            .unknownField, at: header.span,
            isOpen
                ? Localized(
                    es: "ninguna columna se llama «\(header.plain)»: la tabla se publica tal cual, sin leer sus filas",
                    en: "no column is called “\(header.plain)”: the table is published as it stands, and its rows are not read")
                : Localized(
                    es: "ninguna columna se llama «\(header.plain)»: la tabla queda tal cual, y por los nombres que pueda tener no sale para el público",
                    en: "no column is called “\(header.plain)”: the table stays as it stands, and for the names that it may hold the public does not see it"),
            label: near.map { Localized(es: "¿quiso decir «\($0.name)»?", en: "did you mean “\($0.name)”?") }
                ?? Localized(es: "columnas que se entienden: \(names)", en: "columns that are understood: \(names)"),
            fixes: near.map {
                [
                    .init(
                        Localized(es: "cambiar por «\($0.name)»", en: "change to “\($0.name)”"), safe: $0.isCertain,
                        [.init(header.span, $0.name)])
                ]
            } ?? [], record: record)
        found.severity = .warning
        diagnostics.append(found)
    }

    /// The first column is the main one whatever it is called; what it is called is said, for no page shows it.
    private mutating func noteMainColumn(_ header: Text, _ type: RowType) {
        let main = type.columns[type.main].label
        var note = Diagnostic(
            .nearMissHeading, at: header.span,
            Localized(es: "la columna «\(header.plain)» se lee como «\(main.spanish)»", en: "the column “\(header.plain)” is read as “\(main.english)”"), record: record)
        note.severity = .note
        diagnostics.append(note)
    }
}
