import OficioBasics

/// Renders findings as a code quality report, the part of the Code Climate format that GitLab reads and shows beside
/// the lines of a merge request.
package struct CodeQualityRenderer: Sendable {
    private let context: DiagnosticContext
    private let language: Language

    /// Creates a renderer that writes messages in `language`.
    package init(context: DiagnosticContext, language: Language) {
        self.context = context
        self.language = language
    }

    /// Returns the findings as a JSON array, ended by LF.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var lines = LineMapCache(context)
        var seen: [String: Int] = [:]
        let items = diagnostics.map { diagnostic -> JSONText in
            let map = lines[diagnostic.span.file]
            let (start, end) = (
                map.position(of: Int(diagnostic.span.start)), map.position(of: Int(diagnostic.span.end))
            )
            let path = context.path(diagnostic.span.file)
            let severity =
                switch diagnostic.severity {
                case .error: "major"
                case .warning: "minor"
                case .note: "info"
                }
            // The same finding keeps its fingerprint when it moves to another line. Equal findings of a file are
            // numbered.
            let known = [diagnostic.code, path, diagnostic.message[.spanish]].joined(separator: "\n")
            let number = seen[known, default: 0]
            seen[known] = number + 1
            return .object([
                ("description", .string(diagnostic.message[language])), ("check_name", .string(diagnostic.code)),
                ("fingerprint", .string(SHA256.hex(Array("\(known)\n\(number)".utf8)))),
                ("severity", .string(severity)),
                (
                    "location",
                    .object([
                        ("path", .string(path)),
                        (
                            "lines",
                            .object([("begin", .integer(start.line)), ("end", .integer(max(start.line, end.line)))])
                        ),
                    ])
                ),
            ])
        }
        return JSONText.array(items).compact + "\n"
    }
}
