import OficioModel
import OficioSchema
import OficioSource

/// Reads the control block of a document that Oficio printed: labels with their values under *Control del documento*.
struct PrintedControl {
    private(set) var fields: [FoundField] = []
    private(set) var labels: [Stretch] = []
    /// Facts that the site itself adds, and values that the head of the document repeats.
    private(set) var repeated: [Stretch] = []
    /// The paragraphs of the block, with those of its table.
    private(set) var taken: Set<Int> = []
    private(set) var table: Int?

    private typealias Pair = (label: Stretch, values: [Stretch])

    /// Reads the control block of a document; finds nothing if one of the block's labels is not Oficio's.
    /// `known` holds the fields of the head.
    init(_ outline: Outline, _ form: FormLabels, known: [FoundField]) {
        guard form.type.isControlled else { return }
        for parts in outline.sections + [outline.control] {
            for (place, part) in parts.enumerated() {
                guard case .paragraph(let index) = part, outline.paragraphs[index].headingLevel != nil,
                    PrintedWords.control.contains(outline.text(of: outline.whole(index)).folded)
                else { continue }
                guard let pairs = pairs(parts.dropFirst(place + 1), outline) else { continue }
                read(pairs, outline, form, known)
                labels.append(outline.whole(index))
                taken.insert(index)
                return
            }
        }
    }

    /// Returns the labels and values of a table, or of bold paragraphs that each have others below them; nil if there
    /// are none. Sets `table` for a table.
    private mutating func pairs(_ parts: ArraySlice<OutlinePart>, _ outline: Outline) -> [Pair]? {
        var pairs: [Pair] = []
        var seen: Set<Int> = []
        loop: for part in parts {
            switch part {
            case .table(let index):
                guard pairs.isEmpty else { break loop }
                let grid = Grid(outline, index)
                for row in grid.table.rows {
                    let cells = row.filter { !grid.isEmpty($0) }
                    guard cells.count == 2, grid.stretches(cells[0]).count == 1 else { return nil }
                    pairs.append((grid.stretches(cells[0])[0], grid.stretches(cells[1])))
                    seen.formUnion(cells.flatMap { grid.paragraphs($0) })
                }
                table = index
                break loop
            case .paragraph(let index):
                let paragraph = outline.paragraphs[index]
                if paragraph.lines.isEmpty { continue }
                if paragraph.headingLevel != nil { break loop }
                if paragraph.isBold, PrintedWords.isFact(outline.text(of: outline.whole(index))) {
                    pairs.append((outline.whole(index), []))
                } else if pairs.isEmpty {
                    return nil
                } else {
                    pairs[pairs.count - 1].values.append(outline.whole(index))
                }
                seen.insert(index)
            case .box: break loop
            }
        }
        let areOurs = pairs.allSatisfy { PrintedWords.isFact(outline.text(of: $0.label)) }
        guard !pairs.isEmpty, areOurs else {
            table = nil
            return nil
        }
        taken = seen
        return pairs
    }

    private mutating func read(_ pairs: [Pair], _ outline: Outline, _ form: FormLabels, _ known: [FoundField]) {
        for (label, values) in pairs {
            labels.append(label)
            let name = outline.text(of: label)
            guard let id = PrintedWords.facts[name.folded], let field = form.type.fields.index(of: id),
                !(known + fields).contains(where: { $0.path == [field] }),
                let value = value(id, field, values, outline, form)
            else {
                repeated += values
                continue
            }
            fields.append(FoundField(path: [field], label: name, value: value, geometry: .right, confidence: 0.95))
        }
    }

    private mutating func value(
        _ id: String, _ field: Int, _ values: [Stretch], _ outline: Outline, _ form: FormLabels
    ) -> FoundValue? {
        let lines = values.flatMap { stretch in
            outline.paragraphs[stretch.paragraph].lines.map { outline.lines[$0].stretch }
        }
        let texts = lines.map { FoundText(outline.text(of: $0), [$0]) }
        guard let first = texts.first else { return nil }
        if id == "review-every" { return interval(lines[0], outline) }
        switch form.type.fields[field].kind {
        case .date:
            return (CalendarDate(iso: first.text) ?? DateReading.date(in: first.text)?.date).map { .date($0, first) }
        case .rows(let type): return .rows(texts.map { PersonText.rowWithRole($0, type) })
        case .references: return .references(texts)
        case .list: return .list(texts)
        default: return texts.count == 1 ? .text(first) : nil
        }
    }

    /// Returns the review interval: the text in parentheses after a date, or the whole line if it has no parentheses;
    /// `nil` for a date alone. Adds the text before the parentheses to `repeated`.
    private mutating func interval(_ line: Stretch, _ outline: Outline) -> FoundValue? {
        let bytes = Array(outline.paragraphs[line.paragraph].text.utf8)
        guard let open = line.range.first(where: { bytes[$0] == UInt8(ascii: "(") }),
            let close = line.range.last(where: { bytes[$0] == UInt8(ascii: ")") }), open < close
        else {
            let text = outline.text(of: line)
            return DateReading.date(in: text) == nil ? .text(FoundText(text, [line])) : nil
        }
        repeated.append(Stretch(line.paragraph, line.range.lowerBound..<open))
        let inside = Stretch(line.paragraph, open + 1..<close)
        return .text(FoundText(outline.text(of: inside), [inside]))
    }
}
