import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Recognises headings in pasted text, and tells which field each names.
extension PastedText {
    mutating func open(_ heading: (words: String, level: Int), number: Int? = nil) {
        if heading.level == 2 {
            if let number { lastNumber = number }
            if let heading = continued(heading.words) { return body.heading(heading, 3) }
            section = Section(
                field: type.fields(named: heading.words), isStructural: true, isOpen: true,
                enumerator: PastedName.enumerator(heading.words))
            let words = declared(heading.words)
            headings.append(words)
            factsBefore.append((words, facts.count))
            return body.heading(words, 2)
        }
        section.part = type.fields(named: heading.words)
        body.heading(heading.words, heading.level)
    }

    /// The heading as a part of the open section, if both name one field whose rows cannot be joined:
    /// *COMPETENCIAS CONDUCTUALES* after *COMPETENCIAS TÉCNICAS*.
    private func continued(_ words: String) -> String? {
        guard section.isOpen, section.isStructural, let field = section.field, type.fields(named: words) == field,
            case .rows(let rows) = type.fields[field].kind, rows.groupBy == nil, rows.continues.isEmpty
        else { return nil }
        return words
    }

    /// Replaces another name of a field in a heading by the declared name, and keeps the number as typed:
    /// *3. DESARROLLO* becomes *3. PASOS*. A type with sections of the author's own understands only declared names.
    mutating func declared(_ words: String) -> String {
        guard type.keepsExtra, Heading.candidates(words).allSatisfy({ type.field(named: $0) == nil }),
            let index = type.sectionField(named: words),
            !headings.contains(where: { type.sectionField(named: $0) == index })
        else { return words }
        let bare = PastedName.withoutNumber(words)
        let prefix = words.prefix(words.count - bare.count)
        let name = type.fields[index].label[language]
        let isLetter = PastedName.enumerator(words) == .letter || prefix.contains(")") && prefix.first?.isLetter == true
        let number: Substring = isLetter ? "" : prefix
        let heading = String(number) + (PastedName.isLoud(bare) ? name.uppercased() : name)
        dropped += words
        body.added += heading
        return heading
    }

    /// The words and the level of a line that is a heading: bold or in capitals alone on its line,
    /// or the name of a field.
    func headingWords(_ line: String, _ place: Int) -> (words: String, level: Int)? {
        let isBold =
            line.count > 4
            && (line.hasPrefix("**") && line.hasSuffix("**") || line.hasPrefix("__") && line.hasSuffix("__"))
        var words = line.withoutStars
        let hasColon = words.hasSuffix(":")
        if hasColon { words = String(words.dropLast()).trimmedASCII }
        guard let last = words.last, !".,;".contains(last), words.count <= 90, words.split(separator: " ").count <= 12
        else { return nil }
        let isLoud = PastedName.isLoud(words)
        let hasNumber = PastedName.isNumbered(words)
        guard words.contains(where: \.isLetter), !words.contains("__"), !words.contains("....") else { return nil }
        let known = type.fields(named: words)
        // An unknown line above everything else is the name of the institution or of the form.
        if known == nil, headings.isEmpty, facts.isEmpty, !hasNumber || !isLoud { return nil }
        if isLoud, !hasNumber, headings.isEmpty, let known, isName(ofForm: known, place) { return nil }
        if holdsGroups, !hasNumber, standsOverItems(place), FrequencyWords(words) != nil { return (words, 3) }
        let isApart = isBreak(place - 1) && isBreak(place + 1)
        if isSubNumbered(words, place) { return (words, 3) }
        if hasNumber, PastedName.depth(words) > 1, section.isOpen {
            // Functions are a section of their own wherever they stand; their headings become groups.
            if let known, known != section.field, !isGathering, case .rows = type.fields[known].kind {
                return (words, 2)
            }
            return known != nil || isLoud || leads(place) ? (words, 3) : nil
        }
        // Nothing would stand below the heading above.
        if known == nil, isLoud || isBold, section.isOpen, section.isStructural, body.endsWithHeading {
            return (words, 3)
        }
        let isSub = isGathering && !isIdentification && isLoneName(place) && known.map { !isOwnSection($0) } ?? false
        if isNumbered {
            if isLoud, hasNumber { return (words, PastedName.depth(words) > 1 ? 3 : 2) }
            if isLoud || isBold { return (words, known.map(isOwnSection) ?? !section.isOpen ? 2 : 3) }
            // *Internas* over a table, *Conocimientos:* over a list.
            if isSub || isGathering && known != nil && hasColon { return (words, 3) }
            if holdsRows, !hasNumber, hasColon || leads(place), words.split(separator: " ").count <= 6 {
                return (words, 3)
            }
            return nil
        }
        if isBold || isLoud {
            if known == nil, holdsRows { return (words, 3) }
            return (words, isGathering && known.map(isOwnSection) == false ? 3 : 2)
        }
        if isSub { return (words, 3) }
        if hasColon, let known, isSection(known) { return (words, 2) }
        if holdsRows, hasColon,
            known != nil && known == (isGathering ? section.part : section.field)
                || words.split(separator: " ").count <= 6
        {
            return (words, 3)
        }
        if known != nil, hasColon || hasNumber || isApart { return (words, hasColon && isGathering ? 3 : 2) }
        if namesStandAlone, isLoneName(place), isBreak(place - 1) { return (words, 2) }
        return nil
    }

