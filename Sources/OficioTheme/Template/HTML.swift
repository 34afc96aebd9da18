/// Markup that is written as it stands, in UTF-8.
package struct HTML: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Markup made by trusted code; nothing is checked.
    package init(unescaped bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Markup made by trusted code; nothing is checked.
    package init(unescaped markup: String) {
        self.init(unescaped: Array(markup.utf8))
    }

    /// Text made safe for element content and for quoted attribute values.
    package init(escaping text: String) {
        var bytes: [UInt8] = []
        bytes.appendEscaping(text)
        self.init(unescaped: bytes)
    }
}
