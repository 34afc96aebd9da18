/// Reads the TOML of a front matter: keys with their texts. A key in a table is read as `table.key`.
///
/// Values that the reader does not understand stay as they are written, so that no word is lost.
struct TOMLReader {
    struct Entry {
        let key: String
        var values: [String]
        /// The number of the entry's line within the text, from 1.
        let line: Int
    }

    private(set) var entries: [Entry] = []

    init(_ text: String) {
        var table = ""
        var open: (key: String, text: String, line: Int, isText: String?)?
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw)
            if var pending = open {
                pending.text += "\n" + line
                if Self.isClosed(pending.text, pending.isText) {
                    entries.append(Entry(key: pending.key, values: Self.values(pending.text), line: pending.line))
                    open = nil
                } else {
                    open = pending
                }
                continue
            }
            let clean = Self.withoutComment(line).trimmed
            if clean.isEmpty { continue }
            if clean.hasPrefix("["), clean.hasSuffix("]"), !clean.contains("=") {
                table = String(clean.drop { $0 == "[" }.prefix { $0 != "]" }).trimmed + "."
                continue
            }
            guard let sign = clean.firstIndex(of: "=") else {
                entries.append(Entry(key: "", values: [clean], line: index + 1))
                continue
            }
            let key = table + String(clean[..<sign]).trimmed.filter { $0 != "\"" && $0 != "'" }
            let value = String(clean[clean.index(after: sign)...]).trimmed
            let quote = ["\"\"\"", "'''"].first { value.hasPrefix($0) }
            if Self.isClosed(value, quote) {
                entries.append(Entry(key: key, values: Self.values(value), line: index + 1))
            } else {
                open = (key, value, index + 1, quote)
            }
        }
        if let open { entries.append(Entry(key: open.key, values: Self.values(open.text), line: open.line)) }
    }

    private static func isClosed(_ text: String, _ quote: String?) -> Bool {
        if let quote { return text.dropFirst(3).contains(quote) }
        guard text.hasPrefix("[") else { return true }
        return text.trimmed.hasSuffix("]")
    }

    /// Returns a line without its comment, which begins at a `#` outside of quotes.
    private static func withoutComment(_ line: String) -> String {
        var quote: Character?
        for (index, sign) in zip(line.indices, line) {
            if let open = quote {
                if sign == open { quote = nil }
            } else if sign == "\"" || sign == "'" {
                quote = sign
            } else if sign == "#" {
                return String(line[..<index])
            }
        }
        return line
    }

    private static func values(_ text: String) -> [String] {
        let clean = text.trimmed
        guard clean.hasPrefix("["), clean.hasSuffix("]") else { return [unquoted(clean)] }
        var values: [String] = []
        var current = ""
        var quote: Character?
        for sign in clean.dropFirst().dropLast() {
            if let open = quote {
                if sign == open { quote = nil }
                current.append(sign)
            } else if sign == "\"" || sign == "'" {
                quote = sign
                current.append(sign)
            } else if sign == "," {
                values.append(unquoted(current.trimmed))
                current = ""
            } else {
                current.append(sign)
            }
        }
        values.append(unquoted(current.trimmed))
        return values.filter { !$0.isEmpty }
    }

    private static func unquoted(_ text: String) -> String {
        for quote in ["\"\"\"", "'''", "\"", "'"]
        where text.hasPrefix(quote) && text.hasSuffix(quote) && text.count >= quote.count * 2 {
            let inside = String(text.dropFirst(quote.count).dropLast(quote.count))
            return quote.hasPrefix("\"") ? unescaped(inside) : inside
        }
        return text
    }

    private static func unescaped(_ text: String) -> String {
        var out = ""
        var isEscape = false
        for sign in text {
            if isEscape {
                out.append(["n": "\n", "t": "\t"][sign] ?? sign)
                isEscape = false
            } else if sign == "\\" {
                isEscape = true
            } else {
                out.append(sign)
            }
        }
        return out
    }
}

extension String {
    /// The text without spaces and line ends at both ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
