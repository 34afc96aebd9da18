import OficioModel
import OficioSchema
import OficioSource

/// Turns the cell of a sheet into the value of a field.
struct SheetCellReader {
    private let outline: Outline
    private let form: FormLabels
    private let settings: SiteSettings
    private let legend: SheetLegend
    private let items: TextItems

    init(_ outline: Outline, _ form: FormLabels, _ settings: SiteSettings, _ legend: SheetLegend) {
        self.outline = outline
        self.form = form
        self.settings = settings
        self.legend = legend
        items = TextItems(outline: outline)
    }

    mutating func value(_ stretches: [Stretch], _ kind: FieldKind, _ path: [Int], _ cell: LocatedDocument.CellValue?)
        -> FoundValue?
    {
        let joined = items.inOneLine(stretches)
        if joined.text.isEmpty { return nil }
        if NotApplicable.matches(joined.text, settings) { return .notApplicable(joined) }
        switch kind {
        case .date: return date(joined, cell)
        case .integer: return Int(joined.text) == nil ? .wrong(joined) : .text(joined)
        case .references(let kind):
            return .references(
                ReferenceTexts.splitAtSeparators(lines(stretches, .bullets), isMany: kind.isMany, stop: nil))
        case .list: return .list(lines(stretches, .all))
        case .markdown:
            let texts = lines(stretches, .bullets)
            return texts.count == 1 ? .blocks([joined]) : .blocks(texts)
        case .rows(let type): return rows(lines(stretches, .all), type, joined, path)
        case .text, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes, .codeList, .group:
            return .text(joined)
        }
    }

    /// Returns each line of the cell as one text, without the bullet or number before it, and each item of a line that
    /// holds a list.
    private func lines(_ stretches: [Stretch], _ signs: InlineList.Signs) -> [FoundText] {
        let all = stretches.flatMap { outline.paragraphs[$0.paragraph].lines.map { outline.lines[$0].stretch } }
        let signs = signs == .all && all.count > 1 ? .bullets : signs
        let texts = all.flatMap { line -> [FoundText] in
            let texts = items.items([line], strips: true, inLine: signs)
            if InlineList.items(of: outline.paragraphs[line.paragraph].text.slice(line.range), at: signs) != nil {
                return texts
            }
            guard var first = texts.first else { return [] }
            for more in texts.dropFirst() {
                first.text += " " + more.text
                first.stretches += more.stretches
                first.typedLabels += more.typedLabels
            }
            return [first]
        }
        return ListNesting(outline: outline).withNestingLevels(texts)
    }

    private func date(_ text: FoundText, _ cell: LocatedDocument.CellValue?) -> FoundValue {
        if case .date(let iso, _)? = cell, let date = CalendarDate(iso: String(iso.prefix(10))) {
            return .date(date, text)
        }
        if let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date { return .date(date, text) }
        // Read a bare serial number as a date, because Excel writes a date in a cell without a format as the
        // number of days since 30 December 1899.
        if let serial = Int(text.text), (20_000...80_000).contains(serial), let date = CalendarDate.dayOfSerial(serial)
        {
            return .date(date, text)
        }
        return .wrong(text)
    }

    private func rows(_ texts: [FoundText], _ type: RowType, _ joined: FoundText, _ path: [Int]) -> FoundValue {
        if type.holdsPeople {
            return .rows(texts.map { PersonText.row($0, type) })
        }
        let base = texts.map(\.level).min() ?? 0
        return .rows(
            texts.reduce(into: [FoundRow]()) { rows, text in
                if let children = type.children, text.level > base, !rows.isEmpty {
                    let former = rows[rows.count - 1].cells[children]?.texts ?? []
                    rows[rows.count - 1].cells[children] = .list(former + [text])
                    return
                }
                var row = FoundRow()
                var task = text
                if let column = type.column(.frequency), let (code, head, tail) = legend.splitAtLegendLetter(text) {
                    task = head
                    row.cells[column] = .codes([code], tail)
                }
                if case .references = type.columns[type.main].kind {
                    row.cells[type.main] = .references([task])
                } else {
                    row.cells[type.main] = .text(task)
                }
                rows.append(row)
            })
    }
}

extension CalendarDate {
    /// Returns the day of a spreadsheet's serial number, counted from 30 December 1899; `nil` if it is no valid date.
    static func dayOfSerial(_ number: Int) -> CalendarDate? {
        // Days since 1 March 0000, by the algorithm of Howard Hinnant (days_from_civil), from 30
        // December 1899.
        let z = number - 25_569 + 719_468
        let era = z / 146_097
        let day = z - era * 146_097
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let calendar = month < 10 ? month + 3 : month - 9
        return CalendarDate(
            year: year + era * 400 + (calendar <= 2 ? 1 : 0), month: calendar,
            day: dayOfYear - (153 * month + 2) / 5 + 1)
    }
}

/// The meanings of letters in a sheet, from its legend: *D diaria, S semanal*.
struct SheetLegend {
    /// The frequencies by letter.
    private var codes: [String: Code] = [:]
    /// The paragraphs that consist of the legend alone.
    private(set) var paragraphs: Set<Int> = []

