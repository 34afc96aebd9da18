import OficioSchema
import OficioSource

/// Finds the byte ranges of fields and items.
extension SourceEditor {
    /// Returns the byte range of a field with its key or heading, or `nil` if the field is absent.
    package func range(of path: FieldPath) -> Range<Int>? {
        guard let place = try? finder.find(path) else { return nil }
        return range(of: place)
    }

    /// Returns the byte ranges that hold a field: its key or section and, beside a key that includes a shared clause,
    /// the section with the document's own rows; empty if the field is absent.
    package func ranges(of path: FieldPath) -> [Range<Int>] {
        guard let place = try? finder.find(path) else { return [] }
        guard let section = section(at: place, path), case .key = place else { return [range(of: place)] }
        return [range(of: place), section.range]
    }

    /// Returns the headings inside the section of a field's rows, in order; empty for rows that stand in no section.
    package func groupHeadings(of path: FieldPath) -> [String] {
        guard let place = try? finder.find(path), let section = section(at: place, path) else { return [] }
        return section.parts(text).map(\.heading.plain)
    }

    /// The sections of the body in order, each by its heading. A heading that repeats an earlier one has no path of its
    /// own and is left out.
    package var sections: [FieldPath] {
        finder.places.compactMap { named in
            guard case .section(let section) = named.place, range(of: FieldPath(named.name)) == section.range else {
                return nil
            }
            return FieldPath(named.name)
        }
    }

    /// Returns a path that means a single place: the first heading if a field has several headings, otherwise the
    /// path itself.
    package func exactPath(_ path: FieldPath) -> FieldPath {
        guard path.names.count == 1, finder.headings(meantBy: path).count > 1, let place = try? finder.find(path),
            let named = finder.places.first(where: { $0.place.start == place.start })
        else { return path }
        return FieldPath(named.name)
    }

    /// Returns the section that holds the rows of a field found at a place; `nil` if they stand in no section.
    private func section(at place: FieldPlace, _ path: FieldPath) -> Section? {
        switch place {
        case .section(let section), .part(let section, _): return section
        case .key(let mapping, let index):
            let isOwn = path.record == nil && isClauseUse(mapping.entries[index].value, path)
            return isOwn ? finder.section(ofField: path) : nil
        case .title, .body: return nil
        }
    }

    /// Returns the byte range of an item: a YAML value, the lines of a list item, the line of a table row; `nil` if
    /// there is no such item.
    package func range(of path: FieldPath, item index: Int) -> Range<Int>? {
        guard let items = try? written(path).items, items.indices.contains(index) else { return nil }
        return range(of: items[index].item)
    }

    /// Returns the innermost field that holds a byte, and the index of the field's item that holds the byte; `nil`
    /// between fields. Forms show findings beside the returned field or item.
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
