import Diagnostics

/// Rewrites the extensions of other site generators to Markdown: callouts become `> [!NOTE]`, layout tags are removed.
///
/// Words stay where they are. Parts that are not text of the page (imports, comments, names of tags) are returned
/// separately, so that they are counted.
struct ForeignMarkdown {
    private(set) var lines: [String] = []
    /// The parts of the file that are not text of the page, each with its line, from 1.
    private(set) var hidden: [(text: String, line: Int)] = []
    /// Shortcodes and templates that stay in the text as they are typed, by name.
    private(set) var kept: [String] = []

    /// The maximum number of characters within which the reader looks for the end of a tag or shortcode, which
    /// bounds the time for a line.
    private static let longest = 2_000

    private var fence: Substring?
    /// The open callouts, each with the indentation of its text or the sign that closes it.
    private var open: [OpenCallout] = []
    private var isComment = false

    private struct OpenCallout {
        /// The sign that closes the callout: `:::`, `{{< /note >}}`; nil if the indentation closes it.
        var close: String?
        var indent: Int
        /// Whether the lines of the callout are written as a quotation; false for tabs.
        var isQuoted: Bool
    }

    /// Converts a text whose first line comes after `first` lines of its file.
    init(_ text: String, firstLine first: Int) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            add(String(line.hasSuffix("\r") ? line.dropLast() : line), first + index + 1)
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    // MARK: Lines

    private mutating func add(_ line: String, _ number: Int) {
        let clean = line.trimmed
        if let mark = fence {
            emit(line)
            if clean.hasPrefix(mark), clean.allSatisfy({ $0 == mark.first }) { fence = nil }
            return
        }
        if isComment {
            hidden.append((line, number))
            if line.contains("-->") { isComment = false }
            return
        }
        if clean.hasPrefix("```") || clean.hasPrefix("~~~") {
            closeByIndent(line)
            fence = clean.prefix { $0 == clean.first }
            return emit(line)
        }
        if clean.isEmpty { return emit("") }
        closeByIndent(line)
        if isCode(clean) { return hidden.append((line, number)) }
        if clean.hasPrefix("<!--"), !clean.contains("-->") {
            isComment = true
            return hidden.append((line, number))
        }
        if beginsCallout(line, clean) || endsCallout(clean) { return }
        emit(inline(line, number))
    }

    private mutating func emit(_ line: String) {
        var rest = line
        var prefix = ""
        for callout in open {
            if callout.close == nil { rest = withoutIndentation(rest, callout.indent) }
            if callout.isQuoted { prefix += "> " }
        }
        lines.append(rest.trimmed.isEmpty ? String(prefix.prefix(max(0, prefix.count - 1))) : prefix + rest)
    }

