import Diagnostics
import OficioSource

/// The front matter of a Markdown file of any tool: YAML, TOML or JSON.
struct MarkdownSettings {
    struct Entry {
        /// The key as typed: `reports_to`.
        let key: String
        let values: [String]
        let line: Int
    }

    private(set) var entries: [Entry] = []
    /// The text after the front matter, and the number of lines before it.
    private(set) var body: String
    private(set) var bodyLine = 0
    /// Whether the file has front matter that could not be read.
    private(set) var isBroken = false

    init(_ text: String) {
        body = text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let first = lines.first?.trimmed else { return }
        if first == "---" || first == "+++" {
            guard
                let end = lines.dropFirst().firstIndex(where: {
                    $0.trimmed == first || first == "---" && $0.trimmed == "..."
                })
            else { return }
            let head = lines[1..<end].joined(separator: "\n")
            if first == "---" { readYAML(head, from: 1) } else { readTOML(head, from: 1) }
            keepBody(lines, behind: end)
        } else if first.hasPrefix("{"), !first.hasPrefix("{{"), !first.hasPrefix("{%"), !first.hasPrefix("{:"),
            let end = lines.firstIndex(where: { $0.trimmed == "}" })
        {
            readYAML(lines[...end].joined(separator: "\n"), from: 0)
            keepBody(lines, behind: end)
        }
    }

    private mutating func keepBody(_ lines: [String], behind end: Int) {
        body = lines[(end + 1)...].joined(separator: "\n")
        bodyLine = end + 1
    }

    private mutating func readTOML(_ text: String, from line: Int) {
        entries = TOMLReader(text).entries.map { Entry(key: $0.key, values: $0.values, line: line + $0.line) }
    }

    private mutating func readYAML(_ text: String, from line: Int) {
        let document = SourceDocument(Array(text.utf8), file: FileID(0), path: "front.yaml")
        guard !document.isBroken else {
            isBroken = true
            entries = text.split(separator: "\n").enumerated().map { number, text in
                let parts = text.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
                return Entry(key: parts.count > 1 ? parts[0] : "", values: [parts.last ?? ""], line: line + number + 1)
            }
            return
        }
        for entry in document.entries { add(entry, prefix: "", line, text) }
    }

    private mutating func add(_ entry: YAMLNode.Entry, prefix: String, _ line: Int, _ text: String) {
        let key = prefix + entry.key.text
        let number = line + 1 + text.utf8.prefix(Int(entry.key.span.start)).count { $0 == 0x0A }
        switch entry.value {
        case .mapping(let inside, _): for inner in inside { add(inner, prefix: key + ".", line, text) }
        case .scalar(let scalar): entries.append(Entry(key: key, values: [scalar.text], line: number))
        case .sequence(let items, _):
            entries.append(Entry(key: key, values: items.map { Self.text($0) }, line: number))
        }
    }

    private static func text(_ node: YAMLNode) -> String {
        switch node {
        case .scalar(let scalar): scalar.text
        case .sequence(let items, _): items.map { text($0) }.joined(separator: ", ")
        case .mapping(let entries, _): entries.map { "\($0.key.text): \(text($0.value))" }.joined(separator: ", ")
        }
    }

    /// Whether a key only configures the layout of a site generator, so that its value is not content of the
    /// document.
    static func isTechnical(_ key: String) -> Bool {
        let first = key.split(separator: ".").first.map { $0.lowercased() } ?? ""
        return technical.contains(first) || first.hasPrefix("sidebar") || first.hasPrefix("menu")
            || first.hasPrefix("pagination") || first.hasPrefix("hide")
    }

    private static let technical: Set<String> = [
        "weight", "slug", "url", "layout", "permalink", "toc", "template", "icon", "custom_edit_url", "draft", "type",
        "linktitle", "comments", "math", "nav_order", "parent", "has_children", "grand_parent", "cascade", "outputs",
        "aliases", "render_with_liquid", "search_exclude", "resources", "lang", "language", "locale", "id",
        "nav_exclude",
        "bookcollapsesection", "booktoc", "bookflatsection", "bookhidden", "images", "image", "markup", "published",
        "tags", "tag", "etiquetas", "categories", "keywords", "taxonomies", "series",
        "redirect_from", "css", "js", "nav", "hero", "position", "_build", "build", "sitemap", "status",
    ]
}
