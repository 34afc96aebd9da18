import OficioModel
import OficioSchema
import OficioSource

/// Finds functions of a job in lists and tables outside its fields: a second section of functions, a table with a
/// column unknown to the form, a section such as *Distribución del tiempo*. Pages publish them as text.
enum LooseFunctions {
    /// Returns the functions in order. A table with shares of time holds functions under any heading, and the
    /// functions become key functions; other lists and tables hold functions only under a heading that names them.
    static func all(of index: Int, in corpus: Corpus) -> [JobFunction] {
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard type.key == .job else { return [] }
        var found: [JobFunction] = []
        var table = 0
        func add(_ text: Text, share: Int?, isKey: Bool) {
            let words = text.plain
            guard case let folded = words.folded, !folded.isEmpty else { return }
            found.append(
                JobFunction(
                    record: index, field: isKey ? .keyFunctions : .functions, id: "", words: words, folded: folded,
                    span: text.span, share: share, looseTable: table))
        }
        func read(_ blocks: [Block], namesFunctions: Bool) {
            for block in blocks {
                switch block {
                case .list(let list) where namesFunctions:
                    for item in list.items {
                        if case .paragraph(let text)? = item.blocks.first { add(text, share: nil, isKey: false) }
                    }
                    table += 1
                case .table(let own):
                    guard let main = mainColumn(own, namesFunctions: namesFunctions),
                        namesFunctions || timeColumn(own) != nil
                    else { continue }
                    let rows = own.rows.filter { !isTotal($0) }
                    let shares = rowShares(own, rows)
                    guard namesFunctions || shares != nil else { continue }
                    for (place, row) in rows.enumerated() {
                        add(row.cells[main], share: shares?[place], isKey: shares != nil)
                    }
                    table += 1
                default: continue
                }
            }
        }
        for value in record.fields {
            let key = type.fields[value.field].key
            switch value.value {
            case .rows(let rows) where key == .functions || key == .commonFunctions || key == .keyFunctions:
                read(rows.introduction, namesFunctions: true)
                read(rows.closing, namesFunctions: true)
            case .blocks(let blocks):
                read(blocks, namesFunctions: key == .functions || key == .commonFunctions || key == .keyFunctions)
            default: continue
            }
        }
        for section in record.extra {
            read(section.blocks, namesFunctions: namesFunctions(section.heading.plain.folded))
        }
        return found
    }

    /// Returns the functions of a job with the shares of time in their notes (`Tiempo: 35%`), if every row of the
    /// field has a share; otherwise the functions unchanged. Decoding puts the cells of a column unknown to the form
    /// into these notes.
    static func withShares(_ functions: [JobFunction], of index: Int, in corpus: Corpus) -> [JobFunction] {
        let type = corpus.type(of: index)
        guard type.key == .job, functions.count > 1, let place = type.field(.functions),
            let column = type.fields[place].kind.rowType.column(.note),
            case .rows(let rows)? = corpus.records[index].value(place), rows.rows.first?[column] != nil
        else { return functions }
        var shares: [String: Int] = [:]
        for row in rows.rows {
            guard let note = row[column]?.plain, let share = share(inNote: note) else { return functions }
            shares[row.id] = share
        }
        return functions.map { own in
            guard own.field == .functions, let share = shares[own.id] else { return own }
            return JobFunction(
                record: own.record, field: own.field, id: own.id, words: own.words, folded: own.folded, span: own.span,
                group: own.group, frequencies: own.frequencies, meanings: own.meanings, kinds: own.kinds, share: share,
                isShared: own.isShared)
        }
    }

    /// Returns the share of time in a note, in hundredths of a percent; `nil` if it has none.
    private static func share(inNote note: String) -> Int? {
        for line in note.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            guard ofTime.contains(name.folded) else { continue }
            return share(String(line[line.index(after: colon)...]), isPercent: name.contains("%"))
        }
        return nil
    }

    /// Returns a share in hundredths of a percent: `35%`, `0.35`, and `35` if `isPercent`; `nil` for anything else.
    private static func share(_ words: String, isPercent: Bool) -> Int? {
        let digits = words.filter { !$0.isWhitespace && $0 != "%" }.replacing(",", with: ".")
        guard let number = Double(digits), number >= 0, number <= 100 else { return nil }
        let isFraction = number < 1 && digits.contains(".")
        guard isPercent || words.contains("%") || isFraction else { return nil }
        return Int((number * (isFraction ? 10_000 : 100)).rounded())
    }

    /// Whether a folded heading names functions.
    static func namesFunctions(_ heading: String) -> Bool {
        let words = heading.parts(between: " ").prefix(4)
        guard let first = words.first(where: { !openings.contains($0) }) else { return false }
        return stems.contains { first.hasPrefix($0) } && !words.contains { others.contains($0) }
    }

    /// Words before the word for functions in a heading: *Otras funciones*, *Detalle de tareas*.
    private static let openings: Set<Substring> = ["otras", "principales", "las", "de", "detalle", "other", "main"]
    private static let stems = [
        "funcion", "tarea", "actividad", "atribucion", "labores", "deberes", "cometido", "duties", "tasks", "function",
        "activities",
    ]
    /// Words that make a heading name something else: *actividades de capacitación*.
    private static let others: Set<Substring> = ["capacitacion", "formacion", "induccion", "bienestar", "training"]

    /// Returns the column of a table that names the functions: the column whose heading names functions, or the first
    /// column under a heading of functions or in a table of at most three columns; `nil` for any other table.
    private static func mainColumn(_ table: TableBlock, namesFunctions: Bool) -> Int? {
        let heads = table.header.map { $0.plain.folded }
        if let named = heads.firstIndex(where: { head in stems.contains { head.hasPrefix($0) } }) { return named }
        return !heads.isEmpty && (namesFunctions || heads.count < 4) ? 0 : nil
    }

    /// Whether a row holds the sum of the other rows.
    private static func isTotal(_ row: TableBlock.Row) -> Bool {
        row.cells.contains { ["total", "suma", "totales"].contains($0.plain.folded) }
    }

    // MARK: Shares of time

    /// Headings of columns that hold shares of time, folded. `%` folds to nothing.
    private static let ofTime: Set<String> = [
        "tiempo", "de tiempo", "del tiempo", "tiempo asignado", "tiempo dedicado", "tiempo estimado", "porcentaje",
        "peso", "ponderacion", "horas", "horas al mes", "horas a la semana", "carga horaria", "porcentaje de tiempo",
        "porcentaje del tiempo", "dedicacion", "de dedicacion", "porcentaje de dedicacion",
        "time", "of time", "percent of time", "share of time", "percentage of time",
    ]

    /// Returns the first column whose heading is about shares of time.
    private static func timeColumn(_ table: TableBlock) -> Int? {
        table.header.firstIndex { ofTime.contains($0.plain.folded) }
    }

    /// Returns the share of each row in hundredths of a percent; `nil` if no column holds shares. Every cell must be
    /// a share: `35%`, `0.35`, or `35` below a heading with a percent sign or a word for percent.
    private static func rowShares(_ table: TableBlock, _ rows: [TableBlock.Row]) -> [Int]? {
        guard rows.count > 1, let column = timeColumn(table) else { return nil }
        let head = table.header[column].plain
        let isPercent = head.contains("%") || head.folded.hasPrefix("porcent") || head.folded.hasPrefix("percent")
        var shares: [Int] = []
        for row in rows {
            guard let share = share(row.cells[column].plain, isPercent: isPercent) else { return nil }
            shares.append(share)
        }
        return shares
    }
}
