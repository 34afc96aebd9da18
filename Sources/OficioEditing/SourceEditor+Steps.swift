import OficioModel
import OficioSchema
import OficioSource

/// Splits an edit of a whole value into edits of the parts that differ, so that all other bytes remain.
extension SourceEditor {
    /// Returns smaller edits that together have the effect of an edit, or the edit itself if it cannot be split.
    func steps(of edit: Edit) throws(EditRefusal) -> [Edit] {
        switch edit {
        case .set(let path, .list(let items, let layout)): return try steps(setting: items, layout, path) ?? [edit]
        case .set(let path, .members(let members, let layout)):
            return try steps(setting: members, layout, path) ?? [edit]
        case .setItem(let path, let place, let content):
            return try steps(settingItem: content, at: place, path) ?? [edit]
        case .moveItem(let path, let from, let to): return try steps(moving: from, to, path) ?? [edit]
        case .removeItem(let path, let place): return try editsKeepingContinued(path, removing: place) + [edit]
        case .insertItem(let path, let place, let content):
            return try editsKeepingContinued(path, inserting: content, at: place) + [edit]
        case .setCell(let path, let row, let column, let content) where try isGroup(column, of: path):
            return try steps(moving: row, toGroup: content, column, path)
        case .setCell(let path, let row, let column, let content):
            return try editsKeepingContinued(path, setting: content, ofRow: row, column) + [edit]
        default: return [edit]
        }
    }

    // MARK: Fields

    private func steps(setting items: [Content], _ layout: Content.Layout, _ path: FieldPath) throws(EditRefusal)
        -> [Edit]?
    {
        guard layout == .natural, !items.isEmpty, let place = try finder.find(path) else { return nil }
        if case .key(let mapping, let index) = place,
            YAMLEdits(text).sequence(mapping.entries[index].value) == nil
                || mapping.entries[index].value.shortReference != nil
        {
            return nil
        }
        let old = try self.items(path)
        if old.isEmpty { return nil }
        let new = items.map { canonicalItem($0, path) }
        var first = 0
        while first < min(old.count, new.count), old[first] == new[first] { first += 1 }
        var last = 0
        while last < min(old.count, new.count) - first, old[old.count - 1 - last] == new[new.count - 1 - last] {
            last += 1
        }
        let (oldCount, newCount) = (old.count - first - last, new.count - first - last)
        var steps: [Edit] = []
        for offset in 0..<min(oldCount, newCount) {
            steps.append(.setItem(path, at: first + offset, items[first + offset]))
        }
        for offset in stride(from: oldCount, to: min(oldCount, newCount), by: -1) {
            steps.append(.removeItem(path, at: first + offset - 1))
        }
        for offset in min(oldCount, newCount)..<newCount {
            let place = first + offset
            steps.append(.insertItem(path, at: offset < oldCount || last > 0 ? place : nil, items[place]))
        }
        return steps
    }

    private func steps(setting members: [Content.Member], _ layout: Content.Layout, _ path: FieldPath)
        throws(EditRefusal) -> [Edit]?
    {
        guard layout == .natural, !members.isEmpty, let place = try finder.find(path) else { return nil }
        func inner(_ name: String) -> FieldPath { FieldPath(path.names + [name], inRecord: path.record) }
        var names: [String] = []
        switch place {
        case .key(let mapping, let index):
            guard let own = YAMLEdits(text).mapping(mapping.entries[index].value), !own.entries.isEmpty else {
                return nil
            }
            names = own.entries.map(\.key.text)
        case .section(let section): names = section.parts(text).map(\.heading.plain)
        default: return nil
        }
        var steps: [Edit] = []
        for member in members {
            let path = inner(member.name)
            if try finder.find(path).map({ canonical((try? content(at: $0, path)) ?? .members([]), path) })
                != canonical(member.content, path)
            {
                steps.append(.set(path, member.content))
            }
        }
        var wanted: [FieldPlace] = []
        for member in members { if let place = try finder.find(inner(member.name)) { wanted.append(place) } }
        for name in names {
            guard let place = try finder.find(inner(name)) else { continue }
            if !wanted.contains(where: { $0.start == place.start }) { steps.append(.remove(inner(name))) }
        }
        return steps
    }

