import OficioSchema
import OficioSource

// Recognises competencies in pasted text: a name on a line of its own, its behaviours on the lines below it.
extension PastedText {
    /// Adds a line of a section of competencies: a name, a behaviour, or both with a colon between them. Returns
    /// false if the line is something else.
    mutating func readCompetency(_ words: String, _ place: Int) -> Bool {
        guard let rows = competencyRows, !section.isTable else { return false }
        if let grade = levelBelow(place) {
            taken.insert(place + 1)
            return addNamedCompetency(
                PastedPair(label: words, value: grade), rows, isHeading: hasCompetencyHeading || isDescribedBelow(place)
            )
        }
        if let pair = PastedPair(words), Self.details.contains(pair.label.folded), !pair.value.isEmpty {
            if !body.addParagraphToItem(words, of: nil) { body.addParagraph(words) }
            return true
        }
        // *Comunicación efectiva: …* only begins like the name of a field, and *Iniciativa: …* below another competency
        // is one too.
        if let pair = PastedPair(words), !pair.value.isEmpty,
            !type.understands(pair.label)
                || hasCompetencyHeading && type.fields(named: pair.label).map(isOfProfile) != true
                    && pair.label.split(separator: " ").count < 4
        {
            return addNamedCompetency(pair, rows, isHeading: hasBehaviours(place))
        }
        if let graded = Self.competencyWithLevel(words) {
            return addNamedCompetency(graded, rows, isHeading: hasBehaviours(place))
        }
        if section.hasMarks == true, !hasCompetencyHeading, words.hasSuffix("."),
            body.addParagraphToItem(words, of: nil)
        {
            return true
        }
        if isCompetencyName(place) {
            open((words, isGathering ? 4 : 3), keepsPart: true)
            return true
        }
        return false
    }

    /// Adds an item that has the name of a competency with its behaviour or level. Returns false if the item is
    /// something else.
    mutating func readCompetency(item words: String) -> Bool {
        guard let rows = competencyRows else { return false }
        if let graded = Self.competencyWithLevel(words), !hasCompetencyHeading {
            return addNamedCompetency(graded, rows)
        }
        guard let pair = PastedPair(words), !pair.value.isEmpty, !Self.details.contains(pair.label.folded),
            type.fields(named: pair.label).map(isOfProfile) != true
        else { return false }
        return addNamedCompetency(pair, rows)
    }

    /// Returns the name and the level in *Autocontrol (nivel 2)* or *Autocontrol – nivel 2*; nil for other lines.
    private static func competencyWithLevel(_ words: String) -> PastedPair? {
        let text = words.hasSuffix(")") ? String(words.dropLast()) : words
        guard let place = text.lastIndex(where: { "(–—-".contains($0) }), place != text.startIndex else { return nil }
        let grade = String(text[text.index(after: place)...]).trimmedASCII
        guard (text[place] == "(") == words.hasSuffix(")"),
            grade.folded.hasPrefix("nivel ") || grade.folded.hasPrefix("level "), grade.split(separator: " ").count == 2
        else { return nil }
        return PastedPair(label: String(text[..<place]).trimmedASCII, value: grade)
    }

    /// Whether the last heading is the name of a competency, so that items would be its behaviours.
    private var hasCompetencyHeading: Bool { body.lastHeading?.hasPrefix(isGathering ? "####" : "###") ?? false }

    /// The row type of the open section if its rows are competencies: references with a list below each; otherwise
    /// `nil`.
    private var competencyRows: RowType? {
        guard let field = isGathering ? section.part : section.field, case .rows(let rows) = type.fields[field].kind,
            rows.children != nil, case .references = rows.columns[rows.main].kind
        else { return nil }
        return rows
    }

    /// Folded labels of details about the preceding competency.
    private static let details: Set<String> = [
        "definicion", "descripcion", "concepto", "significado", "definition", "description",
    ]

