import OficioTheme

/// HTML under construction, in UTF-8.
struct Markup {
    private(set) var bytes: [UInt8] = []

    /// Appends literal markup.
    mutating func tag(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends text, escaped for content and for quoted attributes.
    mutating func text(_ text: String) { bytes.appendEscaping(text) }

    /// Appends a link with some words, or only the words if `url` is `nil`.
    mutating func link(to url: String?, _ words: String) {
        guard let url else { return text(words) }
        tag("<a href=\"")
        text(url)
        tag("\">")
        text(words)
        tag("</a>")
    }

    mutating func append(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    var isEmpty: Bool { bytes.isEmpty }

    var html: HTML { HTML(unescaped: bytes) }

    var value: TemplateValue { .html(html) }
}
