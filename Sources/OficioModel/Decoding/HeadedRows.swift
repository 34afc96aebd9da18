import OficioSchema
import OficioSource

// Reads competencies in the layout of printed sheets: a heading `### Autocontrol`, and its behaviours below it.
extension ValueDecoder {
    /// Returns the row that a heading and the blocks below it form, if the main column is a reference and nested
    /// lists have a column; `nil` if the heading only groups the references below it.
    mutating func headedRow(_ heading: Text, _ blocks: [Block], _ type: RowType, field: Int) -> (
        cells: [FieldValue], id: String?
    )? {
        guard type.groupBy == nil, let children = type.children,
            case .references(let kind) = type.columns[type.main].kind
        else { return nil }
        let isPlain = blocks.allSatisfy(\.isParagraphOrList)
        guard !blocks.isEmpty, isPlain || reading == .shown && hasText(blocks, type),
            !Self.groupsReferences(heading, blocks)
        else { return nil }
        if !isPlain { isUnderstood = true }
        var title = heading
        var cells: [FieldValue] = []
        var id: String?
        if let (rest, attributes) = ItemAttributes.split(heading) {
            title = rest
            id = attributes.id
            for (name, value) in attributes.pairs {
                guard let column = column(understood: name, type, field: field) else { continue }
                let cell = self.value(
                    of: Text(value, span: heading.span), as: type.columns[column].kind, field: field, column: column)
                cells.append(FieldValue(field: column, value: cell, span: heading.span))
            }
        }
        let optional = ReferenceKind(types: kind.types, isMany: kind.isMany, allowsText: true)
        cells.append(
            FieldValue(
                field: type.main, value: .references(references(in: Text(title.plain, span: title.span), optional)),
                span: title.span))
        var items: [ListItem] = []
        for block in blocks {
            switch block {
            case .list(let list):
                items += list.items.map { ListItem(id: RowIDs.slug($0.blocks.plain), blocks: $0.blocks, span: $0.span) }
            case .paragraph(let text) where reading == .shown && level(text, type) != nil:
                if let (column, value) = level(text, type), !cells.contains(where: { $0.field == column }) {
                    isUnderstood = true
                    cells.append(
                        FieldValue(
                            field: column,
                            value: self.value(of: value, as: type.columns[column].kind, field: field, column: column),
                            span: text.span))
                } else {
                    items.append(ListItem(id: RowIDs.slug([block].plain), blocks: [block], span: block.span))
                }
            case .paragraph(let text) where reading == .shown && !text.behaviours.isEmpty:
                isUnderstood = true
                items += text.behaviours.map {
                    ListItem(id: RowIDs.slug($0.plain), blocks: [.paragraph($0)], span: $0.span)
                }
            default: items.append(ListItem(id: RowIDs.slug([block].plain), blocks: [block], span: block.span))
            }
        }
        cells.append(FieldValue(field: children, value: .list(items), span: blocks[0].span))
        return (cells, id)
    }

    /// Whether blocks with quotations or tables are the text of one row: no block is a heading, and the first column
    /// of each table is the column of levels.
    private func hasText(_ blocks: [Block], _ type: RowType) -> Bool {
        blocks.allSatisfy { block in
            guard case .table(let table) = block else { return !block.isHeading }
            let level = type.column(.level)
            return level != nil && table.header.first.flatMap { type.columns.place(of: $0.plain.folded) } == level
        }
    }

    /// Returns the column of levels and the level that a line below a competency gives the competency: *Nivel: Alto*;
    /// `nil` for any other line.
    private func level(_ text: Text, _ type: RowType) -> (column: Int, value: Text)? {
        let names = ["nivel", "grado", "nivel requerido", "nivel de dominio", "nivel esperado", "level", "grade"]
        guard let column = type.column(.level),
            let pair = PastedPair(text.source), names.contains(pair.label.folded), !pair.value.isEmpty,
            pair.value.split(separator: " ").count < 6, !pair.value.contains(where: \.isNewline)
        else { return nil }
        return (column, Text(pair.value, span: text.span))
    }

    /// Whether a heading groups references (*Competencias transversales* over ids and titles) instead of being a
    /// reference. A heading groups references if the list below has only links or ids, or title-length phrases under
    /// a plural heading. Earlier versions read every such list as references.
    private static func groupsReferences(_ heading: Text, _ blocks: [Block]) -> Bool {
        guard blocks.count == 1, case .list(let list) = blocks[0] else { return false }
        let texts = list.items.compactMap { item -> Text? in
            guard item.blocks.count == 1, case .paragraph(let text) = item.blocks[0] else { return nil }
            return ItemAttributes.split(text)?.text ?? text
        }
        guard texts.count == list.items.count else { return false }
        if texts.allSatisfy({ isLink($0) || $0.plain.slug() == $0.plain }) { return true }
        let isShort = texts.allSatisfy {
            $0.plain.split(separator: " ").count <= 5 && $0.plain.last != "." && $0.plain.last != ";"
        }
        let words = heading.plain.folded.split(separator: " ")
        return isShort && (words.last?.hasSuffix("s") ?? false)
    }

    private static func isLink(_ text: Text) -> Bool {
        guard text.inlines?.count == 1, let only = text.inlines?.first else { return false }
        switch only {
        case .reference, .link: return true
        default: return false
        }
    }
}

extension Text {
    /// The lines of a paragraph in which every line is a separate sentence; empty for any other text.
    fileprivate var behaviours: [Text] {
        let lines = source.split(whereSeparator: \.isNewline).map { line in
            String(line.hasSuffix("\\") ? line.dropLast() : line).trimmedASCII
        }
        guard lines.count > 1, lines.allSatisfy({ $0.first?.isUppercase == true }),
            lines.dropLast().allSatisfy({ $0.last.map { ".;".contains($0) } ?? false })
                || lines.allSatisfy({ $0.last.map { !".;,".contains($0) } ?? false })
        else { return [] }
        return lines.map { InlineMarkdown.text($0, span: span) }
    }
}

extension Block {
    fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }

    fileprivate var isParagraphOrList: Bool {
        switch self {
        case .paragraph, .list: true
        default: false
        }
    }
}
