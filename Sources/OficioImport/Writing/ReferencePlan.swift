import OficioSchema
import OficioSource

/// Decides what the references of imported documents lead to, and which documents they need that nobody has described.
package struct ReferencePlan: Sendable {
    package private(set) var names: NamedDocuments
    /// Documents that only references speak of: they are written as external ones.
    package private(set) var stubs: [NamedDocuments.Entry] = []

    package init(_ names: NamedDocuments) { self.names = names }

    package mutating func add(_ entry: NamedDocuments.Entry) { names.add(entry) }

    /// A reference as the source says it.
    package struct Written: Sendable {
        /// An id, `[[id|words]]`, or the words where they may stay words.
        package let text: String
        package let id: String?
        package let isSure: Bool
    }

    /// The source text of a reference.
    ///
    /// - Parameter kind: what the field may refer to; an unknown document of it becomes a stub unless words are
    ///   allowed.
    package mutating func write(_ words: String, _ kind: ReferenceKind) -> Written {
        if let (entry, way) = names.find(words, types: kind.types) {
            switch way {
            case .title: return Written(text: entry.id, id: entry.id, isSure: true)
            case .otherSpelling, .formerName:
                return Written(text: "[[\(entry.id)|\(words)]]", id: entry.id, isSure: true)
            case .alike: return Written(text: "[[\(entry.id)|\(words)]]", id: entry.id, isSure: false)
            }
        }
        if kind.allowsText || kind.types.isEmpty { return Written(text: words, id: nil, isSure: kind.allowsText) }
        let type = Self.type(of: words, among: kind.types)
        let id = ImportedID.unused(ImportedID.of(words), names.ids(ofType: type))
        let entry = NamedDocuments.Entry(id: id, type: type, title: words, formerNames: [], isStub: true)
        stubs.append(entry)
        names.add(entry)
        return Written(text: id, id: id, isSure: false)
    }

    /// Whether words name a unit or a job, where both may stand.
    private static func type(of words: String, among types: [TypeKey]) -> TypeKey {
        guard types.count > 1, types.contains(.unit), let first = words.folded.split(separator: " ").first else {
            return types.first ?? .job
        }
        let units: Set<Substring> = [
            "unidad", "direccion", "gerencia", "subgerencia", "departamento", "area", "seccion", "coordinacion",
            "oficina", "division",
            "subdireccion", "secretaria", "centro", "comite", "consejo", "junta", "unit", "department", "office",
            "division",
        ]
        return units.contains(first) ? .unit : types.first { $0 != .unit } ?? .job
    }
}
