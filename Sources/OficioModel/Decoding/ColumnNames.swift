import OficioSchema
import OficioSource

/// Column names of public forms, besides the declared names.
///
/// They apply only to the documents that pages show. In released documents, a table with these columns stays text.
enum ColumnNames {
    /// Returns the blocks with declared column names in each table whose columns all have a declared name or a name
    /// from public forms. A table that is changed also loses step numbers and empty tick boxes, and a second column
    /// for the main column is joined to it.
    static func withDeclaredHeaders(_ blocks: [Block], _ type: RowType, named: (String) -> Int?) -> [Block] {
        blocks.map { block in
            guard case .table(let table) = block, let read = withDeclaredHeaders(table, type, named) else {
                return block
            }
            return .table(read)
        }
    }

    /// Returns the column that a header names, by a declared name or a name from public forms; nil for none.
    static func column(_ header: String, _ type: RowType) -> Int? {
        if let column = type.columns.place(of: header.folded) { return column }
        let name = LooseName.looseForm(header.folded)
        return type.columns.firstIndex { names[$0.id]?.contains(name) ?? false }
    }

    private static func withDeclaredHeaders(_ written: TableBlock, _ type: RowType, _ named: (String) -> Int?)
        -> TableBlock?
    {
        func column(_ header: Text) -> Int? { named(header.plain) ?? type.columns.place(of: header.plain.folded) }
        let table = withoutNumbers(written, column) ?? written
        var taken = Set(table.header.compactMap(column))
        var header = table.header
        var second: Int?
        for (place, cell) in table.header.enumerated() where column(cell) == nil {
            let name = LooseName.looseForm(cell.plain.folded)
            let meant = type.columns.indices.filter { names[type.columns[$0].id]?.contains(name) ?? false }
            if let found = meant.first(where: { !taken.contains($0) }) {
                taken.insert(found)
                header[place] = Text(type.columns[found].label.spanish, span: cell.span)
            } else if meant.contains(type.main) {
                second = second ?? place
            }
        }
        var read = TableBlock(header: header, rows: table.rows, span: table.span, alignments: table.alignments)
        if let second, let main = header.firstIndex(where: { column($0) == type.main }) {
            read = read.joining(main, second)
        }
        if type.column(.helper) != nil { read = withoutBoxes(read, column) }
        read = withColumnsInNotes(read, type, column)
        let isSame = read.header.count == written.header.count && zip(read.header, written.header).allSatisfy(==)
        guard !isSame, TableColumns(read, type, named: named).unknown.isEmpty else { return nil }
        return read
    }

    /// Returns the table without a column *Paso* that numbers its rows; nil if the table has no such column. Past the
    /// first column, the numbers must be consecutive.
    private static func withoutNumbers(_ table: TableBlock, _ column: (Text) -> Int?) -> TableBlock? {
        guard table.header.count > 2, !table.rows.isEmpty else { return nil }
        let found = table.header.indices.first { place in
            guard column(table.header[place]) == nil || place > 0,
                numberNames.contains(LooseName.looseForm(table.header[place].plain.folded))
            else { return false }
            let cells = table.rows.map { ($0.cells[place].plain).trimmedASCII }
            if place == 0 {
                return cells.allSatisfy { $0.count < 6 && $0.allSatisfy { $0.isNumber || ".)-".contains($0) } }
            }
            let numbers = cells.map { Int($0.filter { !".)-".contains($0) }) }
            guard let first = numbers[0] else { return false }
            return numbers.enumerated().allSatisfy { $0.element == first + $0.offset }
        }
        return found.map { table.without($0) }
    }

    private static let numberNames: Set<String> = Set(
        ["paso", "paso no", "no de paso", "número de paso", "etapa", "secuencia", "step", "step no", "sequence"].map {
            LooseName.looseForm($0.folded)
        })

    /// Returns the table without its last column of empty tick boxes, because the page of a checklist has its own
    /// boxes.
    private static func withoutBoxes(_ table: TableBlock, _ column: (Text) -> Int?) -> TableBlock {
        let found = table.header.indices.last { place in
            column(table.header[place]) == nil && tickNames.contains(table.header[place].plain.folded)
                && table.rows.allSatisfy { row in
                    row.cells[place].plain.trimmedASCII.allSatisfy { "☐□○_[] ".contains($0) }
                }
        }
        return found.map { table.without($0) } ?? table
    }

    private static let tickNames: Set<String> = [
        "cumplido", "cumple", "cumplida", "hecho", "hecha", "listo", "lista", "realizado", "realizada", "completado",
        "check", "marca", "✓", "✔", "done", "completed", "checked", "",
    ]

