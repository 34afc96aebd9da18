/// The document types that the program itself declares, so that a `switch` can consider each.
///
/// Pages, lists and search weights differ by type. A `switch` over this enumeration without `default` fails to
/// compile when a type is added, so that nobody forgets to handle the new type.
package enum KnownType: String, CaseIterable, Sendable {
    case checklist, clause, competency
    case externalDocument = "external-document"
    case job, manual, office, page, `protocol`, standard, term, unit
}

extension TypeKey {
    /// Creates the key of a built-in type.
    package init(_ known: KnownType) { self.init(known.rawValue) }
}
