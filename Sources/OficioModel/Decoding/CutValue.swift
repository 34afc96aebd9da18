import Diagnostics
import OficioSchema
import OficioSource

extension Rule {
    /// What may have been meant as part of a value is a comment to YAML.
    package static let cutValue = Rule(
        "valor-cortado", .form, .warning,
        what: Localized(
            es: "Un valor sin comillas se corta en « #»: lo que sigue es un comentario y no se publica.",
            en: "A value without quotes ends at “ #”: what follows is a comment and is not published."),
        why: Localized(
            es:
                "«Carrera 7 # 12-34» quedaría en «Carrera 7» sin que nadie lo note. Con comillas, el signo es parte del texto.",
            en:
                "“Carrera 7 # 12-34” would become “Carrera 7” and nobody would notice. In quotes the sign is part of the text."
        ),
        fires: """
            === content/sedes.yaml
            elementos:
              - título: Sede Norte
                dirección: Calle 8 # 20-15, local 3
            """,
        passes: """
            === content/sedes.yaml
            elementos:
              - título: Sede Norte
                dirección: "Calle 8 # 20-15, local 3"
              - título: Sede Sur
                dirección: Avenida Tercera   # 2 plantas; falta el número
            """)
}

/// Finds plain values of text that a comment cuts off.
enum CutValue {
    /// - Parameter record: the record that the entries are of, as `type/id`.
    static func findings(_ entries: [YAMLNode.Entry], of type: DocumentType, record: String?) -> [Diagnostic] {
        entries.flatMap { entry -> [Diagnostic] in
            let kind = type.field(named: entry.key.text.folded).map { type.fields[$0].kind }
            // Of a key that no field has the value is kept as text.
            return find(entry.value, kind ?? .markdown, record)
        }
    }

    private static func find(_ node: YAMLNode, _ kind: FieldKind, _ record: String?) -> [Diagnostic] {
        switch (node, kind) {
        case (.scalar(let scalar), _): return isText(kind) ? [finding(scalar, record)].compactMap(\.self) : []
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
        case .text, .markdown, .list, .codeList: true
        case .rows(let rows): rows.columns.indices.contains(rows.main) && isText(rows.columns[rows.main].kind)
        case .references(let kind): kind.allowsText
        case .date, .integer, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes, .group: false
        }
    }

    private static func finding(_ scalar: YAMLNode.Scalar, _ record: String?) -> Diagnostic? {
        guard let comment = scalar.comment, !scalar.text.isEmpty else { return nil }
        let whole = scalar.span.union(comment.span)
        let quoted = "\"" + comment.whole.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let fix = Diagnostic.Fix(
            Localized(es: "poner todo entre comillas", en: "put all of it in quotes"), safe: false,
            [.init(whole, quoted)])
        return Diagnostic(
            .cutValue, at: comment.span,
            Localized(
                es: "el valor termina en «\(shortened(scalar.text))»: lo que sigue es un comentario y no se publica",
                en: "the value ends at “\(shortened(scalar.text))”: what follows is a comment and is not published"),
            label: Localized(
                es: "si es parte del texto, ponga todo entre comillas",
                en: "if it belongs to the text, put all of it in quotes"),
            fixes: comment.whole.contains(byte: 0x0A) ? [] : [fix], record: record)
    }

    private static func shortened(_ text: String) -> String { text.count > 60 ? "…" + text.suffix(60) : text }
}
