/// Markup in UTF-8 that templates write unescaped.
package struct HTML: Hashable, Sendable {
    /// The UTF-8 bytes of the markup.
    package let bytes: [UInt8]

    /// Wraps markup from trusted code without checking it.
    package init(unescaped bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Wraps markup from trusted code without checking it.
    package init(unescaped markup: String) {
        self.init(unescaped: Array(markup.utf8))
    }

    /// Escapes text for element content and quoted attribute values.
    package init(escaping text: String) {
        var bytes: [UInt8] = []
        bytes.appendEscaping(text)
        self.init(unescaped: bytes)
    }
}
