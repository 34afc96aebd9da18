/// The address of a field or a section: its names from the outside in, in either language, as
/// identifiers of the type, or as headings.
///
/// `"objective"` is a field, `["working-relationships", "with"]` a member of a group, `["functions", "Diaria"]`
/// the rows below a `###` heading.
package struct FieldPath: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    package let names: [String]
    /// The place of the record in a collection, counted from 0; `nil` for a source that holds one
    /// record.
    package let record: Int?

    package init(_ names: [String], inRecord record: Int? = nil) {
        self.names = names
        self.record = record
    }

    package init(_ name: String, inRecord record: Int? = nil) { self.init([name], inRecord: record) }

    package init(stringLiteral name: String) { self.init([name]) }

    package init(arrayLiteral names: String...) { self.init(names) }

    /// The path in messages.
    var shown: String { names.joined(separator: " → ") }
}
