import OficioSchema
import OficioSource

/// The labels and values in the rows of a table that is a form: `Código | C-01 | Unidad | Caja`, or labels above their
/// values.
package struct LabelledCells {
    /// The labels with their values, row by row. A value is empty where the form leaves it blank.
    package let pairs: [PastedPair]
    /// The words of a header whose words name no fields, such as *Campo*, *Detalle*; empty without a header of this
    /// kind.
    let titles: String
    /// Whether labels stand above their values, as the header of a table does.
    let areAbove: Bool

    /// Reads the rows of a table; `nil` if the table is not a form.
    ///
    /// - Parameters:
    ///   - rows: the cells of each row; the first row is the header if there is one.
    ///   - isLabel: whether some words name a field.
    package init?(_ rows: [[String]], isLabel: (String) -> Bool) {
        var rows = rows.map { Self.withoutFillerCells($0.map { $0.withoutStars }) }.filter {
            $0.contains { !$0.isEmpty }
        }
        var titles = ""
        if let first = rows.first, rows.count > 1, first.allSatisfy({ Self.empty.contains($0.folded) }) {
            titles = first.joined()
            rows.removeFirst()
        }
        self.titles = titles
        guard let width = rows.map(\.count).max(), width > 1, !rows.isEmpty else { return nil }
        let beside = [Self.pairsInsideCells(rows), Self.alternatingPairs(rows)].compactMap(\.self)
        let above = Self.pairsAbove(rows)
        func known(_ pairs: [PastedPair]) -> Int { pairs.count { isLabel($0.label) } }
        let most = beside.map(known).max()
        areAbove = above.map { known($0) > most ?? -1 } ?? false
        guard let best = areAbove ? above : beside.first(where: { known($0) == most }) else { return nil }
        let count = known(best)
        guard count * 2 > best.count || count > 1 && count * 2 == best.count,
            best.count > 1 || rows.count == 1, best.contains(where: { !$0.value.isEmpty }),
            !Self.haveHeader(best, areAbove, isLabel)
        else { return nil }
        pairs = best
    }

    /// Whether names of fields stand where values belong, as in the header of a list. If labels stand in the first
    /// column, the first row is the header.
    private static func haveHeader(_ pairs: [PastedPair], _ areAbove: Bool, _ isLabel: (String) -> Bool) -> Bool {
        func isHeader(_ pair: PastedPair) -> Bool {
            isLabel(pair.value) && isLabel(pair.label) && pair.value.folded != pair.label.folded
        }
        if !areAbove, !isHeader(pairs[0]), pairs.allSatisfy({ isLabel($0.label) }) { return false }
        return pairs.contains(where: isHeader) && pairs.count(where: { isLabel($0.value) }) * 3 >= pairs.count
    }

    /// Returns the cells of a row without the cells that hold only a colon, the gap between two facts, or the number
    /// before the label: `1. | Cargo | : | Cajero`.
    private static func withoutFillerCells(_ row: [String]) -> [String] {
        var cells = row.filter { $0 != ":" }.map { $0.hasPrefix(": ") ? String($0.dropFirst(2)).trimmedASCII : $0 }
        if cells.count > 2, PastedName.isLoneNumber(cells[0]) { cells[0..<2] = [cells[0] + " " + cells[1]] }
        let filled = cells.filter { !$0.isEmpty }
        let takeTurns = filled.indices.allSatisfy { filled[$0].hasSuffix(":") == ($0 % 2 == 0) }
        return takeTurns && filled.count % 2 == 0 && filled.count > 2 ? filled : cells
    }

    /// Returns the labels and values of cells that hold both: `Código: C-01 | Versión: 02`; `nil` if some cell does
    /// not, or all values are empty.
    private static func pairsInsideCells(_ rows: [[String]]) -> [PastedPair]? {
        let cells = rows.flatMap(\.self).filter { !$0.isEmpty }
        let pairs = cells.compactMap(PastedPair.init)
        return pairs.count == cells.count && pairs.contains { !$0.value.isEmpty } ? pairs : nil
    }

    /// Returns the labels and values of rows in which labels and values alternate; `nil` if they do not in some row.
    /// Rows of pairs such as `Código: C-01` and titles over the rows below may stand between them.
    private static func alternatingPairs(_ rows: [[String]]) -> [PastedPair]? {
        var pairs: [PastedPair] = []
        for row in rows {
            var cells = row[...]
            while cells.last?.isEmpty == true, cells.count % 2 == 1 { cells = cells.dropLast() }
            let inside = row.filter { !$0.isEmpty }.map { PastedPair($0) }
            if inside.count > 1, inside.allSatisfy({ $0?.value.isEmpty == false }) {
                pairs += inside.compactMap(\.self)
                continue
            }
            // A row of one cell is the title of the rows below it.
            if cells.count(where: { !$0.isEmpty }) == 1, rows.count > 1, cells.first?.isEmpty == false,
                cells.first?.hasSuffix(":") == false, row.count > 2
            {
                pairs.append(PastedPair(label: cells[0], value: ""))
                continue
            }
            if cells.count % 2 == 1 { return nil }
            for place in stride(from: cells.startIndex, to: cells.endIndex, by: 2) {
                let (label, value) = (cells[place], cells[place + 1])
                if label.isEmpty, value.isEmpty { continue }
                if label.isEmpty || label.count > 80 || label.hasSuffix(".") { return nil }
                pairs.append(PastedPair(label: label.withoutColon, value: value))
            }
        }
        return pairs.isEmpty ? nil : pairs
    }

    /// Returns the labels and values of rows of labels, each with a row of values below it; `nil` for other rows.
    private static func pairsAbove(_ rows: [[String]]) -> [PastedPair]? {
        guard rows.count % 2 == 0 else { return nil }
        var pairs: [PastedPair] = []
        for place in stride(from: 0, to: rows.count, by: 2) {
            let (labels, values) = (rows[place], rows[place + 1])
            guard values.count <= labels.count else { return nil }
            for (column, label) in labels.enumerated() {
                let value = values.indices.contains(column) ? values[column] : ""
                if label.isEmpty, value.isEmpty { continue }
                if label.isEmpty || label.hasSuffix(".") { return nil }
                pairs.append(PastedPair(label: label.withoutColon, value: value))
            }
        }
        return pairs
    }

    /// Folded headers of columns such as *Campo* that name no field.
    private static let empty: Set<String> = [
        "", "campo", "campos", "dato", "datos", "concepto", "rubro", "elemento", "aspecto", "detalle", "informacion",
        "contenido", "valor", "descripcion", "caracteristica", "item", "field", "value", "detail", "details",
        "information", "description",
    ]
}

