import Diagnostics

/// A kind of document: the built-in ones and a site's own are declared in the same language (`README.md`, «Tipos»).
package final class DocumentType: Sendable {
    /// The English name as a slug: `job`, `external-document`.
    package let id: String
    package let name: Localized
    package let plural: Localized
    /// The folder in `content/` and in the site: `puestos`.
    package let folder: String
    /// Folded names of the type and of its folder.
    package let names: [String]
    /// Whether its documents carry a control block: code, version, dates, log.
    package let isControlled: Bool
    /// Whether unknown headings and keys are kept as titled sections.
    package let keepsExtra: Bool
    /// Whether a public build leaves out its documents that do not say otherwise.
    package let isInternal: Bool
    package let fields: [Field]
    /// The field that takes the body's text before the first heading, or the whole body.
    package let body: Int?

    private let byName: NameTable
    private let byID: NameTable
    /// Answers to `nearestName`: documents that were written after one model ask the same again and again.
    private let nearest = Guarded<[String: String?]>([:])

    package init(
        id: String, name: Localized, plural: Localized, folder: String, names: [String], isControlled: Bool, keepsExtra: Bool,
        fields: [Field], body: String?, isInternal: Bool = false
    ) {
        self.isInternal = isInternal
        self.id = id
        self.name = name
        self.plural = plural
        self.folder = folder
        self.names = names
        self.isControlled = isControlled
        self.keepsExtra = keepsExtra
        self.fields = fields
        self.body = body.flatMap { fields.index(of: $0) }
        byID = NameTable(fields.enumerated().map { ($1.id, $0) })
        byName = NameTable(fields.enumerated().flatMap { place, field in field.names.map { ($0, place) } })
    }

    /// The field with a folded name in either language.
    package func field(named folded: String) -> Int? { byName[folded] }

    /// The name of a field that is most like a folded one, `nil` where none is near.
    package func nearestName(to folded: String) -> String? {
        nearest.withLock { known in
            if let answer = known[folded] { return answer }
            let name = Suggestion.nearest(to: folded, in: fields.flatMap(\.names))
            known.updateValue(name, forKey: folded)
            return name
        }
    }

    /// The field with an identifier.
    package func field(id: String) -> Int? { byID[id] }
}
