import OficioModel
import OficioSchema
import OficioSource

/// Turns the text that belongs to a label into values of the fields that the label stands for.
struct ValueReader {
    let outline: Outline
    let labels: LabelSet
    let hits: [[LabelHit]]
    let settings: SiteSettings
    let items: TextItems
    /// The labels found within values.
    var labelStretches: [Stretch] = []
    var markStretches: [Stretch] = []
    /// Texts that belong to a label but fit none of its fields.
    var rest: [Stretch] = []

    init(_ outline: Outline, _ labels: LabelSet, _ hits: [[LabelHit]], _ settings: SiteSettings) {
        self.outline = outline
        self.labels = labels
        self.hits = hits
        self.settings = settings
        items = TextItems(outline: outline)
    }

    func isNotApplicable(_ text: String) -> Bool { NotApplicable.matches(text, settings) }

    /// Returns the values of the fields that a labelled text fills: first the field of the label, then the fields
    /// without a label after it. If there are none, adds the text to `rest`.
    mutating func fields(of labelled: LabelledText) -> [FoundField] {
        let label = labels[labelled.label]
        let form = labels.forms[labelled.label.form]
        var paths: [[Int]] = []
        switch label.target {
        case .field(let path): paths = [path]
        case .column(let field, _): paths = [[field]]
        default: break
        }
        paths += label.followers
        let shown = outline.text(of: labelled.hit.stretch)
        guard !paths.isEmpty else {
            rest += labelled.stretches
            return []
        }
        var found: [FoundField] = []
        for (path, stretches) in distribute(labelled.stretches, among: paths, form) {
            if stretches.isEmpty { continue }
            // A single text about the purpose of a job is its objective.
            var path = path
            if path.count == 1, form.type.fields[path[0]].key == .purpose, let objective = form.type.field(.objective) {
                path = [objective]
            }
            let kind = Self.kind(path, form.type)
            guard let value = value(of: stretches, kind, path, form, section: label.section) else { continue }
            var field = FoundField(
                path: path, label: shown, value: value, geometry: labelled.geometry,
                confidence: labelled.hit.quality * Self.certainty(labelled.geometry))
            if paths.count > 1 {
                field.confidence *= 0.9
                field.doubts.append(.byOrder)
            }
            if labelled.hit.quality <= 0.5 || label.isSynonym { field.doubts.append(.otherLabel) }
            addDoubts(&field, kind)
            found.append(field)
        }
        return found
    }

    private static func certainty(_ geometry: Geometry) -> Double {
        switch geometry {
        case .behind, .column: 1
        case .right: 0.97
        case .below, .under: 0.95
        case .place: 0.85
        }
    }

    private func addDoubts(_ field: inout FoundField, _ kind: FieldKind) {
        switch (kind, field.value) {
        case (_, .wrong):
            field.confidence *= 0.4
            field.doubts.append(.wrongKind)
        case (.text, .text(let text)) where text.stretches.count > 1 && Set(text.stretches.map(\.paragraph)).count > 1:
            field.confidence *= 0.8
            field.doubts.append(.severalTexts)
        default: break
        }
    }

