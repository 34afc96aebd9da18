import Diagnostics
import OficioSchema
import OficioSource

// Reads forms in pasted text: tables of labels and values, and tables of people who sign.
extension PastedText {
    /// Returns the first line of text or fact below the name of a form. Between the name and the facts may stand up to
    /// three lines of a letterhead: the institution, its address.
    func firstWords(below place: Int, of field: Int) -> String? {
        let below = lines[(place + 1)...].lazy.filter { if case .blank = $0 { false } else { true } }.prefix(4)
        let words = Array(below).map(firstFact)
        guard let first = words.first, let first else { return nil }
        if type.fields[field].key == .requirements { return first }
        for words in words {
            guard let words else { break }
            if PastedPair(words).map({ !$0.value.isEmpty && type.fields(named: $0.label) != nil }) ?? false {
                return words
            }
            let isLetterhead =
                words.split(separator: " ").count <= 10 && words.last.map { !".:;".contains($0) } ?? false
                && type.fields(named: words) == nil
            if !isLetterhead { break }
        }
        return first
    }

    /// Returns a line of text, or the first label of a form with its value; nil for other lines, and for a form with
    /// labels above the values.
    private func firstFact(_ line: PastedLine) -> String? {
        switch line {
        case .text(let words): return words
        case .form(let rows, _):
            guard let cells = LabelledCells(rows, isLabel: type.isLabel), !cells.areAbove else { return nil }
            return cells.pairs.first.map { $0.label + ": " + $0.value }
        default: return nil
        }
    }

    /// Reads a form inside a section of a document. Returns the lines for the front matter and the text that stays in
    /// the section.
    ///
    /// `given` are the fields that the document sets elsewhere, with their text. `field` is the section's field,
    /// `nil` for a section of the author's own. Returns `nil` if the rows are no form, or have nothing for the front
    /// matter.
    package static func form(
        _ rows: [[String]], _ type: DocumentType, given: [Int: String], in field: Int?, _ language: Language
    ) -> (facts: [String], rest: [String])? {
        guard PastedPeople(rows, type) != nil || LabelledCells(rows, isLabel: type.isLabel) != nil else { return nil }
        var text = PastedText(rows, type, given, field, language)
        text.read(form: rows, [], 0)
        if text.facts.isEmpty && text.body.names.isEmpty && text.dropped.isEmpty { return nil }
        return (text.facts, text.letterhead.flatMap { [$0, ""] } + text.body.lines)
    }

    /// Whether rows of cells name the people who prepared, reviewed and approved a document.
    package static func isAboutPeople(_ rows: [[String]], _ type: DocumentType) -> Bool {
        PastedPeople(rows, type) != nil
    }

    private init(
        _ rows: [[String]], _ type: DocumentType, _ given: [Int: String], _ field: Int?, _ language: Language
    ) {
        self.type = type
        self.language = language
        lines = [.form(rows, [])]
        evidence = PastedEvidence([], type)
        values = given
        opensSections = false
        if let field, type.fields[field].key == .signatures {
            section = Section(field: field, isStructural: false, isOpen: true)
        }
    }

    /// Reads the cells of a form. `lines` are the same lines without facts, for places where facts may not stand.
    mutating func read(form rows: [[String]], _ lines: [PastedLine], _ place: Int) {
        if let signed = PastedPeople(rows, type), addSigners(signed, given: rows.map { $0.joined() }.joined()) {
            return
        }
        guard let cells = LabelledCells(rows, isLabel: type.isLabel), mayHold(cells) else {
            for line in lines { read(plainly: line, place) }
            return
        }
        dropped += cells.titles
        // Below the heading of a text, labels of texts name its parts.
        let beginsText = section.isStructural && !isIdentification && isText && body.endsWithHeading
        var long: [PastedPair] = []
        for pair in cells.pairs {
            let pair = PastedPair(label: pair.label, value: inOneLine(pair.value))
            if pair.value.isEmpty || pair.isBlank {
                if !addBlankFact(pair) { readPlain(pair.label + (pair.value.isEmpty ? "" : ": " + pair.value), place) }
            } else if isOfOpenSection(pair) && addLongFact(pair) || addFact(pair, anywhere: true)
                || isGathering && opensSections == false && addLongFact(pair)
            {
                continue
            } else if opensSections, let index = field(of: pair), values[index] == nil,
                isGathering ? !type.fields[index].kind.isOneFact : type.fields[index].kind.isText
            {
                long.append(pair)
            } else {
                let name = PastedName.withoutNumber(pair.label)
                dropped += pair.label.prefix(pair.label.count - name.count)
                readPlain(name + ": " + pair.value, place)
            }
        }
        if beginsText, body.endsWithHeading, !section.hasFacts {
            for pair in long {
                body.addHeading(pair.label, 3)
                body.addParagraph(pair.value)
            }
            return
        }
        // A section would take in the facts after it, so sections come last.
        for pair in long {
            section = Section(field: field(of: pair), isStructural: false, isOpen: true)
            headings.append(pair.label)
            body.addHeading(declared(pair.label), 2)
            if holdsRows {
                dropped += body.addItem(.paragraph, pair.value.escapingBlanks)
            } else {
                body.addParagraph(pair.value)
            }
        }
    }

