import OficioModel
import OficioSchema
import OficioSource

/// Reads rows that are printed as a list, each with labels before its values: the steps of a procedure, whom to turn
/// to, questions with their answers, the tasks of a checklist.
struct PrintedRows {
    private let outline: Outline
    private let items: TextItems
    private let type: RowType
    /// The identifier of the field.
    private let field: String
    private let names: [String: String]
    private(set) var labels: [Stretch] = []
    /// The number of rows in earlier parts of the list, from which the numbers of a part continue.
    private var before = 0

    init(_ outline: Outline, _ type: RowType, field: String) {
        self.outline = outline
        items = TextItems(outline: outline)
        self.type = type
        self.field = field
        names = PrintedWords.columns[field] ?? [:]
    }

    /// Returns the rows in some blocks; nil if a block belongs to no row or a row has no main text. Adds the labels
    /// of the rows to `labels`.
    mutating func rows(_ blocks: [ProseBlock]) -> [FoundRow]? {
        var draft = Draft(before: before)
        let known = labels.count
        for block in blocks {
            guard read(block, &draft) else {
                labels.removeLast(labels.count - known)
                return nil
            }
        }
        let rows = draft.rows.map { row($0) }
        guard !rows.isEmpty, rows.allSatisfy({ $0.cells[type.main] != nil }),
            field == "questions" || field == "items" || rows.contains(where: { $0.cells.count > 1 })
        else {
            labels.removeLast(labels.count - known)
            return nil
        }
        before += rows.count
        return rows
    }

    /// The rows that are being read, each with the texts of its columns.
    private struct Draft {
        var before: Int
        var rows: [[Int: [FoundText]]] = []
        /// The column that the next text without a label belongs to; nil before the main text of a row.
        var open: Int?

        mutating func add(_ text: FoundText, _ column: Int) {
            rows[rows.count - 1][column, default: []].append(text)
        }

        func has(_ column: Int) -> Bool { rows.last?[column] != nil }
    }

    private mutating func read(_ block: ProseBlock, _ draft: inout Draft) -> Bool {
        switch block {
        case .item(let text, let item):
            let begins =
                item.level == 0
                && (field == "steps" ? item.number == draft.before + draft.rows.count + 1 : field != "questions")
            if begins {
                draft.rows.append([:])
                draft.open = nil
            }
            if draft.rows.isEmpty { return false }
            labels += text.typedLabels
            add(text, &draft)
            return true
        case .paragraph(let text):
            if field == "questions", isBold(text) {
                draft.rows.append([:])
                draft.open = nil
            }
            if draft.rows.isEmpty { return false }
            add(text, &draft)
            return true
        case .table(let table):
            if field == "questions" {
                guard table.allSatisfy({ $0.count == 2 && !$0[0].text.isEmpty && !$0[1].text.isEmpty }),
                    let answer = type.column(.answer)
                else { return false }
                for cells in table { draft.rows.append([type.main: [cells[0]], answer: [cells[1]]]) }
                return true
            }
            if draft.rows.isEmpty { return false }
            for cells in table {
                guard cells.count == 2, let id = names[cells[0].text.folded], let column = type.columns.index(of: id)
                else { return false }
                labels += cells[0].stretches
                draft.add(cells[1], column)
            }
            return true
        case .quote(_, let inside): return inside.allSatisfy { read($0, &draft) }
        case .heading, .named, .field, .sheetName, .code: return false
        }
    }

    private func isBold(_ text: FoundText) -> Bool {
        text.stretches.first.map { outline.paragraphs[$0.paragraph].isBold } ?? false
    }

    // MARK: Columns

    /// Adds a text, or its parts after labels, to the columns of the last row.
    private mutating func add(_ text: FoundText, _ draft: inout Draft) {
        if let id = names[text.text.folded], let column = type.columns.index(of: id) {
            labels += text.stretches
            draft.open = column
            return
        }
        let parts = labelledParts(text)
        guard parts.isEmpty else {
            for (column, part) in parts {
                if case .references = type.columns[column].kind, let limit = durationColumn, !draft.has(limit),
                    let (name, span) = withDuration(part)
                {
                    draft.add(name, column)
                    draft.add(span, limit)
                } else {
                    draft.add(part, column)
                }
            }
            // After the line with who and when comes the action. Other text continues the open column.
            draft.open = draft.has(type.main) ? parts.last?.0 : nil
            return
        }
        if draft.has(type.main), let limit = durationColumn, !draft.has(limit), TimeSpan(text.text) != nil {
            return draft.add(text, limit)
        }
        if !draft.has(type.main) {
            draft.add(text, type.main)
            draft.open = field == "items" ? type.column(.why) : type.main
            if field == "questions" { draft.open = type.column(.answer) }
            return
        }
        draft.add(text, draft.open ?? type.main)
    }

