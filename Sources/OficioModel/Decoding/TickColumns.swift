import Diagnostics
import OficioSchema
import OficioSource

/// The columns of a table that hold ticks: an X below *D* means that the task is done daily.
struct TickColumns {
    /// The code that each column of ticks stands for, as written in a cell.
    private(set) var codes: [Int: String] = [:]

    /// Finds the columns of ticks; `nil` if the table has no tick, or if a letter above a column stands for no known
    /// frequency. `list` has the frequencies of the form. `language` is that of the site, whose letters are tried
    /// first: *Q* is *Quincenal* or *Quarterly*.
    init?(_ table: TableBlock, _ list: CodeList?, _ language: Language) {
        var letters: [Int] = []
        for (place, header) in table.header.enumerated() where place > 0 {
            let cells = table.rows.map { $0.cells[place].plain.trimmedASCII }
            guard cells.allSatisfy({ Self.isMark($0) || Self.isBlank($0) }) else { continue }
            let words = header.plain.trimmedASCII
            if let code = Self.code(words, list, language) {
                codes[place] = code
                if words.count < 3 { letters.append(place) }
            } else if words.count == 1 {
                letters.append(place)
            }
        }
        let unknown = letters.filter { codes[$0] == nil }
        if !unknown.isEmpty {
            let heads = letters.map { table.header[$0].plain }
            guard letters.count > 1,
                let read = (language == .english ? Self.frequencies(heads, Self.english) : nil)
                    ?? Self.frequencies(heads, Self.initials)
            else { return nil }
            for (place, meaning) in zip(letters, read) where codes[place] == nil {
                let name = Frequencies.name(of: meaning, in: language).capitalizedFirst
                codes[place] = Self.code(name, list, language) ?? name
            }
        }
        let isUsed = table.rows.contains { row in
            codes.keys.contains { Self.isMark(row.cells[$0].plain.trimmedASCII) }
        }
        guard !codes.isEmpty, isUsed else { return nil }
    }

    /// Returns the cell that names the codes ticked in a row.
    func cell(of row: TableBlock.Row) -> Text {
        let marked = codes.keys.sorted().filter { Self.isMark(row.cells[$0].plain.trimmedASCII) }
        let place = marked.first ?? codes.keys.min() ?? 0
        return Text(marked.compactMap { codes[$0] }.joined(separator: ", "), span: row.cells[place].span)
    }

    /// Returns the code of `list` that a header names, or the words of a header that names a frequency without a
    /// code; without a list, the frequency that it names. Returns `nil` for any other header.
    private static func code(_ words: String, _ list: CodeList?, _ language: Language) -> String? {
        guard let list else {
            guard let read = FrequencyWords(words), read.meanings.count == 1 else { return nil }
            return Frequencies.name(of: read.meanings[0][0], in: language).capitalizedFirst
        }
        if case .codes(let found) = list.match(words), found.count == 1 { return list.codes[found[0]].code }
        if let found = list.understoodCodes(words), found.count == 1 { return list.codes[found[0]].code }
        return FrequencyWords(words) == nil ? nil : words
    }

    /// Returns the canonical frequencies that single letters stand for, from the most to the least frequent;
    /// `nil` if some letter stands for no frequency, or two letters for the same.
    private static func frequencies(_ letters: [String], _ initials: [String: [String]]) -> [String]? {
        var found: [String] = []
        for letter in letters {
            guard let known = initials[letter.folded] else { return nil }
            // *S* means semiannual after a column other than *Permanente* and *Diaria*, such as a first *S* for
            // weekly.
            let isLate = found.contains { $0 != "permanente" && $0 != "diaria" }
            guard let meaning = known.count > 1 && isLate ? known[1] : known.first, !found.contains(meaning) else {
                return nil
            }
            found.append(meaning)
        }
        return found
    }

    private static let initials: [String: [String]] = [
        "p": ["permanente"], "d": ["diaria"], "s": ["semanal", "semestral"], "q": ["quincenal"], "m": ["mensual"],
        "b": ["bimestral"], "t": ["trimestral"], "c": ["cuatrimestral"], "a": ["anual"], "e": ["eventual"],
        "o": ["ocasional"], "w": ["semanal"], "y": ["anual"],
    ]
    private static let english: [String: [String]] = [
        "p": ["permanente"], "d": ["diaria"], "w": ["semanal"], "f": ["quincenal"], "m": ["mensual"],
        "b": ["bimestral"], "q": ["trimestral"], "h": ["semestral"], "y": ["anual"], "a": ["anual"],
        "o": ["ocasional"],
    ]

    private static func isMark(_ cell: String) -> Bool {
        ["x", "xx", "si", "yes"].contains(cell.folded)
            || ["✓", "✔", "✗", "✘", "☒", "☑", "●", "•", "*", "√"].contains(cell)
    }

    private static func isBlank(_ cell: String) -> Bool {
        ["", "-", "–", "—", "no", "☐", "○", "&nbsp;", "\u{A0}"].contains(cell.lowercased())
    }
}
