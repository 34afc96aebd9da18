import OficioSchema
import OficioSource

/// Reads the people who made, reviewed and approved a document.
extension ProseFacts {
    /// Reads a table of the people who made, reviewed and approved the document, with a column or a row for each.
    /// Returns false for any other table.
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
        guard let names = rowNames(grid, heads),
            let found = people(groups.map { (person($0.head), grid.stretches($0.head), lines($0.cells, grid)) })
        else { return false }
        labels += names
        if !found.others.isEmpty { rest[grid.index] = (found.fields.map(\.path), found.others) }
        // A table with a row for each person has headings: name, post, signature.
        if heads.count < 2 {
            for cell in firstRow where !grid.isEmpty(cell) && person(firstRow.first) == nil {
                labels += grid.stretches(cell)
            }
        }
        fields += found.fields
        if heads.count < 2 { readDates(below: grid) }
        return true
    }

    /// Reads a line such as *Elaborado por: → Revisado por:*, with tabs between the pieces, and the lines below
    /// it with a piece for each person: name, post, line to sign. Returns false for any other line.
    mutating func readSignatureLines(_ index: Int) -> Bool {
        func lines(_ index: Int) -> [Line] { outline.paragraphs[index].lines.map { outline.lines[$0] } }
        let heads = lines(index)
        guard heads.count >= 2, heads.dropFirst().allSatisfy(\.followsTab),
            heads.allSatisfy({ field($0.text, Self.people) != nil })
        else { return false }
        var own: Set<Int> = [index]
        var columns: [[Line]] = heads.map { _ in [] }
        for next in (index + 1)..<max(index + 1, min(outline.bodyCount, index + 8)) {
            let pieces = lines(next)
            if pieces.isEmpty { continue }
            guard outline.paragraphs[next].cell == nil, pieces.count == heads.count,
                pieces.dropFirst().allSatisfy(\.followsTab)
            else { break }
            for (column, piece) in pieces.enumerated() { columns[column].append(piece) }
            own.insert(next)
        }
        let groups = heads.indices.map { (field(heads[$0].text, Self.people), [heads[$0].stretch], columns[$0]) }
        guard let found = people(groups), found.others.isEmpty
        else { return false }
        fields += found.fields
        taken.formUnion(own)
        return true
    }

    /// Returns the fields of the people who sign, from the heading and lines of each; nil if a line does not belong
    /// to a signature. `others` receives dates that differ from the document's own, each with the heading above it.
    private mutating func people(
        _ named: [(field: Int?, head: [Stretch], lines: [Line])]
    ) -> (fields: [FoundField], others: [(label: [Stretch], value: [Stretch])])? {
        guard Set(named.map(\.field)).count == named.count, named.contains(where: { !$0.lines.isEmpty }) else {
            return nil
        }
        var made: [FoundField] = []
        var others: [(label: [Stretch], value: [Stretch])] = []
        for case (let field?, let head, let lines) in named {
            guard !has(field), case .rows(let type) = form.type.fields[field].kind else { return nil }
            var row = FoundRow()
            var dates: [FoundField] = []
            var otherDate: Stretch?
            for line in lines {
                guard put(line, field, type, &row, &dates, &otherDate) else { return nil }
            }
            if !row.cells.isEmpty {
                let label = head.map { outline.text(of: $0) }.joined(separator: " ")
                made.append(
                    FoundField(
                        path: [field], label: LabelText.bare(label), value: .rows([row]), geometry: .below,
                        confidence: 0.8))
            }
            made += dates
            if let otherDate {
                others.append((head, [otherDate]))
            } else {
                labels += head
            }
        }
        return (made, others)
    }

    /// Returns the names of the rows beside columns of signatures: *Nombre*, *Cargo*, *Firma*; nil if something else
    /// is beside the columns.
    private func rowNames(_ grid: Grid, _ heads: [Int]) -> [Stretch]? {
        if heads.count < 2 { return [] }
        let columns = heads.map { outline.cells[$0].columns }
        let beside = grid.table.rows.joined().filter { cell in
            !grid.isEmpty(cell) && !columns.contains { $0.overlaps(outline.cells[cell].columns) }
        }
        let isKnown = beside.allSatisfy { cell in
            let words = grid.text(cell).folded.split(separator: " ").map(String.init)
            return words.count <= 4 && words.first.map { Self.rowWords.contains($0) } == true
        }
        return isKnown ? beside.flatMap { grid.stretches($0) } : nil
    }

    private static let rowWords: Set<String> = [
        "nombre", "nombres", "cargo", "puesto", "fecha", "firma", "sello", "name", "position", "date", "signature",
    ]

    /// Reads facts from rows of a table of signatures that belong to no person: *Fecha de elaboración*, *Próxima
    /// revisión*.
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

    /// Reads a line of a signature as its name, post or date; returns false if it is not one of these. `otherDate`
    /// receives a date that differs from the document's own.
    private mutating func put(
        _ line: Line, _ field: Int, _ type: RowType, _ row: inout FoundRow, _ dates: inout [FoundField],
        _ otherDate: inout Stretch?
    ) -> Bool {
        let folded = line.text.folded
        var stretch = line.stretch
        var kind: String?
        for (name, column) in [
            ("nombre", "name"), ("cargo", "role"), ("puesto", "role"), ("fecha", "date"), ("firma", ""),
        ] {
            guard folded == name || folded.hasPrefix(name + " ") else { continue }
            if let (label, rest) = labelAndRest(line) {
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
                if case .date(date, _) = known.value {
                    repeated.append(stretch)
                    return true
                }
                guard otherDate == nil else { return false }
                otherDate = stretch
                return true
            }
            dates.append(
                FoundField(
                    path: [place], label: "", value: .date(date, FoundText(text, [stretch])), geometry: .place,
                    confidence: 0.75))
            return true
        }
        guard kind != "", kind != "date" else { return false }
        if kind == nil, let (name, role) = nameAndPost(stretch, text), let names = type.column(.name),
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

    /// Returns the name and the post in a text such as *Lic. Ana Torres Jefa de Enfermería*; `nil` for any other
    /// text.
    private func nameAndPost(_ stretch: Stretch, _ text: String) -> (name: Stretch, role: Stretch)? {
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
