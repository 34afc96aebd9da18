import Diagnostics
import OficioBasics

/// The source lines of the paragraphs and headings of a text, without code and tables.
struct SourceLines {
    struct Line {
        /// The range of the line's bytes, without the line break.
        let range: Range<Int>
        /// Whether the line is the first of its block.
        let isFirst: Bool
        let isParagraph: Bool
    }

    let bytes: [UInt8]
    /// The lines of tables, which `lines` leaves out.
    private(set) var tableLines: [Line] = []
    private(set) var lines: [Line] = []
    /// The indices of the lines of each paragraph, in order.
    private(set) var paragraphs: [Range<Int>] = []

    init(_ blocks: [Block], in bytes: [UInt8]) {
        self.bytes = bytes
        collect(blocks)
    }

    func text(_ line: Line) -> Substring { Substring(String(decoding: bytes[line.range], as: UTF8.self)) }

    private mutating func collect(_ blocks: [Block]) {
        for block in blocks {
            switch block {
            case .paragraph(let text): add(text.span, isParagraph: true)
            case .heading(_, let text): add(text.span, isParagraph: false)
            case .list(let list): for item in list.items { collect(item.blocks) }
            case .quote(let inside, _): collect(inside)
            case .table(let table): tableLines += lines(of: table.span, isParagraph: false)
            case .code, .rule: break
            }
        }
    }

    private static let lineEnd = ByteSet([0x0A, 0x0D])

    private mutating func add(_ span: Span, isParagraph: Bool) {
        let first = lines.count
        lines += lines(of: span, isParagraph: isParagraph)
        if isParagraph { paragraphs.append(first..<lines.count) }
    }

    private func lines(of span: Span, isParagraph: Bool) -> [Line] {
        let whole = span.range.clamped(to: 0..<bytes.count)
        var lines: [Line] = []
        var start = whole.lowerBound
        while start < whole.upperBound {
            let end = bytes.withUnsafeBufferPointer { min(Self.lineEnd.first(in: $0, from: start), whole.upperBound) }
            if end > start {
                lines.append(Line(range: start..<end, isFirst: lines.isEmpty, isParagraph: isParagraph))
            }
            start = end + 1
        }
        return lines
    }
}
