import OficioSchema
import OficioSource

// Reads the lines of a pasted text one after the other. The evidence of the whole text and the open section decide
// how to read a line; the first test with a result decides.
extension PastedText {
    mutating func read(_ place: Int) {
        current = place
        switch lines[place] {
        case .blank: body.addBlankLine()
        case .verbatim(let line):
            // Steps below headings of the author's, *### Cajera*, that stand under no section.
            if line.hasPrefix("###"), !holdsRows, standsOverItems(place) {
                openRows(type.field(.steps) == nil ? .functions : .steps)
            }
            body.addVerbatim(line)
        case .table(let table) where isLetterhead(table):
            for cell in table.rows.joined() where !cell.isEmpty && !addFact(PastedPair(cell), anywhere: true) {
                letterhead.append(cell)
            }
        case .table(let table):
            section.hasMarks = section.hasMarks ?? true
            add(table)
        case .form(let rows, let lines): read(form: rows, lines, place)
        case .item(let mark, let words, let item): read(mark, words, item, place)
        case .facts(let pieces):
            let isHead = headings.isEmpty && body.isEmpty && pieces.contains(where: PastedPageHeads.isPage)
            for piece in pieces where !addFact(PastedPair(piece), anywhere: mayHoldFacts) { readPlain(piece, place) }
            if isHead { factsOfHead = facts.count }
        case .text(let words): read(words, place)
        }
    }

    /// Whether a table before all text holds the name of the institution and control data of the document, each in a
    /// cell of its own: *Manual de Puestos*, *Código: MP-01*.
    private func isLetterhead(_ table: PasteTable) -> Bool {
        guard !section.isOpen, headings.isEmpty, body.isEmpty, table.rows.count < 6 else { return false }
        let pairs = table.rows.joined().compactMap { PastedPair($0) }
        return pairs.contains(where: isOfControl) && pairs.allSatisfy { isNamed($0) && !$0.value.isEmpty }
    }

    // MARK: Text

    /// Reads a line of text. Tries, in this order: a part of an item, people who sign, a row of the log, a question
    /// or its answer, a competency, a label with its value, a heading, the letterhead, an entry or a paragraph of the
    /// section.
    private mutating func read(_ words: String, _ place: Int) {
        if evidence.insides[place] != nil, body.addParagraphToItem(words, of: evidence.insides[place].flatMap(mark)) {
            return
        }
        if readSignatures(words, place) || readPeople(words, place) || readChanges(words, place)
            || readAnswer(words, place)
            || readCompetency(words, place)
        {
            return
        }
        let pair = labelWithValueBelow(place) ?? PastedPair(words)
        if let pair, isTitle(pair, place) { return letterhead.append(words.withoutStars) }
        if let pair, readLabelled(pair, place) { return }
        if let heading = headingWords(words, place) {
            if standsOver(place), let value = text(place + 1), let pair = PastedPair(heading.words + ": " + value) {
                taken.insert(place + 1)
                if addFact(pair, anywhere: true) { return }
                return readPlain(pair.label + ": " + pair.value, place)
            }
            return open(heading)
        }
        if let pair, addOwnSection(pair, place) { return }
        // *Empleado* over the first steps of a text that has no heading for them.
        if !holdsRows, leads(place), case .item(let mark, _, _) = lines[place + 1], mark.number == 1,
            ActorWords.startsName(words), !words.hasSuffix("."), words.split(separator: " ").count < 8
        {
            openRows(.steps)
        }
        if isPart(words, place) { return open((words.withoutColon, 3)) }
        if !section.isOpen, haveNoFacts, body.isEmpty, words.count < 120, !words.hasSuffix("."),
            pair == nil || !isNamed(pair)
        {
            return letterhead.append(words.withoutStars)
        }
        readPlain(words, place)
    }

    /// Whether a label before all text has the name of the procedure, followed by steps or sections: *PROCEDIMIENTO:
    /// PAGO DE VIÁTICOS*.
    private func isTitle(_ pair: PastedPair, _ place: Int) -> Bool {
        guard !section.isOpen, body.isEmpty, !pair.value.isEmpty, !pair.isBlank, namesSteps(pair) else { return false }
        let isName = pair.value.last.map { !".,;:".contains($0) } ?? false && !PastedName.isInfinitive(pair.value)
        if isName, lines.indices[(place + 1)...].count(where: isLoneName) > 1 { return true }
        return lines[(place + 1)...].contains { line in
            switch line {
            case .item, .table, .form: true
            default: false
            }
        }
    }

