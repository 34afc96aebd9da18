import OficioModel
import OficioSchema
import OficioSource

/// One item of a field, in the notation that the source uses.
enum WrittenItem: Sendable {
    case yaml(YAMLNode)
    case list(MarkdownItem, ListBlock, index: Int)
    case row(TableBlock, index: Int)
}

/// The items of a field as the source writes them, each with the `###` heading above it, if any.
struct WrittenItems: Sendable {
    var items: [(item: WrittenItem, group: Section?)] = []
    /// The YAML key that holds the items; `nil` for items in the body.
    var key: (mapping: YAMLMapping, index: Int)?
}

extension SourceEditor {
    /// Returns the items of a field; empty if the field is absent or holds none.
    package func items(of path: FieldPath) -> [Content] { (try? items(path)) ?? [] }

    func items(_ path: FieldPath) throws(EditRefusal) -> [Content] {
        var contents: [Content] = []
        for (item, group) in try written(path).items { contents.append(content(of: item, group, path)) }
        return contents
    }

    /// Returns the index of the item at an offset: the YAML item that begins there, or the list item or table row
    /// that holds the byte; `nil` if no item is at the offset.
    package func itemIndex(of path: FieldPath, at offset: Int) -> Int? {
        guard let written = try? written(path) else { return nil }
        return written.items.firstIndex { item, _ in
            switch item {
            case .yaml(let node): return Int(node.span.start) == offset
            case .list(let item, _, _): return item.lines.contains(offset)
            case .row(let table, let index): return table.rows[index].span.range.contains(offset)
            }
        }
    }

    /// Returns the text of an item's main column, or `nil` if the item has no such text.
    package func mainText(of path: FieldPath, at place: Int) -> String? {
        let items = items(of: path)
        guard items.indices.contains(place) else { return nil }
        return (try? cell(items[place], mainName(rowType(path)), path))?.text
    }

    /// Returns the `###` heading above an item, or `nil` if there is none.
    package func group(of path: FieldPath, at place: Int) -> String? {
        guard let items = try? written(path).items, items.indices.contains(place) else { return nil }
        return items[place].group?.heading.plain
    }

    /// Returns the `###` headings above the items, one for each item; `nil` for an item without a heading.
    package func groups(of path: FieldPath) -> [String?] {
        (try? written(path))?.items.map { $0.group?.heading.plain } ?? []
    }

    // MARK: Finding

    func written(_ path: FieldPath) throws(EditRefusal) -> WrittenItems {
        if let found = known.withLock({ $0[path] }) { return found }
        let found = try find(path)
        known.withLock { $0[path] = found }
        return found
    }

    private func find(_ path: FieldPath) throws(EditRefusal) -> WrittenItems {
        guard let place = try finder.find(path) else { return WrittenItems() }
        switch place {
        case .key(let mapping, let index):
            // A shared clause in the front matter and the document's own rows under the heading are
            // one field.
            if isClauseUse(mapping.entries[index].value, path), path.record == nil,
                let section = finder.section(ofField: path)
            {
                return items(in: section, path)
            }
            if isClauseUse(mapping.entries[index].value, path) { return WrittenItems(key: (mapping, index)) }
            return WrittenItems(
                items: yamlItems(mapping.entries[index].value).map { (.yaml($0), nil) }, key: (mapping, index))
        case .section(let section), .part(let section, _): return items(in: section, path)
        case .title, .body: return WrittenItems()
        }
    }

    /// Whether a value includes the rows of a shared clause: `{de: funciones-comunes}`.
    func isClauseUse(_ node: YAMLNode, _ path: FieldPath) -> Bool {
        guard case .mapping(let entries, _) = node, rowType(path) != nil else { return false }
        return entries.contains { ["de", "from"].contains($0.key.text.folded) }
    }

    private func yamlItems(_ node: YAMLNode) -> [YAMLNode] {
        if node.isAbsent { return [] }
        if node.shortReference == nil, case .sequence(let items, _) = node { return items }
        return [node]
    }

    private func items(in section: Section, _ path: FieldPath) -> WrittenItems {
        var found = WrittenItems()
        var parts = section.parts(text)[...]
        var group: Section?
        for block in section.blocks {
            switch block {
            case .heading: group = parts.popFirst()
            case .list(let list):
                for (index, item) in list.items.enumerated() {
                    if let item = MarkdownItem(item, text) {
                        found.items.append((.list(item, list, index: index), group))
                    }
                }
            case .table(let table):
                for index in table.rows.indices { found.items.append((.row(table, index: index), group)) }
            default: break
            }
        }
        return found
    }

    // MARK: Reading

