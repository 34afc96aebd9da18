import OficioSchema
import OficioSource

/// A line of a pasted text, classified by its own form and by its neighbours.
enum PastedLine {
    case blank
    /// Markdown that the author wrote (headings, tables, quotations, code, comments), or lines with tabs that form no
    /// clear table.
    case verbatim(String)
    case table(PasteTable)
    case item(ListMarker, String, ItemPlace)
    /// Several `Label: value` in one line, separated by tabs.
    case facts([String])
    /// A table that is a form: labels beside or above their values, or the people who prepared, reviewed and
    /// approved. The second value holds the same lines read without facts, for places where facts may not stand.
    indirect case form([[String]], [PastedLine])
    case text(String)

    /// The position of an item among the items of its list.
    struct ItemPlace {
        /// The indentation of the item, in columns.
        var indent = 0
        /// Whether a later item of the list has the next number.
        var hasSuccessor = false
    }

    static func isComment(_ text: String) -> Bool { text.trimmedASCII.hasPrefix("<!--") }

    /// Returns the classified lines of a text. `type` is the document's type, whose field names identify the labels
    /// of forms; nil skips forms.
    static func read(_ given: [String], _ type: DocumentType?) -> [PastedLine] {
        // A break inside a paragraph becomes a space. Tables and forms keep the breaks in their cells.
        let given = type.map { withBlankLinesBetweenTables(given, $0) } ?? given
        let pasted = PasteLines(given.map { $0.contains("\t") ? $0 : $0.replacingBreaks(with: " ") })
        let written = pasted.written
        let margin = PastedMargin(pasted, type)
        // A single tab begins a paragraph; several lines that begin with a tab are a list.
        let haveTabs = written.indices.contains { isIndented(written, $0) && isIndented(written, $0 + 1) }
        var lines: [PastedLine] = []
        var place = 0
        while place < written.count {
            var line = written[place].trimmedASCII
            // A backslash ends lines that would otherwise run together.
            if line.hasSuffix("\\") { line = String(line.dropLast()).trimmedASCII }
            if line.isEmpty {
                lines.append(.blank)
            } else if let type, let (name, facts) = letterhead(line, type) {
                lines += [.text(name), .facts(facts)]
            } else if let type, let form = FormLines(pasted, from: place, type) {
                lines.append(.form(form.rows, read(Array(written[place..<(place + form.count)]), nil)))
                place += form.count - 1
            } else if let end = closingLine(written, from: place) {
                lines.append(.verbatim(written[place...end].joined(separator: "\n")))
                place = end
            } else if "#|>".contains(line.first ?? " ") || line.isPicture {
                lines.append(.verbatim(written[place]))
            } else if let table = PasteTable(pasted, from: place) {
                let own = written[place..<(place + table.count)]
                lines.append(table.rows.isEmpty ? .verbatim(own.joined(separator: "\n")) : .table(table))
                place += table.count - 1
            } else if let found = pasted.item(place) {
                lines.append(
                    .item(
                        found.mark, found.text.spaced,
                        .init(indent: pasted.indent(place), hasSuccessor: pasted.hasNextNumber(place))
                    ))
            } else {
                let pieces = facts(line) ?? PasteTable.cells(line).filter { !$0.isEmpty }
                let pairs = pieces.map { PastedPair($0).map { !$0.value.isEmpty } }
                // Several facts in one line: *Código: A-1*, *Versión: 4* and *Página 2 de 9*.
                let areFacts = pairs.count > 1 && pairs[0] == true && pairs[1] == true && !pairs.contains(false)
                if areFacts, let type, describeSigner(pieces, type) {
                    lines += pieces.map { .text($0) }
                    place += 1
                    continue
                }
                let words = pieces.joined(separator: " ")
                if haveTabs, isIndented(written, place) {
                    // Word drops some bullets and leaves the tab that followed them.
                    lines.append(.item(.paragraph, words, .init()))
                    place += 1
                    continue
                }
                switch lines.last {
                case .text(let above) where margin.continuesAbove(place):
                    lines[lines.count - 1] = .text(above + " " + words)
                case .item(let mark, let above, let item) where margin.continuesAbove(place):
                    lines[lines.count - 1] = .item(mark, above + " " + words, item)
                default: lines.append(areFacts ? .facts(pieces) : .text(words))
                }
            }
            place += 1
        }
        return lines
    }

    /// Returns the lines with tabs in place of bars between the facts of a line, *Código | RH-1 | Versión | 2*. Lines
    /// of Markdown tables stay as they are.
    static func withTabs(_ lines: [String], _ type: DocumentType) -> [String] {
        let haveTables = lines.contains { line in
            line.contains("|") && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
        }
        if haveTables { return lines }
        return lines.map { line in
            let words = line.trimmedASCII
            guard !words.hasPrefix("|"), let bar = words.firstRange(of: " | "), !words.contains("`"),
                type.isLabel(String(words[..<bar.lowerBound]))
            else { return line }
            return words.replacing(" | ", with: "\t")
        }
    }

    /// Returns the lines with a blank line above the name of a field that stands between the rows of two tables,
    /// because the rows would be one table otherwise.
    private static func withBlankLinesBetweenTables(_ lines: [String], _ type: DocumentType) -> [String] {
        var out: [String] = []
        for (place, line) in lines.enumerated() {
            let isBetween = place > 0 && place + 1 < lines.count && lines[place + 1].contains("\t")
            if isBetween, !line.contains("\t"), lines[..<place].suffix(4).contains(where: { $0.contains("\t") }),
                lines[place - 1].trimmedASCII.isEmpty == false, line.first?.isUppercase == true, type.isLabel(line),
                !lines[place - 1].hasSuffix(":"), PasteTable.cells(lines[place + 1]).first?.isEmpty == false
            {
                out.append("")
            }
            out.append(line)
        }
        return out
    }

