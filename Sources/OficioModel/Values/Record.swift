import Diagnostics
import OficioSchema
import OficioSource

/// A titled section that the type does not know and keeps.
package struct ExtraSection: Sendable {
    package let heading: Text
    package let blocks: [Block]
    /// Whether a public build leaves it out.
    package let isInternal: Bool

    package init(heading: Text, blocks: [Block], isInternal: Bool = false) {
        self.heading = heading
        self.blocks = blocks
        self.isInternal = isInternal
    }
}

/// A rule silenced in one document, with its reason.
package struct Permission: Sendable {
    package let code: String
    package let span: Span

    package init(code: String, span: Span) {
        self.code = code
        self.span = span
    }
}

/// A document as decoded by its type.
package final class Record: Sendable {
    /// Index into the schema's types.
    package let type: Int
    package let id: String
    /// Index into the schema's forms.
    package let form: Int
    package let file: FileID
    /// The place of its title, or of its beginning.
    package let span: Span
    package let title: String
    private let ownFields: [FieldValue]
    private let ownExtra: [ExtraSection]
    /// Tells whether its content is as it was, of all that it was decoded from: the bytes of its source, or its own entry in a collection, wherever that
    /// begins; 0 where it comes from elsewhere.
    package let stamp: UInt64
    /// Whether its source could not be read to the end: absences say nothing.
    package let isBroken: Bool
    /// Codes of rules silenced here with a reason.
    package let permitted: [Permission]
    /// Fields that this document says are internal, by index in the type.
    package let internalFields: Set<Int>

    package var fields: [FieldValue] {
        if stamp != 0 { Reads.note(self) }
        return ownFields
    }

    package var extra: [ExtraSection] {
        if stamp != 0 { Reads.note(self) }
        return ownExtra
    }

    package init(
        type: Int, id: String, form: Int, file: FileID, span: Span, title: String, fields: [FieldValue], extra: [ExtraSection], isBroken: Bool, permitted: [Permission],
        internalFields: Set<Int> = [], stamp: UInt64 = 0
    ) {
        self.stamp = stamp
        self.internalFields = internalFields
        self.type = type
        self.id = id
        self.form = form
        self.file = file
        self.span = span
        self.title = title
        ownFields = fields
        ownExtra = extra
        self.isBroken = isBroken
        self.permitted = permitted
    }

    /// The value of a field by its index in the type.
    package func value(_ field: Int?) -> Value? {
        guard let field else { return nil }
        return fields.value(field)
    }

    package func fieldValue(_ field: Int?) -> FieldValue? {
        guard let field else { return nil }
        return fields.first { $0.field == field }
    }
}
