import Diagnostics
/// A text of the author in NFC, with its span in the source. Two texts are equal if their sources are, wherever they
/// are.
package struct Text: Sendable, Hashable {
    /// The plain text if `inlines` is nil; otherwise the Markdown as written, with lines joined by LF.
    package let source: String
    /// The inlines of the text; nil for text without markup.
    package let inlines: [Inline]?
    /// The span of the text in its source file.
    package let span: Span

    /// Creates a text from its source and its inlines.
    package init(_ source: String, inlines: [Inline]? = nil, span: Span) {
        self.source = source
        self.inlines = inlines
        self.span = span
    }

    /// The text without markup. A reference contributes its label, or its target if it has none.
    package var plain: String {
        guard let inlines else { return source }
        var out = ""
        Inline.appendPlain(inlines, to: &out)
        return out
    }

    /// Returns the text without markup. A reference without a label contributes the words that `title` has for its
    /// target.
    package func plain(title: (String) -> String?) -> String {
        guard let inlines else { return source }
        var out = ""
        Inline.appendPlain(inlines, title: title, to: &out)
        return out
    }

    /// Whether the text has an empty source.
    package var isEmpty: Bool { source.utf8.isEmpty }

    /// Returns a text with another source and the same span.
    package func replacing(source: String, inlines: [Inline]?) -> Text { Text(source, inlines: inlines, span: span) }

    /// Whether two texts have the same source.
    package static func == (a: Text, b: Text) -> Bool { a.source == b.source }

    /// Hashes the source of the text.
    package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
