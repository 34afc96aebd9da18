import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The values that the program's decoder reads in a source, field by field. Tests judge edits by them; the decoder does
/// not know the editor.
struct DecodedFields: Equatable {
    /// Each value in words, keyed by record and field identifier; the author's own sections are keyed by their
    /// headings.
    let values: [String: String]

    init(_ bytes: [UInt8], _ material: Material) {
        let document = SourceDocument(bytes, file: FileID(0), path: material.path)
        guard Schema.role(of: material.path) == .document else {
            values = Dictionary(document.entries.map { ($0.key.text, Self.words($0.value)) }) { a, _ in a }
            return
        }
        var values: [String: String] = [:]
        for (place, record) in DocumentDecoder(schema: material.schema).decode(document).records.enumerated() {
            let type = material.schema.types[record.type]
            for field in record.fields { values["\(place).\(type.fields[field.field].id)"] = Self.words(field.value) }
            for section in record.extra {
                values["\(place).\(section.heading.plain.folded)", default: ""] += section.blocks.map { Self.words($0) }
                    .joined()
            }
        }
        self.values = values
    }

    /// The keys of the fields whose values differ.
    func differences(from other: DecodedFields) -> Set<String> {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }
    }

    private static func words(_ node: YAMLNode) -> String {
        switch node {
        case .scalar(let scalar): scalar.text + (node.isAbsent ? "∅" : "")
        case .sequence(let items, _): "[" + items.map { words($0) }.joined(separator: "¦") + "]"
        case .mapping(let entries, _):
            "{" + entries.map { $0.key.text + "=" + words($0.value) }.joined(separator: "¦") + "}"
        }
    }

    static func words(_ block: Block) -> String {
        switch block {
        case .paragraph(let text): "P(\(text.source))"
        case .heading(let level, let text): "H\(level)(\(text.source))"
        case .list(let list):
            "L(" + list.items.map { $0.blocks.map { words($0) }.joined() }.joined(separator: "¦") + ")"
        case .table(let table):
            "T("
                + ([table.header] + table.rows.map(\.cells)).map { $0.map(\.source).joined(separator: "|") }.joined(
                    separator: "¦") + ")"
        case .quote(let inside, _): "Q(" + inside.map { words($0) }.joined() + ")"
        case .code(let code, let info, _): "C(\(info),\(code))"
        case .rule: "R"
        }
    }

    static func words(_ value: Value) -> String {
        switch value {
        case .notApplicable(let text): "NA(\(text.source))"
        case .text(let text), .date(_, let text), .integer(_, let text), .percent(_, let text), .boolean(_, let text),
            .duration(_, let text):
            text.source
        case .codes(let codes, let text): "\(text.source):" + codes.map(\.code).joined(separator: "¦")
        case .blocks(let blocks): blocks.map { words($0) }.joined()
        case .references(let references): references.map { "\($0.target)>\($0.label ?? "")" }.joined(separator: "¦")
        case .list(let items): items.map { $0.blocks.map { words($0) }.joined() }.joined(separator: "¦")
        case .rows(let rows):
            rows.introduction.map { words($0) }.joined()
                + rows.rows.map { row in words(row.cells) + "@\(row.group.map { rows.groups[$0].heading.plain } ?? "")"
                }
                .joined(separator: "¦")
                + rows.groups.map { $0.heading.plain + $0.note.map { words($0) }.joined() }.joined(separator: "¦")
                + rows.closing.map { words($0) }.joined()
                + (rows.clause.map { $0.clause.target + $0.except.map(\.source).joined() } ?? "")
        case .group(let fields): words(fields)
        case .codeList(let list): list.codes.map { "\($0.code)=\($0.label)" }.joined(separator: "¦")
        }
    }

    private static func words(_ fields: [FieldValue]) -> String {
        fields.sorted { $0.field < $1.field }.map { "\($0.field)=" + words($0.value) }.joined(separator: ";")
    }
}
