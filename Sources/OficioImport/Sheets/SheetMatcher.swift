import OficioModel
import OficioSchema
import OficioSource

/// Reads tables whose rows are documents: a catalogue of posts in a spreadsheet, and further sheets that add to them.
struct SheetMatcher {
    private let outline: Outline
    private let labels: LabelSet
    private let names: FieldNamesOfType
    private let settings: SiteSettings
    private let type: DocumentType
    private var fates: Fates
    private var records: [MatchedRecord] = []
    /// The records by folded code and by folded title.
    private var byKey: [String: Int] = [:]
    private let legend: SheetLegend

    init(_ outline: Outline, _ form: FormLabels, _ forms: [FormLabels], _ settings: SiteSettings) {
        self.outline = outline
        labels = LabelSet([form])
        type = form.type
        names = FieldNamesOfType(form.type, forms)
        self.settings = settings
        fates = Fates(count: outline.words.count)
        legend = SheetLegend(outline)
    }

    /// Returns the largest number of columns of a table that are fields of a type, which identifies the type of the
    /// rows.
    static func fields(_ outline: Outline, _ type: DocumentType, _ forms: [FormLabels]) -> Int {
        let names = FieldNamesOfType(type, forms)
        return outline.topTables.compactMap { SheetHeader(Grid(outline, $0), names)?.fields }.max() ?? 0
    }

    mutating func run(_ choice: FormChoice) -> Match? {
        for table in outline.topTables {
            let grid = Grid(outline, table)
            guard let header = SheetHeader(grid, names) else { continue }
            read(grid, header)
        }
        guard !records.isEmpty else { return nil }
        assignFates()
        return Match(
            outline: outline, labels: labels, choice: choice, records: records, fates: fates,
            hits: Array(repeating: [], count: outline.paragraphs.count))
    }

    // MARK: Rows

    private mutating func read(_ grid: Grid, _ header: SheetHeader) {
        for row in header.firstRow...header.row {
            for cell in grid.table.rows[row] { assign(grid, cell, .label) }
        }
        var last: Int?
        for row in (header.row + 1)..<max(header.row + 1, grid.table.rows.count) {
            let filled = grid.table.rows[row].filter { !grid.isEmpty($0) }
            if let record = record(row, grid, header) {
                last = record
                for cell in filled { add(cell, grid, header, record) }
                addColumns(filled, grid, header, record)
            } else if let record = last, continues(filled, grid, header) {
                for cell in filled { addContinued(cell, grid, header, record) }
                addColumns(filled, grid, header, record)
            } else {
                last = nil
            }
        }
    }

    /// Whether a row without title and code continues the document above it: one more function, one more requirement.
    private func continues(_ filled: [Int], _ grid: Grid, _ header: SheetHeader) -> Bool {
        let own = filled.allSatisfy { cell in
            let known = grid.outline.cells[cell]
            guard known.columnSpan == 1, header.uses.indices.contains(known.column), !SumText.matches(grid.text(cell))
            else { return false }
            switch header.uses[known.column] {
            case .field(let path): return path != names.title && path != names.code && joins(path)
            case .rowColumn: return true
            case .mark, .unknown, .none: return false
            }
        }
        return own
            && filled.contains { cell in
                if case .field = header.uses[grid.outline.cells[cell].column] { true } else { false }
            }
    }

    private func joins(_ path: [Int]) -> Bool {
        switch ValueReader.kind(path, type) {
        case .rows, .list, .markdown: true
        default: false
        }
    }

