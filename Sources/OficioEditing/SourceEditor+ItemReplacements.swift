import OficioModel
import OficioSchema
import OficioSource

/// Plans edits of items, rows and cells as byte replacements.
extension SourceEditor {
    func insertItem(_ path: FieldPath, _ place: Int?, _ content: Content, ahead: Int = 0) throws(EditRefusal)
        -> [Replacement]
    {
        let written = try written(path)
        if let place, place > written.items.count { throw .noItem(place, path.shown) }
        // If the key includes a shared clause, the document's own rows stand under the heading.
        if let (mapping, index) = written.key, isClauseUse(mapping.entries[index].value, path) {
            guard finder.isMarkdown, path.record == nil else { throw .layout }
            return try addSection(FieldPath(finder.label(path)), try markdown(.list([content]), path), before: nil)
        }
        if let (mapping, index) = written.key {
            return try insertYAML(mapping.entries[index], mapping, place, content, path)
        }
        guard let found = try finder.find(path) else { return try add(path, .list([content])) }
        // A row of a group goes after the last row under the group's heading.
        if let rows = rowType(path), let column = rows.groupBy, path.names.count == 1,
            written.items.isEmpty || written.items.contains(where: { $0.group != nil }),
            let group = try cell(content, rows.columns[column].id, path)?.text, let section = try section(path)
        {
            let part = section.parts(text).first { $0.heading.plain.folded == group.folded }
            let isThere =
                place.map { $0 < written.items.count && written.items[$0].group?.range == part?.range } ?? false
            if !isThere || part == nil { return try insert(content, intoGroup: group, part, section, path) }
        }
        if written.items.isEmpty { return try insertFirst(content, found, path) }
        let index = place.map { min($0, written.items.count - 1) } ?? written.items.count - 1
        let isBehind = place == nil || place == written.items.count
        switch written.items[index].item {
        case .list(let item, let list, _):
            return try lists.insert(
                try parts(content, path, siblings: written).parts, beside: item, isBehind: isBehind, list: list,
                ahead: ahead)
        case .row(let table, let row):
            return try tables.insert(
                try cells(content, table, path, hasGroup: written.items[index].group != nil),
                at: isBehind ? row + 1 : row, in: table)
        case .yaml: throw .layout
        }
    }

    private func insertYAML(
        _ entry: YAMLNode.Entry, _ mapping: YAMLMapping, _ place: Int?, _ content: Content, _ path: FieldPath
    ) throws(EditRefusal) -> [Replacement] {
        let node = entry.value
        if node.shortReference == nil, let sequence = yaml.sequence(node) {
            if sequence.items.isEmpty {
                return try yaml.set(
                    entry, to: .list([itemWithSiteNames(content, path)]), isInFlow: mapping.braces != nil)
            }
            return try yaml.insert(
                itemWithSiteNames(content, path, like: sequence.items), at: place ?? sequence.items.count, in: sequence)
        }
        if node.isAbsent {
            return try yaml.set(entry, to: .list([itemWithSiteNames(content, path)]), isInFlow: mapping.braces != nil)
        }
        // Turn the single value into a list of two.
        guard case .text = node.content else { throw .layout }
        let items =
            place == 0
            ? [itemWithSiteNames(content, path), node.content] : [node.content, itemWithSiteNames(content, path)]
        return try yaml.set(entry, to: .list(items), isInFlow: mapping.braces != nil)
    }

    private func insert(
        _ content: Content, intoGroup group: String, _ part: Section?, _ section: Section, _ path: FieldPath
    ) throws(EditRefusal) -> [Replacement] {
        guard let part else {
            let markdown = try lists.list([try parts(content, path).parts])
            return try headings.add(group, level: 3, markdown, before: nil, end: section.range.upperBound)
        }
        let inner = FieldPath([path.names[0], part.heading.plain])
        let own = try written(inner).items
        guard let last = own.last else { return try insertFirst(content, .part(part, of: section), path) }
        switch last.item {
        case .list(let item, let list, _):
            return try lists.insert(
                try parts(content, path, siblings: WrittenItems(items: own)).parts, beside: item, isBehind: true,
                list: list)
        case .row(let table, let row):
            return try tables.insert(try cells(content, table, path, hasGroup: true), at: row + 1, in: table)
        case .yaml: throw .layout
        }
    }

