extension String {
    /// The text without code between backquotes, whose signs are examples; unchanged if a backquote is not closed.
    package var withoutCode: String {
        guard utf8.contains(UInt8(ascii: "`")) else { return self }
        let parts = split(separator: "`", omittingEmptySubsequences: false)
        // An unclosed backquote is text.
        guard parts.count % 2 == 1 else { return self }
        return parts.enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined(separator: " ")
    }
}
