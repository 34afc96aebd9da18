import OficioModel
import OficioSchema
import OficioSource

// Reads the tasks of a checklist from tables of activities and from lists of tick boxes.
extension ProseMatcher {
    /// The tasks while the blocks are read.
    private struct Tasks {
        let type: RowType
        var rows: [FoundRow] = []
        /// The blocks that the tasks were made of.
        var former: [ProseBlock] = []
        /// What stands before the first task.
        var introduction: [ProseBlock] = []
        /// The titles that no task follows yet.
        var titles: [ProseBlock] = []
        /// The phase of tasks that no table groups; `nil` if they have none.
        var group: FoundGroup?
        var sheet: String?
        var last: ActivityTable?
    }

    /// Turns the blocks into the tasks of a checklist and its introduction. Text below the tasks has no field and goes
    /// under *Sin colocar*. Leaves the blocks as they are if there are no tasks.
    mutating func takeTasks() {
        guard let place = form.type.field(.items), case .rows(let type) = form.type.fields[place].kind else { return }
        var tasks = Tasks(type: type)
        let hasBoxes = blocks.contains { block in
            if case .item(_, let item) = block { item.isTicked != nil } else { false }
        }
        let hasTables = blocks.contains { block in
            if case .table(let cells) = block { readTable(cells, type, nil) != nil } else { false }
        }
        let known = labels.count
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            index += 1
            switch block {
            case .sheetName(let name):
                flush(&tasks)
                (tasks.sheet, tasks.group, tasks.last) = (name, nil, nil)
            case .table(let cells):
                if let table = readTable(cells, type, tasks.last) {
                    add(table, block, &tasks)
                } else {
                    keep(block, &tasks)
                }
            case .item(let text, let item) where hasBoxes ? item.isTicked != nil : isAsked && !hasTables:
                add(text, block, &tasks)
            default:
                if title(of: block) != nil {
                    if tasks.titles.count > 3 { flush(&tasks) }
                    tasks.titles.append(block)
                } else {
                    keep(block, &tasks)
                }
            }
        }
        flush(&tasks)
        guard !tasks.rows.isEmpty else {
            labels.removeLast(labels.count - known)
            return
        }
        blocks = []
        if !tasks.introduction.isEmpty, let field = form.type.fields.index(of: "introduction") {
            blocks = [.named(field: field, FoundText("", []))] + tasks.introduction.map { withLowerHeadings($0) }
        }
        blocks.append(.field(fields.count, tasks.former))
        addTasks(tasks.rows, place)
    }

    /// Adds the tasks of a checklist, and the list of the phases that their groups name.
    mutating func addTasks(_ rows: [FoundRow], _ place: Int) {
        fields.append(FoundField(path: [place], label: "", value: .rows(rows), geometry: .under, confidence: 0.9))
        var names: [FoundText] = []
        // The list repeats names that the groups take from the file, so its texts have no stretches of the file.
        for group in rows.compactMap(\.group) where !names.contains(where: { $0.text == group.code.label }) {
            names.append(FoundText(group.code.label, []))
        }
        if let list = form.type.field(.phases), !names.isEmpty {
            fields.append(FoundField(path: [list], label: "", value: .list(names), geometry: .place, confidence: 0.9))
        }
    }

    private func readTable(_ cells: [[FoundText]], _ type: RowType, _ last: ActivityTable?) -> ActivityTable? {
        grid(of: cells).flatMap { ActivityTable($0, type, .tasks, after: last) }
    }

    // MARK: Tasks

    private mutating func add(_ table: ActivityTable, _ block: ProseBlock, _ tasks: inout Tasks) {
        open(&tasks)
        for stretch in table.repeated { assignFates(stretch, .furniture(.repeated)) }
        labels += table.labels
        for row in table.rows {
            var row = row
            if let own = row.group, let outer = tasks.group, !outer.text.stretches.isEmpty {
                // The title over the table and the phase within it make one name.
                labels += outer.text.stretches + outer.text.typedLabels
                let label = outer.code.label + ": " + own.code.label
                row.group = FoundGroup(code: ActivityTable.code(label), text: own.text)
            } else {
                row.group = row.group ?? tasks.group
            }
            tasks.rows.append(row)
        }
        tasks.former.append(block)
        tasks.last = table
    }

    private mutating func add(_ text: FoundText, _ block: ProseBlock, _ tasks: inout Tasks) {
        open(&tasks)
        labels += text.typedLabels
        var row = FoundRow()
        row.cells[tasks.type.main] = .text(text)
        row.group = tasks.group
        tasks.rows.append(row)
        tasks.former.append(block)
    }

    /// Lets the last title name the phase of the tasks that follow it.
    private mutating func open(_ tasks: inout Tasks) {
        guard let last = tasks.titles.popLast(), let text = title(of: last) else {
            if tasks.group == nil, let sheet = tasks.sheet {
                tasks.group = FoundGroup(code: ActivityTable.code(sheet), text: FoundText("", []))
            }
            return
        }
        flush(&tasks)
        tasks.former.append(last)
        let bare = ProseHeadings.withoutNumber(text.text)
        if ActivityWords.headings.contains(bare.folded) {
            labels += text.stretches + text.typedLabels
        } else {
            labels += text.typedLabels
            tasks.group = FoundGroup(code: ActivityTable.code(text.text), text: text)
        }
    }

    // MARK: Other text

    /// Keeps the titles that no task follows as text.
    private mutating func flush(_ tasks: inout Tasks) {
        let titles = tasks.titles
        tasks.titles = []
        for title in titles { put(title, &tasks) }
    }

    private mutating func keep(_ block: ProseBlock, _ tasks: inout Tasks) {
        flush(&tasks)
        put(block, &tasks)
    }

    private mutating func put(_ block: ProseBlock, _ tasks: inout Tasks) {
        let texts = block.texts.filter { !$0.text.isEmpty }
        let areLines = texts.allSatisfy { text in
            ReceiptLine.matches(text.text) || !text.text.contains { $0.isLetter || $0.isNumber }
        }
        if block.heading == nil, areLines, texts.contains(where: { ReceiptLine.matches($0.text) }) {
            for text in texts { labels += text.stretches + text.typedLabels }
        } else if tasks.rows.isEmpty {
            tasks.introduction.append(block)
        }
    }

    /// A block of the introduction, whose headings stand below that of the field.
    private func withLowerHeadings(_ block: ProseBlock) -> ProseBlock {
        switch block {
        case .heading(let level, let text): .heading(level: min(6, level + 1), text)
        case .named(_, let text): .heading(level: 3, text)
        default: block
        }
    }
}
