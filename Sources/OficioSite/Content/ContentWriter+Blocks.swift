import OficioSource
import OficioTheme

// Writes blocks: paragraphs, headings, lists, tables, quotations and code.
extension ContentWriter {
    /// Returns blocks as flow content.
    func blocks(_ blocks: [Block]) -> Markup {
        var markup = Markup()
        var levels = HeadingLevels(from: headingLevel)
        for block in blocks {
            if case .heading(let level, let text) = block {
                writeHeading(levels.next(level), text, &markup)
            } else {
                write(block, to: &markup)
            }
        }
        return markup
    }

    /// Returns blocks as phrasing content if they are one paragraph, otherwise as flow content.
    func compact(_ blocks: [Block]) -> Markup {
        if blocks.count == 1, case .paragraph(let text) = blocks[0] { return inline(text) }
        return self.blocks(blocks)
    }

    /// Returns any blocks as phrasing content, with paragraphs and items on separate lines.
    func phrasing(_ blocks: [Block]) -> Markup {
        if blocks.count == 1, case .paragraph(let text) = blocks[0] { return inline(text) }
        var markup = Markup()
        blocks.forEachText { text in
            if !markup.isEmpty { markup.tag("<br>") }
            write(text, to: &markup)
        }
        return markup
    }

    private func write(_ block: Block, to markup: inout Markup) {
        switch block {
        case .paragraph(let text):
            markup.tag("<p>")
            write(text, to: &markup)
            markup.tag("</p>")
        case .heading(let level, let text):
            writeHeading(min(6, max(headingLevel, level - 2 + headingLevel)), text, &markup)
        case .list(let list): write(list, to: &markup)
        case .table(let table): write(table, to: &markup)
        case .quote(let inside, _):
            if let callout = Callout(inside) { return write(callout, to: &markup) }
            markup.tag("<blockquote>")
            for block in inside { write(block, to: &markup) }
            markup.tag("</blockquote>")
        case .code(let code, let info, _):
            markup.tag("<pre><code")
            // The first word of the info string is the language, which readers' styles and scripts may use (CommonMark
            // 0.31, § 4.5).
            if let language = info.parts(between: " ").first {
                markup.tag(" class=\"language-")
                markup.text(String(language))
                if language.utf8.count < info.utf8.count { addTitle(info, &markup) }
                markup.tag("\"")
            }
            markup.tag(">")
            markup.text(code)
            markup.tag("</code></pre>")
        case .rule: markup.tag("<hr>")
        }
    }

    private func writeHeading(_ level: Int, _ text: Text, _ markup: inout Markup) {
        let digits: StaticString =
            switch level {
            case 2: "2"
            case 3: "3"
            case 4: "4"
            case 5: "5"
            default: "6"
            }
        markup.tag("<h")
        markup.tag(digits)
        if let id = headings?.id(at: text.span) {
            markup.tag(" id=\"")
            markup.text(prefix.isEmpty ? id : "\(prefix)-\(id)")
            markup.tag("\"")
        }
        markup.tag(">")
        write(text, to: &markup)
        markup.tag("</h")
        markup.tag(digits)
        markup.tag(">")
    }

    private func write(_ list: ListBlock, to markup: inout Markup) {
        if let start = list.start {
            if start == 1 {
                markup.tag("<ol>")
            } else {
                markup.tag("<ol start=\"")
                markup.text(String(start))
                markup.tag("\">")
            }
        } else {
            markup.tag("<ul>")
        }
        for item in list.items where !item.isEmpty {
            var inside = Markup()
            for (index, block) in item.blocks.enumerated() {
                if index == 0, case .paragraph(let text) = block {
                    write(text, to: &inside)
                } else {
                    write(block, to: &inside)
                }
            }
            if list.start == nil, inside.isLettered {
                markup.tag("<li class=\"lettered\">")
            } else {
                markup.tag("<li>")
            }
            markup.append(inside)
            markup.tag("</li>")
        }
        markup.tag(list.start == nil ? "</ul>" : "</ol>")
    }

    private func write(_ table: TableBlock, to markup: inout Markup) {
        markup.tag("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        let notes = footnotes
        markup.text(table.header.map { notes.withoutMarks($0).plain }.joined(separator: ", "))
        markup.tag("\"><table><thead><tr>")
        for (column, cell) in table.header.enumerated() {
            markup.tag("<th scope=\"col\"")
            write(cell, inColumn: column, of: table, to: &markup)
            markup.tag("</th>")
        }
        markup.tag("</tr></thead><tbody>")
        for row in table.rows {
            markup.tag("<tr>")
            for (column, cell) in row.cells.enumerated() {
                markup.tag("<td")
                write(cell, inColumn: column, of: table, to: &markup)
                markup.tag("</td>")
            }
            markup.tag("</tr>")
        }
        markup.tag("</tbody></table></div>")
    }

    /// Ends the opening tag of a cell, with a class for the alignment of its column, and writes the cell's content.
    private func write(_ cell: Text, inColumn column: Int, of table: TableBlock, to markup: inout Markup) {
        switch table.alignments.indices.contains(column) ? table.alignments[column] : .unset {
        case .right: markup.tag(" class=\"align-right\">")
        case .center: markup.tag(" class=\"align-center\">")
        case .left, .unset: markup.tag(">")
        }
        write(cell, to: &markup)
    }
}
