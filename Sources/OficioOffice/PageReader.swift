internal import CXML2

/// Converts a rendered document page to the blocks of an office document, using libxml2's HTML parser. Leaves out
/// elements that only a screen needs.
struct PageReader {
    private(set) var blocks: [OfficeDocument.Block] = []
    var header: [OfficeDocument.Block] = []
    var footer: [OfficeDocument.Block] = []
    /// Whether a sheet is laid out in boxes as on paper, instead of as headings and paragraphs.
    let laysOutSheets: Bool
    /// Whether the page contains a sheet, which has its own title and control block.
    private var hasSheet = false
    /// The texts of the bands so far. A band that repeats one of them is dropped.
    private var bands: [[String]] = []

    typealias Node = UnsafeMutablePointer<_xmlNode>
    typealias Run = OfficeDocument.Run

    init(_ page: [UInt8], laysOutSheets: Bool = false) {
        self.laysOutSheets = laysOutSheets
        let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue)
        let document = page.withUnsafeBytes { buffer in
            htmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8", options)
        }
        guard let document else { return }
        defer { xmlFreeDoc(document) }
        guard let main = Self.find("main", in: xmlDocGetRootElement(document)) else { return }
        hasSheet = laysOutSheets && Self.hasElement(main, ofClass: "has-sheet")
        blocks = flow(main)
        if laysOutSheets, header.isEmpty { header = runningHead(main) }
    }

    // MARK: Tree

    static func name(_ node: Node) -> String {
        node.pointee.type == XML_ELEMENT_NODE ? String(cString: node.pointee.name) : ""
    }

    static func attribute(_ node: Node, _ name: String) -> String? {
        guard node.pointee.type == XML_ELEMENT_NODE, let value = xmlGetProp(node, name) else { return nil }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }

    static func classes(_ node: Node) -> Set<String> {
        Set((attribute(node, "class") ?? "").split(separator: " ").map(String.init))
    }

    static func children(_ node: Node) -> [Node] {
        var found: [Node] = []
        var child = node.pointee.children
        while let current = child {
            found.append(current)
            child = current.pointee.next
        }
        return found
    }

    static func find(_ wanted: String, in node: Node?) -> Node? {
        guard let node else { return nil }
        if name(node) == wanted { return node }
        for child in children(node) { if let found = find(wanted, in: child) { return found } }
        return nil
    }

    private static func hasElement(_ node: Node, ofClass wanted: String) -> Bool {
        children(node).contains { classes($0).contains(wanted) || hasElement($0, ofClass: wanted) }
    }

    static func elements(_ node: Node, _ wanted: Set<String>) -> [Node] {
        children(node).flatMap { child -> [Node] in wanted.contains(name(child)) ? [child] : elements(child, wanted) }
    }

    /// Whether to leave out an element, because it is only for screens or word processors produce its effect
    /// themselves.
    static func isOmitted(_ node: Node) -> Bool {
        if name(node) == "input", classes(node).contains("task") { return false }
        if ["script", "style", "button", "form", "nav", "svg", "noscript", "input", "select"].contains(name(node)) {
            return true
        }
        if attribute(node, "hidden") != nil { return true }
        // On a screen, the position and style of a label show what it is. Keep its hidden words, because a text
        // without layout needs them.
        if classes(node).contains("visually-hidden"), let parent = node.pointee.parent,
            !classes(parent).isDisjoint(with: ["step-actor", "step-limit", "check-due"])
        {
            return false
        }
        return !classes(node).isDisjoint(with: [
            "visually-hidden", "run-top-document", "single-bar", "member-link", "signature-line", "mark-meaning",
            "print-only", "step-number", "count",
        ])
    }

    // MARK: Blocks

    static let flowElements: Set<String> = [
        "p", "div", "section", "article", "header", "footer", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5",
        "h6", "blockquote", "figure", "details", "summary",
        "pre", "aside", "figcaption",
    ]

    mutating func flow(_ node: Node) -> [OfficeDocument.Block] {
        var blocks: [OfficeDocument.Block] = []
        var runs: [Run] = []
        func flush() {
            let trimmed = Self.trimmed(runs)
            if !trimmed.isEmpty { blocks.append(.paragraph(trimmed)) }
            runs = []
        }
        for child in Self.children(node) {
            if Self.isOmitted(child) { continue }
            if Self.flowElements.contains(Self.name(child)) {
                flush()
                blocks += markedAsField(child, element(child))
            } else {
                inline(child, Run(text: ""), &runs)
            }
        }
        flush()
        return blocks
    }

    mutating func element(_ node: Node) -> [OfficeDocument.Block] {
        let name = Self.name(node)
        let classes = Self.classes(node)
        if laysOutSheets {
            // Leave out the parts that print omits, because the sheet has its own title and control block.
            if hasSheet && !classes.isDisjoint(with: ["record-header", "outside"]) || classes.contains("single-note") {
                return []
            }
            if classes.contains("competency-name") { return [.paragraph(text(node).map { Self.bold($0) })] }
            if classes.contains("sheet") { return sheet(node) }
            if classes.contains("band") { return layOutBand(node) }
        } else if classes.contains("band") {
            return band(node)
        }
        if classes.contains("field-grid") { return [grid(node)] }
        if classes.contains("signatures") { return [signatures(node)] }
        if classes.contains("boxes") {
            return Self.elements(node, ["li"]).map { box in
                // Write the label and its tick as the form does, or a box character if there is no tick.
                let parts = Self.elements(box, ["span"]).map { text($0) }
                let mark =
                    parts.count > 1 && !parts[1].isEmpty
                    ? parts[1] : [Run(text: Self.classes(box).contains("box-checked") ? "☒" : "☐")]
                return .paragraph((parts.first ?? []) + [Run(text: " ")] + mark)
            }
        }
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            let runs = text(node)
            return runs.isEmpty ? [] : [.heading(Int(name.dropFirst()) ?? 1, runs)]
        case "ul", "ol":
            let start = name == "ol" ? Self.attribute(node, "start").flatMap { Int($0) } ?? 1 : nil
            return [.list(start: start, items: Self.elements(node, ["li"]).map { flow($0) }.filter { !$0.isEmpty })]
        case "dl": return pairs(node)
        case "pre": return preformatted(node)
        case "table": return table(node).map { [$0] } ?? []
        case "blockquote":
            return flow(node).map { block in
                if case .paragraph(let runs) = block { .quote(runs) } else { block }
            }
        default: return flow(node)
        }
    }

    /// Converts a block of code to a paragraph with line breaks between the lines, and no-break spaces in place of
    /// spaces and tabs; returns nothing for a block without text.
    private func preformatted(_ node: Node) -> [OfficeDocument.Block] {
        guard let content = xmlNodeGetContent(node) else { return [] }
        defer { oficio_xml_free(content) }
        let lines = String(cString: content).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let shown = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
        var runs: [Run] = []
        for line in shown {
            if !runs.isEmpty { runs.append(.lineBreak) }
            // No-break spaces stay; XML readers collapse ordinary ones.
            if !line.isEmpty {
                runs.append(
                    Run(text: line.replacing(" ", with: "\u{A0}").replacing("\t", with: "\u{A0}\u{A0}\u{A0}\u{A0}")))
            }
        }
        return runs.isEmpty ? [] : [.paragraph(runs)]
    }

    /// Uses the first band as the running header and the next different one as the footer. Drops a band that repeats
    /// an earlier one, and returns any other band as paragraphs.
    private mutating func band(_ node: Node) -> [OfficeDocument.Block] {
        let lines = Self.elements(node, ["p"]).filter { !Self.classes($0).contains("page-line") }.map { text($0) }
            .filter { !$0.isEmpty }
        return placeBand(lines.map { $0.map(\.text).joined() }, lines.map { .paragraph($0) })
    }

    /// Assigns a band to the header or the footer. Returns its blocks if it is neither, and nothing if it repeats an
    /// earlier band.
    mutating func placeBand(_ words: [String], _ blocks: [OfficeDocument.Block]) -> [OfficeDocument.Block] {
        if words.isEmpty || bands.contains(words) { return [] }
        bands.append(words)
        if header.isEmpty {
            header = blocks
            return []
        }
        if footer.isEmpty {
            footer = blocks
            return []
        }
        return blocks
    }

    // MARK: Fields

    /// Returns the field whose value an element contains; nil for other elements.
    static func control(_ node: Node) -> FieldControl? {
        attribute(node, "data-field").map { FieldControl(key: $0, label: attribute(node, "data-label") ?? "") }
    }

    /// Returns the blocks, marked as the value of a field if their element belongs to one. An empty value becomes a
    /// blank to fill in.
    func markedAsField(_ node: Node, _ blocks: [OfficeDocument.Block]) -> [OfficeDocument.Block] {
        guard let control = Self.control(node) else { return blocks }
        if blocks.isEmpty { return [.paragraph([Run(text: "\u{A0}", control: control)])] }
        guard blocks.count == 1, case .paragraph(let runs) = blocks[0] else { return [.control(control, blocks)] }
        return [
            .paragraph(
                runs.map { run in
                    var run = run
                    run.control = run.control ?? control
                    return run
                })
        ]
    }

    /// Converts a grid of fields to a table.
    private mutating func grid(_ node: Node) -> OfficeDocument.Block {
        var rows: [[OfficeDocument.Table.Cell]] = []
        var widest = 1
        for row in Self.elements(node, ["dl"]) {
            var cells: [OfficeDocument.Table.Cell] = []
            for field in Self.children(row) where Self.name(field) == "div" {
                var blocks: [OfficeDocument.Block] = []
                for part in Self.children(field) {
                    if Self.name(part) == "dt", !Self.isOmitted(part) {
                        blocks.append(.paragraph(text(part).map { Self.bold($0) }))
                    }
                    if Self.name(part) == "dd" { blocks += flow(part) }
                }
                // A label and a value of one paragraph each share a line.
                if blocks.count == 2, case .paragraph(let label) = blocks[0], case .paragraph(let value) = blocks[1] {
                    blocks = [.paragraph(label + [Run(text: " ")] + value)]
                }
                cells.append(.init(blocks: blocks))
            }
            widest = max(widest, cells.count)
            rows.append(cells)
        }
        for index in rows.indices where !rows[index].isEmpty {
            rows[index][rows[index].count - 1].columns += widest - rows[index].count
        }
        return .table(.init(rows: rows, headRows: 0, columnCount: widest))
    }

    private mutating func signatures(_ node: Node) -> OfficeDocument.Block {
        let cells = Self.elements(node, ["li"]).map { item in
            OfficeDocument.Table.Cell(blocks: [.paragraph([Run(text: "\u{A0}")])] + flow(item))
        }
        return .table(.init(rows: cells.isEmpty ? [] : [cells], headRows: 0, columnCount: max(1, cells.count)))
    }

    /// Converts a description list to a table of two columns.
    private mutating func pairs(_ node: Node) -> [OfficeDocument.Block] {
        var rows: [[OfficeDocument.Table.Cell]] = []
        func collect(_ node: Node, _ reader: inout PageReader) {
            for child in Self.children(node) {
                switch Self.name(child) {
                case "dt": rows.append([.init(blocks: [.paragraph(reader.text(child))], isHead: true)])
                case "dd":
                    if rows.isEmpty || rows[rows.count - 1].count > 1 {
                        rows.append([.init(blocks: [.paragraph([Run(text: "")])])])
                    }
                    rows[rows.count - 1].append(.init(blocks: reader.flow(child)))
                default: collect(child, &reader)
                }
            }
        }
        collect(node, &self)
        for index in rows.indices where rows[index].count == 1 { rows[index][0].columns = 2 }
        if rows.isEmpty { return [] }
        var table = OfficeDocument.Table(rows: rows, headRows: 0, columnCount: 2)
        // Tables with short labels have their columns in the same place.
        let labels = rows.compactMap { $0.count > 1 ? $0[0].blocks.allRuns.reduce(0) { $0 + $1.text.count } : nil }
        if let longest = labels.max(), longest <= 18 { table.shares = [220, 780] }
        return [.table(table)]
    }

    mutating func table(_ node: Node) -> OfficeDocument.Block? {
        var rows: [[OfficeDocument.Table.Cell]] = []
        var headRows = 0
        for row in Self.elements(node, ["tr"]) {
            var cells: [OfficeDocument.Table.Cell] = []
            let isHead = row.pointee.parent.map { Self.name($0) } == "thead"
            for cell in Self.children(row) where ["td", "th"].contains(Self.name(cell)) {
                cells.append(
                    .init(
                        blocks: markedAsField(cell, flow(cell)),
                        columns: max(1, Self.attribute(cell, "colspan").flatMap { Int($0) } ?? 1),
                        rows: max(1, Self.attribute(cell, "rowspan").flatMap { Int($0) } ?? 1), isHead: isHead))
            }
            if isHead { headRows = rows.count + 1 }
            rows.append(cells)
        }
        guard !rows.isEmpty else { return nil }
        // The first row has all columns, because no cell above spans into it.
        let columns = rows[0].reduce(0) { $0 + $1.columns }
        return .table(.init(rows: rows, headRows: headRows, columnCount: max(1, columns)))
    }
}

extension OfficeDocument {
    /// Creates a document from a rendered page.
    ///
    /// - Parameters:
    ///   - page: the HTML of a document page.
    ///   - title: the title of the document.
    ///   - language: the language as a BCP 47 tag.
    ///   - laysOutSheets: whether a sheet is laid out in boxes as on paper.
    package init(page: [UInt8], title: String, language: String, laysOutSheets: Bool = false) {
        self.init(title: title, language: language)
        let reader = PageReader(page, laysOutSheets: laysOutSheets)
        blocks = reader.blocks
        header = reader.header
        footer = reader.footer
    }
}
