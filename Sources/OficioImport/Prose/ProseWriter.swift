import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Writes a document that keeps its own headings.
struct ProseWriter {
    private let record: MatchedRecord
    private let form: FormLabels
    private let outline: Outline
    private let language: Language
    private var draft: SourceDraft
    private(set) var plan: ReferencePlan
    /// The indices of headings that name a field which cannot take the text below them. They become bold lines.
    private let plain: Set<Int>
    private let links: [Int: String]

    init(
        _ record: MatchedRecord, _ form: FormLabels, _ outline: Outline, _ language: Language, _ draft: SourceDraft,
        _ plan: ReferencePlan, plain: Set<Int>
    ) {
        self.record = record
        self.form = form
        self.outline = outline
        self.language = language
        self.draft = draft
        self.plan = plan
        self.plain = plain
        links = outline.pictures.mapValues { $0.link(from: draft.path) }
    }

    mutating func write() -> SourceDraft {
        writeFacts()
        var isOpen = form.type.body != nil
        var list = ListState()
        for (index, block) in record.prose.enumerated() {
            if !isOpen, needsLead(block, index) {
                draft.add("\n## " + Heading.lead[language], block: SourceDraft.Line.ownBlock)
            }
            isOpen = true
            if beginsSection(block) { writeNotes(above: index) }
            write(block, index, prefix: "", &list)
        }
        writeNotes(above: record.prose.count)
        writeUnplaced()
        return draft
    }

    /// The number of notes that have been written, of ``MatchedRecord/placedNotes``, which have the order of the text.
    private var writtenNotes = 0
    /// The notes of the blocks before `notedBlocks`.
    private var notesSoFar: Set<Int> = []
    private var notedBlocks = 0

    private func beginsSection(_ block: ProseBlock) -> Bool {
        switch block {
        case .heading(2, _), .named, .field, .sheetName: true
        default: false
        }
    }

    /// Writes the notes of the blocks above one below their section, because the next section may hold nothing but
    /// rows.
    private mutating func writeNotes(above end: Int) {
        if writtenNotes == record.placedNotes.count { return }
        for stretch in record.prose[notedBlocks..<end].flatMap(\.texts).flatMap(\.stretches) {
            notesSoFar.formUnion(NotePlaces.all(in: stretch, outline).notes)
        }
        notedBlocks = end
        while writtenNotes < record.placedNotes.count {
            let note = record.placedNotes[writtenNotes]
            guard notesSoFar.contains(note) || end == record.prose.count else { break }
            draft.add("\n" + NoteText.markdown(note, outline))
            writtenNotes += 1
        }
    }

    private func needsLead(_ block: ProseBlock, _ index: Int) -> Bool {
        switch block {
        case .heading(2, _): plain.contains(index)
        case .field, .named, .sheetName: false
        default: true
        }
    }

    // MARK: Front matter

    private mutating func writeFacts() {
        let yaml = YAMLWriter()
        draft.add("---")
        let titlePath = [form.type.titleField]
        let title = record.fields.firstIndex { $0.path == titlePath }
        draft.add(
            form.type.fields[titlePath[0]].label[language].lowercasedFirst + ": "
                + yaml.scalar(title.flatMap { record.fields[$0].value.texts.first?.text } ?? draft.title), field: title)
        let inBody = Set(record.prose.compactMap { if case .field(let field, _) = $0 { field } else { nil } })
        for (index, field) in record.fields.enumerated() where index != title && !inBody.contains(index) {
            var writer = FactWriter(plan: plan, language: language)
            guard let content = writer.content(field.value, ValueReader.kind(field.path, form.type)) else { continue }
            plan = writer.plan
            if !writer.isSure { draft.unsure.insert(index) }
            let name = form.type.fields[field.path[0]].label[language].lowercasedFirst
            draft.add(yaml.member(Content.Member(name, content), indent: 0), field: index)
        }
        writeFolder(yaml)
        if let state = form.type.field(.state) {
            draft.add(
                form.type.fields[state].label[language].lowercasedFirst + ": "
                    + Localized(es: "borrador", en: "draft")[language])
        }
        draft.add("---")
    }

