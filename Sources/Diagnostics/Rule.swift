/// How much a finding weighs.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The families of the rule catalogue, in the order of its reference page.
package enum RuleGroup: String, Sendable, CaseIterable {
    case form, identity, relations, functions, competencies, procedures, language
    case plainLanguage = "plain-language"
    case history, theme, site
}

/// A small whole site that shows when a rule fires, or when it does not.
///
/// Written as one text: a line `=== content/puestos/x.md` opens each file.
package struct RuleExample: Sendable {
    package let files: [(path: String, text: String)]

    package init(_ text: String) {
        var files: [(path: String, text: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                files.append((String(line.dropFirst(4)), ""))
            } else if !files.isEmpty {
                files[files.count - 1].text += line + "\n"
            }
        }
        self.files = files
    }
}

/// A kind of finding: its stable code and everything that `oficio explain` says of it.
package struct Rule: Sendable {
    /// Stable, kebab-case, the same in every language.
    package let code: String
    package let group: RuleGroup
    package let severity: Severity
    /// What the finding says, as one sentence.
    package let what: Localized
    /// Why it matters to the reader of a manual.
    package let why: Localized
    package let fires: RuleExample
    package let passes: RuleExample
    /// Numbers that a site or a form may set.
    package let options: [Option]

    /// A number that a rule goes by.
    package struct Option: Sendable {
        /// As it is written in `reglas:`, in either language.
        package let name: Localized
        package let usual: Int
        package let what: Localized

        package init(_ name: Localized, usual: Int, what: Localized) {
            self.name = name
            self.usual = usual
            self.what = what
        }
    }

    package init(
        _ code: String, _ group: RuleGroup, _ severity: Severity, what: Localized, why: Localized, options: [Option] = [], fires: String, passes: String
    ) {
        self.options = options
        self.code = code
        self.group = group
        self.severity = severity
        self.what = what
        self.why = why
        self.fires = RuleExample(fires)
        self.passes = RuleExample(passes)
    }
}
