import Diagnostics
import OficioSchema
import OficioSource

/// A record of a released or current document, with its current id.
package struct ContentRecord: Sendable {
    /// The current id of the record.
    package let key: RecordID
    /// The record as the release or the source contains it.
    package let record: Record
    /// The manual from which the record takes its access if it declares no access; `nil` for none.
    package let manual: Record?

    /// Creates a record with its current id and its manual.
    package init(_ key: RecordID, _ record: Record, manual: Record?) {
        self.key = key
        self.record = record
        self.manual = manual
    }

    /// Returns the internal parts that the record declares.
    package func parts(_ schema: Schema) -> InternalParts { InternalParts(of: record, schema, manual: manual) }

    /// Returns the share of the significant words of another record that this record contains, from 0 to 1.
    package func share(of other: ContentRecord, _ schema: Schema) -> Double {
        func words(_ record: Record) -> Set<Substring> {
            let parts = WithheldParts.parts(of: record, InternalParts(), schema.types[record.type])
            return WithheldParts.significantWords(
                [TextPiece(record.title)] + parts.flatMap { [TextPiece($0.name)] + $0.pieces + $0.hiddenPieces })
        }
        let wanted = words(other.record)
        return wanted.isEmpty ? 0 : Double(wanted.intersection(words(record)).count) / Double(wanted.count)
    }
}

/// The parts of a release's records that public builds withhold, because later records hold something internal that
/// may be a new version of them.
///
/// An author who renames a section, rewrites it and marks it internal leaves nothing by which a program could
/// recognise the released section. Nor does an author who moves the section into another member of the manual.
/// Therefore, as soon as a document gets a new internal part, public builds withhold everything that has disappeared
/// from its public parts, its members and its competencies.
package struct WithheldContent: Sendable {
    /// The withheld parts by the current id of the released record; records without withheld parts are left out.
    package private(set) var records: [RecordID: WithheldParts] = [:]

    /// Compares the records of a release with their later versions.
    ///
    /// - Parameters:
    ///   - former: the released records.
    ///   - next: the records of the next release or of the current source, and internal records elsewhere that may
    ///     hold the text of a released record.
    ///   - schema: the schema of the site.
    ///   - isReleased: whether `next` is released. By releasing it, its author has declared that new texts of a part
    ///     are new versions of the old texts.
    ///   - elsewhere: the internal text of the whole site, to which a text of a record may have moved.
    ///   - outside: returns the source of a record that the document no longer contains, `nil` if the record has no
    ///     source.
    package init(
        of former: [ContentRecord], before next: [ContentRecord], _ schema: Schema, isReleased: Bool,
        elsewhere: InternalText, outside: (RecordID) -> ContentRecord?
    ) {
        let before = Dictionary(former.map { ($0.key, $0) }) { first, _ in first }
        let following = Dictionary(next.map { ($0.key, $0) }) { first, _ in first }
        var hidden = NewlyInternal()
        for record in next { hidden.formUnion(NewlyInternal(in: record, after: before[record.key], schema)) }
        if hidden.isEmpty, elsewhere.isEmpty, former.allSatisfy({ following[$0.key] != nil }) { return }
        let shown = Set(next.flatMap { WithheldParts.shownTexts($0, schema) })
        for record in former {
            var hidden = hidden
            let next = following[record.key]
            let source = next == nil ? outside(record.key) : nil
            if let source { hidden.formUnion(NewlyInternal(in: source, after: record, schema)) }
            let withheld = WithheldParts(
                of: record, before: next ?? source, schema, isReleased: isReleased, hidden: hidden, shown: shown,
                elsewhere: elsewhere)
            if withheld.cause != nil { records[record.key] = withheld }
        }
    }
}

/// The parts that are internal in the later records and were public in the release.
struct NewlyInternal {
    /// The first internal part that is new (see `WithheldParts.isNew`), or a new document that is internal as a
    /// whole; `nil` for none.
    var cause: WithheldParts.Cause?
    /// The first internal part, whether or not it was internal before; `nil` if there is none.
    var first: WithheldParts.Cause?
    /// The words of the new internal texts, without the words of internal texts of the release.
    var words: Set<Substring> = []
    /// The keys of internal texts that were not internal in the release.
    var texts: Set<String> = []

    /// Whether the later records have no internal part.
    var isEmpty: Bool { first == nil }

    init() {}

