import OficioSchema
import OficioSource

/// The internal parts of a record: all of it, or some of its fields and sections.
package struct InternalParts: Sendable, Equatable {
    /// Whether the record is internal as a whole.
    package private(set) var isWhole = false
    /// The internal fields of the record, as indices into the type's fields.
    private var fields: Set<Int> = []
    /// Folded headings of internal sections, with and without their numbering.
    private var headings: Set<String> = []
    /// The plain text of internal sections. The same words under another heading are internal too.
    private var texts: Set<String> = []
    /// The paths of internal columns and members: `steps/key`.
    private(set) var cells: Set<String> = []
    /// The keys of withheld pieces of text; see `TextPiece` and `WithheldParts`.
    private(set) var pieces: Set<String> = []

    /// Creates a value without internal parts.
    package init() {}

    /// Creates the internal parts of a record from its fields, headings and pieces of text.
    init(fields: Set<Int>, headings: Set<String>, pieces: Set<String>) {
        self.fields = fields
        self.headings = headings
        self.pieces = pieces
    }

    /// Creates the withheld parts of a record of a type from the names that a release records; see `WithheldNames`.
    package init(_ names: WithheldNames, of type: DocumentType) {
        fields = Set(names.fields.compactMap { type.field(id: $0) })
        headings = Set(names.headings)
        pieces = Set(names.pieces)
    }

    /// Returns the names, as a release records them, of the parts that this value withholds and `other` does not; no
    /// names if either withholds the whole record.
    package func withheldNames(besides other: InternalParts, of type: DocumentType) -> WithheldNames {
        if isWhole || other.isWhole { return WithheldNames() }
        return WithheldNames(
            fields: fields.subtracting(other.fields).map { type.fields[$0].id }.sorted(),
            headings: headings.subtracting(other.headings).sorted(),
            pieces: pieces.subtracting(other.pieces).sorted())
    }

    /// The internal parts of a record that is internal as a whole.
    package static let whole: InternalParts = {
        var parts = InternalParts()
        parts.isWhole = true
        return parts
    }()

    /// Collects the parts that a record marks as internal, and the parts that its type declared internal when the
    /// record was released. The whole record is internal by its own access, or else by the access of `manual` (the
    /// manual that the record belongs to), its type or the site.
    package init(of record: Record, _ schema: Schema, manual: Record?) {
        let type = schema.types[record.type]
        isWhole = Self.isInternal(record, schema, manual)
        fields = record.internalFields
        formUnion(InternalParts(typeOf: record, type))
        for section in record.internalSections {
            headings.formUnion(Heading.candidates(section.heading.plain).filter { !$0.isEmpty })
            let words = section.blocks.plain
            if !words.isEmpty { texts.insert(words) }
        }
    }

    /// Collects the parts that the source of a record, or of its manual, explicitly declares internal. After the
    /// source is deleted, nothing else declares them.
    package init(writtenIn record: Record, _ schema: Schema, manual: Record?) {
        self.init(of: record, schema, manual: manual)
        isWhole =
            [record, manual].compactMap(\.self).lazy.compactMap {
                $0.value(schema.types[$0.type].field(.access))
            }.first.map { Access($0.plain) != .everybody } ?? false
    }

    /// Collects the parts that the type declared internal when a record was released, and that it does not explicitly
    /// declare public now.
    package init(typeOf record: Record, _ type: DocumentType) {
        isWhole = record.typeInternal.contains("*") && !type.isOpened
        for path in record.typeInternal where path != "*" && !type.declaresPublic(path) {
            if let field = type.field(id: path) { fields.insert(field) } else { cells.insert(path) }
        }
    }

    /// Whether a whole record is internal: by its own access, or else by the access of its manual, its type or the
    /// site. A word that is not understood means internal.
    private static func isInternal(_ record: Record, _ schema: Schema, _ manual: Record?) -> Bool {
        for candidate in [record, manual].compactMap(\.self) {
            if let value = candidate.value(schema.types[candidate.type].field(.access)) {
                return Access(value.plain) != .everybody
            }
        }
        return schema.types[record.type].isInternal || schema.settings.isInternal
    }

    /// Whether no part of the record is internal.
    package var isEmpty: Bool { self == InternalParts() }

    /// Adds the internal parts of `other`.
    package mutating func formUnion(_ other: InternalParts) {
        isWhole = isWhole || other.isWhole
        fields.formUnion(other.fields)
        headings.formUnion(other.headings)
        texts.formUnion(other.texts)
        pieces.formUnion(other.pieces)
        cells.formUnion(other.cells)
    }

    /// Returns the union of these parts and the parts of `other`.
    func formingUnion(_ other: InternalParts) -> InternalParts {
        var union = self
        union.formUnion(other)
        return union
    }

    /// Returns the value of a field without its withheld pieces; `nil` if nothing is left of it. The title keeps all
    /// its pieces.
    func shown(_ field: FieldValue, _ kind: FieldKind, of type: DocumentType) -> Value? {
        if pieces.isEmpty || field.field == type.titleField { return field.value }
        return field.value.withoutPieces(pieces, kind)
    }

    /// Whether a public build hides a field of a type: the field is internal, or a section with the field's name is
    /// internal.
    func hides(_ field: Int, of type: DocumentType) -> Bool {
        type.fields[field].isInternal || fields.contains(field) || !headings.isDisjoint(with: type.fields[field].names)
    }

    /// Whether a public build hides a section: the section is internal, or a field with its name or a section with
    /// the same text is internal.
    func hides(_ section: ExtraSection, of type: DocumentType) -> Bool {
        if section.isInternal { return true }
        let names = Heading.candidates(section.heading.plain)
        return names.contains { headings.contains($0) || type.field(named: $0).map { hides($0, of: type) } ?? false }
            || texts.contains(section.blocks.plain)
    }

    /// Whether the internal parts hide something of a record that `other` shows.
    package func hidesMore(than other: InternalParts, of record: Record, _ type: DocumentType) -> Bool {
        if isWhole || other.isWhole { return isWhole && !other.isWhole }
        for value in record.fields where !other.hides(value.field, of: type) {
            if hides(value.field, of: type) { return true }
            let kind = type.fields[value.field].kind
            if cells != other.cells, !cells.isSubset(of: other.cells) { return true }
            let left = shown(value, kind, of: type)?.pieceKeys(kind)
            if left != other.shown(value, kind, of: type)?.pieceKeys(kind) { return true }
        }
        return record.extra.contains { section in
            if other.hides(section, of: type) { return false }
            return hides(section, of: type)
                || section.blocks.withoutPieces(pieces).pieceKeys
                    != section.blocks.withoutPieces(other.pieces).pieceKeys
        }
    }

    /// A key that is equal for equal internal parts only.
    var signature: String {
        [
            isWhole ? "*" : "", fields.sorted().map(String.init).joined(separator: ","),
            headings.sorted().joined(separator: ","), texts.sorted().joined(separator: ","),
            pieces.sorted().joined(separator: ","), cells.sorted().joined(separator: ","),
        ]
        .joined(separator: "|")
    }
}