    /// Whether the label of a pair is a name of the field of the steps.
    func namesSteps(_ pair: PastedPair) -> Bool {
        type.fields(named: pair.label).map { type.fields[$0].key == .steps } ?? false
    }

    /// Reads `Label: value` as a fact, a section, a group of functions or a blank to fill in; returns `false` if the
    /// pair can be none of these in its place.
    mutating func readLabelled(_ pair: PastedPair, _ place: Int) -> Bool {
        // Below functions or steps, a line to fill in by hand stays in its place.
        if pair.isBlank { return (mayHoldFacts || !holdsRows && isOfControl(pair)) && addBlankFact(pair) }
        if pair.value.isEmpty { return false }
        if holdsGroups, FrequencyWords(pair.label) != nil {
            open((pair.label, 3))
            dropped += body.addItem(.paragraph, pair.value.escapingBlanks)
            return true
        }
        return addFact(pair, anywhere: false, place) || addLongFact(pair, place)
    }

    mutating func readPlain(_ words: String, _ place: Int) {
        // A row of lines to sign on has no words.
        if !words.contains(where: { $0.isLetter || $0.isNumber }) { return }
        if !section.isOpen, body.isEmpty { return letterhead.append(words.withoutStars) }
        if holdsRows, describesJob(place) || PastedTitle.isEnd(words) { return body.addParagraph(words) }
        if holdsRows, isOverItems(words, place) { return _ = body.addItem(.paragraph, words.escapingBlanks) }
        let standsAmongOthers = text(place - 1) != nil || text(place + 1) != nil
        if holdsRows, !sectionHasListMarkers, !leadsOver(words, place),
            words.hasSuffix(".") || words.hasSuffix(";") || standsAmongOthers && words.count < 120,
            !words.hasSuffix(":")
        {
            section.hasMarks = false
            _ = body.addItem(.paragraph, words.escapingBlanks)
        } else {
            body.addParagraph(words)
        }
    }

    /// Whether a sentence alone below *Descripción del trabajo* describes the job, because another heading of the
    /// same field has its rows.
    private func describesJob(_ place: Int) -> Bool {
        guard body.endsWithHeading, isBreak(place + 1), let heading = headings.last?.folded,
            ["descripcion", "description"].contains(where: heading.hasPrefix)
        else { return false }
        return lines[(place + 1)...].contains { line in
            guard case .text(let words) = line, words.withoutColon.count < 60 else { return false }
            return type.fields(named: words.withoutColon) == section.field && section.field != nil
        }
    }

    /// Whether the items of the open section have list markers, so that a line without one ends the list.
    var sectionHasListMarkers: Bool { section.hasMarks == true }

    /// Whether a line introduces the list directly below it, and is not an item with an inner list: *El cajero hace
    /// lo siguiente.*
    private func leadsOver(_ words: String, _ place: Int) -> Bool {
        section.hasMarks == nil && leads(place) && !PastedName.isInfinitive(words)
    }

    // MARK: Items

    private mutating func read(_ mark: ListMarker, _ words: String, _ item: PastedLine.ItemPlace, _ place: Int) {
        let written = mark.written + " " + words
        if mark.isFunction, !holdsRows { openRows(type.field(.functions) == nil ? .steps : .functions) }
        if evidence.sections.contains(place) { return openLabelledSection(written, mark) }
        if opensSection(mark, words, place) { return openLabelledSection(written, mark) }
        let isEntry = holdsRows && PastedName.isInfinitive(words)
        if let number = mark.number, !isEntry, !hasSibling(place), !isFact(words) {
            if let heading = headingWords(written, place) {
                // *2.0* is the second section.
                return open(heading, number: number == 0 ? mark.path.first : number)
            }
            let isShort = words.split(separator: " ").count <= 8 && words.last.map { !".,;:".contains($0) } ?? false
            if mark.kind == "1", number == lastNumber + 1, lastNumber > 0, isShort {
                return open((written, 2), number: number)
            }
            if mark.kind != "1", section.isOpen, isShort, leads(place) { return open((written, 3)) }
        }
        if let pair = PastedPair(words), !pair.value.isEmpty, type.fields(named: pair.label) != nil {
            if isIdentification {
                if !addFact(pair, anywhere: true) { body.addParagraph(words) }
                return dropped += mark.digits
            }
            if isGathering, !isRestOfItems(pair), addLongFact(pair) {
                return dropped += mark.digits
            }
        }
        if readCompetency(item: words) { return dropped += mark.digits }
        var item = item
        if answerRows != nil, section.hasMarks == true, section.partTypography == nil, !mark.isNumber,
            !words.contains("?")
        {
            item.indent += 4
        }
        section.hasMarks = section.hasMarks ?? true
        if mark.isShown, !mark.isStep, namesDocuments {
            dropped += mark.digits + body.addItem(.paragraph, words.escapingBlanks, item)
            return
        }
        let mark = evidence.isCited(mark) ? mark.typed : mark
        dropped += body.addItem(mark, words.escapingBlanks, item)
    }

