import OficioBasics

/// One finding about a source. All renderers (text, JSON, SARIF, annotations) read only this value.
package struct Diagnostic: Sendable {
    /// A remark that explains the finding, with a span of its own if it is about another place.
    package struct Note: Sendable {
        /// The text of the remark.
        package let message: Localized
        /// The span that the remark is about; nil if it has none.
        package let span: Span?

        /// Creates a remark.
        package init(_ message: Localized, at span: Span? = nil) {
            self.message = message
            self.span = span
        }
    }

    /// A replacement of the bytes of `span` by `replacement`.
    package struct Edit: Sendable {
        /// The bytes to replace; empty for an insertion.
        package let span: Span
        /// The text that replaces the bytes.
        package let replacement: String

        /// Creates an edit.
        package init(_ span: Span, _ replacement: String) {
            self.span = span
            self.replacement = replacement
        }
    }

    /// A set of edits that remove the cause of the finding.
    package struct Fix: Sendable {
        /// A short phrase that says what the fix does.
        package let summary: Localized
        /// Whether the fix may be applied without review.
        package let isSafe: Bool
        /// The edits, all applied together.
        package let edits: [Edit]

        /// Creates a fix.
        package init(_ summary: Localized, safe isSafe: Bool, _ edits: [Edit]) {
            self.summary = summary
            self.isSafe = isSafe
            self.edits = edits
        }
    }

    /// The code of the rule, in kebab case.
    package let code: String
    /// The severity, which a site may set for each rule.
    package var severity: Severity
    /// The sentence that describes the finding.
    package let message: Localized
    /// The bytes of the source that the finding marks.
    package let span: Span
    /// The text beside the marked span, usually a suggestion; nil for none.
    package let label: Localized?
    /// Remarks that explain the finding.
    package let notes: [Note]
    /// Fixes that remove the cause; empty if there are none.
    package let fixes: [Fix]
    /// The key `type/id` of the record that the finding is about; nil if the finding is about no record.
    package let record: String?
    /// A key shared by findings of one rule that report the same thing in several places. If nil, the message and the
    /// label are the key.
    package let group: String?

    /// Creates a finding of a rule, with the code and severity of the rule.
    package init(
        _ rule: Rule, at span: Span, _ message: Localized, label: Localized? = nil, notes: [Note] = [],
        fixes: [Fix] = [],
        record: String? = nil, group: String? = nil
    ) {
        self.init(
            code: rule.code, severity: rule.severity, message, at: span, label: label, notes: notes, fixes: fixes,
            record: record, group: group)
    }

    /// Creates a finding from its parts, such as one read from the cache.
    package init(
        code: String, severity: Severity, _ message: Localized, at span: Span, label: Localized?, notes: [Note],
        fixes: [Fix], record: String?,
        group: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.span = span
        self.label = label
        self.notes = notes
        self.fixes = fixes
        self.record = record
        self.group = group
    }

    /// An identifier of all findings that report the same thing, stable between runs.
    package var groupKey: String {
        let words = [code, group ?? "\(message.spanish)\n\(label?.spanish ?? "")"].joined(separator: "\n")
        return "\(code)-\(Fingerprint.word(Fingerprint.of(words)))"
    }

    /// Creates a copy of a finding at another place. The copy has no fixes, because they would edit the wrong bytes.
    package init(_ other: Diagnostic, at span: Span) {
        self.code = other.code
        self.severity = other.severity
        self.message = other.message
        self.span = span
        self.label = other.label
        self.notes = other.notes
        self.fixes = []
        self.record = other.record
        self.group = other.group
    }
}

extension [Diagnostic] {
    /// Returns the findings sorted by file, position and code, without duplicates.
    package func sortedAndUnique() -> [Diagnostic] {
        var result: [Diagnostic] = []
        let sorted = self.sorted { a, b in
            if a.span != b.span { return a.span < b.span }
            if a.code != b.code { return a.code < b.code }
            return a.message.spanish < b.message.spanish
        }
        for diagnostic in sorted {
            if let last = result.last, last.span == diagnostic.span, last.code == diagnostic.code,
                last.message == diagnostic.message
            {
                continue
            }
            result.append(diagnostic)
        }
        return result
    }

    /// Whether any of the findings is an error.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
