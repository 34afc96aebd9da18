extension Form {
    /// Returns the form with other words in place of its fixed texts: titles, labels, bands, texts of sections, code
    /// lists, control data. `shown` returns the words for a text. The `source` stays the same.
    package func replacingTexts(_ shown: (String) -> String) -> Form {
        var form = self
        form.title = shown(title)
        form.control.code = shown(control.code)
        form.control.version = shown(control.version)
        form.control.process = shown(control.process)
        form.header = header.replacingTexts(shown)
        form.footer = footer.replacingTexts(shown)
        form.book.blankPage = shown(book.blankPage)
        form.lists = lists.map { list in
            CodeList(
                name: list.name,
                codes: list.codes.map { Code(code: $0.code, label: shown($0.label), meaning: $0.meaning.map(shown)) })
        }
        form.sections = sections.map { $0.replacingTexts(shown) }
        return form
    }
}

extension RunningText {
    fileprivate func replacingTexts(_ shown: (String) -> String) -> RunningText {
        var text = self
        text.left = shown(left)
        text.center = shown(center)
        text.right = shown(right)
        return text
    }
}

extension FormSection {
    fileprivate func replacingTexts(_ shown: (String) -> String) -> FormSection {
        func placed(_ field: FieldPlacement) -> FieldPlacement {
            FieldPlacement(path: field.path, label: field.label.map(shown), span: field.span)
        }
        var section = self
        section.title = shown(title)
        section.text = shown(text)
        section.field = field.map(placed)
        section.fields = fields.map { $0.map(placed) }
        section.blanks = blanks.map { $0.map(shown) }
        section.columns = columns.map { column in
            var content = column.content
            if case .stack(let parts) = content { content = .stack(parts.map { ($0.column, $0.label.map(shown)) }) }
            return ColumnPlacement(content: content, label: shown(column.label))
        }
        section.legend = legend.map { ($0.list, shown($0.label)) }
        if case .text(let words)? = empty { section.empty = .text(shown(words)) }
        section.mark = mark.map(shown)
        section.end = end.map(shown)
        section.sections = sections.map { $0.replacingTexts(shown) }
        return section
    }
}
