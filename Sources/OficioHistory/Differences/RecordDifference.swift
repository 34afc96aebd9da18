import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// How one record differs from another of its type, field by field and row by row.
///
/// The one engine behind `diff`, the drafted log, redlines and receipts. It carries what is new and where it goes:
/// `applied(to:)` makes the new record of the old one.
package struct RecordDifference: Sendable {
    package enum FieldChange: Sendable {
        case added(FieldValue)
        case removed(FieldValue)
        case replaced(old: FieldValue, new: FieldValue)
        case rows(field: Int, RowsDifference)
        case list(field: Int, ListDifference)
        case group(field: Int, [FieldChange])

        /// The field's index in its type or group.
        package var field: Int {
            switch self {
            case .added(let value), .removed(let value), .replaced(_, let value): value.field
            case .rows(let field, _), .list(let field, _), .group(let field, _): field
            }
        }
    }

    /// In the order of the type's fields; fields that are alike are not among them.
    package let fields: [FieldChange]
    /// Titled sections outside the type, where they differ.
    package let extra: (old: [ExtraSection], new: [ExtraSection])?
    private let newID: String
    private let newTitle: String

    package init(from old: Record, to new: Record, _ schema: Schema) {
        precondition(old.type == new.type, "records of one type")
        let compare = ValueComparison(schema)
        fields = compare.fields(old.fields, new.fields, schema.types[new.type].fields)
        let sections = (old.extra.map(compare.section), new.extra.map(compare.section))
        extra = sections.0 == sections.1 ? nil : (old.extra, new.extra)
        newID = new.id
        newTitle = new.title
    }

    package var isEmpty: Bool { fields.isEmpty && extra == nil }

    /// The new record, made of the old one and the changes.
    package func applied(to old: Record) -> Record {
        Record(
            type: old.type, id: newID, form: old.form, file: old.file, span: old.span, title: newTitle, fields: Self.apply(fields, to: old.fields),
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
            case .rows(_, let difference): if let place, case .rows(let rows) = values[place].value { put(.rows(difference.applied(to: rows))) }
            case .list(_, let difference): if let place, case .list(let items) = values[place].value { put(.list(difference.applied(to: items))) }
            case .group(_, let inner): if let place, case .group(let members) = values[place].value { put(.group(apply(inner, to: members))) }
            }
        }
        return values.sorted { $0.field < $1.field }
    }
}

/// Compares values by what they say: their canonical bytes.
struct ValueComparison {
    private let encoder: RecordEncoder

    init(_ schema: Schema) {
        encoder = RecordEncoder(Corpus(schema: schema, records: [], paths: [], attachments: []))
    }

    func bytes(_ value: Value, _ kind: FieldKind) -> String { encoder.value(value, kind, from: FileID(-1)).compact }

    func section(_ section: ExtraSection) -> String { RecordEncoder.text(section.heading).compact + RecordEncoder.blocks(section.blocks).compact }

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
        if bytes(old.value, kind) == bytes(new.value, kind) { return nil }
        switch (old.value, new.value, kind) {
        case (.rows(let before), .rows(let after), .rows(let type)):
            return .rows(field: new.field, RowsDifference(from: before.asRecorded, to: after.asRecorded, type, self))
        case (.list(let before), .list(let after), _): return .list(field: new.field, ListDifference(from: before, to: after))
        case (.group(let before), .group(let after), .group(let members)): return .group(field: new.field, fields(before, after, members))
        default: return .replaced(old: old, new: new)
        }
    }
}
