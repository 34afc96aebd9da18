import OficioSchema
import OficioSource

/// Chooses the names of new keys, columns and attributes.
extension SourceEditor {
    /// Returns a row as the parts of a list item, and the heading that it belongs under, if any.
    /// Throws if a cell cannot be an attribute.
    func parts(_ content: Content, _ path: FieldPath, siblings: WrittenItems = WrittenItems()) throws(EditRefusal) -> (
        parts: ListEdits.Parts, group: String?
    ) {
        let rows = rowType(path)
        guard case .members(let members, _) = content else {
            return (ListEdits.Parts(mainText: content.text ?? ""), nil)
        }
        var parts = ListEdits.Parts(mainText: "")
        var group: String?
        for member in members {
            let name = columnName(member.name, path)
            if name == mainName(rows) {
                guard let words = member.content.text else { throw .layout }
                parts.mainText = words
            } else if name.folded == "id" {
                parts.id = member.content.text
            } else if let rows, let children = rows.children, rows.columns[children].id == name {
                if case .list(let items, _) = member.content {
                    parts.childTexts = items.compactMap(\.text)
                } else {
                    parts.childTexts = [member.content.text ?? ""]
                }
            } else {
                guard let words = member.content.text else {
                    throw EditRefusal(
                        "entre las llaves de un elemento de lista va un texto", "the braces of a list item hold a text")
                }
                if let rows, let column = rows.groupBy, rows.columns[column].id == name {
                    group = words
                } else {
                    parts.attributes.append((attribute(member.name, path, like: siblings), words))
                }
            }
        }
        return (parts, group)
    }

    /// Returns the name for an attribute of list items: as the other items spell it, otherwise in the site's
    /// language.
    func attribute(_ column: String, _ path: FieldPath, like siblings: WrittenItems) -> String {
        let name = columnName(column, path)
        for (sibling, _) in siblings.items {
            guard case .list(let item, _, _) = sibling else { continue }
            if let pair = item.values.pairs.first(where: { columnName($0.name, path) == name }) { return pair.name }
        }
        return label(column, path)
    }

    /// Returns the name for a key of a row: as the other rows spell it, otherwise in the site's language.
    func key(_ column: String, _ path: FieldPath, like siblings: [YAMLNode]) -> String {
        let name = columnName(column, path)
        for case .mapping(let entries, _) in siblings.reversed() {
            if let entry = entries.first(where: { columnName($0.key.text, path) == name }) { return entry.key.text }
        }
        return label(column, path)
    }

    func label(_ column: String, _ path: FieldPath) -> String {
        guard let rows = rowType(path), let place = finder.column(column, rows, of: path) else { return column }
        return rows.columns[place].label[schema.language].keySpelling
    }

    func itemWithSiteNames(_ content: Content, _ path: FieldPath, like siblings: [YAMLNode] = []) -> Content {
        guard rowType(path) != nil, case .members(let members, let layout) = content else { return content }
        return .members(members.map { .init(key($0.name, path, like: siblings), $0.content) }, layout: layout)
    }

    /// Returns a value with the names of columns and members in the site's language.
    func withSiteNames(_ content: Content, _ path: FieldPath) -> Content {
        switch content {
        case .text: return content
        case .list(let items, let layout): return .list(items.map { itemWithSiteNames($0, path) }, layout: layout)
        case .members(let members, let layout):
            guard case .group? = finder.kind(path) else { return content }
            return .members(
                members.map { .init(finder.label(FieldPath(path.names + [$0.name])).keySpelling, $0.content) },
                layout: layout
            )
        }
    }
}

extension String {
    /// The label as authors write keys: in lower case.
    var keySpelling: String { lowercased() }
}
