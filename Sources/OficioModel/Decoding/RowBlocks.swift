import OficioBasics
import OficioSchema
import OficioSource

/// Rewrites notations in and above rows as the headings and tables that `RowsBuilder` reads: a line or an item
/// *Diarias* above a list, a column of numbers, columns of ticks.
///
/// Every text keeps its span in the source.
struct RowBlocks {
    /// Whether some block was rewritten.
    private(set) var hasChanged = false
    private let type: RowType
    /// The column of frequencies, `nil` if the rows have none.
    private let frequency: Int?
    /// The frequencies of the form, `nil` if the form binds none.
    private let list: CodeList?
    private let settings: SiteSettings
    /// Returns the column that a folded label of the form names; `nil` if it names none.
    private let labelled: (String) -> Int?

    init(
        _ type: RowType, frequency: Int?, list: CodeList?, settings: SiteSettings, labelled: @escaping (String) -> Int?
    ) {
        self.type = type
        self.frequency = frequency
        self.list = list
        self.settings = settings
        self.labelled = labelled
    }

    private var isGrouped: Bool { frequency != nil && type.groupBy == frequency }

    /// Returns the blocks in the notation of `RowsBuilder`; sets `hasChanged` if they differ.
    mutating func rewritten(_ blocks: [Block]) -> [Block] {
        let joined = IndentedItems.nestingIndentedItems(blocks)
        if joined != nil { hasChanged = true }
        return withFrequencyHeadings(joined ?? blocks)
    }

    /// Returns the blocks with headings and tables in place of lines and columns that name a frequency.
    private mutating func withFrequencyHeadings(_ blocks: [Block]) -> [Block] {
        guard frequency != nil || type.groupBy != nil else { return blocks }
        var out: [Block] = []
        for (place, block) in blocks.enumerated() {
            let next = place + 1 < blocks.count ? blocks[place + 1] : nil
            switch block {
            case .paragraph(let text) where isGrouped: out += heading(text, next: next) ?? [block]
            case .list(let list) where isGrouped: out += split(list, next: next)
            case .table(let table): out.append(.table(rewritten(table)))
            default: out.append(block)
            }
        }
        return out
    }

    // MARK: Lines and items that name a frequency

    /// The level of headings written as plain lines, below all `#` headings.
    static let lineLevel = 7

    /// Returns the heading that a line above rows stands for, followed by words for *not applicable* on the same
    /// line, and sets `hasChanged`; `nil` for any other text.
    private mutating func heading(_ text: Text, next: Block?) -> [Block]? {
        if let parts = notApplicable(text) {
            hasChanged = true
            return parts
        }
        let isStrong = text.isStrong
        guard let next else { return nil }
        let isAbove = next.isListOrTable
        let names = FrequencyWords(text.plain) != nil && (isAbove || isStrong || text.plain.hasSuffix(":"))
        guard names || isStrong && isAbove && !Self.isSentence(text.plain) else { return nil }
        hasChanged = true
        return [.heading(level: Self.lineLevel, text)]
    }

    /// Whether a line introduces the rows below it instead of naming them: *Las funciones del puesto son las
    /// siguientes:*.
    private static func isSentence(_ words: String) -> Bool {
        words.split(separator: " ").count > (words.last.map { ":.".contains($0) } ?? false ? 5 : 10)
    }

    /// Returns the heading and the wording of a text such as *Mensuales: N/A*, `nil` for any other text.
    private func notApplicable(_ text: Text) -> [Block]? {
        let plain = text.plain
        guard plain.contains(byte: UInt8(ascii: ":")) else { return nil }
        guard let colon = plain.firstIndex(of: ":"), FrequencyWords(String(plain[..<colon])) != nil else { return nil }
        let rest = String(plain[plain.index(after: colon)...]).trimmedASCII
        guard NotApplicable.matches(rest, settings) else { return nil }
        return [
            .heading(level: Self.lineLevel, Text(String(plain[..<colon]), span: text.span)),
            .paragraph(Text(rest, span: text.span)),
        ]
    }

    /// Returns a list, divided at items that name a frequency above a nested list, or above the block `next`; sets
    /// `hasChanged` if it is divided.
    private mutating func split(_ list: ListBlock, next: Block?) -> [Block] {
        var out: [Block] = []
        var pending: [ListBlock.Item] = []
        func flush() {
            if let first = pending.first {
                out.append(.list(ListBlock(start: list.start, items: pending, span: first.span)))
            }
            pending = []
        }
        for (place, item) in list.items.enumerated() {
            guard case .paragraph(let text)? = item.blocks.first else {
                pending.append(item)
                continue
            }
            let isLast = item.blocks.count == 1 && place == list.items.count - 1
            let below = isLast ? next : item.blocks.dropFirst().first
            if below?.isListOrTable ?? false, FrequencyWords(text.plain) != nil {
                flush()
                out.append(.heading(level: Self.lineLevel, text))
                out += item.blocks.dropFirst()
            } else if item.blocks.count == 1, let parts = notApplicable(text) {
                flush()
                out += parts
            } else {
                pending.append(item)
            }
        }
        if out.isEmpty { return [.list(list)] }
        flush()
        hasChanged = true
        return out
    }