    /// Returns the value of an item: the text of its main column if no other column has a value, otherwise the cells
    /// by column identifier.
    func content(of item: WrittenItem, _ group: Section?, _ path: FieldPath) -> Content {
        let rows = rowType(path)
        var members: [Content.Member] = []
        switch item {
        case .yaml(let node): return canonicalItem(node.content, path)
        case .list(let item, _, _):
            let lists = ListEdits(text: text)
            members.append(
                .init(mainName(rows), .text(lists.mainText(of: item, hasChildren: rows?.children != nil).asRead)))
            if let id = item.values.id { members.append(.init("id", .text(id))) }
            for (name, value) in item.values.pairs { members.append(.init(columnName(name, path), .text(value))) }
            if let rows, let children = rows.children, case let texts = lists.childTexts(of: item), !texts.isEmpty {
                members.append(.init(rows.columns[children].id, .list(texts.map { .text($0.asRead) })))
            }
        case .row(let table, let index):
            let tables = TableEdits(text: text)
            for (place, cell) in tables.cells(ofLineAt: Int(table.rows[index].span.start)).enumerated()
            where !cell.isEmpty && place < table.header.count {
                members.append(.init(headerName(place, table, path), .text(tables.words(cell).asRead)))
            }
        }
        if let group, let column = rows?.groupBy, let id = rows?.columns[column].id,
            !members.contains(where: { $0.name == id })
        {
            members.append(.init(id, .text(group.heading.plain)))
        }
        return canonicalItem(.members(members), path)
    }

    func rowType(_ path: FieldPath) -> RowType? {
        if case .rows(let type)? = finder.kind(path) { return type }
        return nil
    }

    func mainName(_ rows: RowType?) -> String { rows.map { $0.columns[$0.main].id } ?? "text" }

    /// Returns the identifier of the column that a name means, or the name itself if it means no column.
    func columnName(_ name: String, _ path: FieldPath) -> String {
        guard let rows = rowType(path), let column = finder.column(name, rows, of: path) else { return name }
        return rows.columns[column].id
    }

    /// Returns the identifier of the column that a header cell means. If no header means the main column, an unknown
    /// first header means that column.
    func headerName(_ place: Int, _ table: TableBlock, _ path: FieldPath) -> String {
        let name = table.header[place].plain
        guard let rows = rowType(path) else { return name }
        if let column = finder.column(name, rows, of: path) { return rows.columns[column].id }
        let hasMain = table.header.contains { finder.column($0.plain, rows, of: path) == rows.main }
        return place == 0 && !hasMain ? rows.columns[rows.main].id : name
    }

    // MARK: Comparing

    /// Returns an item in canonical form for comparison: columns are named by identifier, empty cells are absent, and
    /// an item with only a main column is a text.
    func canonicalItem(_ content: Content, _ path: FieldPath) -> Content {
        guard case .members(let members, let layout) = content else { return content }
        let named = members.filter { $0.content != .text("") }.map {
            Content.Member(columnName($0.name, path), $0.content)
        }
        if named.count == 1, named[0].name == mainName(rowType(path)), holdsItems(path), case .text = named[0].content {
            return named[0].content
        }
        return .members(named, layout: layout)
    }

    /// Returns a field's content in canonical form for comparison, with the names of columns and members as
    /// identifiers.
    func canonical(_ content: Content, _ path: FieldPath) -> Content {
        switch content {
        case .list(let items, let layout) where holdsItems(path):
            return .list(items.map { canonicalItem($0, path) }, layout: layout)
        case .members(let members, let layout):
            guard case .group(let fields)? = finder.kind(path) else { return content }
            return .members(
                members.map { member in
                    Content.Member(
                        fields.member(member.name).map { fields[$0].id } ?? member.name, member.content)
                },
                layout: layout)
        default: return content
        }
    }

    /// Returns the value of an item in a column, or `nil` if the item has no value there.
    func cell(_ item: Content, _ column: String, _ path: FieldPath) throws(EditRefusal) -> Content? {
        let name = columnName(column, path)
        if case .members(let members, _) = canonicalItem(item, path) {
            return members.first { $0.name.folded == name.folded }?.content
        }
        return name == mainName(rowType(path)) ? item : nil
    }

    /// Returns an item without its group's column if `other` has no value in that column; otherwise the item itself.
    /// The group is the value of the `###` heading above an item.
    func ungrouped(_ item: Content, like other: Content, _ path: FieldPath) throws(EditRefusal) -> Content {
        guard let rows = rowType(path), let column = rows.groupBy, case .members(let members, let layout) = item,
            try cell(other, rows.columns[column].id, path) == nil
        else { return item }
        return .members(members.filter { $0.name != rows.columns[column].id }, layout: layout)
    }

    /// Whether the `###` headings above a field's rows give the value of a column.
    func isGroup(_ column: String, of path: FieldPath) throws(EditRefusal) -> Bool {
        guard let rows = rowType(path), let place = finder.column(column, rows, of: path), place == rows.groupBy else {
            return false
        }
        return try written(path).items.contains { $0.group != nil }
    }
}
