import Diagnostics
import OficioEditing

/// Plans the edits of rows that stand below `###` headings. Each row is written below the heading that the form shows
/// for it.
extension GridEdits {
    /// Returns the heading of every row; empty for the rows above the first heading. A new row without a heading
    /// takes the heading of the row before it; at the beginning, it takes the first heading of the rows or, if they
    /// have none, of the source.
    func groups(of rows: [FormState.Row]) -> [String] {
        guard let column = control.groupColumn else { return rows.map { _ in "" } }
        func name(_ row: FormState.Row) -> String? {
            let typed = (row.cells[column.id] ?? "").trimmedSpaces
            if typed.isEmpty, row.origin == nil { return nil }
            return control.heading(named: typed) ?? typed
        }
        var last = rows.lazy.compactMap(name).first ?? control.headings.first ?? ""
        return rows.map { row in
            last = name(row) ?? last
            return last
        }
    }

    /// The reason why a new heading cannot be written: no row with text stands below it; `nil` if every new heading can
    /// be written.
    var emptyHeadingRefusal: Localized? {
        guard control.groupColumn != nil else { return nil }
        let filled = Set(groups(of: wanted)).union(control.headings)
        for (place, (row, name)) in zip(rows, groups(of: rows)).enumerated()
        where row.origin == nil && !name.isEmpty && !filled.contains(name) {
            return Localized(
                es: "fila \(place + 1): escriba el texto que va bajo «\(name)», o quite la fila",
                en: "row \(place + 1): type the text that belongs below “\(name)”, or delete the row")
        }
        return nil
    }

    /// The reason why the rows cannot be placed below the headings typed for them; `nil` if they can be placed.
    var refusal: Localized? {
        guard let column = control.groupColumn else { return nil }
        let names = groups(of: rows)
        for (place, row) in rows.enumerated() {
            let name = names[place]
            let before = row.origin.map { control.groups[$0] ?? "" }
            if name == before { continue }
            let cell = Localized(
                es: "fila \(place + 1), «\(column.label)»", en: "row \(place + 1), “\(column.label)”")
            if name.isEmpty, before != nil || !control.groups.contains(nil) {
                return Localized(
                    es: "\(cell.spanish): elija el título bajo el que va la fila",
                    en: "\(cell.english): choose the heading that the row belongs below")
            }
            let count = control.headings.count { $0 == name }
            if count > 1 {
                return Localized(
                    es: "\(cell.spanish): el documento tiene varios títulos «\(name)» y no se sabe cuál es",
                    en: "\(cell.english): the document has several headings “\(name)”; it is unclear which is meant")
            }
            if count == 0, !name.isEmpty, column.id == GridColumn.heading {
                return Localized(
                    es: "\(cell.spanish): no hay ningún título «\(name)»; elija uno de la lista",
                    en: "\(cell.english): there is no heading “\(name)”; choose one of the list")
            }
        }
        return nil
    }

    /// Returns the edits that bring every row below its heading, in the order in which the form shows the rows.
    func groupedEdits(_ wanted: [FormState.Row]) -> [Edit] {
        let names = groups(of: wanted)
        var edits: [Edit] = []
        var order = control.items.indices.map { Placed(origin: $0, group: control.groups[$0] ?? "") }
        func isKept(_ place: Int, at item: Placed) -> Bool {
            wanted[place].origin == item.origin && names[place] == item.group
        }
        for place in order.indices.reversed()
        where !wanted.indices.contains(where: { isKept($0, at: order[place]) }) {
            edits.append(.removeItem(path, at: place))
            order.remove(at: place)
        }
        let kept = wanted.indices.filter { place in order.contains { isKept(place, at: $0) } }
        // List the headings in the order of the source, then the new headings.
        var headings = [""]
        for name in control.headings + names where !headings.contains(name) { headings.append(name) }
        let target = headings.flatMap { name in kept.filter { names[$0] == name } }
        edits += moves(of: &order, to: target.compactMap { wanted[$0].origin })
        edits += cellEdits(order, kept.map { wanted[$0] })
        for name in headings {
            var count = kept.count { names[$0] == name }
            for (place, row) in wanted.indices.filter({ names[$0] == name }).enumerated() where !kept.contains(row) {
                edits += insertions(wanted[row], below: name, at: place, of: count)
                count += 1
            }
        }
        return edits
    }

    /// Returns the edits that insert a row at an index among the rows below a heading.
    private func insertions(_ row: FormState.Row, below name: String, at place: Int, of count: Int) -> [Edit] {
        if control.headings.contains(name) {
            let inner = FieldPath(path.names + [name], inRecord: path.record)
            return [.insertItem(inner, at: place < count ? place : nil, content(row))]
        }
        if !name.isEmpty { return [.insertItem(path, at: nil, content(row, newGroup: name))] }
        // A row cannot be inserted after the last of the rows above the first heading. Insert it before that row,
        // then swap the two rows.
        let isLast = place == count
        let edits: [Edit] = [.insertItem(path, at: isLast ? max(0, count - 1) : place, content(row))]
        return isLast && count > 0 ? edits + [.moveItem(path, from: count - 1, to: count)] : edits
    }
}
