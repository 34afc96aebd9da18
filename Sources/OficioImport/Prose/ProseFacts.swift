import OficioModel
import OficioSchema
import OficioSource

/// Reads facts about a document from its main text: code, version, dates, who made and approved it,
/// its log.
struct ProseFacts {
    private let outline: Outline
    private let form: FormLabels
    private let items: TextItems
    private(set) var fields: [FoundField] = []
    private(set) var labels: [Stretch] = []
    /// Texts that repeat a fact of the document.
    private(set) var repeated: [Stretch] = []
    /// Paragraphs that were read as facts as a whole.
    private(set) var taken: Set<Int> = []
    private(set) var takenTables: Set<Int> = []
    /// The rows at the top of each table that hold only facts, with the paths of these facts.
    private(set) var takenRows: [Int: (rows: Set<Int>, given: [[Int]])] = [:]
    /// The other pairs, in order, of each table of labels and values of which some are facts, with
    /// the paths of these facts.
    private(set) var rest: [Int: (given: [[Int]], left: [(label: [Stretch], value: [Stretch])])] = [:]

    private static let facts: Set<String> = [
        "code", "version", "created", "effective", "approved-on", "last-reviewed", "review-every",
    ]
    private static let people: Set<String> = ["prepared-by", "reviewed-by", "authorised-by"]

    /// Reads the facts of a file. `onlyTables` reads nothing but logs and signatures.
    init(_ outline: Outline, _ form: FormLabels, onlyTables: Bool = false) {
        self.outline = outline
        self.form = form
        items = TextItems(outline: outline)
        guard form.type.isControlled else { return }
        for table in outline.topTables {
            let grid = Grid(outline, table)
            if readLog(grid) || readSignatures(grid) {
                takenTables.insert(table)
            } else if !onlyTables {
                readPairs(grid)
                if !takenTables.contains(table), rest[table] == nil { readTopRows(grid) }
            }
        }
        if onlyTables { return }
        for index in 0..<outline.bodyCount where outline.paragraphs[index].cell == nil { readLines(index) }
    }

    // MARK: Names

    private func field(_ text: String, _ known: Set<String>) -> Int? {
        guard text.count <= 60 else { return nil }
        for name in LabelText.candidates(text) {
            if let field = form.type.field(understood: name), known.contains(form.type.fields[field].id) {
                return field
            }
        }
        return nil
    }

    private func has(_ field: Int) -> Bool { fields.contains { $0.path == [field] } }

    private mutating func add(_ field: Int, _ value: FoundValue, label: String, _ geometry: Geometry) {
        fields.append(
            FoundField(
                path: [field], label: LabelText.bare(label), value: value, geometry: geometry, confidence: 0.85))
    }

    /// The value of a fact; nil where the words are not of its kind.
    private func value(_ field: Int, _ stretches: [Stretch]) -> FoundValue? {
        var text = items.joined(stretches)
        guard !text.text.isEmpty, text.text.count <= 60, text.text.contains(where: { $0.isLetter || $0.isNumber }),
            !text.text.contains("__")
        else { return nil }
        if case .date = form.type.fields[field].kind {
            while text.text.last == "." { text.text.removeLast() }
            guard let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date else { return nil }
            return .date(date, text)
        }
        let id = form.type.fields[field].id
        if id == "code" || id == "version" {
            guard text.text.contains(where: \.isNumber), text.text.split(separator: " ").count <= 4,
                DateReading.date(in: text.text) == nil
            else { return nil }
            return .text(text)
        }
        return nil
    }

    // MARK: Lines

    /// Reads facts from lines such as *Código: TH-LC-003   Versión: 01*, where every part of the
    /// paragraph is such a pair. TH-LC-003   Versión: 01*, where every part of the paragraph is
    /// such a pair.
    private mutating func readLines(_ index: Int) {
        let paragraph = outline.paragraphs[index]
        guard !paragraph.lines.isEmpty, paragraph.lines.count <= 8, paragraph.ticks.isEmpty else { return }
        if readPerson(index) { return }
        var found: [(field: Int, value: FoundValue, label: Stretch)] = []
        for line in paragraph.lines.map({ outline.lines[$0] }) {
            guard let (label, rest) = parted(line), let field = field(outline.text(of: label), Self.facts),
                let value = value(field, [rest]), !has(field), !found.contains(where: { $0.field == field })
            else { return }
            found.append((field, value, label))
        }
        for (field, value, label) in found {
            add(field, value, label: outline.text(of: label), .behind)
            labels.append(label)
        }
        taken.insert(index)
    }