    init(_ outline: Outline) {
        for (index, paragraph) in outline.paragraphs.enumerated()
        where paragraph.text.contains(":") || paragraph.text.contains("=") {
            let words = paragraph.text.split { !$0.isLetter }.map(String.init)
            var found: [String: Code] = [:]
            for (letter, word) in zip(words, words.dropFirst()) where letter.count <= 2 && letter == letter.uppercased()
            {
                if let meaning = Frequencies.meaning(of: word) {
                    found[letter] = Code(code: meaning, label: meaning, meaning: meaning)
                }
            }
            guard found.count >= 3 else { continue }
            codes.merge(found) { first, _ in first }
            if words.count <= found.count * 2 + 2 { paragraphs.insert(index) }
        }
    }

    /// Returns the frequency of a letter; nil if the legend does not explain it.
    func code(_ letter: String) -> Code? { codes[letter] }

    /// Returns the parts of a text before and from the letter in brackets at its end; nil if the legend does
    /// not explain the letter.
    func splitAtLegendLetter(_ text: FoundText) -> (code: Code, head: FoundText, tail: FoundText)? {
        guard text.text.hasSuffix(")"), let open = text.text.lastIndex(of: "(") else { return nil }
        let letter = String(text.text[text.text.index(after: open)...].dropLast())
        guard let code = codes[letter] else { return nil }
        var head = text
        head.text = PlainText.clean(String(text.text[..<open]))
        var tail = text
        tail.text = letter
        tail.typedLabels = []
        return (code, head, tail)
    }
}

/// Distinguishes names of people from names of posts.
enum PersonText {
    private static let posts: Set<String> = [
        "jefe", "jefa", "jefatura", "director", "directora", "gerente", "gerencia", "presidente", "presidenta",
        "coordinador", "coordinadora",
        "subdirector", "subdirectora", "secretario", "secretaria", "titular", "analista", "supervisor", "supervisora",
        "encargado", "encargada",
        "responsable", "unidad", "departamento", "direccion", "area", "seccion", "comite", "consejo", "junta",
        "manager", "director", "head", "chief",
        "superintendente", "rector", "rectora", "alcalde", "alcaldesa", "ministro", "ministra", "oficina", "tecnico",
        "tecnica", "asesor", "asesora", "recursos", "talento", "gestion", "division", "subdireccion", "subgerencia",
        "coordinacion", "contraloria", "auditoria",
    ]

    /// Whether a text is the name of a person and not of a post: *Inés Valdivieso*.
    static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ").map(String.init)
        guard (2...5).contains(words.count), let first = words.first?.folded, !posts.contains(first),
            !text.contains(",")
        else { return false }
        let small: Set<String> = ["de", "del", "la", "las", "los", "y", "da", "do", "von", "van"]
        return words.allSatisfy { small.contains($0) || $0.first?.isUppercase == true }
            && !words.contains { posts.contains($0.folded) }
            && text != text.uppercased()
    }

    /// Whether a word begins the name of a post.
    static func isPost(_ word: String) -> Bool { posts.contains(word.folded) && word.first?.isUppercase == true }

    /// Whether a name begins with an abbreviated degree or form of address: *Lic. Ana Torres*, *Sra. Ana Torres*.
    static func isTitled(_ text: String) -> Bool {
        guard let first = text.split(separator: " ").first, first.hasSuffix(".") else { return false }
        return [
            "lic", "licda", "dr", "dra", "ing", "inga", "arq", "abg", "mtro", "mtra", "prof", "profa", "sr", "sra",
            "enf",
            "cp", "mba", "msc", "qf", "mr", "mrs", "ms",
        ].contains(String(first.dropLast()).folded)
    }

    /// Returns the row of a person or a post. *Ana Torres Gil, Jefe de Pensiones* is both.
    static func row(_ text: FoundText, _ type: RowType) -> FoundRow {
        var row = FoundRow()
        if let comma = text.text.firstIndex(of: ","), let name = type.column(.name), let role = type.column(.role) {
            var (first, second) = (text, text)
            first.text = PlainText.clean(String(text.text[..<comma]))
            second.text = PlainText.clean(String(text.text[text.text.index(after: comma)...]))
            let post = second.text.split(separator: " ").first.map(String.init) ?? ""
            if isName(first.text) || isTitled(first.text), posts.contains(post.folded) {
                row.cells[name] = .text(first)
                // The first cell keeps the notes and pictures of the text.
                second.notes = []
                second.pictures = []
                row.cells[role] = .text(second)
                return row
            }
        }
        let column = type.column(isName(text.text) || isTitled(text.text) ? .name : .role) ?? type.main
        row.cells[column] = .text(text)
        return row
    }

    /// Returns the row of a person with what they did before a colon: *Elaboró: Ana Torres Gil, Jefe de Pensiones*;
    /// without a colon, the row of the person alone.
    static func rowWithRole(_ text: FoundText, _ type: RowType) -> FoundRow {
        guard let colon = text.text.firstIndex(of: ":"), text.text[..<colon].count < 40,
            let column = type.column(.label)
        else { return row(text, type) }
        var (label, rest) = (text, text)
        label.text = PlainText.clean(String(text.text[..<colon]))
        rest.text = PlainText.clean(String(text.text[text.text.index(after: colon)...]))
        label.notes = []
        label.pictures = []
        var made = FoundRow()
        if !rest.text.isEmpty {
            made = row(rest, type)
            let first = rest.text.split(separator: " ").first.map(String.init) ?? ""
            // A person who signs has a name, unless the words begin like a post.
            if made.cells.count == 1, let name = type.column(.name), !posts.contains(first.folded) {
                made.cells = [name: .text(rest)]
            }
        }
        made.cells[column] = .text(label)
        return made
    }
}
