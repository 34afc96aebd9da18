import OficioSource

/// Recognises dates in many spellings, so that a finding can suggest the spelling that the program accepts.
package struct DateReading: Equatable, Sendable {
    /// The meaning of a text as a date.
    package enum Meaning: Equatable, Sendable {
        /// One or more days that the text may mean.
        case days([Candidate])
        /// A month without a day; the year is `nil` if it is not clear.
        case month(year: Int?, month: Int)
        /// A year alone.
        case year(Int)
        /// A date that the calendar does not have, such as 31 February.
        case impossible
    }

    /// A day that a text may mean.
    package struct Candidate: Equatable, Sendable {
        /// The day in this reading of the text.
        package let date: CalendarDate
        /// The part of the date that the first number of the text is in this reading.
        package let first: Part
    }

    /// A part of a date.
    package enum Part: Sendable { case day, month, year }

    /// The meaning of the text.
    package let meaning: Meaning
    /// Whether the text has words that are no part of the date: *San Salvador, 3 de marzo de 2023*.
    package let hasOtherWords: Bool

    /// Returns the date that a text means, and whether it can mean no other; `nil` if the text is not a date. If both
    /// numbers in front of a year can be the month, the first is the day, as in Spanish, and the result is not certain.
    /// A year of two digits among numbers is never guessed.
    package static func date(in text: String) -> (date: CalendarDate, isCertain: Bool)? {
        guard let reading = DateReading(text), case .days(let days) = reading.meaning,
            days.count == 1 || text.contains(String(days[0].date.year))
        else { return nil }
        return (days[0].date, days.count == 1 && !reading.hasOtherWords)
    }

    /// Reads a text; `nil` if it is no date.
    package init?(_ text: String) {
        let words = DateWords(text)
        if let meaning = Self.meaning(of: words) {
            (self.meaning, hasOtherWords) = (meaning, false)
            return
        }
        // The dateline of a letter begins with its place: *San Salvador, 3 de marzo de 2023*.
        guard let comma = text.firstIndex(of: ","), !text[..<comma].contains(where: \.isNumber) else { return nil }
        let rest = DateWords(String(text[text.index(after: comma)...]))
        guard rest.tokens.contains(where: \.isMonth), case .days(let days)? = Self.meaning(of: rest) else { return nil }
        (meaning, hasOtherWords) = (.days(days), true)
    }

    /// Reads the only day that a sentence names in words: *Entra en vigencia el 1 de enero de 2024.* `nil` if it names
    /// none or several.
    package init?(sentence text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count > 5 else { return nil }
        let found = words.indices.dropLast(4).compactMap { place -> Meaning? in
            let five = DateWords(words[place..<(place + 5)].joined(separator: " "))
            guard words[place].first?.isNumber == true, five.tokens.contains(where: \.isMonth),
                case .days(let days)? = Self.meaning(of: five), days.count == 1
            else { return nil }
            return .days(days)
        }
        guard found.count == 1 else { return nil }
        (meaning, hasOtherWords) = (found[0], true)
    }

    private static func meaning(of words: DateWords) -> Meaning? {
        let tokens = words.tokens
        guard !words.hasOthers, (1...3).contains(tokens.count) else { return nil }
        let numbers = tokens.compactMap(\.number)
        switch (tokens.count, numbers.count) {
        case (3, 3): return readThreeNumbers(numbers, isSpanish: words.hasLinks)
        case (3, 2): return readMonthName(tokens, numbers)
        case (2, 1): return tokens.lazy.compactMap(\.month).first.map { .month(year: numbers[0].year, month: $0) }
        case (2, 2):
            guard let year = numbers.lazy.compactMap(\.year).first,
                let month = numbers.first(where: { (1...12).contains($0.value) })
            else { return nil }
            return .month(year: year, month: month.value)
        case (1, 1): return numbers[0].digits == 8 ? readEightDigits(numbers[0]) : numbers[0].year.map { .year($0) }
        default: return nil
        }
    }

    /// Reads a date whose month is a word: `1 de marzo de 2026`, `March 1, 2026`, `1-feb-24`; `nil` if no number can
    /// be the year.
    private static func readMonthName(_ tokens: [DateWords.Token], _ numbers: [DateWords.Number]) -> Meaning? {
        guard let place = tokens.firstIndex(where: \.isMonth), let month = tokens[place].month else { return nil }
        let (first, second) = (numbers[0], numbers[1])
        if let year = first.year { return day(year, month, second.value, .year) }
        if let year = second.year { return day(year, month, first.value, .day) }
        guard place < 2, second.digits == 2 else { return nil }
        return day(second.century, month, first.value, .day)
    }

    /// Reads three numbers; `nil` if neither the first nor the last can be the year, or if another one has more than
    /// two digits. `isSpanish` is true if words such as *de* stand between them, which puts the day first.
    private static func readThreeNumbers(_ numbers: [DateWords.Number], isSpanish: Bool) -> Meaning? {
        let values = numbers.map(\.value)
        if let year = numbers[0].year { return day(year, values[1], values[2], .year) }
        var found: [Candidate] = []
        func add(_ year: Int, _ month: Int, _ day: Int, _ first: Part) {
            guard let date = CalendarDate(year: year, month: month, day: day),
                !found.contains(where: { $0.date == date })
            else { return }
            found.append(Candidate(date: date, first: first))
        }
        let year = numbers[2].year
        guard year != nil || numbers[2].digits == 2, numbers[0].digits < 3, numbers[1].digits < 3 else { return nil }
        add(year ?? numbers[2].century, values[1], values[0], .day)
        if !isSpanish {
            add(year ?? numbers[2].century, values[0], values[1], .month)
            if year == nil, numbers[0].digits == 2 { add(numbers[0].century, values[1], values[2], .year) }
        }
        return found.isEmpty ? .impossible : .days(found)
    }

    /// Reads eight digits: `20260301`, or `01032026`; `nil` if neither end is a year from 1900 to 2100.
    private static func readEightDigits(_ number: DateWords.Number) -> Meaning? {
        let value = number.value
        if (1900...2100).contains(value / 10_000) {
            return day(value / 10_000, value / 100 % 100, value % 100, .year)
        }
        guard (1900...2100).contains(value % 10_000) else { return nil }
        let parts = [value / 1_000_000, value / 10_000 % 100, value % 10_000]
        return readThreeNumbers(
            zip(parts, [2, 2, 4]).map { DateWords.Number(value: $0, digits: $1) }, isSpanish: false)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int, _ first: Part) -> Meaning {
        CalendarDate(year: year, month: month, day: day).map { .days([Candidate(date: $0, first: first)]) }
            ?? .impossible
    }
}