    /// Whether the field of the open section is a text without parts of its own.
    private var isText: Bool {
        guard let field = section.field, !type.fields[field].gathers, case .markdown = type.fields[field].kind else {
            return false
        }
        return true
    }

    /// Whether the facts of a form may go to the front matter: among other facts, at the start of a section whose
    /// field is not rows, or if they are control data.
    private func mayHold(_ cells: LabelledCells) -> Bool {
        let known = cells.pairs.filter { type.isLabel($0.label) }
        if known.allSatisfy(isOfControl) { return true }
        // Below a heading of requirements, labels above their values are the columns of a table.
        if cells.areAbove, section.isStructural, !isIdentification { return isGathering && hasOnlyParts(cells) }
        if mayHoldFacts { return true }
        guard body.endsWithHeading, known.count > 1, (section.part ?? section.field).map(isOfProfile) != true else {
            return false
        }
        return section.field.map { if case .markdown = type.fields[$0].kind { true } else { false } } ?? true
    }

    /// Whether a label names a part of the open section of requirements. A fact with the label stays in the section.
    private func isOfOpenSection(_ pair: PastedPair) -> Bool {
        isGathering && !isIdentification && section.isStructural && field(of: pair).map(isOwnSection) == false
    }

    /// Whether all labels of a form name different parts of the open section.
    private func hasOnlyParts(_ cells: LabelledCells) -> Bool {
        let fields = cells.pairs.map { type.fields(named: $0.label) }
        return section.part == nil && body.endsWithHeading && Set(fields).count == fields.count
            && fields.allSatisfy { $0.map { !isOwnSection($0) && !type.fields[$0].kind.isOneFact } ?? false }
    }

    /// Reads a line of a table that may not be read as a form: as a table, an item or text, or as facts where facts
    /// may stand.
    private mutating func read(plainly line: PastedLine, _ place: Int) {
        switch line {
        case .table(let table): add(table)
        case .verbatim(let text): body.addVerbatim(text)
        case .facts(let pieces):
            for piece in pieces where !addFact(PastedPair(piece), anywhere: mayHoldFacts) { readPlain(piece, place) }
        case .text(let words):
            if let pair = PastedPair(words), sectionHasListMarkers, readLabelled(pair, place) { return }
            readPlain(words, place)
        case .item(let mark, let words, let item): dropped += body.addItem(mark, words.escapingBlanks, item)
        case .blank, .form: body.addBlankLine()
        }
    }

    /// Returns the value of a cell in one line, with commas in place of its line breaks.
    private func inOneLine(_ value: String) -> String {
        value.components(between: "<br>").joined(separator: ", ").replacing(",, ", with: ", ").replacing(
            "., ", with: ". "
        )
        .replacing(";, ", with: "; ")
    }

    /// Adds a label that the form leaves blank, or drops it if the field already has a value; returns `false` if the
    /// front matter may not have its field.
    mutating func addBlankFact(_ pair: PastedPair) -> Bool {
        guard let index = type.fields(named: pair.label),
            type.fields[index].kind.isOneFact || PastedPeople.fields.contains(type.fields[index].key)
        else { return false }
        if values[index] != nil {
            dropped += pair.label
            return true
        }
        let name = PastedName.withoutNumber(pair.label)
        dropped += pair.label.prefix(pair.label.count - name.count)
        facts.append("\(name):")
        section.hasFacts = true
        return true
    }

    // MARK: People who sign

