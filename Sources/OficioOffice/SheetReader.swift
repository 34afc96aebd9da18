/// Lays out the sheet of a form in boxes, as its page and its print show it.
extension PageReader {
    /// The boxes that are not in a table yet, and the finished blocks before them.
    private struct Layout {
        var blocks: [OfficeDocument.Block] = []
        var stack = BoxStack()
        /// The title of a section, if the stack holds nothing else; it may become the header row of a table.
        var title: OfficeDocument.Table.Cell?

        mutating func flush() {
            flushTitle()
            if let table = stack.table() { blocks.append(.table(table)) }
        }

        /// Starts a new page, unless the current page has at most a title on it.
        mutating func startPage() {
            flush()
            var rest = blocks[...]
            if case .heading? = rest.last { rest.removeLast() }
            guard let last = rest.last else { return }
            if case .pageBreak = last { return }
            blocks.append(.pageBreak)
        }

        mutating func flushTitle() {
            if let title { stack.add([title]) }
            title = nil
        }

        mutating func add(
            _ cells: [OfficeDocument.Table.Cell], shares: [Int]? = nil, height: Int? = nil
        ) {
            flushTitle()
            stack.add(cells, shares: shares, height: height)
        }
    }

    private typealias Cell = OfficeDocument.Table.Cell

    mutating func sheet(_ node: Node) -> [OfficeDocument.Block] {
        var layout = Layout()
        walk(node, &layout)
        layout.flush()
        return layout.blocks
    }

    private mutating func walk(_ node: Node, _ layout: inout Layout) {
        for child in Self.children(node) where !Self.isOmitted(child) {
            let classes = Self.classes(child)
            switch Self.name(child) {
            case "": continue
            case "section" where classes.contains("section"): section(child, 0, &layout)
            case "article":
                layout.startPage()
                walk(child, &layout)
            case "h1", "h2", "h3", "h4", "h5", "h6":
                layout.flush()
                layout.blocks += element(child)
            default:
                if classes.contains("band") {
                    let band = layOutBand(child)
                    if !band.isEmpty {
                        layout.flush()
                        layout.blocks += band
                    }
                    continue
                }
                if classes.contains("leaf") { layout.startPage() }
                walk(child, &layout)
            }
        }
    }

    // MARK: Sections

    private mutating func section(_ node: Node, _ depth: Int, _ layout: inout Layout) {
        let classes = Self.classes(node)
        if classes.contains("view-cover") || classes.contains("view-contents") || classes.contains("view-members") {
            layout.flush()
            layout.blocks += book(node, classes)
            return
        }
        if depth == 0 { layout.flush() }
        for child in Self.children(node) where !Self.isOmitted(child) { part(child, depth, &layout) }
    }

    private mutating func part(_ child: Node, _ depth: Int, _ layout: inout Layout) {
        let classes = Self.classes(child)
        if classes.contains("section-title") {
            layout.flushTitle()
            var title = Cell(blocks: element(child))
            title.isHead = true
            if depth == 0 { title.shade = .band }
            layout.title = title
        } else if classes.contains("section") {
            section(child, depth + 1, &layout)
        } else if classes.contains("field-grid") {
            grid(child, &layout)
        } else if classes.contains("scroll") {
            table(in: child, &layout)
        } else if classes.contains("boxes") {
            boxes(child, &layout)
        } else if classes.contains("competencies") {
            competencies(child, &layout)
        } else if classes.contains("signatures") {
            // Signatures get a table of their own, as on paper forms, with room to sign between the role and the name.
            layout.flush()
            layout.add(Self.elements(child, ["li"]).map { signature($0) })
        } else if classes.contains("part"),
            let scroll = Self.elements(child, ["div"]).first(where: { Self.classes($0).contains("scroll") })
        {
            for inner in Self.children(child) where !Self.isOmitted(inner) && inner != scroll {
                let blocks = element(inner)
                if !blocks.isEmpty { layout.add([Cell(blocks: blocks)]) }
            }
            table(in: scroll, &layout)
        } else if classes.contains("part") {
            layout.flushTitle()
            layout.stack.addPart(element(child))
        } else {
            var cell = Cell(
                blocks: Self.flowElements.contains(Self.name(child)) ? markedAsField(child, element(child)) : [])
            cell.isSmall = classes.contains("legend") || classes.contains("matrix-legend")
            if !cell.blocks.isEmpty { layout.add([cell]) }
        }
    }

