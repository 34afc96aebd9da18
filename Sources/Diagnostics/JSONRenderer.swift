import OficioBasics

/// Renders findings as JSON Lines, one object per finding, in the shape that `docs/reference/checking.md` documents.
package struct JSONRenderer: Sendable {
    private let context: DiagnosticContext
    private let language: Language

    /// Creates a renderer that writes messages in `language`.
    package init(context: DiagnosticContext, language: Language) {
        self.context = context
        self.language = language
    }

    /// Returns the findings in their order, one per line, each line ended by LF.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var lines = LineMapCache(context)
        var out: [UInt8] = []
        for diagnostic in diagnostics {
            object(diagnostic, &lines).write(to: &out)
            out.append(0x0A)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func object(_ diagnostic: Diagnostic, _ lines: inout LineMapCache) -> JSONText {
        var members: [(String, JSONText)] = [
            ("code", .string(diagnostic.code)),
            ("severity", .string(diagnostic.severity.rawValue)),
            ("message", .string(diagnostic.message[language])),
        ]
        members += location(diagnostic.span, &lines)
        members.append(("group", .string(diagnostic.groupKey)))
        if let record = diagnostic.record { members.append(("record", .string(record))) }
        if let label = diagnostic.label { members.append(("label", .string(label[language]))) }
        var notes: [JSONText] = []
        for note in diagnostic.notes {
            var fields: [(String, JSONText)] = [("message", .string(note.message[language]))]
            if let span = note.span { fields += location(span, &lines) }
            notes.append(.object(fields))
        }
        members.append(("notes", .array(notes)))
        var fixes: [JSONText] = []
        for fix in diagnostic.fixes {
            var edits: [JSONText] = []
            for edit in fix.edits {
                edits.append(.object(location(edit.span, &lines) + [("replacement", .string(edit.replacement))]))
            }
            fixes.append(
                .object([
                    ("summary", .string(fix.summary[language])), ("safe", .bool(fix.isSafe)), ("edits", .array(edits)),
                ]))
        }
        members.append(("fixes", .array(fixes)))
        return .object(members)
    }

    private func location(_ span: Span, _ lines: inout LineMapCache) -> [(String, JSONText)] {
        let map = lines[span.file]
        let start = map.position(of: Int(span.start))
        let end = map.position(of: Int(span.end))
        return [
            ("file", .string(context.path(span.file))),
            ("line", .integer(start.line)), ("column", .integer(start.column)),
            ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
        ]
    }
}

/// Keeps the line map of the file shown last. Findings come sorted by file, so one map is enough.
struct LineMapCache {
    private let context: DiagnosticContext
    private var kept: (file: FileID, map: LineMap)?

    init(_ context: DiagnosticContext) {
        self.context = context
    }

    subscript(file: FileID) -> LineMap {
        mutating get {
            if let kept, kept.file == file { return kept.map }
            let map = context.lines(file)
            kept = (file, map)
            return map
        }
    }
}
