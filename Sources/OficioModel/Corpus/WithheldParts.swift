import Diagnostics
import OficioSchema
import OficioSource

/// The parts of a released record that a public build withholds because the record that follows it
/// holds something internal which may be what they were.
///
/// An author who renames a section, rewrites it and marks it internal leaves nothing by which a
/// program could tell that it is the section that was released. So what has disappeared from the
/// public parts of a record is withheld as soon as a new internal part appears in it.
package struct WithheldParts: Sendable {
    /// The withheld parts of the record.
    package private(set) var parts = InternalParts()
    /// Names of the withheld parts, for messages: headings, names of fields, beginnings of texts.
    package private(set) var names: [String] = []
    /// The internal part that may be what disappeared; `nil` if nothing is withheld.
    package private(set) var cause: Cause?

    /// A field or a section of the record, by its name.
    package struct Cause: Sendable {
        /// The heading, or the name of the field.
        package let name: String
        /// The index of the field in the type; `nil` for a section of the author's own.
        let field: Int?

        /// The place of the part in a record as its source has it.
        package func span(in record: Record) -> Span {
            record.fields.first { $0.field == field }?.span
                ?? record.extra.first { $0.heading.plain == name }?.heading.span ?? record.span
        }
    }

    /// A field or a section of a record.
    private struct Part {
        var field: Int?
        var name: String
        var names: Set<String>
        var isHidden: Bool
        var pieces: [TextPiece] = []
        /// The pieces that are internal inside a part that is shown.
        var hiddenPieces: [TextPiece] = []
    }

    /// Compares a record with the one that follows it.
    ///
    /// - Parameters:
    ///   - former: the released record.
    ///   - next: the record of the next release, or of the source as it is now.
    ///   - schema: the schema of the site.
    ///   - isReleased: whether `next` is released. By releasing it its author has said that texts
    ///     which take the place of others in one part are new versions of those.
    ///   - elsewhere: what is internal on the whole site, where a text of the record may have moved.
    package init(
        of former: Record, before next: Record, _ schema: Schema, isReleased: Bool, elsewhere: InternalText
    ) {
        let marks = InternalParts(of: next, schema, manual: nil)
        let type = schema.types[next.type]
        guard former.type == next.type, !marks.isWhole,
            !elsewhere.isEmpty || !marks.isEmpty || next.fields.contains(where: { type.fields[$0.field].holdsInternal })
        else { return }
        let old = Self.parts(of: former, InternalParts(of: former, schema, manual: nil), type)
        let new = Self.parts(of: next, marks, type)
        let hidden = new.filter { $0.isHidden }
        let shown = new.filter { !$0.isHidden }
        let added = hidden.first { Self.isNew($0, old, hidden) }
        func pieces(_ parts: [Part]) -> (hidden: [TextPiece], shown: [TextPiece]) {
            (
                parts.flatMap { $0.isHidden ? $0.pieces : $0.hiddenPieces },
                parts.flatMap { $0.isHidden ? [] : $0.pieces + [TextPiece($0.name)] }
            )
        }
        let (oldHidden, _) = pieces(old)
        let (newHidden, newShown) = pieces(new)
        let secrets = Self.telling(newHidden).subtracting(Self.telling(oldHidden))
        let secretTexts = Set(newHidden.map(\.key)).subtracting(oldHidden.map(\.key)).subtracting([""])
        let shownTexts = Set(newShown.map(\.key))
        let shownWords = Self.telling(newShown)
        let shownSets = newShown.map(\.words)

        func isShown(_ piece: TextPiece) -> Bool {
            if piece.key.isEmpty || shownTexts.contains(piece.key) { return true }
            let words = piece.words
            return shownSets.contains { words.isSubset(of: $0) }
        }
        func isSecret(_ piece: TextPiece) -> Bool {
            secretTexts.contains(piece.key) || elsewhere.title(holding: piece) != nil
                || !Self.telling([piece]).subtracting(shownWords).isDisjoint(with: secrets)
        }
        var fields: Set<Int> = []
        var headings: Set<String> = []
        var texts: Set<String> = []
        for part in old where !part.isHidden {
            if hidden.contains(where: { Self.isSame($0, part) }) { continue }
            let successor = shown.first { Self.isSame($0, part) }
            let gone = part.pieces.filter { !isShown($0) }
            var withheld = gone.filter(isSecret)
            if added != nil {
                let isOneText = part.field.map { Self.isOneText(type.fields[$0].kind) } ?? false
                let isReplaced =
                    successor.map {
                        isOneText || isReleased && $0.pieces.count >= part.pieces.count
                    } ?? false
                if !isReplaced { withheld = gone }
            }
            let isNameSecret = successor == nil && isSecret(TextPiece(part.name))
            guard !withheld.isEmpty || isNameSecret else { continue }
            texts.formUnion(withheld.map(\.key))
            if isNameSecret || withheld.count == part.pieces.filter({ !$0.key.isEmpty }).count {
                if let field = part.field { fields.insert(field) } else { headings.formUnion(part.names) }
                names.append(part.name)
            } else {
                names += withheld.map { "\(part.name): \($0.key.prefix(40))" }
            }
        }
        guard !fields.isEmpty || !headings.isEmpty || !texts.isEmpty else { return }
        parts = InternalParts(fields: fields, headings: headings, pieces: texts)
        let cause = added ?? hidden.first ?? new.first { !$0.hiddenPieces.isEmpty }
        let title = old.lazy.flatMap(\.pieces).filter { texts.contains($0.key) }.compactMap(elsewhere.title).first
        self.cause =
            added == nil && title != nil && title != former.title
            ? title.map { Cause(name: $0, field: nil) } : cause.map { Cause(name: $0.name, field: $0.field) }
    }

    /// Fields that a page of the document needs, and that say nothing of its text.
    private static let control: Set<FieldKey> = [
        .access, .version, .effective, .created, .state, .reviewEvery, .nextReview, .log, .form,
    ]

    private static func parts(of record: Record, _ marks: InternalParts, _ type: DocumentType) -> [Part] {
        let title = type.titleField
        var parts: [Part] = []
        for value in record.fields where value.field != title {
            let field = type.fields[value.field]
            if control.contains(field.key) { continue }
            var part = Part(
                field: value.field, name: value.ownHeading ?? field.label.spanish, names: Set(field.names),
                isHidden: marks.hides(value.field, of: type))
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
                isHidden: marks.hides(section, of: type))
            for block in section.blocks { block.forEachPiece { part.pieces.append($0) } }
            parts.append(part)
        }
        return parts
    }

    /// Whether two parts have one name: a field, sections of one heading, or a section with the name
    /// of a field.
    private static func isSame(_ one: Part, _ other: Part) -> Bool {
        if let field = one.field, let same = other.field { return field == same }
        return !one.names.isDisjoint(with: other.names)
    }

    /// Whether an internal part is new: no former part has its name, and no former internal part that is gone shares
    /// half of its words.
    private static func isNew(_ part: Part, _ old: [Part], _ hidden: [Part]) -> Bool {
        if part.pieces.allSatisfy({ $0.key.isEmpty }) || old.contains(where: { isSame($0, part) }) { return false }
        let words = telling(part.pieces)
        return !old.contains { former in
            former.isHidden && !hidden.contains { isSame($0, former) }
                && 2 * words.intersection(telling(former.pieces)).count >= words.count
        }
    }

    private static func isOneText(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows, .group, .codeList: false
        default: true
        }
    }

    /// The words of four letters or more, and those with a digit.
    private static func telling(_ pieces: [TextPiece]) -> Set<Substring> {
        pieces.reduce(into: []) { words, piece in
            words.formUnion(piece.words.filter { $0.count > 3 || $0.contains(where: \.isNumber) })
        }
    }
}
