import Diagnostics
import OficioSchema
import OficioSource

/// Finds text values in YAML that a comment cuts off.
enum CutFields {
    /// Returns the findings about values that a comment cuts off in a record's entries. `record` is the record's
    /// name, `type/id`.
    static func findings(_ entries: [YAMLNode.Entry], of type: DocumentType, record: String?) -> [Diagnostic] {
        entries.flatMap { entry -> [Diagnostic] in
            let kind = type.field(named: entry.key.text.folded).map { type.fields[$0].kind }
            // The value of an unknown key is kept as text.
            return find(entry.value, kind ?? .markdown, record)
        }
    }

    private static func find(_ node: YAMLNode, _ kind: FieldKind, _ record: String?) -> [Diagnostic] {
        switch (node, kind) {
        case (.scalar(let scalar), _): return isText(kind) ? [scalar.cutFinding(of: record)].compactMap(\.self) : []
        case (.sequence(let items, _), _): return items.flatMap { find($0, kind, record) }
        case (.mapping(let entries, _), .rows(let rows)): return members(entries, rows.columns, record)
        case (.mapping(let entries, _), .group(let fields)): return members(entries, fields, record)
        case (.mapping(let entries, _), .codeList): return entries.flatMap { find($0.value, .text, record) }
        case (.mapping, _): return []
        }
    }

    private static func members(_ entries: [YAMLNode.Entry], _ fields: [Field], _ record: String?) -> [Diagnostic] {
        entries.flatMap { entry -> [Diagnostic] in
            guard let field = fields.first(where: { $0.names.contains(entry.key.text.folded) }) else { return [] }
            return find(entry.value, field.kind, record)
        }
    }

    private static func isText(_ kind: FieldKind) -> Bool {
        switch kind {
        // A title may hold « #»: «unidad: Caja #2» would lead to another unit, «Caja».
        case .text, .markdown, .list, .codeList, .references: true
        case .rows(let rows): rows.columns.indices.contains(rows.main) && isText(rows.columns[rows.main].kind)
        case .date, .integer, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes, .group: false
        }
    }
}