    private var durationColumn: Int? {
        type.columns.firstIndex { if case .duration = $0.kind { true } else { false } }
    }

    /// Returns the parts of a text that begins with a label and a colon, one for each label; empty for any
    /// other text.
    private mutating func labelledParts(_ text: FoundText) -> [(Int, FoundText)] {
        guard text.stretches.count == 1, let whole = text.stretches.first else { return [] }
        let bytes = Array(outline.paragraphs[whole.paragraph].text.utf8)
        var starts: [(column: Int, label: Range<Int>)] = []
        var start = whole.range.lowerBound
        while start < whole.range.upperBound, bytes[start] == 0x20 { start += 1 }
        for colon in whole.range where bytes[colon] == UInt8(ascii: ":") {
            if starts.isEmpty {
                guard let column = column(String(decoding: bytes[start..<colon], as: UTF8.self)) else { break }
                starts.append((column, start..<colon + 1))
                continue
            }
            // Only the person who does a step shares a line with another value.
            guard case .references = type.columns[starts[0].column].kind else { break }
            for length in 1...3 {
                guard let begin = wordsBefore(colon, length, bytes, after: starts.last?.label.upperBound ?? start),
                    let column = column(String(decoding: bytes[begin..<colon], as: UTF8.self)),
                    !starts.contains(where: { $0.column == column })
                else { continue }
                starts.append((column, begin..<colon + 1))
                break
            }
        }
        return starts.enumerated().compactMap { index, part in
            let end = index + 1 < starts.count ? starts[index + 1].label.lowerBound : whole.range.upperBound
            labels.append(Stretch(whole.paragraph, part.label))
            let rest = Stretch(whole.paragraph, part.label.upperBound..<end)
            let words = outline.text(of: rest)
            return words.isEmpty ? nil : (part.column, FoundText(words, [rest]))
        }
    }

    private func column(_ text: String) -> Int? { names[text.folded].flatMap { type.columns.index(of: $0) } }

    /// Returns the offset at which the `count` words before a colon begin; nil if there are fewer after `limit`.
    private func wordsBefore(_ colon: Int, _ count: Int, _ bytes: [UInt8], after limit: Int) -> Int? {
        var place = colon
        for _ in 0..<count {
            guard let space = bytes[limit..<max(limit, place - 1)].lastIndex(of: 0x20) else { return nil }
            place = space + 1
        }
        return place
    }

    /// Returns the parts of a text such as *Técnico de Afiliación 1 día hábil* before and from its time span;
    /// nil if the text has none.
    private func withDuration(_ text: FoundText) -> (FoundText, FoundText)? {
        let words = text.text.split(separator: " ")
        for count in stride(from: min(4, words.count - 1), to: 0, by: -1) {
            let tail = words.suffix(count).joined(separator: " ")
            guard words[words.count - count].first?.isNumber == true, TimeSpan(tail) != nil else { continue }
            var (name, span) = (text, text)
            name.text = words.dropLast(count).joined(separator: " ")
            span.text = tail
            return (name, span)
        }
        return nil
    }

    // MARK: Values

    private func row(_ draft: [Int: [FoundText]]) -> FoundRow {
        var row = FoundRow()
        for (column, texts) in draft {
            if case .references(let kind) = type.columns[column].kind {
                row.cells[column] = .references(
                    texts.flatMap { ReferenceTexts.splitAtSeparators([$0], isMany: kind.isMany, stop: nil) })
                continue
            }
            var joined = FoundText(texts.map(\.text).joined(separator: " "), texts.flatMap(\.stretches))
            joined.notes = texts.flatMap(\.notes)
            // The bold type of a question comes from the form.
            joined.isBold = field == "questions" && column == type.main
            row.cells[column] = .text(joined)
        }
        return row
    }
}
