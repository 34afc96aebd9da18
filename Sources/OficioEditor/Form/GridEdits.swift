import Diagnostics
import OficioEditing

/// Turns the rows of a grid into edits of items: removals first, then moves, changed cells, and new rows.
///
/// Rows that stand below headings are written heading by heading (see `GridEdits+Groups`).
struct GridEdits {
    let control: FormControl
    let columns: [GridColumn]
    let rows: [FormState.Row]
    let editor: SourceEditor
    /// Whether to escape a block marker at the beginning of a text (see `BlockStart`).
    private(set) var escapes = false
    var path: FieldPath { control.path }

    init(control: FormControl, columns: [GridColumn], rows: [FormState.Row], editor: SourceEditor) {
        self.control = control
        self.columns = columns
        self.rows = rows
        self.editor = editor
    }

    /// The typed rows without empty rows. A row whose item holds something that the grid does not show is not empty.
    var wanted: [FormState.Row] {
        rows.filter { row in
            row.origin.map { isHidden(control.items[$0]) } ?? false
                || row.cells.contains { $0.key != control.groupColumn?.id && !$0.value.allSatisfy(\.isWhitespace) }
        }
    }

    /// Alternative edits that write the rows: item by item or all at once, with and without escaped block markers;
    /// empty if no row has changed.
    var attempts: [[Edit]] {
        let plain = ownAttempts
        if plain.isEmpty || escapes { return plain }
        var escaping = self
        escaping.escapes = true
        let escaped = escaping.ownAttempts
        if escaped == plain { return plain }
        return isMarkdownList ? escaped : plain + escaped
    }

    /// Alternative edits that write the rows with the present value of `escapes`.
    private var ownAttempts: [[Edit]] {
        let wanted = wanted
        if control.groupColumn != nil {
            let steps = groupedEdits(wanted)
            return steps.isEmpty ? [] : [steps]
        }
        let steps = edits(wanted)
        if steps.isEmpty { return [] }
        // Replace the template's example with the rows.
        if control.hasExample { return [[.set(path, .list(wanted.map { content($0) }))]] }
        if wanted.isEmpty { return [steps, [.remove(path)]] }
        return [steps, [.set(path, .list(wanted.map { content($0) }))]]
    }

    /// Whether the source writes the items as a Markdown list, where a block marker at the beginning of a text begins
    /// a block.
    private var isMarkdownList: Bool {
        guard editor.path.hasSuffix(".md"), path.record == nil else { return false }
        if let item = editor.range(of: path, item: 0) {
            let first = editor.bytes[item].first { $0 != UInt8(ascii: " ") }
            return editor.ranges(of: path).contains { $0.contains(item) && editor.bytes[$0.lowerBound] == 0x23 }
                && first != UInt8(ascii: "|")
        }
        return false
    }

    /// Whether the items of an edited source read back as the typed rows, in their order.
    func isWritten(in edited: SourceEditor) -> Bool {
        let items = edited.items(of: path)
        let found = items.map { item in words { $0.text(of: item) ?? "" } }
        let typed = wanted.map { row in words { row.cells[$0.id] ?? "" } }
        if control.groupColumn == nil { return found == typed }
        // The source's headings decide the order of groups. Within a group, rows keep the order in which they were
        // typed.
        let headings = edited.groups(of: path).map { $0 ?? "" }
        return Dictionary(grouping: zip(headings, found), by: \.0).mapValues { $0.map(\.1) }
            == Dictionary(grouping: zip(groups(of: wanted), typed), by: \.0).mapValues { $0.map(\.1) }
    }

    private func words(_ text: (GridColumn) -> String) -> [String] {
        columns.filter { $0.id != control.groupColumn?.id }.map { column in
            text(column).split(separator: "\n").map { String($0).trimmedSpaces }.filter { !$0.isEmpty }
                .joined(separator: "\n")
        }
    }

    /// A message that names the changed cells: *fila 2, «Tarea»*; `nil` if only whole rows moved or were removed.
    var changedCells: Localized? {
        var places: [Localized] = []
        for (place, row) in rows.enumerated() {
            let old = row.origin.map(control.cells) ?? [:]
            for column in columns where row.cells[column.id, default: ""] != old[column.id, default: ""] {
                places.append(
                    Localized(
                        es: "fila \(place + 1), «\(column.label)»", en: "row \(place + 1), “\(column.label)”"))
            }
        }
        if places.isEmpty { return nil }
        let shown = places.prefix(4)
        let more = places.count > 4 ? "; …" : ""
        return Localized(
            es: shown.map(\.spanish).joined(separator: "; ") + more,
            en: shown.map(\.english).joined(separator: "; ") + more)
    }

