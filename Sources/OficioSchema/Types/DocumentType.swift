import Diagnostics
import OficioBasics

/// A kind of document: the built-in ones and a site's own are declared in the same language (`docs/reference/types.md`).
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
    private let understood: FieldNames
    /// Answers to `suggestion`: documents that were written after one model ask the same again and again.
    private let suggested = Locked<[String: (name: String, isCertain: Bool)?]>([:])

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
        understood = FieldNames(fields)
        byName = NameTable(fields.enumerated().flatMap { place, field in field.names.map { ($0, place) } })
    }

    /// The same type with other fields, and another access where one is given.
    func replacing(_ fields: [Field], isInternal: Bool? = nil) -> DocumentType {
        DocumentType(
            id: id, name: name, plural: plural, folder: folder, names: names, isControlled: isControlled, keepsExtra: keepsExtra, fields: fields,
            body: body.map { self.fields[$0].id }, isInternal: isInternal ?? self.isInternal)
    }

    /// The field with a declared folded name in either language.
    package func field(named folded: String) -> Int? { byName[folded] }

    /// The field that a folded key or heading means: by its name or another one, else loosely where only one is meant.
    package func field(understood folded: String) -> Int? { understood.field(for: folded) }

    /// The field whose longer names begin as a folded one does.
    package func field(beginning folded: String) -> Int? { understood.field(beginning: folded) }

    /// Every field that a folded name may mean, the exact one first.
    package func fields(understood folded: String) -> [Int] { understood.candidates(for: folded) }

    /// The name in a language that a folded one was probably meant to be, `nil` rather than a bad one.
    package func suggestion(for folded: String, _ language: Language) -> (name: String, isCertain: Bool)? {
        suggested.withLock { known in
            let key = "\(language.rawValue) \(folded)"
            if let answer = known[key] { return answer }
            let answer = fields.suggestion(for: folded, language)
            known.updateValue(answer, forKey: key)
            return answer
        }
    }

    /// The field with an identifier.
    package func field(id: String) -> Int? { byID[id] }
}
