import OficioModel
import OficioSchema
import OficioSource

/// The place of a field in a source.
enum FieldPlace {
    /// A key of the front matter, of a YAML file or of a mapping in it.
    case key(YAMLMapping, Int)
    case section(Section)
    /// A `###` heading in a section, with the text below it.
    case part(Section, of: Section)
    /// The `#` heading that gives the document's title.
    case title(Section)
    /// The text after the title, for a type that takes the whole body as one field.
    case body(Range<Int>)
}

/// Finds the places of fields. The decoder's `FieldResolver` decides which field a key or a heading
/// names.
struct FieldFinder: Sendable {
    let text: SourceText
    let document: SourceDocument
    let schema: Schema
    let type: DocumentType?
    /// The range between the lines that open and close the front matter; in a YAML file, the range of all bytes after
    /// the byte-order mark; `nil` for Markdown without a front matter.
    private let yaml: Range<Int>?
    let body: Range<Int>
    private let decoder: DocumentDecoder
    private let typeIndex: Int?
    /// The keys and headings of the source, if the source is one record.
    private(set) var places: [NamedPlace] = []

    init(_ text: SourceText, _ document: SourceDocument, _ schema: Schema, _ decoder: DocumentDecoder) {
        self.text = text
        self.document = document
        self.schema = schema
        self.decoder = decoder
        let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let front = document.path.hasSuffix(".md") ? FrontMatter.split(text.bytes, from: start) : nil
        yaml = front.map(\.yaml) ?? start..<text.count
        body = front?.body ?? text.count..<text.count
        typeIndex = Schema.role(of: document.path) == .document ? schema.type(of: document) : nil
        type = typeIndex.map { schema.types[$0] }
        places = NamedPlace.all(in: mapping, resolver(nil), reading: isField, text) + sectionPlaces
    }

    var isMarkdown: Bool { document.path.hasSuffix(".md") }
    var hasFrontMatter: Bool { yaml != nil }

    // MARK: Names

    /// Returns the resolver of the source, or of an entry of a collection; `nil` for a source
    /// without a type.
    func resolver(_ record: YAMLMapping?) -> FieldResolver? {
        typeIndex.map { decoder.resolver(record?.entries ?? document.entries, type: $0) }
    }

    /// Whether a key may name a field. The key that names the document's type names no field.
    private func isField(_ entry: YAMLNode.Entry) -> Bool {
        guard let typeIndex else { return false }
        return decoder.fieldEntries(document, type: typeIndex).contains { $0.key.span == entry.key.span }
    }

    /// Returns the field that the first name of a path means. A place with that very spelling comes first, then an
    /// identifier of the type, then a place whose folded name is equal, then the name by itself. Returns `nil` if the
    /// name means no field.
    func target(_ path: FieldPath) -> FieldResolver.Target? {
        guard let name = path.names.first else { return nil }
        let places = (try? places(ofRecord: path.record)) ?? []
        if let place = NamedPlace.index(spelled: name, in: places) { return places[place].target }
        if let field = type?.field(id: name) { return .field(field) }
        if let place = places.firstIndex(where: { $0.isNamed(name) }) { return places[place].target }
        return resolver(try? mapping(ofRecord: path.record))?.target(ofName: name)
    }

    /// Returns the field of a path and the number of names that lead to it: two for a field in a
    /// section that gathers fields, otherwise one.
    private func resolve(_ path: FieldPath) -> (target: FieldResolver.Target, count: Int)? {
        if path.names.count > 1, let places = try? places(ofRecord: path.record),
            let owner = index(path, in: places), let inner = index(path, ownedBy: owner, in: places),
            let target = places[inner].target
        {
            return (target, 2)
        }
        return target(path).map { ($0, 1) }
    }

    /// Returns the declared kind of a path, or `nil` if the type does not declare the name.
    func kind(_ path: FieldPath) -> FieldKind? {
        guard let type, let (target, count) = resolve(path) else { return nil }
        var kind = type.fields[target.field].kind
        if case .member(_, let member) = target, case .group(let members) = kind { kind = members[member].kind }
        for name in path.names.dropFirst(count) {
            switch kind {
            case .group(let members):
                guard let member = members.member(name) else { return nil }
                kind = members[member].kind
            // The name of a `###` heading within rows leads to rows, too.
            case .rows: break
            default: return nil
            }
        }
        return kind
    }

