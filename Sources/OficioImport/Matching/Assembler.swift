import OficioModel
import OficioSchema
import OficioSource

/// Collects the values found into documents: a single document, or the documents of a manual, each with its
/// fields.
struct Assembler {
    var reader: ValueReader
    var labels: LabelSet
    let outline: Outline
    var records: [MatchedRecord] = []
    var fates: Fates
    /// The record that receives found values, by form.
    private var current: [Int: Int] = [:]
    /// Values that contradict the values of the current record and may belong to the next record.
    private var pending: [(field: FoundField, form: Int)] = []
    /// The record at each paragraph with a label, in order.
    var places: [(paragraph: Int, record: Int)] = []
    var headings: [(stretch: Stretch, record: Int?)] = []
    var extraLabels: [Stretch] = []

    init(_ outlineReader: OutlineReader, _ settings: SiteSettings) {
        reader = ValueReader(outlineReader.outline, outlineReader.labels, outlineReader.hits, settings)
        labels = outlineReader.labels
        outline = outlineReader.outline
        fates = outlineReader.fates
    }

    /// Collects the documents. `manual` is the built-in form of manuals, for a file that is one without a form of its
    /// own.
    mutating func run(_ found: [Found], facts: ProseFacts? = nil, manual: FormLabels? = nil) {
        let titles = TitleHeadings(found, labels, outline)
        readHead(found.indices.first { titles.places.contains($0) }.map { Array(found[..<$0]) } ?? found)
        for (place, item) in found.enumerated() {
            if titles.places.contains(place), case .loose(let stretches, _) = item {
                let text = FoundText(stretches.map { outline.text(of: $0) }.joined(separator: " "), stretches)
                let path = titlePath(0)
                self.placeField(
                    FoundField(path: path, label: "", value: .text(text), geometry: .place, confidence: 0.8), 0)
                continue
            }
            if isSectionTitle(place, found), case .loose(let stretches, _) = item {
                extraLabels += stretches
                continue
            }
            switch item {
            case .labelled(let labelled): add(labelled)
            case .region(let region): add(region)
            case .signatures(let form, let section, let columns): addSignatures(form, section, columns)
            case .fields(let form, let fields): for field in fields { self.placeField(field, form) }
            case .loose(let stretches, _): for stretch in stretches { headings.append((stretch, current.values.max())) }
            }
        }
        flushPending()
        if let facts { addFacts(facts) }
        takeTrailingTitles()
        takeCover()
        takeTitleOfHead()
        takeMargins()
        takeManual(manual)
        assignFates()
    }

    // MARK: Titles

    /// The lines of the file before the first label.
    private var head: [Stretch] = []

    private mutating func readHead(_ found: [Found]) {
        for item in found {
            guard case .loose(let stretches, _) = item else { break }
            head += stretches
        }
        head = head.filter { outline.text(of: $0).split(separator: " ").count <= 14 }
        let heads = head.filter { headsPairs($0) }
        for stretch in heads { fates.assign(openWords(in: stretch), .furniture(.formHead)) }
        head.removeAll { heads.contains($0) }
    }

    /// Whether a line stands in the first row of a table whose two cells only head labels and values.
    private func headsPairs(_ stretch: Stretch) -> Bool {
        guard let cell = outline.paragraphs[stretch.paragraph].cell else { return false }
        let (table, row) = (outline.cells[cell].table, outline.cells[cell].row)
        guard row == 0, let cells = outline.tables[table].rows.first, cells.count == 2 else { return false }
        let texts = cells.map { Grid(outline, table).text($0) }
        return HeadLines.headPairs(texts[0], texts[1])
    }

    /// Whether a heading that names no field is a section title of the form: only labels follow it.
    private func isSectionTitle(_ place: Int, _ found: [Found]) -> Bool {
        guard case .loose(let stretches, true) = found[place], place + 1 < found.count,
            !stretches.contains(where: { head.contains($0) })
        else { return false }
        if case .loose(_, false) = found[place + 1] { return false }
        return true
    }

    /// Takes the title of the only document from the head of the file if no label gives it. The other lines of the
    /// head belong to the form: the institution, *Perfil de cargo*.
    private mutating func takeTitleOfHead() {
        guard records.count == 1, !head.isEmpty else { return }
        let form = records[0].form
        if records[0].field(titlePath(form)) == nil,
            let stretch = titleOfMarkdown ?? head.last(where: { HeadLines.mayBeTitle(outline.text(of: $0)) })
        {
            let text = FoundText(outline.text(of: stretch), [stretch])
            var field = FoundField(
                path: titlePath(form), label: "", value: .text(text), geometry: .place, confidence: 0.6)
            field.doubts = [.otherLabel]
            records[0].fields.insert(field, at: 0)
            head.removeAll { $0 == stretch }
        }
        for stretch in head
        where HeadLines.isForm(outline.text(of: stretch)) || HeadLines.isPart(outline.text(of: stretch)) {
            fates.assign(openWords(in: stretch), .furniture(.formHead))
        }
    }

