/// The structure tree of a tagged PDF, as `pdfinfo -struct-text` prints it.
final class PDFStructure {
    enum Content {
        case node(PDFStructure)
        case text(String)
    }

    let type: String
    fileprivate(set) var contents: [Content] = []
    fileprivate(set) var attributes: [String: String] = [:]

    fileprivate init(_ type: String) { self.type = type }

    var children: [PDFStructure] { contents.compactMap { if case .node(let node) = $0 { node } else { nil } } }

    /// The number of words in the element and below it.
    var wordCount: Int {
        contents.reduce(0) { sum, content in
            switch content {
            case .text(let text): sum + PlainText.words(text).count
            case .node(let node): sum + node.wordCount
            }
        }
    }

    func int(_ name: String) -> Int? {
        attributes[name].flatMap { Int($0) }.flatMap { (0...65_534).contains($0) ? $0 : nil }
    }

    private static let types: Set<String> = [
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2",
        "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
        "Quote", "Note",
        "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure",
        "Formula", "Form",
    ]

    /// Returns the structure tree of a PDF; nil if the tool is missing or fails.
    static func read(_ tools: PDFTools) -> PDFStructure? {
        guard let bytes = tools.output("pdfinfo", ["-struct-text"], toStandardOutput: false) else { return nil }
        return PDFStructure.parse(String(decoding: bytes, as: UTF8.self))
    }

    /// Returns the tree in the indented lines that the tool prints: elements, attributes that begin with `/`,
    /// and texts in quotes.
    static func parse(_ text: String) -> PDFStructure {
        let root = PDFStructure("")
        // The stack holds the innermost element of each depth.
        var stack: [(depth: Int, node: PDFStructure)] = [(-1, root)]
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let spaces = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(spaces)
            guard let first = rest.first else { continue }
            if first == "\"" {
                let inside = rest.dropFirst()
                let text = inside.last == "\"" ? inside.dropLast() : inside
                stack[stack.count - 1].node.contents.append(.text(String(text)))
            } else if first == "/" {
                let parts = rest.dropFirst().split(separator: " ", maxSplits: 1)
                if let name = parts.first {
                    stack[stack.count - 1].node.attributes[String(name)] = parts.count > 1 ? String(parts[1]) : ""
                }
            } else {
                let name = String(rest.prefix { $0 != " " && $0 != ":" && $0 != "(" && $0 != "<" })
                guard types.contains(name), stack.count < 200 else { continue }
                let depth = spaces / 2
                while let last = stack.last, last.depth >= depth { stack.removeLast() }
                let node = PDFStructure(name)
                stack[stack.count - 1].node.contents.append(.node(node))
                stack.append((depth, node))
            }
        }
        return root
    }
}