    /// Whether an item names the rest of a list without parts: *Otros: licencia* below *Bachillerato.*
    private func isRestOfItems(_ pair: PastedPair) -> Bool {
        section.part == nil && Self.remainders.contains(pair.label.folded)
    }

    /// Whether each entry of the open section names a document, as a competency of the catalogue: *A) Orden* names
    /// *Orden*.
    private var namesDocuments: Bool {
        guard let field = isGathering ? section.part : section.field, case .rows(let rows) = type.fields[field].kind,
            case .references = rows.columns[rows.main].kind
        else { return false }
        return true
    }

    /// Whether an item with a label and its value has the number after the number of the last section, and no
    /// sibling: *3. Aplica a: todo el personal* below *2. COSTOS*.
    private func opensSection(_ mark: ListMarker, _ words: String, _ place: Int) -> Bool {
        guard let number = mark.number, mark.kind == "1", lastNumber > 0, number == lastNumber + 1, !hasSibling(place),
            let pair = PastedPair(words), !pair.value.isEmpty, !pair.isBlank
        else { return false }
        return pair.label.split(separator: " ").count < 6 && !PastedName.isInfinitive(pair.label)
    }

    /// Opens a section whose number and label precede its text: `2. Objetivo: Cobrar.`, `3. Funciones:`. A section
    /// that is a single fact becomes an entry of the front matter instead.
    private mutating func openLabelledSection(_ words: String, _ mark: ListMarker) {
        guard let pair = PastedPair(words), !pair.value.isEmpty else {
            return open((words.withoutColon, 2), number: mark.path.first)
        }
        if let index = field(of: pair), type.fields[index].kind.isOneFact, addFact(pair, anywhere: true) { return }
        open((pair.label, 2), number: mark.path.first)
        body.addParagraph(pair.value)
    }

    private func isFact(_ words: String) -> Bool {
        PastedPair(words).map { !$0.value.isEmpty && type.fields(named: $0.label) != nil } ?? false
    }

    private func mark(of place: Int) -> ListMarker? {
        guard case .item(let mark, _, _) = lines[place] else { return nil }
        return mark
    }

    // MARK: Questions

    /// Adds a line of a section of questions: a question or an answer. Returns `false` in other sections, and for a
    /// line that is neither.
    private mutating func readAnswer(_ words: String, _ place: Int) -> Bool {
        guard answerRows != nil else { return false }
        if let end = words.firstIndex(of: "?"),
            words.hasSuffix("?") || PastedName.withoutNumber(words).count < words.count
        {
            open((String(words[...end]), 3))
            let rest = String(words[words.index(after: end)...]).trimmedASCII
            if !rest.isEmpty { body.addParagraph(rest) }
            return true
        }
        guard !PastedName.isInCapitals(words), PastedPair(words).flatMap({ type.fields(named: $0.label) }) == nil,
            section.partTypography != nil || section.hasMarks == true
        else { return false }
        if section.hasMarks == true, body.addParagraphToItem(words, of: nil) { return true }
        body.addParagraph(words)
        return true
    }

    /// The row type of the open section if its rows are questions, each with an answer of several paragraphs;
    /// otherwise `nil`.
    private var answerRows: RowType? {
        guard let field = section.field, !isGathering, case .rows(let rows) = type.fields[field].kind,
            let children = rows.children, case .markdown = rows.columns[children].kind
        else { return nil }
        return rows
    }
}
