import Diagnostics

/// Rewrites the extensions of other site generators to Markdown: callouts become `> [!NOTE]`, layout tags are removed.
///
/// Words stay where they are. Parts that are not text of the page (imports, comments, names of tags) are returned
/// separately, so that they are counted.
struct ForeignMarkdown {
    private(set) var lines: [String] = []
    /// The parts of the file that are not text of the page, each with its line, from 1.
    var hidden: [(text: String, line: Int)] = []
    /// Shortcodes and templates that stay in the text as they are typed, by name.
    var kept: [String] = []

    /// The maximum number of characters within which the reader looks for the end of a tag or shortcode, which
    /// bounds the time for a line.
    static let longest = 2_000

    var fence: Substring?
    /// The open callouts, each with the indentation of its text or the sign that closes it.
    var open: [OpenCallout] = []
    /// The sign that ends the comment that the line is in; nil outside of comments.
    private var commentEnd: String?
    /// The open elements of HTML or JSX that stand on lines of their own.
    private var elements: [OpenElement] = []

    struct OpenCallout {
        /// The sign that closes the callout: `:::`, `{{< /note >}}`; nil if the indentation closes it.
        var close: String?
        var indent: Int
        /// Whether the lines of the callout are written as a quotation; false for tabs.
        var isQuoted: Bool
    }

    /// An element whose tags stand on lines of their own, as `<TabItem>`, with its text indented.
    private struct OpenElement {
        let name: String
        /// The number of spaces before the opening tag.
        let indent: Int
        /// The number of spaces to take away before each line; nil until the first line of the element's text.
        var strip: Int?
    }

    /// Converts a text whose first line comes after `first` lines of its file.
    init(_ text: String, firstLine first: Int) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let typed = String(line.hasSuffix("\r") ? line.dropLast() : line)
            for part in fence == nil && commentEnd == nil ? Self.parts(typed) : [typed] { add(part, first + index + 1) }
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    // MARK: Lines

