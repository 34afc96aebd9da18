import OficioSchema
import OficioSource

/// What of one record is internal: all of it, or some of its fields and sections.
package struct InternalParts: Sendable, Equatable {
    package private(set) var isWhole = false
    /// By index in the type.
    private var fields: Set<Int> = []
    /// What sections are called, folded, with and without their numbering.
    private var headings: Set<String> = []
    /// What sections say: the same words under another heading are as internal.
    private var texts: Set<String> = []

    package init() {}

    /// What a record says of itself.
    ///
    /// - Parameter manual: the manual that it belongs to, whose word counts where it has none.
    package init(of record: Record, _ schema: Schema, manual: Record?) {
        isWhole = Self.isInternal(record, schema, manual)
        fields = record.internalFields
        for section in record.extra where section.isInternal {
            headings.formUnion(Heading.candidates(section.heading.plain).filter { !$0.isEmpty })
            let words = section.blocks.plain
            if !words.isEmpty { texts.insert(words) }
        }
    }

    /// By the document's own word, else that of its manual, else its type's, else the site's. A word that is not understood keeps it inside.
    private static func isInternal(_ record: Record, _ schema: Schema, _ manual: Record?) -> Bool {
        for candidate in [record, manual].compactMap(\.self) {
            if let value = candidate.value(schema.types[candidate.type].field(.access)) {
                return Access(value.plain) != .everybody
            }
        }
        return schema.types[record.type].isInternal || schema.settings.isInternal
    }

    package var isEmpty: Bool { self == InternalParts() }

    package mutating func formUnion(_ other: InternalParts) {
        isWhole = isWhole || other.isWhole
        fields.formUnion(other.fields)
        headings.formUnion(other.headings)
        texts.formUnion(other.texts)
    }

    /// Whether a field of a type is left out: also where a section of its name is internal.
    func hides(_ field: Int, of type: DocumentType) -> Bool {
        type.fields[field].isInternal || fields.contains(field) || !headings.isDisjoint(with: type.fields[field].names)
    }

    /// Whether a section is left out: also where a field of its name is internal.
    func hides(_ section: ExtraSection, of type: DocumentType) -> Bool {
        if section.isInternal { return true }
        let names = Heading.candidates(section.heading.plain)
        return names.contains { headings.contains($0) || type.field(named: $0).map { hides($0, of: type) } ?? false }
            || texts.contains(section.blocks.plain)
    }

    /// Everything that is left out, in one line: tells whether it is as it was.
    var signature: String {
        [
            isWhole ? "*" : "", fields.sorted().map(String.init).joined(separator: ","),
            headings.sorted().joined(separator: ","), texts.sorted().joined(separator: ","),
        ]
        .joined(separator: "|")
    }
}

/// A release as marks are ordered by it.
package struct ReleasePlace: Sendable {
    /// Names the ledger.
    package let ledger: String
    package let number: Int
    package let recorded: CalendarDate

    package init(ledger: String, number: Int, recorded: CalendarDate) {
        self.ledger = ledger
        self.number = number
        self.recorded = recorded
    }

    /// Whether it was made after another one; of two documents on one day each counts as the later.
    func isLater(than other: ReleasePlace) -> Bool {
        ledger == other.ledger ? number > other.number : recorded >= other.recorded
    }
}

/// What each release of a site says is internal.
package struct ReleasedMarks: Sendable {
    /// By key of the record; only what is not empty.
    private var marks: [String: [(place: ReleasePlace, parts: InternalParts)]] = [:]

    package init() {}

    package mutating func add(_ parts: InternalParts, of key: String, in place: ReleasePlace) {
        if !parts.isEmpty { marks[key, default: []].append((place, parts)) }
    }

    /// What later releases say is internal in a record.
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
