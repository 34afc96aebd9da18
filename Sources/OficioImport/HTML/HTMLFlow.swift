import Diagnostics
import OficioBasics

/// Walks the blocks of an HTML page.
final class HTMLFlow {
    let reader: HTMLReader
    let builder: DocumentBuilder
    let address: LocatedDocument.Address
    private(set) var isInMargin = false
    var pictures = 0

    /// The context of a block: the elements around it that decide how its text is read.
    struct BlockContext {
        var style = HTMLStyle()
        var list: LocatedDocument.ListItem?
        var listLevel = -1
        var isInCell = false
        /// Whether the block is in the element that holds the document.
        var isInDocument = false
        /// Whether the block is in a part of the document that may have a header of its own.
        var isInPart = false
        var isShaded = false
        var heading: Int?
        var alignment: LocatedDocument.Paragraph.Alignment = .start
        var changes: [Int] = []
    }

    init(_ reader: HTMLReader, address: LocatedDocument.Address) {
        self.reader = reader
        builder = reader.builder
        self.address = address
    }

    func blocks(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var around = BlockContext()
        guard let landmarks = reader.landmarks, node.holds(landmarks.root) else {
            around.isInDocument = true
            return try flow(node.contents, BlockContainer(address), around)
        }
        let container = BlockContainer(address)
        var blocks: [LocatedDocument.Block] = []
        if let title = landmarks.title {
            around.isInDocument = true
            blocks = try block(title, container, around)
            around.isInDocument = false
        }
        return blocks + (try search(node, landmarks, container, around))
    }

