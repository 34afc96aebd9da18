import OficioImport
import OficioSchema
import OficioSource

/// Values as strings in which only words and their order count. Punctuation and spaces do not.
enum Canonical {
    static func words(_ text: String) -> String { PlainText.words(text).joined(separator: " ") }

    private static func list(_ texts: [String]) -> String { texts.map(words).joined(separator: " | ") }

    // MARK: Expected

    static func expected(_ content: Expectation.Object, _ kind: FieldKind) -> String {
        if let derived = content["derived"] as? [String: Any], let date = derived["fecha"] as? String { return date }
        if let derived = content["derived"] as? [String] { return derived.joined(separator: " ") }
        if let text = content["text"] as? String { return words(text) }
        if let items = content["items"] as? [String] { return list(items) }
        if let rows = content["rows"] as? [Expectation.Object] { return joined(self.rows(rows, kind.rowType)) }
        return ""
    }

    /// The value of a field in a spreadsheet's record.
    static func expectedCell(_ value: Any, _ kind: FieldKind) -> String {
        if case .rows(let type) = kind, let rows = value as? [Expectation.Object] {
            return joined(self.rows(rows, type))
        }
        return cell(value, kind)
    }

    private static func rows(_ rows: [Expectation.Object], _ type: RowType) -> [String] {
        rows.flatMap { row -> [String] in
            if let nothing = row["nada que decir"] as? String {
                return [line(cells(row, type).merging([-1: words(nothing)]) { $1 })]
            }
            let inside =
                (row["tareas"] as? [Expectation.Object])
                ?? (row["textos"] as? [String])?.map { ["\(type.columns[type.main].id)": $0] }
            guard let inside else { return [line(cells(row, type))] }
            return inside.map { line(cells(row, type).merging(cells($0, type)) { $1 }) }
        }
    }

    private static func cells(_ row: Expectation.Object, _ type: RowType) -> [Int: String] {
        var cells: [Int: String] = [:]
        for (name, value) in row where name != "derived" {
            guard
                let column = type.column(named: name.folded) ?? type.columns.place(of: name.folded)
                    ?? type.columns.index(of: name)
            else { continue }
            cells[column] = cell(value, type.columns[column].kind)
        }
        // A derived value is the meaning of the words in the file.
        if let derived = row["derived"] as? Expectation.Object { cells.merge(self.cells(derived, type)) { $1 } }
        return cells
    }

    private static func cell(_ value: Any, _ kind: FieldKind) -> String {
        switch value {
        case let text as String: return words(text)
        case let texts as [String]:
            if case .codes = kind { return texts.joined(separator: " ") }
            return list(texts)
        case let objects as [Expectation.Object]:
            return objects.map { line(cells($0, kind.rowType)) }.joined(separator: " | ")
        case let object as Expectation.Object:
            if let derived = object["derived"] as? Expectation.Object,
                let date = (derived["fecha"] ?? derived["text"]) as? String
            {
                return date
            }
            return words(object["text"] as? String ?? "")
        default: return "\(value)"
        }
    }

    private static func line(_ cells: [Int: String]) -> String {
        cells.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
            $0.key < 0 ? "nothing: \($0.value)" : "\($0.key): \($0.value)"
        }
        .joined(separator: "; ")
    }

    // MARK: Found

    static func found(_ value: FoundValue, _ kind: FieldKind) -> String {
        switch value {
        case .notApplicable(let text), .text(let text), .wrong(let text): return words(text.text)
        case .date(let date, _): return date.iso
        case .codes(let codes, _): return codes.map(\.code).joined(separator: " ")
        case .references(let texts), .list(let texts): return list(texts.map(\.text))
        case .blocks(let texts): return words(texts.map(\.text).joined(separator: " "))
        case .rows(let rows): return joined(self.rows(rows, kind.rowType))
        }
    }

    /// Rows of one cell each are written as a list.
    private static func joined(_ lines: [String]) -> String {
        let texts = lines.map { line in
            line.split(separator: ":", maxSplits: 1).count == 2 && !line.contains("; ")
                ? String(line.split(separator: ":", maxSplits: 1)[1].dropFirst()) : nil
        }
        return texts.contains(nil) ? lines.joined(separator: "\n") : texts.compactMap(\.self).joined(separator: " | ")
    }

    private static func rows(_ rows: [FoundRow], _ type: RowType) -> [String] {
        var above: [Int: String] = [:]
        return rows.map { row in
            var cells: [Int: String] = [:]
            for (column, value) in row.cells {
                cells[column] = cell(value, type.columns[column].kind)
                above[column] = cells[column]
            }
            for column in row.continued where cells[column] == nil { cells[column] = above[column] }
            if !row.catalogue.isEmpty, let children = type.children {
                cells[children] = list(row.catalogue.map(\.text))
            }
            if let group = row.group, let column = type.groupBy {
                cells[column] = words(group.code.label)
                if let nothing = group.notApplicable { cells[-1] = words(nothing.text) }
            }
            return line(cells)
        }
    }

    private static func cell(_ value: FoundValue, _ kind: FieldKind) -> String {
        if case .rows(let rows) = value {
            // The expectations write people who have a post and no name as a list of posts.
            let type = kind.rowType
            return rows.map { row in
                if row.cells.count == 1, let only = row.cells.first, type.columns[only.key].id == "role" {
                    return cell(only.value, .text)
                }
                return line(row.cells.mapValues { cell($0, .text) })
            }.joined(separator: " | ")
        }
        return found(value, kind)
    }
}