    // MARK: Views

    private mutating func grid(_ node: Node, _ layout: inout Layout) {
        let classes = Self.classes(node)
        for row in Self.elements(node, ["dl"]) {
            let fields = Self.children(row).filter { Self.name($0) == "div" }.map { field($0) }
            if fields.isEmpty { continue }
            let isBlank = fields.contains(where: \.isBlank)
            if classes.contains("labels-above") {
                if fields.contains(where: { !$0.label.isEmpty }) {
                    layout.add(
                        fields.map {
                            Cell(blocks: $0.label, isHead: true, isCentered: true, shade: .label, isSmall: true)
                        })
                }
                layout.add(fields.map { Cell(blocks: $0.value, isCentered: true) }, height: isBlank ? 6 : nil)
            } else if classes.contains("labels-beside") {
                beside(fields, &layout)
            } else {
                layout.add(fields.map { Cell(blocks: $0.inOneLine) }, height: isBlank ? 9 : nil)
            }
        }
    }

    private mutating func beside(_ fields: [FieldBox], _ layout: inout Layout) {
        var cells: [Cell] = []
        var shares: [Int] = []
        let width = 1000 / fields.count
        for field in fields {
            if field.label.isEmpty {
                cells.append(Cell(blocks: field.value))
                shares.append(width)
                continue
            }
            let label = fields.count == 1 ? 240 : fields.count == 2 ? width * 2 / 5 : width / 2
            cells.append(Cell(blocks: field.label, isHead: true, shade: .label, isSmall: true))
            cells.append(Cell(blocks: field.value))
            shares += [label, width - label]
        }
        layout.add(cells, shares: shares)
    }

    /// A label with its value, as one box of the sheet.
    private struct FieldBox {
        var label: [OfficeDocument.Block] = []
        var value: [OfficeDocument.Block] = []
        var isBlank = false

        /// The label and the value: in one line if each begins with a paragraph, one below the other if only the
        /// label does, and otherwise the value alone.
        var inOneLine: [OfficeDocument.Block] {
            guard case .paragraph(let label)? = label.first else { return value }
            let line = label.filter { !$0.isLineBreak }
            guard case .paragraph(let words)? = value.first else { return [.paragraph(line)] + value }
            return [.paragraph(line + [Run(text: " ")] + words)] + value.dropFirst()
        }
    }

    private mutating func field(_ node: Node) -> FieldBox {
        var box = FieldBox()
        box.isBlank = Self.classes(node).contains("field-blank")
        for part in Self.children(node) {
            if Self.name(part) == "dt", !Self.isOmitted(part) {
                let runs = text(part)
                if !runs.isEmpty { box.label = [.paragraph(runs.map { Self.bold($0) })] }
            }
            if Self.name(part) == "dd" { box.value += flow(part) }
        }
        return box
    }

    private mutating func boxes(_ node: Node, _ layout: inout Layout) {
        var labels: [Cell] = []
        var marks: [Cell] = []
        for box in Self.elements(node, ["li"]) {
            let parts = Self.elements(box, ["span"])
            labels.append(
                Cell(
                    blocks: parts.first.map { [.paragraph(text($0))] } ?? [], isHead: true, isCentered: true,
                    shade: .label, isSmall: true))
            let mark = parts.dropFirst().first.map { markedAsField($0, flow($0)) } ?? []
            marks.append(Cell(blocks: mark, isCentered: true))
        }
        layout.add(labels)
        layout.add(marks)
    }

