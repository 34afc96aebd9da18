/// Dissolves tables that only frame the text of a document: bands with the titles of its parts over cells with their
/// text.
///
/// A form may hold a whole protocol in one table, or each part of it in a table of one column. The text of such cells
/// is read as if it stood outside of a table, and the rows between two bands as a table of their own.
enum FrameTables {
    /// Returns the document with the frames of its main text dissolved. Words, addresses and the ids of
    /// paragraphs do not change.
    static func withoutFrames(_ document: LocatedDocument) -> LocatedDocument {
        if document.format.isSpreadsheet || document.format == .markdown { return document }
        var opened = document
        for index in opened.sections.indices {
            opened.sections[index].blocks = opened.sections[index].blocks.flatMap { block in
                if case .table(let table) = block { return blocks(of: table) }
                return [block]
            }
        }
        return opened
    }

    private enum Row {
        /// The row has no text.
        case blank
        /// The row is a title over the rows below it.
        case band
        /// The row is text over the whole width.
        case text
        /// The row has cells side by side.
        case cells
    }

    /// Returns the blocks in a frame, with its bands as headings and its rows of cells as tables; the table itself if
    /// it is not a frame.
    private static func blocks(of table: LocatedDocument.Table) -> [LocatedDocument.Block] {
        let rows = table.rows.map { kind(of: $0, table) }
        guard isFrame(table, rows) else { return [.table(table)] }
        var made: [LocatedDocument.Block] = []
        var start = 0
        for (index, row) in rows.enumerated() {
            if case .cells = row { continue }
            if let part = part(of: table, start..<index) { made.append(.table(part)) }
            start = index + 1
            let inside = table.rows[index].cells.flatMap(\.blocks)
            made += inside.flatMap { block -> [LocatedDocument.Block] in
                switch block {
                case .table(let nested): return blocks(of: nested)
                case .paragraph(var paragraph):
                    if case .band = row {
                        paragraph.heading.isBold = true
                        paragraph.heading.isCapitals = true
                    }
                    return [.paragraph(paragraph)]
                }
            }
        }
        if let part = part(of: table, start..<rows.count) { made.append(.table(part)) }
        return made
    }

    private static func kind(of row: LocatedDocument.Row, _ table: LocatedDocument.Table) -> Row {
        let filled = row.cells.filter { !$0.plainText.isEmpty || !$0.blocks.tables.isEmpty }
        guard let only = filled.first else { return .blank }
        guard filled.count == 1, only.columnSpan == table.columnCount, only.rowSpan == 1 else { return .cells }
        return isTitle(only) ? .band : .text
    }

    /// Whether a cell consists of one line that looks like a title.
    private static func isTitle(_ cell: LocatedDocument.Cell) -> Bool {
        let paragraphs = cell.blocks.paragraphs.filter { !$0.isEmpty }
        return cell.blocks.tables.isEmpty && paragraphs.count == 1
            && looksLikeTitle(paragraphs[0], isShaded: cell.isShaded)
    }

    private static func looksLikeTitle(_ paragraph: LocatedDocument.Paragraph, isShaded: Bool) -> Bool {
        let text = paragraph.plainText
        return (paragraph.heading.isBold || paragraph.heading.isCapitals || paragraph.heading.level != nil || isShaded)
            && paragraph.tickBoxes.isEmpty && !paragraph.text.contains("\n")
            && text.split(separator: " ").count <= 12 && !text.hasSuffix(".") && text.contains(where: \.isLetter)
            && paragraph.list?.isBullet != true
    }

    private static func isFrame(_ table: LocatedDocument.Table, _ rows: [Row]) -> Bool {
        let filled = rows.indices.filter { if case .blank = rows[$0] { false } else { true } }
        let bands = filled.filter { if case .band = rows[$0] { true } else { false } }
        let texts = filled.filter { if case .text = rows[$0] { true } else { false } }
        guard !bands.isEmpty else { return texts.contains { beginsWithTitle(table.rows[$0]) } }
        // A band over text shows a frame, because lists of things have none.
        if texts.contains(where: { text in bands.contains { $0 < text } }) { return true }
        // The bands may be over separate tables, each with labels or headings. The rows of a single table may also be
        // grouped by bands.
        guard bands.count > 1, bands.first == filled.first else { return false }
        return bands.allSatisfy { band in
            guard let next = filled.first(where: { $0 > band }), case .cells = rows[next] else { return false }
            return table.rows[next].cells.contains { cell in
                let paragraphs = cell.blocks.paragraphs.filter { !$0.isEmpty }
                return !paragraphs.isEmpty
                    && paragraphs.allSatisfy { $0.heading.isBold || $0.plainText.hasSuffix(":") }
            }
        }
    }

    /// Whether a row is a box whose first line is the title of a part, above the text of that part.
    private static func beginsWithTitle(_ row: LocatedDocument.Row) -> Bool {
        for cell in row.cells {
            let paragraphs = cell.blocks.paragraphs.filter { !$0.isEmpty }
            guard paragraphs.count > 1, let first = paragraphs.first else { continue }
            return looksLikeTitle(first, isShaded: false)
                && ProseHeadings.isPart(ProseHeadings.withoutNumber(first.plainText))
        }
        return false
    }

    /// Returns the rows of a range as a table of their own; nil for an empty range.
    private static func part(of table: LocatedDocument.Table, _ range: Range<Int>) -> LocatedDocument.Table? {
        guard !range.isEmpty else { return nil }
        let rows = table.rows[range].map { row in
            var row = row
            row.cells = row.cells.map { cell in
                var cell = cell
                cell.row -= range.lowerBound
                cell.rowSpan = min(cell.rowSpan, range.upperBound - range.lowerBound - cell.row)
                return cell
            }
            return row
        }
        var part = LocatedDocument.Table(
            id: table.id, columnCount: table.columnCount, rows: rows, address: table.address)
        part.hiddenColumns = table.hiddenColumns
        part.columnWidths = table.columnWidths
        part.page = table.page
        return part
    }
}
