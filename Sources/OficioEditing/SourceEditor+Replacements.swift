import OficioModel
import OficioSchema
import OficioSource

/// Plans edits of fields and sections as byte replacements.
extension SourceEditor {
    typealias Replacement = SourcePatch.Replacement

    var yaml: YAMLEdits { YAMLEdits(text) }
    var lists: ListEdits { ListEdits(text: text) }
    var tables: TableEdits { TableEdits(text: text) }
    var headings: SectionEdits { SectionEdits(text: text) }

    /// Returns the byte replacements of an edit. `ahead` is the number of items that preceding edits of the same
    /// patch insert at the same place.
    func replacements(of edit: Edit, ahead: Int = 0) throws(EditRefusal) -> [Replacement] {
        switch edit {
        case .set(let path, let content): return try set(path, content)
        case .addKey(let path, let content): return try addKey(path, content)
        case .remove(let path): return try remove(path)
        case .move(let path, let other): return try move(path, before: other)
        case .rename(let path, let name): return try rename(path, name)
        case .insertItem(let path, let place, let content): return try insertItem(path, place, content, ahead: ahead)
        case .setItem(let path, let place, let content): return try setItem(path, place, content)
        case .removeItem(let path, let place): return try removeItem(path, place)
        case .moveItem(let path, let from, let to): return try moveItem(path, from, to)
        case .setCell(let path, let row, let column, let content): return try setCell(path, row, column, content)
        case .addSection(let path, let text, let next): return try addSection(path, text, before: next)
        case .removeHeading(let path):
            guard let section = try section(path) else { throw .absent(path.shown) }
            return headings.removeHeading(section)
        case .insertText(let path, let markdown, let atEnd): return try insert(markdown, path, atEnd: atEnd)
        case .makeFrontMatter(let members): return try makeFrontMatter(members)
        case .retarget(let range, let old, let new):
            return try ReferenceEdits(text: text, references: references).retarget(range, from: old, to: new)
        }
    }

    // MARK: Fields

    private func set(_ path: FieldPath, _ content: Content) throws(EditRefusal) -> [Replacement] {
        switch try finder.find(path) {
        case .key(let mapping, let index):
            return try yaml.set(
                mapping.entries[index], to: withSiteNames(content, path), isInFlow: mapping.braces != nil)
        case .section(let section), .part(let section, _): return headings.set(section, to: try markdown(content, path))
        case .title(let section):
            guard let title = content.text, !title.utf8.contains(0x0A) else { throw .unreadable }
            return [Replacement(text.headingWords(section.range.lowerBound), title)]
        case .body(let range):
            return headings.set(
                text.trimmed(range), from: range.lowerBound, to: range.upperBound, try markdown(content, path))
        case nil: return try add(path, content)
        }
    }

    /// Returns the replacements that add a missing field: a long kind as a section of a Markdown file, any other as a
    /// key.
    func add(_ path: FieldPath, _ content: Content) throws(EditRefusal) -> [Replacement] {
        guard finder.isMarkdown, path.record == nil else { return try addKey(path, content) }
        if path.names.count > 1 {
            let outer = FieldPath(Array(path.names.dropLast()))
            switch try finder.find(outer) {
            case .section:
                return try addSection(
                    FieldPath(outer.names + [finder.label(path)]), try markdown(content, path), before: nil)
            case nil:
                guard case .group? = finder.kind(outer), let last = path.names.last else { throw .absent(outer.shown) }
                return try add(outer, .members([Content.Member(last, content)]))
            default: return try addKey(path, content)
            }
        }
        switch finder.kind(path) {
        case .markdown, .list, .rows, .group, .codeList: break
        case nil where content.text?.utf8.contains(0x0A) == true: break
        default: return try addKey(path, content)
        }
        if let body = finder.type?.body, finder.target(path)?.field == body {
            return headings.insert(
                try markdown(content, path), at: finder.body.upperBound..<finder.body.upperBound,
                from: finder.body.upperBound, to: text.count, atEnd: true)
        }
        return try addSection(FieldPath(finder.label(path)), try markdown(content, path), before: nil)
    }

    private func addKey(_ path: FieldPath, _ content: Content) throws(EditRefusal) -> [Replacement] {
        guard let last = path.names.last, try finder.findKey(path) == nil else {
            throw EditRefusal("«\(path.shown)» ya está en el archivo", "“\(path.shown)” is in the file already")
        }
        let member = Content.Member(finder.label(path).keySpelling, withSiteNames(content, path))
        if path.names.count > 1 {
            let outer = FieldPath(Array(path.names.dropLast()), inRecord: path.record)
            guard case .key(let mapping, let index)? = try finder.findKey(outer) else {
                return try addKey(outer, .members([Content.Member(last, content)]))
            }
            let value = mapping.entries[index].value
            if let inner = yaml.mapping(value), !value.isAbsent {
                return try yaml.insert(member, at: inner.entries.count, in: inner)
            }
            guard value.isAbsent else { throw .layout }
            return try yaml.set(mapping.entries[index], to: .members([member]), isInFlow: mapping.braces != nil)
        }
        if finder.isMarkdown, !finder.hasFrontMatter { return try makeFrontMatter([member]) }
        let mapping = try finder.mapping(ofRecord: path.record)
        return try yaml.insert(member, at: mapping.entries.count, in: mapping)
    }