    /// *Elaboró: Juana Pérez* in a line of its own.
    private mutating func readPerson(_ index: Int) -> Bool {
        let lines = outline.paragraphs[index].lines.map { outline.lines[$0] }
        guard lines.count == 1, let (label, rest) = parted(lines[0]),
            let field = field(outline.text(of: label), Self.people), !has(field),
            case .rows(let type) = form.type.fields[field].kind
        else { return false }
        let text = FoundText(outline.text(of: rest), [rest])
        guard !PlainText.words(text.text).isEmpty, text.text.count <= 80, !text.text.contains("__"),
            !TextItems.endsSentence(text.text)
        else { return false }
        add(field, .rows([PersonText.row(text, type)]), label: outline.text(of: label), .behind)
        labels.append(label)
        taken.insert(index)
        return true
    }

    private func parted(_ line: Line) -> (label: Stretch, rest: Stretch)? {
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        guard let colon = line.stretch.range.first(where: { bytes[$0] == UInt8(ascii: ":") }) else { return nil }
        return (
            Stretch(line.stretch.paragraph, line.stretch.range.lowerBound..<colon + 1),
            Stretch(line.stretch.paragraph, colon + 1..<line.stretch.range.upperBound)
        )
    }

    // MARK: Tables

    /// The rows at the top of a table that say nothing but facts, *Código: LV-01*, *Versión: 02*, above other rows.
    private mutating func readTopRows(_ grid: Grid) {
        var rows: Set<Int> = []
        var given: [[Int]] = []
        for (index, row) in grid.table.rows.enumerated() {
            let cells = row.filter { !grid.isEmpty($0) }
            if cells.isEmpty || rows.isEmpty && cells.count == 1 { continue }
            var facts: [(field: Int, label: Stretch, value: FoundValue)] = []
            for cell in cells {
                let lines = lines([cell], grid)
                guard lines.count == 1, let (label, rest) = parted(lines[0]),
                    let field = field(outline.text(of: label), Self.facts), let value = value(field, [rest]),
                    !has(field),
                    !facts.contains(where: { $0.field == field })
                else { break }
                facts.append((field, label, value))
            }
            guard facts.count == cells.count, facts.count > 1 else { break }
            for (field, label, value) in facts {
                add(field, value, label: outline.text(of: label), .behind)
                labels.append(label)
                given.append([field])
            }
            rows.insert(index)
        }
        if !rows.isEmpty { takenRows[grid.index] = (rows, given) }
    }

    /// Reads facts from a table of labels with their values beside them. It is taken whole where
    /// every pair is a fact.
    private mutating func readPairs(_ grid: Grid) {
        var pairs: [(field: Int, label: [Stretch], value: FoundValue)] = []
        var left: [(label: [Stretch], value: [Stretch])] = []
        for row in grid.table.rows {
            let cells = row.filter { !grid.isEmpty($0) }
            for cell in cells {
                // Label and value in one cell.
                let paragraphs = grid.paragraphs(cell)
                let lines = paragraphs.flatMap { outline.paragraphs[$0].lines }.map { outline.lines[$0] }
                let parts = lines.compactMap { parted($0) }
                if !lines.isEmpty, parts.count == lines.count,
                    parts.allSatisfy({ !outline.text(of: $0.rest).isEmpty })
                {
                    let known = parts.compactMap { part -> (Int, [Stretch], FoundValue)? in
                        guard let field = field(outline.text(of: part.label), Self.facts),
                            let value = value(field, [part.rest])
                        else { return nil }
                        return (field, [part.label], value)
                    }
                    guard known.count == parts.count else { return }
                    pairs += known
                    continue
                }
            }
            guard cells.count.isMultiple(of: 2), cells.count <= 6,
                pairs.isEmpty || cells.allSatisfy({ !grid.text($0).contains(": ") })
            else {
                continue
            }
            for start in stride(from: 0, to: cells.count, by: 2) {
                let (label, stretches) = (grid.stretches(cells[start]), grid.stretches(cells[start + 1]))
                guard let field = field(grid.text(cells[start]), Self.facts), let value = value(field, stretches),
                    !has(field), !pairs.contains(where: { $0.field == field })
                else {
                    left.append((label, stretches))
                    continue
                }
                pairs.append((field, label, value))
            }
        }
        // One date in a table of other things is a cell of that table.
        guard !pairs.isEmpty, Set(pairs.map(\.field)).count == pairs.count, !pairs.contains(where: { has($0.field) }),
            left.isEmpty || pairs.count >= 2 && isPairTable(grid)
        else { return }
        for (field, label, value) in pairs {
            add(field, value, label: label.map { outline.text(of: $0) }.joined(separator: " "), .right)
            labels += label
        }
        if left.isEmpty {
            takenTables.insert(grid.index)
        } else {
            rest[grid.index] = (pairs.map { [$0.field] }, left)
        }
    }

