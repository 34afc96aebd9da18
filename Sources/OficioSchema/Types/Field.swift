import Diagnostics

/// One field of a type, one column of a row, one member of a group.
package final class Field: Sendable {
    /// The English name as a slug: `reports-to`. What code and templates use.
    package let id: String
    /// The name shown in either language.
    package let label: Localized
    /// Every accepted name as declared, the shown ones among them.
    package let spellings: [String]
    /// Every accepted name, folded.
    package let names: [String]
    /// What else it is called, by whoever writes forms: accepted, never shown as its name.
    package let others: [OtherName]
    package let kind: FieldKind
    /// Whether it is left out of a public build.
    package let isInternal: Bool
    /// Whether its section may hold other fields under `###` headings: *Requisitos* over *Formación* and *Experiencia*.
    package let gathers: Bool
    /// What its values say of people.
    let person: PersonField
    /// Whether its name asks for a person: *responsable*, *elaboró*, *contacto*. Free text in it may be somebody's name.
    package var asksForPerson: Bool { person != .isNobody }
    /// Whether its value is a person's own: a name, a telephone. Its page does not show it either.
    package var isPersonal: Bool { person == .isPerson }
    /// Whether only a key of the front matter gives it where its type keeps sections of the author's own.
    package let isKey: Bool

    init(
        id: String, label: Localized, spellings: [String], names: [String], others: [OtherName] = [], kind: FieldKind, isInternal: Bool,
        gathers: Bool = false, isKey: Bool = false, person: PersonField? = nil
    ) {
        self.id = id
        self.label = label
        self.spellings = spellings
        self.names = names
        self.others = others
        self.kind = kind
        self.isInternal = isInternal
        self.gathers = gathers
        self.isKey = isKey
        self.person = person ?? (PersonField.asks(spellings) ? .mayName : .isNobody)
    }

    /// Whether it, or one of its columns or members, is left out of a public build.
    package var holdsInternal: Bool {
        switch kind {
        case .rows(let rows): isInternal || rows.columns.contains(where: \.holdsInternal)
        case .group(let members): isInternal || members.contains(where: \.holdsInternal)
        default: isInternal
        }
    }

    private func with(names: [String], others: [OtherName], isKey: Bool) -> Field {
        Field(
            id: id, label: label, spellings: spellings, names: names, others: others, kind: kind, isInternal: isInternal, gathers: gathers, isKey: isKey,
            person: person)
    }

    /// The same field as a key alone.
    var asKey: Field { with(names: names, others: others, isKey: true) }

    /// The same field where some names mean another one: as they stand, and what is loosely the same among its other names.
    func without(_ taken: Set<String>) -> Field {
        let loose = Set(taken.map(LooseName.of))
        return with(
            names: names.filter { !taken.contains($0) }, others: others.filter { !loose.contains(LooseName.of($0.folded)) }, isKey: isKey)
    }

    /// The same field with more other names.
    func adding(_ more: [OtherName]) -> Field {
        let added = more.filter { name in
            (name.isBeginning || !names.contains(name.folded)) && !others.contains { $0.folded == name.folded && $0.isBeginning == name.isBeginning }
        }
        return with(names: names, others: others + added, isKey: isKey)
    }

    /// The names to offer in a language: the one shown first. Of the declared names the second is English, all others are as the first.
    package func spellings(in language: Language) -> [String] {
        let shown = language == .spanish ? label.spanish : label.english
        let declared = spellings.enumerated().filter { ($0 == 1) == (language == .english) && names.contains($1.folded) }.map(\.element)
        let own = spellings.contains { $0.folded == shown.folded } ? declared : [shown] + declared
        return own + others.filter { $0.language == language && !$0.isBeginning }.map(\.spelling)
    }
}

extension [Field] {
    /// The place of the field with an identifier.
    package func index(of id: String) -> Int? { firstIndex { $0.id == id } }
}
