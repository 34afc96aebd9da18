/// The severities of findings, in ascending order.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    /// Orders severities: note, warning, error.
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The groups of the rule catalogue, in the order of its reference page.
package enum RuleGroup: String, Sendable, CaseIterable {
    case form, identity, relations, functions, competencies, procedures, language
    case plainLanguage = "plain-language"
    case history, theme, site
}

/// A small, complete site that shows when a rule fires, or when it does not.
///
/// It is written as one text in which a line `=== content/puestos/x.md` opens each file.
package struct RuleExample: Sendable {
    /// The files of the site: paths relative to the site, and contents.
    package let files: [(path: String, text: String)]

    /// Splits a text into files at its `=== ` lines.
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

/// A check that reports one kind of finding: its code, and what `oficio explain` says about it.
package struct Rule: Sendable {
    /// The code of the rule in kebab case, which is stable and the same in every language.
    package let code: String
    /// The group of the catalogue that lists the rule.
    package let group: RuleGroup
    /// The severity of its findings, unless the site sets another one.
    package let severity: Severity
    /// One sentence that says what the rule reports.
    package let what: Localized
    /// The reason why the finding matters to readers of a manual.
    package let why: Localized
    /// A site in which the rule fires.
    package let fires: RuleExample
    /// A site in which the rule does not fire.
    package let passes: RuleExample
    /// The numbers that a site or a form may set for the rule.
    package let options: [Option]

    /// A number that a rule uses as a threshold.
    package struct Option: Sendable {
        /// The name of the option in the settings of the rule (`reglas:`), in Spanish and English.
        package let name: Localized
        /// The threshold if neither a form nor the site sets one.
        package let defaultValue: Int
        /// A description of what the number limits.
        package let what: Localized

        /// Creates an option.
        package init(_ name: Localized, defaultValue: Int, what: Localized) {
            self.name = name
            self.defaultValue = defaultValue
            self.what = what
        }
    }

    /// Creates a rule. `fires` and `passes` are written as `RuleExample` says.
    package init(
        _ code: String, _ group: RuleGroup, _ severity: Severity, what: Localized, why: Localized,
        options: [Option] = [], fires: String, passes: String
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
