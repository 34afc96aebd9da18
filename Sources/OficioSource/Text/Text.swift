import Diagnostics
/// A piece of an author's text: NFC, with the place it came from.
package struct Text: Sendable, Hashable {
    /// Plain text where `inlines` is `nil`; otherwise the Markdown as written, its lines joined by LF.
    package let source: String
    /// The inline structure, `nil` for text without any markup.
    package let inlines: [Inline]?
    package let span: Span

    package init(_ source: String, inlines: [Inline]? = nil, span: Span) {
        self.source = source
        self.inlines = inlines
        self.span = span
    }

    /// The words without markup; a reference contributes its label, or its target where it has none.
    package var plain: String {
        guard let inlines else { return source }
        var out = ""
        Inline.appendPlain(inlines, to: &out)
        return out
    }

    package var isEmpty: Bool { source.utf8.isEmpty }

    /// The same text with other words, in the same place.
    package func replacing(source: String, inlines: [Inline]?) -> Text { Text(source, inlines: inlines, span: span) }

    package static func == (a: Text, b: Text) -> Bool { a.source == b.source }

    package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
