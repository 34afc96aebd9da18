import OficioSchema
import OficioSource

/// Finds dates that a sentence about the document itself states: *La presente política fue aprobada por la Junta el 4
/// de mayo de 2024*. The sentence stays in the text.
struct StatedDates {
    /// A date with the identifier of its field.
    struct Found {
        let field: String
        let date: CalendarDate
    }

    /// The dates, at most one for each field. A field for which sentences state several dates has none.
    private(set) var all: [Found] = []

    /// Reads paragraphs of a document. `headings` gives the heading above a paragraph, and whether it is in the head.
    init(_ outline: Outline, _ headings: ProseHeadings) {
        var dates: [String: Set<CalendarDate>] = [:]
        var order: [String] = []
        var heading = ""
        for index in 0..<outline.bodyCount where outline.paragraphs[index].cell == nil {
            let text = outline.text(of: outline.whole(index))
            if headings.level(index) != nil {
                heading = ProseHeadings.withoutNumber(text).folded
                continue
            }
            let isAbout = headings.isHead(index) || Self.sections.contains(heading)
            for sentence in Self.sentences(text) {
                for found in Self.dates(in: sentence, isAbout: isAbout) {
                    if dates[found.field] == nil { order.append(found.field) }
                    dates[found.field, default: []].insert(found.date)
                }
            }
        }
        all = order.compactMap { field in
            guard let found = dates[field], found.count == 1, let date = found.first else { return nil }
            return Found(field: field, date: date)
        }
    }

    /// Headings over what the document says about itself.
    private static let sections: Set<String> = [
        "aprobacion", "vigencia", "aprobacion y vigencia", "vigencia y aprobacion", "control", "control del documento",
        "control de documento", "entrada en vigencia", "entrada en vigor", "approval", "effective date",
    ]
    private static let documents: Set<String> = [
        "politica", "procedimiento", "protocolo", "manual", "instructivo", "reglamento", "norma", "normativa",
        "documento", "guia", "lineamiento", "directriz", "plan", "instruccion", "policy", "procedure", "document",
        "guideline", "protocol",
    ]
    /// Words that turn a sentence into one about another document, about a plan, or about a condition.
    private static let others: Set<String> = [
        "no", "sera", "seran", "debera", "deberan", "podra", "debe", "pendiente", "sin", "cuando", "si", "deroga",
        "derogo", "sustituye", "sustituyo", "reemplaza", "reemplazo", "modifica", "modificada", "modificado",
        "anterior",
        "not", "will", "must", "may", "if", "when", "replaces", "supersedes", "amended",
    ]
    private static let helpers: Set<String> = ["fue", "sido", "es", "was", "been", "is"]

    private static func sentences(_ text: String) -> [[String]] {
        var sentences: [[String]] = [[]]
        for word in text.split(separator: " ").map(String.init) {
            sentences[sentences.count - 1].append(word)
            if word.hasSuffix("."), word.count > 4 || word.dropLast().allSatisfy(\.isNumber) { sentences.append([]) }
        }
        return sentences.filter { $0.count > 2 }
    }

    private static func dates(in words: [String], isAbout: Bool) -> [Found] {
        let folded = words.map(\.folded)
        let names = folded.prefix(4).indices.filter { documents.contains(folded[$0]) }
        let own = names.contains { place in
            place > 0 && ["presente", "este", "esta", "this"].contains(folded[place - 1])
        }
        let verbs = folded.indices.compactMap { verb($0, folded) }
        guard own || isAbout && (!names.isEmpty || verbs.first?.place == 0),
            !folded.indices.contains(where: { others.contains(folded[$0]) && !isMonth($0, folded) })
        else { return [] }
        return verbs.indices.compactMap { index in
            let end = verbs.indices.contains(index + 1) ? verbs[index + 1].place : words.count
            let dates = days(in: Array(words[verbs[index].place..<end]))
            return dates.count == 1 ? Found(field: verbs[index].field, date: dates[0]) : nil
        }
    }

    /// Whether a word is the month of *4 May 2024* or *May 4, 2024*, and not the verb.
    private static func isMonth(_ place: Int, _ words: [String]) -> Bool {
        words[place] == "may"
            && [place - 1, place + 1].contains { words.indices.contains($0) && words[$0].first?.isNumber == true }
    }

    /// Returns the field of which the verb at a place speaks; nil if there is no such verb.
    private static func verb(_ place: Int, _ words: [String]) -> (place: Int, field: String)? {
        let before = place > 0 ? words[place - 1] : ""
        let isStart = place == 0 || helpers.contains(before)
        switch words[place] {
        case "aprobado", "aprobada", "approved": return isStart ? (place, "approved-on") : nil
        case "aprobo": return before == "se" ? (place, "approved-on") : nil
        case "revisado", "revisada", "actualizado", "actualizada", "reviewed", "updated":
            return isStart ? (place, "last-reviewed") : nil
        case "vigencia", "vigor", "force":
            let isEntry = before == "en" || before == "into"
            let entry = place > 1 ? words[place - 2] : ""
            return isEntry && ["entro", "entra", "entrara", "came", "comes"].contains(entry)
                ? (place, "effective") : nil
        case "rige", "vigente", "effective": return (place, "effective")
        default: return nil
        }
    }

    /// Returns the full dates among some words.
    private static func days(in words: [String]) -> [CalendarDate] {
        var found: [CalendarDate] = []
        var place = 0
        while place < words.count {
            let length = [5, 3, 1].first { length in
                guard place + length <= words.count else { return false }
                return day(words[place..<(place + length)]) != nil
            }
            if let length, let date = day(words[place..<(place + length)]) { found.append(date) }
            place += length ?? 1
        }
        return found
    }

    private static func day(_ words: ArraySlice<String>) -> CalendarDate? {
        let text = words.joined(separator: " ").trimmingSuffix { ".,;)".contains($0) }
        guard text.count >= 8, let first = text.first, words.count > 1 || first.isNumber,
            let reading = DateReading(text), !reading.hasOtherWords
        else { return nil }
        return DateReading.date(in: text)?.date
    }
}

extension String {
    /// Returns the text without the characters at its end that satisfy a condition.
    fileprivate func trimmingSuffix(while isLeftOut: (Character) -> Bool) -> String {
        var rest = self
        while let last = rest.last, isLeftOut(last) { rest.removeLast() }
        return rest
    }
}
