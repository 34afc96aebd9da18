/// The identifier of a document type: its English name as a slug, such as `job`.
///
/// Code names the built-in types by the constants of `Keys+BuiltIn.swift`; the types of a site have keys of their own.
@frozen package struct TypeKey: Hashable, Sendable {
    /// The identifier as text.
    package let text: String

    /// Creates a key from an identifier.
    @inlinable package init(_ text: String) { self.text = text }
}

/// The identifier of a field of a type, or of a member of a group: its English name as a slug, such as `reports-to`.
@frozen package struct FieldKey: Hashable, Sendable {
    /// The identifier as text.
    package let text: String

    /// Creates a key from an identifier.
    @inlinable package init(_ text: String) { self.text = text }
}

/// The identifier of a column of a row: its English name as a slug, such as `time-limit`.
@frozen package struct ColumnKey: Hashable, Sendable {
    /// The identifier as text.
    package let text: String

    /// Creates a key from an identifier.
    @inlinable package init(_ text: String) { self.text = text }
}

extension DocumentType {
    /// The key of the type.
    package var key: TypeKey { TypeKey(id) }

    /// The built-in type with this key, nil for a type that a site declares.
    package var known: KnownType? { KnownType(rawValue: id) }

    /// Returns the index in `fields` of the field with a key, nil if the type has none.
    package func field(_ key: FieldKey) -> Int? { field(id: key.text) }
}

extension Field {
    /// The key of a field of a type, or of a member of a group.
    package var key: FieldKey { FieldKey(id) }

    /// The key of a column.
    package var columnKey: ColumnKey { ColumnKey(id) }
}

extension [Field] {
    /// Returns the index of the column with a key, nil if there is none.
    package func column(_ key: ColumnKey) -> Int? { index(of: key.text) }
}

extension RowType {
    /// Returns the index of the column with a key, nil if there is none.
    package func column(_ key: ColumnKey) -> Int? { columns.column(key) }
}

extension Schema {
    /// Returns the index of the type with a key, nil if the site has none.
    package func index(of key: TypeKey) -> Int? { type(id: key.text) }
}

extension RowType {
    /// Whether the field's rows are people who sign: label, name and role.
    package var holdsPeople: Bool { [ColumnKey.label, .name, .role].allSatisfy { column($0) != nil } }
}
