/// Separates the document in a web page from the page around it, by the meaning of HTML elements.
///
/// The document is the main part of the page: its only article, otherwise `main`, otherwise the body. Navigation,
/// complementary parts, search and controls are around it, and so are its own header and footer without their headings.
struct HTMLLandmarks {
    /// The element that holds the document.
    let root: XMLNode
    /// The heading of the page if it stands outside the document and the document begins with no heading; otherwise
    /// nil.
    let title: XMLNode?

    /// Finds the document in the body of a page.
    init(_ body: XMLNode) {
        var root = body
        let mains = Self.all(in: body) { Self.role($0) == "main" }
        if let main = Self.longest(mains) { root = main }
        if let article = Self.article(in: root) { root = article }
        self.root = root
        title = Self.title(of: body, root)
    }

    /// Returns the article that is the document: the only one if it holds half of the text, the only one with a main
    /// heading if it holds a third, or one that holds most of the text and far more than any other; `nil` otherwise.
    private static func article(in root: XMLNode) -> XMLNode? {
        let articles = all(in: root) { role($0) == "article" }
        let headed = articles.filter { !$0.descendants("h1").isEmpty }
        let total = length(root)
        if articles.count == 1 { return length(articles[0]) * 2 >= total ? articles[0] : nil }
        if headed.count == 1, length(headed[0]) * 3 >= total { return headed[0] }
        let lengths = articles.map { length($0) }.sorted()
        guard let most = lengths.last, most * 10 >= total * 6, most >= 3 * (lengths.dropLast().last ?? 0) else {
            return nil
        }
        return longest(articles)
    }

    private static func title(of body: XMLNode, _ root: XMLNode) -> XMLNode? {
        if root.isSame(body) { return nil }
        let inside = body.descendants("h1").filter { root.holds($0) }
        let outside = body.descendants("h1").filter { !root.holds($0) && !PlainText.clean($0.text).isEmpty }
        guard inside.isEmpty, outside.count == 1, let first = firstText(of: root), !isHeading(first) else { return nil }
        return outside[0]
    }

    /// Returns the first element of the document with a text of its own, or the first heading; `nil` if there is
    /// neither.
    private static func firstText(of node: XMLNode) -> XMLNode? {
        for content in node.contents {
            switch content {
            case .text(let text): if !PlainText.clean(text).isEmpty { return node }
            case .element(let child):
                if isHeading(child) { return child }
                if !isAround(child), let found = firstText(of: child) { return found }
            }
        }
        return nil
    }

    /// Whether an element and its contents are around the document, in any part of the page.
    static func isAround(_ node: XMLNode) -> Bool {
        if node["aria-hidden"] == "true" { return true }
        switch role(node) {
        case "navigation", "complementary", "search", "banner", "contentinfo", "toolbar", "menu", "menubar", "tablist",
            "dialog", "alertdialog", "button":
            return true
        default: return false
        }
    }

    /// Whether the headers and footers in an element belong to it and not to the document.
    static func isSectioning(_ node: XMLNode) -> Bool {
        ["article", "section", "aside", "nav", "blockquote", "details", "fieldset", "figure", "td", "th", "li"]
            .contains(node.name)
    }

    /// Returns the headings in an element.
    static func headings(in node: XMLNode) -> [XMLNode] { all(in: node, where: isHeading) }

    /// Whether an element is a heading.
    static func isHeading(_ node: XMLNode) -> Bool {
        node.name.utf8.count == 2 && node.name.first == "h" && node.name.last?.isNumber == true
            || node["role"]?.lowercased() == "heading"
    }

    /// Returns the role of an element: its `role` attribute, or else the role that HTML gives to its tag; empty for
    /// any other element.
    private static func role(_ node: XMLNode) -> String {
        if let own = node["role"]?.split(separator: " ").first { return own.lowercased() }
        switch node.name {
        case "main": return "main"
        case "article": return "article"
        case "nav": return "navigation"
        case "aside": return "complementary"
        case "search": return "search"
        case "dialog": return "dialog"
        case "button": return "button"
        default: return ""
        }
    }

    /// Returns the outermost elements that a condition holds for, without those that are around the document.
    private static func all(in node: XMLNode, where condition: (XMLNode) -> Bool) -> [XMLNode] {
        node.children.flatMap { child -> [XMLNode] in
            if condition(child) { return [child] }
            return isAround(child) ? [] : all(in: child, where: condition)
        }
    }

    private static func longest(_ nodes: [XMLNode]) -> XMLNode? { nodes.max { length($0) < length($1) } }

    /// Returns the number of bytes of the text in an element, without the parts around the document.
    private static func length(_ node: XMLNode) -> Int {
        node.contents.reduce(0) { sum, content in
            switch content {
            case .text(let text): return sum + text.utf8.count { $0 > 0x20 }
            case .element(let child):
                let isLeftOut = isAround(child) || HTMLFlow.leftOut.contains(child.name)
                return isLeftOut ? sum : sum + length(child)
            }
        }
    }
}
