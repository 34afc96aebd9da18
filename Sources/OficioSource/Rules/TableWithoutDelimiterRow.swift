import Diagnostics

extension Rule {
    /// Reports a table that lacks the delimiter row below its first row.
    package static let tableWithoutDelimiterRow = Rule(
        "tabla-sin-raya", .form, .warning,
        what: Localized(
            es: "A una tabla le falta la línea «|---|---|» debajo de sus títulos.",
            en: "A table does not have the line “|---|---|” below its headings."),
        why: Localized(
            es: """
                Sin ella no es una tabla: sus celdas se publican como un solo párrafo, y sus filas se pierden como \
                datos.
                """,
            en: """
                Without that line it is not a table: its cells are published as one paragraph, and its rows are lost \
                as data.
                """
        ),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Pasos

            | Acción | Responsable |
            | Recibir la hoja. | Cajera |
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Pasos

            | Acción | Responsable |
            |---|---|
            | Recibir la hoja. | Cajera |
            """)
}

enum TableWithoutDelimiterRow {
    static func findings(_ written: SourceLines, file: FileID) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var paragraphs = written.paragraphs[...]
        while let paragraph = paragraphs.popFirst() {
            var lines = Array(written.lines[paragraph])
            guard let first = lines.first else { continue }
            if !mayBeRow(first, written) { continue }
            if lines.count == 1, isRow(written.text(first)) {
                // Rows with blank lines between them.
                while let next = paragraphs.first, next.count == 1, case let line = written.lines[next.lowerBound],
                    isRow(written.text(line)), let above = lines.last,
                    written.bytes[above.range.upperBound..<line.range.lowerBound].allSatisfy({ $0 <= 0x20 })
                {
                    lines.append(line)
                    paragraphs = paragraphs.dropFirst()
                }
            }
            if let finding = finding(lines, written, file) { found.append(finding) }
        }
        return found
    }

    /// Returns the finding about lines of which the first is the head of a table without its delimiter row; nil for
    /// other lines.
    private static func finding(_ lines: [SourceLines.Line], _ written: SourceLines, _ file: FileID) -> Diagnostic? {
        guard lines.count > 1, let first = lines.first, let last = lines.last else { return nil }
        let bars = trimmed(written.text(first)).utf8.count { $0 == UInt8(ascii: "|") }
        let rule: String
        let cells = lines.map { cellCount(written.text($0)) }
        if lines.allSatisfy({ isRow(written.text($0)) }) {
            rule = "|" + String(repeating: "---|", count: cells[0])
        } else if bars > 0, lines.count + bars > 3, lines.allSatisfy({ innerBars(written.text($0)) == bars }) {
            // Two lines with one bar each may be text: *Tel. 2222 | Fax 3333*.
            rule = String(repeating: "---|", count: bars) + "---"
        } else {
            return nil
        }
        var edits: [Diagnostic.Edit] = []
        for (place, line) in lines.enumerated().dropFirst() {
            let start = lines[place - 1].range.upperBound
            let isApart = written.bytes[start..<line.range.lowerBound].count { $0 == 0x0A } > 1
            let between = Span(file: file, start: start, end: isApart ? line.range.lowerBound : start)
            if place == 1 {
                edits.append(.init(between, "\n\(rule)" + (isApart ? "\n" : "")))
            } else if isApart {
                edits.append(.init(between, "\n"))
            }
        }
        // In a table, a row with more cells than the first one is an error.
        let isSafe = cells.allSatisfy { $0 <= cells[0] }
        return Diagnostic(
            .tableWithoutDelimiterRow,
            at: Span(file: file, start: first.range.lowerBound, end: last.range.upperBound),
            Localized(
                es: "estas líneas no son una tabla: falta «\(rule)» debajo de la primera",
                en: "these lines are not a table: “\(rule)” is missing below the first"),
            label: isSafe
                ? nil
                : Localized(
                    es: "una fila tiene más celdas que la primera: quite las que sobran, o póngales título",
                    en: "a row has more cells than the first: take out the surplus ones, or give them a heading"),
            fixes: [
                .init(
                    Localized(es: "añadir la línea «\(rule)»", en: "add the line “\(rule)”"), safe: isSafe, edits)
            ])
    }

    /// Whether a line has a bar. Only such a line can be the head of a table.
    private static func mayBeRow(_ line: SourceLines.Line, _ written: SourceLines) -> Bool {
        written.bytes[line.range].contains(UInt8(ascii: "|"))
    }

    /// Whether a line begins with a bar and has another one.
    private static func isRow(_ line: Substring) -> Bool {
        let words = trimmed(line)
        return words.hasPrefix("|") && words.utf8.count { $0 == UInt8(ascii: "|") } > 1 && words.utf8.count > 2
    }

    /// Returns the number of cells in a row with or without outer bars.
    private static func cellCount(_ line: Substring) -> Int {
        var cells = trimmed(line).split(separator: "|", omittingEmptySubsequences: false)
        if cells.first?.isEmpty == true { cells.removeFirst() }
        if cells.last?.isEmpty == true { cells.removeLast() }
        return max(1, cells.count)
    }

    /// Returns the number of bars in a row without outer bars; `nil` if a cell of the line is blank.
    private static func innerBars(_ line: Substring) -> Int? {
        let cells = trimmed(line).split(separator: "|", omittingEmptySubsequences: false)
        return cells.allSatisfy { !String($0).trimmedASCII.isEmpty } ? cells.count - 1 : nil
    }

    private static func trimmed(_ line: Substring) -> String { String(line).trimmedASCII }
}