    /// Whether a label over text begins a section: any field of several lines where no section gathers them.
    private func isSection(_ known: Int) -> Bool {
        if type.fields[known].gathers { return true }
        guard !isGathering || isOwnSection(known) else { return false }
        switch type.fields[known].kind {
        case .rows, .markdown, .group: return true
        default: return false
        }
    }

    /// Whether a short line over text has a number or letter of another kind than the sections: *A.) Nivel educativo*
    /// below *FORMACIÓN*, *1.- Requisitos legales* below *IV. REQUISITOS*.
    private func isSubNumbered(_ words: String, _ place: Int) -> Bool {
        guard section.isOpen, section.isStructural, let mark = PastedName.enumerator(words),
            mark != section.enumerator, mark == .letter || section.enumerator != nil,
            PastedName.depth(words) == 1, words.split(separator: " ").count <= 12, let below = text(place + 1)
        else { return false }
        return PastedName.enumerator(below) != mark
    }

    /// The words of a line of plain text; nil for a line of another kind, and outside of the text.
    func text(_ place: Int) -> String? {
        guard lines.indices.contains(place), case .text(let words) = lines[place] else { return nil }
        return words
    }

    /// Whether a line is the name of a field and nothing else, over a text.
    func isLoneName(_ place: Int) -> Bool {
        guard let words = text(place), words.split(separator: " ").count <= 6,
            words.last.map({ !".,;:".contains($0) }) ?? false, !isBreak(place + 1)
        else {
            return false
        }
        return HeadingNumber.candidates(words).contains {
            type.field(understood: $0) != nil || !type.fields(understood: $0).isEmpty
        }
    }

    /// Whether a name stands over its short value: *Jefe inmediato*, and *Coordinadora* in the line below.
    func standsOver(_ place: Int) -> Bool {
        guard namesStandAlone, let words = text(place), let index = type.fields(named: words), isBreak(place + 2),
            let value = text(place + 1)
        else { return false }
        switch type.fields[index].kind {
        case .markdown, .rows, .group, .list, .codeList: return false
        default: return value.count <= 100
        }
    }

    /// Whether a line above everything else is what the form is called: *PERFIL DEL PUESTO* over the facts of it.
    private func isName(ofForm field: Int, _ place: Int) -> Bool {
        if isNumbered { return type.fields[field].gathers }
        guard type.fields[field].key != .identification else { return false }
        guard let next = lines[(place + 1)...].first(where: { if case .blank = $0 { false } else { true } }),
            case .text(let words) = next
        else { return false }
        let pair = PastedPair(words).flatMap { $0.value.isEmpty ? nil : $0 }
        if type.fields[field].key == .requirements {
            return type.fields(named: pair?.label ?? words).map { !Self.profile.contains(type.fields[$0].key) } ?? true
        }
        return pair.flatMap { pair in
            type.fields(named: pair.label).map { yaml(pair.value, type.fields[$0], isShort: false) != nil }
        } ?? false
    }

