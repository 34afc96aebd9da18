import OficioModel
import OficioSchema
import OficioSource

// Converts the sections of a document that Oficio printed back into fields.
extension ProseMatcher {
    /// A section: its heading, and the blocks below it up to the next heading.
    private struct Section {
        /// The heading of the section; nil for the text before the first heading.
        var heading: FoundText?
        /// The field that the heading names; nil for a section of the author's own.
        var field: Int?
        /// The block of the heading; nil if the label is part of the text.
        var head: ProseBlock?
        var blocks: [ProseBlock] = []
        /// The stretches of a label that is not a heading.
        var label: [Stretch] = []

        var all: [ProseBlock] { (head.map { [$0] } ?? []) + blocks }
    }

    /// Turns sections into fields if their names or rows identify the fields.
    mutating func takePrintedSections() {
        var result: [ProseBlock] = []
        var tasks: [(section: Section, rows: [FoundRow])] = []
        var taskPlace: Int?
        var taskReader = rowReader("items")
        for section in printedSections() {
            if let heading = section.heading, section.field == nil,
                PrintedWords.receipt.contains(heading.text.folded)
            {
                labels += section.all.flatMap(\.texts).flatMap(\.stretches)
                labels += heading.stretches
                continue
            }
            if let heading = section.heading, section.field == nil, PrintedWords.links.contains(heading.text.folded) {
                for stretch in section.all.flatMap(\.texts).flatMap(\.stretches) {
                    assignFates(stretch, .furniture(.around))
                }
                continue
            }
            if section.field == nil, section.heading != nil, form.type.known == .checklist,
                let rows = taskReader?.rows(section.blocks)
            {
                taskPlace = taskPlace ?? result.count
                tasks.append((section, rows))
                continue
            }
            result += convertedBlocks(section)
        }
        if let taskPlace, let reader = taskReader, let place = form.type.field(.items) {
            result.insert(.field(fields.count, tasks.flatMap(\.section.all)), at: taskPlace)
            labels += reader.labels
            addTasks(tasks.map { ($0.section.heading, $0.rows) }, place)
        }
        blocks = result
    }

    // MARK: Sections

    private func printedSections() -> [Section] {
        var sections = [Section()]
        for block in blocks {
            switch block {
            case .heading(2, let text):
                sections.append(Section(heading: text, field: fieldOf(text.text), head: block))
            case .named(let field, let text): sections.append(Section(heading: text, field: field, head: block))
            case .paragraph(let text):
                if let (field, label, rest) = leadingLabel(text) {
                    var section = Section(heading: label, field: field, head: nil)
                    section.label = label.stretches
                    if let rest { section.blocks.append(.paragraph(rest)) }
                    sections.append(section)
                } else {
                    sections[sections.count - 1].blocks.append(block)
                }
            default: sections[sections.count - 1].blocks.append(block)
            }
        }
        return sections
    }

    private func fieldOf(_ heading: String) -> Int? {
        let name = ProseHeadings.withoutNumber(heading).folded
        if let field = form.type.field(named: name), !fields.contains(where: { $0.path == [field] }) { return field }
        guard form.type.known == .protocol, let id = PrintedWords.sections[name] else { return nil }
        return form.type.fields.index(of: id)
    }

    /// Returns the field, the label and the value of a paragraph that begins in bold with the name of a field, as
    /// *Estándares* Trato digno does; nil for any other paragraph, and for a field that already has a value.
    private func leadingLabel(_ text: FoundText) -> (field: Int, label: FoundText, rest: FoundText?)? {
        guard let first = text.stretches.first, first.range.lowerBound == 0 else { return nil }
        let paragraph = outline.paragraphs[first.paragraph]
        var length = 0
        for run in paragraph.source.runs where run.visibility == .shown {
            guard run.style.contains(.bold) || PlainText.clean(run.shownText).isEmpty else { break }
            length += run.shownText.utf8.count
        }
        guard length > 0 else { return nil }
        let label = Stretch(first.paragraph, 0..<length)
        let words = outline.text(of: label)
        guard let field = form.type.field(named: words.folded), !fields.contains(where: { $0.path == [field] }) else {
            return nil
        }
        let rest = text.stretches.compactMap { stretch in
            let start = stretch.paragraph == first.paragraph ? max(length, stretch.range.lowerBound) : 0
            return start < stretch.range.upperBound ? Stretch(stretch.paragraph, start..<stretch.range.upperBound) : nil
        }
        let value = items.inOneLine(rest)
        return (field, FoundText(words, [label]), value.text.isEmpty ? nil : value)
    }