    /// Appends a cell below the cells of a document to the value of its field; a cell that the field cannot take
    /// stays unplaced.
    private mutating func addContinued(_ cell: Int, _ grid: Grid, _ header: SheetHeader, _ record: Int) {
        let known = grid.outline.cells[cell]
        guard case .field(let path) = header.uses[known.column] else { return }
        guard let place = records[record].fields.firstIndex(where: { $0.path == path }) else {
            return self.place(path, header.names[known.column], cell, grid, record)
        }
        var reader = SheetCellReader(outline, labels.forms[0], settings, legend)
        let more = reader.value(grid.stretches(cell), ValueReader.kind(path, type), path, known.value)
        switch (records[record].fields[place].value, more) {
        case (.rows(let first), .rows(let second)?): records[record].fields[place].value = .rows(first + second)
        case (.list(let first), .list(let second)?): records[record].fields[place].value = .list(first + second)
        case (.blocks(let first), .blocks(let second)?): records[record].fields[place].value = .blocks(first + second)
        default:
            records[record].unplaced += grid.stretches(cell)
            return assign(grid, cell, .unplaced(record: record))
        }
        for typed in more?.texts.flatMap(\.typedLabels) ?? [] {
            fates.assign(outline.words(in: typed).filter { fates.isOpen($0) }, .label)
        }
    }

    /// Adds the other columns of a line, such as the frequency beside a function, to the row that the line
    /// began. If the line began no row or several, the words are unplaced.
    private mutating func addColumns(_ filled: [Int], _ grid: Grid, _ header: SheetHeader, _ record: Int) {
        for cell in filled {
            guard header.uses.indices.contains(grid.outline.cells[cell].column),
                case .rowColumn(let field, let column) = header.uses[grid.outline.cells[cell].column]
            else { continue }
            let stretches = grid.stretches(cell)
            let row = grid.outline.cells[cell].row
            func isOfLine(_ row: FoundRow, _ line: Int) -> Bool {
                row.cells.values.flatMap(\.texts).flatMap(\.stretches).contains { stretch in
                    outline.paragraphs[stretch.paragraph].cell.map { outline.cells[$0].row } == line
                }
            }
            if let place = records[record].fields.firstIndex(where: { $0.path == [field] }),
                case .rows(var rows) = records[record].fields[place].value, let last = rows.last,
                rows.count(where: { isOfLine($0, row) }) == 1, isOfLine(last, row), last.cells[column] == nil
            {
                let text = TextItems(outline: outline).inOneLine(stretches)
                rows[rows.count - 1].cells[column] = .text(text)
                records[record].fields[place].value = .rows(rows)
            } else {
                records[record].unplaced += stretches
                assign(grid, cell, .unplaced(record: record))
            }
        }
    }

    private mutating func assign(_ grid: Grid, _ cell: Int, _ fate: Fate) {
        for stretch in grid.stretches(cell) {
            fates.assign(outline.words(in: stretch).filter { fates.isOpen($0) }, fate)
        }
    }

    /// Returns the record of a row, by its code or its title, and adds the record if both are new; `nil` for bands,
    /// sums and legends.
    private mutating func record(_ row: Int, _ grid: Grid, _ header: SheetHeader) -> Int? {
        func text(_ path: [Int]?) -> String {
            guard let path, let column = header.uses.firstIndex(of: .field(path)), let cell = grid.cell(row, column),
                grid.outline.cells[cell].row == row, grid.outline.cells[cell].columnSpan == 1
            else { return "" }
            return grid.text(cell)
        }
        let (code, title) = (text(names.code), text(names.title))
        let hasCode = names.code.map { header.uses.contains(.field($0)) } ?? false
        let hasTitle = header.uses.contains(.field(names.title))
        // The rows below a matrix are its legend and its notes.
        let isAlone = grid.table.rows[row].count(where: { !grid.isEmpty($0) }) < 2
        if isAlone, header.isMatrix || header.fields > 1 && title.contains(": ") { return nil }
        guard !SumText.matches(title), !SumText.matches(code), !hasTitle || !title.isEmpty,
            !hasCode || !code.isEmpty || header.fields < 3
        else { return nil }
        if let known = byKey[code.isEmpty ? title.folded : "#" + code.folded]
            ?? (code.isEmpty ? nil : byKey[title.folded])
        {
            return known
        }
        let number = records.count
        records.append(MatchedRecord(form: 0))
        records[number].row = row + 1
        if !code.isEmpty { byKey["#" + code.folded] = number }
        if !title.isEmpty { byKey[title.folded] = byKey[title.folded] ?? number }
        return number
    }

