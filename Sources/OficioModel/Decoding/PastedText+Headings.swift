import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Recognises headings in pasted text and the fields that they name.
extension PastedText {
    /// Opens a section, or a part of the open section. `keepsPart` means that the heading names a row and not a
    /// field.
    mutating func open(_ heading: (words: String, level: Int), number: Int? = nil, keepsPart: Bool = false) {
        if heading.level == 2 {
            if let number { lastNumber = number }
            if let heading = continuingPart(heading.words) { return body.addHeading(heading, 3) }
            let field = fieldOfSection(heading.words)
            section = Section(
                field: field, isStructural: true, isOpen: true,
                typography: .init(heading.words), number: number ?? Int(heading.words.prefix { $0.isNumber }),
                isBox: field == nil && standsOverFacts(heading.words, current))
            let words = heading.words
            let line = field == nil ? words : declared(words)
            headings.append(words)
            return body.addHeading(line, 2)
        }
        if !keepsPart { section.part = type.fields(named: heading.words) }
        section.partTypography = section.partTypography ?? .init(heading.words)
        section.hasMarks = nil
        body.addHeading(heading.words, heading.level)
    }

    /// Returns the field that the heading of a section names; `nil` if it names none, or names people who sign but
    /// stands over a sentence.
    private func fieldOfSection(_ words: String) -> Int? {
        guard let field = type.fields(named: words) else { return nil }
        guard PastedPeople.fields.contains(type.fields[field].key),
            let below = lines.indices.dropFirst(current + 1).first(where: { !isBreak($0) }).flatMap(text)
        else { return field }
        return PastedPeople.isSentence(below) ? nil : field
    }

    /// Returns the heading as a part of the open section, if both name one field whose rows cannot be joined:
    /// *COMPETENCIAS CONDUCTUALES* after *COMPETENCIAS TÉCNICAS*; otherwise `nil`.
    private func continuingPart(_ words: String) -> String? {
        guard section.isOpen, section.isStructural, let field = section.field, type.fields(named: words) == field,
            case .rows(let rows) = type.fields[field].kind, rows.groupBy == nil, rows.continues.isEmpty
        else { return nil }
        return words
    }

    /// Returns a heading with the braces by which a type with sections of the author's own understands it, or the
    /// heading unchanged if braces are not needed or name no field: *3. DESARROLLO* becomes *3. DESARROLLO
    /// {campo=pasos}*. Counts the braces as added text.
    mutating func declared(_ words: String) -> String {
        guard type.keepsExtra, Heading.candidates(words).allSatisfy({ type.field(named: $0) == nil }),
            let index = type.sectionField(named: words),
            !headings.contains(where: { type.sectionField(named: $0) == index })
        else { return words }
        let name = type.fields[index].label[language]
        let mark = HeadingField.mark(name, isSpanish: language == .spanish)
        body.added += " " + mark
        return words + " " + mark
    }

    /// Returns the words and the level of a line that is a heading: bold or in capitals alone on its line, or the
    /// name of a field; nil for other lines.
    func headingWords(_ line: String, _ place: Int) -> (words: String, level: Int)? {
        guard var title = PastedTitle(line, type), !evidence.isShouted || title.isBold || isShoutedTitle(title, place)
        else { return nil }
        title.known = title.known.map(fieldInSection)
        return level(of: title, place).map { (title.words, $0) }
    }

    /// Returns the level of a line that may be a heading, 2 or 3; nil if it is no heading. The first test with a
    /// result decides.
    private func level(of title: PastedTitle, _ place: Int) -> Int? {
        if title.known == nil, headings.isEmpty, standsOverFacts(title.words, place) { return 2 }
        // An unknown line before everything else is the name of the institution or of the form.
        if title.known == nil, headings.isEmpty, haveNoFacts, !title.hasNumber || !title.isInCapitals {
            return (title.isInCapitals || place > 0 && isAlone(place)) && standsOverSentence(place) ? 2 : nil
        }
        if title.isInCapitals || lines[..<place].indices.allSatisfy(isBreak), !title.hasNumber, headings.isEmpty,
            let known = title.known, isName(ofForm: known, place)
        {
            return nil
        }
        let namesGroup = holdsGroups && !title.hasNumber && FrequencyWords(title.words) != nil
        if namesGroup, standsOverItems(place) || title.hasColon && text(place + 1) != nil { return 3 }
        if isSubNumbered(title.words, place) { return 3 }
        if title.hasNumber, PastedName.depth(title.words) > 1, section.isOpen { return level(ofPart: title, place) }
        // Otherwise the heading above would have no text.
        let isBelowTitle = section.isOpen && section.isStructural && !section.hasFacts && body.endsWithHeading
        if title.known == nil, isBelowTitle, title.standsOut || isAlone(place) && leads(place) { return 3 }
        if isNumbered { return level(amongNumbers: title, place) }
        if title.standsOut {
            guard let known = title.known else { return isPartHeading(title.line, place) ? 3 : 2 }
            return isGathering && !isOwnSection(known) ? 3 : 2
        }
        return level(inSmallLetters: title, place)
    }

