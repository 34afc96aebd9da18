import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// An extra section: a section whose heading names no field of the type.
package struct ExtraSection: Sendable {
    /// The heading of the section without its access mark.
    package let heading: Text
    /// The blocks below the heading of the section.
    package let blocks: [Block]
    /// Whether a public build leaves the section out.
    package let isInternal: Bool
    /// The heading and mark as snapshots record them, `nil` if they equal `heading` and `isInternal`. Earlier
    /// versions left some marks in the heading, and the hash of a released document must not change.
    package let recorded: Recorded?

    /// A heading and its mark, as snapshots hold them.
    package struct Recorded: Sendable {
        /// The heading, perhaps with a mark that was not understood.
        package let heading: Text
        /// Whether the mark was read as internal.
        package let isInternal: Bool

        /// Creates the heading of a section and its mark, as snapshots hold them.
        package init(heading: Text, isInternal: Bool) {
            self.heading = heading
            self.isInternal = isInternal
        }
    }

    /// The index of the field whose section precedes this section; `nil` if none does or the order is unknown.
    package let after: Int?
    /// The number of the record's fields before the section, in the order of `Record.fields`; `nil` if unknown.
    package let place: Int?

    /// Creates an extra section of a record.
    package init(
        heading: Text, blocks: [Block], isInternal: Bool = false, recorded: Recorded? = nil, after: Int? = nil,
        place: Int? = nil
    ) {
        self.heading = heading
        self.blocks = blocks
        self.isInternal = isInternal
        self.recorded = recorded
        self.after = after
        self.place = place
    }
}

/// A rule that a document silences.
package struct Permission: Sendable {
    /// The code of the rule that the document silences, as written.
    package let code: String
    /// The span of the permission in the source.
    package let span: Span

    /// Creates the permission to break a rule.
    package init(code: String, span: Span) {
        self.code = code
        self.span = span
    }
}