    /// The heading of level 1 in the head of a Markdown file; nil if there is none.
    private var titleOfMarkdown: Stretch? {
        guard outline.document.format == .markdown else { return nil }
        return head.first { stretch in
            outline.paragraphs[stretch.paragraph].source.heading.level == 1
                && HeadLines.mayBeTitle(outline.text(of: stretch))
        }
    }

    /// Reads the first lines of a manual as the fields that its cover shows without labels, in order: the unit, the
    /// title, the code.
    private mutating func takeCover() {
        guard let first = records.firstIndex(where: { labels.forms[$0.form].hasMembers }) else { return }
        let form = labels.forms[records[first].form]
        guard form.sections.first?.view == .cover,
            let grid = form.sections.dropFirst().first(where: { !$0.fields.isEmpty })
        else { return }
        let placements = grid.fields.flatMap(\.self)
        // One of the lines may read like a label, as the name of a unit does.
        let lines = outline.lines.prefix(placements.count).map(\.stretch)
        guard placements.allSatisfy({ $0.label?.isEmpty == true }), placements.allSatisfy({ $0.path.count == 1 }),
            lines.count == placements.count, !head.isEmpty, head.allSatisfy({ lines.contains($0) })
        else { return }
        // The name of the unit may be the running head of the jobs.
        func isFree(_ stretch: Stretch) -> Bool {
            outline.words(in: stretch).allSatisfy { fates.isOpen($0) || fates.all[$0] == .furniture(.formHead) }
        }
        for (placement, stretch) in zip(placements, lines)
        where records[first].field(placement.path) == nil && isFree(stretch) {
            let text = FoundText(outline.text(of: stretch), [stretch])
            let value: FoundValue
            switch ValueReader.kind(placement.path, form.type) {
            case .references: value = .references([text])
            case .text: value = .text(text)
            default: continue
            }
            fates.clear(outline.words(in: stretch))
            records[first].fields.append(
                FoundField(path: placement.path, label: "", value: value, geometry: .place, confidence: 0.8))
        }
        head = []
    }

    /// Adds the logs and signatures from tables that have no label of the form.
    private mutating func addFacts(_ facts: ProseFacts) {
        if records.isEmpty { return }
        for field in facts.fields {
            let paragraph = field.value.texts.first?.stretches.first?.paragraph ?? 0
            let record = places.last { $0.paragraph <= paragraph }?.record ?? 0
            if records[record].field(field.path) == nil { records[record].fields.append(field) }
        }
        extraLabels += facts.labels
        for stretch in facts.repeated { fates.assign(openWords(in: stretch), .furniture(.repeated)) }
    }

    // MARK: Adding

    private mutating func add(_ labelled: LabelledText) {
        let form = labelled.label.form
        if case .blank = labels[labelled.label].target { return }
        if case .text = labels[labelled.label].target { return }
        for field in reader.fields(of: labelled) { placeField(field, form) }
        if let record = current[form] { places.append((labelled.hit.paragraph, record)) }
    }

    private mutating func add(_ region: Region) {
        guard var rows = RegionRows(region, reader), let value = rows.value() else { return }
        extraLabels += rows.labels
        fates.assign(rows.marks.flatMap { outline.words(in: $0) }.filter { fates.isOpen($0) }, .mark)
        let label = region.headings.first.map { outline.text(of: $0.stretch) } ?? region.label
        let quality =
            region.headings.isEmpty
            ? 0.8 : region.headings.map(\.quality).reduce(0, +) / Double(region.headings.count)
        placeField(
            FoundField(
                path: [region.field], label: label, value: value, geometry: .column,
                confidence: min(1, quality + 0.05)),
            region.form)
        if let record = current[region.form], let hit = region.headings.first { places.append((hit.paragraph, record)) }
    }

    private mutating func addSignatures(_ form: Int, _ section: Int, _ columns: [[Stretch]]) {
        let known = labels.forms[form]
        guard let field = known.sections[section].field?.path.first,
            case .rows(let type) = known.type.fields[field].kind
        else { return }
        let rows = RowReader(reader, known, field: field, type).signatures(columns)
        placeField(FoundField(path: [field], label: "", value: .rows(rows), geometry: .place, confidence: 0.85), form)
    }

    private func titlePath(_ form: Int) -> [Int] { [labels.forms[form].type.titleField] }

    private mutating func placeField(_ field: FoundField, _ form: Int) {
        if current[form] == nil { openRecord(form) }
        guard let record = current[form] else { return }
        guard let known = records[record].fields.firstIndex(where: { $0.path == field.path }) else {
            records[record].fields.append(field)
            return
        }
        let former = records[record].fields[known]
        if former.value.words == field.value.words { return assignFatesOfRepeated(field) }
        if field.path == titlePath(form) {
            openRecord(form)
            let waiting = pending.filter { $0.form == form }
            pending.removeAll { $0.form == form }
            for (earlier, _) in waiting { placeField(earlier, form) }
            placeField(field, form)
            return
        }
        if let joined = join(former.value, field.value) {
            records[record].fields[known].value = joined
            records[record].fields[known].otherLabels.append(field.label)
        } else {
            pending.append((field, form))
        }
    }

