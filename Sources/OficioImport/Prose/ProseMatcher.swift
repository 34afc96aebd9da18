import OficioSchema
import OficioSource

/// Imports a file in no form: its title, and its text under its own headings.
struct ProseMatcher {
    private let outline: Outline
    private let items: TextItems
    private let form: FormLabels
    private var fates: Fates
    private var blocks: [ProseBlock] = []
    private var title: FoundText?
    /// The level of the headings that become sections; nil without headings.
    private let top: Int?

    init(_ outline: Outline, _ form: FormLabels) {
        self.outline = outline
        self.form = form
        items = TextItems(outline: outline)
        fates = Fates(count: outline.words.count)
        let levels = outline.paragraphs[..<outline.bodyCount].filter { $0.cell == nil && !$0.lines.isEmpty }.compactMap(
            \.headingLevel)
        // A single heading of the highest level over others is the title of the whole.
        let highest = levels.min()
        let others = levels.filter { $0 != highest }.min()
        top = levels.count { $0 == highest } == 1 && others != nil ? others : highest
    }

    mutating func run(_ choice: FormChoice) -> Match {
        for section in outline.sections { add(section) }
        var record = MatchedRecord(form: 0)
        if let title {
            record.fields.append(
                FoundField(
                    path: [form.type.field(named: "titulo") ?? 0], label: "", value: .text(title), geometry: .place,
                    confidence: 0.8))
        }
        for field in MarginReader(outline, form).fields where record.field(field.path) == nil {
            record.fields.append(field)
        }
        record.prose = blocks
        settle(record)
        return Match(
            outline: outline, labels: LabelSet([form]), choice: choice, records: [record], fates: fates,
            hits: Array(repeating: [], count: outline.paragraphs.count))
    }

    // MARK: Blocks

    private mutating func add(_ parts: [OutlinePart]) {
        for part in parts {
            switch part {
            case .paragraph(let index): add(paragraph: index)
            case .box(let inside): add(inside)
            case .table(let index): add(table: index)
            }
        }
    }

    private mutating func add(paragraph index: Int) {
        let paragraph = outline.paragraphs[index]
        let whole = outline.whole(index)
        if paragraph.isContents { return settle(whole, .furniture(.contents)) }
        let text = outline.text(of: whole)
        if text.isEmpty { return }
        if PlaceholderText.matches(text) { return settle(whole, .furniture(.placeholder)) }
        if PageNumber.matches(text) { return settle(whole, .furniture(.pageNumber)) }
        if title == nil, let found = asTitle(paragraph, whole) {
            title = found
            return
        }
        if let level = level(of: paragraph, text) {
            blocks.append(.heading(level: level, items.joined([whole])))
            return
        }
        for item in items.items([whole], strips: true) {
            let isNumber =
                paragraph.source.list.map { !$0.isBullet }
                ?? item.typedLabels.contains { outline.text(of: $0).contains(where: \.isNumber) }
            blocks.append(item.isItem ? .item(item, number: isNumber ? 1 : nil) : .paragraph(item))
        }
    }

    /// Returns a short first line that looks like the title of the file, or nil.
    private func asTitle(_ paragraph: OutlineParagraph, _ whole: Stretch) -> FoundText? {
        let found = items.joined([whole])
        let count = found.text.split(separator: " ").count
        let isTitle = paragraph.source.style?.folded == "title" || paragraph.headingLevel == 1
        guard
            isTitle
                || blocks.isEmpty && paragraph.cell == nil && !paragraph.isList && count <= 16
                    && !found.text.hasSuffix(":")
        else { return nil }
        return count <= 30 ? found : nil
    }

    private func level(of paragraph: OutlineParagraph, _ text: String) -> Int? {
        if paragraph.cell != nil { return nil }
        if let level = paragraph.headingLevel, let top { return level <= top ? 2 : 3 }
        guard top == nil, paragraph.lines.count == 1, text.split(separator: " ").count <= 12, !text.hasSuffix("."),
            !text.hasSuffix(";")
        else { return nil }
        let evidence = paragraph.source.heading
        guard evidence.isBold || evidence.isCapitals && text.count > 3, !paragraph.isList || evidence.isNumbered else {
            return nil
        }
        return 2
    }

    // MARK: Tables

    private mutating func add(table index: Int) {
        let grid = Grid(outline, index)
        let filled = grid.table.rows.joined().filter { !grid.isEmpty($0) }
        let columns = Set(filled.map { outline.cells[$0].column })
        // A frame around text is no table.
        if columns.count <= 1 {
            for cell in filled { add(outline.cells[cell].parts) }
            return
        }
        var rows: [[FoundText]] = []
        for row in grid.table.rows.indices {
            let line = columns.sorted().map { column -> FoundText in
                guard let cell = grid.cell(row, column), outline.cells[cell].row == row,
                    outline.cells[cell].column == column
                else { return FoundText("", []) }
                return items.joined(grid.stretches(cell))
            }
            if line.contains(where: { !$0.text.isEmpty }) { rows.append(line) }
        }
        blocks.append(.table(rows))
    }

    // MARK: Fates

    private mutating func settle(_ stretch: Stretch, _ fate: Fate) {
        fates.assign(outline.words(in: stretch).filter { fates.isOpen($0) }, fate)
    }

    private mutating func settle(_ record: MatchedRecord) {
        for field in record.fields {
            let fate = Fate.field(record: 0, field: Assembler.name(field.path, form.type))
            for stretch in field.value.texts.flatMap(\.stretches) { settle(stretch, fate) }
        }
        for text in blocks.flatMap(\.texts) {
            for stretch in text.typedLabels { settle(stretch, .label) }
            for stretch in text.stretches { settle(stretch, .field(record: 0, field: ProseText.field)) }
        }
        for (index, word) in outline.words.enumerated() where fates.isOpen(index) {
            fates.assign([index], OtherParts.fate(of: word) ?? .unplaced(record: 0))
        }
    }
}

/// The name under which the ledger counts text under headings of its own.
enum ProseText {
    static let field = "sections"
}
