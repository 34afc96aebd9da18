import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Writes rows in the most readable way: as a list, as headings over lists, or as a table.
struct RowWriter {
    private let form: FormLabels
    private let index: FormIndex
    private let field: Int
    private let type: RowType
    private let language: Language
    private(set) var plan: ReferencePlan
    private(set) var isSure = true

    private let outline: Outline
    /// Whether a cell keeps its line breaks.
    private let keepsLines: Bool
    /// The link to write for each link of the file, for files that were imported together.
    private let targets: [String: String]

    init(
        _ form: FormLabels, _ index: FormIndex, _ field: Int, _ language: Language, _ plan: ReferencePlan,
        _ outline: Outline, targets: [String: String], keepsLines: Bool = false
    ) {
        self.targets = targets
        self.keepsLines = keepsLines
        self.outline = outline
        self.form = form
        self.index = index
        self.field = field
        self.language = language
        self.plan = plan
        type = form.type.fields[field].kind.rowType
    }

    mutating func lines(_ rows: [FoundRow]) -> [String] {
        let columns = Set(rows.flatMap(\.cells.keys))
        var isReference = false
        if case .references = type.columns[type.main].kind { isReference = true }
        // The lists within rows stand below their items.
        let isList = columns.isSubset(of: [type.main, isReference ? type.main : type.children ?? type.main])
        if rows.contains(where: { $0.group != nil }) {
            return isList ? linesByGroup(rows, columns) : tables(rows)
        }
        if isList || !isReference && mayMark(rows, columns) {
            return rows.flatMap { row in item(row, mark: "- ") }
        }
        if let children = type.children, case .references = type.columns[type.main].kind,
            columns.isSubset(of: [type.main, children]),
            rows.allSatisfy({ !($0.cells[children]?.texts.isEmpty ?? true) })
        {
            return linesByHeading(rows, children)
        }
        return table(rows, columns.sorted())
    }

    /// Returns a row as an item of a list, with the list within it, and its other columns as attributes; empty for a
    /// row without a main value.
    private mutating func item(_ row: FoundRow, mark: String) -> [String] {
        guard let value = row.cells[type.main] else { return [] }
        let children = type.children == type.main ? [] : type.children.flatMap { row.cells[$0]?.texts } ?? []
        let top = children.map(\.level).min() ?? 0
        let marks = row.cells.keys.sorted().filter { $0 != type.main && $0 != type.children }.compactMap { column in
            row.cells[column].map { "\(type.columns[column].label[language].lowercasedFirst)=\"\(codes($0))\"" }
        }
        let attributes = marks.isEmpty ? "" : " {" + marks.joined(separator: " ") + "}"
        return [mark + text(value, type.main, isCell: false) + attributes]
            + children.map { text in
                let indent = String(repeating: " ", count: mark.count + 2 * (text.level - top))
                return indent + "- " + markdown(text, isCell: false)
            }
    }

    /// Whether rows with lists within them have nothing else but codes, which stand as attributes behind an item: the
    /// cell of a table holds no list.
    private func mayMark(_ rows: [FoundRow], _ columns: Set<Int>) -> Bool {
        guard let children = type.children, rows.contains(where: { ($0.cells[children]?.texts.count ?? 0) > 1 }),
            rows.allSatisfy({ $0.cells[type.main] != nil && $0.continued.isDisjoint(with: columns) })
        else { return false }
        return columns.subtracting([type.main, children]).allSatisfy { column in
            guard case .codes = type.columns[column].kind, !type.columns[column].label[language].contains(" ") else {
                return false
            }
            return rows.compactMap { $0.cells[column] }.allSatisfy { value in
                let words = codes(value)
                return !words.isEmpty && words.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
            }
        }
    }

    /// Returns the codes of a cell as the source writes them.
    private func codes(_ value: FoundValue) -> String {
        guard case .codes(let codes, let text) = value else { return value.texts.map(\.text).joined(separator: " ") }
        if let text, text.text.folded == codes.map(\.label).joined(separator: " ").folded { return text.text }
        return codes.map(\.code).joined(separator: " ")
    }

    // MARK: Headings over lists

    private mutating func linesByHeading(_ rows: [FoundRow], _ children: Int) -> [String] {
        var lines: [String] = []
        for row in rows {
            if !lines.isEmpty { lines.append("") }
            let title = row.cells[type.main]?.texts.map(\.text).joined(separator: " ") ?? ""
            lines += ["### " + MarkdownText.escaped(title), ""]
            lines += row.cells[children]?.texts.map { "- " + markdown($0, isCell: false) } ?? []
        }
        return lines
    }

    private mutating func linesByGroup(_ rows: [FoundRow], _ columns: Set<Int>) -> [String] {
        var lines: [String] = []
        var open: String?
        var number = 0
        let isNumbered = form.sections.contains { section in
            section.field?.path == [field]
                && section.columns.contains { if case .number = $0.content { true } else { false } }
        }
        for row in rows {
            if let group = row.group, group.code.code + group.text.text != open {
                open = group.code.code + group.text.text
                number = 0
                if !lines.isEmpty { lines.append("") }
                lines += ["### " + MarkdownText.escaped(groupHeading(group)), ""]
                if let words = group.notApplicable { lines.append(MarkdownText.escaped(words.text)) }
            }
            if row.cells[type.main] == nil { continue }
            number += 1
            lines += item(row, mark: isNumbered ? "\(number). " : "- ")
        }
        return lines
    }

