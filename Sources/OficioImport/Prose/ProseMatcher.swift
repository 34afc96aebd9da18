import OficioSchema
import OficioSource

/// Imports a file in no form: its title, the facts about it, and its text under its own headings.
struct ProseMatcher {
    let outline: Outline
    let items: TextItems
    let form: FormLabels
    let headings: ProseHeadings
    let facts: ProseFacts
    private var fates: Fates
    var blocks: [ProseBlock] = []
    var title: (text: FoundText, paragraph: Int)?
    var fields: [FoundField] = []
    /// Texts that repeat a fact of the document.
    var repeated: [Stretch] = []
    /// Texts that turned out to be labels, such as a heading over nothing but facts.
    var labels: [Stretch] = []

    /// Whether somebody said of which type the file is.
    var isAsked = false

    /// The settings in the front matter of a Markdown file; nil for other files.
    let settings: ProseSettings?
    /// The settings of the site.
    let settingsOfSite: SiteSettings
    /// The head and the control block of a document that Oficio printed; nil for other files.
    let head: PrintedHead?
    private let control: PrintedControl?
    /// The fields by the folded names that the site gives them.
    private let names: [String: Int]

    init(
        _ outline: Outline, _ form: FormLabels, _ site: SiteSettings, names: [String: Int] = [:],
        head: PrintedHead? = nil
    ) {
        self.head = head
        settingsOfSite = site
        let control = head.map { PrintedControl(outline, form, known: $0.fields) }
        self.control = control
        self.outline = outline
        self.form = form
        self.names = names
        settings = outline.topTables.first { outline.tables[$0].id == outline.document.frontMatter }.map {
            ProseSettings(Grid(outline, $0), form, site)
        }
        items = TextItems(outline: outline)
        fates = Fates(count: outline.words.count)
        let headings = ProseHeadings(outline)
        self.headings = headings
        facts = ProseFacts(outline, form, control: control, headings: headings)
        title = ProseTitle(outline).find(headings)
        let isNamed = ((settings?.fields ?? []) + facts.fields).contains { $0.path == [form.type.titleField] }
        if let title, facts.taken.contains(title.paragraph) || isNamed || opensSection(title) { self.title = nil }
    }

    /// Whether a title is the heading of the first section of a text without a title, such as `## Misión`.
    private func opensSection(_ title: (text: FoundText, paragraph: Int)) -> Bool {
        guard let level = outline.paragraphs[title.paragraph].headingLevel, level > 1 else { return false }
        let name = title.text.text.folded
        return (form.type.field(named: name) ?? form.type.field(understood: name)) != nil
    }

    mutating func run(_ choice: FormChoice) -> Match {
        if let title {
            fields.append(
                FoundField(
                    path: [form.type.titleField], label: "", value: .text(title.text),
                    geometry: .place,
                    confidence: 0.8))
        }
        // A table of documents or of search words has no facts. Facts in the head of the pages come first.
        for field in (head?.fields ?? []) + (control?.fields ?? []) { fields.append(field) }
        labels += (head?.labels ?? []) + (control?.labels ?? [])
        for stretch in (head?.repeated ?? []) + (control?.repeated ?? []) {
            assignFates(stretch, .furniture(.repeated))
        }
        let margin = MarginReader(outline, form, takesCodes: true).fields
        if let settings {
            // The title comes first.
            fields = settings.fields.sorted { first, second in isTitle(first) && !isTitle(second) } + fields
            labels += settings.labels
        }
        for field in margin + facts.fields {
            guard let known = fields.first(where: { $0.path == field.path }) else {
                fields.append(field)
                continue
            }
            // The head of the pages and a table may have the same value.
            let own = Set(known.value.texts.flatMap(\.stretches))
            if known.value.hasMeaning(of: field.value) {
                repeated += field.value.texts.flatMap(\.stretches).filter { !own.contains($0) }
            }
        }
        addDerived()
        labels += facts.labels
        for stretch in facts.repeated { assignFates(stretch, .furniture(.repeated)) }
        addDescription()
        let sheets = outline.document.sections.filter { !$0.isHidden }
        for (index, section) in outline.sections.enumerated() {
            let name = sheets.indices.contains(index) ? sheets[index].sheetName : nil
            if outline.sections.count > 1, let name, !section.isEmpty { blocks.append(.sheetName(name)) }
            add(section)
        }
        if head != nil {
            takePrintedSections()
        } else if form.type.known == .checklist {
            takeTasks()
        }
        makeSteps()
        var record = MatchedRecord(form: 0)
        record.fields = fields
        record.prose = blocks
        assignFates(&record)
        return Match(
            outline: outline, labels: LabelSet([form]), choice: choice, records: [record], fates: fates,
            hits: Array(repeating: [], count: outline.paragraphs.count))
    }