    /// Whether the keys of a mapping at a path are addressed one by one: members of a group, or
    /// fields that the path gathers.
    func hasMembers(_ path: FieldPath) -> Bool {
        if case .group? = kind(path) { return true }
        return path.names.count == 1 && target(path).map { type?.fields[$0.field].gathers == true } ?? false
    }

    /// Returns the index of the column of a field's rows that a name means, in either language or by a form's label;
    /// `nil` if it means none.
    func column(_ name: String, _ rows: RowType, of path: FieldPath) -> Int? {
        if let place = rows.columns.index(of: name) ?? rows.column(named: name.folded) { return place }
        if let target = resolve(path)?.target, let resolver = resolver(try? mapping(ofRecord: path.record)),
            let place = resolver.form.column(field: target.field, labelled: name.folded)
        {
            return place
        }
        return rows.columns.place(of: name.folded)
    }

    /// Returns the label of a path's last name in the site's language; the name itself if the type does not declare
    /// it.
    func label(_ path: FieldPath) -> String {
        guard let type, let last = path.names.last, let (target, count) = resolve(path) else {
            return path.names.last ?? ""
        }
        let field = type.fields[target.field]
        guard case .group(let members) = field.kind else {
            return path.names.count == count ? field.label[schema.language] : last
        }
        if case .member(_, let member) = target { return members[member].label[schema.language] }
        if path.names.count == count { return field.label[schema.language] }
        return members.member(last).map { members[$0].label[schema.language] } ?? last
    }

    // MARK: Mappings

    /// Returns the keys of a record. If `record` is an index, they are the keys of an entry of the collection; if it
    /// is `nil`, those of the front matter or file. Throws if the collection has no such entry.
    func mapping(ofRecord record: Int?) throws(EditRefusal) -> YAMLMapping {
        guard let record else { return mapping }
        let records = recordNodes
        guard records.indices.contains(record), let mapping = YAMLEdits(text).mapping(records[record])
        else {
            throw EditRefusal(
                "el archivo no tiene ningún documento \(record + 1)", "the file has no document \(record + 1)")
        }
        return mapping
    }

    /// The mapping of the keys in the front matter or the file.
    private var mapping: YAMLMapping { YAMLMapping(entries: document.entries, braces: braces, start: mappingStart) }

    /// Returns the keys and headings of a record.
    func places(ofRecord record: Int?) throws(EditRefusal) -> [NamedPlace] {
        guard record != nil else { return places }
        let mapping = try mapping(ofRecord: record)
        return NamedPlace.all(in: mapping, resolver(mapping), reading: { _ in true }, text)
    }

    /// The entries of a collection that are records, as the decoder counts them; empty if the
    /// source is one record.
    var recordNodes: [YAMLNode] {
        guard let type, let collection = document.collection(of: type), case .sequence(let items, _) = collection.value
        else { return [] }
        return items.filter { if case .mapping = $0 { true } else { false } }
    }

    /// The offset at which an empty mapping gets its first key: the line that closes the front
    /// matter, or the end of the file.
    private var mappingStart: Int { yaml?.upperBound ?? text.count }

    /// The range of the braces if the whole front matter stands in one pair of them, otherwise `nil`.
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

    // MARK: Sections

    /// The heading that gives the document's title, if there is one, and the sections of the body.
    var headings: (title: Section?, sections: [Section]) {
        var all = Section.all(document.blocks, from: body.lowerBound, to: text.count, text) { $0 <= 2 }
        var title: Section?
        if case .heading(1, _)? = document.blocks.first { title = all.removeFirst() }
        return (title, all)
    }

    /// The offset of the heading that gives the document's title; `nil` if the body does not begin with one.
    var titleStart: Int? { headings.title?.range.lowerBound }

    /// The range of the lines of the heading that gives the document's title; `nil` if there is none.
    var titleHeading: Range<Int>? { headings.title.map { $0.range.lowerBound..<$0.textStart } }

    var sections: [Section] { type?.body == nil ? headings.sections : [] }

    private var sectionPlaces: [NamedPlace] {
        guard let resolver = resolver(nil) else {
            return sections.map { NamedPlace($0.heading, nil, .section($0)) }
        }
        return NamedPlace.all(in: sections, resolver, text)
    }
}
