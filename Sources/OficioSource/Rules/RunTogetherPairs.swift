import Diagnostics

extension Rule {
    /// Reports lines of the form `label: value` that Markdown joins into one paragraph.
    package static let runTogetherPairs = Rule(
        "lineas-pegadas", .form, .warning,
        what: Localized(
            es: "Unas líneas «Etiqueta: valor» se publican una detrás de otra, en un solo párrafo.",
            en: "Some lines “Label: value” are published one after the other, in a single paragraph."),
        why: Localized(
            es: """
                En Markdown un salto de línea simple es un espacio: se separan con «\\» al final de la línea, o con \
                una lista.
                """,
            en: """
                In Markdown a single line break is a space: separate them with “\\” at the end of the line, or with \
                a list.
                """
        ),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Resultado

            Entrega: constancia
            Plazo: dos días
            """,
        passes: #"""
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Resultado

            Entrega: constancia\
            Plazo: dos días
            """#)
}

enum RunTogetherPairs {
    static func findings(_ written: SourceLines, file: FileID) -> [Diagnostic] {
        written.paragraphs.compactMap { paragraph in
            let lines = written.lines[paragraph]
            guard lines.count > 1, let first = lines.first, let last = lines.last,
                lines.allSatisfy({ isPair(written.text($0)) })
            else { return nil }
            let open = lines.dropLast().filter { !hasHardBreak(written.text($0)) }
            if open.isEmpty { return nil }
            let edits = open.map { line in
                Diagnostic.Edit(Span(file: file, start: line.range.upperBound, end: line.range.upperBound), "\\")
            }
            return Diagnostic(
                .runTogetherPairs, at: Span(file: file, start: first.range.lowerBound, end: last.range.upperBound),
                Localized(
                    es: "estas \(lines.count) líneas se publican en un solo párrafo",
                    en: "these \(lines.count) lines are published as one paragraph"),
                fixes: [
                    .init(
                        Localized(es: "terminar cada línea con «\\»", en: "end each line with “\\”"), safe: true, edits)
                ])
        }
    }

    private static func hasHardBreak(_ line: Substring) -> Bool {
        line.hasSuffix("\\") || line.hasSuffix("  ") || line.hasSuffix("<br>")
    }

    /// Whether a line has the form `Etiqueta: valor`, with a label of at most four words, bold or not.
    private static func isPair(_ line: Substring) -> Bool {
        let words = line.replacing("*", with: "").drop { $0 == " " }
        guard let colon = words.firstIndex(of: ":"), words.first?.isUppercase == true else { return false }
        let value = words[words.index(after: colon)...]
        guard value.hasPrefix(" "), value.contains(where: { $0.isLetter || $0.isNumber || $0 == "_" }) else {
            return false
        }
        let label = words[..<colon]
        return label.split(separator: " ").count <= 4 && !label.contains { ".,;|[".contains($0) }
    }
}
