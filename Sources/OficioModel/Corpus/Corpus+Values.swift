import OficioSchema

// The values of a record by the keys of their fields.
extension Corpus {
    /// Returns the value of a record's field, `nil` if the record does not set it or its type has no such field.
    package func value(_ record: Record, _ field: FieldKey) -> Value? {
        record.value(schema.types[record.ownType].field(field))
    }

    /// Returns the value of a record's field with its span in the source; `nil` if the record does not set it or its
    /// type has no such field.
    package func fieldValue(_ record: Record, _ field: FieldKey) -> FieldValue? {
        record.fieldValue(schema.types[record.ownType].field(field))
    }

    /// Returns the plain text of a field, `nil` if it is absent, empty or not applicable.
    package func words(_ record: Record, _ field: FieldKey) -> String? {
        guard let value = value(record, field), !value.isNotApplicable else { return nil }
        let plain = value.plain
        return plain.isEmpty ? nil : plain
    }

    /// Whether the record stands for a document outside the site, of which the site has only the name.
    package func isExternal(_ record: Record) -> Bool {
        if schema.types[record.type].key == .externalDocument { return true }
        return declaredState(record) == .external
    }

    /// Returns the state that a record declares, `nil` if it declares none or an unknown one.
    package func declaredState(_ record: Record) -> DeclaredState? { words(record, .state).flatMap(DeclaredState.init) }
}
