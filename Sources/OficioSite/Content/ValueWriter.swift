import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// Writes values as HTML in the style of the form: its dates, its final punctuation, and people as `rótulo: nombre,
/// cargo`.
struct ValueWriter: Sendable {
    let content: ContentWriter
    var dates: DatePattern?
    /// The punctuation added to texts and references that end in a letter, a closing parenthesis or a quotation mark;
    /// empty to add none.
    var end = ""
    /// The `ControlKey` of the field whose value is written; `nil` to write the value without one, as on published
    /// pages.
    var mark: ControlKey?

    private var site: SiteContext { content.site }

    /// Returns the value as HTML: phrasing content, unless it has several blocks.
    func html(_ value: Value, _ kind: FieldKind) -> Markup {
        switch value {
        case .list, .rows, .group: htmlWithoutMark(value, kind)
        case .references(let references) where references.count > 1: htmlWithoutMark(value, kind)
        case .blocks(let blocks) where blocks.count != 1 || !blocks[0].isParagraph:
            mark.around(htmlWithoutMark(value, kind), isBlock: true)
        default: mark.around(htmlWithoutMark(value, kind))
        }
    }

    private func htmlWithoutMark(_ value: Value, _ kind: FieldKind) -> Markup {
        switch value {
        case .notApplicable(let text): content.inline(text)
        case .text(let text): closed(content.inline(text), text)
        case .blocks(let blocks): closed(blocks)
        case .date(let date, let text): marking(text) { $0.append(time(date)) }
        case .integer(_, let text), .percent(_, let text), .boolean(_, let text), .duration(_, let text):
            content.inline(text)
        case .codes(let codes, let text): marking(text) { $0.append(self.codes(codes, text)) }
        case .references(let references): self.references(references, kind)
        case .list(let items): list(items.withWords)
        case .rows(let rows): self.rows(rows, kind.rowType)
        case .group(let values): group(values, kind)
        case .codeList(let list): lines(list.codes.map { escaped($0.label) })
        }
    }

    // MARK: Kinds

    private func marking(_ text: Text, _ write: (inout Markup) -> Void) -> Markup {
        var markup = Markup()
        content.marking(text, in: &markup, write)
        return markup
    }

    func time(_ date: CalendarDate) -> Markup {
        var markup = Markup()
        markup.tag("<time datetime=\"")
        markup.text(date.iso)
        markup.tag("\">")
        markup.text((dates ?? .long(site.language)).format(date, site.language))
        markup.tag("</time>")
        return markup
    }

    func codes(_ codes: [Code], _ text: Text) -> Markup {
        var markup = Markup()
        for (index, code) in codes.enumerated() {
            if index > 0 { markup.tag(" ") }
            if code.label == code.code {
                markup.text(code.code)
            } else {
                markup.tag("<abbr title=\"")
                markup.text(code.label)
                markup.tag("\">")
                markup.text(code.code)
                markup.tag("</abbr>")
            }
        }
        return codes.isEmpty ? content.inline(text) : markup
    }

    /// Returns the references with the author's labels or the titles, each as a link if it leads to a page.
    func references(_ references: [Reference], _ kind: FieldKind) -> Markup {
        var parts: [Markup] = []
        var written: Set<Span> = []
        for (place, reference) in references.enumerated() {
            let mark = references.count > 1 ? mark?.adding("@\(place)") : nil
            // A text with several references appears only once, as the author wrote it.
            if reference.hasContext {
                if written.insert(reference.text.span).inserted {
                    parts.append(mark.around(closed(content.inline(reference.text), reference.text)))
                }
            } else {
                parts.append(mark.around(self.reference(reference, kind)))
            }
        }
        return lines(parts)
    }

    func reference(_ reference: Reference, _ kind: FieldKind) -> Markup {
        var types: [TypeKey] = []
        if case .references(let declared) = kind { types = declared.types }
        var markup = Markup()
        let resolution = site.corpus.resolve(
            reference.target, types: types, from: content.file, isPath: reference.isPath)
        guard let index = resolution.record else { return closed(content.inline(reference.text), reference.text) }
        let words = reference.label ?? site.corpus.records[index].title
        content.marking(reference.text, in: &markup) { $0.link(to: site.url(of: index, from: content.root), words) }
        return closed(markup, endingIn: words)
    }