    private mutating func competencies(_ node: Node, _ layout: inout Layout) {
        let cells = Self.elements(node, ["li"]).map { Cell(blocks: flow($0)) }
        for start in stride(from: 0, to: cells.count, by: 2) {
            let pair = Array(cells[start..<min(cells.count, start + 2)])
            layout.add(pair.count == 1 && cells.count > 1 ? pair + [Cell(blocks: [])] : pair)
        }
    }

    private mutating func signature(_ node: Node) -> Cell {
        var blocks = flow(node)
        for _ in 0..<2 { blocks.insert(.paragraph([]), at: min(1, blocks.count)) }
        return Cell(blocks: blocks, isCentered: true)
    }

    /// Adds a table of rows or a matrix, with the title of its section, and the titles above that, as its header
    /// rows.
    private mutating func table(in node: Node, _ layout: inout Layout) {
        guard let element = Self.find("table", in: node), case .table(var table)? = self.table(element) else { return }
        layoutColumns(&table, element)
        if let title = layout.title, let above = layout.stack.takeTitles() {
            // The titles become header rows, so that they repeat on each page of the table.
            let titles = (above + [title]).map { cell in
                var cell = cell
                cell.columns = table.columnCount
                return [cell]
            }
            table.rows.insert(contentsOf: titles, at: 0)
            table.headRows += titles.count
            layout.title = nil
        }
        layout.flush()
        layout.blocks.append(.table(table))
    }

    /// Sets widths, alignment and shades of columns by the classes of the cells.
    private mutating func layoutColumns(_ table: inout OfficeDocument.Table, _ node: Node) {
        var fixed: [Int: Int] = [:]
        var covered: [Int: Int] = [:]
        for (row, element) in Self.elements(node, ["tr"]).enumerated() {
            let cells = Self.children(element).filter { ["td", "th"].contains(Self.name($0)) }
            var column = 0
            for (place, cell) in cells.enumerated() {
                while let left = covered[column], left > 0 {
                    covered[column] = left - 1
                    column += 1
                }
                let classes = Self.classes(cell)
                var laid = table.rows[row][place]
                let isMark = classes.contains("mark") || classes.contains("codes")
                if isMark || classes.contains("number") || classes.contains("group-title") { laid.isCentered = true }
                if row < table.headRows { laid.shade = .label }
                if classes.contains("mark-on") { laid.shade = .mark }
                if laid.columns == 1, let share = Self.share(classes) { fixed[column] = share }
                table.rows[row][place] = laid
                for under in column..<(column + laid.columns) where laid.rows > 1 { covered[under] = laid.rows - 1 }
                column += laid.columns
            }
            // Cells from above may also span into the end of the row.
            while let left = covered[column], left > 0 {
                covered[column] = left - 1
                column += 1
            }
        }
        if fixed.values.reduce(0, +) > 800 || fixed.count == table.columnCount { fixed = [:] }
        table.shares = table.naturalWidths(of: 1000, fixed: fixed)
    }

    /// Returns the share of a column in the width, in thousandths; `nil` if its classes set none.
    private static func share(_ classes: Set<String>) -> Int? {
        if classes.contains("mark") { return 30 }
        if classes.contains("number") { return 50 }
        if classes.contains("numeric") { return 75 }
        if classes.contains("narrow") { return 110 }
        return nil
    }

    // MARK: Books

    private mutating func book(_ node: Node, _ classes: Set<String>) -> [OfficeDocument.Block] {
        if classes.contains("view-contents") { return contents(node) }
        var blocks: [OfficeDocument.Block] = []
        if classes.contains("view-cover") {
            for child in Self.children(node) where !Self.isOmitted(child) { blocks += cover(child) }
            return blocks
        }
        var layout = Layout()
        for child in Self.children(node) where !Self.isOmitted(child) {
            if Self.name(child) == "article" {
                layout.startPage()
                walk(child, &layout)
            } else if Self.flowElements.contains(Self.name(child)) {
                layout.flush()
                layout.blocks += element(child)
            }
        }
        layout.flush()
        return layout.blocks
    }

