import OficioSchema
import OficioSource

/// Other names of columns, as the tables of public forms print them.
///
/// They count only in the reading that pages show: in released documents a table with such columns is text.
enum ColumnNames {
    /// The blocks with the headers of their tables as the type declares them, where all columns are known then.
    static func rewritten(_ blocks: [Block], _ type: RowType, named: (String) -> Int?) -> [Block] {
        blocks.map { block in
            guard case .table(let table) = block, let read = rewritten(table, type, named) else { return block }
            return .table(read)
        }
    }

    private static func rewritten(_ table: TableBlock, _ type: RowType, _ named: (String) -> Int?) -> TableBlock? {
        func column(_ header: Text) -> Int? { named(header.plain) ?? type.columns.place(of: header.plain.folded) }
        var taken = Set(table.header.compactMap(column))
        var header = table.header
        for (place, cell) in table.header.enumerated() where column(cell) == nil {
            let name = LooseName.of(cell.plain.folded)
            guard
                let found = type.columns.indices.first(where: { index in
                    !taken.contains(index) && names[type.columns[index].id]?.contains(name) ?? false
                })
            else { continue }
            taken.insert(found)
            header[place] = Text(type.columns[found].label.spanish, span: cell.span)
        }
        let read = TableBlock(header: header, rows: table.rows, span: table.span, alignments: table.alignments)
        guard !zip(header, table.header).allSatisfy(==), TableColumns(read, type, named: named).unknown.isEmpty else {
            return nil
        }
        return read
    }

    /// Loose names by the identifier of their column.
    private static let names: [String: Set<String>] = [
        "action": [
            "actividad", "descripción", "descripción de la actividad", "descripción del paso",
            "descripción de la tarea",
            "paso", "tarea", "activity", "task", "step", "description", "description of the activity",
        ],
        "actor": [
            "puesto", "cargo", "quién", "encargado", "puesto responsable", "unidad responsable", "área responsable",
            "responsable de la actividad", "unidad", "área", "who", "responsible", "role", "unit",
        ],
        "time-limit": [
            "tiempo", "duración", "tiempo estimado", "tiempo de ejecución", "time", "duration", "estimated time",
        ],
        "record": [
            "documento", "formulario", "formato", "evidencia", "documento o registro", "registro o documento", "form",
            "document",
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
    ].mapValues { Set($0.map { LooseName.of($0.folded) }) }
}
