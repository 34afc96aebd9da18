/// The address of a field or a section: its names from the outside in. A name is an identifier of
/// the type, a key or a heading, in either language.
///
/// `"objective"` is a field, `["working-relationships", "with"]` a member of a group,
/// `["functions", "Diaria"]` the rows below a `###` heading.
package struct FieldPath: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// The names of the path, from the outside in.
    package let names: [String]
    /// The index of the record in a collection; `nil` for a source that holds one record.
    package let record: Int?

    /// Creates a path of names from the outside in.
    package init(_ names: [String], inRecord record: Int? = nil) {
        self.names = names
        self.record = record
    }

    /// Creates a path of one name.
    package init(_ name: String, inRecord record: Int? = nil) { self.init([name], inRecord: record) }

    /// Creates a path of one name from a string literal.
    package init(stringLiteral name: String) { self.init([name]) }

    /// Creates a path from an array literal of names, from the outside in.
    package init(arrayLiteral names: String...) { self.init(names) }

    /// The path as messages show it, with arrows between the names.
    var shown: String { names.joined(separator: " → ") }
}
