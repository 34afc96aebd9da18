import OficioEditing

/// Turns the rows of a grid into edits of items: first those that go, then those that move, then cells, then new rows.
struct GridEdits {
    let control: FormControl
    let columns: [GridColumn]
    let rows: [FormState.Row]
    private var path: FieldPath { control.path }

    /// The rows to write. An empty row is no row, unless it holds something that the grid does not show.
    private var wanted: [FormState.Row] {
        rows.filter { row in
            row.origin.map { isHidden(control.items[$0]) } ?? false
                || row.cells.values.contains { !$0.allSatisfy(\.isWhitespace) }
        }
    }

    /// Ways to write the rows: item by item, and as a whole. Empty if nothing differs.
    var attempts: [[Edit]] {
        let wanted = wanted
        let steps = edits(wanted)
        if steps.isEmpty { return [] }
        if wanted.isEmpty { return [steps, [.remove(path)]] }
        return [steps, [.set(path, .list(wanted.map(content)))]]
    }

    /// Whether items read back as the rows that were typed: in their order, unless headings order them.
    func isWritten(_ items: [Content]) -> Bool {
        func words(_ cells: [String: String]) -> [String] {
            columns.map { column in
                (cells[column.id] ?? "").split(separator: "\n").map { String($0).trimmedSpaces }.filter { !$0.isEmpty }
                    .joined(separator: "\n")
            }
        }
        let found = items.map { words(FormState.cells($0, columns)) }
        let typed = wanted.map { words($0.cells) }
        func sorted(_ rows: [[String]]) -> [[String]] { rows.sorted { $0.lexicographicallyPrecedes($1) } }
        return found == typed || groupColumn != nil && sorted(found) == sorted(typed)
    }

    // MARK: Steps

    /// An item in the source as the edits so far leave it.
    private struct Placed {
        let origin: Int
        var group: String
    }

    /// The column that `###` headings fill; `nil` if no heading groups the rows.
    private var groupColumn: GridColumn? {
        control.groups.contains { $0 != nil } ? columns.first(where: \.isGroup) : nil
    }

    private func group(_ row: FormState.Row) -> String {
        groupColumn.flatMap { row.cells[$0.id] }.map { $0.trimmedSpaces } ?? ""
    }

    private func edits(_ wanted: [FormState.Row]) -> [Edit] {
        var edits: [Edit] = []
        let grouped = groupColumn
        let kept = wanted.filter { $0.origin != nil }
        var order = control.items.indices.map { place in
            Placed(
                origin: place, group: grouped.flatMap { $0.text(of: control.items[place]) }.map(\.trimmedSpaces) ?? "")
        }
        for place in order.indices.reversed() where !kept.contains(where: { $0.origin == order[place].origin }) {
            edits.append(.removeItem(path, at: place))
            order.remove(at: place)
        }
        if let grouped {
            // A row with another heading goes to the end of that heading's rows.
            for row in kept {
                guard let place = order.firstIndex(where: { $0.origin == row.origin }) else { continue }
                let new = group(row)
                if new == order[place].group { continue }
                edits.append(.setCell(path, row: place, column: grouped.id, new.isEmpty ? nil : .text(new)))
                var moved = order.remove(at: place)
                moved.group = new
                let end = order.lastIndex { $0.group == new }.map { $0 + 1 } ?? order.count
                order.insert(moved, at: end)
            }
        }
        edits += moves(of: &order, to: kept)
        for (place, item) in order.enumerated() {
            guard let row = kept.first(where: { $0.origin == item.origin }) else { continue }
            edits += cellEdits(row, control.items[item.origin], at: place)
        }
        return edits + insertions(wanted, order)
    }

    private func moves(of order: inout [Placed], to kept: [FormState.Row]) -> [Edit] {
        var edits: [Edit] = []
        // Headings order the groups; within a group the rows stand as they were typed.
        var groups: [String] = []
        for item in order where !groups.contains(item.group) { groups.append(item.group) }
        let target =
            groupColumn == nil
            ? kept.compactMap(\.origin)
            : groups.flatMap { name in kept.filter { group($0) == name }.compactMap(\.origin) }
        guard target.count == order.count else { return [] }
        var place = 0
        while place < target.count {
            if order[place].origin == target[place] {
                place += 1
                continue
            }
            // A row that was moved down goes to its place at once; any other comes up.
            let isDown = place + 1 < order.count && order[place + 1].origin == target[place]
            let from = isDown ? place : order.firstIndex { $0.origin == target[place] } ?? place
            let to = isDown ? target.firstIndex(of: order[place].origin) ?? place : place
            if from == to { break }
            edits.append(.moveItem(path, from: from, to: to))
            order.insert(order.remove(at: from), at: to)
        }
        return edits
    }

    private func insertions(_ wanted: [FormState.Row], _ order: [Placed]) -> [Edit] {
        var edits: [Edit] = []
        var groups = order.map(\.group)
        for (place, row) in wanted.enumerated() where row.origin == nil {
            let name = group(row)
            if groupColumn != nil {
                let end = groups.lastIndex(of: name).map { $0 + 1 } ?? groups.count
                edits.append(.insertItem(path, at: nil, content(row)))
                groups.insert(name, at: end)
            } else {
                edits.append(.insertItem(path, at: place < groups.count ? place : nil, content(row)))
                groups.insert(name, at: min(place, groups.count))
            }
        }
        return edits
    }

    private func cellEdits(_ row: FormState.Row, _ item: Content, at place: Int) -> [Edit] {
        columns.compactMap { column in
            guard let typed = row.cells[column.id], let old = column.text(of: item), typed != old,
                column.id != groupColumn?.id
            else { return nil }
            return .setCell(path, row: place, column: column.id, column.content(typed, like: cell(column, of: item)))
        }
    }

    // MARK: Contents

    private func cell(_ column: GridColumn, of item: Content) -> Content? {
        if case .members = item { return item[column.id] }
        return column.isMain ? item : nil
    }

    /// Whether an item holds something that the grid does not show.
    private func isHidden(_ item: Content) -> Bool { columns.contains { $0.text(of: item) == nil } }

    /// The content of a row: the item that it was made from, with the typed cells.
    private func content(_ row: FormState.Row) -> Content {
        let item = row.origin.map { control.items[$0] }
        var members: [Content.Member] = []
        if case .members(let known, _)? = item {
            members = known
        } else if let item, let main = columns.first(where: \.isMain) {
            members = [Content.Member(main.id, item)]
        }
        for column in columns {
            guard let typed = row.cells[column.id] else { continue }
            if let item, column.text(of: item) == typed { continue }
            let new = column.content(typed, like: item.flatMap { cell(column, of: $0) })
            if let place = members.firstIndex(where: { $0.name == column.id }) {
                if let new { members[place].content = new } else { members.remove(at: place) }
            } else if let new {
                members.append(Content.Member(column.id, new))
            }
        }
        if members.count == 1, let main = columns.first(where: \.isMain), members[0].name == main.id,
            case .text = members[0].content
        {
            return members[0].content
        }
        return .members(members)
    }
}
