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
        written.paragraphs.compactMap { paragraph in
            let lines = written.lines[paragraph]
            guard lines.count > 1, let first = lines.first, let last = lines.last else { return nil }
            let bars = trimmed(written.text(first)).utf8.count { $0 == UInt8(ascii: "|") }
            let rule: String
            if lines.allSatisfy({ isRow(written.text($0)) }) {
                rule = "|" + String(repeating: "---|", count: max(1, bars - 1))
            } else if bars > 0, lines.count + bars > 3, lines.allSatisfy({ innerBars(written.text($0)) == bars }) {
                // Two lines with one bar each may be text: *Tel. 2222 | Fax 3333*.
                rule = String(repeating: "---|", count: bars) + "---"
            } else {
                return nil
            }
            let place = Span(file: file, start: first.range.upperBound, end: first.range.upperBound)
            return Diagnostic(
                .tableWithoutDelimiterRow,
                at: Span(file: file, start: first.range.lowerBound, end: last.range.upperBound),
                Localized(
                    es: "estas líneas no son una tabla: falta «\(rule)» debajo de la primera",
                    en: "these lines are not a table: “\(rule)” is missing below the first"),
                fixes: [
                    .init(
                        Localized(es: "añadir la línea «\(rule)»", en: "add the line “\(rule)”"), safe: true,
                        [.init(place, "\n\(rule)")])
                ])
        }
    }

    private static func isRow(_ line: Substring) -> Bool {
        let words = trimmed(line)
        return words.utf8.count > 2 && words.hasPrefix("|") && words.hasSuffix("|")
    }

    /// Returns the number of bars in a row without outer bars; `nil` if a cell of the line is blank.
    private static func innerBars(_ line: Substring) -> Int? {
        let cells = trimmed(line).split(separator: "|", omittingEmptySubsequences: false)
        return cells.allSatisfy { !String($0).trimmedASCII.isEmpty } ? cells.count - 1 : nil
    }

    private static func trimmed(_ line: Substring) -> String { String(line).trimmedASCII }
}
