import OficioSource

/// Finds the labels of a set of forms in an outline.
package struct LabelFinder {
    private let outline: Outline
    private let labels: LabelSet
    /// The tables with two pairs of label and value in each row.
    private let doublePairs: Set<Int>
    /// The labels found, by paragraph, in the order of the text.
    package private(set) var hits: [[LabelHit]]

    /// Finds the labels of some forms in the main text, without its table of contents.
    package init(_ outline: Outline, _ labels: LabelSet) {
        self.outline = outline
        self.labels = labels
        hits = Array(repeating: [], count: outline.paragraphs.count)
        doublePairs = DoublePairs.tables(outline, labels)
        for index in 0..<outline.bodyCount where !outline.paragraphs[index].isContents { hits[index] = find(in: index) }
        dropWeak()
        dropColumns()
        dropSecondNames()
        addLoose()
        joinTitles()
    }

    // MARK: One paragraph

    private func find(in index: Int) -> [LabelHit] {
        let paragraph = outline.paragraphs[index]
        guard !paragraph.lines.isEmpty else { return [] }
        let whole = outline.whole(index)
        let refs = labels.refs(for: outline.text(of: whole))
        if !refs.isEmpty, paragraph.lines.count < 4 {
            return [hit(index, trimmed(whole.range, paragraph.text), refs, isWhole: true)].compactMap(\.self)
        }
        return paragraph.lines.flatMap { find(inLine: outline.lines[$0], isOnly: paragraph.lines.count == 1) }
    }

    private func find(inLine line: Line, isOnly: Bool) -> [LabelHit] {
        let index = line.stretch.paragraph
        let refs = labels.refs(for: line.text)
        if !refs.isEmpty {
            return [hit(index, trimmed(line.stretch.range, outline.paragraphs[index].text), refs, isWhole: isOnly)]
                .compactMap(\.self)
        }
        let bytes = Array(outline.paragraphs[index].text.utf8)
        let range = trimmed(line.stretch.range, outline.paragraphs[index].text)
        let colons = range.filter { bytes[$0] == UInt8(ascii: ":") }
        func text(_ range: Range<Int>) -> String { PlainText.clean(String(decoding: bytes[range], as: UTF8.self)) }
        var found: [LabelHit] = []
        var start = range.lowerBound
        for colon in colons {
            let refs = labels.refs(for: text(start..<colon))
            if refs.isEmpty { continue }
            if let hit = hit(index, start..<colon + 1, refs, isWhole: false) { found.append(hit) }
            start = colon + 1
            break
        }
        if found.isEmpty {
            guard let bare = labels.bareLabel(beginning: line.text) else { return [] }
            let length = String(line.text.prefix(bare.length)).utf8.count
            let hit = hit(
                index, range.lowerBound..<min(range.upperBound, range.lowerBound + length), bare.refs, isWhole: false)
            return [hit].compactMap(\.self)
        }
        // Further labels of the same line: «Clase: 22 Categoría: Operativo».
        for colon in colons where colon >= start {
            guard let (from, refs) = label(endingAt: colon, from: start, bytes) else { continue }
            if let hit = hit(index, from..<colon + 1, refs, isWhole: false) { found.append(hit) }
            start = colon + 1
        }
        return found
    }

    /// Returns the start of a label that ends at a colon and begins after a space, and the labels that it may stand
    /// for. Looks at the text from an offset on, and at most ten words before the colon; returns `nil` if no label
    /// begins there.
    private func label(endingAt colon: Int, from start: Int, _ bytes: [UInt8]) -> (Int, [LabelRef])? {
        var words = 0
        var index = colon - 1
        while index > start, words < 10 {
            if bytes[index - 1] == 0x20 || bytes[index - 1] == 0xA0 {
                let text = PlainText.clean(String(decoding: bytes[index..<colon], as: UTF8.self))
                if text.first?.isUppercase == true {
                    let refs = labels.refs(for: text)
                    if !refs.isEmpty { return (index, refs) }
                }
                words += 1
            }
            index -= 1
        }
        return nil
    }

    /// Returns a range of a text without the spaces at its ends.
    private func trimmed(_ range: Range<Int>, _ text: String) -> Range<Int> {
        let bytes = Array(text.utf8)
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
        while lower < upper, bytes[upper - 1] <= 0x20 { upper -= 1 }
        return lower..<upper
    }

    // MARK: Quality

    private func hit(_ index: Int, _ range: Range<Int>, _ refs: [LabelRef], isWhole: Bool) -> LabelHit? {
        let paragraph = outline.paragraphs[index]
        let text = outline.text(of: Stretch(index, range))
        let label = labels[refs[0]]
        var quality = 0.6
        let bare = LabelText.bare(text)
        if bare.hasSuffix(label.text) {
            quality += 0.2
        } else if bare.lowercased().hasSuffix(label.text.lowercased()) {
            quality += 0.12
        }
        if text.hasSuffix(":") { quality += 0.1 }
        if paragraph.isBold || paragraph.headingLevel != nil { quality += 0.1 }
        if isWhole, let cell = paragraph.cell, outline.cells[cell].parts.count == 1 { quality += 0.05 }
        let isLed = text.hasSuffix("...") || text.hasSuffix("…") || text.hasSuffix("___")
        if isLed { quality += 0.1 }
        if text.hasSuffix("."), !label.text.hasSuffix("."), !isLed { quality -= 0.2 }
        if paragraph.isList, !text.hasSuffix(":"), paragraph.headingLevel == nil { quality -= 0.25 }
        if label.isSynonym {
            quality -= 0.15
            if isWhole, looksLikeLabel(index) { quality += 0.1 }
            if quality < 0.66 { return nil }
        }
        return quality < 0.45
            ? nil : LabelHit(paragraph: index, range: range, refs: refs, quality: min(1, quality), isWhole: isWhole)
    }

    /// Whether a paragraph that is not bold looks like a label: it is in capitals, alone in a text box, in the
    /// first of two cells, or in the first or third of four.
    private func looksLikeLabel(_ index: Int) -> Bool {
        let paragraph = outline.paragraphs[index]
        guard paragraph.lines.count == 1, paragraph.text.split(separator: " ").count <= 8 else { return false }
        if paragraph.source.heading.isCapitals, paragraph.text.count > 4, !paragraph.isList { return true }
        guard let cell = paragraph.cell.map({ outline.cells[$0] }) else {
            return paragraph.isInBox || isPlainHeading(index)
        }
        let rows = outline.tables[cell.table].rows
        if doublePairs.contains(cell.table) { return cell.column.isMultiple(of: 2) && cell.parts.count == 1 }
        // A row of one cell is a band over the others.
        return rows[cell.row].count == 2 && cell.column == 0 && outline.tables[cell.table].columnCount <= 4
            && rows.count { $0.count == 2 } * 2 > rows.count { $0.count > 1 }
            && cell.parts.count == 1
    }

    /// Whether a line of a PDF file, which says nothing of bold letters, stands alone over a sentence or a list.
    private func isPlainHeading(_ index: Int) -> Bool {
        let paragraph = outline.paragraphs[index]
        guard outline.document.format == .pdf, !paragraph.isList, paragraph.text.split(separator: " ").count <= 5,
            paragraph.text.first?.isUppercase == true, !TextItems.endsSentence(PlainText.clean(paragraph.text)),
            let next = outline.paragraphs[(index + 1)..<outline.bodyCount].first(where: { !$0.lines.isEmpty })
        else { return false }
        return next.isList || next.cell == nil && TextItems.endsSentence(PlainText.clean(next.text))
    }

    /// Drops hits whose quality is much lower than that of another hit with the same name.
    private mutating func dropWeak() {
        var best: [LabelRef: Double] = [:]
        for hit in hits.joined() { best[hit.refs[0]] = max(best[hit.refs[0]] ?? 0, hit.quality) }
        for index in hits.indices { hits[index].removeAll { $0.quality < (best[$0.refs[0]] ?? 0) - 0.2 } }
    }

    /// Drops names of columns that end with a colon, unless a declared form prints them: *Tiempo* under *Experiencia*
    /// is not the time of a function. Keeps the main column, whose name also stands for the rows.
    private mutating func dropColumns() {
        for index in hits.indices {
            hits[index].removeAll { hit in
                outline.text(of: hit.stretch).hasSuffix(":")
                    && hit.refs.allSatisfy { ref in
                        guard case .column(let field, let column) = labels[ref].target,
                            labels.forms[ref.form].form.isBuiltIn
                        else {
                            return false
                        }
                        return labels.forms[ref.form].type.fields[field].kind.rowType.main != column
                    }
            }
        }
    }

    /// Drops other names of a job's title, unit and superior if an earlier label has named that field: *Título* under
    /// *Formación* is a degree, *Área* under *Experiencia* a field of work. Keeps labels that a declared form prints,
    /// and repeated labels.
    private mutating func dropSecondNames() {
        var first: [LabelRef: String] = [:]
        for index in hits.indices {
            hits[index].removeAll { hit in
                let ref = hit.refs[0]
                let form = labels.forms[ref.form]
                guard form.form.isBuiltIn, case .field(let path) = labels[ref].target, path.count == 1,
                    [.title, .area, .unit, .reportsTo].contains(form.type.fields[path[0]].key)
                else { return false }
                let key = LabelRef(
                    form: ref.form, label: form.all.first { $0.target == labels[ref].target }?.index ?? 0)
                let name = LabelText.bare(outline.text(of: hit.stretch)).folded
                guard let known = first[key] else {
                    first[key] = name
                    return false
                }
                return known != name
            }
        }
    }

    /// Finds labels that stand in two lines, one below the other: *FUNCIONES* over *ESPECÍFICAS*. Both get the label.
    private mutating func joinTitles() {
        var last: Int?
        for index in 0..<outline.bodyCount where !outline.paragraphs[index].lines.isEmpty {
            defer { last = index }
            guard let last, hits[index].isEmpty, hits[last].allSatisfy(\.isWhole), areTitles(last, index) else {
                continue
            }
            let texts = [last, index].map { outline.text(of: outline.whole($0)) }
            guard !texts[0].hasSuffix(":"), !texts[0].hasSuffix(".") else { continue }
            let joined = texts.joined(separator: " ")
            let known = labels.refs(for: joined)
            let refs = known.isEmpty ? labels.refs(forOtherName: joined, exactly: true) : known
            guard !refs.isEmpty else { continue }
            for place in [last, index] {
                let range = trimmed(outline.whole(place).range, outline.paragraphs[place].text)
                hits[place] = [LabelHit(paragraph: place, range: range, refs: refs, quality: 0.7, isWhole: true)]
            }
        }
    }

    /// Whether two paragraphs are the only texts of two rows, one below the other, or two lines of text, and both look
    /// like titles.
    private func areTitles(_ first: Int, _ second: Int) -> Bool {
        let paragraphs = [first, second].map { outline.paragraphs[$0] }
        guard
            paragraphs.allSatisfy({ paragraph in
                paragraph.lines.count == 1 && paragraph.text.split(separator: " ").count <= 6 && !paragraph.isInBox
                    && (paragraph.isBold || paragraph.source.heading.isCapitals || paragraph.headingLevel != nil)
            })
        else { return false }
        let cells = paragraphs.map { $0.cell.map { outline.cells[$0] } }
        switch (cells[0], cells[1]) {
        case (nil, nil): return second == first + 1 && !paragraphs[1].isList
        case (let above?, let below?):
            return above.table == below.table && above.rows.upperBound == below.row
                && [above, below].allSatisfy {
                    $0.parts.count == 1 && $0.columnSpan == outline.tables[$0.table].columnCount && $0.columnSpan > 1
                }
        default: return false
        }
    }

    /// Adds labels that mean a field by another name, for fields whose own label is not in the
    /// file.
    private mutating func addLoose() {
        let known = Set(
            hits.joined().flatMap { hit in
                hit.refs.filter { !labels[$0].isSynonym || !headsColumn(hit) }.map { target(of: $0) }
            })
        for index in 0..<outline.bodyCount where hits[index].isEmpty {
            let paragraph = outline.paragraphs[index]
            guard !paragraph.isContents, let first = paragraph.lines.first else { continue }
            let line = outline.lines[first]
            let range = trimmed(line.stretch.range, paragraph.text)
            let bytes = Array(paragraph.text.utf8)
            // Dots or a line before the value end a label like a colon.
            let colon =
                range.first { bytes[$0] == UInt8(ascii: ":") }
                ?? range.last { $0 > range.lowerBound + 2 && Self.isDotLeader(bytes[$0 - 2...$0]) }
            let looksSo = paragraph.isBold || paragraph.headingLevel != nil || looksLikeLabel(index)
            guard colon != nil || looksSo, line.text.count < 120 else { continue }
            let end = colon ?? range.upperBound
            let head = PlainText.clean(String(decoding: bytes[range.lowerBound..<end], as: UTF8.self))
            // «Normas ISO (ISO 9001: …» begins with no label.
            guard
                looksSo || head.split(separator: " ").count <= 6 && !head.contains(where: { $0.isNumber || $0 == "(" })
            else { continue }
            let refs = labels.refs(
                forOtherName: PlainText.clean(String(decoding: bytes[range.lowerBound..<end], as: UTF8.self))
            )
            .filter { !known.contains(target(of: $0)) }
            guard !refs.isEmpty else { continue }
            let stop = colon.map { $0 + 1 } ?? end
            hits[index] = [
                LabelHit(
                    paragraph: index, range: range.lowerBound..<stop, refs: refs, quality: 0.5,
                    isWhole: stop == range.upperBound && paragraph.lines.count == 1)
            ]
        }
    }

    /// Whether a hit is one of the headings of a table's columns, and therefore may not name a field:
    /// *Descripción, Indispensable*.
    private func headsColumn(_ hit: LabelHit) -> Bool {
        guard let cell = outline.paragraphs[hit.paragraph].cell.map({ outline.cells[$0] }) else { return false }
        return cell.row == 0 && outline.tables[cell.table].rows[0].count > 2
            && !outline.text(of: hit.stretch).hasSuffix(":")
    }

    /// Whether some bytes are a dot leader, the dots or underscores between a label and its value.
    private static func isDotLeader(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == UInt8(ascii: ".") } || bytes.allSatisfy { $0 == UInt8(ascii: "_") }
    }

    private struct TargetKey: Hashable { let form: Int, target: FormLabel.Target }
    private func target(of ref: LabelRef) -> TargetKey { TargetKey(form: ref.form, target: labels[ref].target) }
}