    private mutating func add(_ cell: Int, _ grid: Grid, _ header: SheetHeader, _ record: Int) {
        let column = grid.outline.cells[cell].column
        guard header.uses.indices.contains(column) else { return }
        switch header.uses[column] {
        case .none: assign(grid, cell, .furniture(.sheet))
        case .rowColumn: break
        case .unknown:
            records[record].unplaced += grid.stretches(cell)
            assign(grid, cell, .unplaced(record: record))
        case .mark(let field, let name):
            let text = grid.text(cell)
            if CrossMark.matches(text) {
                assign(grid, cell, .mark)
                mark(field, name, nil, record)
            } else if !text.isEmpty, case .rows(let rows) = type.fields[field].kind, rows.column(.level) != nil {
                mark(field, name, FoundText(text, grid.stretches(cell)), record)
            }
        case .field(let path): place(path, header.names[column], cell, grid, record)
        }
    }

    private mutating func mark(_ field: Int, _ name: String, _ level: FoundText?, _ record: Int) {
        guard case .rows(let type) = type.fields[field].kind else { return }
        var row = FoundRow()
        row.cells[type.main] = .codes([Code(code: name, label: name)], nil)
        if let level, let column = type.column(.level) { row.cells[column] = .text(level) }
        if let known = records[record].fields.firstIndex(where: { $0.path == [field] }),
            case .rows(let rows) = records[record].fields[known].value
        {
            records[record].fields[known].value = .rows(rows + [row])
        } else {
            records[record].fields.append(
                FoundField(path: [field], label: name, value: .rows([row]), geometry: .column, confidence: 0.9))
        }
    }

    private mutating func place(_ path: [Int], _ label: String, _ cell: Int, _ grid: Grid, _ record: Int) {
        let stretches = grid.stretches(cell)
        let kind = ValueReader.kind(path, type)
        var reader = SheetCellReader(outline, labels.forms[0], settings, legend)
        guard let value = reader.value(stretches, kind, path, grid.outline.cells[cell].value) else { return }
        if let known = records[record].field(path) {
            // A later sheet repeats the title or code of the document.
            if known.value.words == value.words { return assign(grid, cell, .furniture(.repeated)) }
            records[record].unplaced += stretches
            return assign(grid, cell, .unplaced(record: record))
        }
        var field = FoundField(path: path, label: label, value: value, geometry: .column, confidence: 0.95)
        if case .wrong = value {
            field.confidence = 0.4
            field.doubts = [.wrongKind]
        }
        for text in value.texts {
            for typed in text.typedLabels { fates.assign(outline.words(in: typed).filter { fates.isOpen($0) }, .label) }
        }
        records[record].fields.append(field)
    }

    // MARK: What is left

    private mutating func assignFates() {
        for (number, record) in records.enumerated() {
            for field in record.fields {
                let fate = Fate.field(record: number, field: Assembler.name(field.path, type))
                for stretch in field.value.texts.flatMap(\.stretches) {
                    fates.assign(outline.words(in: stretch).filter { fates.isOpen($0) }, fate)
                }
            }
        }
        for (index, word) in outline.words.enumerated() where fates.isOpen(index) {
            fates.assign([index], OtherParts.fate(of: word) ?? .furniture(.sheet))
        }
        records[0].addNotes(outline, except: [])
    }
}

/// Assigns a fate to words outside of the main text.
enum OtherParts {
    static func fate(of word: LocatedDocument.Word) -> Fate? {
        switch word.id.part {
        case .body: nil
        case .margin: .furniture(.margin)
        case .around: .furniture(.around)
        case .note: .unplaced(record: 0)
        case .comment: .dropped(.comment)
        case .hidden: .dropped(.hidden)
        case .deleted: .dropped(.deleted)
        case .listLabel: .dropped(.listLabel)
        case .alternativeText: .dropped(.alternativeText)
        }
    }
}

extension Outline {
    /// The tables outside of cells, in reading order.
    var topTables: [Int] { tables.indices.filter { tables[$0].parent == nil } }
}
