import OficioSchema

/// The other names that a site declares for the fields of its types, or confirms after Oficio has proposed
/// them.
///
/// A type that keeps the author's own sections reads a heading as a field only by a declared name. A name in
/// `content/tipos` states the institution's meaning, so that the importer may convert the section to the field.
struct SiteNames: Sendable {
    private var byType: [String: [String: Int]] = [:]

    init(_ schema: Schema) {
        let known = Dictionary(uniqueKeysWithValues: Schema([]).types.map { ($0.id, $0) })
        for type in schema.types where type.keepsExtra {
            var names: [String: Int] = [:]
            for (place, field) in type.fields.enumerated() {
                let own = known[type.id]?.fields.first { $0.id == field.id }
                for name in field.others where !name.isBeginning {
                    let common = own?.others.first { $0.folded == name.folded }
                    if common == nil || common?.isConfirmed != name.isConfirmed, names[name.folded] == nil {
                        names[name.folded] = place
                    }
                }
            }
            if !names.isEmpty { byType[type.id] = names }
        }
    }

    /// The fields of a type by folded name.
    subscript(type: DocumentType) -> [String: Int] { byType[type.id] ?? [:] }
}
