import Diagnostics
import OficioSchema
import OficioSource

/// Gives a document that was pasted without `##` headings its front matter, headings, lists and tables.
///
/// Lines that name a field become headings, and `Label: value` of a short fact becomes a line of
/// the front matter. Every other word stays in the text, in its order. What follows the first `##`
/// heading of the author stays as it is.
package struct PastedText {
    /// The new source.
    package private(set) var text = ""
    /// The headings that were recognised, as typed.
    package private(set) var headings: [String] = []

    let type: DocumentType
    private let language: Language
    private let lines: [PastedLine]
    /// Whether headings are numbered and in capitals: `II. OBJETIVO`. A line without a number is then no section.
    private let isNumbered: Bool
    /// Whether headings are names of fields alone on their lines, with their text right below.
    private var namesStandAlone = false
    /// The lines that the ones above took with them.
    private var taken: Set<Int> = []
    /// The number of the last section, where sections count with figures.
    private var lastNumber = 0
    private var facts: [String] = []
    /// What stands above the first heading and fact: the institution and the name of the form.
    private var letterhead: [String] = []
    private var body = PastedBody()
    /// Characters left out on purpose: numbers of lists, and facts that the front matter gives already.
    private var dropped = ""
    private var values: [Int: String]
    /// The last heading: its line in `body`, and the number of facts before it.
    private var section = Section()
    /// The headings of sections, each with how many facts there were before it.
    private var factsBefore: [(heading: String, count: Int)] = []

    /// The section that the lines belong to.
    private struct Section {
        var field: Int?
        /// The field of the heading below `##` that is open.
        var part: Int?
        /// Whether a line of its own began it. A label (`Objetivo: …`) does not.
        var isStructural = false
        var isOpen = false
    }

    /// Converts a whole file; `nil` where nothing is recognised, or a word would be lost.
    ///
    /// `values` are the fields that its front matter gives, with their text.
    package init?(_ source: String, _ type: DocumentType, given values: [Int: String], _ language: Language) {
        self.type = type
        self.language = language
        self.values = values
        let written = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        var head: [String] = []
        var first = 0
        if written.first?.trimmedASCII == "---",
            let end = written.dropFirst().firstIndex(where: { $0.trimmedASCII == "---" })
        {
            head = Array(written[1..<end])
            first = end + 1
        }
        let rest = written[first...]
        let last = rest.firstIndex { $0.hasPrefix("## ") } ?? rest.endIndex
        lines = PastedLine.read(Array(rest[..<last]))
        isNumbered = lines.contains { line in
            switch line {
            case .text(let words): PastedName.isNumbered(words) && PastedName.isLoud(words)
            case .item(let mark, let words): mark.isNumber && PastedName.isLoud(words)
            default: false
            }
        }
        namesStandAlone = !isNumbered && lines.indices.count { isLoneName($0) && isBreak($0 - 1) } > 2
        for place in lines.indices where !taken.contains(place) { read(place) }
        var title = body.title
        if title == nil, let field = type.field(named: "titulo"), self.values[field] == nil, !letterhead.isEmpty {
            title = "# " + letterhead.removeLast()
        }
        let isStray = !body.isEmpty && !body.beginsWithHeading
        if headings.isEmpty && facts.count < 2 { return nil }
        placeLetterhead(isNeeded: isStray)
        let tail = withoutTemplate(Array(rest[last...]))
        let top = head + facts
        var parts = top.isEmpty ? [] : ["---"] + top + ["---", ""]
        if let title { parts += [title, ""] }
        text = (parts + body.lines + (tail.isEmpty ? [] : [""] + tail)).joined(separator: "\n")
        while text.hasSuffix("\n\n") { text.removeLast() }
        if !text.hasSuffix("\n") { text += "\n" }
        let added = body.added
        if Self.letters(source + added) != Self.letters(text + dropped) { return nil }
    }

    /// How often each letter and digit occurs in a text.
    private static func letters(_ text: String) -> [Character: Int] {
        var counts: [Character: Int] = [:]
        for letter in text where letter.isLetter || letter.isNumber { counts[letter, default: 0] += 1 }
        return counts
    }

    // MARK: Lines

    private mutating func read(_ place: Int) {
        switch lines[place] {
        case .blank: body.blank()
        case .verbatim(let line): body.verbatim(line)
        case .table(let rows): read(rows)
        case .item(let mark, let words):
            if let number = mark.number, !hasSibling(place) {
                if let heading = headingWords(mark.written + " " + words, place) {
                    return open(heading, number: number)
                }
                let isShort = words.split(separator: " ").count <= 8 && words.last.map { !".,;:".contains($0) } ?? false
                if mark.kind == "1", number == lastNumber + 1, lastNumber > 0, isShort {
                    return open((mark.written + " " + words, 2), number: number)
                }
                if mark.kind != "1", section.isOpen, isShort, leads(place) {
                    return open((mark.written + " " + words, 3))
                }
            }
            read(mark, words)
        case .facts(let pieces):
            for piece in pieces where !fact(PastedPair(piece), anywhere: true) { plain(piece, place) }
        case .text(let words): read(words, place)
        }
    }

    /// Moves a heading whose facts all went to the front matter to the comments there.
    private mutating func read(_ words: String, _ place: Int) {
        let pair = PastedPair(words)
        if let pair, !pair.value.isEmpty, fact(pair, anywhere: false) || longFact(pair) { return }
        if let heading = headingWords(words, place) {
            if standsOver(place), let value = text(place + 1), let pair = PastedPair(heading.words + ": " + value) {
                taken.insert(place + 1)
                if fact(pair, anywhere: true) { return }
                return plain(pair.label + ": " + pair.value, place)
            }
            return open(heading)
        }
        if section.isOpen, leads(place), PastedName.depth(words) > 1, words.split(separator: " ").count <= 10,
            !words.hasSuffix(".")
        {
            return open((words, 3))
        }
        if !section.isOpen, facts.isEmpty, body.isEmpty, words.count < 120, !words.hasSuffix("."),
            pair == nil || !isNamed(pair)
        {
            return letterhead.append(words.withoutStars)
        }
        plain(words, place)
    }

    private mutating func plain(_ words: String, _ place: Int) {
        // A row of lines to sign on says nothing.
        if !words.contains(where: { $0.isLetter || $0.isNumber }) { return }
        if !section.isOpen, body.isEmpty { return letterhead.append(words.withoutStars) }
        let standsAmongOthers = text(place - 1) != nil || text(place + 1) != nil
        if holdsRows, words.hasSuffix(".") || words.hasSuffix(";") || standsAmongOthers && words.count < 120,
            !words.hasSuffix(":")
        {
            body.item(.bullet("¶"), words)
        } else {
            body.paragraph(words)
        }
    }

    private mutating func read(_ mark: PastedMark, _ words: String) {
        if let pair = PastedPair(words), !pair.value.isEmpty, type.fields(named: pair.label) != nil {
            if isIdentification, fact(pair, anywhere: true) { return drop(mark) }
            if isGathering, longFact(pair) { return drop(mark) }
        }
        dropped += body.item(mark, words)
    }

    private mutating func drop(_ mark: PastedMark) { dropped += mark.digits }

    private mutating func read(_ rows: [[String]]) {
        if let signatures = type.field(.signatures), let signed = PastedSignatures(rows, type, language) {
            if section.field != signatures {
                let name = type.fields[signatures].label[language]
                body.added += name
                open((name, 2))
            }
            body.added += signed.header.joined()
            return body.table(signed.rows)
        }
        body.table(rows)
    }

    // MARK: Headings

    private mutating func open(_ heading: (words: String, level: Int), number: Int? = nil) {
        if heading.level == 2 {
            if let number { lastNumber = number }
            section = Section(field: type.fields(named: heading.words), isStructural: true, isOpen: true)
            headings.append(heading.words)
            factsBefore.append((heading.words, facts.count))
        } else {
            section.part = type.fields(named: heading.words)
        }
        body.heading(heading.words, heading.level)
    }

    /// The words and the level of a line that is a heading: bold or in capitals alone on its line,
    /// or the name of a field.
    private func headingWords(_ line: String, _ place: Int) -> (words: String, level: Int)? {
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
        guard words.contains(where: \.isLetter) else { return nil }
        let known = type.fields(named: words)
        // An unknown line above everything else is the name of the institution or of the form.
        if known == nil, headings.isEmpty, facts.isEmpty, !hasNumber || !isLoud { return nil }
        if isLoud, !hasNumber, headings.isEmpty, let known, isName(ofForm: known, place) { return nil }
        let isApart = isBreak(place - 1) && isBreak(place + 1)
        if hasNumber, PastedName.depth(words) > 1, section.isOpen {
            // Functions are a section of their own wherever they stand; their headings become groups.
            if let known, known != section.field, !isGathering, case .rows = type.fields[known].kind {
                return (words, 2)
            }
            return known != nil || isLoud || leads(place) ? (words, 3) : nil
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

    /// The words of a line of plain text; nil for a line of another kind, and outside of the text.
    private func text(_ place: Int) -> String? {
        guard lines.indices.contains(place), case .text(let words) = lines[place] else { return nil }
        return words
    }

    /// Whether a line is the name of a field and nothing else, over a text.
    private func isLoneName(_ place: Int) -> Bool {
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
    private func standsOver(_ place: Int) -> Bool {
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
    /// may follow one another.
    private func hasSibling(_ place: Int) -> Bool {
        guard case .item(let mark, let words) = lines[place], !isNumbered || !PastedName.isLoud(words) else {
            return false
        }
        return [place - 1, place + 1].contains { place in
            guard lines.indices.contains(place), case .item(let other, _) = lines[place] else { return false }
            return other.kind == mark.kind
        }
    }

    /// Whether a list or a table follows.
    private func leads(_ place: Int) -> Bool {
        guard place + 1 < lines.count else { return false }
        switch lines[place + 1] {
        case .item, .table: return true
        default: return false
        }
    }

    private func isBreak(_ place: Int) -> Bool {
        guard lines.indices.contains(place) else { return true }
        if case .blank = lines[place] { return true }
        return false
    }

    /// Whether a field stands under a `##` of its own even below a section that gathers fields.
    private func isOwnSection(_ field: Int) -> Bool {
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

    private var isGathering: Bool { section.field.map { type.fields[$0].gathers } ?? false }

    private var isIdentification: Bool { section.field.map { type.fields[$0].key == .identification } ?? false }

    private var holdsRows: Bool {
        guard let field = isGathering ? section.part : section.field, case .rows = type.fields[field].kind else {
            return false
        }
        return type.fields[field].key != .log && type.fields[field].key != .signatures
    }

    // MARK: Facts

    private func isNamed(_ pair: PastedPair?) -> Bool { pair.map { type.fields(named: $0.label) != nil } ?? false }

    /// Adds a short fact to the front matter; `false` where it is none.
    ///
    /// `anywhere` tells whether it is one in any section. Otherwise only a fact of the document's control is.
    private mutating func fact(_ pair: PastedPair?, anywhere: Bool) -> Bool {
        guard let pair, let index = type.fields(named: pair.label) else { return false }
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
    private func yaml(_ value: String, _ field: Field, isShort: Bool) -> String? {
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
    private mutating func longFact(_ pair: PastedPair) -> Bool {
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

    // MARK: Ends

    /// Puts the letterhead below the heading of the facts, or below one of its own.
    private mutating func placeLetterhead(isNeeded: Bool) {
        let identification = type.field(.identification)
        if !letterhead.isEmpty || isNeeded {
            if let identification, !headings.isEmpty, type.fields(named: headings[0]) == identification,
                body.beginsWith(headings[0])
            {
                body.insert(letterhead, below: headings[0])
            } else {
                let name =
                    identification.map { type.fields[$0].label } ?? Localized(es: "Presentación", en: "Presentation")
                body.added += name[language]
                body.begin(name[language], letterhead)
            }
        }
        // Where all facts of a heading went to the front matter, a comment keeps it there.
        for (place, opened) in factsBefore.enumerated().reversed() {
            let next = place + 1 < factsBefore.count ? factsBefore[place + 1].count : facts.count
            if next > opened.count || place == 0 && type.fields(named: opened.heading) == identification,
                body.removeEmpty(opened.heading)
            {
                facts.insert("# " + opened.heading, at: opened.count)
            }
        }
    }

    /// The headings of the template that nobody filled and that the text gives.
    private mutating func withoutTemplate(_ tail: [String]) -> [String] {
        var kept: [String] = []
        var place = 0
        while place < tail.count {
            var end = place + 1
            while end < tail.count, !tail[end].hasPrefix("## ") { end += 1 }
            let part = tail[place..<end]
            let isEmpty = PastedLine.read(Array(part.dropFirst())).allSatisfy { line in
                switch line {
                case .blank: true
                case .verbatim(let text): text.trimmedASCII.isEmpty || PastedLine.isComment(text)
                default: false
                }
            }
            let field = type.fields(named: String(tail[place].dropFirst(3)).trimmedASCII)
            let isGiven = field.map { field in
                headings.contains { type.fields(named: $0) == field }
                    || body.names.contains { type.fields(named: $0) == field }
            }
            if isEmpty && isGiven == true { dropped += part.joined() } else { kept += part }
            place = end
        }
        return kept
    }
}