    /// Whether a line follows a blank line, in a text where names of fields stand alone.
    private func isAlone(_ place: Int) -> Bool { namesStandAlone && isBreak(place - 1) }

    /// Returns the level of a heading with a multipart number, *3.1 Diarias*; `nil` if the line is no heading.
    private func level(ofPart title: PastedTitle, _ place: Int) -> Int? {
        // Functions are always a section of their own, and their headings become groups. *5.3 Autorización* among the
        // phases of *5. PROCEDIMIENTO* is a phase.
        if let known = title.known, known != section.field, !isGathering, case .rows = type.fields[known].kind {
            let key = type.fields[known].key
            let isPart =
                section.field.map { field in
                    // *VI.1.- Clientes internos* below *VI.- CARACTERÍSTICAS DEL ENTORNO*, a field of text.
                    if case .markdown = type.fields[field].kind { return key != .functions && key != .commonFunctions }
                    return type.fields[field].key == .steps
                } ?? false
            return isBelowSection(title) && (isPart || PastedPeople.fields.contains(key)) ? 3 : 2
        }
        return title.known != nil || title.isInCapitals || leads(place) || isOutlined(title, place) ? 3 : nil
    }

    /// Whether the number of a title continues that of its section: *5.3* below *5.*, *VI.1* below *VI.*
    private func isBelowSection(_ title: PastedTitle) -> Bool {
        if let number = section.number { return title.words.hasPrefix("\(number).") }
        guard let above = headings.last.map(Self.figures), !above.isEmpty else { return false }
        return above == Self.figures(title.words)
    }

    /// Returns the first number of a heading, in digits or as a Roman numeral; empty if it has none.
    private static func figures(_ words: String) -> Substring { words.prefix { $0.isNumber || "IVXL".contains($0) } }

    /// Whether a title is numbered below its section, over text of its own: *V.1.- Requisitos legales* below *V.-
    /// REQUISITOS*.
    private func isOutlined(_ title: PastedTitle, _ place: Int) -> Bool {
        guard let above = headings.last.map(Self.figures), section.isStructural, PastedName.depth(title.words) == 2,
            !above.isEmpty, above == Self.figures(title.words), !title.hasColon,
            !PastedName.isInfinitive(title.words),
            let below = text(place + 1) ?? (isBreak(place + 1) ? text(place + 2) : nil)
        else { return false }
        return !PastedName.isNumbered(below)
    }

    /// Returns the level of a heading in a text whose sections are numbered and in capitals; `nil` if the line is no
    /// heading.
    private func level(amongNumbers title: PastedTitle, _ place: Int) -> Int? {
        if title.isInCapitals, title.hasNumber { return PastedName.depth(title.words) > 1 ? 3 : 2 }
        if title.standsOut { return title.known.map(isOwnSection) ?? !section.isOpen ? 2 : 3 }
        // *Internas* over a table, *Conocimientos:* over a list.
        if isSubheading(title, place) || isGathering && title.known != nil && title.hasColon { return 3 }
        return holdsRows && !title.hasNumber && (title.hasColon || leads(place)) && title.isShort ? 3 : nil
    }

    /// Returns the level of a heading in lower-case letters without bold type; `nil` if the line is no heading.
    private func level(inSmallLetters title: PastedTitle, _ place: Int) -> Int? {
        if isSubheading(title, place) { return 3 }
        if let known = title.known, known != section.field, !isGathering, isOverTable(place, of: known) { return 2 }
        if namesOverValues.contains(place), title.known != section.field, section.typography?.isInCapitals != true {
            return 2
        }
        // An annex below the steps is a section: *Anexos* among names of fields over their texts.
        if namesOverValues.contains(place), title.known == nil { return 2 }
        let isAnnex = title.known == nil && Self.annexes.contains(title.words.folded)
        if isAnnex, !namesOverValues.isEmpty, text(place + 1) != nil || leads(place) { return 2 }
        // A name such as *Funciones periódicas:* among the groups of the functions is a group too.
        if holdsGroups, title.known == section.field, section.partTypography == .init(title.words) { return 3 }
        if title.hasColon, let known = title.known, isSection(known) { return 2 }
        if holdsRows, title.hasColon, !isOverItems(title.words, place) {
            let namesOpen = title.known != nil && title.known == (isGathering ? section.part : section.field)
            if namesOpen || title.isShort { return 3 }
        }
        let isAbove = isBreak(place - 1)
        if title.known != nil {
            if title.hasColon || title.hasNumber || isAbove && isBreak(place + 1) {
                return title.hasColon && isGathering ? 3 : 2
            }
            if sectionHasListMarkers, isAbove, isLoneName(place) { return 2 }
        }
        let isTitle = isLoneName(place) || isLoneTitle(title.words, place) || isOverTitles(title.words, place)
        return namesStandAlone && isAbove && isTitle ? 2 : nil
    }