    /// Returns the replacements that add the first item to a section: in place of a note that nothing applies, below
    /// the header of an empty table, or after the text.
    private func insertFirst(_ content: Content, _ place: FieldPlace, _ path: FieldPath) throws(EditRefusal)
        -> [Replacement]
    {
        guard case .section(let section) = place.asSection else { throw .layout }
        for block in section.blocks {
            if case .table(let table) = block {
                return try tables.insert(try cells(content, table, path, hasGroup: false), at: 0, in: table)
            }
        }
        let (parts, group) = try parts(content, path)
        var markdown = try lists.list([parts])
        if case .section = place, let group { markdown = "### \(group)\n\n" + markdown }
        if section.blocks.count == 1, case .paragraph(let words) = section.blocks[0],
            NotApplicable.matches(words.source, schema.settings)
        {
            return headings.set(section, to: markdown)
        }
        return headings.insert(markdown, into: section, atEnd: true)
    }

    func setItem(_ path: FieldPath, _ place: Int, _ content: Content) throws(EditRefusal) -> [Replacement] {
        let written = try written(path)
        guard written.items.indices.contains(place) else { throw .noItem(place, path.shown) }
        guard case .yaml(let node) = written.items[place].item, let (mapping, index) = written.key else {
            throw .layout
        }
        let entry = mapping.entries[index]
        if entry.value.shortReference == nil, let sequence = yaml.sequence(entry.value) {
            return try yaml.set(
                node, to: itemWithSiteNames(content, path, like: sequence.items), isInFlow: sequence.brackets != nil)
        }
        return try yaml.set(entry, to: itemWithSiteNames(content, path), isInFlow: mapping.braces != nil)
    }

    func removeItem(_ path: FieldPath, _ place: Int) throws(EditRefusal) -> [Replacement] {
        let written = try written(path)
        guard written.items.indices.contains(place) else { throw .noItem(place, path.shown) }
        switch written.items[place].item {
        case .yaml:
            guard let (mapping, index) = written.key else { throw .layout }
            let entry = mapping.entries[index]
            if entry.value.shortReference == nil, let sequence = yaml.sequence(entry.value) {
                return try yaml.remove(at: place, in: sequence, of: entry)
            }
            return try yaml.set(entry, to: .list([]), isInFlow: mapping.braces != nil)
        case .list(let item, _, _): return lists.remove(item)
        case .row(let table, let row): return tables.remove(row, in: table)
        }
    }

    func moveItem(_ path: FieldPath, _ from: Int, _ to: Int) throws(EditRefusal) -> [Replacement] {
        let written = try written(path)
        switch (written.items[from].item, written.items[to].item) {
        case (.yaml, .yaml):
            guard let (mapping, index) = written.key, let sequence = yaml.sequence(mapping.entries[index].value) else {
                throw .layout
            }
            return try yaml.move(from: from, to: to, in: sequence)
        case (.list(let item, let list, _), .list(let other, _, _)):
            return lists.move(item, beside: other, isBehind: to > from, list: list)
        case (.row(let table, let row), .row(_, let target)): return tables.move(from: row, to: target, in: table)
        default: throw .layout
        }
    }

    // MARK: Cells

    func setCell(_ path: FieldPath, _ row: Int, _ column: String, _ content: Content?) throws(EditRefusal)
        -> [Replacement]
    {
        let written = try written(path)
        guard written.items.indices.contains(row) else { throw .noItem(row, path.shown) }
        switch written.items[row].item {
        case .yaml(let node): return try setYAMLCell(node, written, column, content, path, row)
        case .list(let item, _, _):
            return try setListCell(item, column, content, path, siblings: written)
        case .row(let table, let index):
            let name = columnName(column, path)
            guard let place = table.header.indices.first(where: { headerName($0, table, path).folded == name.folded })
            else {
                throw EditRefusal(
                    "la tabla no tiene ninguna columna «\(column)»", "the table has no column “\(column)”")
            }
            guard let words = content.map(\.text) ?? "" else {
                throw EditRefusal("en una celda va un texto", "a cell holds one text")
            }
            return try tables.set(place, ofLineAt: Int(table.rows[index].span.start), to: words)
        }
    }

