import OficioSchema
import OficioSource

/// Facts about the whole of a pasted text. They decide how the program reads single lines of it.
struct PastedEvidence {
    /// Whether headings are numbered and in capitals: `II. OBJETIVO`. A line without a number is then no section.
    private(set) var isNumbered = false
    /// Whether the whole text is in capitals, which then show no headings.
    private(set) var isShouted = false
    /// The lines with numbered headings in lower-case letters, such as `2. Funciones:`. The set is empty unless most
    /// numbered lines are names of fields.
    private(set) var sections: Set<Int> = []
    /// The lines of text inside an item of a numbered list, with the line of the item.
    private(set) var insides: [Int: Int] = [:]

    /// The multipart numbers that the text cites: *según el numeral 4.2*.
    private var citedNumbers: [[Int]] = []

    private let lines: [PastedLine]

    init(_ lines: [PastedLine], _ type: DocumentType) {
        self.lines = lines
        isNumbered = lines.contains { line in
            switch line {
            case .text(let words): PastedName.isNumbered(words) && PastedName.isInCapitals(words)
            case .item(let mark, let words, _): mark.isNumber && PastedName.isInCapitals(words)
            default: false
            }
        }
        isShouted = areShouted
        sections = numberedSections(type)
        insides = linesInsideItems(type)
        citedNumbers = lines.flatMap { line -> [[Int]] in
            switch line {
            case .text(let words), .item(_, let words, _): Self.citedNumbers(words)
            case .table(let table): table.rows.joined().flatMap(Self.citedNumbers)
            default: []
            }
        }
    }

    /// Whether nearly all lines of several words are in capitals, and there are some.
    private var areShouted: Bool {
        let texts = lines.compactMap { line -> String? in
            switch line {
            case .text(let words), .item(_, let words, _): words.split(separator: " ").count > 3 ? words : nil
            default: nil
            }
        }
        return texts.count > 3 && texts.count { !PastedName.isInCapitals($0) } * 10 <= texts.count
    }

    // MARK: Cited numbers

    /// Whether the text cites the multipart number of an item, or of another item of its list. A list with a cited
    /// number keeps its numbers as typed.
    func isCited(_ mark: ListMarker) -> Bool {
        mark.path.count > 1
            && citedNumbers.contains { $0.count == mark.path.count && $0.dropLast() == mark.path.dropLast() }
    }

    private static func citedNumbers(_ words: String) -> [[Int]] {
        let parts = words.split(separator: " ")
        return zip(parts, parts.dropFirst()).compactMap { name, number in
            guard names.contains(String(name).folded) else { return nil }
            let figures = number.split(separator: ".").map { $0.prefix { $0.isASCII && $0.isNumber } }
            let path = figures.compactMap { Int($0) }
            return path.count > 1 && path.count == figures.count ? path : nil
        }
    }

    /// Folded nouns before cited numbers, such as *numeral*, *apartado* and *paso*.
    private static let names: Set<String> = [
        "numeral", "numerales", "apartado", "apartados", "inciso", "incisos", "punto", "puntos", "paso", "pasos",
        "section",
        "sections", "step", "steps", "clause", "clauses", "item", "items", "point", "points",
    ]

    // MARK: Numbers of sections

    /// Returns the lines such as `1. Identificación:` or `2. Objetivo: Cobrar.`, if their numbers count through the
    /// whole text: most of them precede names of fields, and no name of a field stands alone on its line.
    private func numberedSections(_ type: DocumentType) -> Set<Int> {
        var found: [(place: Int, number: Int)] = []
        // Items of lists inside the sections count from one, so only names of fields show where the sections end.
        var others: [(place: Int, number: Int)] = []
        var known = 0
        for (place, line) in lines.enumerated() {
            switch line {
            case .text(let words) where !PastedName.isNumbered(words) && type.isLabel(words): return []
            case .text(let words) where PastedName.isNumbered(words) && PastedName.isInCapitals(words): return []
            case .item(let mark, let words, _) where mark.path.count == 1 && PastedName.isInCapitals(words): return []
            case .item(let mark, let words, let item):
                guard mark.path.count == 1, let number = mark.path.first, number > found.last?.number ?? 0,
                    item.indent == 0
                else { continue }
                if type.isLabel(PastedPair(words)?.label ?? words) {
                    for next in ((found.last?.number ?? 0) + 1)..<number {
                        guard let other = others.last(where: { $0.number == next }) else { return [] }
                        found.append(other)
                    }
                    found.append((place, number))
                    known += 1
                    others = []
                } else {
                    others.append((place, number))
                }
            default: continue
            }
        }
        return known > 1 && known * 2 > found.count && found[0].number == 1 ? Set(found.map(\.place)) : []
    }

