import OficioSource

/// An interval of recurrence, as institutions write it: `2 años`, `anual`, `1 año y 6 meses`, `1,5 años`, `dos veces al
/// año`.
package struct ReviewInterval: Hashable, Sendable {
    /// The months of the interval, to which `days` are added.
    package let months: Int
    /// The days of the interval beyond its months.
    package let days: Int

    /// Reads ISO 8601 (`P1Y6M`) or words in Spanish or English. `nil` for a bare number and for a text with any word
    /// that is not understood.
    package init?(_ text: String) {
        if let iso = Self.iso(text) {
            self = iso
            return
        }
        // Brackets may only repeat the text outside them: «dos (2) años», «12 meses (anual)».
        let (outside, inside) = Self.split(text)
        var reader = IntervalWords(outside)
        guard let interval = reader.read() else { return nil }
        for note in inside {
            var words = IntervalWords(note)
            let isNumber = Int(note.trimmedASCII).map { number in reader.numbers.contains(number * 100) } ?? false
            guard isNumber || words.read() == interval else { return nil }
        }
        self = interval
    }

    init(months: Int, days: Int) {
        self.months = months
        self.days = days
    }

    /// Returns the last day of an interval that begins on `date`.
    package func end(from date: CalendarDate) -> CalendarDate { date.adding(months: months).adding(days: days) }

    private static func split(_ text: String) -> (outside: String, inside: [String]) {
        var outside = ""
        var inside: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
            outside += rest[..<open] + " "
            inside.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return (outside + rest, inside)
    }

    /// Reads an ISO 8601 duration of years, months, weeks and days; `nil` for any other text.
    private static func iso(_ text: String) -> ReviewInterval? {
        let trimmed = text.trimmedASCII.uppercased()
        guard trimmed.hasPrefix("P"), trimmed.count > 2 else { return nil }
        var months = 0
        var days = 0
        var digits = ""
        for letter in trimmed.dropFirst() {
            if letter.isASCII, letter.isNumber {
                digits.append(letter)
                continue
            }
            guard let number = Int(digits), number < 10_000 else { return nil }
            switch letter {
            case "Y": months += number * 12
            case "M": months += number
            case "W": days += number * 7
            case "D": days += number
            default: return nil
            }
            digits = ""
        }
        return digits.isEmpty && months + days > 0 ? ReviewInterval(months: months, days: days) : nil
    }
}

/// Reads the words of an interval from left to right.
private struct IntervalWords {
    private var words: [String]
    /// The numbers read so far, in hundredths.
    private(set) var numbers: [Int] = []