    /// Whether the behaviours of a competency follow below its name.
    private func hasBehaviours(_ place: Int) -> Bool {
        guard lines.indices.contains(place + 1) else { return false }
        switch lines[place + 1] {
        case .item(_, let words, _): return Self.competencyWithLevel(words) == nil && PastedPair(words) == nil
        case .text(let words): return PastedPair(words).map { Self.details.contains($0.label.folded) } ?? false
        default: return false
        }
    }

    /// Returns the level in the line below the name of a competency, *Nivel Alto* for *Nivel: Alto*; nil if there is
    /// none.
    private func levelBelow(_ place: Int) -> String? {
        guard let words = text(place), PastedPair(words) == nil, isShortName(words),
            let pair = text(place + 1).flatMap({ PastedPair($0) }), ["nivel", "level"].contains(pair.label.folded),
            !pair.isBlank, (1...2).contains(pair.value.split(separator: " ").count)
        else { return nil }
        return pair.label + " " + pair.value
    }

    /// Whether lines below describe a competency with its level.
    private func isDescribedBelow(_ place: Int) -> Bool {
        guard lines.indices.contains(place + 2) else { return false }
        switch lines[place + 2] {
        case .item: return true
        case .text(let words):
            return levelBelow(place + 2) == nil && type.fields(named: words) == nil && !PastedName.isInCapitals(words)
        default: return false
        }
    }

    /// Adds a competency with a behaviour or a level, *Autocontrol: Mantiene la calma* or *Autocontrol: nivel 2*, and
    /// returns whether it did. `isHeading` means that its behaviours follow.
    private mutating func addNamedCompetency(_ pair: PastedPair, _ rows: RowType, isHeading: Bool = false) -> Bool {
        guard pair.label.split(separator: " ").count < 7 else { return false }
        let value = pair.value.last == "." ? String(pair.value.dropLast()) : pair.value
        let level = value.folded.hasPrefix("nivel ") || value.folded.hasPrefix("level ")
        let grade = level ? String(value.drop { $0 != " " }).trimmedASCII : value
        let isGraded = level || Self.grades.contains(grade.folded) || grade.allSatisfy(\.isNumber)
        if isGraded, isHeading || !hasCompetencyHeading, let column = rows.column(.level).map({ rows.columns[$0] }) {
            let name = column.label[language].lowercased()
            if level { dropped += value.prefix(5) }
            self.body.added += name
            let text = "\(pair.label) {\(name)=\(grade.contains(" ") ? "\"\(grade)\"" : grade)}"
            if isHeading {
                open((text, isGathering ? 4 : 3), keepsPart: true)
            } else {
                dropped += body.addItem(.paragraph, text)
            }
            return true
        }
        open((pair.label, isGathering ? 4 : 3), keepsPart: true)
        dropped += body.addItem(.paragraph, pair.value.escapingBlanks)
        return true
    }

    private static let grades: Set<String> = [
        "alto", "alta", "medio", "media", "bajo", "baja", "basico", "intermedio", "avanzado", "experto", "a", "b", "c",
        "d", "high", "medium", "low", "basic", "intermediate", "advanced", "expert",
    ]

    /// Whether a line is a short name above a sentence or a list.
    private func isCompetencyName(_ place: Int) -> Bool {
        guard let words = text(place), isShortName(words) else { return false }
        var below = place + 1
        while lines.indices.contains(below), isBreak(below) { below += 1 }
        guard lines.indices.contains(below) else { return false }
        switch lines[below] {
        case .item: return true
        case .text(let next):
            return !isShortName(next) && next.contains(where: \.isLetter) && type.fields(named: next) == nil
                && !PastedName.isInCapitals(next)
                && !PastedName.isNumbered(next)
        default: return false
        }
    }

    private func isShortName(_ words: String) -> Bool {
        guard let last = words.last, !".,;:".contains(last), words.first?.isUppercase == true else { return false }
        return words.split(separator: " ").count < 7 && type.fields(named: words) == nil
            && !PastedName.isNumbered(words)
    }
}