    // MARK: Values

    /// Returns the blocks of a section: one block for a field of rows, and none if a field of the front matter
    /// receives the section. Adds these fields and their labels.
    private mutating func convertedBlocks(_ section: Section) -> [ProseBlock] {
        guard let field = section.field, let heading = section.heading else { return section.all }
        let kind = form.type.fields[field].kind
        let id = form.type.fields[field].id
        let isNothing =
            section.blocks.count == 1 && section.blocks[0].texts.count == 1
            && NotApplicable.matches(section.blocks[0].texts[0].text, settingsOfSite)
        if !isNothing, case .rows = kind, var reader = rowReader(id), let rows = reader.rows(section.blocks) {
            labels += reader.labels + heading.stretches + heading.typedLabels
            fields.append(
                FoundField(path: [field], label: heading.text, value: .rows(rows), geometry: .under, confidence: 0.9))
            return [.field(fields.count - 1, section.all)]
        }
        if let value = value(of: section, kind, isNothing) {
            labels += heading.stretches + heading.typedLabels
            fields.append(
                FoundField(path: [field], label: heading.text, value: value, geometry: .under, confidence: 0.9))
            return []
        }
        if section.head == nil { labels += section.label }
        // Replace another name of the field by the name that the type gives it.
        if section.head == nil || form.type.field(named: heading.text.folded) != field {
            labels += heading.stretches + heading.typedLabels
            return [.named(field: field, heading)] + section.blocks
        }
        return section.all
    }

    /// Returns the value of a section for the front matter: references, and short values beside their label; `nil`
    /// for any other section.
    private func value(of section: Section, _ kind: FieldKind, _ isNothing: Bool) -> FoundValue? {
        let areTexts = section.blocks.allSatisfy { block in
            switch block {
            case .item(_, let item): item.isTicked == nil
            case .paragraph: true
            default: false
            }
        }
        guard areTexts, !section.blocks.isEmpty, !isNothing else { return nil }
        let lines = section.blocks.flatMap(\.texts).flatMap(\.stretches).flatMap { stretch in
            outline.paragraphs[stretch.paragraph].lines.map { outline.lines[$0].stretch.range }.compactMap { range in
                let own = range.clamped(to: stretch.range)
                return own.isEmpty ? nil : Stretch(stretch.paragraph, own)
            }
        }
        let texts = lines.map { FoundText(outline.text(of: $0), [$0]) }.filter { !$0.text.isEmpty }
        switch kind {
        case .references: return texts.allSatisfy { ReferenceTexts.mayName($0.text) } ? .references(texts) : nil
        case .text, .duration, .interval: return section.head == nil && texts.count == 1 ? .text(texts[0]) : nil
        default: return nil
        }
    }

    private func rowReader(_ id: String) -> PrintedRows? {
        guard PrintedWords.columns[id] != nil || id == "questions", let place = form.type.fields.index(of: id),
            case .rows(let type) = form.type.fields[place].kind
        else { return nil }
        return PrintedRows(outline, type, field: id)
    }

    // MARK: Tasks

    /// Adds the tasks of a checklist with their phases, which the headings name.
    private mutating func addTasks(_ phases: [(heading: FoundText?, rows: [FoundRow])], _ place: Int) {
        var rows: [FoundRow] = []
        for (heading, own) in phases {
            guard let heading else { continue }
            let title = withoutCount(heading, own.count)
            let group = FoundGroup(code: Code(code: title.text.slug(words: 6), label: title.text), text: title)
            rows += own.map { row in
                var row = row
                row.group = group
                return row
            }
        }
        addTasks(rows, place)
    }

    /// Returns a heading without the number of its tasks, which a web page shows after it; adds the number to
    /// `labels`.
    private mutating func withoutCount(_ heading: FoundText, _ count: Int) -> FoundText {
        guard outline.document.format == .html, heading.text.hasSuffix(" \(count)"),
            let stretch = heading.stretches.first, heading.stretches.count == 1
        else { return heading }
        let bytes = Array(outline.paragraphs[stretch.paragraph].text.utf8)
        guard let space = bytes[stretch.range].lastIndex(of: 0x20) else { return heading }
        labels.append(Stretch(stretch.paragraph, space..<stretch.range.upperBound))
        let title = Stretch(stretch.paragraph, stretch.range.lowerBound..<space)
        return FoundText(outline.text(of: title), [title])
    }
}
