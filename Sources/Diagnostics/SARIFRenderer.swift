import OficioBasics

/// Renders findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors read.
package struct SARIFRenderer: Sendable {
    private let context: DiagnosticContext
    private let language: Language
    private let rules: [Rule]
    private let version: String

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - context: the paths and bytes of the files.
    ///   - language: the language of the messages.
    ///   - rules: every rule that a finding may name.
    ///   - version: the version of the program.
    package init(context: DiagnosticContext, language: Language, rules: [Rule], version: String) {
        self.context = context
        self.language = language
        self.rules = rules
        self.version = version
    }

    /// Returns the findings as a SARIF log with one run, ended by LF.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var lines = LineMapCache(context)
        let used = rules.filter { rule in diagnostics.contains { $0.code == rule.code } }
        let places = Dictionary(used.enumerated().map { ($1.code, $0) }) { a, _ in a }
        let driver = JSONText.object([
            ("name", .string("Oficio")), ("version", .string(version)),
            (
                "rules",
                .array(
                    used.map { rule in
                        .object([
                            ("id", .string(rule.code)), ("shortDescription", text(rule.what)),
                            ("fullDescription", text(rule.why)),
                            ("defaultConfiguration", .object([("level", .string(rule.severity.rawValue))])),
                        ])
                    })
            ),
        ])
        let results = diagnostics.map { diagnostic -> JSONText in
            var members: [(String, JSONText)] = [("ruleId", .string(diagnostic.code))]
            if let place = places[diagnostic.code] { members.append(("ruleIndex", .integer(place))) }
            members += [
                ("level", .string(diagnostic.severity.rawValue)), ("message", text(diagnostic.message)),
                ("locations", .array([location(diagnostic.span, nil, &lines)])),
            ]
            let related = diagnostic.notes.compactMap { note in note.span.map { location($0, note.message, &lines) } }
            if !related.isEmpty { members.append(("relatedLocations", .array(related))) }
            let fixes = diagnostic.fixes.map { fix -> JSONText in
                let changes = fix.edits.map { edit -> JSONText in
                    .object([
                        ("artifactLocation", artifact(edit.span)),
                        (
                            "replacements",
                            .array([
                                .object([
                                    ("deletedRegion", region(edit.span, &lines)),
                                    ("insertedContent", .object([("text", .string(edit.replacement))])),
                                ])
                            ])
                        ),
                    ])
                }
                return .object([("description", text(fix.summary)), ("artifactChanges", .array(changes))])
            }
            members.append(("properties", .object([("group", .string(diagnostic.groupKey))])))
            if !fixes.isEmpty { members.append(("fixes", .array(fixes))) }
            return .object(members)
        }
        let run = JSONText.object([
            ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
            ("language", .string(language.rawValue)), ("results", .array(results)),
        ])
        return JSONText.object([
            (
                "$schema",
                .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
            ), ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).compact + "\n"
    }

    private func text(_ words: Localized) -> JSONText { .object([("text", .string(words[language]))]) }

    private func artifact(_ span: Span) -> JSONText {
        .object([
            (
                "uri",
                .string(
                    context.path(span.file).split(separator: "/").map { String($0).percentEncoded }.joined(
                        separator: "/"))
            )
        ])
    }

    private func region(_ span: Span, _ lines: inout LineMapCache) -> JSONText {
        let map = lines[span.file]
        let (start, end) = (map.position(of: Int(span.start)), map.position(of: Int(span.end)))
        return .object([
            ("startLine", .integer(start.line)), ("startColumn", .integer(start.column)),
            ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
        ])
    }

    private func location(_ span: Span, _ message: Localized?, _ lines: inout LineMapCache) -> JSONText {
        var members: [(String, JSONText)] = [
            ("physicalLocation", .object([("artifactLocation", artifact(span)), ("region", region(span, &lines))]))
        ]
        if let message { members.append(("message", text(message))) }
        return .object(members)
    }
}

/// Renders findings as workflow commands, one per line, which a code host shows as annotations.
package struct AnnotationRenderer: Sendable {
    private let context: DiagnosticContext
    private let language: Language

    /// Creates a renderer that writes messages in `language`.
    package init(context: DiagnosticContext, language: Language) {
        self.context = context
        self.language = language
    }

    /// Returns the findings in their order, each line ended by LF.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var lines = LineMapCache(context)
        return diagnostics.map { diagnostic in
            let map = lines[diagnostic.span.file]
            let (start, end) = (
                map.position(of: Int(diagnostic.span.start)), map.position(of: Int(diagnostic.span.end))
            )
            let level = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
            let file = Self.escaped(context.path(diagnostic.span.file), inProperty: true)
            let place = """
                file=\(file),line=\(start.line),col=\(start.column),endLine=\(end.line),endColumn=\(end.column),\
                title=\(diagnostic.code)
                """
            return "::\(level) \(place)::\(Self.escaped(diagnostic.message[language], inProperty: false))\n"
        }.joined()
    }

    private static func escaped(_ text: String, inProperty: Bool) -> String {
        let data = text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        return inProperty ? data.replacing(":", with: "%3A").replacing(",", with: "%2C") : data
    }
}
