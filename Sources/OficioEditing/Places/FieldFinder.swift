import OficioModel
import OficioSchema
import OficioSource

/// Where a field stands in a source.
enum FieldPlace {
    /// A key of the front matter, of a YAML file or of a mapping in it.
    case key(YAMLMapping, Int)
    case section(Section)
    /// A `###` heading in a section.
    case part(Section, of: Section)
    /// The `#` heading that is the title.
    case title(Section)
    /// The text behind the title of a type that takes the whole body as one field.
    case body(Range<Int>)
}

/// Finds fields in the decoder's order: front matter, sections by name, sections by the labels of
/// the document's form.
struct FieldFinder: Sendable {
    let text: SourceText
    let document: SourceDocument
    let schema: Schema
    let type: DocumentType?
    private let form: FormIndex?
    /// Between the lines that open and close the front matter; all of a YAML file behind its
    /// byte-order mark.
    private let yaml: Range<Int>?
    let body: Range<Int>

    init(_ text: SourceText, _ document: SourceDocument, _ schema: Schema) {
        self.text = text
        self.document = document
        self.schema = schema
        let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let front = document.path.hasSuffix(".md") ? FrontMatter.split(text.bytes, from: start) : nil
        yaml = front.map(\.yaml) ?? start..<text.count
        body = front?.body ?? text.count..<text.count
        type = Schema.role(of: document.path) == .document ? schema.type(of: document).map { schema.types[$0] } : nil
        form = type.map { type in
            let chosen = document.entries.first { ["formato", "form"].contains($0.key.text.folded) }?.value.content.text
            let index = chosen.flatMap { schema.form(id: $0.folded) } ?? schema.defaultForm(of: type)
            return FormIndex(schema.forms[index], type)
        }
    }

    var isMarkdown: Bool { document.path.hasSuffix(".md") }
    var hasFrontMatter: Bool { yaml != nil }

    // MARK: Names

    /// The field that a name means: its identifier, one of its names, a numbered heading, or a label
    /// of the document's form.
    func field(_ name: String) -> Int? {
        guard let type else { return nil }
        return type.field(id: name) ?? field(ofHeading: Heading.candidates(name))
    }

    /// The field that a heading means, by its candidate names.
    private func field(ofHeading names: [String]) -> Int? {
        if let field = names.lazy.compactMap({ type?.field(named: $0) }).first { return field }
        return names.lazy.compactMap { form?.path(labelled: $0) }.first.flatMap { $0.count == 1 ? $0[0] : nil }
    }

    /// The field that a key means: by a declared name, a label of the document's form, or another name, as decoding reads it.
    private func field(ofKey key: String) -> Int? {
        guard let type else { return nil }
        let name = key.folded
        if let field = type.field(named: name) { return field }
        if let path = form?.path(labelled: name), path.count == 1 { return path[0] }
        return type.field(understood: name)
    }

    /// The declared kind of a path, `nil` for a name that the type does not declare.
    func kind(_ path: FieldPath) -> FieldKind? {
        guard let type, let first = path.names.first, let field = field(first) else { return nil }
        var kind = type.fields[field].kind
        for name in path.names.dropFirst() {
            switch kind {
            case .group(let members):
                guard let member = members.first(where: { $0.id == name || $0.names.contains(name.folded) }) else {
                    return nil
                }
                kind = member.kind
            // The rows below a heading are rows.
            case .rows: break
            default: return nil
            }
        }
        return kind
    }

    /// The column of a field's rows that a name means, whatever language or label it is in.
    func column(_ name: String, _ rows: RowType, of path: FieldPath) -> Int? {
        if let place = rows.columns.index(of: name) ?? rows.column(named: name.folded) { return place }
        guard let first = path.names.first, let field = field(first) else { return nil }
        return form?.column(field: field, labelled: name.folded)
    }

    /// The label of a path's last name in the site's language.
    func label(_ path: FieldPath) -> String {
        guard let type, let last = path.names.last, let first = path.names.first, let field = field(first) else {
            return path.names.last ?? ""
        }
        if path.names.count == 1 { return type.fields[field].label[schema.language] }
        guard case .group(let members) = type.fields[field].kind,
            let member = members.first(where: { $0.id == last || $0.names.contains(last.folded) })
        else {
            return last
        }
        return member.label[schema.language]
    }

    // MARK: Mappings

    /// The keys of a record: of the front matter, of the file, or of an entry of a collection.
    func mapping(ofRecord record: Int?) throws(EditRefusal) -> YAMLMapping {
        guard let record else { return YAMLMapping(entries: document.entries, braces: braces, start: mappingStart) }
        let records = recordNodes
        guard records.indices.contains(record), let mapping = YAMLEdits(text).mapping(records[record])
        else {
            throw EditRefusal(
                "el archivo no tiene ningún documento \(record + 1)", "the file has no document \(record + 1)")
        }
        return mapping
    }

