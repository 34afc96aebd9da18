/// Escapes a block marker at the beginning of a text, which Markdown would read as a list, a heading or a quote: `-
/// `, `1. `, `# `, `> `.
enum BlockStart {
    /// Returns a text with a backslash in the block marker at its beginning, so that Markdown reads the marker as
    /// text. A text without such a marker is unchanged.
    static func escaped(_ text: String) -> String {
        guard let place = mark(in: text) else { return text }
        return text[..<place] + "\\" + text[place...]
    }

    /// Returns a text without the backslash that `escaped` adds; a text without such a backslash is unchanged.
    static func unescaped(_ text: String) -> String {
        guard let place = text.firstIndex(of: "\\") else { return text }
        let bare = String(text[..<place] + text[text.index(after: place)...])
        return escaped(bare) == text ? bare : text
    }

    /// Returns the index of the character to escape in the block marker at the beginning of a text; `nil` if the text
    /// begins with no block marker.
    private static func mark(in text: String) -> String.Index? {
        func endsMark(_ place: String.Index) -> Bool { place == text.endIndex || text[place].isWhitespace }
        let digits = text.prefix { ("0"..."9").contains($0) }
        if !digits.isEmpty {
            guard digits.count < 10, digits.endIndex < text.endIndex, ".)".contains(text[digits.endIndex]),
                endsMark(text.index(after: digits.endIndex))
            else { return nil }
            return digits.endIndex
        }
        guard let first = text.first else { return nil }
        if first == ">" { return text.startIndex }
        let run = text.prefix { $0 == first }
        let isMark = "-+*".contains(first) && run.count == 1 || first == "#" && run.count < 7
        return isMark && endsMark(run.endIndex) ? text.startIndex : nil
    }
}
