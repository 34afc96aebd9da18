import OficioModel
import OficioSchema
import OficioSource

/// Reads a table of activities as rows of a field: the steps of a procedure, the tasks of a checklist.
///
/// Rows between bands, and rows with a phase or a day in a column of their own, become groups. A table without headings
/// continues the table before it.
struct ActivityTable {
    /// What the cells of a column hold.
    private enum Use: Hashable {
        case number
        case phase
        /// When a task is due: a phase such as *Día 1*, or a time span.
        case time
        /// A box or a line that somebody fills in.
        case blank
        case column(Int)
        case unknown
    }

    private let outline: Outline
    private let items: TextItems
    private let type: RowType
    private let words: ActivityWords
    private let columnCount: Int
    private var uses: [Int: Use] = [:]
    /// The word before a bare number in each column of time: *Día*.
    private var timeWords: [Int: String] = [:]
    /// The column of the table with time spans and the column of the field that takes them; nil where the times of this
    /// table are phases.
    private var due: (place: Int, column: Int)?
    /// The headings of the columns that no field takes, and of those of time.
    private var titles: [Int: String] = [:]
    /// The folded texts of the rows of headings, to find them again on the next page.
    private var head: [[String]] = []

    /// The rows, each with the group that the table puts it into.
    private(set) var rows: [FoundRow] = []
    private(set) var labels: [Stretch] = []
    /// Names of phases that a later row repeats.
    private(set) var repeated: [Stretch] = []

    private var phase: FoundText?
    private var time: FoundText?
    private var group: FoundGroup?

    /// Reads `grid`; nil if it is no table of activities. `former` is the table that it may continue.
    init?(_ grid: Grid, _ type: RowType, _ words: ActivityWords, after former: ActivityTable? = nil) {
        outline = grid.outline
        items = TextItems(outline: grid.outline)
        self.type = type
        self.words = words
        columnCount = grid.table.columnCount
        var first = 0
        if let row = readHead(grid) {
            first = row
        } else if let former, former.columnCount == columnCount {
            (uses, titles, timeWords, head) = (former.uses, former.titles, former.timeWords, former.head)
            (phase, time, group) = (former.phase, former.time, former.group)
        } else if !words.allowsOthers || !readBoxes(grid) {
            return nil
        }
        chooseTime(grid, first)
        for row in first..<max(first, grid.table.rows.count) {
            guard read(row, grid) else { return nil }
        }
        guard !rows.isEmpty else { return nil }
    }

    // MARK: Headings

    /// Finds the headings of the columns; returns the first row below them, or `nil` if there are none.
    private mutating func readHead(_ grid: Grid) -> Int? {
        for row in grid.table.rows.indices.prefix(12) {
            let cells = grid.table.rows[row].filter { !grid.isEmpty($0) }
            if cells.count < 2 { continue }
            if let (below, cells) = doubleHead(row, grid), let found = uses(of: cells, grid) {
                uses = found
                let rows = grid.table.rows[row...row + 1].map { $0.filter { !grid.isEmpty($0) } }
                head = rows.map { $0.map { grid.text($0).folded } }
                for cell in rows.joined() { labels += grid.stretches(cell) }
                return below
            }
            if let found = uses(of: cells, grid) {
                uses = found
                head = [cells.map { grid.text($0).folded }]
                for cell in cells { labels += grid.stretches(cell) }
                let next = row + 1
                guard next < grid.table.rows.count else { return next }
                // A second row of headings may name the boxes: *Sí*, *No*. Its cells are labels.
                let below = grid.table.rows[next].filter { !grid.isEmpty($0) }
                let areBlanks = below.allSatisfy { cell in
                    uses[outline.cells[cell].column] == .blank && ActivityWords.blanks.contains(grid.text(cell).folded)
                        && grid.tickState(cell) == nil
                }
                guard !below.isEmpty, areBlanks else { return next }
                for cell in below { labels += grid.stretches(cell) }
                return next + 1
            }
            if !words.allowsOthers { return nil }
        }
        return nil
    }

    /// Returns the headings of the columns where some stand in a second row below merged headings, and the row below
    /// them; nil for any other row.
    private func doubleHead(_ row: Int, _ grid: Grid) -> (below: Int, cells: [Int])? {
        guard row + 2 < grid.table.rows.count else { return nil }
        let upper = grid.table.rows[row].filter { !grid.isEmpty($0) }
        let lower = grid.table.rows[row + 1].filter { !grid.isEmpty($0) }
        let groups = upper.filter { outline.cells[$0].columnSpan > 1 }
        guard !groups.isEmpty, groups.count < upper.count, !lower.isEmpty,
            lower.allSatisfy({ cell in
                let known = outline.cells[cell]
                return known.columnSpan == 1 && groups.contains { outline.cells[$0].columns.contains(known.column) }
            })
        else { return nil }
        return (
            row + 2,
            (upper.filter { !groups.contains($0) } + lower).sorted { first, second in
                outline.cells[first].column < outline.cells[second].column
            }
        )
    }