    /// Whether a title names a part of the open section of requirements.
    private func isSubheading(_ title: PastedTitle, _ place: Int) -> Bool {
        isGathering && !isIdentification && isLoneName(place) && title.known.map { !isOwnSection($0) } ?? false
    }

    /// Whether a heading in capitals or bold type that names no field is a part of the open section: it looks like
    /// the other parts and not like the headings of sections, or the numbering of the list continues below it.
    private func isPartHeading(_ line: String, _ place: Int) -> Bool {
        guard section.isOpen, let own = section.typography else { return false }
        let typography = PastedName.Typography(line)
        if typography == section.partTypography || own.isInCapitals && !typography.isInCapitals { return true }
        guard let below = nearestMark(from: place, by: 1), let above = nearestMark(from: place, by: -1) else {
            return false
        }
        return below.path.count == 1 && above.path.count == 1 && below.path[0] == above.path[0] + 1
    }

    /// Returns the list marker of the nearest item of a numbered list above (`step` -1) or below (1); `nil` if a line
    /// in capitals comes first.
    private func nearestMark(from place: Int, by step: Int) -> ListMarker? {
        var other = place + step
        while lines.indices.contains(other) {
            switch lines[other] {
            case .item(let mark, _, _) where mark.path.count == 1: return mark
            case .text(let words) where PastedName.isInCapitals(words): return nil
            default: other += step
            }
        }
        return nil
    }

    /// Whether a line is an entry without a list marker that has an inner list: *Verificar:* over bullets, among
    /// *Recibir.*
    func isOverItems(_ words: String, _ place: Int) -> Bool {
        section.hasMarks == false && leads(place) && PastedName.isInfinitive(words)
    }

    /// Whether a line is a heading over a list inside a section of rows: short words over a list that starts from
    /// one.
    func isPart(_ words: String, _ place: Int) -> Bool {
        guard section.isOpen, leads(place), !PastedName.isInfinitive(words), words.first?.isLowercase == false,
            let last = words.last, !".,;:".contains(last), words.split(separator: " ").count <= 10
        else { return false }
        if PastedName.depth(words) > 1 { return true }
        // *Recursos Humanos* over the steps that it carries out, which go on counting.
        let isOfSteps = section.field.map { type.fields[$0].key == .steps } ?? false
        if isOfSteps, ActorWords.startsName(words), case .item(let mark, _, _) = lines[place + 1], mark.isNumber {
            return true
        }
        if isAlone(place), section.partTypography == .init(words) { return true }
        guard holdsRows, section.hasMarks != false, case .item(let mark, _, _) = lines[place + 1] else { return false }
        return mark.path.isEmpty || mark.path == [1]
    }

    /// Whether a line before all headings is a section and not the letterhead: it names a field, and a sentence or a
    /// list follows directly.
    private func standsOverSentence(_ place: Int) -> Bool {
        guard !isNumbered, let field = type.declaredTitleField, values[field] != nil else { return false }
        if leads(place), case .item = lines[place + 1] { return true }
        guard let below = text(place + 1) else { return false }
        return below.hasSuffix(".") && PastedPair(below) == nil && below.split(separator: " ").count > 2
            && !PastedName.isInCapitals(below)
    }

    /// Whether a label over text begins a section: its field has several lines, and the open section does not gather
    /// it.
    private func isSection(_ known: Int) -> Bool {
        if type.fields[known].gathers { return true }
        guard !isGathering || isOwnSection(known) else { return false }
        switch type.fields[known].kind {
        case .rows, .markdown, .group: return true
        default: return false
        }
    }

