import Diagnostics

/// A field of a type, a column of a row type, or a member of a group.
package final class Field: Sendable {
    /// The identifier that code and templates use, which is the English name as a slug: `reports-to`.
    package let id: String
    /// The name that pages and messages show.
    package let label: Localized
    /// Every accepted name of the field as declared, including the names that pages and messages show.
    package let spellings: [String]
    /// Every accepted name of the field, folded.
    package let names: [String]
    /// Additional names that the forms of other institutions use for the field; pages never show them as its name.
    package let others: [OtherName]
    /// The kind of values that the field takes.
    package let kind: FieldKind
    /// Whether a public build leaves the field out.
    package let isInternal: Bool
    /// Whether the site explicitly declares the field public (`texto público`), which also opens values released while
    /// it was internal.
    package let isOpened: Bool
    /// Whether the field's section may contain other fields under `###` headings: *Requisitos* over *Formación* and
    /// *Experiencia*.
    package let gathers: Bool
    /// The personal data that values of the field may hold.
    let person: PersonField
    /// Whether free text in the field may name somebody, because the field asks for a person (*responsable*, *elaboró*,
    /// *contacto*).
    package var mayNamePeople: Bool { person != .isNobody }
    /// Whether the field's value is personal data, such as a name or a telephone. A public build shows it neither in
    /// lists nor on the document's page. Always false for a built-in field, whose declaration says instead what is
    /// internal.
    package var isPersonal: Bool { person == .isPerson }
    /// Whether one of the field's names is that of a person's own data, such as *teléfono*. A public build that
    /// removes a name from a row also removes the row's values in fields named so.
    package var isNamedAsPersonal: Bool {
        isPersonal || spellings.contains { PersonField(named: $0) == .isPerson }
    }
    /// Whether a name of a field asks for a post or a person: *contacto*, *titular*.
    package static func asksForPerson(_ name: String) -> Bool { PersonField(named: name) == .mayName }
    /// Whether only a front matter key sets the field in a type that keeps the author's own
    /// sections.
    package let isKey: Bool
    /// Whether the site declares the field, and not the program.
    package let isOwn: Bool

    init(
        id: String, label: Localized, spellings: [String], names: [String], others: [OtherName] = [], kind: FieldKind,
        isInternal: Bool, isOpened: Bool = false, gathers: Bool = false, isKey: Bool = false, isOwn: Bool = false,
        person: PersonField? = nil
    ) {
        self.id = id
        self.label = label
        self.spellings = spellings
        self.names = names
        self.others = others
        self.kind = kind
        self.isInternal = isInternal
        self.isOpened = isOpened
        self.gathers = gathers
        self.isKey = isKey
        self.isOwn = isOwn
        self.person = person ?? (PersonField.refersToPeople(spellings) ? .mayName : .isNobody)
    }

    /// Whether a public build leaves out the field, one of its columns or one of its members.
    package var holdsInternal: Bool {
        switch kind {
        case .rows(let rows): isInternal || rows.columns.contains(where: \.holdsInternal)
        case .group(let members): isInternal || members.contains(where: \.holdsInternal)
        default: isInternal
        }
    }

    /// The paths, made of identifiers, of the field's internal values: the field itself (`notes`), its columns and
    /// members (`steps/key`).
    package var internalPaths: [String] {
        if isInternal { return [id] }
        let parts: [Field] =
            switch kind {
            case .rows(let rows): rows.columns
            case .group(let members): members
            default: []
            }
        return parts.flatMap(\.internalPaths).map { "\(id)/\($0)" }
    }

    private func with(names: [String], others: [OtherName], isKey: Bool) -> Field {
        Field(
            id: id, label: label, spellings: spellings, names: names, others: others, kind: kind,
            isInternal: isInternal, isOpened: isOpened, gathers: gathers, isKey: isKey, isOwn: isOwn,
            person: person)
    }

    /// A copy of the field that only a front matter key sets.
    var asKey: Field { with(names: names, others: others, isKey: true) }

    /// Returns a copy of the field without the names in `taken`, and without additional names that loosely match one of
    /// them.
    func without(_ taken: Set<String>) -> Field {
        let loose = Set(taken.map(LooseName.looseForm))
        return with(
            names: names.filter { !taken.contains($0) },
            others: others.filter { !loose.contains(LooseName.looseForm($0.folded)) }, isKey: isKey)
    }

    /// Returns a copy of the field with more additional names. A name that the field already has is not repeated; as
    /// an additional name, it becomes confirmed.
    func adding(_ more: [OtherName]) -> Field {
        let added = more.filter { name in
            (name.isBeginning || !names.contains(name.folded))
                && !others.contains { $0.folded == name.folded && $0.isBeginning == name.isBeginning }
        }
        let kept = others.map { other in
            more.contains { $0.folded == other.folded && $0.isBeginning == other.isBeginning } ? other.confirmed : other
        }
        return with(names: names, others: kept + added, isKey: isKey)
    }

    /// Returns the names to suggest in a language; the name that pages show comes first. Of the declared names the
    /// second is English, and all others are Spanish.
    package func spellings(in language: Language) -> [String] {
        declaredSpellings(in: language) + otherSpellings(in: language)
    }

    /// Returns the label of the field in a language, with the declared names in it.
    package func declaredSpellings(in language: Language) -> [String] {
        let shown = language == .spanish ? label.spanish : label.english
        let declared = spellings.enumerated().filter {
            ($0 == 1) == (language == .english) && names.contains($1.folded)
        }.map(\.element)
        return spellings.contains { $0.folded == shown.folded } ? declared : [shown] + declared
    }

    /// Returns the names in a language that other institutions use for the field, without prefixes.
    package func otherSpellings(in language: Language) -> [String] {
        others.filter { $0.language == language && !$0.isBeginning }.map(\.spelling)
    }
}

extension [Field] {
    /// Returns the index of the field with an identifier, `nil` for none. Searches all fields.
    package func index(of id: String) -> Int? { firstIndex { $0.id == id } }
}