    private mutating func uses(of cells: [Int], _ grid: Grid) -> [Int: Use]? {
        var found: [Int: Use] = [:]
        var times: [Int: String] = [:]
        let haveYes = cells.contains { ["si", "yes"].contains(grid.text($0).folded) }
        for cell in cells {
            let known = outline.cells[cell]
            let text = grid.text(cell)
            var use = self.use(text, known.columns, grid, below: known.row)
            if case .column = use, found.values.contains(use) { use = .unknown }
            // *No* beside *Sí* is no number.
            if words.allowsOthers, haveYes, text.folded == "no" { use = .blank }
            if use == .time { times[known.column] = ActivityWords.times[LabelText.bare(text).folded] ?? "" }
            if use == .unknown || known.columnSpan > 1 && use != .blank {
                guard words.allowsOthers else { return nil }
                use = .unknown
            }
            for column in known.columns { found[column] = use }
            if use == .unknown || use == .time, known.columnSpan == 1 { titles[known.column] = LabelText.bare(text) }
        }
        let named = found.values.filter { if case .column = $0 { true } else { false } }
        guard named.contains(.column(type.main)) else { return nil }
        let others = found.values.filter { $0 != .unknown && $0 != .number && $0 != .column(type.main) }
        guard !others.isEmpty else { return nil }
        timeWords = times
        return found
    }

    private func use(_ text: String, _ columns: Range<Int>, _ grid: Grid, below row: Int) -> Use {
        if CrossColumns.isNumber(text) { return .number }
        let names = LabelText.candidates(text)
        if names.contains(where: { ActivityWords.phases.contains($0) }) { return .phase }
        if words.allowsOthers {
            if names.contains(where: { ActivityWords.times[$0] != nil }) { return .time }
            let isBlank = names.contains { ActivityWords.blanks.contains($0) } || PlainText.words(text).isEmpty
            if isBlank, holdsBoxes(columns, grid, below: row) { return .blank }
        }
        for name in names {
            if let id = words.names[name], let column = type.columns.index(of: id) { return .column(column) }
            if let column = type.column(named: name) { return .column(column) }
        }
        return .unknown
    }

    /// Whether at least half of the cells of some columns are empty or hold only boxes; somebody may have filled in
    /// the others.
    private func holdsBoxes(_ columns: Range<Int>, _ grid: Grid, below row: Int) -> Bool {
        var (filled, total) = (0, 0)
        for below in (row + 1)..<max(row + 1, grid.table.rows.count) {
            for column in columns {
                guard let cell = grid.cell(below, column), outline.cells[cell].columnSpan <= columns.count else {
                    continue
                }
                total += 1
                if !isBox(cell, grid) { filled += 1 }
            }
        }
        return filled * 2 <= total
    }

    private func isBox(_ cell: Int, _ grid: Grid) -> Bool {
        grid.isEmpty(cell) || grid.tickState(cell) != nil
            || PlainText.words(grid.text(cell)).allSatisfy { ActivityWords.boxes.contains($0.folded) }
    }

    /// Finds a column of boxes beside one column of texts in a table without headings, and returns whether there is
    /// one.
    private mutating func readBoxes(_ grid: Grid) -> Bool {
        var texts: [Int] = []
        var boxes: [Int] = []
        for column in 0..<columnCount {
            let cells = grid.table.rows.indices.compactMap { grid.cell($0, column) }.filter { !grid.isEmpty($0) }
            if cells.isEmpty { continue }
            if cells.count > 1, cells.allSatisfy({ grid.tickState($0) != nil }) {
                boxes.append(column)
            } else {
                texts.append(column)
            }
        }
        guard !boxes.isEmpty, texts.count == 1 else { return false }
        for column in boxes { uses[column] = .blank }
        uses[texts[0]] = .column(type.main)
        return true
    }

    // MARK: Times

    /// Decides which columns of time hold spans, of which a field takes the first, and which hold names of phases.
    private mutating func chooseTime(_ grid: Grid, _ first: Int) {
        guard let field = type.columns.firstIndex(where: { if case .duration = $0.kind { true } else { false } })
        else { return }
        due = nil
        for column in uses.keys.sorted() where uses[column] == .time {
            let texts = (first..<max(first, grid.table.rows.count)).compactMap { grid.cell($0, column) }
                .filter { outline.cells[$0].columnSpan == 1 && !grid.isEmpty($0) }.map { grid.text($0) }
            let areSpans =
                !texts.isEmpty
                && texts.allSatisfy { text in
                    TimeSpan(text) != nil && text.contains(where: \.isLetter)
                }
            guard areSpans else { continue }
            if due == nil { due = (column, field) } else { uses[column] = .unknown }
        }
    }

    private func timeLabel(_ text: String, _ column: Int) -> String {
        guard let word = timeWords[column], !word.isEmpty, !text.contains(where: \.isLetter) else { return text }
        return word + " " + text
    }

