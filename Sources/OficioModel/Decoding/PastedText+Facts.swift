import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Recognises facts, `Label: value`, in pasted text.
extension PastedText {
    func isNamed(_ pair: PastedPair?) -> Bool { pair.map { type.fields(named: $0.label) != nil } ?? false }

    /// Adds a short fact to the front matter and returns whether it belongs there. A fact that repeats a known value
    /// is left out. Returns `false` for a blank to fill in, for a second value of a field, and for a value that
    /// belongs below a heading.
    ///
    /// `anywhere` accepts a fact in any section. Otherwise it accepts only a control datum of the document, a fact in
    /// the identification box or in a section that is not structural, or a fact below a list that ended.
    mutating func addFact(_ pair: PastedPair?, anywhere: Bool, _ place: Int? = nil) -> Bool {
        // A blank to fill in by hand is no value.
        guard let pair, !pair.isBlank, let index = field(of: pair) else { return false }
        let field = type.fields[index]
        guard isKey(pair.label, of: index) else { return false }
        if Self.people.contains(field.key), PastedPeople.isSentence(pair.value) { return false }
        guard
            anywhere || isIdentification || isOfControl(pair)
                || !section.isStructural && (!section.isBelowList || field.kind.isOneFact)
                || field.kind.isOneFact && isOwnSection(index) && standsBelowList(index, pair.label, place)
        else { return false }
        if let value = values[index] {
            guard value.folded == pair.value.folded else { return false }
            dropped += pair.label + pair.value
            return true
        }
        guard let value = yaml(pair.value.withoutWordSigns, field, isShort: isIdentification) else { return false }
        values[index] = pair.value
        section.hasFacts = true
        let name = PastedName.withoutNumber(pair.label)
        dropped += pair.label.prefix(pair.label.count - name.count)
        facts.append("\(name): \(value)")
        return true
    }

    /// Whether a label is understood as a key of the front matter, where only a reference takes a longer name.
    private func isKey(_ label: String, of field: Int) -> Bool {
        let name = PastedName.withoutNumber(label).folded
        if type.field(named: name) != nil || !type.fields(understood: name).isEmpty { return true }
        if case .references = type.fields[field].kind { return type.field(beginning: name) != nil }
        return false
    }

    /// Returns the field that a name means in the open section: among requirements, *Título* is a degree and never
    /// the title of the document.
    func fieldInSection(_ field: Int) -> Int {
        guard field == type.declaredTitleField, let open = section.field, isGathering,
            type.fields[open].key == .requirements
        else { return field }
        return type.field(.degree) ?? field
    }

    /// Returns the field that a label names. If the field holds whole numbers and the value is none, returns another
    /// field of the name that holds text or references, if there is one. Returns `nil` for a label that names no
    /// field.
    func field(of pair: PastedPair) -> Int? {
        guard let index = type.fields(named: pair.label).map(fieldInSection) else { return nil }
        guard case .integer = type.fields[index].kind, !PastedName.isInteger(pair.value) else { return index }
        let names = HeadingNumber.candidates(PastedName.withoutNumber(pair.label))
        return names.flatMap { type.fields(understood: $0) }.first { other in
            switch type.fields[other].kind {
            case .markdown, .references: other != index
            default: false
            }
        } ?? index
    }

    /// Whether a label names a control datum of the document, which may stand in any section. Other labels, such as
    /// *Analista* among the responsible people or the labels of a log line, are excluded.
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

    /// Returns a label and the value on the line below it, among the facts of a document: *Puesto:* over *Chofer*.
    /// The line of the value counts as read. Returns `nil` for any other line.
    mutating func labelWithValueBelow(_ place: Int) -> PastedPair? {
        guard isIdentification, let words = text(place), words.hasSuffix(":"), type.isLabel(words),
            let value = text(place + 1), PastedPair(value) == nil, !type.isLabel(value), value.count <= 100
        else { return nil }
        taken.insert(place + 1)
        return PastedPair(label: words.withoutColon, value: value)
    }

    /// Whether facts may stand at the current place: not below the heading of a field that has text of its own.
    var mayHoldFacts: Bool { !section.isOpen || !section.isStructural || isIdentification || isGathering }

    /// Returns the value as YAML for the front matter; `nil` if it belongs below a heading.
    func yaml(_ value: String, _ field: Field, isShort: Bool) -> String? {
        switch field.kind {
        case .rows where Self.people.contains(field.key): return PastedName.yamlScalar(value, inList: false)
        case .markdown where isShort && value.count <= 100: return PastedName.yamlScalar(value, inList: false)
        case .markdown, .rows, .group, .codeList: return nil
        case .integer where !PastedName.isInteger(value): return nil
        case .list: return "[" + PastedName.yamlScalar(value, inList: true) + "]"
        case .references(let kind) where kind.isMany && value.contains(","):
            let names = value.split(separator: ",").map { PastedName.yamlScalar(String($0).trimmedASCII, inList: true) }
            return "[" + names.joined(separator: ", ") + "]"
        default: return PastedName.yamlScalar(value, inList: false)
        }
    }