    /// Whether a table is the control block of a document that Oficio printed.
    func isControl(_ table: Int) -> Bool { control?.table == table }

    /// Whether a table holds the lines to sign of a document that Oficio printed.
    func isReceipt(_ grid: Grid) -> Bool {
        guard head != nil, let first = grid.table.rows.joined().first(where: { !grid.isEmpty($0) }) else {
            return false
        }
        return PrintedWords.receipt.contains(grid.text(first).folded)
            && grid.table.rows.joined().dropFirst().allSatisfy { grid.isEmpty($0) || grid.text($0).hasSuffix(":") }
    }

    private func isTitle(_ field: FoundField) -> Bool { field.path == [form.type.titleField] }

    // MARK: Blocks

    mutating func add(_ parts: [OutlinePart]) {
        for part in parts {
            switch part {
            case .paragraph(let index): add(paragraph: index)
            case .box(let inside): add(inside)
            case .table(let index): add(table: index)
            }
        }
    }

    mutating func add(paragraph index: Int) {
        let paragraph = outline.paragraphs[index]
        let whole = outline.whole(index)
        if paragraph.isContents { return assignFates(whole, .furniture(.contents)) }
        if facts.taken.contains(index), isFree(index) { return }
        if head?.taken.contains(index) == true || control?.taken.contains(index) == true { return }
        let text = outline.text(of: whole)
        if text.isEmpty {
            if NotePlaces.all(in: whole, outline).pictures.contains(where: { outline.pictures[$0] != nil }) {
                blocks.append(.paragraph(FoundText("", [whole])))
            }
            return
        }
        if PlaceholderText.matches(text) { return assignFates(whole, .furniture(.placeholder)) }
        if PageNumber.matches(text) { return assignFates(whole, .furniture(.pageNumber)) }
        if title?.paragraph == index { return }
        if ContentsList.isTitle(index, outline) { return assignFates(whole, .furniture(.contents)) }
        let named = fields.first { isTitle($0) }?.value.texts.first?.text
        if named?.folded == text.folded, paragraph.cell == nil, headings.isHead(index) {
            return assignFates(whole, .furniture(.repeated))
        }
        // Text above the title, such as the name of the institution, is not a heading of a section.
        if let kind = ProseStyles.quote(paragraph.source.style) { return addQuote(kind, texts(of: index, whole)) }
        if let level = headings.level(index),
            title.map({ $0.paragraph < index || $0.paragraph >= outline.bodyCount }) ?? true
        {
            let found = heading(whole)
            // The headings over the tasks of a checklist are phases.
            let mayName = level == 2 && (head != nil || form.type.known != .checklist)
            if mayName, let field = namedField(found) {
                labels += found.stretches + found.typedLabels
                blocks.append(.named(field: field, found))
            } else {
                blocks.append(.heading(level: level, found))
            }
            return
        }
        if paragraph.source.style == ProseStyles.code { return addCode(whole) }
        blocks += texts(of: index, whole)
    }

    /// Whether the record took every fact that was read from a paragraph.
    private func isFree(_ index: Int) -> Bool {
        let own = facts.fields.filter { $0.value.texts.contains { $0.stretches.contains { $0.paragraph == index } } }
        return own.allSatisfy { fact in
            fields.contains { $0.path == fact.path && $0.value.hasMeaning(of: fact.value) }
        }
    }

    /// Returns the field that the site calls by the words of a heading, if no text has the field yet; nil for
    /// any other heading.
    private func namedField(_ heading: FoundText) -> Int? {
        let field = LabelText.candidates(ProseHeadings.withoutNumber(heading.text)).lazy.compactMap { names[$0] }.first
        guard let field, !fields.contains(where: { $0.path == [field] }) else { return nil }
        let isTaken = blocks.contains { block in
            if case .named(field, _) = block { true } else { false }
        }
        return isTaken ? nil : field
    }

