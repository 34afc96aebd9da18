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
    package let kind: FieldKind
    /// Whether it is left out of a public build.
    package let isInternal: Bool

    init(id: String, label: Localized, spellings: [String], names: [String], kind: FieldKind, isInternal: Bool) {
        self.id = id
        self.label = label
        self.spellings = spellings
        self.names = names
        self.kind = kind
        self.isInternal = isInternal
    }

    /// Whether it, or one of its columns or members, is left out of a public build.
    package var holdsInternal: Bool {
        switch kind {
        case .rows(let rows): isInternal || rows.columns.contains(where: \.holdsInternal)
        case .group(let members): isInternal || members.contains(where: \.holdsInternal)
        default: isInternal
        }
    }

    /// The same field where some names mean another one.
    func without(_ taken: Set<String>) -> Field {
        Field(id: id, label: label, spellings: spellings, names: names.filter { !taken.contains($0) }, kind: kind, isInternal: isInternal)
    }
}

extension [Field] {
    /// The place of the field with an identifier.
    package func index(of id: String) -> Int? { firstIndex { $0.id == id } }
}
