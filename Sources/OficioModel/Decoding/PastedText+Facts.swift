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
        guard let pair, !pair.isBlank, let index = type.fields(named: pair.label) else { return false }
        let field = type.fields[index]
        let isControl = Self.control.contains(field.key)
        guard anywhere || isIdentification || !section.isStructural || isControl else { return false }
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
        guard isGathering || !section.isStructural else { return false }
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

    /// Fields with rows of people that the front matter may give as one name.
    private static let people: Set<FieldKey> = [.authorisedBy, .reviewedBy, .preparedBy]

    /// Facts of the document's control, which often stand at its end.
    private static let control: Set<FieldKey> = people.union([
        .version, .created, .effective, .reviewEvery, .approvedOn, .lastReviewed, .code,
    ])
}
