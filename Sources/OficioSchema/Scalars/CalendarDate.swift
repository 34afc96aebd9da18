/// A day of the Gregorian calendar, from year 1 to 9999.
///
/// The present day may be marked with `asToday`: a `DayJournal` then records every use of it, so that a result is known
/// to stay the same on later days.
package struct CalendarDate: Hashable, Sendable, Comparable {
    private let ownYear: Int16
    private let ownMonth: UInt8
    private let ownDay: UInt8
    /// Whether uses of the day are recorded.
    private var isToday = false

    /// The last day of the calendar.
    package static let last = CalendarDate(ownYear: 9999, ownMonth: 12, ownDay: 31)

    /// The same day as the present day, whose uses are recorded (`DayJournal`).
    package var asToday: CalendarDate {
        var day = self
        day.isToday = true
        return day
    }

    /// The same day, whose uses are not recorded.
    package var untracked: CalendarDate {
        var day = self
        day.isToday = false
        return day
    }

    /// The year, from 1 to 9999.
    package var year: Int { Int(used.ownYear) }
    /// The month, from 1 to 12.
    package var month: Int { Int(used.ownMonth) }
    /// The day of the month, from 1 to 31.
    package var day: Int { Int(used.ownDay) }

    /// The day itself; using it limits a result to the present day if this is the present day.
    private var used: CalendarDate {
        if isToday { DayJournal.noteExactDay() }
        return self
    }

    private init(ownYear: Int16, ownMonth: UInt8, ownDay: UInt8) {
        self.ownYear = ownYear
        self.ownMonth = ownMonth
        self.ownDay = ownDay
    }

    /// Creates a day, `nil` if the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.init(ownYear: Int16(year), ownMonth: UInt8(month), ownDay: UInt8(day))
    }

    /// Reads `2018-01-02` (ISO 8601, calendar date, extended format); `nil` for any other text.
    package init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day in ISO 8601: `2018-01-02`.
    package var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// Whether one day is before another.
    package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        if a.isToday != b.isToday {
            // The present day moves on: it reaches `b`, or leaves `a` behind.
            let days = a.isToday ? b.daysSinceStart - a.daysSinceStart : a.daysSinceStart - b.daysSinceStart + 1
            if days > 0 { DayJournal.note(daysLeft: days) }
        }
        return (a.ownYear, a.ownMonth, a.ownDay) < (b.ownYear, b.ownMonth, b.ownDay)
    }

    /// Compares two days, whether or not one of them is the present day.
    package static func == (a: CalendarDate, b: CalendarDate) -> Bool { !(a < b) && !(b < a) }

    /// Adds the day to a hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(number) }

    /// Returns the same day of the month, some months later or earlier, or the last day of that month if the month is
    /// too short. Returns the day itself if the result lies outside the calendar.
    package func adding(months: Int) -> CalendarDate {
        guard (-Self.furthest...Self.furthest).contains(months), year * 12 + month - 1 + months >= 0 else {
            return self
        }
        let total = year * 12 + month - 1 + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CalendarDate(year: newYear, month: newMonth, day: min(day, Self.days(inMonth: newMonth, of: newYear)))
            ?? self
    }

    /// The number of days from 0000-03-01 to the date.
    package var number: Int { used.daysSinceStart }

    /// Whether the date with a number lies before this date.
    package func isAfter(number: Int) -> Bool {
        let days = daysSinceStart
        if isToday, number >= days { DayJournal.note(daysLeft: number - days + 1) }
        return number < days
    }

    /// The number of days from 0000-03-01 to the date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private var daysSinceStart: Int {
        let (year, month, day) = (Int(ownYear), Int(ownMonth), Int(ownDay))
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    }

    /// The largest number of months or days that `adding` accepts; it exceeds the length of the calendar.
    private static let furthest = 10_000_000

    /// Returns the date some days later or earlier. Returns the date itself if the result lies outside the calendar.
    /// The date moves with the present day if this is the present day.
    package func adding(days: Int) -> CalendarDate {
        guard (-Self.furthest...Self.furthest).contains(days) else { return self }
        let number = daysSinceStart + days
        let newEra = number / 146_097
        let rest = number - newEra * 146_097
        let newYearOfEra = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
        let newDayOfYear = rest - (365 * newYearOfEra + newYearOfEra / 4 - newYearOfEra / 100)
        let shifted = (5 * newDayOfYear + 2) / 153
        let newMonth = shifted < 10 ? shifted + 3 : shifted - 9
        let newYear = newYearOfEra + newEra * 400 + (newMonth <= 2 ? 1 : 0)
        let day = CalendarDate(year: newYear, month: newMonth, day: newDayOfYear - (153 * shifted + 2) / 5 + 1)
        return isToday ? (day ?? used).asToday : day ?? self
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