    /// Adds people who sign: as rows of signatures if the type has them, otherwise as facts. `given` is the original
    /// text. Returns false if some of the text would be lost.
    mutating func addSigners(_ signed: PastedPeople, given: String) -> Bool {
        let signatures = type.field(.signatures)
        if signatures == nil, signed.people.contains(where: { values[$0.field] != nil }) { return false }
        let languages = signatures.flatMap { type.fields[$0].kind.columns } ?? []
        var dates: [(label: String, text: String)] = []
        var others: [String] = []
        for person in signed.people where !person.date.isEmpty {
            let key = PastedPeople.dateField(of: type.fields[person.field].key)
            guard let field = key.flatMap({ type.field($0) }), values[field] == nil else {
                let name = language == .spanish ? "fecha" : "date"
                others.append("\(person.label), \(name): \(person.date)")
                continue
            }
            dates.append((type.fields[field].label[language], person.date))
            values[field] = person.date
        }
        dropped += given
        for (label, text) in dates { add("\(label): \(PastedName.yamlScalar(text, inList: false))") }
        defer {
            for other in others {
                body.added += other
                body.addParagraph(other)
            }
        }
        if let signatures {
            if section.field != signatures {
                let name = type.fields[signatures].label[language]
                body.added += name
                open((name, 2))
            }
            let areNamed = signed.people.contains { !$0.name.isEmpty || !$0.role.isEmpty }
            let columns = ["label", "name", "role"].filter { id in
                id == "label" || !areNamed
                    || signed.people.contains { id == "name" ? !$0.name.isEmpty : !$0.role.isEmpty }
            }
            let header = columns.compactMap { id in languages.first { $0.id == id }?.label[language] }
            let table =
                [header]
                + signed.people.map { person in
                    columns.map { $0 == "label" ? person.label : $0 == "name" ? person.name : person.role }
                }
            body.added += table.map { $0.joined() }.joined()
            body.addTable(table)
            return true
        }
        for person in signed.people where person.name.isEmpty && person.role.isEmpty {
            if addBlankFact(PastedPair(label: person.label, value: "")) { body.added += person.label }
        }
        for group in Self.groupedByField(signed.people) {
            guard let columns = type.fields[group[0].field].kind.columns else { continue }
            let people = group.map { person in
                let parts = [("name", person.name), ("role", person.role)].compactMap { id, value -> String? in
                    guard !value.isEmpty, let column = columns.first(where: { $0.id == id }) else { return nil }
                    return "\(column.label[language].lowercased()): \(PastedName.yamlScalar(value, inList: true))"
                }
                return "{" + parts.joined(separator: ", ") + "}"
            }
            values[group[0].field] = people.joined()
            add("\(group[0].label): [\(people.joined(separator: ", "))]")
        }
        return true
    }

    /// Reads lines of a log whose labels are its columns, *Versión: 01*, *Fecha: …*, *Cambio: …*, as a table. Returns
    /// false if the line is not the first line of the log.
    mutating func readChanges(_ words: String, _ place: Int) -> Bool {
        guard let field = section.field, type.fields[field].key == .log, case .rows(let rows) = type.fields[field].kind
        else { return false }
        var cells: [[String]] = []
        var next = place
        while let pair = text(next).flatMap({ PastedPair($0) }), !pair.isBlank,
            let column = rows.columns.place(of: pair.label.folded),
            !cells.contains(where: { rows.columns.place(of: $0[0].folded) == column })
        {
            cells.append([pair.label, pair.value])
            next += 1
        }
        guard cells.count > 1 else { return false }
        taken.formUnion(place..<next)
        body.addTable([cells.map { $0[0] }, cells.map { $0[1] }])
        return true
    }

    private mutating func add(_ fact: String) {
        facts.append(fact)
        section.hasFacts = true
        body.added += fact
    }

    /// Returns people grouped by field, in order, without people who have neither name nor role.
    private static func groupedByField(_ people: [PastedPeople.Person]) -> [[PastedPeople.Person]] {
        var groups: [[PastedPeople.Person]] = []
        for person in people where !(person.name.isEmpty && person.role.isEmpty) {
            if let place = groups.firstIndex(where: { $0[0].field == person.field }) {
                groups[place].append(person)
            } else {
                groups.append([person])
            }
        }
        return groups
    }
}

extension FieldKind {
    fileprivate var isText: Bool { if case .markdown = self { true } else { false } }

    /// The columns of a kind that is a table of rows; nil for other kinds.
    fileprivate var columns: [Field]? { if case .rows(let type) = self { type.columns } else { nil } }
}

extension String {
    /// Returns the parts between the occurrences of a separator.
    fileprivate func components(between separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]).trimmedASCII)
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest).trimmedASCII]
    }
}
