/// One finding, as one value: whatever renders it (text, JSON, a quality report) reads only this.
package struct Diagnostic: Sendable {
    /// A remark with a place of its own.
    package struct Note: Sendable {
        package let message: Localized
        package let span: Span?

        package init(_ message: Localized, at span: Span? = nil) {
            self.message = message
            self.span = span
        }
    }

    /// A replacement of the bytes of `span`.
    package struct Edit: Sendable {
        package let span: Span
        package let replacement: String

        package init(_ span: Span, _ replacement: String) {
            self.span = span
            self.replacement = replacement
        }
    }

    /// A way to put the finding right.
    package struct Fix: Sendable {
        package let summary: Localized
        /// Whether it may be applied without a person looking at it.
        package let isSafe: Bool
        package let edits: [Edit]

        package init(_ summary: Localized, safe isSafe: Bool, _ edits: [Edit]) {
            self.summary = summary
            self.isSafe = isSafe
            self.edits = edits
        }
    }

    package let code: String
    package var severity: Severity
    package let message: Localized
    package let span: Span
    /// What is said beside the marked place: usually a suggestion.
    package let label: Localized?
    package let notes: [Note]
    package let fixes: [Fix]
    /// The record concerned as `type/id`, where there is one.
    package let record: String?
    /// What findings of one rule have in common that say the same of several places; `nil` where the message tells it.
    package let group: String?

    package init(
        _ rule: Rule, at span: Span, _ message: Localized, label: Localized? = nil, notes: [Note] = [], fixes: [Fix] = [],
        record: String? = nil, group: String? = nil
    ) {
        self.init(code: rule.code, severity: rule.severity, message, at: span, label: label, notes: notes, fixes: fixes, record: record, group: group)
    }

    /// A finding as it was told before.
    package init(
        code: String, severity: Severity, _ message: Localized, at span: Span, label: Localized?, notes: [Note], fixes: [Fix], record: String?,
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

    /// Names the findings that say the same as this one, wherever they stand: stable between runs.
    package var groupKey: String {
        let words = [code, group ?? "\(message.spanish)\n\(label?.spanish ?? "")"].joined(separator: "\n")
        return "\(code)-\(Fingerprint.word(Fingerprint.of(words)))"
    }

    /// The same finding about another place, without fixes: they would edit the wrong bytes.
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
    /// The findings by file, position and code; equal ones once.
    package func sortedAndUnique() -> [Diagnostic] {
        var result: [Diagnostic] = []
        let sorted = self.sorted { a, b in
            if a.span != b.span { return a.span < b.span }
            if a.code != b.code { return a.code < b.code }
            return a.message.spanish < b.message.spanish
        }
        for diagnostic in sorted {
            if let last = result.last, last.span == diagnostic.span, last.code == diagnostic.code, last.message == diagnostic.message {
                continue
            }
            result.append(diagnostic)
        }
        return result
    }

    /// Whether any of them is an error.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