    init(_ text: String) {
        var words: [String] = []
        for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "/" }) {
            let trimmed = piece.drop { ".,".contains($0) }
            let end = trimmed.lastIndex { !".,".contains($0) } ?? trimmed.startIndex
            let word = trimmed.isEmpty ? "" : String(trimmed[...end])
            // Folding would lose a decimal comma or point.
            if Self.hundredths(word) != nil || Self.changesNumbers(word) {
                words.append(word)
            } else {
                words += word.folded.split(separator: " ").map(String.init)
            }
        }
        self.words = words
    }

    mutating func read() -> ReviewInterval? {
        while let first = words.first,
            ["cada", "every", "each", "con", "de", "periodicidad", "frecuencia"].contains(first)
        { words.removeFirst() }
        if words.count == 1, let (months, days) = Self.adjectives[Self.adjective(words[0])] {
            return ReviewInterval(months: months, days: days)
        }
        if let times = readTimesPerPeriod() { return times }
        return readSum()
    }

    /// Reads `una vez al año`, `2 veces por año`, `once a year`, `twice a year`. Returns `nil` for other words, and
    /// if the period cannot be divided into whole days or months.
    private mutating func readTimesPerPeriod() -> ReviewInterval? {
        var rest = words
        guard let first = rest.first else { return nil }
        rest.removeFirst()
        var count = ["once": 1, "twice": 2][first]
        if count == nil, let next = rest.first, ["vez", "veces", "time", "times"].contains(next),
            let number = Self.hundredths(first), number % 100 == 0
        {
            count = number / 100
            rest.removeFirst()
        }
        guard let count, count > 0 else { return nil }
        while let filler = rest.first,
            ["al", "por", "a", "an", "per", "cada", "every", "each", "la", "el"].contains(filler)
        { rest.removeFirst() }
        guard rest.count == 1, let (months, days) = Self.unit(rest[0]) else { return nil }
        guard months % count == 0, days % count == 0 else { return nil }
        return ReviewInterval(months: months / count, days: days / count)
    }

    /// Reads `1 año y 6 meses`, `un año y medio`, `medio año`, `año`; `nil` for other words.
    private mutating func readSum() -> ReviewInterval? {
        if let end = words.last, Self.connectors.contains(end) { return nil }
        var months = 0
        var days = 0
        var last: (months: Int, days: Int)?
        var place = 0
        while place < words.count {
            let word = words[place]
            if Self.connectors.contains(word) {
                place += 1
                continue
            }
            var amount = 100
            if let number = Self.hundredths(word) {
                amount = number
                numbers.append(number)
                place += 1
                if place < words.count, words[place] == "y", place + 1 < words.count,
                    ["medio", "media"].contains(words[place + 1]), place + 2 < words.count
                {
                    amount += 50
                    place += 2
                }
            } else if ["medio", "media", "half"].contains(word) {
                // In «año y medio» the half belongs to the unit before it.
                if let unit = last, place == words.count - 1 {
                    guard unit.months % 2 == 0, unit.days % 2 == 0 else { return nil }
                    return ReviewInterval(months: months + unit.months / 2, days: days + unit.days / 2)
                }
                amount = 50
                place += 1
                if place < words.count, ["a", "an"].contains(words[place]) { place += 1 }
            } else if Self.unit(word) == nil || last != nil {
                return nil
            }
            guard place < words.count, let unit = Self.unit(words[place]) else { return nil }
            guard unit.months * amount % 100 == 0, unit.days * amount % 100 == 0 else { return nil }
            months += unit.months * amount / 100
            days += unit.days * amount / 100
            last = unit
            place += 1
        }
        return months + days > 0 ? ReviewInterval(months: months, days: days) : nil
    }

    /// Whether a word has a sign that changes its number, which folding would drop: `-1`, `>2`.
    private static func changesNumbers(_ word: String) -> Bool {
        word.contains { "<>≤≥=~≈±%×*+#".contains($0) }
            || word.first.map { "-−–—".contains($0) } == true && word.dropFirst().first?.isNumber == true
    }

    private static let connectors: Set<String> = ["y", "e", "and", "con", "mas"]

    /// Reads `24`, `1,5`, `1.25`, `½` or `dos`, and returns the number in hundredths; `nil` for any other word.
    private static func hundredths(_ word: String) -> Int? {
        if word == "½" { return 50 }
        if let whole = Int(word), whole >= 0, whole < 10_000 { return whole * 100 }
        if let number = numerals[word.folded] { return number * 100 }
        let parts = word.split(whereSeparator: { $0 == "," || $0 == "." })
        guard parts.count == 2, parts[1].count <= 2, let whole = Int(parts[0]), let part = Int(parts[1]), whole >= 0,
            part >= 0, whole < 10_000
        else { return nil }
        return whole * 100 + (parts[1].count == 1 ? part * 10 : part)
    }

    private static func unit(_ word: String) -> (months: Int, days: Int)? {
        switch word {
        case "ano", "anos", "year", "years", "yr", "yrs": (12, 0)
        case "semestre", "semestres": (6, 0)
        case "cuatrimestre", "cuatrimestres": (4, 0)
        case "trimestre", "trimestres", "quarter", "quarters": (3, 0)
        case "bimestre", "bimestres": (2, 0)
        case "bienio", "bienios": (24, 0)
        case "trienio", "trienios": (36, 0)
        case "quinquenio", "quinquenios", "lustro", "lustros": (60, 0)
        case "mes", "meses", "month", "months": (1, 0)
        case "quincena", "quincenas": (0, 15)
        case "semana", "semanas", "week", "weeks": (0, 7)
        case "dia", "dias", "day", "days": (0, 1)
        default: nil
        }
    }

    /// Returns the adjective inside an adverb or a plural: `anualmente`, `annually`, `anuales`.
    private static func adjective(_ word: String) -> String {
        for ending in ["mente", "es"] where word.hasSuffix(ending) { return String(word.dropLast(ending.count)) }
        return word.hasSuffix("lly") ? String(word.dropLast(2)) : word
    }

    /// Intervals of the adjectives that have one meaning; *bianual* and *bimensual* have two and are left out.
    private static let adjectives: [String: (months: Int, days: Int)] = [
        "semanal": (0, 7), "quincenal": (0, 15), "mensual": (1, 0), "bimestral": (2, 0), "trimestral": (3, 0),
        "cuatrimestral": (4, 0),
        "semestral": (6, 0), "anual": (12, 0), "bienal": (24, 0), "trienal": (36, 0), "cuatrienal": (48, 0),
        "quinquenal": (60, 0), "decenal": (120, 0),
        "weekly": (0, 7), "monthly": (1, 0), "quarterly": (3, 0), "semiannual": (6, 0), "annual": (12, 0),
        "yearly": (12, 0), "biennial": (24, 0),
        "biennal": (24, 0), "triennial": (36, 0), "quinquennial": (60, 0),
    ]

    private static let numerals: [String: Int] = [
        "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10,
        "once": 11, "doce": 12, "quince": 15, "dieciocho": 18, "veinte": 20, "veinticuatro": 24, "treinta": 30,
        "treinta y seis": 36,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "twelve": 12, "eighteen": 18,
    ]
}