    /// Writes the unit or the members that follow from the file's folder.
    private mutating func writeFolder(_ yaml: YAMLWriter) {
        if let unit = record.unit, let place = form.type.field(.unit), record.field([place]) == nil,
            case .references(let kind) = form.type.fields[place].kind
        {
            let written = plan.write(unit, kind)
            draft.add(
                yaml.member(
                    Content.Member(form.type.fields[place].label[language].lowercasedFirst, .text(written.text)),
                    indent: 0))
        }
        if !record.members.isEmpty, let place = form.type.field(.members) {
            draft.add(
                yaml.member(
                    Content.Member(
                        form.type.fields[place].label[language].lowercasedFirst, .list(record.members.map { .text($0) })
                    ),
                    indent: 0))
        }
    }

    // MARK: Blocks

    /// The state of the open list, for restarting numbers and separating adjacent lists.
    private struct ListState {
        var isOpen = false
        /// The number of the last item by level; nil for a bullet.
        var numbers: [Int?] = []
        /// Whether the numbers of each level end with a bracket. Items with and without bracket belong to
        /// different lists.
        var brackets: [Bool] = []
    }

    private func markdown(_ text: FoundText, isCell: Bool = false, isHeading: Bool = false) -> String {
        let written = InlineWriter(outline, links: links, targets: draft.targets, isCell: isCell, keepsBold: !isHeading)
            .markdown(text)
        return isHeading ? written.replacing("\\\n", with: " ") : written
    }