    // MARK: Items

    private func steps(settingItem content: Content, at place: Int, _ path: FieldPath) throws(EditRefusal) -> [Edit]? {
        let written = try written(path)
        guard written.items.indices.contains(place) else { throw .noItem(place, path.shown) }
        let (item, group) = written.items[place]
        let old = self.content(of: item, group, path)
        let new = canonicalItem(content, path)
        let main = mainName(rowType(path))
        func members(_ content: Content) -> [Content.Member] {
            if case .members(let members, _) = content { return members }
            return [Content.Member(main, content)]
        }
        switch item {
        case .yaml(let node): guard case .mapping = node, case .members = new else { return nil }
        case .list, .row: break
        }
        var steps: [Edit] = []
        for member in members(new)
        where members(old).first(where: { $0.name.folded == member.name.folded })?.content != member.content {
            let spelled = Self.member(content, named: member.name, self, path) ?? member.content
            steps.append(.setCell(path, row: place, column: member.name, spelled))
        }
        for member in members(old) where !members(new).contains(where: { $0.name.folded == member.name.folded }) {
            steps.append(.setCell(path, row: place, column: member.name, nil))
        }
        return steps
    }

    private static func member(_ content: Content, named name: String, _ editor: SourceEditor, _ path: FieldPath)
        -> Content?
    {
        guard case .members(let members, _) = content else { return nil }
        return members.first { editor.columnName($0.name, path).folded == name.folded }?.content
    }

    private func steps(moving from: Int, _ to: Int, _ path: FieldPath) throws(EditRefusal) -> [Edit]? {
        let written = try written(path).items
        guard written.indices.contains(from), written.indices.contains(to) else {
            throw .noItem(max(from, to), path.shown)
        }
        if from == to { return [] }
        if case .row(let table, let index) = written[from].item, case .row(let other, _) = written[to].item,
            table.span == other.span
        {
            let fixed = try editsKeepingContinued(path, moving: from, to)
            return fixed.isEmpty && table.rows.indices.contains(index)
                ? nil : fixed + [.moveItem(path, from: from, to: to)]
        }
        if case .list(_, let list, _) = written[from].item, case .list(_, let other, _) = written[to].item,
            list.span == other.span
        {
            return nil
        }
        if case .yaml = written[from].item { return nil }
        // Between two lists or tables, remove the item and insert it again.
        var content = content(of: written[from].item, written[from].group, path)
        if let rows = rowType(path), let column = rows.groupBy, let group = written[to].group {
            content = self.content(content, with: rows.columns[column].id, .text(group.heading.plain), path)
        }
        return [.removeItem(path, at: from), .insertItem(path, at: to, content)]
    }

    private func steps(moving row: Int, toGroup group: Content?, _ column: String, _ path: FieldPath)
        throws(EditRefusal) -> [Edit]
    {
        let items = try items(path)
        guard items.indices.contains(row) else { throw .noItem(row, path.shown) }
        guard let group else {
            throw EditRefusal(
                "la fila está bajo un título «###» y no puede quedar sin él",
                "the row stands under a “###” heading and cannot be without it")
        }
        if try cell(items[row], column, path) == group { return [] }
        return [
            .removeItem(path, at: row),
            .insertItem(path, at: nil, content(items[row], with: columnName(column, path), group, path)),
        ]
    }

    /// Returns an item with another value in one column.
    private func content(_ item: Content, with column: String, _ value: Content, _ path: FieldPath) -> Content {
        var members: [Content.Member] = []
        if case .members(let own, _) = item { members = own } else { members = [.init(mainName(rowType(path)), item)] }
        members.removeAll { $0.name.folded == column.folded }
        return .members(members + [.init(column, value)])
    }