    /// Whether every row of a table has labels with one value each, so that its order may go.
    private func isPairTable(_ grid: Grid) -> Bool {
        grid.table.rows.allSatisfy { row in
            let cells = row.filter { !grid.isEmpty($0) }
            return cells.count.isMultiple(of: 2) && cells.count <= 6
                && stride(from: 0, to: cells.count, by: 2).allSatisfy {
                    grid.text(cells[$0]).split(separator: " ").count <= 6
                }
        }
    }

    // MARK: Signatures

    /// Reads a table of those who made, reviewed and approved the document: a column, or a row, for
    /// each.
    private mutating func readSignatures(_ grid: Grid) -> Bool {
        let filled = grid.table.rows.joined().filter { !grid.isEmpty($0) }
        func person(_ cell: Int?) -> Int? { cell.flatMap { field(grid.text($0), Self.people) } }
        guard let firstRow = grid.table.rows.first(where: { row in row.contains { !grid.isEmpty($0) } }) else {
            return false
        }
        let heads = firstRow.filter { person($0) != nil }
        var groups: [(head: Int, cells: [Int])] = []
        if heads.count >= 2, heads.count == firstRow.count(where: { !grid.isEmpty($0) }) {
            for head in heads {
                let columns = outline.cells[head].columns
                groups.append(
                    (
                        head,
                        filled.filter {
                            $0 != head && outline.cells[$0].columns.overlaps(columns) && !heads.contains($0)
                        }
                    ))
            }
        } else {
            let rows = grid.table.rows.map { row in row.filter { !grid.isEmpty($0) } }
            let own = rows.filter { person($0.first) != nil }
            guard own.count >= 2, own.count + 1 >= rows.count(where: { !$0.isEmpty }) else { return false }
            for row in own { groups.append((row[0], Array(row.dropFirst()))) }
        }
        let named = groups.map { group in (person(group.head), group.head, lines(group.cells, grid)) }
        guard Set(named.map(\.0)).count == named.count, named.contains(where: { !$0.2.isEmpty }) else { return false }
        var made: [FoundField] = []
        for case (let field?, let head, let lines) in named {
            guard !has(field), case .rows(let type) = form.type.fields[field].kind else { return false }
            var row = FoundRow()
            var dates: [FoundField] = []
            for line in lines {
                guard put(line, field, type, &row, &dates) else { return false }
            }
            if !row.cells.isEmpty {
                made.append(
                    FoundField(
                        path: [field], label: LabelText.bare(grid.text(head)), value: .rows([row]), geometry: .below,
                        confidence: 0.8))
            }
            made += dates
            labels += grid.stretches(head)
        }
        // The headings of a table with a row for each person: name, post, signature.
        if heads.count < 2 {
            for cell in firstRow where !grid.isEmpty(cell) && person(firstRow.first) == nil {
                labels += grid.stretches(cell)
            }
        }
        fields += made
        if heads.count < 2 { readDates(below: grid) }
        return true
    }

    /// The facts in a row of a table of signatures that is nobody's: *Fecha de elaboración*, *Próxima revisión*.
    private mutating func readDates(below grid: Grid) {
        for row in grid.table.rows.dropFirst() {
            let cells = row.filter { !grid.isEmpty($0) }
            guard let first = cells.first, field(grid.text(first), Self.people) == nil else { continue }
            for start in stride(from: 0, to: cells.count - 1, by: 2) {
                let (label, stretches) = (grid.stretches(cells[start]), grid.stretches(cells[start + 1]))
                guard let field = field(grid.text(cells[start]), Self.facts), let value = value(field, stretches),
                    !has(field)
                else { continue }
                add(field, value, label: grid.text(cells[start]), .right)
                labels += label
            }
        }
    }

    private func lines(_ cells: [Int], _ grid: Grid) -> [Line] {
        cells.flatMap { grid.paragraphs($0) }.flatMap { outline.paragraphs[$0].lines }.map { outline.lines[$0] }
    }

