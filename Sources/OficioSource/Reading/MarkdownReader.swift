import Diagnostics
import OficioBasics
internal import CCMarkGFM

/// Parses CommonMark with GitHub's tables and strikethrough, using cmark-gfm. Only this file walks cmark's tree of
/// blocks.
struct MarkdownReader {
    private(set) var diagnostics: [Diagnostic] = []
    /// The comments that are blocks of their own, as typed.
    private(set) var comments: [Text] = []
    /// The lines of the definitions of links, used or not.
    private(set) var definitions: [Range<Int>] = []
    /// Invisible characters written as character references, such as `&#8206;`.
    private var entities = InvisibleCharacters()

    private let bytes: [UInt8]
    private let body: Range<Int>
    private let file: FileID
    /// The offsets of the lines of the body. As in cmark, a line ends at LF, CRLF or CR.
    private let lineStarts: [Int]

    private static let lineEnd = ByteSet([0x0A, 0x0D])

    /// Prepares to read a body.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - body: the range of `bytes` that is Markdown; it must be valid UTF-8.
    ///   - file: the file of all spans.
    init(_ bytes: [UInt8], body: Range<Int>, file: FileID) {
        self.bytes = bytes
        self.body = body
        self.file = file
        lineStarts = bytes.withUnsafeBufferPointer { bytes in
            var starts = [body.lowerBound]
            var index = Self.lineEnd.first(in: bytes, from: body.lowerBound)
            while index < body.upperBound {
                if bytes[index] == 0x0A || index + 1 == body.upperBound || bytes[index + 1] != 0x0A {
                    starts.append(index + 1)
                }
                index = Self.lineEnd.first(in: bytes, from: index + 1)
            }
            return starts
        }
    }

    mutating func read() -> [Block] {
        guard !body.isEmpty else { return [] }
        let bounds = bytes.withUnsafeBufferPointer { MarkdownBounds($0, body: body) }
        if let excess = bounds.excess {
            diagnostics.append(
                Diagnostic(
                    .limitExceeded, at: Span(file: file, start: excess.range.lowerBound, end: excess.range.upperBound),
                    excess.message))
            return []
        }
        let blocks = CMark.withDocument(bytes, body, hiding: bounds.footnoteColons) { root in
            children(of: root, depth: 0)
        }
        definitions = bounds.definitions.map(\.range)
        diagnostics += entities.diagnostics(file)
        diagnostics += UnusedDefinition.findings(bounds, blocks, in: bytes, file: file)
        return blocks
    }

    private mutating func children(of parent: CMark.Node, depth: Int) -> [Block] {
        var blocks: [Block] = []
        if depth > Limits.depth {
            diagnostics.append(
                Diagnostic(
                    .limitExceeded, at: span(parent),
                    Localized(
                        es: "el texto está anidado a más de \(Limits.depth) niveles",
                        en: "the text is nested more than \(Limits.depth) levels deep")))
            return []
        }
        var child = cmark_node_first_child(parent)
        while let node = child {
            if let block = block(node, depth: depth) { blocks.append(block) }
            child = cmark_node_next(node)
        }
        return blocks
    }

