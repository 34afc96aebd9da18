import Diagnostics
import OficioEditing
import OficioSchema
import OficioSource

/// Turns found values into the values of keys in the front matter.
struct FactWriter {
    var plan: ReferencePlan
    let language: Language
    /// Whether every reference so far leads to a document with exactly that name.
    private(set) var isSure = true

    init(plan: ReferencePlan, language: Language) {
        self.plan = plan
        self.language = language
    }

    mutating func content(_ value: FoundValue, _ kind: FieldKind) -> Content? {
        switch value {
        case .notApplicable(let text), .text(let text), .wrong(let text):
            return text.text.isEmpty ? nil : .text(text.text)
        case .date(let date, _): return .text(date.iso)
        case .codes(let codes, _):
            return codes.count == 1 ? .text(codes[0].code) : .list(codes.map { .text($0.code) }, layout: .inline)
        case .references(let texts):
            guard case .references(let kind) = kind else { return nil }
            let written = texts.map { text -> Content in
                let reference = plan.write(text.text, kind)
                if !reference.isSure { isSure = false }
                return .text(reference.text, quoting: reference.text.hasPrefix("[[") ? .always : .asNeeded)
            }
            return written.count == 1 ? written[0] : .list(written)
        case .list(let texts), .blocks(let texts):
            return texts.count == 1
                ? .text(texts[0].withLead(texts[0].text)) : .list(texts.map { .text($0.withLead($0.text)) })
        case .rows(let rows):
            guard case .rows(let type) = kind else { return nil }
            return .list(rows.map { row($0, type) })
        }
    }

    private mutating func row(_ row: FoundRow, _ type: RowType) -> Content {
        var members: [Content.Member] = []
        var isShort = true
        for (index, column) in type.columns.enumerated() {
            guard let value = row.cells[index] else { continue }
            // A list with one item stays a list.
            if case .list = column.kind, case .list(let texts) = value {
                members.append(
                    .init(
                        column.label[language].lowercasedFirst,
                        .list(texts.map { .text($0.withLead(MarkdownText.escaped($0.text))) })))
                isShort = false
            } else if let content = content(value, column.kind) {
                if case .text = content {} else { isShort = false }
                members.append(.init(column.label[language].lowercasedFirst, content))
            }
        }
        return .members(members, layout: isShort ? .inline : .natural)
    }
}