    /// Returns a heading without the number before it, unless the text refers to headings by number.
    func heading(_ whole: Stretch) -> FoundText {
        var text = items.inOneLine([whole])
        guard !headings.keepsNumbers, let number = ProseHeadings.number(text.text) else { return text }
        let label = String(text.text.prefix(number.length))
        text.text = String(text.text.dropFirst(number.length))
        let cut = items.offset(behind: label, in: whole)
        text.stretches = [Stretch(whole.paragraph, cut..<whole.range.upperBound)]
        text.typedLabels = [Stretch(whole.paragraph, whole.range.lowerBound..<cut)]
        return text
    }

    /// Returns the paragraphs and items of a text, split at typed bullets and numbers; a text behind a tick box is an
    /// item.
    private func texts(of index: Int, _ whole: Stretch) -> [ProseBlock] {
        let paragraph = outline.paragraphs[index]
        return items.items([whole], strips: true).map { text in
            let tick = leadingTick(text)
            if let tick {
                var item = ProseItem(level: paragraph.source.list?.level ?? 0)
                item.isTicked = tick.isTicked
                return .item(without(tick.range, text), item)
            }
            guard text.isItem else { return .paragraph(text) }
            var item = ProseItem(level: paragraph.source.list.map { level($0) } ?? typedLevel(paragraph))
            item.number = paragraph.source.list.map { $0.isBullet ? nil : number(of: $0) } ?? typedNumber(text)
            item.label = letter(paragraph, text)
            return .item(text, item)
        }
    }

    /// Returns the level of an item: bullets of another list stand below the numbered item that they follow if it
    /// ends with a colon.
    private func level(_ list: LocatedDocument.ListItem) -> Int {
        guard list.isBullet, list.level == 0, case .item(let text, let last)? = blocks.last,
            let before = text.stretches.last.flatMap({ outline.paragraphs[$0.paragraph].source.list })
        else { return list.level }
        let opens = last.number != nil && last.level == 0 && text.text.hasSuffix(":") && before.listID != list.listID
        let goesOn = last.number == nil && last.level == 1 && before.level == 0 && before.listID == list.listID
        return opens || goesOn ? 1 : 0
    }

    /// Returns the level of an item with a typed number. An indented item stands below an outermost numbered item
    /// before it, and beside any other item.
    private func typedLevel(_ paragraph: OutlineParagraph) -> Int {
        guard paragraph.source.indent > 30, case .item(_, let last)? = blocks.last else { return 0 }
        return last.level == 0 && last.number != nil ? 1 : last.level
    }

    /// Returns the number of an item as its label shows it, or else as the list counts it, or the number after that
    /// of the item before, or 1.
    private func number(of list: LocatedDocument.ListItem) -> Int {
        let digits = list.label.split { !($0.isASCII && $0.isNumber) }.last.flatMap { Int($0) }
        if let digits { return digits }
        if let number = list.number { return number }
        if case .item(_, let last)? = blocks.last, let number = last.number { return number + 1 }
        return 1
    }

    /// Returns the label of an item that counts with letters or Roman numerals: *a)*, *III.* Other texts refer to such
    /// an item by its letter, which Markdown has no list for.
    private func letter(_ paragraph: OutlineParagraph, _ text: FoundText) -> String? {
        let list = paragraph.source.list
        if list?.isBullet == true { return nil }
        let label = list.map(\.label) ?? text.typedLabels.first.map { outline.text(of: $0) } ?? ""
        let letters = label.filter { !".)-( ".contains($0) }
        guard letters.count < label.count, letters.count <= 6, !letters.isEmpty, letters.allSatisfy(\.isLetter) else {
            return nil
        }
        return label.filter { $0 != " " }
    }

    private func typedNumber(_ text: FoundText) -> Int? {
        guard let label = text.typedLabels.first else { return nil }
        let digits = outline.text(of: label).filter { $0.isASCII && $0.isNumber || $0 == "." }
        return digits.split(separator: ".").last.flatMap { Int($0) }
    }

