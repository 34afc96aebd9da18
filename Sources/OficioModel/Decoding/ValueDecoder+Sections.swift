import Diagnostics
import OficioSchema
import OficioSource

extension ValueDecoder {
    /// Returns the value of the blocks under a heading; `nil`, with a finding, if there are none.
    mutating func value(of blocks: [Block], as kind: FieldKind, field: Int, heading: Text) -> Value? {
        if blocks.isEmpty {
            unfinished.insert(field)
            report(
                .emptySection, heading.span,
                Localized(
                    es: "la sección «\(heading.plain)» está vacía; si no hay nada que decir, escriba «N/A»",
                    en: "the section “\(heading.plain)” is empty; if there is nothing to say, write “N/A”"))
            return nil
        }
        reportEmptyItems(blocks, field)
        if let words = notApplicable(blocks) { return .notApplicable(words) }
        switch kind {
        case .markdown: return .blocks(blocks)
        case .list: return .list(list(blocks))
        case .rows(let type):
            let isTitle =
                type.groupBy.map { isFrequencies(type.columns[$0].kind) } ?? false
                && form.path(labelled: heading.plain.folded) == nil && FrequencyWords(heading.plain) != nil
            return .rows(rows(blocks, type, field: field, title: isTitle ? heading : nil))
        case .group(let members): return .group(group(blocks, members, field: field, heading: heading))
        case .references(let references):
            var found: [Reference] = []
            for text in lines(blocks) { found += self.references(in: text, references) }
            return .references(found)
        case .codeList:
            return .codeList(
                CodeList(name: "", codes: lines(blocks).map { Code(code: $0.plain.slug(), label: $0.plain) }))
        default:
            let texts = lines(blocks)
            guard texts.count == 1 else {
                report(
                    .wrongValue, heading.span,
                    Localized(
                        es: "«\(heading.plain)» es un solo dato, y lo que hay aquí no lo es",
                        en: "“\(heading.plain)” is one fact, and what stands here is not"),
                    label: Localized(
                        es: "deje aquí solo el dato, y ponga lo demás bajo otro título",
                        en: "leave only the fact here, and put the rest under another heading"))
                return .blocks(blocks)
            }
            return value(of: texts[0], as: kind, field: field, column: nil)
        }
    }

    /// Reports items of lists without words. A section with nothing else is unfinished.
    private mutating func reportEmptyItems(_ blocks: [Block], _ field: Int) {
        if blocks.allSatisfy(\.isEmptyList) { unfinished.insert(field) }
        for block in blocks {
            guard case .list(let list) = block else { continue }
            for item in list.items {
                if !item.isEmpty {
                    reportEmptyItems(item.blocks, field)
                    continue
                }
                var found = Diagnostic(
                    .emptySection, at: item.span,
                    Localized(es: "esta línea de la lista está vacía", en: "this line of the list is empty"),
                    label: Localized(
                        es: "complétela o bórrela; no se publica", en: "complete it or delete it; it is not published"),
                    record: record)
                found.severity = .warning
                diagnostics.append(found)
            }
        }
    }

    /// Returns the wording of *not applicable*, if it is the only paragraph or the only item of a list.
    func notApplicable(_ blocks: [Block]) -> Text? { NotApplicable.text(of: blocks, schema.settings) }

    /// Returns every paragraph, item and cell as a text, without empty texts.
    private func lines(_ blocks: [Block]) -> [Text] {
        var texts: [Text] = []
        blocks.forEachText { if !$0.isEmpty { texts.append($0) } }
        return texts
    }

    /// Returns the items of all lists; every other block is an item of its own.
    private func list(_ blocks: [Block]) -> [ListItem] {
        var items: [ListItem] = []
        var seen: [String: Int] = [:]
        for block in blocks {
            switch block {
            case .list(let list):
                for item in list.items {
                    let (blocks, attributes) = splitAttributes(item.blocks)
                    items.append(
                        ListItem(
                            id: RowIDs.unique(attributes.id ?? RowIDs.slug(blocks.plain), &seen), blocks: blocks,
                            span: item.span))
                }
            default:
                items.append(
                    ListItem(id: RowIDs.unique(RowIDs.slug([block].plain), &seen), blocks: [block], span: block.span))
            }
        }
        return items
    }

    /// Returns the blocks of an item without the attributes at the end of its first paragraph, and these attributes.
    private func splitAttributes(_ blocks: [Block]) -> ([Block], ItemAttributes) {
        guard case .paragraph(let text)? = blocks.first, let (rest, attributes) = ItemAttributes.split(text) else {
            return (blocks, ItemAttributes())
        }
        return ([.paragraph(rest)] + blocks.dropFirst(), attributes)
    }

    private mutating func group(_ blocks: [Block], _ members: [Field], field: Int, heading: Text) -> [FieldValue] {
        var lead: [Block] = []
        var values: [FieldValue] = []
        // `index` is `nil` if the heading names no member.
        var current: (index: Int?, heading: Text, blocks: [Block])?
        func flush(_ decoder: inout ValueDecoder) {
            guard let (known, heading, blocks) = current else { return }
            guard let index = known else {
                decoder.straySections.append((heading, blocks, isLead: false))
                current = nil
                return
            }
            if let value = decoder.value(of: blocks, as: members[index].kind, field: field, heading: heading) {
                values.append(FieldValue(field: index, value: value, span: heading.span))
            }
            current = nil
        }
        for block in blocks {
            if case .heading(_, let heading) = block {
                flush(&self)
                let name = members.place(ofHeading: heading)
                if let name, values.contains(where: { $0.field == name }) { repeated(heading) }
                current = (name, heading, [])
            } else if current == nil {
                lead.append(block)
            } else {
                current?.blocks.append(block)
            }
        }
        flush(&self)
        if let first = lead.first {
            straySections.append((heading, lead, isLead: true))
            let names = members.map { $0.label[schema.language].capitalizedFirst }.joined(separator: ", ")
            report(
                .strayText, first.span,
                Localized(
                    es: "este texto no está bajo ningún título «###»: se publica en una sección aparte",
                    en: "this text stands under no “###” heading: it is published in a section of its own"),
                label: Localized(
                    es: "póngalo bajo uno de estos: \(names)", en: "put it under one of these: \(names)"))
        }
        return values
    }

    mutating func repeated(_ heading: Text) {
        report(
            .repeatedField, heading.span,
            Localized(
                es: "«\(heading.plain)» repite un campo que ya está escrito antes",
                en: "“\(heading.plain)” repeats a field that is written before"))
    }
}

extension ValueDecoder {
    /// Returns the column that a name or a label of the form means; `nil` if it means none.
    func column(named name: String, _ type: RowType, field: Int) -> Int? {
        type.column(named: name.folded) ?? form.column(field: field, labelled: name.folded)
    }

    /// Returns the column that a name or a label of the form means, loosely if only one column fits; `nil` if it
    /// means none.
    func column(understood name: String, _ type: RowType, field: Int) -> Int? {
        column(named: name, type, field: field) ?? type.columns.place(of: name.folded)
    }
}
