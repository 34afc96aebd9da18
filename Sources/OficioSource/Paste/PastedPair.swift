/// A line of the form `Label: value`, whose label may be bold.
package struct PastedPair {
    /// The words before the colon, without the signs of bold type.
    package let label: String
    /// The words after the colon; empty if there are none.
    package let value: String

    /// Reads a line; nil if it has no label of at most eight words.
    package init?(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let before = String(line[..<colon]).withoutStars
        let after = line[line.index(after: colon)...]
        let isApart = after.isEmpty || " \t*_\u{A0}".contains(after.first ?? " ")
        if before.isEmpty || before.split(separator: " ").count > 8 || !isApart { return nil }
        label = before
        value = String(after.drop { $0 == "\u{A0}" || $0 == " " }).trimmedASCII.withoutLeadingStars
    }

    /// Creates a pair of a label and its value.
    package init(label: String, value: String) {
        self.label = label
        self.value = value
    }

    /// Whether the value is a blank to fill in with a pen: `____/____`, `.....`
    package var isBlank: Bool { !value.isEmpty && value.allSatisfy { "_./-\\… ".contains($0) } }
}

extension String {
    /// The text without the asterisks and underscores of bold type. Keeps a row of underscores, which is a blank to
    /// fill in.
    package var withoutStars: String {
        var words = trimmedASCII
        if words.contains("**") { words = words.replacing("**", with: "") }
        if words.contains("__"), !words.contains("___") { words = words.replacing("__", with: "") }
        return words.trimmedASCII
    }

    fileprivate var withoutLeadingStars: String {
        if hasPrefix("**") || hasPrefix("__") && !contains("___") && !contains("__/") {
            return String(dropFirst(2)).trimmedASCII
        }
        return self
    }
}