    private mutating func block(_ node: CMark.Node, depth: Int) -> Block? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: return .paragraph(text(node))
        case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)), headingText(node))
        case CMARK_NODE_LIST: return .list(list(node, depth: depth))
        case CMARK_NODE_BLOCK_QUOTE: return .quote(children(of: node, depth: depth + 1), span(node))
        case CMARK_NODE_CODE_BLOCK:
            return .code(CMark.literal(node), info: CMark.string(cmark_node_get_fence_info(node)), span(node))
        case CMARK_NODE_THEMATIC_BREAK: return .rule(span(node))
        case CMARK_NODE_HTML_BLOCK: return html(node)
        default:
            if CMark.isTable(node) { return .table(table(node)) }
            return .paragraph(text(node))
        }
    }

    private mutating func list(_ node: CMark.Node, depth: Int) -> ListBlock {
        var items: [ListBlock.Item] = []
        var child = cmark_node_first_child(node)
        while let item = child {
            let indent = Int(cmark_node_get_start_column(item)) - 1
            items.append(.init(blocks: children(of: item, depth: depth + 1), span: span(item), indent: indent))
            child = cmark_node_next(item)
        }
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        return ListBlock(start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil, items: items, span: span(node))
    }

    private mutating func table(_ node: CMark.Node) -> TableBlock {
        var header: [Text] = []
        var rows: [TableBlock.Row] = []
        var row = cmark_node_first_child(node)
        var isHeader = true
        while let current = row {
            var cells: [Text] = []
            var cell = cmark_node_first_child(current)
            while let value = cell {
                cells.append(text(value))
                cell = cmark_node_next(value)
            }
            if isHeader {
                header = cells
            } else {
                checkWidth(of: current, columns: header.count)
                rows.append(.init(cells: cells, span: span(current)))
            }
            isHeader = false
            row = cmark_node_next(current)
        }
        return TableBlock(
            header: header, rows: rows, span: span(node), alignments: CMark.alignments(node, columns: header.count))
    }

    /// Reports a table row that has more cells than the header; cmark drops the surplus silently.
    private mutating func checkWidth(of row: CMark.Node, columns: Int) {
        let range = span(row).range
        var cells = 0
        var surplus: Int?
        var index = range.lowerBound
        // The bar at the start of a row separates no cells.
        if index < range.upperBound, bytes[index] == UInt8(ascii: "|") { index += 1 }
        var cellStart = index
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == UInt8(ascii: "|") {
                cells += 1
                if cells > columns, surplus == nil { surplus = cellStart }
                cellStart = index + 1
            }
            index += 1
        }
        let tail = bytes[min(cellStart, range.upperBound)..<range.upperBound]
        if tail.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
            cells += 1
            if cells > columns, surplus == nil { surplus = cellStart }
        }
        if let surplus {
            diagnostics.append(
                SurplusCells.diagnostic(
                    cells: cells, columns: columns, at: Span(file: file, start: surplus, end: range.upperBound)))
        }
    }

    /// Converts an HTML block to a paragraph of its markup as typed, with a finding. Returns nil for a comment, which
    /// goes to `comments`, with a finding if the block also has words outside of comments.
    private mutating func html(_ node: CMark.Node) -> Block? {
        let literal = CMark.literal(node)
        let whole = span(node)
        if literal.trimmedASCII.hasPrefix("<!--"), literal.trimmedASCII.hasSuffix("-->") {
            comments.append(Text(literal.trimmedASCII, span: whole))
            if PublishedComment.withoutComments(literal)?.trimmedASCII.isEmpty == false {
                diagnostics.append(PublishedComment.diagnostic(at: whole))
            }
            return nil
        }
        diagnostics.append(HTMLTag.diagnostic(literal, at: whole))
        return .paragraph(
            Text(literal.trimmedASCII.precomposed, inlines: [.text(literal.trimmedASCII.precomposed)], span: whole))
    }

    private mutating func headingText(_ node: CMark.Node) -> Text {
        let whole = text(node)
        var start = Int(whole.span.start)
        while start < Int(whole.span.end), bytes[start] == UInt8(ascii: "#") || bytes[start] == 0x20 { start += 1 }
        return Text(
            whole.source, inlines: whole.inlines, span: Span(file: file, start: start, end: Int(whole.span.end)))
    }

    /// Returns the inline content of a node. Its inline structure is built only if its bytes may contain markup.
    private mutating func text(_ node: CMark.Node) -> Text {
        let place = span(node)
        let raw = CMark.content(node)
        if !InlineScan.mayHoldMarkup(raw) {
            return Text(InlineScan.singleLine(raw).precomposed, span: place)
        }
        var builder = InlineBuilder()
        let inlines = builder.build(childrenOf: node)
        if raw.contains(UInt8(ascii: "&")) {
            var words = ""
            Inline.appendPlain(inlines, to: &words)
            entities.note(words, writtenIn: place.range.clamped(to: 0..<bytes.count), of: bytes)
        }
        let names = Set(
            builder.tags.filter { !$0.hasPrefix("</") }.map { $0.dropFirst().prefix { $0.isLetter || $0.isNumber } })
        // A closing tag whose opening tag was reported is not reported again.
        for tag in builder.tags
        where !tag.hasPrefix("</") || !names.contains(tag.dropFirst(2).prefix { $0.isLetter || $0.isNumber }) {
            diagnostics.append(HTMLTag.diagnostic(tag, at: locate(tag, in: place)))
        }
        return Text(String(decoding: raw, as: UTF8.self).trimmedASCII.precomposed, inlines: inlines, span: place)
    }

    // MARK: Places

    private func span(_ node: CMark.Node) -> Span {
        let start = offset(line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)))
        let end = offset(line: Int(cmark_node_get_end_line(node)), column: Int(cmark_node_get_end_column(node)) + 1)
        return Span(file: file, start: start, end: end)
    }

    /// Returns the byte offset of a position in cmark's terms: lines and columns from 1, columns in bytes.
    private func offset(line: Int, column: Int) -> Int {
        guard line >= 1, line <= lineStarts.count else { return line < 1 ? body.lowerBound : body.upperBound }
        return min(lineStarts[line - 1] + max(0, column - 1), body.upperBound)
    }

    private func locate(_ literal: String, in place: Span) -> Span {
        let wanted = Array(literal.utf8)
        let range = place.range.clamped(to: 0..<bytes.count)
        var index = range.lowerBound
        while index + wanted.count <= range.upperBound {
            if bytes[index] == wanted.first, bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
                return Span(file: file, start: index, end: index + wanted.count)
            }
            index += 1
        }
        return place
    }
}
