import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// A titled section that the type does not know and keeps.
package struct ExtraSection: Sendable {
    package let heading: Text
    package let blocks: [Block]
    /// Whether a public build leaves it out.
    package let isInternal: Bool
    /// What snapshots hold of the heading and its mark, where it is not the above: the program once left some marks in the heading, and did not
    /// understand others. What was released then must not read as changed.
    package let recorded: Recorded?

    package struct Recorded: Sendable {
        package let heading: Text
        package let isInternal: Bool

        package init(heading: Text, isInternal: Bool) {
            self.heading = heading
            self.isInternal = isInternal
        }
    }

    /// The field of the type whose section stands before it, `nil` where none does or its place is not kept.
    package let after: Int?
    /// How many of the record's fields stand before it, in the order of `Record.fields`; `nil` where its place is not known.
    package let place: Int?

    package init(
        heading: Text, blocks: [Block], isInternal: Bool = false, recorded: Recorded? = nil, after: Int? = nil, place: Int? = nil
    ) {
        self.heading = heading
        self.blocks = blocks
        self.isInternal = isInternal
        self.recorded = recorded
        self.after = after
        self.place = place
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
///
/// What stands in its front matter is its *head*. Most questions go there, and what asks no more of a document hangs on no more of it.
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
    /// Tells whether its content is as it was, of all that it was decoded from: the bytes of its source, or its own entry in a collection, wherever that
    /// begins; 0 where it comes from elsewhere.
    package let stamp: UInt64
    /// The same of its head, and of which fields it has besides.
    package let headStamp: UInt64
    /// Whether its source could not be read to the end: absences say nothing.
    package let isBroken: Bool
    /// Codes of rules silenced here with a reason.
    package let permitted: [Permission]
    /// Fields that this document says are internal, by index in the type.
    package let internalFields: Set<Int>
    /// Those of them that snapshots hold: see `ExtraSection.recorded`.
    package let recordedInternalFields: Set<Int>
    /// The fields of the head, and behind them those of the body where it is at hand.
    private let ownFields: [FieldValue]
    private let ownExtra: [ExtraSection]
    /// How many of the fields are the head's.
    package let headCount: Int
    /// The fields of the body.
    private let bodyMarks: FieldMarks
    /// The body, where it is still to be read.
    private let stored: StoredBody?

    package var fields: [FieldValue] {
        if stamp != 0 { Reads.note(self) }
        return stored?.content.fields ?? ownFields
    }

    package var extra: [ExtraSection] {
        if stamp != 0 { Reads.note(self) }
        return stored?.content.extra ?? ownExtra
    }

    /// - Parameters:
    ///   - fields: those of the head first.
    ///   - head: how many these are, and what tells whether they are as they were; `nil` where nothing tells them from the others.
    /// The record under another id.
    package func bearing(id: String) -> Record {
        if id == self.id { return self }
        return Record(
            type: type, id: id, form: form, file: file, span: span, title: title, fields: fields, extra: extra, isBroken: isBroken,
            permitted: permitted, internalFields: internalFields)
    }

    package init(
        type: Int, id: String, form: Int, file: FileID, span: Span, title: String, fields: [FieldValue], extra: [ExtraSection], isBroken: Bool, permitted: [Permission],
        internalFields: Set<Int> = [], recordedInternalFields: Set<Int>? = nil, stamp: UInt64 = 0, head: (count: Int, stamp: UInt64)? = nil
    ) {
        self.type = type
        self.id = id
        self.form = form
        self.file = file
        self.span = span
        self.title = title
        self.stamp = stamp
        self.isBroken = isBroken
        self.permitted = permitted
        self.internalFields = internalFields
        self.recordedInternalFields = recordedInternalFields ?? internalFields
        ownFields = fields
        ownExtra = extra
        let count = head?.count ?? fields.count
        let marks = FieldMarks(fields[count...].map(\.field))
        headCount = count
        bodyMarks = marks
        headStamp = head.map { Self.headStamp($0.stamp, marks, internalFields) } ?? stamp
        stored = nil
    }

    /// One whose body is read when it is asked for.
    init(
        type: Int, id: String, form: Int, file: FileID, span: Span, title: String, head: [FieldValue], body: StoredBody, bodyMarks: FieldMarks, isBroken: Bool,
        permitted: [Permission], internalFields: Set<Int>, recordedInternalFields: Set<Int>, stamp: UInt64, headStamp: UInt64
    ) {
        self.type = type
        self.id = id
        self.form = form
        self.file = file
        self.span = span
        self.title = title
        self.stamp = stamp
        self.headStamp = headStamp
        self.isBroken = isBroken
        self.permitted = permitted
        self.internalFields = internalFields
        self.recordedInternalFields = recordedInternalFields
        ownFields = head
        ownExtra = []
        headCount = head.count
        self.bodyMarks = bodyMarks
        stored = body
    }

    /// The value of a field by its index in the type.
    package func value(_ field: Int?) -> Value? {
        guard let field else { return nil }
        if stamp != 0 { Reads.note(headOf: self) }
        for place in 0..<headCount where ownFields[place].field == field { return ownFields[place].value }
        return bodyMarks.contains(field) ? fields.value(field) : nil
    }

    package func fieldValue(_ field: Int?) -> FieldValue? {
        guard let field else { return nil }
        if stamp != 0 { Reads.note(headOf: self) }
        for place in 0..<headCount where ownFields[place].field == field { return ownFields[place] }
        return bodyMarks.contains(field) ? fields.first { $0.field == field } : nil
    }

    /// Whether the document gives a field, by its index in the type. Reads no body.
    package func has(_ field: Int) -> Bool {
        if stamp != 0 { Reads.note(headOf: self) }
        return ownFields[..<headCount].contains { $0.field == field } || bodyMarks.contains(field)
    }

    // MARK: Storing

    /// The fields of the head, and which the body has, without its being noted.
    var head: (fields: ArraySlice<FieldValue>, marks: FieldMarks) { (ownFields[..<headCount], bodyMarks) }

    private static func headStamp(_ source: UInt64, _ marks: FieldMarks, _ internalFields: Set<Int>) -> UInt64 {
        var stamp = Stamp()
        stamp.add(source)
        stamp.add(marks.indices)
        stamp.add(internalFields.sorted())
        return stamp.value
    }
}