    private func withoutIndentation(_ line: String, _ indent: Int) -> String {
        String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count)))
    }

    private mutating func closeByIndent(_ line: String) {
        let indent = line.prefix { $0 == " " }.count
        while let last = open.last, last.close == nil,
            indent < open.filter({ $0.close == nil }).map(\.indent).reduce(0, +)
        {
            open.removeLast()
            lines.append("")
        }
    }

    /// Whether a line is an import or export of MDX, or attributes of kramdown.
    private func isCode(_ clean: String) -> Bool {
        clean.hasPrefix("import ") && (clean.contains(" from ") || clean.hasSuffix("\";") || clean.hasSuffix("';"))
            || clean.hasPrefix("export const ") || clean.hasPrefix("export default ")
            || clean.hasPrefix("{:") && clean.hasSuffix("}")
    }

    // MARK: Callouts

    private static let kinds: [String: String] = [
        "note": "NOTE", "nota": "NOTE", "info": "NOTE", "abstract": "NOTE", "example": "NOTE", "ejemplo": "NOTE",
        "quote": "NOTE", "tip": "TIP", "hint": "TIP", "consejo": "TIP", "success": "TIP", "important": "IMPORTANT",
        "importante": "IMPORTANT", "warning": "WARNING", "advertencia": "WARNING", "attention": "WARNING",
        "aviso": "WARNING", "notice": "NOTE", "alert": "WARNING", "callout": "NOTE", "caution": "CAUTION",
        "danger": "CAUTION", "peligro": "CAUTION", "failure": "CAUTION", "bug": "CAUTION", "secondary": "NOTE",
        "admonition": "NOTE", "question": "NOTE",
    ]

    private mutating func beginsCallout(_ line: String, _ clean: String) -> Bool {
        // MkDocs: !!! note "Title", ??? tip, === "Tab".
        for sign in ["!!! ", "???+ ", "??? ", "=== "] where clean.hasPrefix(sign) {
            let rest = String(clean.dropFirst(sign.count)).trimmed
            let title = textInQuotes(rest)
            let name = String(rest.prefix { $0 != " " && $0 != "\"" }).lowercased()
            let indent = line.prefix { $0 == " " }.count + 4
            let outer = open.filter { $0.close == nil }.map(\.indent).reduce(0, +)
            if sign == "=== " {
                guard let title else { return false }
                begin(nil, title: nil)
                lines.append(quotes + "**\(title)**")
                lines.append(quotes)
                open.append(OpenCallout(close: nil, indent: indent - outer, isQuoted: false))
                return true
            }
            begin(Self.kinds[name] ?? "NOTE", title: title)
            open.append(OpenCallout(close: nil, indent: indent - outer, isQuoted: true))
            return true
        }
        // Docusaurus: :::note Title, :::note[Title].
        if clean.hasPrefix(":::"), clean.count > 3, clean.drop(while: { $0 == ":" }).first?.isLetter == true {
            let rest = String(clean.drop { $0 == ":" })
            let name = rest.prefix { $0.isLetter || $0 == "-" }
            var title = String(rest.dropFirst(name.count)).trimmed
            if title.hasPrefix("["), let end = title.lastIndex(of: "]") {
                title = String(title[title.index(after: title.startIndex)..<end])
            }
            if title.hasPrefix("{") { title = "" }
            begin(Self.kinds[name.lowercased()] ?? "NOTE", title: title.isEmpty ? nil : title)
            open.append(OpenCallout(close: String(clean.prefix { $0 == ":" }), indent: 0, isQuoted: true))
            return true
        }
        // Hugo: {{< note >}}, {{% alert title="x" %}}; Jekyll has no callouts.
        if let (name, arguments) = shortcode(clean), let kind = Self.kinds[name] {
            let named = ["warning", "danger", "tip", "info", "success", "note", "important", "caution"].first {
                arguments.lowercased().contains($0)
                    && ["alert", "callout", "admonition", "hint", "notice"].contains(name)
            }
            begin(named.flatMap { Self.kinds[$0] } ?? kind, title: argument("title", arguments))
            open.append(OpenCallout(close: "/" + name, indent: 0, isQuoted: true))
            return true
        }
        return false
    }

    private var quotes: String { open.filter(\.isQuoted).map { _ in "> " }.joined() }

    private mutating func begin(_ kind: String?, title: String?) {
        if lines.last.map({ !$0.trimmed.isEmpty && $0.trimmed != ">" }) == true { lines.append(quotes.trimmed) }
        guard let kind else { return }
        lines.append(quotes + "> [!\(kind)]" + (title.map { " " + $0 } ?? ""))
    }

    private mutating func endsCallout(_ clean: String) -> Bool {
        guard let last = open.last, let close = last.close else { return false }
        let isEnd = close.hasPrefix(":") ? clean == close : shortcode(clean)?.name == close
        guard isEnd else { return false }
        open.removeLast()
        lines.append(quotes.trimmed)
        return true
    }

    private func textInQuotes(_ text: String) -> String? {
        guard let start = text.firstIndex(of: "\""), let end = text.lastIndex(of: "\""), start < end else { return nil }
        return String(text[text.index(after: start)..<end])
    }

    /// Returns the name and the arguments of a line that is a shortcode of Hugo; `nil` for any other line.
    private func shortcode(_ clean: String) -> (name: String, arguments: String)? {
        for (begin, end) in [("{{<", ">}}"), ("{{%", "%}}")] where clean.hasPrefix(begin) && clean.hasSuffix(end) {
            let inside = String(clean.dropFirst(3).dropLast(3)).trimmed
            guard !inside.contains("}}") else { return nil }
            let name = inside.prefix { $0 != " " }.lowercased()
            return (name, String(inside.dropFirst(name.count)).trimmed)
        }
        return nil
    }

    private func argument(_ name: String, _ arguments: String) -> String? {
        for mark in ["\(name)=\"", "\(name)= \""] {
            guard let start = arguments.range(of: mark) else { continue }
            return String(arguments[start.upperBound...].prefix { $0 != "\"" })
        }
        return nil
    }

    // MARK: Within lines

    /// Returns a line without tags and comments, with figures and references of Hugo as Markdown. Adds the comments
    /// to `hidden`.
    private mutating func inline(_ line: String, _ number: Int) -> String {
        var out = ""
        var rest = line[...]
        var code = 0
        while let sign = rest.first {
            if sign == "`" {
                let ticks = rest.prefix { $0 == "`" }
                code = code == 0 ? ticks.count : (code == ticks.count ? 0 : code)
                out += ticks
                rest = rest.dropFirst(ticks.count)
                continue
            }
            if code == 0 {
                if rest.hasPrefix("<!--"), let end = rest.prefix(Self.longest).range(of: "-->") {
                    hidden.append((String(rest[..<end.upperBound]), number))
                    rest = rest[end.upperBound...]
                    continue
                }
                if sign == "<", let (length, made, dropped) = tag(rest) {
                    out += made
                    if !dropped.isEmpty { hidden.append((dropped, number)) }
                    rest = rest.dropFirst(length)
                    continue
                }
                // Attributes after a picture or a link: `{ width=300 }`.
                if sign == "{", out.hasSuffix(")"), !rest.hasPrefix("{{"), !rest.hasPrefix("{%"),
                    let end = rest.prefix(Self.longest).firstIndex(of: "}")
                {
                    hidden.append((String(rest[...end]), number))
                    rest = rest[rest.index(after: end)...]
                    continue
                }
                if sign == "{", let (length, made, dropped) = template(rest) {
                    out += made
                    if !dropped.isEmpty { hidden.append((dropped, number)) }
                    rest = rest.dropFirst(length)
                    continue
                }
            }
            out.append(sign)
            rest.removeFirst()
        }
        return out
    }

    /// Returns the Markdown for a tag of HTML or JSX, and the part of the tag that is not text; `nil` if the text
    /// begins with no tag.
    private func tag(_ text: Substring) -> (length: Int, made: String, dropped: String)? {
        guard let end = text.prefix(Self.longest).firstIndex(of: ">") else { return nil }
        let whole = String(text[...end])
        let inside = whole.dropFirst().dropLast().drop { $0 == "/" }
        guard inside.first?.isLetter == true, !inside.contains("://") || inside.contains(" "), !inside.contains("@")
        else { return nil }
        let name = inside.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }.lowercased()
        guard name.count < 30, inside.dropFirst(name.count).first.map({ " /".contains($0) }) ?? true else { return nil }
        switch name {
        case "br": return (whole.count, "<br>", "")
        case "img":
            let source = attribute("src", whole) ?? ""
            let alternative = attribute("alt", whole) ?? ""
            guard !source.isEmpty, !source.contains(where: { " ()".contains($0) }) else {
                return (whole.count, alternative, whole)
            }
            return (whole.count, "![\(alternative)](\(source))", "")
        case "summary" where whole.hasPrefix("</"): return (whole.count, "**", "")
        case "summary", "b", "strong": return (whole.count, "**", "")
        case "i", "em": return (whole.count, "*", "")
        default: return (whole.count, "", inside.count > name.count ? String(inside.dropFirst(name.count)) : "")
        }
    }

    private func attribute(_ name: String, _ tag: String) -> String? {
        for quote in ["\"", "'"] {
            guard let start = tag.range(of: "\(name)=\(quote)") else { continue }
            return String(tag[start.upperBound...].prefix { String($0) != quote })
        }
        return nil
    }

    /// Returns the Markdown for a shortcode within a line: a figure, a reference. Any other stays as it is typed and
    /// is added to `kept`. Returns `nil` if the text begins with none.
    private mutating func template(_ text: Substring) -> (length: Int, made: String, dropped: String)? {
        let near = text.prefix(Self.longest)
        guard text.hasPrefix("{{"), let end = near.range(of: "}}") else {
            guard text.hasPrefix("{%"), let end = near.range(of: "%}") else { return nil }
            let whole = String(text[..<end.upperBound])
            kept.append(whole)
            return (whole.count, whole.replacing("{", with: "\\{"), "")
        }
        let whole = String(text[..<end.upperBound])
        if let (name, arguments) = shortcode(whole) {
            switch name {
            case "figure":
                guard let source = argument("src", arguments), !source.contains(" ") else { break }
                let caption = argument("caption", arguments)
                let made = "![\(argument("alt", arguments) ?? "")](\(source))" + (caption.map { " " + $0 } ?? "")
                return (whole.count, made, "")
            case "ref", "relref":
                let target = arguments.filter { $0 != "\"" && $0 != "'" && $0 != "`" }
                guard !target.contains(" ") else { break }
                return (whole.count, target, "")
            case "br": return (whole.count, "<br>", "")
            default: break
            }
        }
        kept.append(whole)
        return (whole.count, whole.replacing("<", with: "\\<").replacing("*", with: "\\*"), "")
    }
}

extension StringProtocol {
    /// Returns the range of the first occurrence of a text; `nil` if there is none.
    func range(of other: String) -> Range<Index>? { ranges(of: other).first }
}
