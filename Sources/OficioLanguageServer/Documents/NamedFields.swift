import OficioSchema
import OficioSource

/// Finds the fields of a type by the keys and headings of a text that may be broken.
struct NamedFields {
    let type: DocumentType

    /// Returns the field that a key names inside other keys; `nil` for an unknown key.
    func field(ofKeys outer: ArraySlice<String>, _ key: String) -> Field? {
        var fields = type.fields
        for name in outer where !["elementos", "items"].contains(name.folded) {
            guard let field = field(key: name, in: fields) else { return nil }
            switch field.kind {
            case .group(let members): fields = members
            case .rows(let rows): fields = rows.columns
            default: return nil
            }
        }
        return field(key: key, in: fields)
    }

    private func field(key: String, in fields: [Field]) -> Field? {
        let folded = key.folded
        if let field = fields.first(where: { $0.names.contains(folded) }) { return field }
        guard fields.first === type.fields.first else { return nil }
        return type.field(understood: folded).map { type.fields[$0] }
    }

    /// Returns the field that a heading names; `nil` for a section of the author's own.
    func field(ofHeading heading: String) -> Field? {
        (type.field(named: heading.folded) ?? type.field(understood: heading.folded)).map { type.fields[$0] }
    }
}