    private func list(_ items: [ListItem]) -> Markup {
        if items.count == 1 { return item(items[0]) }
        var markup = Markup()
        markup.tag("<ul>")
        for item in items {
            markup.tag("<li>")
            markup.append(self.item(item))
            markup.tag("</li>")
        }
        markup.tag("</ul>")
        return markup
    }

    /// Returns an item of a list, inside its `ControlKey` if the writer has one.
    func item(_ item: ListItem) -> Markup {
        mark?.adding(item.id).around(closed(item.blocks), isBlock: !item.blocks.areOneParagraph) ?? closed(item.blocks)
    }

    /// Returns rows inside a cell, one line each, with the text before and after them: people as `rótulo: nombre,
    /// cargo`, other rows as their cells separated by commas.
    private func rows(_ rows: Rows, _ type: RowType) -> Markup {
        var parts: [Markup] = []
        for block in [rows.introduction] where !block.isEmpty { parts.append(content.phrasing(block)) }
        for row in site.corpus.withClauseRows(rows, from: content.file).rows {
            let line = person(row, type)
            // In a public build, a row may have no visible cell.
            if !line.isEmpty { parts.append(line) }
        }
        for block in [rows.closing] where !block.isEmpty { parts.append(content.phrasing(block)) }
        return lines(parts)
    }

    private func person(_ row: Row, _ type: RowType) -> Markup {
        var markup = Markup()
        let label = type.column(.label)
        var last = ""
        for (index, column) in type.columns.enumerated() {
            guard let value = row[index], !row.continued.contains(index) else { continue }
            if !markup.isEmpty { markup.tag(last == "label" ? " " : ", ") }
            let cell = mark?.adding(row.id).adding(column.id, label: column.label[site.language])
            markup.append(ValueWriter(content: content, dates: dates, mark: cell).html(value, column.kind))
            last = column.id
            if index == label {
                if !value.plain.hasSuffix(":") { markup.tag(":") }
            }
        }
        return markup
    }

    private func group(_ values: [FieldValue], _ kind: FieldKind) -> Markup {
        guard case .group(let members) = kind else { return Markup() }
        return lines(
            values.map { value in
                var writer = self
                writer.mark = mark?.member(members[value.field].id, label: members[value.field].label[site.language])
                return writer.html(value.value, members[value.field].kind)
            })
    }

    // MARK: Joining and closing

    /// Returns the parts joined by line breaks.
    func lines(_ parts: [Markup]) -> Markup {
        if parts.count == 1 { return parts[0] }
        var markup = Markup()
        for (index, part) in parts.enumerated() {
            if index > 0 { markup.tag("<br>") }
            markup.append(part)
        }
        return markup
    }

    func escaped(_ text: String) -> Markup {
        var markup = Markup()
        markup.text(text)
        return markup
    }

    /// Returns blocks as HTML; a single paragraph gets the final punctuation.
    func closed(_ blocks: [Block]) -> Markup {
        if blocks.count == 1, case .paragraph(let text) = blocks[0] { return closed(content.inline(text), text) }
        return content.blocks(blocks)
    }

    private func closed(_ markup: Markup, _ text: Text) -> Markup { closed(markup, endingIn: text.source) }

    private func closed(_ markup: Markup, endingIn words: String) -> Markup {
        guard !end.isEmpty, let last = words.unicodeScalars.last,
            last.properties.isAlphabetic || last == ")" || last == "\"" || last == "”" || last == "»"
        else {
            return markup
        }
        var markup = markup
        markup.text(end)
        return markup
    }
}

extension Block {
    var isParagraph: Bool { if case .paragraph = self { true } else { false } }
}

extension [Block] {
    var areOneParagraph: Bool { count == 1 && self[0].isParagraph }
}
