import OficioSchema
import OficioSource

/// Reads an outline in order and sorts its texts into `found`: texts of labels, rows of tables, signatures, and loose
/// text that belongs to no label.
struct OutlineReader {
    let outline: Outline
    let labels: LabelSet
    let hits: [[LabelHit]]
    var fates: Fates
    var found: [Found] = []
    /// The index in ``found`` of the label that receives further text; nil if none does.
    var open: Int?
    /// Whether most labels that stand alone in a paragraph are bold.
    private let labelsAreBold: Bool
    /// Whether most labels that stand alone in a paragraph are in capitals.
    private let labelsAreCapitals: Bool
    /// The label that received the text of each cell, as an index in ``found``.
    var labelOfCell: [Int: Int] = [:]
    /// The rows that were closed last, which the next table may continue; nil if it may not.
    var lastRegion: LastRegion?
    /// The cells that hold a label.
    var labelCells: Set<Int> = []
    /// The cells that look like a label but match no label of the form.
    var unknownLabelCells: Set<Int> = []
    /// The tables that have been read already: logs and signatures.
    private let readTables: Set<Int>
    /// The paragraphs that explain letters of frequencies.
    private let legend: Set<Int>
    /// The running lines of the forms in a manual, which prints them below each of its documents.
    private let running: [RunningLine]
    /// The numbering of the labels of the file.
    private let numbering: LabelNumbering

    init(_ outline: Outline, _ labels: LabelSet, _ hits: [[LabelHit]], readTables: Set<Int> = []) {
        self.readTables = readTables
        self.outline = outline
        self.labels = labels
        self.hits = hits
        fates = Fates(count: outline.words.count)
        legend = SheetLegend(outline).paragraphs
        numbering = LabelNumbering(outline, hits)
        running =
            labels.forms.count < 2
            ? []
            : labels.forms.flatMap { form in
                [form.form.header, form.form.footer].flatMap { RunningLine.all($0, form.type) }
            }
        let whole = hits.joined().filter { $0.isWhole && outline.paragraphs[$0.paragraph].cell == nil }
        labelsAreBold =
            !whole.isEmpty && whole.count { outline.paragraphs[$0.paragraph].isBold } * 10 >= whole.count * 7
        let capitals = whole.count { outline.paragraphs[$0.paragraph].source.heading.isCapitals }
        labelsAreCapitals = whole.count > 1 && capitals * 10 >= whole.count * 7
    }

    mutating func run() {
        for section in outline.sections { walk(section) }
    }

    mutating func walk(_ parts: [OutlinePart]) {
        var taken = 0
        for (place, part) in parts.enumerated() {
            if taken > 0 {
                taken -= 1
                continue
            }
            taken = walkSignatures(parts[place...])
            if taken > 0 {
                taken -= 1
                continue
            }
            switch part {
            case .paragraph(let index): walkParagraph(index)
            case .table(let index): if readTables.contains(index) { open = nil } else { walkTable(index) }
            case .box(let inside):
                let before = open
                // A box that holds only a label of the form heads the text after it. A box with an unknown label ends
                // the open label.
                if isUnknownLabel(inside) {
                    addHeading(outline.whole(texts(of: inside)[0]))
                } else if headsLabels(inside), case .paragraph(let title) = inside[0] {
                    addHeading(outline.whole(title))
                    walk(Array(inside.dropFirst()))
                    open = before
                } else {
                    walk(inside)
                    if !isLabel(inside) { open = before }
                }
            }
        }
    }

    /// Ends the open label with a heading that names no field of the form.
    mutating func addHeading(_ whole: Stretch) {
        open = nil
        found.append(.loose([whole], isHeading: true))
    }

    /// Whether a box is nothing but a line in capitals or bold that names no field of the form.
    private func isUnknownLabel(_ parts: [OutlinePart]) -> Bool {
        let texts = texts(of: parts)
        return texts.count == 1 && isTitle(texts[0])
    }

    /// Whether a box begins with a line in capitals or bold that names no field, over a label of the form.
    private func headsLabels(_ parts: [OutlinePart]) -> Bool {
        let texts = texts(of: parts)
        guard texts.count > 1, case .paragraph(texts[0])? = parts.first, isTitle(texts[0]) else { return false }
        return hits[texts[1]].first?.range.lowerBound == 0
    }

    /// Whether a line is in capitals or bold and names no field of the form.
    private func isTitle(_ index: Int) -> Bool {
        let paragraph = outline.paragraphs[index]
        return hits[index].isEmpty && (paragraph.isBold || paragraph.source.heading.isCapitals)
            && paragraph.lines.count == 1 && paragraph.text.split(separator: " ").count <= 8
            && repetition(index) == nil
    }