    private mutating func add(_ typed: String, _ number: Int) {
        let line = fence == nil ? withoutIndentationOfElements(typed) : typed
        let clean = line.trimmed
        if let mark = fence {
            if mark == "{{< /highlight", clean.replacing(" ", with: "").hasPrefix("{{</highlight") {
                fence = nil
                return emit("```")
            }
            emit(line)
            if clean.hasPrefix(mark), clean.allSatisfy({ $0 == mark.first }) { fence = nil }
            return
        }
        if let end = commentEnd {
            hidden.append((line, number))
            if line.contains(end) { commentEnd = nil }
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
        for (begin, end) in [("<!--", "-->"), ("{/*", "*/}")] where clean.hasPrefix(begin) && !clean.contains(end) {
            commentEnd = end
            return hidden.append((line, number))
        }
        if beginsCallout(line, clean, number) || endsCallout(clean) || isTagLine(line, clean, number)
            || isLayoutShortcode(clean, number)
        {
            return
        }
        let isShortcode = shortcode(clean).map { !Self.figures.contains($0.name) } ?? false
        if isShortcode { emitBlank() }
        emit(inline(line, number))
        if isShortcode || clean.hasSuffix("</summary>") { emit("") }
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

    private mutating func beginsCallout(_ line: String, _ clean: String, _ number: Int) -> Bool {
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
            let title = argument("title", arguments) ?? firstTextInQuotes(arguments)
            keepArguments(arguments, without: title, number)
            begin(named.flatMap { Self.kinds[$0] } ?? kind, title: title)
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

    // MARK: Elements and shortcodes on lines of their own

    /// Adds an empty line to the text, unless it ends with one.
    private mutating func emitBlank() {
        if lines.last.map({ !$0.trimmed.isEmpty && $0.trimmed != ">" }) == true { emit("") }
    }

    /// Writes a label that was an attribute as a bold line.
    private mutating func emitLabel(_ label: String?) {
        emitBlank()
        guard let label, !label.isEmpty else { return }
        emit("**\(label)**")
        emit("")
    }

    /// Records the words of arguments that do not go into the text.
    private mutating func keepArguments(_ arguments: String, without title: String?, _ number: Int) {
        var rest = arguments
        if let title, let range = rest.range(of: title) { rest.removeSubrange(range) }
        if !rest.trimmed.isEmpty { hidden.append((rest, number)) }
    }

    private mutating func withoutIndentationOfElements(_ line: String) -> String {
        var rest = line
        if rest.trimmed.isEmpty { return rest }
        for index in elements.indices {
            let indent = rest.prefix { $0 == " " }.count
            if elements[index].strip == nil { elements[index].strip = max(0, indent - elements[index].indent) }
            rest = withoutIndentation(rest, elements[index].strip ?? 0)
        }
        return rest
    }

    /// Handles a line that consists of one tag of an element with text: its label becomes a bold line.
    private mutating func isTagLine(_ line: String, _ clean: String, _ number: Int) -> Bool {
        guard clean.hasPrefix("<"), clean.hasSuffix(">"), !clean.hasSuffix("/>"),
            clean.dropFirst().dropLast().firstIndex(where: { "<>".contains($0) }) == nil
        else { return false }
        let isEnd = clean.hasPrefix("</")
        let inside = clean.dropFirst(isEnd ? 2 : 1).dropLast()
        let name = String(inside.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
        let isElement = name.first?.isUppercase == true || ["details", "div", "section", "center"].contains(name)
        guard isElement, inside.dropFirst(name.count).first.map({ $0 == " " }) ?? true else { return false }
        if isEnd {
            if let place = elements.lastIndex(where: { $0.name == name }) { elements.removeSubrange(place...) }
            emitBlank()
            return true
        }
        let label = attribute("label", clean) ?? attribute("title", clean)
        keepArguments(String(inside.dropFirst(name.count)), without: label, number)
        emitLabel(label)
        elements.append(OpenElement(name: name, indent: line.prefix { $0 == " " }.count))
        return true
    }

    /// The shortcodes of Hugo that stand within the text around them.
    private static let figures: Set<String> = ["figure", "ref", "relref", "br"]

    /// The shortcodes of Hugo's themes that only lay out the text between them.
    private static let layouts: Set<String> = [
        "tabs", "tab", "tabpane", "details", "detail", "expand", "accordion", "collapse", "spoiler", "steps", "step",
        "columns", "column", "cards", "card", "row", "col", "center", "lead", "section", "accordion-item",
    ]

    /// Handles a line that consists of one shortcode that lays out text: its title becomes a bold line.
    private mutating func isLayoutShortcode(_ clean: String, _ number: Int) -> Bool {
        guard let (name, arguments) = shortcode(clean) else { return false }
        if name == "highlight" {
            keepArguments(arguments, without: nil, number)
            emitBlank()
            emit("```")
            fence = "{{< /highlight"
            return true
        }
        let isEnd = name.hasPrefix("/")
        guard Self.layouts.contains(isEnd ? String(name.dropFirst()) : name) else { return false }
        let title =
            firstArgument(["title", "name", "header", "summary", "label", "tabname"], arguments)
            ?? firstTextInQuotes(arguments)
        keepArguments(arguments, without: title, number)
        emitLabel(title)
        return true
    }

    /// Returns the first text in quotation marks that is no value of a named argument; `nil` if there is none.
    private func firstTextInQuotes(_ arguments: String) -> String? {
        let parts = arguments.split(separator: "\"", omittingEmptySubsequences: false)
        for index in stride(from: 1, to: parts.count - 1, by: 2) where parts[index - 1].last != "=" {
            return String(parts[index])
        }
        return nil
    }

    func textInQuotes(_ text: String) -> String? {
        guard let start = text.firstIndex(of: "\""), let end = text.lastIndex(of: "\""), start < end else { return nil }
        return String(text[text.index(after: start)..<end])
    }

    /// Returns the name and the arguments of a line that is a shortcode of Hugo; `nil` for any other line.
    func shortcode(_ clean: String) -> (name: String, arguments: String)? {
        for (begin, end) in [("{{<", ">}}"), ("{{%", "%}}")] where clean.hasPrefix(begin) && clean.hasSuffix(end) {
            let inside = String(clean.dropFirst(3).dropLast(3)).trimmed
            guard !inside.contains("}}") else { return nil }
            let name = inside.prefix { $0 != " " }.lowercased()
            return (name, String(inside.dropFirst(name.count)).trimmed)
        }
        return nil
    }

    /// Returns the value of the first argument that is given, of several names; `nil` if none is.
    func firstArgument(_ names: [String], _ arguments: String) -> String? {
        for name in names {
            if let value = argument(name, arguments) { return value }
        }
        return nil
    }

    func argument(_ name: String, _ arguments: String) -> String? {
        for mark in ["\(name)=\"", "\(name)= \""] {
            guard let start = arguments.range(of: mark) else { continue }
            return String(arguments[start.upperBound...].prefix { $0 != "\"" })
        }
        return nil
    }
}

extension StringProtocol {
    /// Returns the range of the first occurrence of a text; `nil` if there is none.
    func range(of other: String) -> Range<Index>? { ranges(of: other).first }
}
