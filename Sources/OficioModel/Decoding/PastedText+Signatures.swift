import OficioSchema
import OficioSource

// Reads lines to sign on in pasted text, and the names below them.
extension PastedText {
    /// Reads the labels, names and posts above and below lines to sign on, `______      ______`, which are set in
    /// columns with blanks or tabs. Returns false for other lines. The words below one line to sign on are no entry
    /// of the list above.
    mutating func readSignatures(_ words: String, _ place: Int) -> Bool {
        var above: [String] = []
        var line = words
        var next = place + 1
        if let below = text(next), isLine(below), case let labels = Self.columns(words), areLabels(labels) {
            above = labels
            line = below
            next += 1
        }
        guard isLine(line) else { return false }
        let count = line.split(separator: " ").count
        guard let field = type.field(.signatures), case .rows(let rows) = type.fields[field].kind, count > 1,
            above.isEmpty || above.count == count,
            let signed = signers(next, count, haveLabels: !above.isEmpty)
        else {
            if above.isEmpty, text(place + 1) != nil { section.hasMarks = true }
            return false
        }
        section.hasMarks = true
        taken.formUnion(place..<signed.end)
        let labels = (above.isEmpty ? signed.labels : above).map(\.withoutColon)
        let cells = [("label", labels), ("name", signed.names), ("role", signed.roles)]
            .filter { !$0.1.isEmpty }
        dropped += cells.flatMap(\.1).joined()
        if section.field != field {
            let name = type.fields[field].label[language]
            body.added += name
            open((name, 2))
        }
        let header = cells.compactMap { cell in rows.columns.first { $0.id == cell.0 }?.label[language] }
        let table = [header] + (0..<count).map { column in cells.map { $0.1[column] } }
        body.added += table.joined().joined()
        body.addTable(table)
        return true
    }

    /// Whether words are lines to sign on and nothing else.
    private func isLine(_ words: String) -> Bool { words.contains("____") && words.allSatisfy { "_ ".contains($0) } }

    /// Whether words set in columns are all labels of lines to sign on: *Elaborado por*, *Vo. Bo.*
    private func areLabels(_ cells: [String]) -> Bool {
        cells.count > 1 && cells.allSatisfy { isPerson($0.withoutColon) || PastedPeople.isLabelToSign($0) }
    }

    /// Returns the labels, names and posts of those who sign, which lines or the rows of a table hold in `count`
    /// columns, and the line behind them; nil for other lines.
    private func signers(_ place: Int, _ count: Int, haveLabels: Bool) -> (
        labels: [String], names: [String], roles: [String], end: Int
    )? {
        var found: [[String]] = []
        var end = place
        let isText = text(place) != nil
        if isText {
            while found.count < 3, let words = text(end), case let cells = Self.columns(words), cells.count == count {
                found.append(cells)
                end += 1
            }
        } else if lines.indices.contains(place) {
            let rows: [[String]] =
                switch lines[place] {
                case .table(let table): table.rows
                case .form(let rows, _): rows
                default: []
                }
            found = rows.map { $0.filter { !$0.isEmpty } }
            guard found.count < 4, found.allSatisfy({ $0.count == count }) else { return nil }
            end += 1
        }
        var labels: [String] = []
        if !haveLabels, let first = found.firstIndex(where: areLabels) { labels = found.remove(at: first) }
        let isSure = haveLabels || !labels.isEmpty
        switch found.count {
        case 2:
            let arePosts = found.map { $0.allSatisfy(PastedPeople.isPost) }
            if arePosts[0], !arePosts[1] { return (labels, found[1], found[0], end) }
            guard isSure || !isText || arePosts[1] else { return nil }
            return (labels, found[0], found[1], end)
        case 1 where isSure:
            return found[0].allSatisfy(PastedPeople.isPost) ? (labels, [], found[0], end) : (labels, found[0], [], end)
        case 0 where isSure: return (labels, [], [], end)
        default: return nil
        }
    }

    // MARK: Lines of a label and a person

