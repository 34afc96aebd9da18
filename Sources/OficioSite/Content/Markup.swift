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

    mutating func append(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    var isEmpty: Bool { bytes.isEmpty }

    var html: HTML { HTML(unescaped: bytes) }

    var value: TemplateValue { .html(html) }
}
