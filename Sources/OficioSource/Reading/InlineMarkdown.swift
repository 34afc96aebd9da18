import Diagnostics
import OficioBasics
/// Reads Markdown inside YAML values.
package enum InlineMarkdown {
    /// Parses a value as inline Markdown. Text that would start a block, such as `1. x` or `# x`, stays as typed.
    package static func text(_ value: String, span: Span) -> Text {
        let isPlain = value.withBytes { !InlineScan.mayHoldMarkup($0) && !$0.contains(0x0A) }
        if isPlain { return Text(value, span: span) }
        let (blocks, _) = blocks(value, span: span)
        if blocks.count == 1, case .paragraph(let text) = blocks[0] { return text.at(span) }
        return Text(value, inlines: References.split(value), span: span)
    }

    /// Parses a value as Markdown blocks. Every span is the span of the value.
    package static func blocks(_ value: String, span: Span) -> (blocks: [Block], diagnostics: [Diagnostic]) {
        let bytes = Array(value.utf8)
        var reader = MarkdownReader(bytes, body: 0..<bytes.count, file: span.file)
        let blocks = reader.read().map { $0.moved(to: span) }
        let moved = reader.diagnostics.map { found in
            Diagnostic(found, at: span)
        }
        return (blocks, moved)
    }
}

extension Text {
    func at(_ span: Span) -> Text { Text(source, inlines: inlines, span: span) }
}

extension Block {
    /// Returns the block with every span in it replaced by `span`.
    fileprivate func moved(to span: Span) -> Block {
        switch self {
        case .paragraph(let text): .paragraph(text.at(span))
        case .heading(let level, let text): .heading(level: level, text.at(span))
        case .list(let list):
            .list(
                ListBlock(
                    start: list.start,
                    items: list.items.map { .init(blocks: $0.blocks.map { $0.moved(to: span) }, span: span) },
                    span: span))
        case .table(let table):
            .table(
                TableBlock(
                    header: table.header.map { $0.at(span) },
                    rows: table.rows.map { .init(cells: $0.cells.map { $0.at(span) }, span: span) }, span: span,
                    alignments: table.alignments))
        case .quote(let inside, _): .quote(inside.map { $0.moved(to: span) }, span)
        case .code(let code, let info, _): .code(code, info: info, span)
        case .rule: .rule(span)
        }
    }
}
