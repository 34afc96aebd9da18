import Diagnostics
/// Block content of a Markdown document, located.
package indirect enum Block: Sendable {
    case paragraph(Text)
    case heading(level: Int, Text)
    case list(ListBlock)
    case table(TableBlock)
    case quote([Block], Span)
    case code(String, info: String, Span)
    case rule(Span)

    package var span: Span {
        switch self {
        case .paragraph(let text), .heading(_, let text): text.span
        case .list(let list): list.span
        case .table(let table): table.span
        case .quote(_, let span), .code(_, _, let span), .rule(let span): span
        }
    }
}

/// A bullet or numbered list.
package struct ListBlock: Sendable {
    package struct Item: Sendable {
        package let blocks: [Block]
        package let span: Span

        package init(blocks: [Block], span: Span) {
            self.blocks = blocks
            self.span = span
        }
    }

    /// The first number of an ordered list, `nil` for bullets.
    package let start: Int?
    package let items: [Item]
    package let span: Span

    package init(start: Int?, items: [Item], span: Span) {
        self.start = start
        self.items = items
        self.span = span
    }
}

/// A table; every row has as many cells as the header, absent ones empty.
package struct TableBlock: Sendable {
    /// Where the words of a column stand.
    package enum Alignment: Int, Sendable { case unset, left, center, right }

    package let header: [Text]
    package let rows: [Row]
    package let span: Span
    /// By column; empty where it is not known.
    package let alignments: [Alignment]

    package init(header: [Text], rows: [Row], span: Span, alignments: [Alignment] = []) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
        self.span = span
    }

    package struct Row: Sendable {
        package let cells: [Text]
        package let span: Span

        package init(cells: [Text], span: Span) {
            self.cells = cells
            self.span = span
        }
    }
}

extension [Block] {
    /// Calls `body` with every text of the blocks, in order.
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
