import Diagnostics
/// A Markdown block with its span in the source.
package indirect enum Block: Sendable {
    case paragraph(Text)
    case heading(level: Int, Text)
    case list(ListBlock)
    case table(TableBlock)
    case quote([Block], Span)
    case code(String, info: String, Span)
    case rule(Span)

    /// The span of the block.
    package var span: Span {
        switch self {
        case .paragraph(let text), .heading(_, let text): text.span
        case .list(let list): list.span
        case .table(let table): table.span
        case .quote(_, let span), .code(_, _, let span), .rule(let span): span
        }
    }
}

/// A bullet or ordered list.
package struct ListBlock: Sendable {
    /// An item of a list.
    package struct Item: Sendable {
        /// The blocks of the item.
        package let blocks: [Block]
        /// The span of the item, with its marker.
        package let span: Span
        /// The distance in bytes from the start of the line to the item's marker; 0 for an item that was not read from
        /// a source.
        package let indent: Int

        /// Creates an item.
        package init(blocks: [Block], span: Span, indent: Int = 0) {
            self.blocks = blocks
            self.span = span
            self.indent = indent
        }
    }

    /// The first number of an ordered list; nil for bullets.
    package let start: Int?
    /// The items of the list, in order.
    package let items: [Item]
    /// The span of the list.
    package let span: Span

    /// Creates a list.
    package init(start: Int?, items: [Item], span: Span) {
        self.start = start
        self.items = items
        self.span = span
    }
}

/// A table. Every row has as many cells as the header; missing cells are empty.
package struct TableBlock: Sendable {
    /// The horizontal alignment of a column.
    package enum Alignment: Int, Sendable { case unset, left, center, right }

    /// The cells of the header row.
    package let header: [Text]
    /// The rows below the header.
    package let rows: [Row]
    /// The span of the table.
    package let span: Span
    /// The alignment of each column; empty if the source gives none.
    package let alignments: [Alignment]

    /// Creates a table.
    package init(header: [Text], rows: [Row], span: Span, alignments: [Alignment] = []) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
        self.span = span
    }

    /// A row of a table.
    package struct Row: Sendable {
        /// The cells of the row, as many as the header has.
        package let cells: [Text]
        /// The span of the row.
        package let span: Span

        /// Creates a row.
        package init(cells: [Text], span: Span) {
            self.cells = cells
            self.span = span
        }
    }
}

extension [Block] {
    /// Calls `body` with every text of the blocks, in order, including nested blocks and code.
    package func forEachText(_ body: (Text) -> Void) {
        for block in self {
            switch block {
            case .paragraph(let text), .heading(_, let text): body(text)
            case .list(let list): list.items.forEach { $0.blocks.forEachText(body) }
            case .table(let table):
                table.header.forEach(body)
                table.rows.forEach { $0.cells.forEach(body) }
            case .quote(let inside, _): inside.forEachText(body)
            case .code(let code, _, let span): body(Text(code, span: span))
            case .rule: break
            }
        }
    }
}

extension ListBlock.Item {
    /// Whether the item has no words and no picture.
    package var isEmpty: Bool {
        blocks.allSatisfy { block in
            switch block {
            case .paragraph(let text): text.source.allSatisfy(\.isWhitespace)
            case .list: block.isEmptyList
            default: false
            }
        }
    }
}

extension Block {
    /// Whether the block is a list of empty items.
    package var isEmptyList: Bool { if case .list(let list) = self { list.items.allSatisfy(\.isEmpty) } else { false } }
}

extension [Block] {
    /// The blocks without the markers of callouts (`[!NOTE]`) and the checkboxes of tasks (`[x]`), which are not
    /// words of the text, and without empty list items.
    package var withoutSigns: [Block] {
        flatMap { block -> [Block] in
            switch block {
            case .quote(let inside, let span):
                guard let callout = Callout(inside) else { return [.quote(inside.withoutSigns, span)] }
                var title = ""
                Inline.appendPlain(callout.title, to: &title)
                let heading = title.isEmpty ? [] : [Block.paragraph(Text(title, inlines: callout.title, span: span))]
                return heading + callout.blocks.withoutSigns
            case .list(let list):
                let items = list.items.filter { !$0.isEmpty }.map {
                    ListBlock.Item(blocks: $0.blocks.withoutSigns, span: $0.span)
                }
                return [.list(ListBlock(start: list.start, items: items, span: list.span))]
            case .paragraph(let text): return [.paragraph(text.withoutBox)]
            default: return [block]
            }
        }
    }
}

extension Text {
    /// The text without the checkbox of a task (`[ ]`, `[x]`) at its beginning.
    package var withoutBox: Text {
        let isBoxed = ["[ ] ", "[x] ", "[X] "].contains { source.hasPrefix($0) }
        guard isBoxed else { return self }
        guard let inlines, case .text(let lead)? = inlines.first else {
            return Text(String(source.dropFirst(4)), inlines: inlines, span: span)
        }
        return Text(
            String(source.dropFirst(4)), inlines: [.text(String(lead.dropFirst(4)))] + inlines.dropFirst(), span: span)
    }
}