    /// Compares a record with the released record; `former` is `nil` for a record that was not released.
    init(in next: ContentRecord, after former: ContentRecord?, _ schema: Schema) {
        let type = schema.types[next.record.type]
        let marks = next.parts(schema)
        guard !marks.isEmpty || next.record.fields.contains(where: { type.fields[$0.field].holdsInternal }) else {
            return
        }
        let new = WithheldParts.parts(of: next.record, marks, type)
        let old = former.map { WithheldParts.parts(of: $0.record, $0.parts(schema), type) } ?? []
        let hidden = new.filter { $0.isHidden }
        let added = hidden.first { WithheldParts.isNew($0, old, hidden) }
        func named(_ part: WithheldParts.Part) -> WithheldParts.Cause {
            WithheldParts.Cause(name: part.name, field: part.field, record: next.key)
        }
        cause = added.map(named)
        let whole = marks.isWhole ? WithheldParts.Cause(name: next.record.title, field: nil, record: next.key) : nil
        // A new internal document may be about anything, even if it is still empty.
        if former == nil, let whole { cause = whole }
        first = cause ?? (hidden.first ?? new.first { !$0.hiddenPieces.isEmpty }).map(named) ?? whole
        func pieces(_ parts: [WithheldParts.Part]) -> [TextPiece] {
            parts.flatMap { $0.isHidden ? $0.pieces : $0.hiddenPieces }
        }
        words = WithheldParts.significantWords(pieces(new)).subtracting(WithheldParts.significantWords(pieces(old)))
        texts = Set(pieces(new).map(\.key)).subtracting(pieces(old).map(\.key)).subtracting([""])
    }

    mutating func formUnion(_ other: NewlyInternal) {
        cause = cause ?? other.cause
        first = first ?? other.first
        words.formUnion(other.words)
        texts.formUnion(other.texts)
    }
}