    // MARK: Steps

    /// An item of the source, as it is after the edits planned so far.
    struct Placed {
        let origin: Int
        let group: String
    }

    private func edits(_ wanted: [FormState.Row]) -> [Edit] {
        var edits: [Edit] = []
        let kept = wanted.filter { $0.origin != nil }
        let origins = Set(kept.compactMap(\.origin))
        var order = control.items.indices.map { Placed(origin: $0, group: "") }
        for place in order.indices.reversed() where !origins.contains(order[place].origin) {
            edits.append(.removeItem(path, at: place))
            order.remove(at: place)
        }
        edits += moves(of: &order, to: kept.compactMap(\.origin))
        edits += cellEdits(order, kept)
        var count = order.count
        for (place, row) in wanted.enumerated() where row.origin == nil {
            edits.append(.insertItem(path, at: place < count ? place : nil, content(row)))
            count += 1
        }
        return edits
    }

    /// Returns edits that reorder the items `order` into the order `target`, and updates `order` accordingly. Returns
    /// no edits if the two have different numbers of items.
    func moves(of order: inout [Placed], to target: [Int]) -> [Edit] {
        var edits: [Edit] = []
        guard target.count == order.count else { return [] }
        var place = 0
        while place < target.count {
            if order[place].origin == target[place] {
                place += 1
                continue
            }
            // Move a row down to its place in one step, instead of moving up every row that it passes.
            let isDown = place + 1 < order.count && order[place + 1].origin == target[place]
            let from = isDown ? place : order.firstIndex { $0.origin == target[place] } ?? place
            let to = isDown ? target.firstIndex(of: order[place].origin) ?? place : place
            if from == to { break }
            edits.append(.moveItem(path, from: from, to: to))
            order.insert(order.remove(at: from), at: to)
        }
        return edits
    }

    /// Returns the edits of the changed cells in the rows that remain.
    func cellEdits(_ order: [Placed], _ kept: [FormState.Row]) -> [Edit] {
        let rows = Dictionary(kept.compactMap { row in row.origin.map { ($0, row) } }) { first, _ in first }
        return order.enumerated().flatMap { place, item in
            rows[item.origin].map { cellEdits($0, control.items[item.origin], at: place) } ?? []
        }
    }

    private func cellEdits(_ row: FormState.Row, _ item: Content, at place: Int) -> [Edit] {
        columns.compactMap { column in
            guard let typed = row.cells[column.id], let old = column.text(of: item), typed != old,
                column.id != control.groupColumn?.id
            else { return nil }
            return .setCell(path, row: place, column: column.id, content(typed, column, like: cell(column, of: item)))
        }
    }

    // MARK: Contents

    private func cell(_ column: GridColumn, of item: Content) -> Content? {
        if case .members = item { return item[column.id] }
        return column.isMain ? item : nil
    }

    /// Whether an item holds something that the grid does not show.
    private func isHidden(_ item: Content) -> Bool { columns.contains { $0.text(of: item) == nil } }

    /// Returns the content of a typed cell; `nil` if the cell is empty.
    private func content(_ typed: String, _ column: GridColumn, like before: Content?) -> Content? {
        let new = column.content(typed, like: before)
        guard escapes, column.isMain, case .text(let text, _)? = new else { return new }
        return .text(BlockStart.escaped(text))
    }

    /// Returns the content of a row: the item from which the row was made, with the typed cells. The content does not
    /// include the heading above the row, unless `group` gives a heading that the source does not have yet.
    func content(_ row: FormState.Row, newGroup group: String? = nil) -> Content {
        let item = row.origin.map { control.items[$0] }
        var members: [Content.Member] = []
        if case .members(let known, _)? = item {
            members = known
        } else if let item, let main = columns.first(where: \.isMain) {
            members = [Content.Member(main.id, item)]
        }
        if let column = control.groupColumn {
            members.removeAll { $0.name == column.id }
            if let group { members.append(Content.Member(column.id, .text(group))) }
        }
        for column in columns where column.id != control.groupColumn?.id {
            guard let typed = row.cells[column.id] else { continue }
            if let item, column.text(of: item) == typed { continue }
            let new = content(typed, column, like: item.flatMap { cell(column, of: $0) })
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