    /// Whether facts describe a person who signs: *Elaboró: Ana Paz*, *Fecha: 2024-05-15*.
    private static func describeSigner(_ pieces: [String], _ type: DocumentType) -> Bool {
        let labels = pieces.compactMap { PastedPair($0)?.label }
        guard let field = labels.first.flatMap({ type.fields(named: $0) }) else { return false }
        return PastedPeople.fields.contains(type.fields[field].key)
            && labels.dropFirst().allSatisfy(PastedPeople.isFact)
    }

    /// Returns the name and two or more facts of a line with tabs: *Hospital*, *Código: A-1* and *Versión: 3*; nil for
    /// other lines.
    private static func letterhead(_ line: String, _ type: DocumentType) -> (name: String, facts: [String])? {
        let cells = line.contains("\t") ? PasteTable.cells(line).filter { !$0.isEmpty } : []
        guard cells.count > 2, PastedPair(cells[0]) == nil, !type.isLabel(cells[0]),
            // Not the mark of an item: *•*, *a)*, *viii.*
            cells[0].count(where: \.isLetter) > 2, !".)-".contains(cells[0].last ?? ".")
        else { return nil }
        let areFacts = cells.dropFirst().allSatisfy { cell in
            PastedPair(cell).map { !$0.value.isEmpty && type.isLabel($0.label) } ?? false
        }
        return areFacts ? (cells[0], Array(cells.dropFirst())) : nil
    }

    /// Returns the facts of a line that several spaces separate, *Elaboró: Ana Paz   Revisó: Luis Mena*; nil for
    /// other lines.
    private static func facts(_ line: String) -> [String]? {
        guard !line.contains("\t"), line.contains("  ") else { return nil }
        let gap = line.replacing("  ", with: "\t")
        let pieces = gap.split(separator: "\t").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
        let areFacts = pieces.allSatisfy { PastedPair($0).map { !$0.value.isEmpty } ?? false }
        return areFacts && pieces.count > 1 ? pieces : nil
    }

    /// Whether a line begins with a tab, and is neither a row nor a fact.
    private static func isIndented(_ written: [String], _ place: Int) -> Bool {
        guard written.indices.contains(place), written[place].hasPrefix("\t") else { return false }
        let words = written[place].trimmedASCII
        return !words.isEmpty && !words.contains("\t") && PastedPair(words)?.value.isEmpty != false
    }

    /// Returns the last line of the comment or fenced block that begins at a line, which is the last line of all if
    /// it is not closed; `nil` for any other line.
    private static func closingLine(_ written: [String], from place: Int) -> Int? {
        let line = written[place].trimmedASCII
        if isComment(line) { return written[place...].firstIndex { $0.contains("-->") } ?? written.count - 1 }
        guard let fence = ["```", "~~~"].first(where: { line.hasPrefix($0) }) else { return nil }
        return written[(place + 1)...].firstIndex { $0.trimmedASCII.hasPrefix(fence) } ?? written.count - 1
    }
}

extension String {
    /// The text in one line without tabs.
    fileprivate var spaced: String { split(separator: "\t").joined(separator: " ").replacingBreaks(with: " ") }
}

/// The lines of a form: rows with tabs or bars, whose labels name fields of a type.
private struct FormLines {
    let rows: [[String]]
    /// The number of lines that the form consists of.
    let count: Int

    /// Reads the form that begins at a line; nil if there is none.
    init?(_ lines: PasteLines, from place: Int, _ type: DocumentType) {
        guard let run = Self.run(lines, from: place) else { return nil }
        // Words without a colon over labels with colons are a heading: *DATOS*, *DEL PUESTO*.
        let labels = run.compactMap { $0?.first { !$0.isEmpty } }
        if labels.count > 1, !labels[0].hasSuffix(":"), labels.dropFirst().allSatisfy({ $0.hasSuffix(":") }) {
            return nil
        }
        let isForm = { (rows: [[String]]) in
            PastedPeople(rows, type) != nil || LabelledCells(rows, isLabel: type.isLabel) != nil
        }
        if isForm(run.compactMap(\.self)) {
            rows = run.compactMap(\.self)
            count = run.count
            return
        }
        // Another table may follow without a blank line.
        let labelled = run.prefix { $0.map { type.isLabel($0[0]) } ?? true }
        guard labelled.count > 1, isForm(labelled.compactMap(\.self)) else { return nil }
        rows = labelled.compactMap(\.self)
        count = labelled.count
    }

    /// Returns the cells of consecutive lines, nil for the line below the header of a Markdown table.
    private static func run(_ lines: PasteLines, from place: Int) -> [[String]?]? {
        let written = lines.written
        if written[place].trimmedASCII.hasPrefix("|") {
            let run = written[place...].map(\.pipeCells).prefix { $0 != nil }.map {
                $0.flatMap { $0.isEmpty ? nil : $0 }
            }
            return Array(run)
        }
        let rows = written.indices[place...].prefix { other in
            let cells = PasteTable.cells(written[other])
            return cells.count > 1 && cells.contains { !$0.isEmpty }
                && (cells.count > 2 && cells.count { !$0.isEmpty } > 1 || lines.item(other) == nil)
                && !written[other].contains("\"")
        }
        return rows.isEmpty ? nil : rows.map { PasteTable.cells(written[$0]) }
    }
}