    private mutating func openRecord(_ form: Int) {
        current[form] = records.count
        records.append(MatchedRecord(form: form))
    }

    /// Assigns a fate to the repeated texts of a form that is typed again on every page.
    private mutating func assignFatesOfRepeated(_ field: FoundField) {
        for text in field.value.texts {
            for stretch in text.stretches + text.typedLabels {
                fates.assign(outline.words(in: stretch).filter { fates.isOpen($0) }, .furniture(.repeated))
            }
        }
    }

    /// Returns a field's value joined with a further part; nil if the field takes only one value.
    private func join(_ first: FoundValue, _ second: FoundValue) -> FoundValue? {
        switch (first, second) {
        case (.rows(let a), .rows(let b)): return .rows(joinRows(a, b))
        case (.list(let a), .list(let b)): return .list(reader.items.joiningSplitItems(a + b, cuts: [a.count]))
        case (.blocks(let a), .blocks(let b)): return .blocks(reader.items.joiningSplitItems(a + b, cuts: [a.count]))
        case (.references(let a), .references(let b)): return .references(a + b)
        default: return nil
        }
    }

    /// Returns the rows of two parts of a table that a page break separates, joined. The first row of the
    /// second part may be the end of the last row of the first part.
    private func joinRows(_ a: [FoundRow], _ b: [FoundRow]) -> [FoundRow] {
        func only(_ row: FoundRow) -> (Int, FoundText)? {
            guard row.cells.count == 1, let (column, value) = row.cells.first, case .text(let text) = value else {
                return nil
            }
            return (column, text)
        }
        guard let last = a.last, let first = b.first, let (column, head) = only(last), let (other, tail) = only(first),
            column == other,
            last.group?.code.code == first.group?.code.code || first.group == nil
        else { return a + b }
        let texts = (a.dropLast() + b).compactMap { only($0)?.1 }
        let stops = texts.count { TextItems.endsSentence($0.text) }
        guard !TextItems.endsSentence(head.text), stops * 10 >= texts.count * 7 else { return a + b }
        var joined = head
        joined.text += " " + tail.text
        joined.stretches += tail.stretches
        var row = last
        row.cells[column] = .text(joined)
        return a.dropLast() + [row] + b.dropFirst()
    }

    // MARK: What is left

    private mutating func flushPending() {
        for (field, form) in pending {
            guard let record = current[form],
                let known = records[record].fields.firstIndex(where: { $0.path == field.path })
            else { continue }
            if !records[record].fields[known].doubts.contains(.contradiction) {
                records[record].fields[known].doubts.append(.contradiction)
            }
        }
        pending = []
    }

    /// Moves the title of the next document out of the document before, because the title may be at the end of
    /// that document's last text.
    private mutating func takeTrailingTitles() {
        let titles = names(of: [.title, .area, .unit])
        for index in records.indices.dropLast() {
            guard let last = records[index].fields.indices.last else { continue }
            records[index].fields[last].value = withoutTail(records[index].fields[last].value, titles)
        }
    }

    private mutating func withoutTail(_ value: FoundValue, _ titles: Set<String>) -> FoundValue {
        func trimmed(_ texts: [FoundText]) -> (kept: [FoundText], taken: [FoundText]) {
            var texts = texts
            var taken: [FoundText] = []
            while texts.count > 1, let last = texts.last, !last.isItem, titles.contains(last.text.folded) {
                taken.append(last)
                texts.removeLast()
            }
            return (texts, taken)
        }
        switch value {
        case .list(let texts):
            let (kept, taken) = trimmed(texts)
            extraLabels += taken.flatMap(\.stretches)
            return .list(kept)
        case .rows(var rows):
            while rows.count > 1, let last = rows.last, last.cells.count == 1,
                let text = last.cells.first?.value.texts.first, !text.isItem,
                titles.contains(text.text.folded)
            {
                extraLabels += text.stretches
                rows.removeLast()
            }
            return .rows(rows)
        default: return value
        }
    }

    func names(of keys: [FieldKey]) -> Set<String> {
        var names: Set<String> = []
        for record in records {
            let type = labels.forms[record.form].type
            for field in record.fields where field.path.count == 1 && keys.contains(type.fields[field.path[0]].key) {
                for text in field.value.texts { names.insert(text.text.folded) }
            }
        }
        for form in labels.forms where !form.form.title.isEmpty { names.insert(form.form.title.folded) }
        return names
    }

    /// Adds the code, the version and the dates of the document from headers and footers if the text lacks them.
    private mutating func takeMargins() {
        guard !records.isEmpty else { return }
        let form = labels.forms[records[0].form]
        for field in MarginReader(outline, form).fields where records[0].field(field.path) == nil {
            records[0].fields.append(field)
        }
    }
}