    /// Returns the way in which a line repeats the name of the open field: exactly, or with further words, as
    /// *Funciones ocasionales* under *Funciones*; nil for any other line.
    private func repetition(_ index: Int) -> Repetition? {
        guard !headsBehaviours(index), let open, case .labelled(let labelled) = found[open] else { return nil }
        var paths = labels[labelled.label].followers
        if case .field(let path) = labels[labelled.label].target { paths.append(path) }
        let type = labels.forms[labelled.label.form].type
        let names = LabelText.candidates(outline.paragraphs[index].text)
        func isMeant(_ field: Int?) -> Bool { field.map { paths.contains([$0]) } ?? false }
        if names.contains(where: { isMeant(type.field(named: $0) ?? type.field(understood: $0)) }) { return .name }
        return names.contains { isMeant(type.field(beginning: $0)) } ? .more : nil
    }

    /// Whether a heading is below the heading of a field of rows, so that it heads some of the rows.
    private func isSubheading(_ index: Int) -> Bool {
        guard let level = outline.paragraphs[index].headingLevel, let open, case .labelled(let labelled) = found[open],
            case .field(let path) = labels[labelled.label].target,
            case .rows = ValueReader.kind(path, labels.forms[labelled.label.form].type),
            let upper = outline.paragraphs[labelled.hit.paragraph].headingLevel
        else { return false }
        return upper < level
    }

    private enum Repetition {
        case name, more
    }

    private func texts(of parts: [OutlinePart]) -> [Int] {
        parts.compactMap { part -> Int? in
            guard case .paragraph(let index) = part else { return nil }
            return outline.paragraphs[index].lines.isEmpty ? nil : index
        }
    }

    private func isLabel(_ parts: [OutlinePart]) -> Bool {
        let texts = texts(of: parts)
        return texts.count == 1 && hits[texts[0]].count == 1 && hits[texts[0]][0].isWhole
    }

    // MARK: Paragraphs

    private mutating func walkParagraph(_ index: Int) {
        let paragraph = outline.paragraphs[index]
        let whole = outline.whole(index)
        let text = outline.text(of: whole)
        if text.isEmpty { return }
        if ProseStyles.quote(paragraph.source.style) != nil, isInRows {
            // A notice among functions is none of them.
            return found.append(.loose([whole], isHeading: false))
        }
        if BlankLine.matches(text) { return assignFates(whole, .furniture(.placeholder)) }
        if paragraph.isContents || isContentsEntry(text) { return assignFates(whole, .furniture(.contents)) }
        if hits[index].isEmpty, legend.contains(index) { return assignFates(whole, .label) }
        if hits[index].isEmpty {
            if paragraph.lines.count == 1, paragraph.isInBox || paragraph.isBold, !paragraph.isList,
                let repetition = repetition(index)
            {
                // The heading has further words, which are the author's. Keep them as a text.
                let isWhole = repetition == .name && FrequencyHeading.frequency(of: text) == nil
                return isWhole ? assignFates(whole, .label) : addStretch(whole)
            }
            if labels.forms.contains(where: { $0.fixedLines.contains(text.folded) }), !isInValue {
                return assignFates(whole, .furniture(.formHead))
            }
            if !isInValue, running.contains(where: { $0.values(in: Array(text.utf8)) != nil }) {
                return assignFates(whole, .furniture(.formHead))
            }
            if PlaceholderText.matches(text) { return assignFates(whole, .furniture(.placeholder)) }
            if PageNumber.matches(text) { return assignFates(whole, .furniture(.pageNumber)) }
            let isHeading = paragraph.headingLevel != nil && !isSubheading(index)
            if paragraph.cell == nil, numbering.continues(in: index) { return addHeading(whole) }
            if paragraph.cell == nil, !paragraph.isList, isHeading || isUnknownLabel(index, text) {
                return addHeading(whole)
            }
        }
        if let hit = frequencyHeading(index) {
            openLabel(hit, isText: true)
            return
        }
        var start = 0
        for hit in isCompetency(index) || isPlainItem(index) ? [] : hits[index] {
            addStretch(Stretch(index, start..<hit.range.lowerBound))
            start = hit.range.upperBound
            openLabel(hit)
            if let open, case .labelled(let labelled) = found[open] {
                let label = labels[labelled.label]
                // A legend explains itself in the same paragraph.
                if case .text = label.target, !hit.isWhole {
                    assignFates(whole, .label)
                    return
                }
            }
        }
        addStretch(Stretch(index, start..<whole.range.upperBound))
    }

