import OficioBasics
import OficioModel
import OficioSchema

/// The internal parts of a record that its content in a snapshot does not mark.
///
/// The hash of the content, which shows whether a document has changed, covers only the marks that the first version of
/// the program recognised.
package struct UnrecordedMarks: Sendable {
    /// The identifiers of the internal fields.
    let fields: [String]
    /// The indices of the internal sections among the record's extra sections.
    let sections: Set<Int>
    /// The paths of the fields and columns with values that the type declares internal; `*` stands for the whole
    /// record.
    let typed: [String]

    /// Creates a value for a record without internal parts.
    package init() {
        fields = []
        sections = []
        typed = []
    }

    /// Collects the marks of a record for a release.
    init(of record: Record, _ type: DocumentType) {
        fields = record.internalFields.subtracting(record.recordedInternalFields).sorted().map { type.fields[$0].id }
        sections = Set(
            record.extra.indices.filter {
                record.extra[$0].isInternal && !(record.extra[$0].recorded?.isInternal ?? true)
            })
        typed =
            (type.isInternal && record.value(type.field(.access)) == nil ? ["*"] : [])
            + record.fields.map(\.field).sorted().flatMap { type.fields[$0].internalPaths }
    }

    /// Reads the marks beside the content of a snapshot.
    init(_ json: JSONText?) {
        fields = (json?["fields"]?.items ?? []).compactMap(\.text)
        sections = Set((json?["sections"]?.items ?? []).compactMap(\.number))
        typed = (json?["typed"]?.items ?? []).compactMap(\.text)
    }

    var isEmpty: Bool { fields.isEmpty && sections.isEmpty && typed.isEmpty }

    /// Returns the marks as `{"in":PLACE,"fields":[…],"sections":[…],"typed":[…]}`, without an empty last member.
    func json(in place: Int) -> JSONText {
        .object(
            [
                ("in", .integer(place)), ("fields", .array(fields.map { .string($0) })),
                ("sections", .array(sections.sorted().map { .integer($0) })),
            ] + (typed.isEmpty ? [] : [("typed", .array(typed.map { .string($0) }))]))
    }
}
