/// Writes words as Markdown that reads back as the same words.
package enum MarkdownText {
    /// Returns a text on one line with every sign escaped that Markdown would read as markup. In a cell of a table, a
    /// bar is such a sign, too.
    package static func escaped(_ text: String, isCell: Bool = false) -> String {
        isCell ? inline(text, isCell: true) : withEscapedStart(inline(text, isCell: false))
    }

    /// Returns part of a line with every character escaped that Markdown would read as markup there.
    static func inline(_ text: String, isCell: Bool) -> String {
        var out = ""
        let characters = Array(text)
        let blanks = text.utf8.contains(UInt8(ascii: "_")) ? blankIndices(characters) : []
        let lastBrace = characters.lastIndex(of: "}") ?? -1
        for (index, character) in characters.enumerated() {
            switch character {
            case "\\", "*", "`", "[", "]", "<": out += "\\" + String(character)
            // Braces hold attributes of items and headings, which are read from the text as
            // written.
            case "{" where index < lastBrace: out += "&#123;"
            case "_" where !isWithinWord(characters, index) && !blanks.contains(index): out += "\\_"
            case "~" where index + 1 < characters.count && characters[index + 1] == "~": out += "\\~"
            case "&" where looksLikeEntity(characters, index): out += "\\&"
            case "|" where isCell: out += "\\|"
            default: out.append(character)
            }
        }
        return out
    }

    /// Returns the indices of consecutive underscores between spaces, which are a blank to fill in by hand and not
    /// emphasis.
    private static func blankIndices(_ characters: [Character]) -> Set<Int> {
        var blanks: Set<Int> = []
        var index = 0
        while index < characters.count {
            guard characters[index] == "_" else {
                index += 1
                continue
            }
            let start = index
            while index < characters.count, characters[index] == "_" { index += 1 }
            let isFree =
                start > 0 && characters[start - 1].isWhitespace
                && (index == characters.count || characters[index].isWhitespace)
            if index - start > 1, isFree { blanks.formUnion(start..<index) }
        }
        return blanks
    }

    private static func isWithinWord(_ characters: [Character], _ index: Int) -> Bool {
        guard index > 0, index + 1 < characters.count else { return false }
        return characters[index - 1].isLetter && characters[index + 1].isLetter
    }

    private static func looksLikeEntity(_ characters: [Character], _ index: Int) -> Bool {
        let rest = characters[(index + 1)...].prefix(12)
        guard let end = rest.firstIndex(of: ";") else { return false }
        return rest[..<end].allSatisfy { $0 == "#" || $0.isLetter || $0.isNumber }
    }

    /// Returns a text with its beginning escaped, so that Markdown does not read it as a list, heading, quote or
    /// rule.
    static func withEscapedStart(_ text: String) -> String {
        guard let first = text.first else { return text }
        if "#>+-=:".contains(first) { return "\\" + text }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, digits.count <= 9, let sign = text.dropFirst(digits.count).first, sign == "." || sign == ")"
        {
            return String(digits) + "\\" + text.dropFirst(digits.count)
        }
        return text
    }
}
