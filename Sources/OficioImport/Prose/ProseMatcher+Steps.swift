import OficioModel
import OficioSchema
import OficioSource

// Finds the steps of a procedure under their heading.
extension ProseMatcher {
    /// The steps below one heading.
    private struct Steps {
        /// The blocks of the section, its heading first.
        var range: Range<Int>
        var rows: [FoundRow] = []
        var labels: [Stretch] = []
        var repeated: [Stretch] = []
    }

    /// Makes the steps of the procedure from the tables of activities that are the only content under their heading.
    /// Titles between the tables are phases. A numbered list gets the name of the field.
    mutating func makeSteps() {
        guard let place = form.type.field(.steps), case .rows(let type) = form.type.fields[place].kind,
            !fields.contains(where: { $0.path == [place] })
        else { return }
        let sections = blocks.indices.filter { headsSteps(blocks[$0], place) }.map { start in
            start..<(blocks[(start + 1)...].firstIndex { isSection($0) } ?? blocks.count)
        }
        let found = sections.compactMap { steps($0, type) }
        guard found.count <= 1 else { return }
        guard let steps = found.first, let heading = blocks[steps.range.lowerBound].heading else {
            return nameList(sections, place)
        }
        for stretch in steps.repeated { assignFates(stretch, .furniture(.repeated)) }
        let former = Array(blocks[steps.range])
        blocks.replaceSubrange(steps.range, with: [.field(fields.count, former)])
        fields.append(
            FoundField(path: [place], label: "", value: .rows(steps.rows), geometry: .column, confidence: 0.85))
        labels += steps.labels + heading.stretches + heading.typedLabels
    }

    /// Gives the heading over a numbered list, the only one of its kind, the name of the field.
    private mutating func nameList(_ sections: [Range<Int>], _ place: Int) {
        guard sections.count == 1, let section = sections.first, section.count > 2,
            case .heading(_, let text) = blocks[section.lowerBound]
        else { return }
        let isList = blocks[section].dropFirst().allSatisfy { block in
            if case .item(_, let item) = block { item.level > 0 || item.number != nil } else { false }
        }
        guard isList else { return }
        labels += text.stretches + text.typedLabels
        blocks[section.lowerBound] = .named(field: place, text)
        // Steps have numbers of their own.
        for index in section.dropFirst() {
            guard case .item(let text, var item) = blocks[index], item.level == 0, item.number != nil else { continue }
            item.label = nil
            blocks[index] = .item(text, item)
        }
    }

    private func headsSteps(_ block: ProseBlock, _ place: Int) -> Bool {
        switch block {
        case .heading(2, let text): ProseSteps.isHeading(ProseHeadings.withoutNumber(text.text))
        case .named(let field, _): place == field
        default: false
        }
    }

    private func isSection(_ block: ProseBlock) -> Bool {
        switch block {
        case .heading(2, let text):
            // *Fase 1. Valoración* below the heading of the steps may look just like it.
            !ActivityWords.beginsPhase(text.text)
        case .named, .field, .sheetName: true
        default: false
        }
    }

    /// Returns the steps of a section that holds nothing but tables of activities and the titles over them; nil for
    /// any other.
    private func steps(_ range: Range<Int>, _ type: RowType) -> Steps? {
        var found = Steps(range: range)
        var last: ActivityTable?
        var phase: FoundText?
        var group: FoundGroup?
        for block in blocks[range].dropFirst() {
            if case .table(let cells) = block {
                guard let grid = grid(of: cells), let table = ActivityTable(grid, type, .steps, after: last) else {
                    return nil
                }
                if let phase {
                    if table.rows.contains(where: { $0.group != nil }) { return nil }
                    group = FoundGroup(code: ActivityTable.code(phase.text), text: phase)
                    found.labels += phase.typedLabels
                }
                phase = nil
                found.rows += table.rows.map { row in
                    var row = row
                    row.group = row.group ?? group
                    return row
                }
                found.labels += table.labels
                found.repeated += table.repeated
                last = table
            } else if let title = title(of: block), phase == nil {
                if ProseSteps.isHeading(ProseHeadings.withoutNumber(title.text)) {
                    found.labels += title.stretches + title.typedLabels
                } else {
                    phase = title
                }
            } else {
                return nil
            }
        }
        return found.rows.count > 1 && phase == nil ? found : nil
    }

    /// Returns the words of a block that may be the title of the rows below it; nil for other blocks.
    func title(of block: ProseBlock) -> FoundText? {
        switch block {
        case .heading(_, let text): return text
        case .paragraph(let text):
            guard text.stretches.count == 1, let stretch = text.stretches.first,
                text.text.split(separator: " ").count <= 12, !text.text.hasSuffix("."),
                text.text.contains(where: \.isLetter), text.notes.isEmpty
            else { return nil }
            let paragraph = outline.paragraphs[stretch.paragraph]
            let evidence = paragraph.source.heading
            return evidence.isBold || evidence.isCapitals || paragraph.cell != nil
                || ActivityWords.beginsPhase(text.text) ? text : nil
        default: return nil
        }
    }

    /// Returns the table whose cells a block holds; `nil` if the cells are empty or stand in no table.
    func grid(of cells: [[FoundText]]) -> Grid? {
        let stretch = cells.joined().first { !$0.stretches.isEmpty }?.stretches.first
        return stretch.flatMap { outline.paragraphs[$0.paragraph].cell }.map { Grid(outline, outline.cells[$0].table) }
    }
}