    /// Whether a line is the name of a competency over its behaviours, although a field may have
    /// that name: *Responsabilidad*.
    func isCompetency(_ index: Int) -> Bool {
        guard let hit = hits[index].first, hit.isWhole, hit.quality <= 0.5 || labels[hit.refs[0]].isSynonym,
            outline.paragraphs[index].headingLevel == nil, !outline.text(of: hit.stretch).hasSuffix(":")
        else { return false }
        return headsBehaviours(index)
    }

    /// Returns the hit of a heading that names functions by their frequency: *Funciones diarias*; nil for any
    /// other line.
    private func frequencyHeading(_ index: Int) -> LabelHit? {
        let text = outline.text(of: outline.whole(index))
        guard let hit = hits[index].first, hit.isWhole, let ref = choose(hit),
            case .field(let path) = labels[ref].target,
            labels.forms[ref.form].form.isBuiltIn
                || labels.forms[ref.form].lists.keys.allSatisfy({ $0.field != path[0] }),
            case .rows(let type) = ValueReader.kind(path, labels.forms[ref.form].type), type.groupBy != nil,
            FrequencyHeading.frequency(of: text) != nil
        else { return nil }
        return hit
    }

    /// Whether a paragraph is an item of the open list, although it reads like the label of a field: *Disciplina* among
    /// competencies. An item stands in the table of the list, in the last cell of its row.
    func isPlainItem(_ index: Int) -> Bool {
        let paragraph = outline.paragraphs[index]
        guard let hit = hits[index].first, hit.isWhole, !paragraph.isBold,
            labels[hit.refs[0]].isSynonym || labels.forms[hit.refs[0].form].form.isBuiltIn,
            paragraph.headingLevel == nil, !paragraph.source.heading.isCapitals,
            !outline.text(of: hit.stretch).hasSuffix(":"), let open, case .labelled(let labelled) = found[open],
            case .field(let path) = labels[labelled.label].target, let cell = paragraph.cell,
            let last = labelled.stretches.last, let other = outline.paragraphs[last.paragraph].cell
        else { return false }
        switch ValueReader.kind(path, labels.forms[labelled.label.form].type) {
        case .rows, .list: break
        default: return false
        }
        // Nothing may follow beside or below the line that could be its value.
        let row = outline.tables[outline.cells[cell].table].rows[outline.cells[cell].row]
        return outline.cells[cell].table == outline.cells[other].table && row.last == cell
    }

    /// Whether a line introduces a list while the open field is one of competencies with behaviours.
    private func headsBehaviours(_ index: Int) -> Bool {
        guard let open, case .labelled(let labelled) = found[open], !labelled.isEmpty,
            case .field(let path) = labels[labelled.label].target,
            case .rows(let type) = ValueReader.kind(path, labels.forms[labelled.label.form].type),
            type.children != nil, case .references = type.columns[type.main].kind
        else { return false }
        return outline.paragraphs[(index + 1)..<outline.bodyCount].first { !$0.lines.isEmpty }?.isList == true
    }

    /// Whether a bold line, or one in capitals, looks like the labels of this file but matches none. Such a line ends
    /// the text of the label before it.
    private func isUnknownLabel(_ index: Int, _ text: String) -> Bool {
        let paragraph = outline.paragraphs[index]
        let looksSo =
            labelsAreBold && paragraph.isBold || labelsAreCapitals && paragraph.source.heading.isCapitals
            || isPlainHeading(index)
        guard looksSo, text.split(separator: " ").count <= 10, !text.hasSuffix("."), let open,
            case .labelled(let labelled) = found[open],
            !labelled.isEmpty, labels[labelled.label].followers.isEmpty,
            case .field(let path) = labels[labelled.label].target
        else { return false }
        guard case .rows = ValueReader.kind(path, labels.forms[labelled.label.form].type) else { return true }
        // The line may be the title of a section, followed by its first label.
        let following = outline.paragraphs[(index + 1)..<outline.bodyCount].firstIndex { !$0.lines.isEmpty }
        let isLabel = hits[following ?? index].first.map {
            $0.isWhole || $0.range.lowerBound == 0 && (isPlainHeading(index) || paragraph.source.heading.isCapitals)
        }
        if isLabel == true, Frequencies.meaning(of: text) == nil { return true }
        // Bold lines among rows head some of them: a frequency, a competency, a group of functions. After items,
        // only a line that heads items does.
        let hasItems = labelled.stretches.last.map { outline.paragraphs[$0.paragraph].isList } ?? false
        let next = outline.paragraphs[(index + 1)..<outline.bodyCount].first { !$0.lines.isEmpty }
        return hasItems && next?.isList == false && next?.isBold == false && Frequencies.meaning(of: text) == nil
    }

