import OficioModel
import OficioSchema
import OficioSource

/// Reads facts about a document from its main text: code, version, dates, who made and approved it,
/// its log.
struct ProseFacts {
    let outline: Outline
    let form: FormLabels
    let items: TextItems
    private let headings: ProseHeadings?
    var fields: [FoundField] = []
    var labels: [Stretch] = []
    /// Texts that repeat a fact of the document.
    var repeated: [Stretch] = []
    /// Paragraphs that were read as facts as a whole.
    var taken: Set<Int> = []
    private(set) var takenTables: Set<Int> = []
    /// The rows at the top of each table that contain only facts, with the paths of the facts.
    private(set) var takenRows: [Int: (rows: Set<Int>, given: [[Int]])] = [:]
    /// The pairs that are not facts, in order, of each table of labels and values of which some are facts, with
    /// the paths of the facts.
    var rest: [Int: (given: [[Int]], left: [(label: [Stretch], value: [Stretch])])] = [:]

    static let facts: Set<String> = [
        "code", "version", "created", "effective", "approved-on", "last-reviewed", "next-review", "review-every",
    ]
    /// The identifiers of facts whose values may be any words. They are only read from tables of labels and
    /// values.
    private static let texts: Set<String> = ["macroprocess", "process", "subprocess", "document-type", "supersedes"]
    static let people: Set<String> = ["prepared-by", "reviewed-by", "authorised-by"]

    /// Reads the facts of a file. `onlyTables` restricts this to logs and signatures. `control` has been read
    /// already. `headings` gives the end of the document's head.
    init(
        _ outline: Outline, _ form: FormLabels, onlyTables: Bool = false, control: PrintedControl? = nil,
        headings: ProseHeadings? = nil
    ) {
        self.outline = outline
        self.form = form
        self.headings = headings
        items = TextItems(outline: outline)
        guard form.type.isControlled else { return }
        for table in outline.topTables where table != control?.table {
            let grid = Grid(outline, table)
            if readLog(grid) || readSignatures(grid) {
                takenTables.insert(table)
            } else if !onlyTables {
                readPairs(grid)
                if !takenTables.contains(table), rest[table] == nil { readTopRows(grid) }
            }
        }
        if onlyTables { return }
        for index in 0..<outline.bodyCount
        where outline.paragraphs[index].cell == nil && control?.taken.contains(index) != true
            && !taken.contains(index)
        {
            if !readSignatureLines(index) { readLines(index) }
        }
    }

    // MARK: Names

    func field(_ text: String, _ known: Set<String>) -> Int? {
        guard text.count <= 60 else { return nil }
        for name in LabelText.candidates(text).flatMap({ [$0, Self.masculine($0)] }) {
            if let field = form.type.field(understood: name), known.contains(form.type.fields[field].id) {
                return field
            }
        }
        return nil
    }