    /// Returns the table with its unknown columns moved into the column of notes, each under its title, and without a
    /// first column of row numbers.
    ///
    /// Returns the table unchanged if the main column is unknown, if `needsTwo` is set and no other column is known, or
    /// if the row type has no notes, names of people or internal columns.
    static func withColumnsInNotes(
        _ table: TableBlock, _ type: RowType, needsTwo: Bool = true, _ column: (Text) -> Int?
    ) -> TableBlock {
        let isCounted = table.header.count > 2 && column(table.header[0]) == nil && TableColumns.isOrdinal(table)
        let counted = table
        let table = isCounted ? table.without(0) : table
        let known = table.header.map(column)
        guard type.nameColumn == nil, !type.columns.contains(where: \.isInternal),
            let note = type.column(.note), known.contains(type.main),
            known.count(where: { $0 != nil }) > (needsTwo ? 1 : 0),
            Set(known.compactMap(\.self)).count == known.count(where: { $0 != nil })
        else { return counted }
        let others = table.header.indices.filter { known[$0] == nil }
        guard !others.isEmpty, others.allSatisfy({ !table.header[$0].isEmpty }) else { return counted }
        let own = table.header.indices.first { known[$0] == note }
        let kept = table.header.indices.filter { known[$0] != nil && $0 != own }
        let title =
            own.map { table.header[$0] } ?? Text(type.columns[note].label.spanish, span: table.header[others[0]].span)
        return TableBlock(
            header: kept.map { table.header[$0] } + [title],
            rows: table.rows.map { row in
                var parts = own.map { row.cells[$0].isEmpty ? [] : [row.cells[$0]] } ?? []
                for place in others where !row.cells[place].isEmpty {
                    parts.append(row.cells[place].labelled(table.header[place].plain))
                }
                let cell = Text.lines(parts) ?? Text("", span: row.span)
                return TableBlock.Row(cells: kept.map { row.cells[$0] } + [cell], span: row.span)
            },
            span: table.span)
    }

    /// Names of columns in the form of `LooseName`, by the identifier of the column.
    private static let names: [String: Set<String>] = [
        "action": [
            "actividad", "descripción", "descripción de la actividad", "descripción del paso",
            "descripción de la tarea", "descripción de actividades", "operación", "detalle",
            "paso", "tarea", "activity", "task", "step", "description", "description of the activity",
        ],
        "actor": [
            "puesto", "cargo", "quién", "encargado", "puesto responsable", "unidad responsable", "área responsable",
            "responsable de la actividad", "unidad", "área", "quién lo hace", "ejecutor", "who", "responsible", "role",
            "unit",
        ],
        "time-limit": [
            "tiempo", "duración", "tiempo estimado", "tiempo de ejecución", "tiempo máximo", "time", "duration",
            "estimated time",
        ],
        "record": [
            "documento", "formulario", "formato", "evidencia", "documento o registro", "registro o documento",
            "documento de trabajo", "documento generado", "form", "document",
        ],
        "note": ["observación", "comentario", "remark", "comment"],
        "competency": [
            "denominación de la competencia", "nombre de la competencia", "name of the competency", "competence",
        ],
        "level": ["grado", "nivel requerido", "nivel de dominio", "nivel de desarrollo", "required level", "grade"],
        "behaviours": [
            "comportamiento observable", "conducta observable", "conducta", "conducta asociada",
            "indicador de comportamiento", "descripción", "definición", "observable behaviour", "observable behavior",
            "description", "definition",
        ],
        "task": ["descripción", "qué", "descripción de la actividad", "acción", "description", "action", "what"],
        "helper": [
            "responsable", "quién", "encargado", "a cargo de", "área responsable", "unidad responsable", "who",
            "responsible", "in charge",
        ],
        "due": ["fecha", "cuándo", "tiempo", "fecha límite", "when", "deadline", "time"],
        "statement": ["estándar", "norma", "compromiso", "criterio", "descripción", "standard", "commitment"],
        "target": ["valor meta", "meta esperada", "valor esperado", "goal"],
        "measurement": ["forma de medición", "cómo se mide", "fuente de verificación", "medio de verificación"],
    ].mapValues { Set($0.map { LooseName.looseForm($0.folded) }) }
}

extension TableBlock {
    /// Returns the table without a column.
    func without(_ place: Int) -> TableBlock {
        func cut<T>(_ cells: [T]) -> [T] { cells.enumerated().filter { $0.offset != place }.map(\.element) }
        return TableBlock(
            header: cut(header), rows: rows.map { Row(cells: cut($0.cells), span: $0.span) }, span: span)
    }

    /// Returns the table with two columns joined in `main`: what is done, and how. A row with both cells gets them as
    /// two lines in the order of the columns, the first in bold.
    fileprivate func joining(_ main: Int, _ other: Int) -> TableBlock {
        let joined = rows.map { row in
            var cells = row.cells
            let parts = [min(main, other), max(main, other)].map { cells[$0] }.filter { !$0.isEmpty }
            if parts.count == 2 {
                let first = parts[0]
                let title = first.replacing(
                    source: first.source, inlines: [.strong(first.inlines ?? [.text(first.source)])])
                cells[main] = Text.lines([title, parts[1]]) ?? first
            } else if let only = parts.first {
                cells[main] = only
            }
            return Row(cells: cells, span: row.span)
        }
        return TableBlock(header: header, rows: joined, span: span, alignments: alignments).without(other)
    }
}

extension Text {
    /// Returns the text after a title and a colon.
    fileprivate func labelled(_ title: String) -> Text {
        replacing(source: "\(title): \(source)", inlines: [.text("\(title): ")] + (inlines ?? [.text(source)]))
    }

    /// Returns some texts as the lines of one text; nil if there are none.
    fileprivate static func lines(_ texts: [Text]) -> Text? {
        guard let first = texts.first else { return nil }
        if texts.count == 1 { return first }
        var inlines: [Inline] = []
        for (place, text) in texts.enumerated() {
            if place > 0 { inlines.append(.lineBreak) }
            inlines += text.inlines ?? [.text(text.source)]
        }
        return first.replacing(source: texts.map(\.source).joined(separator: "\n"), inlines: inlines)
    }
}
