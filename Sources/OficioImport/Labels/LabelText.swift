import OficioSource

/// Normalises the text of labels, so that labels of files and forms can be compared.
package enum LabelText {
    /// Returns the folded label in up to four forms: with and without the numbering before it, and each of these
    /// without brackets at its end.
    package static func candidates(_ text: String) -> [String] {
        var found: [String] = []
        func add(_ text: String) {
            let folded = text.folded
            if !folded.isEmpty, !found.contains(folded) { found.append(folded) }
        }
        add(text)
        var rest = text
        if let length = TypedLabel.length(in: text) { rest = String(text.dropFirst(length)) }
        if rest == text, let length = letterLength(text) { rest = String(text.dropFirst(length)) }
        add(rest)
        for text in [text, rest] {
            var trimmed = text
            while let last = trimmed.last, ":. ".contains(last) { trimmed.removeLast() }
            if trimmed.last == ")", let open = trimmed.lastIndex(of: "("), open != trimmed.startIndex {
                add(String(trimmed[..<open]))
            }
        }
        return found
    }

    /// Returns the length of `A. ` or `B) ` at the beginning, or nil.
    private static func letterLength(_ text: String) -> Int? {
        let head = text.prefix(3)
        guard head.count == 3, let letter = head.first, letter.isASCII, letter.isUppercase else { return nil }
        let sign = head[head.index(after: head.startIndex)]
        return (sign == "." || sign == ")") && head.last == " " ? 3 : nil
    }

    /// Returns a label on one line, without the colon or the dot leader at its end.
    package static func bare(_ label: String) -> String {
        var words = label.split { $0.isWhitespace }.joined(separator: " ")
        while let last = words.last, last == ":" { words.removeLast() }
        // Remove dots or underscores that lead to the value.
        let leader = words.reversed().prefix { "._… ".contains($0) }
        if leader.count >= 3 { words.removeLast(leader.count) }
        return words
    }
}