    /// Whether the label of a field stands below a list that ended, so that it describes the document. A label that
    /// also names a column of the list needs a blank line before it.
    private func standsBelowList(_ field: Int, _ label: String, _ place: Int?) -> Bool {
        guard let place, sectionHasListMarkers, !Self.people.contains(type.fields[field].key) else { return false }
        guard holdsRows, let open = isGathering ? section.part : section.field,
            case .rows(let rows) = type.fields[open].kind
        else { return true }
        let name = PastedName.withoutNumber(label).folded
        return isBreak(place - 1) || !rows.columns.contains { $0.names.contains(name) }
    }

    /// Adds a longer fact as a section or as a part of the open section, and returns whether it did.
    mutating func addLongFact(_ pair: PastedPair, _ place: Int? = nil) -> Bool {
        guard let index = type.fields(named: pair.label).map(fieldInSection), values[index] == nil, !isIdentification,
            !(Self.people.contains(type.fields[index].key) && PastedPeople.isSentence(pair.value))
        else { return false }
        guard isGathering || !section.isStructural || standsBelowList(index, pair.label, place), !belongsToPart(index)
        else {
            return false
        }
        let name = PastedName.withoutNumber(pair.label)
        dropped += pair.label.prefix(pair.label.count - name.count)
        let isPart = !isOwnSection(index) || !PastedName.isInCapitals(name) && isNumbered || isRemainder(name, place)
        if isGathering, section.isStructural, isPart {
            open((name, 3))
        } else {
            let isBelow = section.isBelowList || section.isStructural && sectionHasListMarkers
            section = Section(field: index, isOpen: true, isBelowList: isBelow, typography: .init(name))
            let name = declared(name)
            headings.append(name)
            body.addHeading(name, 2)
        }
        switch type.fields[index].kind {
        case .rows: dropped += body.addItem(.paragraph, pair.value.escapingBlanks)
        default: body.addParagraph(pair.value)
        }
        return true
    }

    /// Whether a label belongs to the rest of the open section: *Otros: licencia* directly below *Experiencia: 1
    /// año*.
    private func isRemainder(_ name: String, _ place: Int?) -> Bool {
        guard let place, !isBreak(place - 1), section.partTypography == .init(name) else { return false }
        let first = String(name.folded.prefix { $0 != " " })
        return Self.remainders.contains(first)
    }

    /// Folded words that name the rest of a list.
    static let remainders: Set<String> = ["otro", "otra", "otros", "otras", "other", "others"]

    /// Adds `LABEL: value` in capitals, which names no field, as a section of its own: below a list that ended or a
    /// blank line, or among similar sections. A label in lower-case letters is accepted only among similar sections.
    /// Returns whether the section was added.
    mutating func addOwnSection(_ pair: PastedPair, _ place: Int) -> Bool {
        guard !pair.value.isEmpty, !pair.isBlank, !PastedName.isNumbered(pair.label), !isNumbered, section.isOpen,
            !isIdentification, type.fields(named: pair.label) == nil, !Self.warnings.contains(pair.label.folded)
        else { return false }
        let isInCapitals = PastedName.isInCapitals(pair.label)
        let isAmongOthers =
            (section.isBelowList && !isBreak(place - 1) || isOverSections(place))
            && pair.label.split(separator: " ").count < 5
        guard section.typography?.isInCapitals == isInCapitals || isOverSections(place) && !isInCapitals,
            isInCapitals ? !section.isStructural || sectionHasListMarkers || isBreak(place - 1) : isAmongOthers
        else { return false }
        section = Section(isOpen: true, isBelowList: true, typography: .init(pair.label))
        headings.append(pair.label)
        body.addHeading(pair.label, 2)
        body.addParagraph(pair.value)
        return true
    }

    /// Whether a line below a list that ended is above a label of a field that becomes a section: *Horario: 8 a 4*
    /// over *Responsable: Jefa*.
    private func isOverSections(_ place: Int) -> Bool {
        guard sectionHasListMarkers, let pair = text(place + 1).flatMap({ PastedPair($0) }), !pair.value.isEmpty,
            let field = field(of: pair)
        else { return false }
        return standsBelowList(field, pair.label, place + 1)
    }

    /// Folded labels that introduce remarks to the reader.
    private static let warnings: Set<String> = [
        "nota", "notas", "importante", "advertencia", "atencion", "aviso", "precaucion", "ojo", "ejemplo", "note",
        "warning", "important", "caution", "example",
    ]

    /// Whether a label describes the open part instead of opening another part: *Título: Licenciatura* below
    /// *Formación*.
    private func belongsToPart(_ index: Int) -> Bool {
        guard isGathering, let part = section.part else { return false }
        return body.endsWithHeading || Self.details[type.fields[part].key]?.contains(type.fields[index].key) ?? false
    }

    /// The fields that describe another field in more detail, by that field's key.
    private static let details: [FieldKey: Set<FieldKey>] = [
        .education: [.educationLevel, .degree, .discipline, .educationKind],
        .experience: [.experienceArea, .experienceInMonths, .experienceKind, .experienceIndustry],
    ]

    /// Fields with rows of people for which the front matter may give one name.
    private static let people = PastedPeople.fields

    /// Fields with control data, which often stand at the end of a document.
    private static let control: Set<FieldKey> = people.union([
        .version, .created, .effective, .reviewEvery, .approvedOn, .lastReviewed, .nextReview, .code,
    ])
}
