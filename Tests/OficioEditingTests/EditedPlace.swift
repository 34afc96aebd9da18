import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// The fields that the decoder reads at the key or heading of a path. Independent of the editor.
struct EditedPlace {
    private let path: FieldPath
    private let material: Material
    /// The fields and the author's own sections that the decoder reads at the path before the edit.
    private let before: Set<String>

    init(_ path: FieldPath, _ material: Material) {
        self.path = path
        self.material = material
        before = Self.names(path, material)
    }

    /// The names in `DecodedFields` that an edit of the place may change: those that it gave before, and
    /// the author's own sections below it afterwards. Where it gave nothing, the fields that its name means.
    func names(after bytes: [UInt8]) -> Set<String> {
        guard let type = Self.type(material), let first = path.names.first else { return before }
        let edited = Material(path: material.path, bytes: bytes, schema: material.schema)
        let record = "\(path.record ?? 0)."
        var names = before.union(Self.ownSections(path, edited, withHeading: before.isEmpty))
        if before.isEmpty {
            // An empty or absent section has no value; the edited source shows which field it is.
            let document = SourceDocument(bytes, file: FileID(0), path: material.path)
            names.formUnion(Self.fieldsAlone(path, document, edited).map { record + type.fields[$0].id })
            let named = Heading.candidates(first).lazy.compactMap {
                type.field(named: $0) ?? type.field(understood: $0)
            }
            if let field = named.first { names.insert(record + type.fields[field].id) }
        }
        // Other fields are decoded with lists of codes, so these may change any field.
        let isList = type.fields.contains { field in
            if case .codeList = field.kind { names.contains(record + field.id) } else { false }
        }
        return isList ? names.union(type.fields.map { record + $0.id }) : names
    }

    private static func type(_ material: Material) -> DocumentType? {
        guard Schema.role(of: material.path) == .document else { return nil }
        let document = SourceDocument(material.bytes, file: FileID(0), path: material.path)
        return material.schema.type(of: document).map { material.schema.types[$0] }
    }

    private static func names(_ path: FieldPath, _ material: Material) -> Set<String> {
        guard let type = type(material) else { return Set(path.names.prefix(1)) }
        let document = SourceDocument(material.bytes, file: FileID(0), path: material.path)
        let records = DocumentDecoder(schema: material.schema).decode(document).records
        let place = path.record ?? 0
        if let key = keyRange(path, document, type) {
            guard records.indices.contains(place) else { return [] }
            func isThere(_ span: Span) -> Bool { key.contains(Int(span.start)) }
            let fields = records[place].fields.filter { field in
                if case .group(let members) = field.value, members.contains(where: { isThere($0.span) }) { return true }
                return isThere(field.span)
            }
            let own = records[place].extra.filter { isThere($0.heading.span) }.map(\.heading.plain.folded)
            return Set((fields.map { type.fields[$0.field].id } + own).map { "\(place).\($0)" })
        }
        guard let section = headingRange(path, document, material.bytes) else { return [] }
        let own = ownSections(path, material, withHeading: true)
        let fields = records.first?.fields.filter { section.contains(Int($0.span.start)) }.map(\.field) ?? []
        return own.union((fields + fieldsAlone(path, document, material)).map { "0.\(type.fields[$0].id)" })
    }

    /// The fields that the decoder reads in the section of a path where nothing else is in the document: a
    /// second heading of a field joins the first, or becomes a section of its own.
    private static func fieldsAlone(_ path: FieldPath, _ document: SourceDocument, _ material: Material) -> [Int] {
        let bytes = material.bytes
        guard let outer = headingRange(FieldPath(path.names[0]), document, bytes),
            let section = headingRange(path, document, bytes)
        else { return [] }
        let choices = document.entries.filter { ["formato", "form", "tipo", "type"].contains($0.key.text.folded) }
        let lines = choices.map { entry in Array(bytes[entry.span.range]) + Array("\n".utf8) }.flatMap(\.self)
        let head = Array("---\n".utf8) + lines + Array("---\n\n# -\n\n".utf8)
        let alone = SourceDocument(head + bytes[outer], file: FileID(0), path: document.path)
        let records = DocumentDecoder(schema: material.schema).decode(alone).records
        let start = head.count + section.lowerBound - outer.lowerBound
        let range = start..<(start + section.count)
        return (records.first?.fields ?? []).filter { field in
            if case .group(let members) = field.value, members.contains(where: { range.contains(Int($0.span.start)) }) {
                return true
            }
            return range.contains(Int(field.span.start))
        }.map(\.field)
    }

    /// The author's own sections that the decoder reads at a heading and below it.
    private static func ownSections(_ path: FieldPath, _ material: Material, withHeading: Bool) -> Set<String> {
        let document = SourceDocument(material.bytes, file: FileID(0), path: material.path)
        guard path.record == nil, let range = headingRange(path, document, material.bytes) else { return [] }
        let extra = DocumentDecoder(schema: material.schema).decode(document).records.first?.extra ?? []
        return Set(
            extra.filter { section in
                range.contains(Int(section.heading.span.start))
                    && (withHeading || section.heading.plain != path.names.last)
            }.map { "0.\($0.heading.plain.folded)" })
    }

    /// The bytes of the key that a path spells, with its value.
    private static func keyRange(_ path: FieldPath, _ document: SourceDocument, _ type: DocumentType) -> Range<Int>? {
        var entries = document.entries
        if let record = path.record {
            guard case .sequence(let items, _)? = document.collection(of: type)?.value else { return nil }
            let mappings = items.compactMap { item -> [YAMLNode.Entry]? in
                if case .mapping(let entries, _) = item { entries } else { nil }
            }
            guard mappings.indices.contains(record) else { return nil }
            entries = mappings[record]
        }
        guard let entry = entries.first(where: { $0.key.text == path.names.first }) else { return nil }
        return Int(entry.key.span.start)..<max(Int(entry.span.end), Int(entry.key.span.end))
    }

    /// The bytes from the line of the heading that a path spells to the next heading of its kind.
    private static func headingRange(_ path: FieldPath, _ document: SourceDocument, _ bytes: [UInt8]) -> Range<Int>? {
        func lineStart(_ block: Block) -> Int {
            bytes[..<Int(block.span.start)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        }
        var end = bytes.count
        var range: Range<Int>?
        var blocks = document.blocks[...]
        for (depth, name) in path.names.prefix(2).enumerated() {
            func isOpening(_ block: Block) -> Bool {
                if case .heading(let level, _) = block { depth > 0 || level <= 2 } else { false }
            }
            let found = blocks.firstIndex { block in
                if case .heading(_, let text) = block { isOpening(block) && text.plain == name } else { false }
            }
            guard let found else { return nil }
            let next = blocks[(found + 1)...].firstIndex { isOpening($0) }
            let start = lineStart(blocks[found])
            end = next.map { lineStart(blocks[$0]) } ?? end
            range = start..<max(start, end)
            blocks = blocks[(found + 1)..<(next ?? blocks.endIndex)]
        }
        return range
    }
}
