import OficioSchema
import OficioSource

/// The internal parts of a record: all of it, or some of its fields and sections.
package struct InternalParts: Sendable, Equatable {
    /// Whether the whole record is internal.
    package private(set) var isWhole = false
    /// Internal fields, as indices into the type's fields.
    private var fields: Set<Int> = []
    /// Folded headings of internal sections, with and without their numbering.
    private var headings: Set<String> = []
    /// The plain text of internal sections. The same words under another heading are internal too.
    private var texts: Set<String> = []

    /// Creates a value without internal parts.
    package init() {}

    /// Collects the parts that a record itself marks as internal. `manual` is the manual that the record belongs to;
    /// its access applies if the record declares none.
    package init(of record: Record, _ schema: Schema, manual: Record?) {
        isWhole = Self.isInternal(record, schema, manual)
        fields = record.internalFields
        for section in record.extra where section.isInternal {
            headings.formUnion(Heading.candidates(section.heading.plain).filter { !$0.isEmpty })
            let words = section.blocks.plain
            if !words.isEmpty { texts.insert(words) }
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

    /// Whether nothing is internal.
    package var isEmpty: Bool { self == InternalParts() }

    /// Adds the internal parts of `other`.
    package mutating func formUnion(_ other: InternalParts) {
        isWhole = isWhole || other.isWhole
        fields.formUnion(other.fields)
        headings.formUnion(other.headings)
        texts.formUnion(other.texts)
    }

    /// Whether a public build hides a field of a type: the field is internal, or a section with the field's name is.
    func hides(_ field: Int, of type: DocumentType) -> Bool {
        type.fields[field].isInternal || fields.contains(field) || !headings.isDisjoint(with: type.fields[field].names)
    }

    /// Whether a public build hides a section: the section is internal, or a field with its name or a section with the
    /// same text is.
    func hides(_ section: ExtraSection, of type: DocumentType) -> Bool {
        if section.isInternal { return true }
        let names = Heading.candidates(section.heading.plain)
        return names.contains { headings.contains($0) || type.field(named: $0).map { hides($0, of: type) } ?? false }
            || texts.contains(section.blocks.plain)
    }

    /// A key that is equal for equal internal parts only.
    var signature: String {
        [
            isWhole ? "*" : "", fields.sorted().map(String.init).joined(separator: ","),
            headings.sorted().joined(separator: ","), texts.sorted().joined(separator: ","),
        ]
        .joined(separator: "|")
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

    /// Creates a position.
    package init(ledger: String, number: Int, recorded: CalendarDate) {
        self.ledger = ledger
        self.number = number
        self.recorded = recorded
    }

    /// Whether the release was made after `other`. Of releases of two documents on one day, each counts as later than
    /// the other.
    func isLater(than other: ReleasePlace) -> Bool {
        ledger == other.ledger ? number > other.number : recorded >= other.recorded
    }
}

/// The internal parts that each release of a site declares.
package struct ReleasedMarks: Sendable {
    /// Non-empty internal parts by the record's key.
    private var marks: [String: [(place: ReleasePlace, parts: InternalParts)]] = [:]

    /// Creates an empty collection.
    package init() {}

    /// Adds the internal parts that a release declares for the record with a key. Ignores an empty value.
    package mutating func add(_ parts: InternalParts, of key: String, in place: ReleasePlace) {
        if !parts.isEmpty { marks[key, default: []].append((place, parts)) }
    }

    /// The internal parts that releases after `place` declare for a record.
    func parts(of key: String, after place: ReleasePlace) -> InternalParts {
        (marks[key] ?? []).reduce(into: InternalParts()) { parts, mark in
            if mark.place.isLater(than: place) { parts.formUnion(mark.parts) }
        }
    }

    var signature: String {
        marks.sorted { $0.key < $1.key }
            .map { key, marks in
                ([key] + marks.map { "\($0.place.ledger) \($0.place.number) \($0.parts.signature)" }).joined(
                    separator: "\n")
            }.joined(separator: "\n")
    }
}