    /// Returns the blocks of the element that holds the document, searched from a node down. Text beside the
    /// path to the element goes to the margins.
    private func search(
        _ node: XMLNode, _ landmarks: HTMLLandmarks, _ container: BlockContainer, _ around: BlockContext
    ) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var inner = around
        inner.style.apply(node, reader.rules.declarations(node))
        // A page may hide the document until a script shows it.
        inner.style.isHidden = false
        if node.isSame(landmarks.root) {
            inner.isInDocument = true
            return try flow(node.contents, container, inner)
        }
        var blocks: [LocatedDocument.Block] = []
        var beside: [XMLNode.Content] = []
        for content in node.contents {
            if case .element(let child) = content {
                if landmarks.title?.isSame(child) == true { continue }
                if child.holds(landmarks.root) {
                    try readIntoMargin(beside, .around, inner)
                    beside = []
                    blocks += try search(child, landmarks, container, inner)
                    continue
                }
            }
            beside.append(content)
        }
        try readIntoMargin(beside, .around, inner)
        return blocks
    }

    private static let blockNames: Set<String> = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote",
        "pre", "section", "article",
        "header", "footer", "main", "aside", "nav", "figure", "figcaption", "center", "address", "form", "fieldset",
        "legend", "details",
        "summary", "hr", "body", "menu", "dir", "tbody", "thead", "tr", "td", "th", "caption",
        "search", "dialog", "hgroup",
    ]

    static let leftOut: Set<String> = [
        "script", "style", "head", "template", "noscript", "object", "embed", "iframe", "svg", "audio", "video",
        "canvas",
    ]

    /// Returns the contents of a block: blocks, and the text between them as paragraphs.
    func flow(
        _ contents: [XMLNode.Content], _ container: BlockContainer, _ around: BlockContext
    ) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var blocks: [LocatedDocument.Block] = []
        var around = around
        var text = HTMLText(self, around)
        func flush() {
            if var paragraph = finish(text, container, around) {
                // The label of an item goes to its first text that is shown.
                if paragraph.runs.allSatisfy({ $0.visibility != .shown }) {
                    paragraph.list = nil
                } else {
                    around.list = nil
                }
                blocks.append(.paragraph(paragraph))
            }
            text = HTMLText(self, around)
        }
        for content in contents {
            try builder.checkParagraphs()
            switch content {
            case .text(let string): text.add(string)
            case .element(let child):
                if Self.leftOut.contains(child.name) {
                    recordOmission(child)
                } else if Self.blockNames.contains(child.name) || Self.holdsBlock(child) {
                    flush()
                    let found = try builder.oneLevelDeeper { () throws(ImportRefusal) in
                        try block(child, container, around)
                    }
                    // The label belongs to the first paragraph of an item.
                    if found.contains(where: Self.isShown) { around.list = nil }
                    text = HTMLText(self, around)
                    blocks += found
                } else {
                    text.read(child)
                }
            }
        }
        flush()
        return blocks
    }

    private static func isShown(_ block: LocatedDocument.Block) -> Bool {
        guard case .paragraph(let paragraph) = block else { return true }
        return paragraph.runs.contains { $0.visibility == .shown }
    }

    /// Whether an inline element contains blocks. HTML forbids this, but pages do it.
    private static func holdsBlock(_ node: XMLNode) -> Bool {
        for child in node.children where blockNames.contains(child.name) || holdsBlock(child) { return true }
        return false
    }

    private func recordOmission(_ node: XMLNode) {
        guard ["object", "embed", "iframe", "audio", "video"].contains(node.name) else { return }
        let target = node["src"] ?? node["data"] ?? ""
        builder.remark(
            .external, es: "contenido externo, no abierto: \(target.visible)",
            en: "external content, not opened: \(target.visible)", at: address)
    }

    // MARK: Blocks

    private func block(_ node: XMLNode, _ container: BlockContainer, _ around: BlockContext) throws(ImportRefusal)
        -> [LocatedDocument.Block]
    {
        var inner = around
        let declarations = reader.rules.declarations(node)
        inner.style.apply(node, declarations)
        inner.isShaded = around.isShaded || HTMLStyle.isShaded(node, declarations)
        switch declarations["text-align"] ?? node["align"]?.lowercased() {
        case "center": inner.alignment = .center
        case "right", "end": inner.alignment = .end
        case "justify": inner.alignment = .justified
        case "left", "start": inner.alignment = .start
        default: break
        }
        if try moveToMargin(node, inner) { return [] }
        if isHeaderOfDocument(node, inner) { return try headings(node, container, inner) }
        if let (id, _) = HTMLReader.note(node), let index = reader.notes[id] { return try note(node, index) }
        if declarations["mso-element"] == "comment" { return try comment(node) }
        inner.isInPart = around.isInPart || HTMLLandmarks.isSectioning(node)
        switch node.name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            inner.heading = Int(node.name.dropFirst())
            inner.style.text.insert(.bold)
            return try flow(node.contents, container, inner)
        case "ul", "ol", "menu", "dir": return try list(node, declarations, container, inner)
        case "table": return [.table(try table(node, container.nextTable(), inner))]
        case "center":
            inner.alignment = .center
            return try flow(node.contents, container, inner)
        case "hr": return []
        case "p":
            inner.list = around.list ?? wordList(declarations)
            return try flow(node.contents, container, inner)
        default: return try flow(node.contents, container, inner)
        }
    }

    /// Returns a list item without a label for a paragraph that Word's HTML declares to be one; `nil` for other
    /// paragraphs. The label stays in the text.
    private func wordList(_ declarations: [String: String]) -> LocatedDocument.ListItem? {
        guard let list = declarations["mso-list"], list != "Ignore", !list.hasPrefix("none") else { return nil }
        let parts = list.split(separator: " ")
        let level = parts.first { $0.hasPrefix("level") }.flatMap { Int($0.dropFirst(5)) } ?? 1
        return .init(
            label: "", level: min(9, max(1, level)) - 1, isBullet: true, listID: String(parts.first ?? ""), number: nil)
    }

    private func note(_ node: XMLNode, _ index: Int) throws(ImportRefusal) -> [LocatedDocument.Block] {
        builder.document.notes[index].blocks = try HTMLFlow(reader, address: builder.document.notes[index].address)
            .blocks(node)
        return []
    }

    private func comment(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Block] {
        let place = LocatedDocument.Address([.comment(builder.document.comments.count + 1)])
        let blocks = try HTMLFlow(reader, address: place).blocks(node)
        builder.document.comments.append(.init(author: "", blocks: blocks, on: "", paragraphs: [], address: place))
        return []
    }

    /// Calls `read` for a part of the page outside the document's text, and returns its result.
    func inMargin<Result>(_ read: () throws(ImportRefusal) -> Result) throws(ImportRefusal) -> Result {
        let before = isInMargin
        isInMargin = true
        defer { isInMargin = before }
        return try read()
    }

    // MARK: Lists

    private func list(
        _ node: XMLNode, _ declarations: [String: String], _ container: BlockContainer, _ around: BlockContext
    ) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var blocks: [LocatedDocument.Block] = []
        var number = (node.int("start") ?? 1) - 1
        let id = "\(container.address.steps.count)-\(node.line)-\(node.name)"
        let shape = declarations["list-style-type"] ?? node["type"] ?? ""
        var inner = around
        inner.listLevel += 1
        inner.list = nil
        for child in node.children {
            guard child.name == "li" else {
                blocks += try block(child, container, inner)
                continue
            }
            var item = inner
            let own = reader.rules.declarations(child)
            let kind = own["list-style-type"] ?? child["type"] ?? shape
            if own["display"] == "block" || kind == "none" {
                item.list = nil
            } else if node.name == "ol" {
                number = child.int("value") ?? number + 1
                let text = NumberLabels.label(number, format: Self.format(kind)) ?? String(number)
                item.list = .init(label: text + ".", level: item.listLevel, isBullet: false, listID: id, number: number)
            } else {
                item.list = .init(label: "•", level: item.listLevel, isBullet: true, listID: id, number: nil)
            }
            item.style.apply(child, own)
            blocks += try builder.oneLevelDeeper { () throws(ImportRefusal) in try flow(child.contents, container, item)
            }
        }
        return blocks
    }

    private static func format(_ kind: String) -> String {
        switch kind {
        case "I", "upper-roman": "upperRoman"
        case "i", "lower-roman": "lowerRoman"
        case "A", "upper-alpha", "upper-latin": "upperLetter"
        case "a", "lower-alpha", "lower-latin": "lowerLetter"
        case "decimal-leading-zero": "decimalZero"
        default: "decimal"
        }
    }

    // MARK: Paragraphs

    /// Returns the paragraph of the text between two blocks; nil if it holds nothing.
    private func finish(_ text: HTMLText, _ container: BlockContainer, _ around: BlockContext) -> LocatedDocument
        .Paragraph?
    {
        let runs = text.trimmed()
        if runs.isEmpty { return nil }
        var paragraph = LocatedDocument.Paragraph(
            id: builder.paragraphID(), runs: runs, address: container.nextParagraph())
        paragraph.list = around.list
        if let label = text.wordLabel, let list = around.list {
            let isNumber = !PlainText.words(label).isEmpty
            paragraph.list = .init(
                label: isNumber ? label : "•", level: list.level, isBullet: !isNumber, listID: list.listID, number: nil)
        }
        paragraph.heading.outlineLevel = around.heading
        paragraph.heading.styleLevel = around.heading
        paragraph.alignment = around.alignment
        paragraph.isShaded = around.isShaded
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: around.isInCell)
        paragraph.deriveLook()
        for index in Set(runs.flatMap(\.changes)) {
            builder.document.changes[index].paragraph = paragraph.id
            builder.document.changes[index].address = paragraph.address
        }
        return paragraph
    }
}