    /// Whether a line above or below has a number of the same kind: a list. Headings in capitals
    /// may follow one another. Letters between two numbers belong to the first one.
    func hasSibling(_ place: Int) -> Bool {
        guard case .item(let mark, let words, _) = lines[place], !isNumbered || !PastedName.isLoud(words) else {
            return false
        }
        func kind(_ place: Int) -> String? {
            guard lines.indices.contains(place), case .item(let other, _, _) = lines[place] else { return nil }
            return other.kind
        }
        return [-1, 1].contains { step in
            var other = place + step
            while kind(other) == "a" { other += step }
            if kind(other) == mark.kind { return true }
            return isPast(asides: place, step) && kind(past(asides: place, step)) == mark.kind
        }
    }

    /// The nearest line above (`step` -1) or below (1) that is no blank line, picture or quotation.
    private func past(asides place: Int, _ step: Int) -> Int {
        var other = place + step
        while isBreak(other) && lines.indices.contains(other) || isAside(other) { other += step }
        return other
    }

    /// Whether a picture or a quotation stands between a line and the nearest one that is no blank line.
    private func isPast(asides place: Int, _ step: Int) -> Bool {
        let end = past(asides: place, step)
        return stride(from: place + step, to: end, by: step).contains(where: isAside)
    }

    private func isAside(_ place: Int) -> Bool {
        guard lines.indices.contains(place), case .verbatim(let text) = lines[place] else { return false }
        return text.isAside
    }

    /// Whether the next line with text is an item of a list, or one with a number: *Diarias* over the functions of
    /// every day.
    private func standsOverItems(_ place: Int) -> Bool {
        for line in lines[(place + 1)...] {
            switch line {
            case .blank: continue
            case .item: return true
            case .text(let words): return PastedName.isNumbered(words)
            default: return false
            }
        }
        return false
    }

    /// Whether the lines belong to a field whose rows are grouped, as functions by frequency.
    private var holdsGroups: Bool {
        guard holdsRows, let field = isGathering ? section.part : section.field,
            case .rows(let rows) = type.fields[field].kind
        else { return false }
        return rows.groupBy != nil
    }

    /// Whether a list or a table follows.
    func leads(_ place: Int) -> Bool {
        guard place + 1 < lines.count else { return false }
        switch lines[place + 1] {
        case .item, .table, .form: return true
        default: return false
        }
    }

    func isBreak(_ place: Int) -> Bool {
        guard lines.indices.contains(place) else { return true }
        if case .blank = lines[place] { return true }
        return false
    }

    /// Whether a field stands under a `##` of its own even below a section that gathers fields.
    func isOwnSection(_ field: Int) -> Bool {
        guard isGathering else { return section.field.map { $0 != field } ?? true || !section.isOpen }
        if isIdentification { return true }
        let gathered =
            section.field.map { type.fields[$0].key } == .workingRelationships ? Self.contacts : Self.profile
        return type.fields[field].gathers || !gathered.contains(type.fields[field].key)
    }

    /// Fields that a section of relations gathers.
    private static let contacts: Set<FieldKey> = [.internalContacts, .externalContacts, .committees]

    /// Fields that a section of requirements gathers.
    private static let profile: Set<FieldKey> = [
        .education, .educationLevel, .degree, .discipline, .otherTraining, .experience, .experienceArea,
        .requiredKnowledge,
        .desirableKnowledge, .skills, .aptitudes, .attitudes, .competencies, .languages, .licences, .age,
        .gender, .nationality,
        .maritalStatus, .essentialRequirements,
    ]

    var isGathering: Bool { section.field.map { type.fields[$0].gathers } ?? false }

    var isIdentification: Bool { section.field.map { type.fields[$0].key == .identification } ?? false }

    var holdsRows: Bool {
        guard let field = isGathering ? section.part : section.field, case .rows = type.fields[field].kind else {
            return false
        }
        return type.fields[field].key != .log && type.fields[field].key != .signatures
    }
}
