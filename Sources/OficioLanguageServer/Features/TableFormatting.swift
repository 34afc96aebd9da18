import OficioBasics
import OficioSource

/// Aligns the bars of the pipe tables in a document. Only blanks around cells and the dashes of the second line change.
struct TableFormatting {
    private let source: EditedSource

    /// The greatest width to which cells are filled up; longer cells stand as they are.
    private static let widest = 60

    /// Prepares the formatting of a document.
    init(_ source: EditedSource) { self.source = source }

    /// The edits, one for each line that changes.
    var edits: JSONText {
        guard source.path.hasSuffix(".md") else { return .array([]) }
        var edits: [JSONText] = []
        func visit(_ blocks: [Block]) {
            for case .table(let table) in blocks { edits += self.edits(of: table) }
        }
        visit(source.parsed.blocks)
        return .array(edits)
    }

    private func edits(of table: TableBlock) -> [JSONText] {
        let first = source.lines.line(of: Int(table.span.start))
        let last = source.lines.line(of: max(Int(table.span.start), Int(table.span.end) - 1))
        let texts = (first...max(first, last)).map { source.lines.text(ofLine: $0) }
        // A table without bars at its sides keeps its own layout.
        guard texts.count > 1, texts.allSatisfy({ $0.hasPrefix("|") && $0.last == "|" }) else { return [] }
        let rows = texts.map { TableRow.cells($0) }
        guard rows.allSatisfy({ $0.count == rows[0].count }), Self.isRule(rows[1]) else { return [] }
        let widths = rows[0].indices.map { column in
            rows.indices.filter { $0 != 1 }.map { min(Self.width(rows[$0][column]), Self.widest) }.max() ?? 3
        }.map { max(3, $0) }
        return rows.indices.compactMap { index -> JSONText? in
            let cells = zip(rows[index], widths).map { cell, width in
                index == 1 ? Self.rule(cell, width) : Self.filled(cell, width)
            }
            let line = "| " + cells.joined(separator: " | ") + " |"
            return line == texts[index] ? nil : source.edit(source.lines.range(ofLine: first + index), line)
        }
    }

    private static func isRule(_ cells: [String]) -> Bool {
        cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } && $0.contains("-") }
    }

    /// Returns the dashes of a column with the colons of its alignment.
    private static func rule(_ cell: String, _ width: Int) -> String {
        let left = cell.hasPrefix(":") ? ":" : "", right = cell.hasSuffix(":") ? ":" : ""
        return left + String(repeating: "-", count: max(1, width - left.count - right.count)) + right
    }

    private static func filled(_ cell: String, _ width: Int) -> String {
        cell + String(repeating: " ", count: max(0, width - self.width(cell)))
    }

    /// The width of a text in characters as readers count them.
    private static func width(_ text: String) -> Int { text.count }
}
