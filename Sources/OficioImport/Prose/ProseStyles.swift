/// The name of the field under which the ledger counts text below the document's own headings.
enum ProseText {
    static let field = "sections"
}

/// The styles by which readers mark code and callouts.
enum ProseStyles {
    static let code = "code"

    struct Quote {
        /// The kind of the callout in Markdown, such as `NOTE`; nil for a plain quotation.
        let name: String?
        /// Whether a new callout begins with the paragraph.
        let begins: Bool
    }

    /// Returns the callout that a style stands for: `quote`, `quote WARNING`, followed by `+` for the first
    /// paragraph; `nil` for other styles.
    static func quote(_ style: String?) -> Quote? {
        guard let style, style == "quote" || style == "quote+" || style.hasPrefix("quote ") else { return nil }
        let begins = style.hasSuffix("+")
        let words = style.dropLast(begins ? 1 : 0).split(separator: " ")
        return Quote(name: words.count > 1 ? String(words[1]) : nil, begins: begins)
    }
}