    /// Reads people who sign from lines: *Elaborado por:*, and below it *Nombre: …*, *Cargo: …*, *Firma: …*, or the
    /// name and the post alone. Returns false if the line begins no such block.
    mutating func readPeople(_ words: String, _ place: Int) -> Bool {
        var rows: [[String]] = []
        var next = place
        var haveLines = false
        while let signer = signer(next, isBelow: !rows.isEmpty) {
            rows.append(signer.lines)
            haveLines = haveLines || signer.hasLinesBelow
            next = signer.end
            while lines.indices.contains(next), isBreak(next) { next += 1 }
        }
        // Lines to sign on are rows of their own, named or not.
        let areLabels = rows.contains { !isPerson($0[0]) }
        if areLabels, let signed = PastedPeople(lines: rows, type, areLabels: true),
            addSigners(signed, given: rows.joined().joined())
        {
            taken.formUnion(place..<next)
            return true
        }
        let isOneFact = rows.count == 1 && PastedPair(words)?.value.isEmpty == false
        guard haveLines, !isOneFact, let signed = PastedPeople(lines: rows, type),
            addSigners(signed, given: rows.joined().joined())
        else { return false }
        taken.formUnion(place..<next)
        return true
    }

    /// Returns a person who signs, whose label is a line: the label with the facts about the person, the index of the
    /// line after them, and whether lines below the label hold facts; `nil` for other lines.
    private func signer(_ place: Int, isBelow: Bool) -> (lines: [String], end: Int, hasLinesBelow: Bool)? {
        guard let words = text(place)?.withoutStars else { return nil }
        let pair = PastedPair(words)
        // *Vo. Bo. ________*: the line to sign on stands behind the label.
        let blank = words.reversed().prefix { "_. ".contains($0) }.contains("_") ? "_ " : ""
        let label = pair?.label ?? String(words.reversed().drop { blank.contains($0) }.reversed())
        let isBlank = !blank.isEmpty && label.count < words.count || pair?.isBlank == true
        // A day that is still to be written is a line of its own below one to sign on.
        let isDay = isBelow && pair?.isBlank == true && ["fecha", "date"].contains(label.folded)
        guard isPerson(label) || isDay || isToSign(label, isBlank: isBlank || pair?.value.isEmpty == false, place)
        else { return nil }
        let value = pair.flatMap { $0.isBlank ? nil : $0.value } ?? ""
        let isSure = !isPerson(label) || isOfControl(PastedPair(label: label, value: value))
        if !value.isEmpty, !isSure { return nil }
        var row = [label] + (value.isEmpty ? [] : [value])
        var below = place + 1
        while let line = text(below) {
            if let pair = PastedPair(line) {
                guard PastedPeople.isFact(pair.label), isPerson(label) || !pair.isBlank else { break }
            } else if !isSure || !value.isEmpty || row.count > 3 || line.hasSuffix(".") || line.count > 60
                || isOfControl(PastedPair(label: line, value: "")) || isToSign(line, isBlank: false, below)
            {
                break
            }
            row.append(line)
            below += 1
        }
        return (row, below, below > place + 1)
    }

    /// Whether a label names people who answer for the document: *Elaborado por*.
    private func isPerson(_ label: String) -> Bool {
        type.fields(named: label).map { PastedPeople.fields.contains(type.fields[$0].key) } ?? false
    }

    /// Whether a label stands at a line to sign on, in a type that has signatures. `isBlank` tells that a line or a
    /// value stands behind it; without one, a line stands right below, or another label.
    private func isToSign(_ label: String, isBlank: Bool, _ place: Int) -> Bool {
        guard let signatures = type.field(.signatures), !label.isEmpty else { return false }
        if section.field == signatures, isBlank, !isOfControl(PastedPair(label: label, value: "")) {
            return label.split(separator: " ").count < 7
        }
        guard PastedPeople.isLabelToSign(label) else { return false }
        if isBlank { return true }
        guard let below = text(place + 1) else { return isBreak(place - 1) && isBreak(place + 1) }
        return isLine(below) || PastedPair(label: "", value: below).isBlank || isPerson(below)
            || isBreak(place - 1) && PastedPeople.isLabelToSign(below)
    }

    /// Returns the parts of a line that runs of several spaces separate.
    private static func columns(_ line: String) -> [String] {
        line.replacing("  ", with: "\t").split(separator: "\t").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
    }
}
