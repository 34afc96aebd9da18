import Diagnostics

/// One field of a type, one column of a row, one member of a group.
package struct Field: Sendable {
    /// The English name as a slug: `reports-to`. What code and templates use.
    package let id: String
    /// The name shown in either language.
    package let label: Localized
    /// Every accepted name as declared, the shown ones among them.
    package let spellings: [String]
    /// Every accepted name, folded.
    package var names: [String]
    package let kind: FieldKind
    /// Whether it is left out of a public build.
    package let isInternal: Bool
}

extension [Field] {
    /// The place of the field with an identifier.
    package func index(of id: String) -> Int? { firstIndex { $0.id == id } }
}