    // MARK: Rows

    /// Reads a row; returns `false` if the table is no table of activities.
    private mutating func read(_ index: Int, _ grid: Grid) -> Bool {
        let filled = grid.table.rows[index].filter { !grid.isEmpty($0) }
        if filled.isEmpty { return true }
        if head.contains(filled.map({ grid.text($0).folded })) {
            for cell in filled { labels += grid.stretches(cell) }
            return true
        }
        if filled.count == 1, isBand(filled[0], grid) {
            setPhase(items.inOneLine(grid.stretches(filled[0])))
            return true
        }
        var row = FoundRow()
        var blanks: [Stretch] = []
        var others: [FoundText] = []
        for cell in filled {
            let known = outline.cells[cell]
            let use = uses[known.column] ?? .unknown
            if known.columnSpan > 1, use != .blank {
                guard words.allowsOthers else { return false }
                continue
            }
            switch use {
            case .number:
                let text = grid.text(cell)
                if TypedLabel.isAlone(text) || text.allSatisfy({ $0.isNumber || $0 == "." }) {
                    blanks += grid.stretches(cell)
                } else if !words.allowsOthers {
                    return false
                }
            case .phase: setPhase(items.inOneLine(grid.stretches(cell)))
            case .time:
                let text = items.inOneLine(grid.stretches(cell))
                if let due, due.place == known.column {
                    row.cells[due.column] = .text(text)
                } else {
                    setTime(text, known.column)
                }
            case .blank: if isBox(cell, grid) { blanks += grid.stretches(cell) }
            case .column(let column): row.cells[column] = value(grid.stretches(cell), type.columns[column].kind)
            case .unknown:
                guard words.allowsOthers else { return false }
                var text = items.inOneLine(grid.stretches(cell))
                text.lead = titles[known.column]
                if text.lead?.isEmpty == false, !text.text.isEmpty { others.append(text) }
            }
        }
        guard let main = row.cells[type.main] else {
            // Words without an activity beside them find no place.
            return words.allowsOthers || row.cells.isEmpty
        }
        labels += blanks
        // What no field takes stands behind the activity, with the heading of its column.
        if !others.isEmpty { row.cells[type.main] = .blocks(main.texts + others) }
        share(index, grid, &row)
        row.group = group
        rows.append(row)
        return true
    }

    /// Whether the only filled cell of a row is a title over the rows below it.
    private func isBand(_ cell: Int, _ grid: Grid) -> Bool {
        let known = outline.cells[cell]
        if known.columnSpan > 1 { return known.columnSpan * 2 >= columnCount }
        guard words.allowsOthers else { return false }
        let paragraphs = grid.paragraphs(cell)
        guard paragraphs.count == 1 else { return false }
        let evidence = outline.paragraphs[paragraphs[0]].source.heading
        return evidence.isBold || evidence.isCapitals && grid.text(cell).count > 3
    }

    /// Gives a row the values of cells that are merged over several rows.
    private func share(_ index: Int, _ grid: Grid, _ row: inout FoundRow) {
        for (place, use) in uses {
            guard case .column(let column) = use, column != type.main, row.cells[column] == nil,
                let cell = grid.cell(index, place), outline.cells[cell].row < index, !grid.isEmpty(cell)
            else { continue }
            row.cells[column] = value(grid.stretches(cell), type.columns[column].kind)?.mapAllTexts { text in
                var text = text
                text.isShared = true
                return text
            }
        }
    }

    private func value(_ stretches: [Stretch], _ kind: FieldKind) -> FoundValue? {
        let text = items.inOneLine(stretches)
        if case .references = kind {
            return .references(ReferenceTexts.splitAtSeparators([text], isMany: false, stop: nil))
        }
        return .text(text)
    }

    // MARK: Groups

    private mutating func setPhase(_ text: FoundText) {
        if let phase, phase.text.folded == text.text.folded {
            repeated += text.stretches
            return
        }
        phase = text
        time = nil
        group = FoundGroup(code: Self.code(text.text), text: text)
    }

    private mutating func setTime(_ text: FoundText, _ column: Int) {
        if let time, time.text.folded == text.text.folded {
            repeated += text.stretches
            return
        }
        time = text
        var label = timeLabel(text.text, column)
        if let phase {
            labels += phase.stretches
            label = phase.text + ": " + label
        }
        group = FoundGroup(code: Self.code(label), text: text)
    }

    /// Returns a code with the label of a group, which the source writes as a heading.
    static func code(_ label: String) -> Code {
        var label = label
        while let last = label.last, ".: ".contains(last) { label.removeLast() }
        return Code(code: label.slug(words: 6), label: label)
    }
}

extension FoundValue {
    /// Returns the value with every text changed, including the texts of references; dates and codes stay as they
    /// are.
    func mapAllTexts(_ change: (FoundText) -> FoundText) -> FoundValue {
        if case .references(let texts) = self { return .references(texts.map(change)) }
        return mapTexts(change)
    }
}
