import OficioBasics
import OficioSchema
import OficioSource

/// The smallest part of a record that a public build can withhold alone: a paragraph, the text of a cell or an item, a
/// row of a Markdown table, a block of code, the value of a short field; and inside these the title of a link or a
/// picture, an alternative text, code in a line, and the line that opens a block of code.
struct TextPiece: Sendable {
    /// The folded words, in order, with a space between two; empty for a text without a word.
    let key: String
    /// The words as they stand.
    private let text: String
    /// Whether the piece is a value other than text: a number, a date, a code.
    let isValue: Bool

    init(_ words: String, isValue: Bool = false) {
        self.isValue = isValue
        text = words
        // Soft hyphens and characters without width do not separate words.
        key = (words.withoutIgnorables ?? words).folded.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// The distinct folded words of the piece.
    var words: Set<Substring> { Set(key.split(separator: " ")) }

    /// The sentences of a piece that consists of several; empty for a single sentence and for a value other than
    /// text.
    var sentences: [TextPiece] {
        if isValue { return [] }
        var sentences: [TextPiece] = []
        var start = text.startIndex
        var last: Character = " "
        for place in text.indices {
            if text[place].isWhitespace, ".!?;:".contains(last) {
                sentences.append(TextPiece(String(text[start..<place])))
                start = place
            }
            last = text[place]
        }
        if sentences.isEmpty { return [] }
        return (sentences + [TextPiece(String(text[start...]))]).filter { !$0.key.isEmpty }
    }
}

extension Block {
    /// The text of a paragraph, a heading or a code block; empty for a rule, `nil` for a list, a block quote and a
    /// table.
    private var ownWords: String? {
        switch self {
        case .paragraph(let text), .heading(_, let text): text.plain
        case .code(let text, _, _): text
        case .rule: ""
        case .list, .quote, .table: nil
        }
    }

    private static func words(_ row: [Text]) -> String { row.map(\.plain).joined(separator: " ") }

    /// Calls `body` with each piece of the block, in order.
    func forEachPiece(_ body: (TextPiece) -> Void) {
        switch self {
        case .list(let list): for item in list.items { for block in item.blocks { block.forEachPiece(body) } }
        case .quote(let inside, _): for block in inside { block.forEachPiece(body) }
        case .table(let table):
            for row in [table.header] + table.rows.map(\.cells) {
                body(TextPiece(Self.words(row)))
                for cell in row { cell.forEachAside(body) }
            }
        case .paragraph(let text), .heading(_, let text):
            body(TextPiece(text.plain))
            text.forEachAside(body)
        case .code(let text, let info, _):
            body(TextPiece(text))
            if info.contains(" ") { body(TextPiece(info)) }
        case .rule: body(TextPiece(""))
        }
    }

    /// Returns the block without the pieces whose keys are in `keys`; `nil` if nothing is left of it.
    func withoutPieces(_ keys: Set<String>) -> Block? {
        switch self {
        case .list(let list):
            let items = list.items.compactMap { item -> ListBlock.Item? in
                let left = item.blocks.withoutPieces(keys)
                return left.isEmpty && !item.blocks.isEmpty ? nil : .init(blocks: left, span: item.span)
            }
            return items.isEmpty ? nil : .list(ListBlock(start: list.start, items: items, span: list.span))
        case .quote(let inside, let span):
            let left = inside.withoutPieces(keys)
            return left.isEmpty ? nil : .quote(left, span)
        case .table(let table):
            let rows = table.rows.filter { !keys.contains(TextPiece(Self.words($0.cells)).key) }
            let isHeaderHidden = keys.contains(TextPiece(Self.words(table.header)).key)
            if isHeaderHidden, rows.isEmpty { return nil }
            let header = table.header.map {
                isHeaderHidden ? $0.replacing(source: "", inlines: nil) : $0.withoutAsides(keys)
            }
            let left = rows.map { TableBlock.Row(cells: $0.cells.map { $0.withoutAsides(keys) }, span: $0.span) }
            return .table(TableBlock(header: header, rows: left, span: table.span, alignments: table.alignments))
        case .paragraph, .heading, .code, .rule:
            if keys.contains(TextPiece(ownWords ?? "").key) { return nil }
            switch self {
            case .paragraph(let text): return .paragraph(text.withoutAsides(keys))
            case .heading(let level, let text): return .heading(level: level, text.withoutAsides(keys))
            case .code(let text, let info, let span) where keys.contains(TextPiece(info).key):
                return .code(text, info: String(info.prefix { $0 != " " }), span)
            default: return self
            }
        }
    }
}

extension [Block] {
    /// Returns the blocks without the pieces whose keys are in `keys`.
    func withoutPieces(_ keys: Set<String>) -> [Block] { compactMap { $0.withoutPieces(keys) } }
}

extension Value {
    /// Calls `body` with each piece of the value, in order, in the columns and members for which `isShown` is true.
    func forEachPiece(_ kind: FieldKind, where isShown: (Field) -> Bool, _ body: (TextPiece) -> Void) {
        switch self {
        case .blocks(let blocks): for block in blocks { block.forEachPiece(body) }
        case .list(let items): for item in items { for block in item.blocks { block.forEachPiece(body) } }
        case .rows(let rows):
            guard case .rows(let type) = kind else { return }
            for block in rows.introduction + rows.closing { block.forEachPiece(body) }
            for group in rows.groups {
                body(TextPiece(group.heading.plain))
                group.heading.forEachAside(body)
                for block in group.note { block.forEachPiece(body) }
            }
            for cell in rows.rows.flatMap(\.cells) where isShown(type.columns[cell.field]) {
                cell.value.forEachPiece(type.columns[cell.field].kind, where: isShown, body)
            }
        case .group(let members):
            guard case .group(let fields) = kind else { return }
            for member in members where isShown(fields[member.field]) {
                member.value.forEachPiece(fields[member.field].kind, where: isShown, body)
            }
        case .codeList(let list):
            for code in list.codes {
                body(TextPiece([code.code, code.label, code.meaning ?? ""].joined(separator: " ")))
            }
        case .references(let references):
            for reference in references {
                body(TextPiece(reference.label ?? reference.text.plain))
                reference.text.forEachAside(body)
            }
        case .notApplicable(let text), .text(let text):
            body(TextPiece(plain))
            text.forEachAside(body)
        case .date, .integer, .percent, .boolean, .duration, .codes: body(TextPiece(plain, isValue: true))
        }
    }

