import Diagnostics

extension String {
    /// The text with escaped underscores in blanks to fill in, such as `____/____`, which Markdown would otherwise
    /// read as emphasis.
    package var escapingBlanks: String {
        guard contains("__"), losesBlanks else { return self }
        var out = ""
        var rest = self[...]
        while let start = rest.firstIndex(of: "_") {
            let run = rest[start...].prefix { $0 == "_" }
            let isEscaped = rest[..<start].last == "\\"
            let before = rest[..<start].last ?? out.last
            out += rest[..<start]
            let after = rest[run.endIndex...].first
            let isBlank = run.count > 3 || run.count > 1 && !before.isWord && !after.isWord
            out += isBlank && !isEscaped ? String(repeating: "\\_", count: run.count) : String(run)
            rest = rest[run.endIndex...]
        }
        return out + rest
    }

    /// Whether Markdown would read underscores of the text as emphasis.
    private var losesBlanks: Bool {
        let nowhere = Span(file: FileID(0), start: 0, end: 0)
        guard let inlines = InlineMarkdown.text(self, span: nowhere).inlines else { return false }
        var shown = ""
        Inline.appendPlain(inlines, to: &shown)
        return shown.utf8.count { $0 == UInt8(ascii: "_") } < utf8.count { $0 == UInt8(ascii: "_") }
    }
}

extension Character? {
    /// Whether the optional holds a letter or a digit.
    fileprivate var isWord: Bool { map { $0.isLetter || $0.isNumber } ?? false }
}