    private func setYAMLCell(
        _ node: YAMLNode, _ written: WrittenItems, _ column: String, _ content: Content?, _ path: FieldPath, _ row: Int
    ) throws(EditRefusal) -> [Replacement] {
        let name = columnName(column, path)
        guard let mapping = yaml.mapping(node) else {
            guard let content else {
                throw EditRefusal(
                    "una fila no puede quedar sin texto: quítela", "a row cannot be without text: remove it")
            }
            if name == mainName(rowType(path)) { return try setItem(path, row, content) }
            return try setItem(
                path, row, .members([.init(mainName(rowType(path)), node.content), .init(column, content)]))
        }
        let index = mapping.entries.firstIndex { columnName($0.key.text, path).folded == name.folded }
        guard let content else {
            return try index.map { (index) throws(EditRefusal) in try yaml.remove(at: index, in: mapping) } ?? []
        }
        if let index { return try yaml.set(mapping.entries[index], to: content, isInFlow: mapping.braces != nil) }
        let siblings = written.items.compactMap { if case .yaml(let node) = $0.item { node } else { nil } }
        return try yaml.insert(
            .init(key(column, path, like: siblings), content), at: mapping.entries.count, in: mapping)
    }

    private func setListCell(
        _ item: MarkdownItem, _ column: String, _ content: Content?, _ path: FieldPath, siblings: WrittenItems
    ) throws(EditRefusal) -> [Replacement] {
        let rows = rowType(path)
        let name = columnName(column, path)
        if name == mainName(rows) {
            guard let words = content?.text else {
                throw EditRefusal(
                    "una fila no puede quedar sin texto: quítela", "a row cannot be without text: remove it")
            }
            return try lists.setMain(of: item, to: words, hasChildren: rows?.children != nil)
        }
        if let rows, let children = rows.children, rows.columns[children].id == name {
            return try setChildren(of: item, content)
        }
        guard let words = content.map(\.text) ?? "" else {
            throw EditRefusal(
                "entre las llaves de un elemento de lista va un texto", "the braces of a list item hold a text")
        }
        var id = item.values.id
        var pairs = item.values.pairs
        if name.folded == "id" {
            id = content == nil ? nil : words
        } else if let known = pairs.firstIndex(where: { columnName($0.name, path).folded == name.folded }) {
            if content == nil { pairs.remove(at: known) } else { pairs[known].value = words }
        } else if content != nil {
            pairs.append((attribute(column, path, like: siblings), words))
        }
        return try lists.setAttributes(of: item, id: id, pairs)
    }

    private func setChildren(of item: MarkdownItem, _ content: Content?) throws(EditRefusal) -> [Replacement] {
        var texts: [String] = []
        if case .list(let items, _)? = content {
            texts = items.compactMap(\.text)
        } else if let one = content?.text {
            texts = [one]
        }
        let space = String(repeating: " ", count: item.mark.count)
        let lines = texts.map { text in
            space + "- "
                + text.lineFeeds.split(separator: "\n", omittingEmptySubsequences: false).joined(
                    separator: self.text.lineEnd + space + "  ")
        }
        let start =
            item.firstNestedList.map { text.trimmed(item.body.lowerBound..<text.lineStart($0)).upperBound }
            ?? item.body.upperBound
        return [Replacement(start..<item.body.upperBound, lines.map { text.lineEnd + $0 }.joined())]
    }

    /// Returns the cells of a new table row in the order of the columns. Throws if the table lacks
    /// a column, or if a cell is not a text.
    private func cells(_ content: Content, _ table: TableBlock, _ path: FieldPath, hasGroup: Bool) throws(EditRefusal)
        -> [String]
    {
        let rows = rowType(path)
        var members: [Content.Member] = []
        if case .members(let own, _) = canonicalItem(content, path) {
            members = own
        } else {
            members = [.init(mainName(rows), content)]
        }
        var cells: [String] = []
        for place in table.header.indices {
            let name = headerName(place, table, path)
            let found = members.firstIndex { $0.name.folded == name.folded }
            let value = found.map { members.remove(at: $0).content }
            guard let words = value.map(\.text) ?? "" else {
                throw EditRefusal("en una celda va un texto", "a cell holds one text")
            }
            cells.append(words)
        }
        if hasGroup, let rows, let column = rows.groupBy { members.removeAll { $0.name == rows.columns[column].id } }
        if let lost = members.first {
            throw EditRefusal(
                "la tabla no tiene ninguna columna «\(lost.name)»", "the table has no column “\(lost.name)”")
        }
        return cells
    }
}

extension FieldPlace {
    /// The place; a part of a section is given as a section of its own.
    fileprivate var asSection: FieldPlace {
        if case .part(let section, _) = self { return .section(section) }
        return self
    }
}
