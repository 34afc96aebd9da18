import OficioTheme

/// HTML under construction, in UTF-8.
struct Markup {
    private(set) var bytes: [UInt8] = []

    /// Markup of our own.
    mutating func tag(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text made safe for content and quoted attributes.
    mutating func text(_ text: String) { bytes.appendEscaping(text) }

    /// Words that lead to an address, or only the words where there is none.
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
