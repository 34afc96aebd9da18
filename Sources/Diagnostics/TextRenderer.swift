import OficioBasics

/// Renders findings for a terminal: message, position, the source line with the span marked, and remarks.
package struct TextRenderer: Sendable {
    private let context: DiagnosticContext
    private let language: Language
    private let usesColor: Bool

    /// Creates a renderer that writes messages in `language`. `usesColor` adds ANSI escape sequences.
    package init(context: DiagnosticContext, language: Language, usesColor: Bool) {
        self.context = context
        self.language = language
        self.usesColor = usesColor
    }

    /// Returns the text of the findings, separated by blank lines and ended by LF; empty if there are none. Findings
    /// that report the same thing appear once, with a list of their places.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var lines = LineMapCache(context)
        var blocks: [String] = []
        let groups = Self.groups(of: diagnostics)
        for (place, diagnostic) in diagnostics.enumerated() {
            guard let others = groups[place] else { continue }
            var block = render(diagnostic, &lines)
            if !others.isEmpty { block += locations(of: others.map { diagnostics[$0].span }, &lines) }
            blocks.append(block)
        }
        return blocks.joined(separator: "\n")
    }

    /// Returns the indices of the further findings of each group, keyed by the index of the group's first finding. An
    /// error is a group of its own. A finding with remarks is never listed under another finding, and other findings
    /// are listed under it only if it has a `group`.
    private static func groups(of diagnostics: [Diagnostic]) -> [Int: [Int]] {
        var first: [String: Int] = [:]
        var groups: [Int: [Int]] = [:]
        for (place, diagnostic) in diagnostics.enumerated() {
            if diagnostic.severity != .error, diagnostic.notes.isEmpty || diagnostic.group != nil {
                if let model = first[diagnostic.groupKey], diagnostic.notes.isEmpty {
                    groups[model, default: []].append(place)
                    continue
                }
                first[diagnostic.groupKey] = first[diagnostic.groupKey] ?? place
            }
            groups[place] = []
        }
        return groups
    }

    /// Returns a list of the other places of a grouped finding: one line for each file, with its line numbers.
    private func locations(of spans: [Span], _ lines: inout LineMapCache) -> String {
        let word =
            language == .spanish
            ? "y en \(spans.count) \(spans.count == 1 ? "lugar" : "lugares") más"
            : "and in \(spans.count) more place\(spans.count == 1 ? "" : "s")"
        var out = "   = \(word):\n"
        var files: [(file: FileID, numbers: [String])] = []
        for span in spans {
            let number = String(lines[span.file].position(of: Int(span.start)).line)
            if files.last?.file != span.file { files.append((span.file, [])) }
            if files[files.count - 1].numbers.last != number { files[files.count - 1].numbers.append(number) }
        }
        for (file, numbers) in files {
            out += "     \(context.path(file).visibleName):\(numbers.joined(separator: ", "))\n"
        }
        return out
    }

    private func render(_ diagnostic: Diagnostic, _ lines: inout LineMapCache) -> String {
        let heading = style("\(word(for: diagnostic.severity))[\(diagnostic.code)]", color(for: diagnostic.severity))
        var out = "\(heading): \(diagnostic.message[language].visible)\n"
        out += excerpt(
            diagnostic.span, label: diagnostic.label?[language].visible ?? "", mark: "^",
            color(for: diagnostic.severity), &lines)
        for note in diagnostic.notes {
            let prefix = language == .spanish ? "nota" : "note"
            out += "   = \(prefix): \(note.message[language].visible)\n"
            if let span = note.span { out += excerpt(span, label: "", mark: "-", "34", &lines) }
        }
        return out
    }

    private func excerpt(_ span: Span, label: String, mark: Character, _ color: String, _ lines: inout LineMapCache)
        -> String
    {
        let map = lines[span.file]
        let start = map.position(of: Int(span.start))
        let end = map.position(of: Int(span.end))
        let number = String(start.line)
        let gutter = String(repeating: " ", count: number.count)
        // Show only the part around the span if the line is wider than a screen.
        let isShort = start.column <= 100 || map.line(start.line, from: 0, limit: 121).unicodeScalars.count <= 120
        let offset = isShort ? 0 : start.column - 40
        let text = Self.blanked(map.line(start.line, from: offset, limit: 120))
        let lastColumn = end.line == start.line ? end.column : .max
        let shown = text.unicodeScalars.count
        let from = start.column - 1 - offset
        let width = max(1, min(lastColumn - start.column, shown - from))
        var marks = String(repeating: " ", count: max(0, from)) + style(String(repeating: mark, count: width), color)
        if !label.isEmpty { marks += " " + style(label, color) }
        var out = "\(gutter) --> \(context.path(span.file).visibleName):\(start.line):\(start.column)\n"
        // An empty or unreadable file has no line to show.
        if shown == 0, label.isEmpty, start.line == 1 { return out }
        out += "\(gutter)  |\n \(number) | \(text)\n\(gutter)  | \(marks)\n"
        return out
    }

    /// Returns the text with tabs and invisible characters replaced by spaces.
    private static func blanked(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.map { $0 == "\t" || $0 == "\r" || $0.isInvisible ? " " : $0 })
        return String(view)
    }

    private func word(for severity: Severity) -> String {
        switch (severity, language) {
        case (.error, _): "error"
        case (.warning, .spanish): "advertencia"
        case (.warning, .english): "warning"
        case (.note, .spanish): "nota"
        case (.note, .english): "note"
        }
    }

    private func color(for severity: Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    private func style(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
