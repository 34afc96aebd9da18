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

    /// Whether the text begins with a letter or a number of several parts that marks the text as an item: `a)`,
    /// `2.1`.
    var isLettered: Bool {
        var rest = bytes[...]
        while rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
            rest = rest[(end + 1)...]
        }
        guard let first = rest.first, rest.count > 3 else { return false }
        let next = rest[rest.startIndex + 1]
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20) { return next == UInt8(ascii: ")") }
        let mark = rest.prefix { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let behind = rest.dropFirst(mark.count).first
        return mark.count > 2 && next == UInt8(ascii: ".") && behind == UInt8(ascii: " ")
    }

    var html: HTML { HTML(unescaped: bytes) }

    var value: TemplateValue { .html(html) }
}