    /// Whether a line of a PDF file, which says nothing of bold letters, reads like a heading after sentences.
    private func isPlainHeading(_ index: Int) -> Bool {
        guard outline.document.format == .pdf, let open, case .labelled(let labelled) = found[open],
            let last = labelled.stretches.last
        else { return false }
        let text = outline.text(of: outline.whole(index))
        return text.first?.isUppercase == true && text.split(separator: " ").count <= 6
            && !outline.paragraphs[index].isList && !TextItems.endsSentence(text)
            && TextItems.endsSentence(outline.text(of: last))
    }

    /// Whether a line under the heading of a table of contents is an entry: it ends with a page
    /// number.
    private func isContentsEntry(_ text: String) -> Bool {
        guard let open, case .labelled(let labelled) = found[open], labels[labelled.label].target == .contents,
            labelled.isEmpty
        else { return false }
        guard let last = text.split(whereSeparator: { " .\t".contains($0) }).last, text.count > last.count else {
            return false
        }
        return last.count <= 4 && last.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Whether the open label is that of a field, so that a line of the form's head may be its
    /// value.
    private var isInValue: Bool {
        guard let open, case .labelled(let labelled) = found[open] else { return false }
        if case .field = labels[labelled.label].target { return labelled.isEmpty }
        return false
    }

    /// Whether the open label is that of a field of rows or items.
    private var isInRows: Bool {
        guard let open, case .labelled(let labelled) = found[open],
            case .field(let path) = labels[labelled.label].target
        else { return false }
        switch ValueReader.kind(path, labels.forms[labelled.label.form].type) {
        case .rows, .list: return true
        default: return false
        }
    }

    func words(_ stretch: Stretch) -> [Int] { outline.words(in: stretch) }

    /// Assigns a fate to the words of a stretch that have none yet.
    mutating func assignFates(_ stretch: Stretch, _ fate: Fate) {
        fates.assign(words(stretch).filter { fates.isOpen($0) }, fate)
    }

    /// Adds a stretch to the open label, without placeholders.
    mutating func addStretch(_ stretch: Stretch) {
        for part in withoutPlaceholders(stretch) where !outline.text(of: part).isEmpty {
            if let open, isFull(open, for: part) { self.open = nil }
            if let open, case .labelled(var labelled) = found[open] {
                switch labels[labelled.label].target {
                case .contents: assignFates(part, .furniture(.contents))
                case .pageNumber where outline.text(of: part).count < 20: assignFates(part, .furniture(.pageNumber))
                default:
                    labelled.stretches.append(part)
                    found[open] = .labelled(labelled)
                }
            } else if let last = found.indices.last, case .loose(var stretches, false) = found[last] {
                stretches.append(part)
                found[last] = .loose(stretches, isHeading: false)
            } else {
                found.append(.loose([part], isHeading: false))
            }
        }
    }

    /// Whether a label already has its only value, and a text lies outside of that value's
    /// paragraph and cell.
    private func isFull(_ open: Int, for stretch: Stretch) -> Bool {
        guard case .labelled(let labelled) = found[open], let last = labelled.stretches.last,
            last.paragraph != stretch.paragraph
        else { return false }
        let label = labels[labelled.label]
        guard case .field(let path) = label.target, label.followers.isEmpty else { return false }
        let (before, now) = (outline.paragraphs[last.paragraph].cell, outline.paragraphs[stretch.paragraph].cell)
        if before != nil, before == now || labelled.geometry != .behind { return false }
        switch ValueReader.kind(path, labels.forms[labelled.label.form].type) {
        case .text, .date, .integer, .percent, .boolean, .duration, .interval, .url, .email:
            return labelled.geometry == .behind
        case .markdown, .choice, .codes, .references, .list, .rows, .group, .codeList: return false
        }
    }

    private mutating func withoutPlaceholders(_ stretch: Stretch) -> [Stretch] {
        var parts: [Stretch] = []
        var start = stretch.range.lowerBound
        for range in outline.paragraphs[stretch.paragraph].placeholders where range.overlaps(stretch.range) {
            let inside = range.clamped(to: stretch.range)
            if inside.lowerBound > start { parts.append(Stretch(stretch.paragraph, start..<inside.lowerBound)) }
            assignFates(Stretch(stretch.paragraph, inside), .furniture(.placeholder))
            start = inside.upperBound
        }
        if start < stretch.range.upperBound {
            parts.append(Stretch(stretch.paragraph, start..<stretch.range.upperBound))
        }
        return parts
    }
}
