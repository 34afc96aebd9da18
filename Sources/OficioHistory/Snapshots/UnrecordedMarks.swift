import OficioBasics
import OficioModel
import OficioSchema

/// What of a record is internal and its content does not say: the hash of the content, which tells whether a document has changed, covers only the
/// marks that the first version of the program understood.
package struct UnrecordedMarks: Sendable {
    /// By id.
    let fields: [String]
    /// By place.
    let sections: Set<Int>

    package init() {
        fields = []
        sections = []
    }

    /// The marks of a record to be released.
    init(of record: Record, _ type: DocumentType) {
        fields = record.internalFields.subtracting(record.recordedInternalFields).sorted().map { type.fields[$0].id }
        sections = Set(
            record.extra.indices.filter {
                record.extra[$0].isInternal && !(record.extra[$0].recorded?.isInternal ?? true)
            })
    }

    /// The marks beside the content of a snapshot.
    init(_ json: JSONText?) {
        fields = (json?["fields"]?.items ?? []).compactMap(\.text)
        sections = Set((json?["sections"]?.items ?? []).compactMap(\.number))
    }

    var isEmpty: Bool { fields.isEmpty && sections.isEmpty }

    /// `{"in":PLACE,"fields":[…],"sections":[…]}`
    func json(in place: Int) -> JSONText {
        .object([
            ("in", .integer(place)), ("fields", .array(fields.map { .string($0) })),
            ("sections", .array(sections.sorted().map { .integer($0) })),
        ])
    }
}