    private mutating func write(_ block: ProseBlock, _ index: Int, prefix: String, _ list: inout ListState) {
        if case .item(let text, let item) = block { return write(text, item, index, prefix, &list) }
        list = ListState()
        switch block {
        case .heading(let level, let text):
            let written = markdown(text, isHeading: true)
            draft.add(
                "\n"
                    + (plain.contains(index) ? "**\(written)**" : String(repeating: "#", count: level) + " " + written),
                block: index)
        case .named(let field, _):
            draft.add(
                "\n## " + form.type.fields[field].label[language].capitalizedFirst, block: SourceDraft.Line.ownBlock)
        case .paragraph(let text): add(markdown(text), index, prefix)
        case .item: break
        case .table(let rows): write(rows, index, prefix)
        case .field(let field, _): write(field)
        case .sheetName(let name):
            draft.add("\n## " + MarkdownText.escaped(name), block: SourceDraft.Line.ownBlock)
        case .quote(let kind, let blocks):
            draft.add("")
            if let kind { draft.add(prefix + "> [!\(kind)]", block: index) }
            var inside = ListState()
            for (number, block) in blocks.enumerated() {
                // The first paragraph of a callout follows its mark.
                if case .paragraph(let text) = block, number == 0 {
                    for line in markdown(text).split(separator: "\n") { draft.add(prefix + "> " + line, block: index) }
                } else {
                    write(block, index, prefix: prefix + "> ", &inside)
                }
            }
        case .code(let lines):
            let longest = lines.map { line in line.text.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
            let fence = String(repeating: "`", count: max(3, longest + 1))
            draft.add("\n" + prefix + fence, block: index)
            for line in lines.flatMap({ $0.text.split(separator: "\n", omittingEmptySubsequences: false) }) {
                draft.add(prefix + line, block: index)
            }
            draft.add(prefix + fence, block: index)
        }
    }

    /// Adds a blank line and the lines of a text.
    private mutating func add(_ text: String, _ index: Int, _ prefix: String) {
        draft.add(prefix.isEmpty ? "" : String(prefix.dropLast(prefix.hasSuffix(" ") ? 1 : 0)))
        for line in text.split(separator: "\n") { draft.add(prefix + line, block: index) }
    }

    private mutating func write(
        _ text: FoundText, _ item: ProseItem, _ index: Int, _ prefix: String, _ list: inout ListState
    ) {
        if !list.isOpen { draft.add(prefix.isEmpty ? "" : String(prefix.dropLast())) }
        list.isOpen = true
        let level = min(item.level, list.numbers.count)
        list.numbers.removeSubrange(min(level + 1, list.numbers.count)...)
        list.brackets.removeSubrange(min(level + 1, list.brackets.count)...)
        if list.numbers.count == level {
            list.numbers.append(nil)
            list.brackets.append(false)
        } else if item.label == nil, let number = item.number, let last = list.numbers[level], number != last + 1 {
            list.brackets[level].toggle()
        }
        let number = item.label == nil ? item.number : nil
        list.numbers[level] = number
        var mark = number.map { "\($0)" + (list.brackets[level] ? ")" : ".") } ?? "-"
        if let isTicked = item.isTicked { mark += isTicked ? " [x]" : " [ ]" }
        if let label = item.label { mark += " " + label }
        let indent = prefix + String(repeating: " ", count: level * 3)
        let lines = markdown(text).split(separator: "\n").map(String.init)
        draft.add(indent + mark + " " + (lines.first ?? ""), block: index)
        for line in lines.dropFirst() { draft.add(indent + "   " + line, block: index) }
    }

    private mutating func write(_ rows: [[FoundText]], _ block: Int, _ prefix: String) {
        guard let first = rows.first else { return }
        draft.add(prefix.isEmpty ? "" : String(prefix.dropLast()))
        draft.add(prefix + line(first, isHead: true), block: block)
        draft.add(prefix + "|" + first.map { _ in "---|" }.joined(), block: block)
        for row in rows.dropFirst() { draft.add(prefix + line(row, isHead: false), block: block) }
    }

    private func line(_ cells: [FoundText], isHead: Bool) -> String {
        "|"
            + cells.map { text -> String in
                let written = InlineWriter(
                    outline, links: links, targets: draft.targets, isCell: true, keepsBold: !isHead
                ).markdown(text)
                return written.isEmpty ? " |" : " \(written) |"
            }.joined()
    }

    private mutating func write(_ field: Int) {
        let found = record.fields[field]
        draft.add("\n## " + form.type.fields[found.path[0]].label[language].capitalizedFirst, field: field)
        draft.add("")
        guard case .rows(let rows) = found.value else { return }
        var writer = RowWriter(
            form, FormIndex(form.form, form.type), found.path[0], language, plan, outline, targets: draft.targets,
            keepsLines: true)
        for line in writer.lines(rows) { draft.add(line, field: field) }
        plan = writer.plan
    }

    // MARK: Unplaced text

    private mutating func writeUnplaced() {
        guard !record.unplaced.isEmpty || !record.notes.isEmpty else { return }
        draft.add(
            "\n## " + Localized(es: "Sin colocar {acceso=interno}", en: "Not placed {access=internal}")[language],
            block: SourceDraft.Line.ownBlock)
        var row: [Int]?
        var line = ""
        for stretch in record.unplaced where !outline.text(of: stretch).isEmpty {
            // The values of one key of the front matter go on one line.
            let cell = outline.paragraphs[stretch.paragraph].cell.map { outline.cells[$0] }
            let own = cell.flatMap { cell -> [Int]? in
                outline.tables[cell.table].id == outline.document.frontMatter ? [cell.table, cell.row] : nil
            }
            let text = outline.text(of: stretch)
            if let own, own == row {
                line += (cell?.column == 1 && !line.contains(": ") ? ": " : ", ") + text
            } else {
                if !line.isEmpty { draft.add("\n" + MarkdownText.escaped(line)) }
                line = text
            }
            row = own
        }
        if !line.isEmpty { draft.add("\n" + MarkdownText.escaped(line)) }
        for note in record.notes { draft.add("\n" + MarkdownText.escaped(note.text)) }
    }
}