    // MARK: Text inside items

    /// Returns the lines of text between an item and its successor that belong to the item: a sentence, or words over
    /// an inner list.
    private func linesInsideItems(_ type: DocumentType) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for (place, line) in lines.enumerated() {
            guard case .item(let mark, _, let item) = line, !mark.path.isEmpty, !sections.contains(place),
                let end = next(after: place, mark, item)
            else { continue }
            for other in (place + 1)..<end where found[other] == nil && staysInside(other, before: end, item, type) {
                found[other] = place
            }
        }
        // A label that several earlier items have belongs to the last item too.
        let labels = Set(found.keys.compactMap(label))
        for place in lines.indices where found[place] == nil {
            guard let label = label(place), labels.contains(label), place > 0 else { continue }
            if case .item(let mark, _, _) = lines[place - 1], mark.number != nil {
                found[place] = place - 1
            } else {
                found[place] = found[place - 1]
            }
        }
        return found
    }

    /// Returns the folded label of a line such as `Label: value`; nil for other lines.
    private func label(_ place: Int) -> String? {
        guard case .text(let words) = lines[place], Self.isFact(words) else { return nil }
        return PastedPair(words)?.label.folded
    }

    private static func isFact(_ words: String) -> Bool { PastedPair(words)?.value.isEmpty == false }

    /// Returns the line of the item with the next number; nil if a heading or another list comes first.
    private func next(after place: Int, _ mark: ListMarker, _ item: PastedLine.ItemPlace) -> Int? {
        for other in (place + 1)..<lines.count {
            switch lines[other] {
            case .item(let next, let words, let its):
                if next.kind == mark.kind, abs(its.indent - item.indent) < 2 {
                    let counts = next.path.count == mark.path.count && next.path.last == mark.path.last.map { $0 + 1 }
                    return counts && !PastedName.isInCapitals(words) ? other : nil
                }
            case .text(let words) where PastedName.isInCapitals(words): return nil
            case .verbatim(let text) where text.hasPrefix("#"): return nil
            default: continue
            }
        }
        return nil
    }

    /// Whether a line is the caption of a picture, or a placeholder for a picture: *Figura 2. El libro*, *[Captura]*.
    private static func isCaption(_ words: String) -> Bool {
        if words.hasPrefix("[") && words.hasSuffix("]") || words.hasPrefix("(") && words.hasSuffix(")") { return true }
        let parts = words.split(separator: " ")
        return parts.count > 1 && captions.contains(String(parts[0]).folded) && parts[1].first?.isNumber == true
    }

    private static let captions: Set<String> = [
        "figura", "fig", "imagen", "ilustracion", "foto", "fotografia", "tabla", "cuadro", "grafico", "figure", "image",
        "table",
    ]

    /// Whether a line below an item belongs to the item and is not a heading among the items.
    private func staysInside(_ place: Int, before end: Int, _ item: PastedLine.ItemPlace, _ type: DocumentType) -> Bool
    {
        guard case .text(let words) = lines[place], !type.isLabel(words), !PastedName.isNumbered(words) else {
            return false
        }
        // Words directly above the next item of the list are a heading among the items.
        let below = lines[(place + 1)...].firstIndex { if case .blank = $0 { false } else { true } }
        if below != end { return true }
        return words.hasSuffix(".") || words.hasSuffix(";") || Self.isCaption(words) || Self.isFact(words)
    }
}
