import OficioSource

/// Writes values as YAML that reads back unchanged. It quotes words that some YAML readers parse as a boolean or as
/// null.
package struct YAMLWriter: Sendable {
    /// The line end of the file, LF or CRLF.
    let lineEnd: String

    /// Creates a writer that ends lines with LF or CRLF.
    package init(lineEnd: String = "\n") { self.lineEnd = lineEnd }

    /// The style of a scalar in the source. A new value keeps the style of the old one if that
    /// style can hold it.
    enum Style { case plain, single, double, block }

    // MARK: Scalars

    /// Returns a text on one line, in quotes if it would read differently without them or if
    /// `quoting` asks for them.
    package func scalar(_ text: String, isInFlow: Bool = false, quoting: Content.Quoting = .asNeeded) -> String {
        quoting == .asNeeded && Self.isPlain(text, isInFlow: isInFlow) ? text : Self.inDoubleQuotes(text)
    }

    /// Returns a text on one line in a given style, or in double quotes if that style cannot hold
    /// it. A block becomes plain.
    func scalar(_ text: String, like style: Style, isInFlow: Bool) -> String {
        switch style {
        case .plain, .block: return scalar(text, isInFlow: isInFlow)
        case .single where Self.isPrintable(text) && !text.utf8.contains(0x0A):
            return "'" + text.replacing("'", with: "''") + "'"
        case .single, .double: return Self.inDoubleQuotes(text)
        }
    }

    /// Returns a text in double quotes, with line breaks and tabs as escapes (YAML 1.2, 5.7).
    package static func inDoubleQuotes(_ text: String) -> String {
        var out = "\""
        for scalar in text.lineFeeds.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: out += "\\" + String(scalar)
            case 0x0A: out += "\\n"
            case 0x09: out += "\\t"
            case 0x2028: out += "\\L"
            case 0x2029: out += "\\P"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.forbiddenScalar == nil
            && !text.unicodeScalars.contains { [0x09, 0x0D, 0x2028, 0x2029].contains($0.value) }
    }

    /// The words that other YAML readers take for a boolean, for null or for a merge key.
    private static let ambiguousWords: Set<String> = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    ]

    /// Whether a text reads back unchanged without quotes.
    static func isPlain(_ text: String, isInFlow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isPrintable(text), !bytes.contains(0x0A),
            !ambiguousWords.contains(text.lowercased())
        else { return false }
        if first == 0x20 || last == 0x20 || last == UInt8(ascii: ":") { return false }
        if "?:,[]{}#&*!|>'\"%@`".utf8.contains(first) { return false }
        if first == UInt8(ascii: "-"), bytes.count == 1 || !bytes[1].isASCIILetterOrDigit { return false }
        if text.hasPrefix("...") { return false }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: ":") where isInFlow || bytes[index + 1] == 0x20: return false
            case UInt8(ascii: "#") where bytes[index - 1] == 0x20: return false
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "?"):
                if isInFlow { return false }
            default: break
            }
        }
        return true
    }

    /// Whether a literal block can hold a text of several lines. The reader drops line feeds at the
    /// end and takes its indentation from the first line.
    private static func isLiteral(_ text: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, isPrintable(text), let first = lines.first, let last = lines.last, !first.isEmpty,
            !last.isEmpty
        else { return false }
        return !first.hasPrefix(" ") && lines.allSatisfy { line in line.isEmpty || line.contains { $0 != " " } }
    }

    /// Returns a name as a key on one line, in quotes if necessary.
    package func key(_ name: String, isInFlow: Bool = false) -> String { scalar(name, isInFlow: isInFlow) }

    // MARK: Values

    /// Returns the value after `key:`, with the space or line end before it. `indent` is the column
    /// of the key.
    func value(_ content: Content, indent: Int, isInFlow: Bool, like style: Style = .plain) -> String {
        if isInFlow || !isBlock(content) { return " " + inline(content, isInFlow: isInFlow, like: style) }
        switch content {
        case .text(let text, _): return literalBlock(text.lineFeeds, indent: indent + 2)
        case .list(let items, _):
            return items.map { lineEnd + spaces(indent + 2) + "-" + item($0, indent: indent + 2) }.joined()
        case .members(let members, _): return members.map { lineEnd + member($0, indent: indent + 2) }.joined()
        }
    }

    /// Returns the value after an item's dash, with the space before it. `indent` is the column of
    /// the dash.
    func item(_ content: Content, indent: Int) -> String {
        switch content {
        case .members(let members, _) where isBlock(content):
            let lines = members.map { member($0, indent: indent + 2) }.joined(separator: lineEnd)
            return " " + lines.dropFirst(indent + 2)
        case .list where isBlock(content): return " " + inline(content, isInFlow: true)
        case .text(let text, _) where isBlock(content): return literalBlock(text.lineFeeds, indent: indent + 2)
        default: return " " + inline(content, isInFlow: false)
        }
    }

    /// Returns a key with its value on lines of their own, without a final line end. `indent` is
    /// the column of the key.
    package func member(_ member: Content.Member, indent: Int) -> String {
        spaces(indent) + key(member.name) + ":" + value(member.content, indent: indent, isInFlow: false)
    }

    /// Returns a value on one line.
    func inline(_ content: Content, isInFlow: Bool, like style: Style = .plain) -> String {
        switch content {
        case .text(let text, .asNeeded): scalar(text.lineFeeds, like: style, isInFlow: isInFlow)
        case .text(let text, .always): Self.inDoubleQuotes(text)
        case .list(let items, _): "[" + items.map { inline($0, isInFlow: true) }.joined(separator: ", ") + "]"
        case .members(let members, _):
            "{"
                + members.map { key($0.name, isInFlow: true) + ": " + inline($0.content, isInFlow: true) }.joined(
                    separator: ", ") + "}"
        }
    }

    private func isBlock(_ content: Content) -> Bool {
        switch content {
        case .text(let text, let quoting): quoting == .asNeeded && Self.isLiteral(text.lineFeeds)
        case .list(let items, let layout): layout == .natural && !items.isEmpty
        case .members(let members, let layout): layout == .natural && !members.isEmpty
        }
    }

    private func literalBlock(_ text: String, indent: Int) -> String {
        // `|-` leaves out the line feed that `|` adds at the end.
        " |-"
            + text.split(separator: "\n", omittingEmptySubsequences: false).map {
                lineEnd + ($0.isEmpty ? "" : spaces(indent) + $0)
            }.joined()
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension UInt8 {
    var isASCIILetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x41...0x5A).contains(self & 0xDF) }
}
