import Diagnostics
import OficioSchema
import OficioSource

extension ValueDecoder {
    /// Returns the value of a YAML node; `nil` if the node is absent or, with a finding, if it cannot be a value of
    /// the kind.
    mutating func value(of node: YAMLNode, as kind: FieldKind, field: Int, column: Int? = nil) -> Value? {
        if node.isAbsent { return nil }
        if let text = shortText(node, as: kind) {
            if case .rows(let rows) = kind, !isNotApplicable(text.source) {
                return .rows(self.rows(of: [node], rows, field: field))
            }
            if case .markdown = kind, text.source.utf8.contains(0x0A), !isNotApplicable(text.source) {
                let (blocks, found) = InlineMarkdown.blocks(text.source, span: text.span)
                diagnostics += found
                return .blocks(blocks)
            }
            return value(of: text, as: kind, field: field, column: column)
        }
        switch (kind, node) {
        case (.list, .sequence(let items, _)):
            if items.count == 1, let only = shortText(items[0], as: .markdown), isNotApplicable(only.source) {
                return .notApplicable(only)
            }
            return .list(listItems(items))
        case (.markdown, .sequence(let items, let span)):
            let entries = listItems(items).map { ListBlock.Item(blocks: $0.blocks, span: $0.span) }
            return .blocks([.list(ListBlock(start: nil, items: entries, span: span))])
        case (.references(let kind), .sequence(let items, let span)):
            if items.count > 1, !kind.isMany {
                report(
                    .wrongValue, span,
                    Localized(es: "aquí va una sola referencia", en: "only one reference belongs here"))
            }
            var found: [Reference] = []
            for item in items {
                if let text = shortText(item, as: .references(kind)) {
                    if isNotApplicable(text.source), items.count == 1 { return .notApplicable(text) }
                    found += references(in: text, kind)
                } else {
                    reportNoText(item)
                }
            }
            return .references(found)
        case (.codes(let list), .sequence(let items, let span)), (.choice(let list), .sequence(let items, let span)):
            var all: [Code] = []
            var words: [String] = []
            for item in items {
                guard let text = shortText(item, as: .text) else {
                    reportNoText(item)
                    continue
                }
                guard case .codes(let found, _) = codes(text, list: list, field: field, column: column) else {
                    continue
                }
                all += found
                words.append(text.source)
            }
            return .codes(all, Text(words.joined(separator: " "), span: span))
        case (.codeList, .mapping(let entries, _)):
            for entry in entries where shortText(entry.value, as: .text) == nil { reportNoText(entry.value) }
            return .codeList(
                CodeList(
                    name: "",
                    codes: entries.map {
                        Code(code: $0.key.text, label: shortText($0.value, as: .text)?.source ?? $0.key.text)
                    }))
        case (.codeList, .sequence(let items, _)):
            for item in items where shortText(item, as: .text) == nil { reportNoText(item) }
            return .codeList(
                CodeList(
                    name: "",
                    codes: items.compactMap { shortText($0, as: .text) }.map {
                        Code(code: $0.source.slug(), label: $0.source)
                    }))
        case (.group(let members), .mapping(let entries, _)): return .group(group(entries, members, field: field))
        case (.rows, .mapping(let entries, let span)):
            if let use = clauseUse(entries) {
                var rows = Rows()
                rows.clause = use
                return .rows(rows)
            }
            return .rows(rows(of: [.mapping(entries, span)], kind.rowType, field: field))
        case (.rows(let type), .sequence(let items, _)):
            if items.count == 1, let only = shortText(items[0], as: .markdown), isNotApplicable(only.source) {
                return .notApplicable(only)
            }
            return .rows(rows(of: items, type, field: field))
        default:
            report(
                .wrongValue, node.span,
                Localized(
                    es: "aquí no va una lista ni un bloque de claves", en: "no list or block of keys belongs here"))
            return nil
        }
    }

    /// Returns the text of a scalar, or of the nested sequence as which YAML reads an unquoted `[[id]]`; `nil` for any
    /// other node.
    private func shortText(_ node: YAMLNode, as kind: FieldKind) -> Text? {
        switch node {
        case .scalar(let scalar):
            if scalar.isPlain, scalar.text.isEmpty { return nil }
            switch kind {
            case .markdown, .list, .rows:
                return scalar.text.utf8.contains(0x0A)
                    ? Text(scalar.text, span: scalar.span) : InlineMarkdown.text(scalar.text, span: scalar.span)
            default: return Text(scalar.text, span: scalar.span)
            }
        case .sequence(let outer, let span):
            guard outer.count == 1, case .sequence(let inner, _) = outer[0], !inner.isEmpty else { return nil }
            var words: [String] = []
            for item in inner {
                guard case .scalar(let scalar) = item else { return nil }
                words.append(scalar.text)
            }
            let source = "[[" + words.joined(separator: ", ") + "]]"
            return Text(source, inlines: References.split(source), span: span)
        case .mapping: return nil
        }
    }

    /// Reports a list or a mapping in place of a single text; pages would show nothing of the value.
    private mutating func reportNoText(_ node: YAMLNode) {
        if node.isAbsent { return }
        report(
            .wrongValue, node.span,
            Localized(
                es: "aquí va un texto; si lleva «: », póngalo entre comillas",
                en: "a text belongs here; if it holds “: ”, put it in quotes"))
    }

    private mutating func listItems(_ nodes: [YAMLNode]) -> [ListItem] {
        var items: [ListItem] = []
        var seen: [String: Int] = [:]
        for node in nodes {
            guard let text = shortText(node, as: .markdown) else {
                reportNoText(node)
                continue
            }
            items.append(
                ListItem(id: RowIDs.unique(RowIDs.slug(text.plain), &seen), blocks: [.paragraph(text)], span: text.span)
            )
        }
        return items
    }

