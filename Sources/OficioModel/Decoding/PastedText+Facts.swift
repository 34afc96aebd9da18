import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Recognises facts, `Label: value`, in pasted text.
extension PastedText {
    func isNamed(_ pair: PastedPair?) -> Bool { pair.map { type.fields(named: $0.label) != nil } ?? false }

    /// Adds a short fact to the front matter; `false` where it is none.
    ///
    /// `anywhere` tells whether it is one in any section. Otherwise only a fact of the document's control is.
    mutating func fact(_ pair: PastedPair?, anywhere: Bool) -> Bool {
        // A blank to fill in with a pen is no value.
        guard let pair, !pair.isBlank, let index = field(of: pair) else { return false }
        let field = type.fields[index]
        guard anywhere || isIdentification || !section.isStructural || isOfControl(pair) else { return false }
        if let value = values[index] {
            guard value.folded == pair.value.folded else { return false }
            dropped += pair.label + pair.value
            return true
        }
        guard let value = yaml(pair.value.withoutWordSigns, field, isShort: isIdentification) else { return false }
        values[index] = pair.value
        let name = PastedName.withoutNumber(pair.label)
        dropped += pair.label.prefix(pair.label.count - name.count)
        facts.append("\(name): \(value)")
        return true
    }

    /// The field that a label names. Of several, a number goes to one that holds numbers.
    func field(of pair: PastedPair) -> Int? {
        guard let index = type.fields(named: pair.label) else { return nil }
        guard case .integer = type.fields[index].kind, !PastedName.isInteger(pair.value) else { return index }
        let names = HeadingNumber.candidates(PastedName.withoutNumber(pair.label))
        return names.flatMap { type.fields(understood: $0) }.first { other in
            switch type.fields[other].kind {
            case .markdown, .references: other != index
            default: false
            }
        } ?? index
    }

    /// Whether a label names a fact of the document's control, which may stand in any section. *Analista: revisa* among
    /// those who answer is none, nor is a line of the log.
    func isOfControl(_ pair: PastedPair) -> Bool {
        guard let index = type.fields(named: pair.label), Self.control.contains(type.fields[index].key) else {
            return false
        }
        guard Self.people.contains(type.fields[index].key) else {
            return section.field.map { type.fields[$0].key != .log } ?? true
        }
        let label = pair.label.folded
        return label.contains(" ") || pair.label.lowercased().hasSuffix("ó")
    }

    /// A label with its value in the line below, among the facts of a document: *Puesto:* over *Chofer*.
    mutating func labelOver(_ place: Int) -> PastedPair? {
        guard isIdentification, let words = text(place), words.hasSuffix(":"), type.isLabel(words),
            let value = text(place + 1), PastedPair(value) == nil, !type.isLabel(value), value.count <= 100
        else { return nil }
        taken.insert(place + 1)
        return PastedPair(label: words.withoutColon, value: value)
    }

    /// Whether facts may stand at the place that is being read: nowhere below the heading of a field of its own.
    var mayHoldFacts: Bool { !section.isOpen || !section.isStructural || isIdentification || isGathering }

    /// The value as the front matter holds it; `nil` where it belongs below a heading.
    func yaml(_ value: String, _ field: Field, isShort: Bool) -> String? {
        switch field.kind {
        case .rows where Self.people.contains(field.key): return PastedName.quoted(value, inList: false)
        case .markdown where isShort && value.count <= 100: return PastedName.quoted(value, inList: false)
        case .markdown, .rows, .group, .codeList: return nil
        case .integer where !PastedName.isInteger(value): return nil
        case .list: return "[" + PastedName.quoted(value, inList: true) + "]"
        case .references(let kind) where kind.isMany && value.contains(","):
            let names = value.split(separator: ",").map { PastedName.quoted(String($0).trimmedASCII, inList: true) }
            return "[" + names.joined(separator: ", ") + "]"
        default: return PastedName.quoted(value, inList: false)
        }
    }

    /// Adds a longer fact as a section, and returns whether it did.
    mutating func longFact(_ pair: PastedPair) -> Bool {
        guard let index = type.fields(named: pair.label), values[index] == nil, !isIdentification else { return false }
        guard isGathering || !section.isStructural, !belongsToPart(index) else { return false }
        let name = PastedName.withoutNumber(pair.label)
        dropped += pair.label.prefix(pair.label.count - name.count)
        if isGathering, section.isStructural, !PastedName.isLoud(name) || !isOwnSection(index) {
            open((name, 3))
        } else {
            section = Section(field: index, isStructural: false, isOpen: true)
            headings.append(name)
            body.heading(name, 2)
        }
        body.paragraph(pair.value)
        return true
    }

    /// Whether a label says something about the part that is open instead of opening another: *Título: Licenciatura*
    /// below *Formación*.
    private func belongsToPart(_ index: Int) -> Bool {
        guard isGathering, let part = section.part else { return false }
        return body.endsWithHeading || Self.details[type.fields[part].key]?.contains(type.fields[index].key) ?? false
    }

    /// Fields that say more about another one.
    private static let details: [FieldKey: Set<FieldKey>] = [
        .education: [.educationLevel, .degree, .discipline, .educationKind],
        .experience: [.experienceArea, .experienceInMonths, .experienceKind, .experienceIndustry],
    ]

    /// Fields with rows of people that the front matter may give as one name.
    private static let people = PastedPeople.fields

    /// Facts of the document's control, which often stand at its end.
    private static let control: Set<FieldKey> = people.union([
        .version, .created, .effective, .reviewEvery, .approvedOn, .lastReviewed, .code,
    ])
}