    static func kind(_ path: [Int], _ type: DocumentType) -> FieldKind {
        let field = type.fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]].kind }
        return field.kind
    }

    /// Returns the day of a point of time, *2024-03-01T08:00:00-05:00*; `nil` for any other text.
    static func day(ofTime text: String) -> CalendarDate? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, parts[1].contains(":"), let first = parts.first else { return nil }
        return CalendarDate(iso: String(first))
    }

    // MARK: Several fields under one label

    private func distribute(_ stretches: [Stretch], among paths: [[Int]], _ form: FormLabels) -> [([Int], [Stretch])] {
        if paths.count == 1 { return [(paths[0], stretches)] }
        var groups: [[Stretch]] = []
        for stretch in stretches {
            if let last = groups.last?.last, last.paragraph == stretch.paragraph {
                groups[groups.count - 1].append(stretch)
            } else {
                groups.append([stretch])
            }
        }
        var found: [([Int], [Stretch])] = []
        for (index, path) in paths.enumerated() {
            if index == paths.count - 1 {
                found.append((path, groups.flatMap(\.self)))
                break
            }
            found.append((path, groups.isEmpty ? [] : groups.removeFirst()))
        }
        return found
    }

    // MARK: One field

    mutating func value(of stretches: [Stretch], _ kind: FieldKind, _ path: [Int], _ form: FormLabels, section: Int)
        -> FoundValue?
    {
        let list = form.lists[.init(field: path[0], column: nil)]
        if case .codes = kind, let list { return codes(stretches, list) }
        if case .choice = kind, let list { return codes(stretches, list) }
        let ticked = tickedTexts(stretches)
        let all = ticked ?? stretches
        let joined = items.inOneLine(all)
        if joined.text.isEmpty { return nil }
        if isNotApplicable(joined.text) {
            return .notApplicable(
                items.items(all, strips: true).first.map { FoundText($0.text, $0.stretches) } ?? joined)
        }
        let end = section >= 0 ? form.sections[section].end : nil
        switch kind {
        case .rows(let type):
            var reader = RowReader(self, form, field: path[0], type)
            let rows = reader.rows(of: all)
            labelStretches += reader.labels
            return .rows(rows)
        case .list, .codeList:
            let texts = items.joiningSplitItems(items.items(all, strips: true, inLine: .all))
            labelStretches += texts.flatMap(\.typedLabels)
            return .list(texts)
        case .markdown:
            let texts = items.joiningSplitItems(items.items(all, strips: true, inLine: .bullets))
            labelStretches += texts.flatMap(\.typedLabels)
            return .blocks(texts)
        case .references(let kind):
            let texts = ReferenceTexts.splitAtSeparators(
                items.items(all, strips: true, inLine: kind.isMany ? .bullets : .none), isMany: kind.isMany, stop: end)
            labelStretches += texts.flatMap(\.typedLabels)
            // «No», «Sí» and numbers are not names of documents.
            if texts.contains(where: { !ReferenceTexts.mayName($0.text) }) { return .wrong(joined) }
            return .references(texts)
        case .date:
            var text = joined
            while text.text.last == "." { text.text.removeLast() }
            if let date = CalendarDate(iso: text.text) ?? Self.day(ofTime: text.text)
                ?? DateReading.date(in: text.text)?.date
            {
                return .date(date, text)
            }
            return .wrong(joined)
        case .integer: return Int(joined.text) == nil ? .wrong(joined) : .text(joined)
        // The members of a group have labels of their own.
        case .group: return .wrong(joined)
        case .text, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes:
            var text = joined
            // The form ends the text with a full stop that is not part of the value.
            if let end, end == ".", text.text.hasSuffix("."), !text.text.hasSuffix("..") { text.text.removeLast() }
            return .text(text)
        }
    }

    /// Returns the texts after the ticked boxes if a value consists of tick boxes, and nil for other values. Records
    /// the other texts as labels, and the boxes as ticks.
    private mutating func tickedTexts(_ stretches: [Stretch]) -> [Stretch]? {
        var ticked: [Stretch] = []
        var isChoice = false
        for stretch in stretches {
            let ticks = outline.paragraphs[stretch.paragraph].ticks.filter { $0.range.overlaps(stretch.range) }
            guard ticks.contains(where: { !$0.isTicked }) || isChoice && !ticks.isEmpty else {
                if ticks.isEmpty || !isChoice { ticked.append(stretch) }
                continue
            }
            isChoice = true
            for (index, tick) in ticks.enumerated() {
                let end = index + 1 < ticks.count ? ticks[index + 1].range.lowerBound : stretch.range.upperBound
                let option = Stretch(stretch.paragraph, tick.range.upperBound..<max(end, tick.range.upperBound))
                if tick.isTicked { ticked.append(option) } else { labelStretches.append(option) }
                markStretches.append(Stretch(stretch.paragraph, tick.range))
            }
        }
        return isChoice ? ticked : nil
    }

    /// Returns the options of a line of tick boxes, each with its box before or after its words; the whole stretch if
    /// it has fewer than two boxes.
    private func options(in stretch: Stretch) -> [Stretch] {
        let ticks = outline.paragraphs[stretch.paragraph].ticks.filter { $0.range.overlaps(stretch.range) }
        guard ticks.count > 1, let first = ticks.first else { return [stretch] }
        let before = Stretch(
            stretch.paragraph, stretch.range.lowerBound..<max(stretch.range.lowerBound, first.range.lowerBound))
        let isBehind = !items.clean(before).isEmpty
        var bounds = ticks.map { isBehind ? $0.range.upperBound : $0.range.lowerBound }
        if isBehind { bounds[ticks.count - 1] = stretch.range.upperBound } else { bounds[0] = stretch.range.lowerBound }
        let edges = isBehind ? [stretch.range.lowerBound] + bounds : bounds + [stretch.range.upperBound]
        return zip(edges, edges.dropFirst()).filter { $0 < $1 }.map { Stretch(stretch.paragraph, $0..<$1) }
    }

    /// Returns the codes that stand over, beside or after ticks and crosses; nil if there is neither a code nor a
    /// word. Adds the options without a tick to the labels.
    private mutating func codes(_ stretches: [Stretch], _ list: CodeList) -> FoundValue? {
        var codes: [Code] = []
        var heads: [(columns: Range<Int>, table: Int, code: Code)] = []
        var words: [Stretch] = []
        for stretch in stretches.flatMap({ options(in: $0) }) {
            let paragraph = outline.paragraphs[stretch.paragraph]
            let text = items.clean(stretch)
            let cell = paragraph.cell.map { outline.cells[$0] }
            let ticks = paragraph.ticks.filter { $0.range.overlaps(stretch.range) }
            if !ticks.isEmpty, !ticks.contains(where: \.isTicked), !text.isEmpty {
                labelStretches.append(stretch)
                continue
            }
            let isCross = ["x", "✓", "✔", "☒", "☑"].contains(text.lowercased())
            if let code = list.codes.first(where: { $0.code == text || $0.label.folded == text.folded }),
                ticks.isEmpty || ticks.contains(where: \.isTicked)
            {
                if let tick = ticks.first {
                    if tick.isTicked { codes.append(code) }
                    labelStretches.append(stretch)
                } else if let cell {
                    heads.append((cell.columns, cell.table, code))
                    labelStretches.append(stretch)
                } else {
                    words.append(stretch)
                    codes.append(code)
                }
            } else if isCross || ticks.contains(where: \.isTicked), let cell,
                let head = heads.last(where: { $0.table == cell.table && $0.columns.overlaps(cell.columns) })
            {
                codes.append(head.code)
                markStretches.append(stretch)
            } else if !text.isEmpty {
                words.append(stretch)
            }
        }
        if !codes.isEmpty, words.isEmpty { return .codes(codes, nil) }
        if words.isEmpty { return nil }
        let text = items.inOneLine(words)
        if case .codes(let found) = list.match(text.text) { return .codes(found.map { list.codes[$0] }, text) }
        return .wrong(text)
    }
}

