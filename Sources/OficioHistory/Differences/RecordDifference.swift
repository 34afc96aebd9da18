import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The differences between two records of one type, field by field and row by row.
///
/// `diff`, the proposed log rows, redlines and receipts all use it. It contains everything that is new, so that
/// `applied(to:)` can rebuild the new record from the old record.
package struct RecordDifference: Sendable {
    /// The change of a field or cell.
    package enum FieldChange: Sendable {
        /// A value that only the new record has.
        case added(FieldValue)
        /// A value that only the old record has.
        case removed(FieldValue)
        /// A value that the new record replaces as a whole.
        case replaced(old: FieldValue, new: FieldValue)
        /// The changed rows of a table field.
        case rows(field: Int, RowsDifference)
        /// The changed entries of a list field.
        case list(field: Int, ListDifference)
        /// The changed members of a group field.
        case group(field: Int, [FieldChange])

        /// The index of the field in its type, group or row type.
        package var field: Int {
            switch self {
            case .added(let value), .removed(let value), .replaced(_, let value): value.field
            case .rows(let field, _), .list(let field, _), .group(let field, _): field
            }
        }
    }

    /// The changed fields, in the order of the type.
    package let fields: [FieldChange]
    /// The extra sections of both records, `nil` if they are the same.
    package let extra: (old: [ExtraSection], new: [ExtraSection])?
    private let newID: String
    private let newTitle: String

    /// Compares two records of one type, field by field.
    package init(from old: Record, to new: Record, _ schema: Schema) {
        precondition(old.type == new.type, "records of one type")
        let compare = ValueComparison(schema)
        fields = compare.fields(old.fields, new.fields, schema.types[new.type].fields)
        let sections = (old.extra.map(compare.section), new.extra.map(compare.section))
        extra = sections.0 == sections.1 ? nil : (old.extra, new.extra)
        newID = new.id
        newTitle = new.title
    }

    /// Whether the two records have the same content.
    package var isEmpty: Bool { fields.isEmpty && extra == nil }

    /// Returns the new record, rebuilt from the old record and the changes.
    package func applied(to old: Record) -> Record {
        Record(
            type: old.type, id: newID, form: old.form, file: old.file, span: old.span, title: newTitle,
            fields: Self.apply(fields, to: old.fields),
            extra: extra?.new ?? old.extra, isBroken: old.isBroken, permitted: old.permitted)
    }

    private static func apply(_ changes: [FieldChange], to old: [FieldValue]) -> [FieldValue] {
        var values = old
        for change in changes {
            let place = values.firstIndex { $0.field == change.field }
            func put(_ value: Value) {
                guard let place else { return }
                values[place] = values[place].with(value)
            }
            switch change {
            case .added(let value): values.append(value)
            case .removed: values.removeAll { $0.field == change.field }
            case .replaced(_, let new): put(new.value)
            case .rows(_, let difference):
                if let place, case .rows(let rows) = values[place].value { put(.rows(difference.applied(to: rows))) }
            case .list(_, let difference):
                if let place, case .list(let items) = values[place].value { put(.list(difference.applied(to: items))) }
            case .group(_, let inner):
                if let place, case .group(let members) = values[place].value { put(.group(apply(inner, to: members))) }
            }
        }
        return values.sorted { $0.field < $1.field }
    }
}

/// Compares values by the canonical JSON of their content.
struct ValueComparison {
    private let encoder: RecordEncoder

    init(_ schema: Schema) {
        encoder = RecordEncoder(
            Corpus(schema: schema, records: [], paths: [], attachments: [], isTracked: false))
    }

    func canonicalJSON(_ value: Value, _ kind: FieldKind) -> String {
        encoder.value(value, kind, from: FileID(-1)).compact
    }

    func section(_ section: ExtraSection) -> String {
        RecordEncoder.text(section.heading).compact + RecordEncoder.blocks(section.blocks).compact
    }

    func fields(_ old: [FieldValue], _ new: [FieldValue], _ fields: [Field]) -> [RecordDifference.FieldChange] {
        fields.indices.compactMap { index in
            let (before, after) = (old.first { $0.field == index }, new.first { $0.field == index })
            switch (before, after) {
            case (nil, nil): return nil
            case (nil, let after?): return .added(after)
            case (let before?, nil): return .removed(before)
            case (let before?, let after?): return change(before, after, fields[index].kind)
            }
        }
    }

    private func change(_ old: FieldValue, _ new: FieldValue, _ kind: FieldKind) -> RecordDifference.FieldChange? {
        if canonicalJSON(old.value, kind) == canonicalJSON(new.value, kind) { return nil }
        switch (old.value, new.value, kind) {
        case (.rows(let before), .rows(let after), .rows(let type)):
            return .rows(field: new.field, RowsDifference(from: before.asRecorded, to: after.asRecorded, type, self))
        case (.list(let before), .list(let after), _):
            return .list(field: new.field, ListDifference(from: before, to: after))
        case (.group(let before), .group(let after), .group(let members)):
            return .group(field: new.field, fields(before, after, members))
        default: return .replaced(old: old, new: new)
        }
    }
}
