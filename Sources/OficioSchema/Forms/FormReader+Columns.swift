import Diagnostics
import OficioSource

/// Reads `columnas`: columns of a row, stacks of several columns in one cell, and row numbers.
extension FormReader {
    /// Reads the columns of a section, and reports each column that its field does not have.
    mutating func columns(_ node: YAMLNode, of section: FormSection) -> [ColumnPlacement] {
        guard case .sequence(let items, _) = node else {
            reader.report(
                node.span, Localized(es: "«columnas» tiene que ser una lista", en: "“columns” has to be a list"))
            return []
        }
        var rowType: RowType?
        if let path = section.field?.path, case .rows(let rows) = type.fields[path[0]].kind { rowType = rows }
        var result: [ColumnPlacement] = []
        for item in items {
            switch item {
            case .scalar(let scalar):
                if let content = content(scalar, rowType) {
                    result.append(
                        ColumnPlacement(content: content, label: defaultLabel(content, rowType) ?? scalar.text))
                }
            case .mapping(let entries, _):
                if let stack = stack(entries, rowType) {
                    result.append(stack)
                } else {
                    for entry in entries {
                        if let content = content(entry.key, rowType) {
                            result.append(ColumnPlacement(content: content, label: reader.text(entry.value)))
                        }
                    }
                }
            case .sequence: reader.report(item.span, Localized(es: "aquí va una columna", en: "a column belongs here"))
            }
        }
        return result
    }

    private func defaultLabel(_ content: ColumnPlacement.Content, _ rowType: RowType?) -> String? {
        if case .column(let index) = content, let rowType { return rowType.columns[index].label[language] }
        return nil
    }

    /// Reads `{título: Referencia, campos: [autoriza: "", …]}`: several columns in one cell. Returns `nil` if the
    /// mapping has no list.
    private mutating func stack(_ entries: [YAMLNode.Entry], _ rowType: RowType?) -> ColumnPlacement? {
        guard entries.contains(where: { if case .sequence = $0.value { true } else { false } }) else { return nil }
        var title = ""
        var items: [YAMLNode] = []
        reader.forEach(entries, SettingKeys.stack) { reader, name, entry in
            if name == "title" {
                title = reader.text(entry.value)
            } else if case .sequence(let fields, _) = entry.value {
                items = fields
            } else {
                reader.report(
                    entry.value.span,
                    Localized(es: "«campos» tiene que ser una lista", en: "“fields” has to be a list"))
            }
        }
        var parts: [(column: Int, label: String?)] = []
        for item in items {
            let pairs: [(YAMLNode.Scalar, String?)]
            switch item {
            case .scalar(let scalar): pairs = [(scalar, nil)]
            case .mapping(let inner, _): pairs = inner.map { ($0.key, reader.text($0.value)) }
            case .sequence:
                reader.report(item.span, Localized(es: "aquí va una columna", en: "a column belongs here"))
                pairs = []
            }
            for (key, label) in pairs {
                if case .column(let index)? = content(key, rowType) { parts.append((index, label)) }
            }
        }
        return ColumnPlacement(content: .stack(parts), label: title)
    }

    /// The columns of a table of contents.
    private static let contentsColumns = [
        Localized(es: "título", en: "title"), Localized(es: "página", en: "page"),
    ]

    private mutating func content(_ name: YAMLNode.Scalar, _ rowType: RowType?) -> ColumnPlacement.Content? {
        let folded = name.text.folded
        if let rowType, let index = rowType.column(named: folded) { return .column(index) }
        if ["numero", "number", "n"].contains(folded) { return .number }
        if rowType == nil {
            let known = Self.contentsColumns
            if known.contains(where: { [$0.spanish.folded, $0.english.folded].contains(folded) }) {
                return .entry(folded)
            }
            reader.report(
                name.span,
                Localized(es: "no hay ninguna columna «\(name.text)»", en: "there is no column “\(name.text)”"),
                label: Hint.suggest(name.text, spanish: known.map(\.spanish), english: known.map(\.english)))
            return nil
        }
        let columns = rowType?.columns ?? []
        reader.report(
            name.span, Localized(es: "no hay ninguna columna «\(name.text)»", en: "there is no column “\(name.text)”"),
            label: Hint.suggest(
                name.text, spanish: columns.map(\.label.spanish), english: columns.map(\.label.english)))
        return nil
    }
}
