import OficioSchema
import OficioSource

/// Reads who made, reviewed and approved a document.
extension ProseFacts {
    /// Reads a table of those who made, reviewed and approved the document: a column, or a row, for
    /// each.
    mutating func readSignatures(_ grid: Grid) -> Bool {
        let filled = grid.table.rows.joined().filter { !grid.isEmpty($0) }
        func person(_ cell: Int?) -> Int? { cell.flatMap { field(grid.text($0), Self.people) } }
        guard let firstRow = grid.table.rows.first(where: { row in row.contains { !grid.isEmpty($0) } }) else {
            return false
        }
        let heads = firstRow.filter { person($0) != nil }
        var groups: [(head: Int, cells: [Int])] = []
        if heads.count >= 2, heads.count == firstRow.count(where: { !grid.isEmpty($0) }) {
            for head in heads {
                let columns = outline.cells[head].columns
                groups.append(
                    (
                        head,
                        filled.filter {
                            $0 != head && outline.cells[$0].columns.overlaps(columns) && !heads.contains($0)
                        }
                    ))
            }
        } else {
            let rows = grid.table.rows.map { row in row.filter { !grid.isEmpty($0) } }
            let own = rows.filter { person($0.first) != nil }
            guard own.count >= 2, own.count + 1 >= rows.count(where: { !$0.isEmpty }) else { return false }
            for row in own { groups.append((row[0], Array(row.dropFirst()))) }
        }
        let named = groups.map { group in (person(group.head), group.head, lines(group.cells, grid)) }
        guard Set(named.map(\.0)).count == named.count, named.contains(where: { !$0.2.isEmpty }) else { return false }
        var made: [FoundField] = []
        for case (let field?, let head, let lines) in named {
            guard !has(field), case .rows(let type) = form.type.fields[field].kind else { return false }
            var row = FoundRow()
            var dates: [FoundField] = []
            for line in lines {
                guard put(line, field, type, &row, &dates) else { return false }
            }
            if !row.cells.isEmpty {
                made.append(
                    FoundField(
                        path: [field], label: LabelText.bare(grid.text(head)), value: .rows([row]), geometry: .below,
                        confidence: 0.8))
            }
            made += dates
            labels += grid.stretches(head)
        }
        // The headings of a table with a row for each person: name, post, signature.
        if heads.count < 2 {
            for cell in firstRow where !grid.isEmpty(cell) && person(firstRow.first) == nil {
                labels += grid.stretches(cell)
            }
        }
        fields += made
        if heads.count < 2 { readDates(below: grid) }
        return true
    }

    /// The facts in a row of a table of signatures that is nobody's: *Fecha de elaboración*, *Próxima revisión*.
    private mutating func readDates(below grid: Grid) {
        for row in grid.table.rows.dropFirst() {
            let cells = row.filter { !grid.isEmpty($0) }
            guard let first = cells.first, field(grid.text(first), Self.people) == nil else { continue }
            for start in stride(from: 0, to: cells.count - 1, by: 2) {
                let (label, stretches) = (grid.stretches(cells[start]), grid.stretches(cells[start + 1]))
                guard let field = field(grid.text(cells[start]), Self.facts), let value = value(field, stretches),
                    !has(field)
                else { continue }
                add(field, value, label: grid.text(cells[start]), .right)
                labels += label
            }
        }
    }

    /// Takes a line of a signature as its name, post or date; returns false if it is none of these.
    private mutating func put(
        _ line: Line, _ field: Int, _ type: RowType, _ row: inout FoundRow, _ dates: inout [FoundField]
    ) -> Bool {
        let folded = line.text.folded
        var stretch = line.stretch
        var kind: String?
        for (name, column) in [
            ("nombre", "name"), ("cargo", "role"), ("puesto", "role"), ("fecha", "date"), ("firma", ""),
        ] {
            guard folded == name || folded.hasPrefix(name + " ") else { continue }
            if let (label, rest) = parted(line) {
                labels.append(label)
                stretch = rest
                kind = column
            } else if folded == name {
                labels.append(line.stretch)
                return true
            }
            break
        }
        let text = outline.text(of: stretch)
        if PlainText.words(text).isEmpty { return true }
        if kind == "date" || kind == nil, let date = CalendarDate(iso: text) ?? DateReading.date(in: text)?.date,
            text.count <= 40
        {
            let id = ["prepared-by": "created", "reviewed-by": "last-reviewed", "authorised-by": "approved-on"][
                form.type.fields[field].id]
            guard let place = id.flatMap({ form.type.field(id: $0) }) else { return false }
            if let known = fields.first(where: { $0.path == [place] }) {
                // The table of facts above has the same day.
                guard case .date(date, _) = known.value else { return false }
                repeated.append(stretch)
                return true
            }
            dates.append(
                FoundField(
                    path: [place], label: "", value: .date(date, FoundText(text, [stretch])), geometry: .place,
                    confidence: 0.75))
            return true
        }
        guard kind != "", kind != "date" else { return false }
        if kind == nil, let (name, role) = parted(stretch, text), let names = type.column(.name),
            let roles = type.column(.role), row.cells[names] == nil, row.cells[roles] == nil
        {
            row.cells[names] = .text(FoundText(outline.text(of: name), [name]))
            row.cells[roles] = .text(FoundText(outline.text(of: role), [role]))
            return true
        }
        let wanted = kind ?? (PersonText.isName(text) || PersonText.isTitled(text) ? "name" : "role")
        guard let column = type.columns.index(of: wanted), row.cells[column] == nil, text.count <= 120 else {
            return false
        }
        row.cells[column] = .text(FoundText(text, [stretch]))
        return true
    }

    /// Splits *Lic. Ana Torres Jefa de Enfermería* into a name and the post behind it.
    private func parted(_ stretch: Stretch, _ text: String) -> (name: Stretch, role: Stretch)? {
        let words = text.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(where: { PersonText.isPost($0) }), place >= 2 else { return nil }
        let name = words[..<place].joined(separator: " ")
        guard PersonText.isName(name) || PersonText.isTitled(name) else { return nil }
        let cut = items.offset(behind: name, in: stretch)
        return (
            Stretch(stretch.paragraph, stretch.range.lowerBound..<cut),
            Stretch(stretch.paragraph, cut..<stretch.range.upperBound)
        )
    }
}