extension DocumentType {
    /// Whether the type explicitly declares the field or column at a path, or a field around it, public.
    fileprivate func declaresPublic(_ path: String) -> Bool {
        var fields = fields
        for id in path.split(separator: "/") {
            guard let field = fields.first(where: { $0.id == id }) else { return false }
            if field.isOpened { return true }
            switch field.kind {
            case .rows(let rows): fields = rows.columns
            case .group(let members): fields = members
            default: return false
            }
        }
        return false
    }
}

/// The position of a release in the order in which releases were made.
package struct ReleasePlace: Sendable {
    /// The name of the ledger that records the release.
    package let ledger: String
    /// The number of the release in its ledger.
    package let number: Int
    /// The day on which the release was recorded.
    package let recorded: CalendarDate

    /// Creates the position of a release.
    package init(ledger: String, number: Int, recorded: CalendarDate) {
        self.ledger = ledger
        self.number = number
        self.recorded = recorded
    }

    /// Returns a key that joins the release with a record id that it uses.
    func name(of record: RecordID) -> String { "\(ledger) \(number) \(record.text)" }

    /// Whether the release was made after `other`. If two documents were released on one day, each release is treated
    /// as later than the other.
    package func isLater(than other: ReleasePlace) -> Bool {
        ledger == other.ledger ? number > other.number : recorded >= other.recorded
    }
}