    // MARK: Cells that repeat the one above

    /// Returns edits that write a removed row's cells into the next row, if that row's empty cells
    /// repeat them.
    private func editsKeepingContinued(_ path: FieldPath, removing place: Int) throws(EditRefusal) -> [Edit] {
        let written = try written(path).items
        guard written.indices.contains(place) else { throw .noItem(place, path.shown) }
        return try editsWritingRepeatedCells(path, at: place + 1, notAfter: place)
    }

    private func editsKeepingContinued(_ path: FieldPath, inserting content: Content, at place: Int?)
        throws(EditRefusal)
        -> [Edit]
    {
        guard let place, let rows = rowType(path), !rows.continues.isEmpty else { return [] }
        return try editsWritingRepeatedCells(path, at: place, notAfter: nil).filter { edit in
            // Keep only the columns in which the new row has a value.
            guard case .setCell(_, _, let column, _) = edit else { return false }
            return (try? cell(content, column, path)) != nil
        }
    }

    /// Returns edits that keep the meaning of the next row's empty cell when the cell above it changes: they write
    /// the old value into the next row.
    private func editsKeepingContinued(_ path: FieldPath, setting content: Content?, ofRow row: Int, _ column: String)
        throws(EditRefusal) -> [Edit]
    {
        func isColumn(_ edit: Edit) -> Bool {
            if case .setCell(_, _, let name, _) = edit { name == columnName(column, path) } else { false }
        }
        guard let old = try editsWritingRepeatedCells(path, at: row, notAfter: nil).first(where: isColumn),
            case .setCell(_, _, _, let value) = old, let content, content != value
        else { return [] }
        return try editsWritingRepeatedCells(path, at: row + 1, notAfter: nil).filter(isColumn)
    }

    private func editsKeepingContinued(_ path: FieldPath, moving from: Int, _ to: Int) throws(EditRefusal) -> [Edit] {
        let next = to > from ? to + 1 : to
        var edits = try editsWritingRepeatedCells(path, at: from, notAfter: nil)
        for place in [from + 1, next] where place != from {
            edits += try editsWritingRepeatedCells(path, at: place, notAfter: nil)
        }
        var seen: [Edit] = []
        for edit in edits where !seen.contains(edit) { seen.append(edit) }
        return seen
    }

    /// Returns edits that fill the empty cells of a table row with the values that the cells repeat from the rows
    /// above. If `source` is not `nil`, the edits fill only cells that repeat the row directly above.
    private func editsWritingRepeatedCells(_ path: FieldPath, at place: Int, notAfter source: Int?) throws(EditRefusal)
        -> [Edit]
    {
        guard let rows = rowType(path), !rows.continues.isEmpty else { return [] }
        let written = try written(path).items
        guard written.indices.contains(place),
            case .row(let table, let index) = written[place].item, index > 0
        else { return [] }
        let tables = TableEdits(text: text)
        var edits: [Edit] = []
        for column in table.header.indices {
            guard let found = finder.column(headerName(column, table, path), rows, of: path),
                rows.continues.contains(found)
            else { continue }
            func words(_ row: Int) -> String {
                let cells = tables.cells(ofLineAt: Int(table.rows[row].span.start))
                return cells.indices.contains(column) ? tables.words(cells[column]) : ""
            }
            guard words(index).isEmpty, let above = (0..<index).last(where: { !words($0).isEmpty }) else { continue }
            if source == nil || above == index - 1 {
                edits.append(.setCell(path, row: place, column: rows.columns[found].id, .text(words(above))))
            }
        }
        return edits
    }
}

extension FieldPlace {
    /// The offset of the key or heading at the place. No two places have the same offset.
    var start: Int {
        switch self {
        case .key(let mapping, let index): Int(mapping.entries[index].key.span.start)
        case .section(let section), .part(let section, _), .title(let section): section.range.lowerBound
        case .body(let range): range.lowerBound
        }
    }
}