/// A decoded document: the values of its fields, and its extra sections.
///
/// Its id, type, form, file and title are its *name*, and the fields of its front matter are its *head*. Most
/// computations read only the name or the head, which does not create a dependency on the body.
package final class Record: Sendable {
    // The corpus reads the properties `own…` without recording a dependency.
    let ownType: Int
    let ownID: String
    let ownForm: Int
    let ownFile: FileID
    let ownSpan: Span
    let ownTitle: String
    let ownIsBroken: Bool
    private let ownPermitted: [Permission]
    private let ownInternalFields: Set<Int>

    /// The index of the record's type in the schema.
    package var type: Int { named.ownType }
    /// The id of the record, unique among the records of the type.
    package var id: String { named.ownID }
    /// The index of the record's form in the schema.
    package var form: Int { named.ownForm }
    /// The file that contains the record.
    package var file: FileID { named.ownFile }
    /// The title of the record as plain text, or the id if the record has no title.
    package var title: String { named.ownTitle }
    /// Whether the source could not be read completely, so that missing fields mean nothing.
    package var isBroken: Bool { named.ownIsBroken }
    /// The span of the record's title, or of the record's beginning if it has no title.
    package var span: Span { headed.ownSpan }
    /// The rules that the document silences.
    package var permitted: [Permission] { headed.ownPermitted }
    /// Fields that the document declares internal, as indices into the type's fields.
    package var internalFields: Set<Int> { headed.ownInternalFields }

    /// The record itself; reading it creates a dependency on the record's name.
    private var named: Record {
        dependOnName()
        return self
    }

    /// The record itself; reading it creates a dependency on the record's head.
    private var headed: Record {
        dependOnHead()
        return self
    }

    /// Creates a dependency on the name of the record. Like `dependOnHead` and `dependOnWhole`, it creates none for a
    /// record without a fingerprint, because such a record was made from records with dependencies of their own.
    package func dependOnName() { if stamp != 0 { DependencyRecorder.record(nameOf: self) } }

    /// Creates a dependency on the head of the record.
    private func dependOnHead() { if stamp != 0 { DependencyRecorder.record(headOf: self) } }

    /// Creates a dependency on the whole record.
    package func dependOnWhole() { if stamp != 0 { DependencyRecorder.record(self) } }

    /// A fingerprint of everything that the record was decoded from: the bytes of its file, or of its own entry in a
    /// collection regardless of the entry's position. It is 0 for a record that does not come from a source.
    package let stamp: UInt64
    /// Fingerprint of the head, and of which fields the body has.
    package let headStamp: UInt64
    /// The internal fields that snapshots record as internal too; see `ExtraSection.recorded`.
    package let recordedInternalFields: Set<Int>
    /// The parts that the type declared internal when the record was released, for a record from a snapshot: paths of
    /// fields and columns (`notes`, `steps/key`), and `*` for the whole record.
    package let typeInternal: Set<String>
    /// Unfinished fields that the source names: empty sections, blanks, and invalid dates. The content does not
    /// include them.
    package let unfinished: [Int]
    /// The comments of the source, which no output shows and the content does not include.
    package let unpublished: [String]
    /// The fields of the head, followed by the fields of the body unless the body is still stored.
    private let ownFields: [FieldValue]
    private let ownExtra: [ExtraSection]
    /// The number of fields in the head of the record.
    package let headCount: Int
    /// The set of fields that the body of the record sets.
    private let bodyMarks: BodyFields
    /// Whether an extra section of the record is internal. Reading it records no dependency.
    let hasInternalSections: Bool
    /// The body if it is read on first access, `nil` if `ownFields` has it.
    private let stored: StoredBody?

    /// All fields of the record, the fields of the head first. Reading them reads the body, and creates a dependency
    /// on the whole record.
    package var fields: [FieldValue] {
        dependOnWhole()
        return stored?.content.fields ?? ownFields
    }

    /// The extra sections of the record. Reading them reads the body, and creates a dependency on the whole record.
    package var extra: [ExtraSection] {
        dependOnWhole()
        return stored?.content.extra ?? ownExtra
    }

    /// The extra sections that the record marks as internal. Reads the body only if there are some. Creates a
    /// dependency on the whole record.
    package var internalSections: [ExtraSection] {
        dependOnWhole()
        return hasInternalSections ? extra.filter(\.isInternal) : []
    }

    /// Returns a copy of the record with another id, in which all fields belong to the head; the record itself if it
    /// has the id.
    package func withID(id: String) -> Record {
        if id == ownID { return self }
        return Record(
            type: type, id: id, form: form, file: file, span: span, title: title, fields: fields, extra: extra,
            isBroken: isBroken,
            permitted: permitted, internalFields: internalFields, typeInternal: typeInternal, stamp: stamp)
    }

    /// Creates a record whose fields are in memory.
    ///
    /// - Parameters:
    ///   - type: the index of the type in the schema.
    ///   - id: the identifier.
    ///   - form: the index of the form in the schema.
    ///   - file: the file that contains the record.
    ///   - span: the span of the title, or of the record's beginning if it has none.
    ///   - title: the title as plain text.
    ///   - fields: all fields, the head's first.
    ///   - extra: the extra sections.
    ///   - isBroken: whether the source could not be read completely.
    ///   - permitted: the rules that the document silences.
    ///   - internalFields: the fields that the document declares internal.
    ///   - recordedInternalFields: the internal fields that snapshots record as internal; `nil` for all of them.
    ///   - typeInternal: the parts that the type declared internal when the record was released.
    ///   - unfinished: the unfinished fields.
    ///   - unpublished: the words of the source that no output shows.
    ///   - stamp: fingerprint of the source, 0 for none.
    ///   - head: the number of fields in the head and the fingerprint of its source; `nil` if all fields belong to
    ///     the head.
    package init(
        type: Int, id: String, form: Int, file: FileID, span: Span, title: String, fields: [FieldValue],
        extra: [ExtraSection], isBroken: Bool, permitted: [Permission],
        internalFields: Set<Int> = [], recordedInternalFields: Set<Int>? = nil, typeInternal: Set<String> = [],
        unfinished: [Int] = [], unpublished: [String] = [],
        stamp: UInt64 = 0, head: (count: Int, stamp: UInt64)? = nil
    ) {
        self.typeInternal = typeInternal
        ownType = type
        ownID = id
        ownForm = form
        ownFile = file
        ownSpan = span
        ownTitle = title
        self.stamp = stamp
        ownIsBroken = isBroken
        ownPermitted = permitted
        ownInternalFields = internalFields
        self.recordedInternalFields = recordedInternalFields ?? internalFields
        self.unfinished = unfinished
        self.unpublished = unpublished
        ownFields = fields
        ownExtra = extra
        hasInternalSections = extra.contains(where: \.isInternal)
        let count = head?.count ?? fields.count
        let marks = BodyFields(fields[count...].map(\.field))
        headCount = count
        bodyMarks = marks
        headStamp = head.map { Self.headStamp($0.stamp, marks, internalFields) } ?? stamp
        stored = nil
    }

    /// Creates a record whose body is read on first access.
    init(
        type: Int, id: String, form: Int, file: FileID, span: Span, title: String, head: [FieldValue], body: StoredBody,
        bodyMarks: BodyFields, hasInternalSections: Bool, isBroken: Bool,
        permitted: [Permission], internalFields: Set<Int>, recordedInternalFields: Set<Int>, unfinished: [Int],
        unpublished: [String], stamp: UInt64, headStamp: UInt64
    ) {
        typeInternal = []
        ownType = type
        ownID = id
        ownForm = form
        ownFile = file
        ownSpan = span
        ownTitle = title
        self.stamp = stamp
        self.headStamp = headStamp
        ownIsBroken = isBroken
        ownPermitted = permitted
        ownInternalFields = internalFields
        self.recordedInternalFields = recordedInternalFields
        self.unfinished = unfinished
        self.unpublished = unpublished
        ownFields = head
        ownExtra = []
        headCount = head.count
        self.bodyMarks = bodyMarks
        self.hasInternalSections = hasInternalSections
        stored = body
    }

    /// Returns the value of a field by its index in the type, `nil` if the record does not set it. Reads the body
    /// only if the body sets the field.
    package func value(_ field: Int?) -> Value? {
        guard let field else { return nil }
        dependOnHead()
        for place in 0..<headCount where ownFields[place].field == field { return ownFields[place].value }
        return bodyMarks.contains(field) ? fields.value(field) : nil
    }

    /// Returns a field with its span in the source, by its index in the type; `nil` if the record does not set it.
    /// Reads the body only if the body sets the field.
    package func fieldValue(_ field: Int?) -> FieldValue? {
        guard let field else { return nil }
        dependOnHead()
        for place in 0..<headCount where ownFields[place].field == field { return ownFields[place] }
        return bodyMarks.contains(field) ? fields.first { $0.field == field } : nil
    }

    /// Whether the record sets a field, by the field's index in the type. Never reads the body.
    package func has(_ field: Int) -> Bool {
        dependOnHead()
        return ownFields[..<headCount].contains { $0.field == field } || bodyMarks.contains(field)
    }

    // MARK: Storing

    /// The fields of the head and the set of fields in the body. Reading it records no dependency.
    var head: (fields: ArraySlice<FieldValue>, marks: BodyFields) { (ownFields[..<headCount], bodyMarks) }

    private static func headStamp(_ source: UInt64, _ marks: BodyFields, _ internalFields: Set<Int>) -> UInt64 {
        var stamp = Stamp()
        stamp.add(source)
        stamp.add(marks.indices)
        stamp.add(internalFields.sorted())
        return stamp.value
    }
}