/// The internal parts that each release of a site declares.
package struct ReleasedInternalParts: Sendable {
    /// The internal parts of each record with the releases that declare them, without empty parts.
    private var marks: [RecordID: [(place: ReleasePlace, parts: InternalParts)]] = [:]
    /// Parts that all releases of a record withhold because its current source no longer shows them; see
    /// `WithheldParts`.
    package private(set) var withheld: [RecordID: InternalParts] = [:]
    /// The current ids of documents that had another id when they were released, by the earlier id.
    private var renamed: [RecordID: RecordID] = [:]
    /// The current ids of documents in single releases, by `ReleasePlace.name`.
    private var renamedInPlace: [String: RecordID] = [:]

    /// Creates a collection without internal parts.
    package init() {}

    /// Adds the internal parts of a record as a release declares them. Ignores empty parts.
    package mutating func add(_ parts: InternalParts, of record: RecordID, in place: ReleasePlace) {
        if !parts.isEmpty { marks[record, default: []].append((place, parts)) }
    }

    /// Records the current id of a document that was released under the id `former`.
    package mutating func rename(_ former: RecordID, _ present: RecordID) { renamed[former] = present }

    /// Records the current id of the document that one release calls `former`, although another document has the id
    /// `former` now.
    package mutating func rename(_ former: RecordID, _ present: RecordID, in place: ReleasePlace) {
        renamedInPlace[place.name(of: former)] = present
    }

    /// Returns the current id of a document, from any id that it was released under. `place` is the release that uses
    /// the id, `nil` for an id outside releases.
    package func present(_ record: RecordID, in place: ReleasePlace? = nil) -> RecordID {
        place.flatMap { renamedInPlace[$0.name(of: record)] } ?? renamed[record] ?? record
    }

    /// Withholds parts of all releases of a record.
    package mutating func withhold(_ parts: InternalParts, of record: RecordID) {
        if !parts.isEmpty { withheld[record, default: InternalParts()].formUnion(parts) }
    }

    /// Returns the parts of a record that releases after `place` declare internal.
    package func parts(of record: RecordID, after place: ReleasePlace) -> InternalParts {
        (marks[record] ?? []).reduce(into: InternalParts()) { parts, mark in
            if mark.place.isLater(than: place) { parts.formUnion(mark.parts) }
        }
    }

    /// A key that is equal only for collections whose `present` returns the same ids.
    var nameSignature: String {
        let everywhere = renamed.map { "\($0.key.text) \($0.value.text)" }
        let names = everywhere + renamedInPlace.map { "\($0.key) \($0.value.text)" }
        return names.sorted().joined(separator: "\n")
    }

    /// A key that is equal for equal collections only.
    var signature: String {
        func lines<Parts>(_ table: [RecordID: Parts], _ text: (Parts) -> String) -> [String] {
            table.map { ($0.key.text, text($0.value)) }.sorted { $0.0 < $1.0 }.map { "\($0.0)\n\($0.1)" }
        }
        let marks = lines(marks) { marks in
            marks.map { mark in
                "\(mark.place.ledger) \(mark.place.number) \(mark.place.recorded.iso) \(mark.parts.signature)"
            }.joined(separator: "\n")
        }
        return (marks + lines(withheld, \.signature) + [nameSignature]).joined(separator: "\n")
    }
}