    private mutating func cover(_ node: Node) -> [OfficeDocument.Block] {
        guard Self.flowElements.contains(Self.name(node)) else { return [] }
        if Self.classes(node).contains("section") {
            return Self.children(node).filter { !Self.isOmitted($0) }.flatMap { cover($0) }
        }
        guard Self.classes(node).contains("field-grid") else { return element(node) }
        var layout = Layout()
        let isTitle =
            !Self.classes(node).contains("labels-beside")
            && Self.elements(node, ["dl"]).allSatisfy {
                Self.classes($0).contains("cells-1")
            }
        if isTitle { layout.add([Cell(blocks: [])], height: 30) }
        grid(node, &layout)
        layout.flush()
        return layout.blocks.map { block in
            guard case .table(var table) = block else { return block }
            table.lines = .none
            for row in table.rows.indices {
                for cell in table.rows[row].indices {
                    table.rows[row][cell].isCentered = true
                    table.rows[row][cell].shade = .none
                    table.rows[row][cell].isTitle = isTitle
                }
            }
            return .table(table)
        }
    }

    private mutating func contents(_ node: Node) -> [OfficeDocument.Block] {
        Self.children(node).filter { !Self.isOmitted($0) }.flatMap { child -> [OfficeDocument.Block] in
            guard Self.classes(child).contains("contents") else {
                return Self.flowElements.contains(Self.name(child)) ? element(child) : []
            }
            return Self.elements(child, ["li"]).map { entry in
                let isFirst = Self.classes(entry).contains("contents-depth-1")
                return .paragraph(isFirst ? text(entry).map { Self.bold($0) } : text(entry))
            }
        }
    }

    // MARK: Head and foot

    /// Lays out a band of one to three cells with its page numbers, and passes it to `placeBand`, whose result it
    /// returns.
    mutating func layOutBand(_ node: Node) -> [OfficeDocument.Block] {
        var cells: [Cell] = []
        var words: [String] = []
        for part in Self.children(node) where Self.name(part) == "div" {
            let lines = Self.elements(part, ["p"]).map { text($0) }.filter { !$0.isEmpty }
            words += lines.map { $0.map(\.text).joined() }
            var cell = Cell(blocks: lines.map { .paragraph($0) })
            cell.isCentered = Self.classes(part).contains("band-center")
            cell.isHead = cell.isCentered
            cells.append(cell)
        }
        var stack = BoxStack()
        stack.add(cells, shares: cells.count == 3 ? [280, 420, 300] : cells.count == 2 ? [660, 340] : nil)
        return placeBand(words, stack.table().map { [.table($0)] } ?? [])
    }

    /// Returns the header of a document whose form has none: logo and name of the site, title, code and version.
    func runningHead(_ main: Node) -> [OfficeDocument.Block] {
        guard let head = Self.elements(main, ["div"]).lazy.compactMap({ Self.runningHead(in: $0) }).first else {
            return []
        }
        let parts = Self.children(head).filter { Self.name($0) == "p" }
        let left = parts.prefix(2).map { Self.withSmallPictures(text($0)) }.filter { !$0.isEmpty }
            .map { OfficeDocument.Block.paragraph($0) }
        let right = parts.dropFirst(2).flatMap { Self.elements($0, ["span"]) }.map { text($0) }.filter { !$0.isEmpty }
        var stack = BoxStack()
        stack.add([Cell(blocks: left), Cell(blocks: right.map { .paragraph($0) })], shares: [660, 340])
        guard var table = stack.table() else { return [] }
        table.lines = .below
        return [.table(table)]
    }

    private static func runningHead(in node: Node) -> Node? {
        if classes(node).contains("running-head") { return node }
        for child in children(node) { if let found = runningHead(in: child) { return found } }
        return nil
    }
}