    // MARK: Tables

    /// Returns the table with columns of the type, and sets `hasChanged`. If some column would still be unknown,
    /// returns it unchanged, because pages then show it as written.
    private mutating func rewritten(_ table: TableBlock) -> TableBlock {
        guard table.header.count > 1 else { return table }
        var read = table
        if TableColumns.isOrdinal(table), column(table.header[0]) == nil {
            read = TableBlock(
                header: Array(table.header.dropFirst()),
                rows: table.rows.map { TableBlock.Row(cells: Array($0.cells.dropFirst()), span: $0.span) },
                span: table.span)
        }
        if let frequency { read = joiningMarks(read, frequency) }
        let named = withDeclaredColumns(read)
        // The first column is the main one if its title asks for tasks and no other column is.
        let first = named.header[0]
        let asksForTasks =
            isGrouped && column(first) == nil && Self.isTask(first.plain)
            && !named.header.contains { column($0) == type.main }
        read = ColumnNames.withColumnsInNotes(named, type, needsTwo: !isGrouped) { header in
            asksForTasks && header.span == first.span ? type.main : column(header)
        }
        let isSame = read.header.count == table.header.count && zip(read.header, table.header).allSatisfy(==)
        guard !isSame, TableColumns(read, type, named: { column(Text($0, span: table.span)) }).unknown.isEmpty else {
            return table
        }
        hasChanged = true
        return read
    }

    /// Returns the column that a header names: by a declared name, a label of the form or loosely; `nil` if it names
    /// none.
    private func column(_ header: Text) -> Int? {
        let name = header.plain.folded
        return type.column(named: name) ?? labelled(name) ?? type.columns.place(of: name)
    }

    /// Returns a table whose columns of ticks (*D*, *S*, *M* with an X in some rows) became one column of
    /// frequencies; the table itself if it has no such columns, or has a column of frequencies.
    private func joiningMarks(_ table: TableBlock, _ frequency: Int) -> TableBlock {
        guard !table.header.contains(where: { column($0) == frequency }), !table.rows.isEmpty,
            let marks = TickColumns(table, list, settings.language)
        else { return table }
        let kept = table.header.indices.filter { marks.codes[$0] == nil }
        let label = type.columns[frequency].label.spanish
        let first = marks.codes.keys.min() ?? 0
        return TableBlock(
            header: kept.map { table.header[$0] } + [Text(label, span: table.header[first].span)],
            rows: table.rows.map { row in
                TableBlock.Row(cells: kept.map { row.cells[$0] } + [marks.cell(of: row)], span: row.span)
            },
            span: table.span)
    }

    /// Returns a table whose columns of tasks and of frequencies have the names that the type declares.
    private func withDeclaredColumns(_ table: TableBlock) -> TableBlock {
        var header = table.header
        func rename(_ place: Int, _ column: Int) {
            header[place] = Text(type.columns[column].label.spanish, span: header[place].span)
        }
        if let frequency, !header.contains(where: { column($0) == frequency }),
            let place = header.firstIndex(where: { column($0) == nil && Self.asksHowOften($0.plain) })
        {
            rename(place, frequency)
        }
        guard isGrouped, !header.contains(where: { column($0) == type.main }) else {
            return TableBlock(header: header, rows: table.rows, span: table.span, alignments: table.alignments)
        }
        let unknown = header.indices.filter { column(header[$0]) == nil }
        if let place = unknown.first(where: { Self.isTask(header[$0].plain) }) ?? unknown.first(where: { $0 == 0 }) {
            // The first column is taken as the main column under any name, and a finding notes it.
            if place > 0 { rename(place, type.main) }
        } else if let place = header.indices.first(where: { column(header[$0]).map(type.continues.contains) ?? false })
        {
            rename(place, type.main)
        }
        return TableBlock(header: header, rows: table.rows, span: table.span, alignments: table.alignments)
    }

    /// Whether the header of a column is about frequency: *Cada cuánto*, *Frecuencia de ejecución*.
    private static func asksHowOften(_ header: String) -> Bool {
        let words = header.folded
        let questions = [
            "cada cuanto", "cada cuanto tiempo", "cuando", "frec", "period", "periodo", "how often", "when",
        ]
        if questions.contains(words) { return true }
        return words.parts(between: " ").contains { word in
            ["frecuencia", "periodicidad", "frequency", "periodicity"].contains(String(word))
        }
    }

    private static func isTask(_ header: String) -> Bool {
        header.folded.parts(between: " ").contains { taskNames.contains(String($0)) }
    }

    private static let taskNames: Set<String> = [
        "tarea", "tareas", "actividad", "actividades", "responsabilidad", "responsabilidades", "labor", "labores",
        "descripcion", "detalle", "task", "tasks", "activity", "activities", "duty", "duties", "responsibility",
        "responsibilities", "description",
    ]
}

extension Text {
    /// Whether the whole text is strong, apart from a colon after it.
    fileprivate var isStrong: Bool {
        guard let inlines, case .strong? = inlines.first else { return false }
        return inlines.dropFirst().allSatisfy { inline in
            if case .text(let words) = inline { return words.allSatisfy { ": ".contains($0) } }
            return false
        }
    }
}