    /// Returns a name with its participle in the masculine, as the names of fields have it: *aprobado el*.
    private static func masculine(_ name: String) -> String {
        let words = name.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].hasSuffix("ada") else { return name }
        return words[0].dropLast() + "o " + words[1]
    }

    /// Returns the field that a label in a table of facts means, if it is the title or the unit: *Nombre del
    /// protocolo*, *Área responsable*.
    private func identity(_ text: String) -> Int? {
        for name in LabelText.candidates(text) {
            if Self.titles.contains(name) { return form.type.titleField }
            if Self.units.contains(name) { return form.type.field(.unit) }
        }
        return job(text)
    }

    /// Returns the field for the jobs of a checklist if a label means them: *Cargo:*.
    func job(_ text: String) -> Int? {
        guard form.type.known == .checklist, text.count <= 60,
            LabelText.candidates(text).contains(where: { Self.jobs.contains($0) })
        else { return nil }
        return form.type.field(.for)
    }

    private static let jobs: Set<String> = [
        "cargo", "cargos", "puesto", "puestos", "puesto de trabajo", "nombre del cargo", "nombre del puesto",
        "cargo a desempenar", "puesto a desempenar", "cargo que ocupa", "job", "position", "job title",
    ]

    private static let titles: Set<String> = [
        "nombre del protocolo", "nombre del procedimiento", "nombre del documento", "nombre del instructivo",
        "nombre de la guia", "titulo del protocolo", "titulo del procedimiento", "titulo del documento",
        "document title", "procedure name",
    ]
    private static let units: Set<String> = [
        "area responsable", "unidad responsable", "departamento responsable", "servicio responsable",
        "unidad administrativa responsable", "responsible department", "responsible unit",
    ]

    func has(_ field: Int) -> Bool { fields.contains { $0.path == [field] } }

    mutating func add(_ field: Int, _ value: FoundValue, label: String, _ geometry: Geometry) {
        fields.append(
            FoundField(
                path: [field], label: LabelText.bare(label), value: value, geometry: geometry, confidence: 0.85))
    }

    /// Returns the value of a fact; nil if the words are too long or not of its kind, and for a field that prose does
    /// not state.
    func value(_ field: Int, _ stretches: [Stretch]) -> FoundValue? {
        var text = items.inOneLine(stretches)
        let limit = form.type.fields[field].key == .title ? 160 : 60
        guard !text.text.isEmpty, text.text.count <= limit, text.text.contains(where: { $0.isLetter || $0.isNumber }),
            !text.text.contains("__")
        else { return nil }
        if case .date = form.type.fields[field].kind {
            while text.text.last == "." { text.text.removeLast() }
            guard let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date else { return nil }
            return .date(date, text)
        }
        let id = form.type.fields[field].id
        if id == "title" || Self.texts.contains(id) { return .text(text) }
        if id == "unit" || id == FieldKey.for.text {
            return text.stretches.count == 1 && ReferenceTexts.mayName(text.text) ? .references([text]) : nil
        }
        if id == "code" || id == "version" {
            guard text.text.contains(where: \.isNumber), text.text.split(separator: " ").count <= 4,
                !ControlPieces.areSeveral(text.text),
                DateReading.date(in: text.text) == nil
            else { return nil }
            return .text(text)
        }
        return nil
    }

    // MARK: Lines

    /// Reads facts from lines such as *Código: TH-LC-003   Versión: 01*, if every part of the paragraph is a
    /// label with a value.
    private mutating func readLines(_ index: Int) {
        let paragraph = outline.paragraphs[index]
        guard !paragraph.lines.isEmpty, paragraph.lines.count <= 8, paragraph.ticks.isEmpty else { return }
        if readPeople(index) { return }
        let isHead = headings?.isHead(index) == true
        let lines = lines(of: index).flatMap { labelledPieces(of: $0) }
        let reader = self
        let pieces = ControlPieces(outline) { PageNumber.matches($0.text) || reader.fact($0, isHead: true) != nil }
        guard
            let found = (isHead ? facts(of: lines.flatMap { pieces.pieces(of: $0) }, isHead: true) : nil)
                ?? facts(of: lines, isHead: isHead)
        else { return }
        for (field, value, label) in found {
            add(field, value, label: label.map { outline.text(of: $0) } ?? "", .behind)
            if let label { labels.append(label) }
        }
        taken.insert(index)
    }

    /// Reads people from a line such as *Elaboró: Juana Pérez*, or from a line of several such pieces with tabs
    /// between them. Returns false for any other line.
    private mutating func readPeople(_ index: Int) -> Bool {
        var found: [(field: Int, row: FoundRow, label: Stretch)] = []
        for line in lines(of: index) {
            guard let (label, rest) = labelAndRest(line), let field = field(outline.text(of: label), Self.people),
                !has(field), !found.contains(where: { $0.field == field }),
                case .rows(let type) = form.type.fields[field].kind
            else { return false }
            let text = FoundText(outline.text(of: rest), [rest])
            guard !PlainText.words(text.text).isEmpty, text.text.count <= 80, !text.text.contains("__"),
                !TextItems.endsSentence(text.text)
            else { return false }
            found.append((field, PersonText.row(text, type), label))
        }
        for (field, row, label) in found {
            add(field, .rows([row]), label: outline.text(of: label), .behind)
            labels.append(label)
        }
        taken.insert(index)
        return true
    }

    // MARK: Tables

    /// Reads the rows at the top of a table that contain only facts, *Código: LV-01*, *Versión: 02*, above other
    /// rows.
    private mutating func readTopRows(_ grid: Grid) {
        var rows: Set<Int> = []
        var given: [[Int]] = []
        for (index, row) in grid.table.rows.enumerated() {
            let cells = row.filter { !grid.isEmpty($0) }
            if cells.isEmpty || rows.isEmpty && cells.count == 1 { continue }
            let facts = factsOfTopRow(cells, grid)
            if facts.isEmpty { break }
            for (field, label, value) in facts {
                add(field, value, label: outline.text(of: label), .behind)
                labels.append(label)
                given.append([field])
            }
            rows.insert(index)
        }
        if !rows.isEmpty { takenRows[grid.index] = (rows, given) }
    }

    /// Returns the facts of a row if it has no other cells: several cells as *Código: LV-01*, or a label with a colon
    /// beside its value.
    private func factsOfTopRow(
        _ cells: [Int], _ grid: Grid
    ) -> [(field: Int, label: Stretch, value: FoundValue)] {
        let name = grid.text(cells[0])
        if cells.count == 2, name.hasSuffix(":"), grid.stretches(cells[0]).count == 1,
            let field = field(name, Self.facts) ?? job(name), let value = value(field, grid.stretches(cells[1])),
            !has(field)
        {
            return [(field, grid.stretches(cells[0])[0], value)]
        }
        var facts: [(field: Int, label: Stretch, value: FoundValue)] = []
        for cell in cells {
            let lines = lines([cell], grid)
            guard lines.count == 1, let (label, rest) = labelAndRest(lines[0]) ?? nameAndRest(lines[0]),
                let field = field(outline.text(of: label), Self.facts), let value = value(field, [rest]), !has(field),
                !facts.contains(where: { $0.field == field })
            else { return [] }
            facts.append((field, label, value))
        }
        return facts.count > 1 ? facts : []
    }

    /// Reads facts from a table of labels with their values beside them. If every pair is a fact, the whole table
    /// counts as read.
    private mutating func readPairs(_ grid: Grid) {
        var pairs: [(field: Int, label: [Stretch], value: FoundValue)] = []
        var left: [(label: [Stretch], value: [Stretch])] = []
        var (blank, pages): ([Stretch], [Stretch]) = ([], [])
        // Rows of several cells that are no pairs, such as those who sign, stay a table.
        var (own, others): (Set<Int>, Int) = ([], 0)
        for (index, row) in grid.table.rows.enumerated() {
            let cells = row.filter { !grid.isEmpty($0) }
            let before = pairs.count + left.count
            defer {
                if pairs.count + left.count > before {
                    own.insert(index)
                } else if cells.count > 2 {
                    others += 1
                }
            }
            // Beside *Código: LV-04* stands *Versión 2*.
            let hasColons = cells.count > 1 && cells.contains { grid.text($0).contains(": ") }
            for cell in cells {
                // A label and its value may share a cell.
                let paragraphs = grid.paragraphs(cell)
                let lines = paragraphs.flatMap { outline.paragraphs[$0].lines }.map { outline.lines[$0] }
                let parts = lines.compactMap { line in
                    labelAndRest(line) ?? (hasColons ? nameAndRest(line) : nil)
                }
                if !lines.isEmpty, parts.count == lines.count,
                    parts.allSatisfy({ !outline.text(of: $0.rest).isEmpty })
                {
                    let known = parts.compactMap { part -> (Int, [Stretch], FoundValue)? in
                        guard let field = field(outline.text(of: part.label), Self.facts.union(Self.texts)),
                            let value = value(field, [part.rest])
                        else { return nil }
                        return (field, [part.label], value)
                    }
                    guard known.count == parts.count else { return }
                    pairs += known
                    continue
                }
            }
            // A label without a value is for the reader to fill in.
            let open = labelsWithoutValue(row, grid)
            blank += open.flatMap { grid.stretches($0) }
            let filled = cells.filter { !open.contains($0) }
            guard filled.count.isMultiple(of: 2), filled.count <= 6,
                pairs.isEmpty || filled.allSatisfy({ !grid.text($0).contains(": ") })
            else {
                continue
            }
            for start in stride(from: 0, to: filled.count, by: 2) {
                let (label, stretches) = (grid.stretches(filled[start]), grid.stretches(filled[start + 1]))
                let name = grid.text(filled[start])
                if PageNumber.matches(name + " " + grid.text(filled[start + 1])) {
                    pages += label + stretches
                    continue
                }
                guard let field = field(name, Self.facts.union(Self.texts)) ?? identity(name),
                    let value = value(field, stretches), !has(field), !pairs.contains(where: { $0.field == field })
                else {
                    left.append((label, stretches))
                    continue
                }
                pairs.append((field, label, value))
            }
        }
        // A single date in a table of other things is not a fact.
        guard !pairs.isEmpty, Set(pairs.map(\.field)).count == pairs.count, !pairs.contains(where: { has($0.field) }),
            left.isEmpty || (pairs.count >= 2 || form.type.fields[pairs[0].field].key == .for) && isPairTable(grid)
        else { return }
        labels += blank
        repeated += pages
        for (field, label, value) in pairs {
            add(field, value, label: label.map { outline.text(of: $0) }.joined(separator: " "), .right)
            labels += label
        }
        if left.isEmpty, others > 0 {
            takenRows[grid.index] = (own, pairs.map { [$0.field] })
        } else if left.isEmpty {
            takenTables.insert(grid.index)
        } else {
            rest[grid.index] = (pairs.map { [$0.field] }, left)
        }
    }
}