    /// The entries of a collection that are records, as the decoder counts them; none where the
    /// source is one record.
    var recordNodes: [YAMLNode] {
        guard let type, let collection = document.collection(of: type), case .sequence(let items, _) = collection.value
        else { return [] }
        return items.filter { if case .mapping = $0 { true } else { false } }
    }

    /// The offset of the first key in an empty mapping: the line that closes the front matter, or
    /// the end of the file.
    private var mappingStart: Int { yaml?.upperBound ?? text.count }

    /// The braces of a front matter that is written in one pair of them.
    private var braces: Range<Int>? {
        guard var place = yaml?.lowerBound, let end = yaml?.upperBound else { return nil }
        while place < end {
            if SourceText.isSpace(text.bytes[place]) {
                place += 1
            } else if text.bytes[place] == UInt8(ascii: "#") {
                place = text.nextLine(place)
            } else {
                break
            }
        }
        guard place < end, text.bytes[place] == UInt8(ascii: "{"),
            let close = text.bytes[place..<end].lastIndex(of: UInt8(ascii: "}"))
        else { return nil }
        return place..<(close + 1)
    }

    private func key(_ name: String, in mapping: YAMLMapping) -> Int? {
        if let wanted = field(name),
            let place = mapping.entries.firstIndex(where: { field(ofKey: $0.key.text) == wanted })
        {
            return place
        }
        return mapping.entries.firstIndex { $0.key.text.folded == name.folded }
    }

    // MARK: Sections

    /// The title and the sections of the body.
    private var headings: (title: Section?, sections: [Section]) {
        var all = Section.all(document.blocks, from: body.lowerBound, to: text.count, text) { $0 <= 2 }
        var title: Section?
        if case .heading(1, _)? = document.blocks.first { title = all.removeFirst() }
        return (title, all)
    }

    /// Where the heading that is the title begins, `nil` where the body does not begin with one.
    var titleStart: Int? { headings.title?.range.lowerBound }

    var sections: [Section] { type?.body == nil ? headings.sections : [] }

    private func names(_ heading: Text) -> [String] {
        Heading.candidates((AccessMark(heading)?.heading ?? heading).plain)
    }

    private func section(_ name: String) -> Section? {
        let wanted = field(name)
        return sections.first { section in
            let names = names(section.heading)
            let found = field(ofHeading: names)
            return found == wanted && (found != nil || names.contains(name.folded))
        }
    }

    private func part(_ name: String, of section: Section, _ path: FieldPath) -> Section? {
        var wanted = [name.folded]
        if case .group(let members)? = kind(FieldPath([path.names[0]])),
            let member = members.first(where: { $0.id == name || $0.names.contains(name.folded) })
        {
            wanted = member.names
        }
        return section.parts(text).first { !Set(names($0.heading)).isDisjoint(with: wanted) }
    }

    // MARK: Places

    /// The place of a field, `nil` where it is absent.
    func find(_ path: FieldPath) throws(EditRefusal) -> FieldPlace? {
        guard let first = path.names.first else { return nil }
        if let place = try findKey(path) { return place }
        guard path.record == nil, isMarkdown else { return nil }
        let titled = headings
        if let type, let field = type.body, self.field(first) == field, path.names.count == 1 {
            let start = titled.title?.textStart ?? body.lowerBound
            return .body(start..<text.count)
        }
        if let section = section(first) {
            if path.names.count == 1 { return .section(section) }
            return part(path.names[1], of: section, path).map { .part($0, of: section) }
        }
        if let title = titled.title, path.names.count == 1, let field = field(first), field == self.field("titulo") {
            return .title(title)
        }
        return nil
    }

    func findKey(_ path: FieldPath) throws(EditRefusal) -> FieldPlace? {
        guard let first = path.names.first else { return nil }
        var mapping = try mapping(ofRecord: path.record)
        guard var place = key(first, in: mapping) else { return nil }
        for (depth, name) in path.names.enumerated().dropFirst() {
            let entry = mapping.entries[place]
            guard let inner = YAMLEdits(text).mapping(entry.value) else { return nil }
            var names = [name.folded]
            if case .group(let members)? = kind(FieldPath(Array(path.names[..<depth]))),
                let member = members.first(where: { $0.id == name || $0.names.contains(name.folded) })
            {
                names = member.names
            }
            guard let next = inner.entries.firstIndex(where: { names.contains($0.key.text.folded) }) else { return nil }
            (mapping, place) = (inner, next)
        }
        return .key(mapping, place)
    }
}