    /// Gives a line of a signature to the name, the post or the date of it; false where it is none
    /// of these.
    private mutating func put(
        _ line: Line, _ field: Int, _ type: RowType, _ row: inout FoundRow, _ dates: inout [FoundField]
    ) -> Bool {
        let folded = line.text.folded
        var stretch = line.stretch
        var kind: String?
        for (name, column) in [
            ("nombre", "name"), ("cargo", "role"), ("puesto", "role"), ("fecha", "date"), ("firma", ""),
        ] {
            guard folded == name || folded.hasPrefix(name + " ") else { continue }
            if let (label, rest) = parted(line) {
                labels.append(label)
                stretch = rest
                kind = column
            } else if folded == name {
                labels.append(line.stretch)
                return true
            }
            break
        }
        let text = outline.text(of: stretch)
        if PlainText.words(text).isEmpty { return true }
        if kind == "date" || kind == nil, let date = CalendarDate(iso: text) ?? DateReading.date(in: text)?.date,
            text.count <= 40
        {
            let id = ["prepared-by": "created", "reviewed-by": "last-reviewed", "authorised-by": "approved-on"][
                form.type.fields[field].id]
            guard let place = id.flatMap({ form.type.field(id: $0) }) else { return false }
            if let known = fields.first(where: { $0.path == [place] }) {
                // The table of facts above says the same day.
                guard case .date(date, _) = known.value else { return false }
                repeated.append(stretch)
                return true
            }
            dates.append(
                FoundField(
                    path: [place], label: "", value: .date(date, FoundText(text, [stretch])), geometry: .place,
                    confidence: 0.75))
            return true
        }
        guard kind != "", kind != "date" else { return false }
        if kind == nil, let (name, role) = parted(stretch, text), let names = type.column(.name),
            let roles = type.column(.role), row.cells[names] == nil, row.cells[roles] == nil
        {
            row.cells[names] = .text(FoundText(outline.text(of: name), [name]))
            row.cells[roles] = .text(FoundText(outline.text(of: role), [role]))
            return true
        }
        let wanted = kind ?? (PersonText.isName(text) || PersonText.isTitled(text) ? "name" : "role")
        guard let column = type.columns.index(of: wanted), row.cells[column] == nil, text.count <= 120 else {
            return false
        }
        row.cells[column] = .text(FoundText(text, [stretch]))
        return true
    }

    /// Splits *Lic. Ana Torres Jefa de Enfermería* into a name and the post behind it. Ana Torres
    /// Jefa de Enfermería*: a name with the post behind it.
    private func parted(_ stretch: Stretch, _ text: String) -> (name: Stretch, role: Stretch)? {
        let words = text.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(where: { PersonText.isPost($0) }), place >= 2 else { return nil }
        let name = words[..<place].joined(separator: " ")
        guard PersonText.isName(name) || PersonText.isTitled(name) else { return nil }
        let cut = items.offset(behind: name, in: stretch)
        return (
            Stretch(stretch.paragraph, stretch.range.lowerBound..<cut),
            Stretch(stretch.paragraph, cut..<stretch.range.upperBound)
        )
    }

    // MARK: The log

    /// Reads the modification log from a table of versions with their date and what changed.
    private mutating func readLog(_ grid: Grid) -> Bool {
        guard let field = form.type.field(.log), !has(field), case .rows(let type) = form.type.fields[field].kind,
            let head = grid.table.rows.firstIndex(where: { row in row.contains { !grid.isEmpty($0) } })
        else { return false }
        var columns: [Int: Int] = [:]
        for cell in grid.table.rows[head] where !grid.isEmpty(cell) {
            guard let column = column(grid.text(cell), type), !columns.values.contains(column) else { return false }
            columns[outline.cells[cell].column] = column
        }
        guard let version = type.column(.version), columns.values.contains(version),
            columns.values.contains(type.main), columns.count >= 2
        else { return false }
        var rows: [FoundRow] = []
        for cells in grid.table.rows[(head + 1)...] {
            var row = FoundRow()
            for cell in cells where !grid.isEmpty(cell) {
                guard let column = columns[outline.cells[cell].column],
                    let value = logValue(type.columns[column].kind, grid.stretches(cell))
                else { return false }
                row.cells[column] = value
            }
            if !row.cells.isEmpty { rows.append(row) }
        }
        guard !rows.isEmpty else { return false }
        for cell in grid.table.rows[head] { labels += grid.stretches(cell) }
        add(field, .rows(rows), label: "", .column)
        return true
    }

    private func column(_ text: String, _ type: RowType) -> Int? {
        for name in LabelText.candidates(text) {
            let words = Set(name.split(separator: " ").map(String.init))
            func isOne(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
            var id: String?
            if isOne(["version", "revision", "edicion"]), !isOne(["fecha", "date"]), words.count <= 3 {
                id = "version"
            }
            if id == nil, isOne(["fecha", "date"]) { id = isOne(["vigen", "effective"]) ? "effective" : "modified" }
            if id == nil, isOne(["descrip", "cambio", "modific", "motivo", "detalle", "change", "razon"]) {
                id = "description"
            }
            if id == nil, isOne(["aprob", "autoriz", "approv"]) { id = "authorised-by" }
            if id == nil, isOne(["elabor", "responsable", "autor", "author", "realiz", "modificado"]) {
                id = "prepared-by"
            }
            if let id, let column = type.columns.index(of: id) { return column }
        }
        return nil
    }

    private func logValue(_ kind: FieldKind, _ stretches: [Stretch]) -> FoundValue? {
        let text = items.joined(stretches)
        switch kind {
        case .date:
            guard let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date else { return nil }
            return .date(date, text)
        case .list: return .list(items.items(stretches, strips: true))
        case .rows(let people): return .rows([PersonText.row(text, people)])
        default: return .text(text)
        }
    }
}
