import OficioSource

/// Writes values as YAML that reads back unchanged; no reader takes a word for a boolean or for null.
package struct YAMLWriter: Sendable {
    /// LF or CRLF, as the file has it.
    let lineEnd: String

    package init(lineEnd: String = "\n") { self.lineEnd = lineEnd }

    /// The style of a scalar in the source; a new value keeps the style of the old one where it
    /// can.
    enum Style { case plain, single, double, block }

    // MARK: Scalars

    /// Writes a text on one line, in quotes where the plain text would read differently.
    package func scalar(_ text: String, isInFlow: Bool = false, quoting: Content.Quoting = .asNeeded) -> String {
        quoting == .asNeeded && Self.isPlain(text, isInFlow: isInFlow) ? text : Self.quoted(text)
    }

    /// Writes a text in a given style where that style can hold it.
    func scalar(_ text: String, like style: Style, isInFlow: Bool) -> String {
        switch style {
        case .plain, .block: return scalar(text, isInFlow: isInFlow)
        case .single where Self.isPrintable(text) && !text.utf8.contains(0x0A):
            return "'" + text.replacing("'", with: "''") + "'"
        case .single, .double: return Self.quoted(text)
        }
    }

    /// Writes a text in double quotes, with line breaks and tabs as escapes (YAML 1.2, 5.7).
    package static func quoted(_ text: String) -> String {
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

    /// Words that other YAML readers resolve to a boolean or to null.
    private static let guessed: Set<String> = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    ]

    /// Whether a text reads back without quotes.
    static func isPlain(_ text: String, isInFlow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isPrintable(text), !bytes.contains(0x0A),
            !guessed.contains(text.lowercased())
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

    /// A key: a name on one line.
    package func key(_ name: String, isInFlow: Bool = false) -> String { scalar(name, isInFlow: isInFlow) }

    // MARK: Values

    /// Writes the value behind `key:`, with the space or line end before it.
    ///
    /// - Parameter indent: of the key, in columns.
    func value(_ content: Content, indent: Int, isInFlow: Bool, like style: Style = .plain) -> String {
        if isInFlow || !isBlock(content) { return " " + inline(content, isInFlow: isInFlow, like: style) }
        switch content {
        case .text(let text, _): return literal(text.lineFeeds, indent: indent + 2)
        case .list(let items, _):
            return items.map { lineEnd + spaces(indent + 2) + "-" + item($0, indent: indent + 2) }.joined()
        case .members(let members, _): return members.map { lineEnd + member($0, indent: indent + 2) }.joined()
        }
    }

    /// Writes the value behind an item's dash, with the space before it.
    ///
    /// - Parameter indent: of the dash, in columns.
    func item(_ content: Content, indent: Int) -> String {
        switch content {
        case .members(let members, _) where isBlock(content):
            let lines = members.map { member($0, indent: indent + 2) }.joined(separator: lineEnd)
            return " " + lines.dropFirst(indent + 2)
        case .list where isBlock(content): return " " + inline(content, isInFlow: true)
        case .text(let text, _) where isBlock(content): return literal(text.lineFeeds, indent: indent + 2)
        default: return " " + inline(content, isInFlow: false)
        }
    }

    /// A key with its value on lines of its own, without a line end behind.
    package func member(_ member: Content.Member, indent: Int) -> String {
        spaces(indent) + key(member.name) + ":" + value(member.content, indent: indent, isInFlow: false)
    }

    /// A value without line ends.
    func inline(_ content: Content, isInFlow: Bool, like style: Style = .plain) -> String {
        switch content {
        case .text(let text, .asNeeded): scalar(text.lineFeeds, like: style, isInFlow: isInFlow)
        case .text(let text, .always): Self.quoted(text)
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

    private func literal(_ text: String, indent: Int) -> String {
        // Without the line feed that `|` alone adds at the end.
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