/// The parts of one released record that public builds withhold; see `WithheldContent`.
package struct WithheldParts: Sendable {
    /// The parts of the record that public builds withhold.
    package private(set) var parts = InternalParts()
    /// Names of the withheld parts, for messages: headings, names of fields, beginnings of texts.
    package private(set) var names: [String] = []
    /// The internal part that may be a later version of the withheld parts; `nil` if nothing is withheld.
    package private(set) var cause: Cause?

    /// An internal field, section or document, by its name.
    package struct Cause: Sendable {
        /// The name of the internal part: the heading of a section, the name of a field, or the title of a document.
        package let name: String
        /// The index of the field in the type; `nil` for a section of the author's own and for a document.
        let field: Int?
        /// The id of the record that now has the part; `nil` if the part is elsewhere on the site.
        package let record: RecordID?

        /// Returns the span of the part in the source of a record, or the span of the record if it does not have the
        /// part.
        package func span(in record: Record) -> Span {
            record.fields.first { $0.field == field }?.span
                ?? record.extra.first { $0.heading.plain == name }?.heading.span ?? record.span
        }
    }

    /// A field or a section of a record.
    struct Part {
        var field: Int?
        var name: String
        var names: Set<String>
        var isHidden: Bool
        var pieces: [TextPiece] = []
        /// The internal pieces inside a part that is shown.
        var hiddenPieces: [TextPiece] = []
    }

    /// Compares a record with its later version; `next` is `nil` if the record has no later version.
    init(
        of former: ContentRecord, before next: ContentRecord?, _ schema: Schema, isReleased: Bool,
        hidden newly: NewlyInternal, shown: Set<String>, elsewhere: InternalText
    ) {
        let type = schema.types[former.record.type]
        let marks = next?.parts(schema) ?? InternalParts()
        // A record that is internal as a whole is hidden without a comparison.
        if marks.isWhole { return }
        if next == nil, let cause = newly.cause {
            parts = .whole
            names = [former.record.title]
            self.cause = cause
            return
        }
        let old = Self.parts(of: former.record, former.parts(schema), type)
        let new = next.map { Self.parts(of: $0.record, marks, type) } ?? []
        let hidden = new.filter { $0.isHidden }
        let open = new.filter { !$0.isHidden }
        let newShown = open.flatMap { $0.pieces + [TextPiece($0.name)] }
        let shownTexts = Set(newShown.map(\.key)).union(shown)
        let shownWords = Self.significantWords(newShown)
        let shownSets = newShown.map(\.words)

        func isShown(_ piece: TextPiece) -> Bool {
            if piece.key.isEmpty || shownTexts.contains(piece.key) { return true }
            let words = piece.words
            return shownSets.contains { words.isSubset(of: $0) }
        }
        func isSecret(_ piece: TextPiece) -> Bool {
            newly.texts.contains(piece.key) || holder(of: piece) != nil
                || !Self.significantWords([piece]).subtracting(shownWords).isDisjoint(with: newly.words)
        }
        /// Returns the title of the internal document that holds a piece, or a sentence of it that is no longer
        /// shown; `nil` for none.
        func holder(of piece: TextPiece) -> String? {
            elsewhere.document(holding: piece)?.title
                ?? piece.sentences.lazy.filter { !isShown($0) }.compactMap {
                    elsewhere.document(holdingSentence: $0)?.title
                }.first
        }
        var fields: Set<Int> = []
        var headings: Set<String> = []
        var texts: Set<String> = []
        for part in old where !part.isHidden {
            if hidden.contains(where: { Self.isSame($0, part) }) { continue }
            let successor = open.first { Self.isSame($0, part) }
            let gone = part.pieces.filter { !isShown($0) }
            var withheld = gone.filter(isSecret)
            if newly.cause != nil {
                let isOneText = part.field.map { Self.isOneText(type.fields[$0].kind) } ?? false
                let isReplaced =
                    successor.map {
                        isOneText || isReleased && $0.pieces.count >= part.pieces.count
                    } ?? false
                if !isReplaced { withheld = gone }
            }
            let isNameSecret = successor == nil && isSecret(TextPiece(part.name, isValue: true))
            guard !withheld.isEmpty || isNameSecret else { continue }
            texts.formUnion(withheld.map(\.key))
            let isWhole = isNameSecret || withheld.count == part.pieces.filter({ !$0.key.isEmpty }).count
            // A part that has this name now is public, so the released part stays public.
            if isWhole, successor == nil {
                if let field = part.field { fields.insert(field) } else { headings.formUnion(part.names) }
            }
            if isWhole {
                names.append(part.name)
            } else {
                names += withheld.map { "\(part.name): \($0.key.prefix(40))" }
            }
        }
        guard !fields.isEmpty || !headings.isEmpty || !texts.isEmpty else { return }
        parts = InternalParts(fields: fields, headings: headings, pieces: texts)
        let gone = old.lazy.flatMap(\.pieces).filter { texts.contains($0.key) }
        let title = gone.compactMap(holder).first
        if newly.cause == nil, let title, title != former.record.title {
            cause = Cause(name: title, field: nil, record: nil)
        } else {
            cause = newly.first ?? Cause(name: title ?? former.record.title, field: nil, record: former.key)
        }
    }

    /// Returns the keys of the public texts of a record, and of the names of its public parts.
    static func shownTexts(_ record: ContentRecord, _ schema: Schema) -> [String] {
        parts(of: record.record, record.parts(schema), schema.types[record.record.type]).flatMap {
            $0.isHidden ? [] : $0.pieces.map(\.key) + [TextPiece($0.name).key]
        }
    }

    /// Fields that the document's page needs and that reveal nothing of its text.
    private static let control: Set<FieldKey> = [
        .access, .version, .effective, .created, .state, .reviewEvery, .nextReview, .log, .form,
    ]

    /// Returns the fields and sections of a record, without the title and without fields that reveal nothing of the
    /// record's text.
    static func parts(of record: Record, _ marks: InternalParts, _ type: DocumentType) -> [Part] {
        let title = type.titleField
        var parts: [Part] = []
        for value in record.fields where value.field != title {
            let field = type.fields[value.field]
            if control.contains(field.key) { continue }
            var part = Part(
                field: value.field, name: value.ownHeading ?? field.label.spanish, names: Set(field.names),
                isHidden: marks.isWhole || marks.hides(value.field, of: type))
            value.value.forEachPiece(field.kind, where: { part.isHidden || !$0.isInternal }) { part.pieces.append($0) }
            if !part.isHidden, field.holdsInternal {
                let open = Set(part.pieces.map(\.key))
                value.value.forEachPiece(field.kind, where: { _ in true }) {
                    if !open.contains($0.key) { part.hiddenPieces.append($0) }
                }
            }
            parts.append(part)
        }
        for section in record.extra {
            var part = Part(
                field: nil, name: section.heading.plain,
                names: Set(Heading.candidates(section.heading.plain).filter { !$0.isEmpty }),
                isHidden: marks.isWhole || marks.hides(section, of: type))
            for block in section.blocks { block.forEachPiece { part.pieces.append($0) } }
            parts.append(part)
        }
        return parts
    }

    /// Whether two parts are the same: one field, sections with one heading, or a field and a section with its name.
    private static func isSame(_ one: Part, _ other: Part) -> Bool {
        if let field = one.field, let same = other.field { return field == same }
        return !one.names.isDisjoint(with: other.names)
    }

    /// Whether an internal part is new: it has words, no earlier part has its name, and no removed internal part
    /// contains at least half of its significant words.
    static func isNew(_ part: Part, _ old: [Part], _ hidden: [Part]) -> Bool {
        if part.pieces.allSatisfy({ $0.key.isEmpty }) || old.contains(where: { isSame($0, part) }) { return false }
        let words = significantWords(part.pieces)
        return !old.contains { former in
            former.isHidden && !hidden.contains { isSame($0, former) }
                && 2 * words.intersection(significantWords(former.pieces)).count >= words.count
        }
    }

    private static func isOneText(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows, .group, .codeList: false
        default: true
        }
    }

    /// Returns the words of four letters or more, and words with a digit.
    static func significantWords(_ pieces: [TextPiece]) -> Set<Substring> {
        pieces.reduce(into: []) { words, piece in
            words.formUnion(piece.words.filter { $0.count > 3 || $0.contains(where: \.isNumber) })
        }
    }
}