    /// Returns a table for each group of rows, below its heading.
    private mutating func tables(_ rows: [FoundRow]) -> [String] {
        var lines: [String] = []
        var start = 0
        while start < rows.count {
            let name = rows[start].group.map { $0.code.code + $0.text.text }
            let end = rows[start...].firstIndex { $0.group.map { $0.code.code + $0.text.text } != name } ?? rows.count
            if !lines.isEmpty { lines.append("") }
            if let group = rows[start].group { lines += ["### " + MarkdownText.escaped(groupHeading(group)), ""] }
            let own = Array(rows[start..<end])
            if let words = own.first?.group?.notApplicable {
                lines.append(MarkdownText.escaped(words.text))
            } else {
                lines += table(own, Set(own.flatMap(\.cells.keys)).sorted())
            }
            start = end
        }
        return lines
    }

    /// Returns the heading of a group in the words of the file, without the stop after them, or else the label
    /// of its code.
    private func groupHeading(_ group: FoundGroup) -> String {
        var words = group.text.text
        while let last = words.last, ".: ".contains(last) { words.removeLast() }
        return words.folded == group.code.label.folded || words.folded == group.code.code.folded
            ? words : group.code.label
    }

    // MARK: Tables

    private mutating func table(_ rows: [FoundRow], _ columns: [Int]) -> [String] {
        let order = orderInForm(columns)
        var lines = [
            "| " + order.map { columnName($0) }.joined(separator: " | ") + " |",
            "|" + order.map { _ in "---|" }.joined(),
        ]
        for row in rows {
            let cells = order.map { column in row.cells[column].map { text($0, column, isCell: true) } ?? "" }
            lines.append("|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined())
        }
        return lines
    }

    private func orderInForm(_ columns: [Int]) -> [Int] {
        var order: [Int] = []
        for section in form.sections where section.field?.path == [field] {
            for placement in section.columns {
                if case .column(let column) = placement.content, columns.contains(column), !order.contains(column) {
                    order.append(column)
                }
            }
        }
        return order + columns.filter { !order.contains($0) }
    }

    /// Returns the name of a column in the words of the form, if they name it, otherwise its label.
    private func columnName(_ column: Int) -> String {
        for section in form.sections where section.field?.path == [field] {
            for placement in section.columns {
                guard case .column(column) = placement.content, let first = placement.label.split(separator: "\n").first
                else { continue }
                let name = LabelCase.sentence(LabelText.bare(String(first)))
                if type.column(named: name.folded) == column { return MarkdownText.escaped(name, isCell: true) }
            }
        }
        return MarkdownText.escaped(type.columns[column].label[language].capitalizedFirst, isCell: true)
    }

    private mutating func text(_ value: FoundValue, _ column: Int, isCell: Bool) -> String {
        switch value {
        case .references(let texts):
            guard case .references(let kind) = type.columns[column].kind else { break }
            return references(texts.map(\.text), kind, isCell: isCell)
        case .codes(let codes, nil):
            guard case .references(let kind) = type.columns[column].kind else {
                return codes.map(\.code).joined(separator: " ")
            }
            // A cross under the name of a document stands for a reference to it.
            return references(codes.map(\.label), kind, isCell: isCell)
        case .codes(let codes, let text):
            if let text, text.text.folded == codes.map(\.label).joined(separator: " ").folded {
                return MarkdownText.escaped(text.text, isCell: isCell)
            }
            return codes.map(\.code).joined(separator: " ")
        case .date(let date, _): return date.iso
        default: break
        }
        let isLed = value.texts.contains { $0.lead != nil }
        if case .list(let texts) = value, isCell, !isLed {
            return texts.map { markdown($0, isCell: true) }.joined(separator: "<br>")
        }
        return value.texts.map { markdown($0, isCell: isCell) }.joined(separator: isLed ? "; " : " ")
    }

    private func markdown(_ text: FoundText, isCell: Bool) -> String {
        text.withLead(withoutLead(text, isCell: isCell))
    }

    private func withoutLead(_ text: FoundText, isCell: Bool) -> String {
        let isWhole = keepsLines && isCell || outline.holdsLink(text, targets)
        return text.notes.isEmpty && !(isWhole && outline.holdsExactly(text))
            ? MarkdownText.escaped(text.text, isCell: isCell)
            : InlineWriter(outline, targets: targets, isCell: isCell, keepsBold: !text.isBold).markdown(text)
    }

    private mutating func references(_ names: [String], _ kind: ReferenceKind, isCell: Bool) -> String {
        names.map { name in
            let written = plan.write(name, kind)
            if !written.isSure { isSure = false }
            var text = written.text
            // Brackets separate several identifiers in one cell.
            if names.count > 1, written.id == text { text = "[[" + text + "]]" }
            return isCell ? text.replacing("|", with: "\\|") : text
        }.joined(separator: names.count > 1 && isCell ? ", " : " ")
    }
}
