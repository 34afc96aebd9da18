import OficioSource

/// Recognises dates in many spellings, so that a finding can suggest the spelling that the program accepts.
package enum DateReading {
    /// The date that a text means, and whether it can mean no other; `nil` if the text is not a date. Accepts
    /// `13/04/2021`, `2021/4/13`, `1 de marzo de 2026`, `marzo 1, 2026` and `March 1, 2026`. If both numbers can be the
    /// month, the first is the day, as in Spanish, and the result is not certain.
    package static func date(in text: String) -> (date: CalendarDate, isCertain: Bool)? {
        if let found = written(text) { return (found, true) }
        let parts = text.trimmedASCII.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." || $0 == " " })
        let numbers = parts.compactMap { Int($0) }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        if numbers[0] > 31 {
            return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]).map { ($0, true) }
        }
        guard numbers[2] > 999 else { return nil }
        if let date = CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0]) {
            return (date, numbers[0] > 12 || numbers[0] == numbers[1])
        }
        // In `04/13/2021` only the first number can be the month.
        return CalendarDate(year: numbers[2], month: numbers[0], day: numbers[1]).map { ($0, true) }
    }

    /// Reads a date whose month is a word; `nil` for any other text.
    private static func written(_ text: String) -> CalendarDate? {
        let known = ["de", "del", "of", "the", "dia", "ano", "o", "º"]
        let words = text.folded.split(separator: " ").map(String.init).filter { !known.contains($0) }
        let spelled = words.filter { !weekdays.contains($0) }
        guard spelled.count == 3, let place = spelled.firstIndex(where: { month($0) != nil }),
            let month = month(spelled[place])
        else { return nil }
        let numbers = spelled.indices.filter { $0 != place }.map { ordinal(spelled[$0]) }
        guard let first = numbers[0], let second = numbers[1] else { return nil }
        if first > 31 { return CalendarDate(year: first, month: month, day: second) }
        return second > 31 ? CalendarDate(year: second, month: month, day: first) : nil
    }

    /// Reads the number of a day: `1`, `1o` (1.º), `1st`, `primero`.
    private static func ordinal(_ word: String) -> Int? {
        if ["primero", "primer", "uno", "first"].contains(word) { return 1 }
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return nil }
        return ["", "o", "ro", "er", "st", "nd", "rd", "th"].contains(String(word.dropFirst(digits.count)))
            ? number : nil
    }

    /// Reads a month from 1 to 12 by its name, or by the name's first three letters, in Spanish or English.
    private static func month(_ word: String) -> Int? {
        for (index, names) in months.enumerated()
        where names.contains(word) || names.contains(where: { word.count == 3 && $0.hasPrefix(word) }) {
            return index + 1
        }
        return ["sept", "setiembre"].contains(word) ? 9 : nil
    }

    private static let months = [
        ["enero", "january"], ["febrero", "february"], ["marzo", "march"], ["abril", "april"], ["mayo", "may"],
        ["junio", "june"], ["julio", "july"],
        ["agosto", "august"], ["septiembre", "september"], ["octubre", "october"], ["noviembre", "november"],
        ["diciembre", "december"],
    ]

    private static let weekdays: Set<String> = [
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday",
        "sunday",
    ]
}