extension String {
    /// The text without a colon at its end.
    var withoutColon: String { hasSuffix(":") ? String(dropLast()).trimmedASCII : self }

    /// The trimmed cells of a row of a Markdown table; `nil` for any other line, empty for the line below the header.
    var pipeCells: [String]? {
        let line = trimmedASCII
        guard line.hasPrefix("|"), line.count > 2 else { return nil }
        var cells: [String] = [""]
        var isEscaped = false
        for letter in line.dropFirst() {
            if letter == "|", !isEscaped {
                cells.append("")
            } else {
                cells[cells.count - 1].append(letter)
            }
            isEscaped = letter == "\\"
        }
        if line.hasSuffix("|") { cells.removeLast() }
        cells = cells.map { $0.replacing("\\|", with: "|").trimmedASCII }
        return cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }) ? [] : cells
    }
}

extension DocumentType {
    /// Returns the field of a single fact, of references or of people that a label names; `nil` for any other label.
    package func fact(named label: String) -> Int? {
        guard isLabel(label), let index = fields(named: label) else { return nil }
        switch fields[index].kind {
        case .references: return index
        case .rows: return PastedPeople.fields.contains(fields[index].key) ? index : nil
        default: return fields[index].kind.isOneFact ? index : nil
        }
    }

    /// Whether some words name a field, with or without a number before them.
    package func isLabel(_ words: String) -> Bool {
        guard !words.isEmpty, words.split(separator: " ").count <= 10, words.last.map({ !".,;".contains($0) }) ?? false
        else { return false }
        return HeadingNumber.candidates(PastedName.withoutNumber(words.withoutColon)).contains {
            field(understood: $0) != nil || !fields(understood: $0).isEmpty
        }
    }
}
