import OficioSource

/// The numbers and months in the text of a date, without the words between them.
struct DateWords {
    /// A number with the count of its digits as typed. A number in words counts as 4 digits if it is a year, and
    /// otherwise as 2.
    struct Number: Equatable {
        let value: Int
        let digits: Int

        /// The number as a year; `nil` unless it has three or four digits and is above 31.
        var year: Int? { digits == 4 && value > 31 || digits == 3 && value > 31 ? value : nil }
        /// The year that a number of two digits means: 70 to 99 are of the twentieth century.
        var century: Int { value < 70 ? 2000 + value : 1900 + value }
    }

    /// A number or the name of a month.
    enum Token {
        case number(Number)
        case month(Int)

        var number: Number? { if case .number(let number) = self { number } else { nil } }
        var month: Int? { if case .month(let month) = self { month } else { nil } }
        var isMonth: Bool { month != nil }
    }

    /// The numbers and months in their order.
    private(set) var tokens: [Token] = []
    /// Whether words such as *de* stand between the numbers.
    private(set) var hasLinks = false
    /// Whether the text has words that are no part of a date, or several months.
    private(set) var hasOthers = false

    init(_ text: String) {
        let all = Self.joiningThousands(text).folded.split(separator: " ").map(String.init)
        hasLinks = all.contains { $0 == "de" || $0 == "del" }
        var words = all.filter { !Self.links.contains($0) && !Self.weekdays.contains($0) }[...]
        while let word = words.first {
            if let spoken = SpokenNumber(words) {
                tokens.append(.number(Number(value: spoken.value, digits: spoken.value > 999 ? 4 : 2)))
                words = words.dropFirst(spoken.count)
                continue
            }
            words = words.dropFirst()
            if let number = Self.number(word) {
                tokens.append(.number(number))
            } else if let month = Self.month(word) {
                tokens.append(.month(month))
            } else if let month = Self.roman.firstIndex(of: word) {
                tokens.append(.month(month + 1))
            } else {
                hasOthers = true
            }
        }
        // Only one month belongs to a date; *I* and *V* may be other things.
        if tokens.count(where: \.isMonth) > 1 { hasOthers = true }
    }

    /// Returns the text with years such as `2,024` without their thousands separator.
    private static func joiningThousands(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "." }) else { return text }
        let letters = Array(text)
        var out = ""
        for (place, letter) in letters.enumerated() {
            func isDigit(_ other: Int) -> Bool {
                letters.indices.contains(other) && letters[other].isASCII && letters[other].isNumber
            }
            let isInYear =
                (letter == "," || letter == ".") && place > 0 && letters[place - 1] == "2" && !isDigit(place - 2)
                && letters.indices.contains(place + 1) && letters[place + 1] == "0" && isDigit(place + 2)
                && isDigit(place + 3) && !isDigit(place + 4)
            if !isInYear { out.append(letter) }
        }
        return out
    }

    /// Reads the number of a day or a year: `1`, `1o` (1.º), `1st`; `nil` for any other word.
    private static func number(_ word: String) -> Number? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 8, let value = Int(digits),
            ["", "o", "º", "ª", "ro", "er", "do", "to", "st", "nd", "rd", "th"].contains(
                String(word.dropFirst(digits.count)))
        else { return nil }
        return Number(value: value, digits: digits.count)
    }

    /// Reads a month from 1 to 12 by its name, or by the name's first three letters, in Spanish or English; `nil` for
    /// any other word.
    private static func month(_ word: String) -> Int? {
        for (index, names) in months.enumerated()
        where names.contains(word) || names.contains(where: { word.count == 3 && $0.hasPrefix(word) }) {
            return index + 1
        }
        return ["sept", "setiembre", "set"].contains(word) ? 9 : nil
    }

    private static let months = [
        ["enero", "january"], ["febrero", "february"], ["marzo", "march"], ["abril", "april"], ["mayo", "may"],
        ["junio", "june"], ["julio", "july"],
        ["agosto", "august"], ["septiembre", "september"], ["octubre", "october"], ["noviembre", "november"],
        ["diciembre", "december"],
    ]

    private static let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]

    private static let weekdays: Set<String> = [
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday",
        "sunday",
    ]

    /// Filler words in dates: *a los 3 días del mes de marzo del año 2023*.
    private static let links: Set<String> = [
        "de", "del", "of", "the", "dia", "dias", "mes", "ano", "o", "º", "a", "al", "los", "las", "el", "la", "en",
        "on",
        "partir", "desde", "from", "day", "days", "month", "year", "corriente",
    ]
}

/// A number in Spanish words at the start of some folded words: *tres*, *treinta y uno*, *dos mil veintitrés*.
private struct SpokenNumber {
    let value: Int
    /// The number of words of the text that form the number.
    let count: Int

    init?(_ words: ArraySlice<String>) {
        guard let first = words.first else { return nil }
        if first == "dos" || first == "mil", let year = Self.year(words) {
            self = year
            return
        }
        guard let small = Self.belowHundred(words) else { return nil }
        self = small
    }

    private init(_ value: Int, _ count: Int) {
        self.value = value
        self.count = count
    }

    /// Reads *dos mil …* and *mil novecientos …* at the beginning of `words`; `nil` for other words.
    private static func year(_ words: ArraySlice<String>) -> SpokenNumber? {
        let (base, taken): (Int, Int)
        if words.starts(with: ["dos", "mil"]) {
            (base, taken) = (2000, 2)
        } else if words.starts(with: ["mil", "novecientos"]) {
            (base, taken) = (1900, 2)
        } else {
            return nil
        }
        guard let rest = belowHundred(words.dropFirst(taken)) else { return SpokenNumber(base, taken) }
        return SpokenNumber(base + rest.value, taken + rest.count)
    }

    /// Reads a number from 1 to 99 at the beginning of `words`; `nil` for other words.
    private static func belowHundred(_ words: ArraySlice<String>) -> SpokenNumber? {
        guard let first = words.first else { return nil }
        if let unit = units.firstIndex(of: first) { return SpokenNumber(unit + 1, 1) }
        if ["primero", "primer", "un", "first"].contains(first) { return SpokenNumber(1, 1) }
        guard let ten = tens.firstIndex(of: first) else { return nil }
        let rest = words.dropFirst()
        if rest.first == "y", let unit = rest.dropFirst().first.flatMap({ units.prefix(9).firstIndex(of: $0) }) {
            return SpokenNumber((ten + 2) * 10 + unit + 1, 3)
        }
        return SpokenNumber((ten + 2) * 10, 1)
    }

    private static let units = [
        "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
        "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidos",
        "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve",
    ]

    private static let tens = [
        "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
    ]
}
