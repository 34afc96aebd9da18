import OficioModel
import OficioSchema

/// Values by the text of a field's key, for fields that only a test's own site declares.
extension Corpus {
    package func value(_ record: Record, _ field: String) -> Value? { value(record, FieldKey(field)) }

    package func fieldValue(_ record: Record, _ field: String) -> FieldValue? { fieldValue(record, FieldKey(field)) }

    package func words(_ record: Record, _ field: String) -> String? { words(record, FieldKey(field)) }
}
