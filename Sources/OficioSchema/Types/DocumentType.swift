import Diagnostics
import OficioBasics

/// A type of document. The built-in types and a site's own are declared in the same language
/// (`docs/reference/types.md`).
package final class DocumentType: Sendable {
    /// The identifier, which is the English name as a slug: `job`, `external-document`.
    package let id: String
    /// The name of one document of the type.
    package let name: Localized
    /// The name of several documents of the type.
    package let plural: Localized
    /// The folder of the type's documents in `content/` and in the published site: `puestos`.
    package let folder: String
    /// Every folded name of the type: names, plurals, folder and identifier.
    package let names: [String]
    /// Whether the type's documents have a control block: code, version, dates, log.
    package let isControlled: Bool
    /// Whether only declared names and labels of the form name fields, and every other heading begins a section of the
    /// author's own. Documents of such types that were released keep the sections that they had.
    package let keepsExtra: Bool
    /// Whether a section of the author's own is expected, and has no warning.
    package let welcomesExtra: Bool
    /// Whether a public build leaves out documents of the type that declare no access.
    package let isInternal: Bool
    /// Whether the type explicitly declares its documents public, which also opens those released while it was
    /// internal.
    package let isOpened: Bool
    /// The fields of the type: its own fields before those that all types share.
    package let fields: [Field]
    /// The index of the field that takes the text before the first heading, or the whole body; `nil` for none.
    package let body: Int?

    /// The indices of the fields of which a public build leaves out something (`Field.holdsInternal`).
    package let fieldsWithInternal: [Int]

    private let byName: NameTable
    private let byID: NameTable
    /// The index of the fields' names, which the first lookup builds, because a site uses few of the declared types.
    private let lazyNames = Lazy<FieldNames>()
    private var fieldNames: FieldNames { lazyNames.value { FieldNames(fields) } }
    /// The memo table of `suggestion`: documents that follow one model repeat the same unknown names.
    private let suggested = Locked<[String: (name: String, isCertain: Bool)?]>([:])
    private let spellings: [Language: Lazy<FieldSpellings>]

    /// Creates a type; `body` is the identifier of one of `fields`.
    package init(
        id: String, name: Localized, plural: Localized, folder: String, names: [String], isControlled: Bool,
        keepsExtra: Bool, welcomesExtra: Bool = false,
        fields: [Field], body: String?, isInternal: Bool = false, isOpened: Bool = false
    ) {
        self.isInternal = isInternal
        self.isOpened = isOpened
        self.id = id
        self.name = name
        self.plural = plural
        self.folder = folder
        self.names = names
        self.isControlled = isControlled
        self.keepsExtra = keepsExtra
        self.welcomesExtra = welcomesExtra
        self.fields = fields
        self.body = body.flatMap { fields.index(of: $0) }
        fieldsWithInternal = fields.indices.filter { fields[$0].holdsInternal }
        byID = NameTable(fields.enumerated().map { ($1.id, $0) })
        spellings = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, Lazy()) })
        byName = NameTable(fields.enumerated().flatMap { place, field in field.names.map { ($0, place) } })
    }

    /// Returns a copy of the type with other fields, and with another access unless `isInternal` is `nil`.
    func replacing(_ fields: [Field], isInternal: Bool? = nil, isOpened: Bool = false) -> DocumentType {
        DocumentType(
            id: id, name: name, plural: plural, folder: folder, names: names, isControlled: isControlled,
            keepsExtra: keepsExtra, welcomesExtra: welcomesExtra, fields: fields,
            body: body.map { self.fields[$0].id }, isInternal: isInternal ?? self.isInternal,
            isOpened: isOpened || self.isOpened)
    }

    /// Returns the index of the field with a declared folded name, in either language; `nil` for none.
    package func field(named folded: String) -> Int? { byName[folded] }

    /// Returns the index of the field that a folded key or heading means: by a declared or additional name, or by a
    /// loose match if only one field fits; otherwise `nil`.
    package func field(understood folded: String) -> Int? { fieldNames.field(for: folded) }

    /// Returns the index of the field with a declared prefix (`tareas …`) that a folded name begins with; `nil` if
    /// there is none.
    package func field(beginning folded: String) -> Int? { fieldNames.field(beginning: folded) }

    /// Returns the index of the only field that a folded name means without words such as *key* or *other* before it;
    /// `nil` if there are no such words, or not one such field.
    package func field(qualified folded: String) -> Int? { fieldNames.field(qualified: folded) }

    /// Returns the indices of all fields that a folded name may mean, the exact match first.
    package func fields(understood folded: String) -> [Int] { fieldNames.candidates(for: folded) }

    /// Returns the name in `language` of which a folded name is probably a misspelling, and whether that is certain;
    /// `nil` if no name is close enough. Results are memoised.
    package func suggestion(for folded: String, _ language: Language) -> (name: String, isCertain: Bool)? {
        suggested.withLock { known in
            let key = "\(language.rawValue) \(folded)"
            if let answer = known[key] { return answer }
            let answer = spellings[language]?.value { FieldSpellings(fields, language) }.suggestion(for: folded)
            known.updateValue(answer, forKey: key)
            return answer
        }
    }

    /// Returns the index of the field with an identifier, `nil` for none.
    package func field(id: String) -> Int? { byID[id] }

    /// The index of the field that the type calls *título*, whatever its identifier: a site may declare it under that
    /// name alone. `nil` if the type has none.
    package var declaredTitleField: Int? { field(named: "titulo") }

    /// The index of the field that holds the title: the one called *título*, or else the first.
    package var titleField: Int { declaredTitleField ?? 0 }
}
