/// What a person may do with a document. Each role includes those before it.
package enum Role: Int, Sendable, Comparable, CaseIterable {
    /// The person sees the document.
    case read = 1
    /// The person changes the document.
    case edit
    /// The person releases and withdraws the document.
    case publish

    /// Whether the first role allows less than the second.
    package static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
}

/// The permissions of one person, as the file of permissions gives them.
package struct PersonPermissions: Sendable, Hashable {
    /// The name under which the reverse proxy authenticates the person.
    package let person: String
    /// The name that saved states and commits show.
    package let name: String
    /// Whether the person is an administrator, who may do everything.
    package let isAdministrator: Bool
    /// The role for documents of any unit, and for those without a unit; `nil` for none.
    package let everywhere: Role?
    /// The role for documents without a unit, such as catalogues; `nil` for none but `everywhere`.
    package let unassigned: Role?
    /// The roles by the id of the unit.
    package let units: [String: Role]

    /// The permissions without the names: two people with the same permissions see the same site.
    var grants: String {
        let roles = units.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value.rawValue)" }
        return (["\(isAdministrator) \(everywhere?.rawValue ?? 0) \(unassigned?.rawValue ?? 0)"] + roles).joined(
            separator: "\n")
    }
}