    /// Whether a short line over text has another kind of number or letter than the sections: *A.) Nivel educativo*
    /// below *FORMACIÓN*, *1.- Requisitos legales* below *IV. REQUISITOS*.
    private func isSubNumbered(_ words: String, _ place: Int) -> Bool {
        guard section.isOpen, section.isStructural, let mark = PastedName.enumerator(words),
            mark != section.typography?.enumerator, mark == .letter || section.typography?.enumerator != nil,
            PastedName.depth(words) == 1, words.split(separator: " ").count <= 12
        else { return false }
        return text(place + 1).map { PastedName.enumerator($0) != mark } ?? leads(place)
    }

    /// Returns the words of a line of plain text; nil for a line of another kind, and past the ends of the text.
    func text(_ place: Int) -> String? {
        guard lines.indices.contains(place), case .text(let words) = lines[place] else { return nil }
        return words
    }

    /// Whether a line before everything else is the name of the form: *PERFIL DEL PUESTO* or *Job description* over the
    /// facts of a job.
    private func isName(ofForm field: Int, _ place: Int) -> Bool {
        if isNumbered { return type.fields[field].gathers }
        guard type.fields[field].key != .identification else { return false }
        guard let words = firstWords(below: place, of: field) else { return false }
        let pair = PastedPair(words).flatMap { $0.value.isEmpty ? nil : $0 }
        if pair == nil, words.hasSuffix(".") || words.hasSuffix(":"), words.split(separator: " ").count > 2 {
            return false
        }
        if type.fields[field].key == .requirements {
            return type.fields(named: pair?.label ?? words).map { !isOfProfile($0) } ?? true
        }
        return pair.flatMap { pair in
            type.fields(named: pair.label).map { yaml(pair.value, type.fields[$0], isShort: false) != nil }
        } ?? false
    }

    /// Whether a line above or below has a number of the same kind, so that they are a list. Consecutive headings in
    /// capitals are not a list. Letters between two numbers belong to the first number.
    func hasSibling(_ place: Int) -> Bool {
        guard case .item(let mark, let words, _) = lines[place], !isNumbered || !PastedName.isInCapitals(words),
            !isOutlined(mark, words, place)
        else { return false }
        func kind(_ place: Int) -> String? {
            guard lines.indices.contains(place), case .item(let other, _, _) = lines[place] else { return nil }
            return other.kind
        }
        return [-1, 1].contains { step in
            var other = place + step
            while kind(other) == "a" { other += step }
            if kind(other) == mark.kind { return true }
            return hasAsides(beside: place, step) && kind(lineBeyond(asidesAt: place, step)) == mark.kind
        }
    }

    /// Whether an item is a title numbered below its section, with text or a list of its own: *2.1 Del concejo* below
    /// *2. FUNCIONES*, over *a) …*.
    private func isOutlined(_ mark: ListMarker, _ words: String, _ place: Int) -> Bool {
        guard mark.path.count == 2, let number = section.number, mark.path[0] == number,
            !PastedName.isInfinitive(words),
            let last = words.last, !".,;:".contains(last), words.split(separator: " ").count <= 8
        else { return false }
        switch lines.indices.contains(place + 1) ? lines[place + 1] : .blank {
        case .item(let next, _, _): return next.path.count != 2
        case .blank: return false
        default: return true
        }
    }

    /// Returns the nearest line above (`step` -1) or below (1) that is not a blank line, a picture or a quotation.
    private func lineBeyond(asidesAt place: Int, _ step: Int) -> Int {
        var other = place + step
        while isBreak(other) && lines.indices.contains(other) || isAside(other) { other += step }
        return other
    }

    /// Whether a picture or a quotation stands between a line and its nearest non-blank neighbour.
    private func hasAsides(beside place: Int, _ step: Int) -> Bool {
        let end = lineBeyond(asidesAt: place, step)
        return stride(from: place + step, to: end, by: step).contains(where: isAside)
    }

    private func isAside(_ place: Int) -> Bool {
        guard lines.indices.contains(place), case .verbatim(let text) = lines[place] else { return false }
        return text.isAside
    }

    /// Whether the next line with text is an item of a list, or numbered: *Diarias* over the daily functions.
    func standsOverItems(_ place: Int) -> Bool {
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

    /// Whether the lines belong to a field whose rows are grouped, such as functions by frequency.
    var holdsGroups: Bool {
        guard holdsRows, let field = isGathering ? section.part : section.field,
            case .rows(let rows) = type.fields[field].kind
        else { return false }
        return rows.groupBy != nil
    }

    /// Whether a list, a table or a form follows directly below a line.
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

    /// Folded titles of parts at the end of a document that are no fields.
    private static let annexes: Set<String> = [
        "anexo", "anexos", "apendice", "apendices", "annex", "annexes", "appendix", "appendices", "attachments",
    ]
}