    /// Returns the only tick box of a text outside tables if it is at the beginning; otherwise nil.
    private func leadingTick(_ text: FoundText) -> (range: Range<Int>, isTicked: Bool)? {
        guard let first = text.stretches.first else { return nil }
        let paragraph = outline.paragraphs[first.paragraph]
        guard paragraph.cell == nil else { return nil }
        let ticks = paragraph.ticks.filter {
            $0.range.overlaps(first.range) || $0.range.lowerBound == first.range.lowerBound
        }
        guard ticks.count == 1, text.stretches.count == 1,
            PlainText.clean(paragraph.text.slice(first.range.lowerBound..<ticks[0].range.lowerBound)).isEmpty
        else { return nil }
        return ticks[0]
    }

    private func without(_ tick: Range<Int>, _ text: FoundText) -> FoundText {
        guard let first = text.stretches.first else { return text }
        var rest = text
        let label = Stretch(first.paragraph, tick)
        rest.stretches[0] = Stretch(first.paragraph, tick.upperBound..<first.range.upperBound)
        rest.text = rest.stretches.map { outline.text(of: $0) }.joined(separator: " ")
        // «[x]» is a word in the file and becomes a task box in the source.
        rest.typedLabels.append(label)
        return rest
    }

    private mutating func addCode(_ whole: Stretch) {
        let text = FoundText(outline.paragraphs[whole.paragraph].text, [whole])
        if case .code(let lines)? = blocks.last {
            blocks[blocks.count - 1] = .code(lines + [text])
        } else {
            blocks.append(.code([text]))
        }
    }

    private mutating func addQuote(_ kind: ProseStyles.Quote, _ made: [ProseBlock]) {
        if case .quote(let name, let inside)? = blocks.last, name == kind.name, !kind.begins {
            blocks[blocks.count - 1] = .quote(kind: name, inside + made)
        } else {
            blocks.append(.quote(kind: kind.name, made))
        }
    }

    // MARK: Fates

    mutating func assignFates(_ stretch: Stretch, _ fate: Fate) {
        fates.assign(outline.words(in: stretch).filter { fates.isOpen($0) }, fate)
    }

    private mutating func assignFates(_ record: inout MatchedRecord) {
        for field in record.fields {
            let fate = Fate.field(record: 0, field: Assembler.name(field.path, form.type))
            for stretch in field.value.texts.flatMap(\.stretches) { assignFates(stretch, fate) }
            if case .rows(let rows) = field.value {
                for stretch in rows.compactMap(\.group).flatMap(\.text.stretches) { assignFates(stretch, fate) }
            }
        }
        for text in blocks.flatMap(\.texts) {
            for stretch in text.typedLabels { assignFates(stretch, .label) }
            for stretch in text.stretches {
                assignFates(stretch, .field(record: 0, field: ProseText.field))
                let (notes, pictures) = NotePlaces.all(in: stretch, outline)
                for words in notes.map({ outline.wordsOfNote[$0] })
                    + pictures.filter({ outline.pictures[$0] != nil }).map({ outline.wordsOfPicture[$0] })
                {
                    fates.assign(words.filter { fates.isOpen($0) }, .field(record: 0, field: ProseText.field))
                }
                record.placedNotes += notes.filter { !record.placedNotes.contains($0) }
            }
        }
        for stretch in labels { assignFates(stretch, .label) }
        for stretch in repeated { assignFates(stretch, .furniture(.repeated)) }
        // Keys of the front matter that name no field, each with its value.
        for stretches in settings?.unknown ?? [] {
            // A type with a single text has no place for words that only the staff sees.
            let isKept = form.type.body == nil
            if isKept { record.unplaced += stretches }
            for stretch in stretches { assignFates(stretch, isKept ? .unplaced(record: 0) : .dropped(.setting)) }
        }
        for index in 0..<outline.bodyCount {
            for stretch in UnassignedWords(outline, fates).stretches(of: index) {
                record.unplaced.append(stretch)
                assignFates(stretch, .unplaced(record: 0))
            }
        }
        for (index, word) in outline.words.enumerated() where fates.isOpen(index) {
            fates.assign([index], OtherParts.fate(of: word) ?? .unplaced(record: 0))
        }
        record.addNotes(outline, except: Set(record.placedNotes))
    }
}
