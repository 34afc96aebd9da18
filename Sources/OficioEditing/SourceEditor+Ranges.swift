import OficioSchema
import OficioSource

/// Finds the byte ranges of fields and items.
extension SourceEditor {
    /// Returns the byte range of a field with its key or heading, or `nil` if the field is absent.
    package func range(of path: FieldPath) -> Range<Int>? {
        guard let place = try? finder.find(path) else { return nil }
        return range(of: place)
    }

    /// Returns the byte range of an item: a YAML value, the lines of a list item, the line of a
    /// table row. `nil` if there is no such item.
    package func range(of path: FieldPath, item index: Int) -> Range<Int>? {
        guard let items = try? written(path).items, items.indices.contains(index) else { return nil }
        return range(of: items[index].item)
    }

    /// Returns the innermost field that holds a byte, and the index of its item that holds it;
    /// `nil` between fields. A form shows a finding there.
    package func place(at offset: Int) -> (path: FieldPath, item: Int?)? {
        let holding = fields.compactMap { path in range(of: path).map { (path: path, range: $0) } }
            .filter { $0.range.contains(offset) }
        guard let found = holding.min(by: { $0.range.count < $1.range.count }) else { return nil }
        let items = (try? written(found.path).items) ?? []
        return (found.path, items.firstIndex { range(of: $0.item).contains(offset) })
    }

    /// Returns the byte range of a place with its key or heading.
    func range(of place: FieldPlace) -> Range<Int> {
        switch place {
        case .key(let mapping, let index): place.start..<max(place.start, text.end(of: mapping.entries[index]))
        case .section(let section), .part(let section, _): section.range
        case .title(let section): section.range.lowerBound..<section.textStart
        case .body(let range): range
        }
    }

    private func range(of item: WrittenItem) -> Range<Int> {
        switch item {
        case .yaml(let node): return node.span.range
        case .list(let item, _, _): return item.lines
        case .row(let table, let index):
            let start = text.lineStart(Int(table.rows[index].span.start))
            return start..<text.nextLine(start)
        }
    }
}