/// Splits the text of references at semicolons and slashes. `ReferencePlan.partNames` decides on commas and full stops,
/// which may belong to a name.
enum ReferenceTexts {
    static func splitAtSeparators(_ texts: [FoundText], isMany: Bool, stop: String?) -> [FoundText] {
        texts.flatMap { text -> [FoundText] in
            guard isMany else { return [trimmed(text, text.text, stop)] }
            let pieces = text.text.split(separator: ";").flatMap { texts.count == 1 ? atSlashes($0) : [$0] }
            return pieces.map { String($0) }.filter { !PlainText.clean($0).isEmpty }.map { trimmed(text, $0, stop) }
        }
    }

    /// Returns the parts of a text between its slashes, but leaves *Jefe/a* whole.
    private static func atSlashes(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        for place in text.indices where text[place] == "/" {
            let next = text.index(after: place)
            guard next < text.endIndex, text[next].isUppercase || text[next] == " " else { continue }
            parts.append(text[start..<place])
            start = next
        }
        return parts + [text[start...]]
    }

    /// Whether a text may be the name of a document.
    static func mayName(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ")
        return words.count <= 25 && words.contains { $0.count > 2 && $0.contains(where: \.isLetter) }
            && !text.contains("....")
    }

    private static func trimmed(_ from: FoundText, _ piece: String, _ stop: String?) -> FoundText {
        var text = from
        text.text = PlainText.clean(piece)
        while text.text.hasSuffix(",") { text.text.removeLast() }
        if text.text.hasSuffix("."), stop == "." || text.text.split(separator: " ").count > 1 { text.text.removeLast() }
        return text
    }
}