    private mutating func group(_ entries: [YAMLNode.Entry], _ members: [Field], field: Int) -> [FieldValue] {
        var values: [FieldValue] = []
        for entry in entries {
            guard let index = members.place(of: entry.key.text.folded) else {
                reportUnknownName(entry.key.text, at: entry.key.span, among: members)
                continue
            }
            if let value = value(of: entry.value, as: members[index].kind, field: field) {
                values.append(FieldValue(field: index, value: value, span: entry.span))
            }
        }
        return values
    }

    mutating func reportUnknownName(_ name: String, at span: Span, among known: [Field]) {
        let near = known.suggestion(for: name.folded, schema.language)
        report(
            .unknownField, span,
            Localized(es: "aquí no hay ningún dato «\(name)»", en: "there is no fact “\(name)” here"),
            label: near.map { Localized(es: "¿quiso decir «\($0.name)»?", en: "did you mean “\($0.name)”?") }
                ?? Self.names(of: known, schema.language),
            fixes: near.map {
                [
                    .init(
                        Localized(es: "cambiar por «\($0.name)»", en: "change to “\($0.name)”"), safe: $0.isCertain,
                        [.init(span, $0.name)])
                ]
            } ?? [])
    }

    private static func names(of known: [Field], _ language: Language) -> Localized {
        let names = known.map { $0.label[language] }.joined(separator: ", ")
        return Localized(es: "se entiende: \(names)", en: "understood: \(names)")
    }

    // MARK: Rows

    private mutating func clauseUse(_ entries: [YAMLNode.Entry]) -> ClauseUse? {
        guard let from = entries.first(where: { ["de", "from"].contains($0.key.text.folded) }),
            let text = shortText(from.value, as: .text)
        else { return nil }
        var except: [Text] = []
        for entry in entries where ["salvo", "except"].contains(entry.key.text.folded) {
            if case .sequence(let items, _) = entry.value {
                for item in items where shortText(item, as: .text) == nil { reportNoText(item) }
                except += items.compactMap { shortText($0, as: .text) }
            } else if let one = shortText(entry.value, as: .text) {
                except.append(one)
            }
        }
        for entry in entries where !["de", "from", "salvo", "except"].contains(entry.key.text.folded) {
            report(
                .unknownField, entry.key.span,
                Localized(
                    es: "aquí solo caben «de» y «salvo», y no «\(entry.key.text)»",
                    en: "only “from” and “except” belong here, not “\(entry.key.text)”"))
        }
        let kind = ReferenceKind(types: [.clause], isMany: false, allowsText: false)
        return references(in: text, kind).first.map { ClauseUse(clause: $0, except: except) }
    }

    private mutating func rows(of nodes: [YAMLNode], _ type: RowType, field: Int) -> Rows {
        var rows = Rows()
        var seen: [String: Int] = [:]
        for node in nodes {
            switch node {
            case .mapping(let entries, let span): append(entries, span, type, field: field, to: &rows, &seen)
            default:
                guard let text = shortText(node, as: .markdown) else {
                    report(.wrongValue, node.span, Localized(es: "aquí va una fila", en: "a row belongs here"))
                    continue
                }
                let cell = value(of: text, as: type.columns[type.main].kind, field: field, column: type.main)
                let id = RowIDs.unique(RowIDs.slug(text.plain), &seen)
                rows.rows.append(
                    Row(
                        id: id, cells: [FieldValue(field: type.main, value: cell, span: text.span)], continued: [],
                        group: nil, span: text.span))
            }
        }
        return rows
    }

    private mutating func append(
        _ entries: [YAMLNode.Entry], _ span: Span, _ type: RowType, field: Int, to rows: inout Rows,
        _ seen: inout [String: Int]
    ) {
        var cells: [FieldValue] = []
        var mains: [FieldValue] = []
        var id: String?
        for entry in entries {
            guard
                let column = type.column(named: entry.key.text.folded) ?? type.columns.place(of: entry.key.text.folded)
            else {
                if entry.key.text.folded == "id", let text = shortText(entry.value, as: .text) {
                    id = text.source
                } else {
                    reportUnknownName(entry.key.text, at: entry.key.span, among: type.columns)
                }
                continue
            }
            if entry.value.saysNothing { reportBlank(entry.key) }
            // Several texts in the main column make several rows with the same other cells, such as
            // the behaviours of a level.
            if column == type.main, case .markdown = type.columns[column].kind,
                case .sequence(let items, _) = entry.value, !isShort(entry.value)
            {
                for item in items {
                    if let value = value(of: item, as: .markdown, field: field, column: column) {
                        mains.append(FieldValue(field: column, value: value, span: item.span))
                    }
                }
                continue
            }
            if let value = value(of: entry.value, as: type.columns[column].kind, field: field, column: column) {
                cells.append(FieldValue(field: column, value: value, span: entry.span))
            }
        }
        if mains.isEmpty {
            let words = cells.first { $0.field == type.main }?.value.plain ?? cells.first?.value.plain ?? ""
            rows.rows.append(
                Row(
                    id: RowIDs.unique(id ?? RowIDs.slug(words), &seen), cells: cells, continued: [], group: nil,
                    span: span))
        }
        for (index, main) in mains.enumerated() {
            let repeated: Set<Int> = index == 0 ? [] : Set(cells.map(\.field))
            rows.rows.append(
                Row(
                    id: RowIDs.unique(RowIDs.slug(main.value.plain), &seen), cells: cells + [main], continued: repeated,
                    group: nil,
                    span: index == 0 ? span : main.span))
        }
    }

    private func isShort(_ node: YAMLNode) -> Bool { shortText(node, as: .markdown) != nil }
}