    private func remove(_ path: FieldPath) throws(EditRefusal) -> [Replacement] {
        switch try finder.find(path) {
        case .key(let mapping, let index): return try yaml.remove(at: index, in: mapping)
        case .section(let section), .part(let section, _): return headings.remove(section)
        case .title(let section): return headings.removeHeading(section)
        case .body(let range): return [Replacement(range.lowerBound..<range.upperBound, [])]
        case nil: throw .absent(path.shown)
        }
    }

    private func move(_ path: FieldPath, before other: FieldPath?) throws(EditRefusal) -> [Replacement] {
        guard let place = try finder.find(path) else { throw .absent(path.shown) }
        let target = try other.map { (other) throws(EditRefusal) -> FieldPlace in
            guard let found = try finder.find(other) else { throw .absent(other.shown) }
            return found
        }
        switch (place, target) {
        case (.key(let mapping, let index), nil):
            return try yaml.move(from: index, before: mapping.entries.count, in: mapping)
        case (.key(let mapping, let index), .key(let others, let before)?)
        where others.start == mapping.start && others.entries.count == mapping.entries.count:
            return try yaml.move(from: index, before: before, in: mapping)
        case (.section(let section), nil): return try headings.move(section, before: nil, end: text.count)
        case (.section(let section), .section(let next)?):
            return try headings.move(section, before: next, end: text.count)
        case (.part(let part, let owner), nil): return try headings.move(part, before: nil, end: owner.range.upperBound)
        case (.part(let part, let owner), .part(let next, let others)?) where owner.range == others.range:
            return try headings.move(part, before: next, end: owner.range.upperBound)
        default:
            throw EditRefusal(
                "«\(path.shown)» y «\(other?.shown ?? "")» no están en la misma parte del archivo",
                "“\(path.shown)” and “\(other?.shown ?? "")” do not stand in the same part of the file")
        }
    }

    private func rename(_ path: FieldPath, _ name: String) throws(EditRefusal) -> [Replacement] {
        guard !name.trimmedASCII.isEmpty, !name.utf8.contains(0x0A), !name.utf8.contains(0x0D) else {
            throw EditRefusal("un nombre ocupa una línea", "a name takes one line")
        }
        switch try finder.find(path) {
        case .key(let mapping, let index):
            return yaml.rename(mapping.entries[index], to: name, isInFlow: mapping.braces != nil)
        case .section(let section), .part(let section, _): return headings.rename(section, to: name)
        case .title, .body, nil: throw .absent(path.shown)
        }
    }

    private func makeFrontMatter(_ members: [Content.Member]) throws(EditRefusal) -> [Replacement] {
        guard finder.isMarkdown, !finder.hasFrontMatter else {
            throw EditRefusal(
                "el archivo ya tiene encabezado, o no es Markdown",
                "the file has a front matter already, or is no Markdown")
        }
        let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let lines =
            (["---"] + members.map { yaml.writer.member($0, indent: 0) } + ["---"]).joined(separator: text.lineEnd)
            + text.lineEnd
        let isFollowed = start < text.count && !text.isBlankLine(start)
        return [Replacement(start..<start, lines + (isFollowed ? text.lineEnd : ""))]
    }

    // MARK: Sections

    func section(_ path: FieldPath) throws(EditRefusal) -> Section? {
        switch try finder.find(path) {
        case .section(let section), .part(let section, _), .title(let section): section
        case .key, .body, nil: nil
        }
    }

    func addSection(_ path: FieldPath, _ body: String, before next: FieldPath?) throws(EditRefusal) -> [Replacement] {
        guard finder.isMarkdown, let heading = path.names.last, !heading.utf8.contains(0x0A), path.names.count <= 2
        else { throw .layout }
        let other = try next.map { (next) throws(EditRefusal) -> Section in
            guard let section = try section(next) else { throw .absent(next.shown) }
            return section
        }
        if path.names.count == 1 {
            return try headings.add(heading, level: 2, body, before: other, end: text.count)
        }
        guard case .section(let owner)? = try finder.find(FieldPath(path.names[0])) else {
            throw .absent(path.names[0])
        }
        return try headings.add(heading, level: 3, body, before: other, end: owner.range.upperBound)
    }

    private func insert(_ markdown: String, _ path: FieldPath, atEnd: Bool) throws(EditRefusal) -> [Replacement] {
        if markdown.trimmedASCII.isEmpty { return [] }
        switch try finder.find(path) {
        case .section(let section), .part(let section, _), .title(let section):
            return headings.insert(markdown, into: section, atEnd: atEnd)
        case .body(let range):
            return headings.insert(
                markdown, at: text.trimmed(range), from: range.lowerBound, to: range.upperBound, atEnd: atEnd)
        case .key:
            throw EditRefusal(
                "«\(path.shown)» está en el encabezado y no tiene sección",
                "“\(path.shown)” stands in the front matter and has no section")
        case nil: throw .absent(path.shown)
        }
    }

    /// Returns a value as the Markdown of a section.
    func markdown(_ content: Content, _ path: FieldPath) throws(EditRefusal) -> String {
        switch content {
        case .text(let text, _): return text
        case .list(let items, _):
            var lines: [String] = []
            var group: String?
            for item in items {
                let (parts, heading) = try parts(item, path)
                if heading != group, let heading { lines.append((lines.isEmpty ? "" : "\n") + "### \(heading)\n") }
                group = heading
                lines.append(try lists.list([parts]).lineFeeds)
            }
            return lines.joined(separator: "\n")
        case .members(let members, _):
            var sections: [String] = []
            for member in members {
                let inner = FieldPath(path.names + [member.name])
                sections.append("### \(finder.label(inner))\n\n" + (try markdown(member.content, inner)))
            }
            return sections.joined(separator: "\n\n")
        }
    }
}