    /// Returns the value without the pieces whose keys are in `keys`; `nil` if nothing remains, except that rows,
    /// groups and code lists stay even if empty. Drops a row that loses its main cell or all cells.
    func withoutPieces(_ keys: Set<String>, _ kind: FieldKind) -> Value? {
        switch self {
        case .blocks(let blocks):
            let left = blocks.withoutPieces(keys)
            return left.isEmpty && !blocks.isEmpty ? nil : .blocks(left)
        case .list(let items):
            let left = items.compactMap { item -> ListItem? in
                let blocks = item.blocks.withoutPieces(keys)
                return blocks.isEmpty && !item.blocks.isEmpty
                    ? nil : ListItem(id: item.id, blocks: blocks, span: item.span)
            }
            return left.isEmpty && !items.isEmpty ? nil : .list(left)
        case .rows(let rows):
            guard case .rows(let type) = kind else { return self }
            return .rows(rows.withoutPieces(keys, type))
        case .group(let members):
            guard case .group(let fields) = kind else { return self }
            return .group(
                members.compactMap { member in
                    member.value.withoutPieces(keys, fields[member.field].kind).map(member.with)
                })
        case .references(let references):
            let left = references.filter { !keys.contains(TextPiece($0.label ?? $0.text.plain).key) }
            return left.isEmpty && !references.isEmpty ? nil : .references(left.map { $0.withoutAsides(keys) })
        case .codeList(let list):
            return .codeList(
                CodeList(
                    name: list.name,
                    codes: list.codes.filter {
                        !keys.contains(TextPiece([$0.code, $0.label, $0.meaning ?? ""].joined(separator: " ")).key)
                    }))
        case .notApplicable(let text):
            return keys.contains(TextPiece(plain).key) ? nil : .notApplicable(text.withoutAsides(keys))
        case .text(let text): return keys.contains(TextPiece(plain).key) ? nil : .text(text.withoutAsides(keys))
        case .date, .integer, .percent, .boolean, .duration, .codes:
            return keys.contains(TextPiece(plain).key) ? nil : self
        }
    }
}

extension Rows {
    fileprivate func withoutPieces(_ keys: Set<String>, _ type: RowType) -> Rows {
        var result = self
        result.introduction = introduction.withoutPieces(keys)
        result.closing = closing.withoutPieces(keys)
        result.groups = groups.map { group in
            let isHidden = keys.contains(TextPiece(group.heading.plain).key)
            return RowGroup(
                heading: isHidden
                    ? group.heading.replacing(source: "", inlines: nil) : group.heading.withoutAsides(keys),
                value: isHidden ? .text(group.heading.replacing(source: "", inlines: nil)) : group.value,
                note: group.note.withoutPieces(keys), isNotApplicable: group.isNotApplicable)
        }
        result.rows = rows.compactMap { row in
            let cells = row.cells.compactMap { cell in
                cell.value.withoutPieces(keys, type.columns[cell.field].kind).map(cell.with)
            }
            let isCut = row.cells.contains { $0.field == type.main } && !cells.contains { $0.field == type.main }
            if isCut || cells.isEmpty { return nil }
            return Row(id: row.id, cells: cells, continued: row.continued, group: row.group, span: row.span)
        }
        result.recorded = recorded.map { RecordedRows($0.rows.withoutPieces(keys, type)) }
        return result
    }
}
