import OficioBasics
import OficioSource

/// A length of time as institutions write it: an amount and its unit.
package struct TimeSpan: Hashable, Sendable {
    /// The units of a time span.
    package enum Unit: String, Sendable {
        case minutes, hours, days, workingDays, weeks, months, years
    }

    /// The number of units, from 0 to 999,999.
    package let amount: Int
    /// The unit of the amount.
    package let unit: Unit

    /// Reads ISO 8601 (`P2Y`, `PT30M`) or words (`2 días hábiles`, `30 minutos`, `36 MESES`, `3 working days`). A bare
    /// number counts in `bareUnit`. `nil` for any other text.
    package init?(_ text: String, bareUnit: Unit = .months) {
        let folded = text.folded
        if let iso = Self.iso(folded) {
            self = iso
            return
        }
        var words = folded.parts(between: " ").map(String.init)
        guard let first = words.first else { return nil }
        guard let amount = Int(first) ?? Self.numerals[first] else { return nil }
        words.removeFirst()
        guard let unit = words.isEmpty ? bareUnit : Self.unit(words), (0..<Self.most).contains(amount) else {
            return nil
        }
        self.init(amount: amount, unit: unit)
    }

    /// All amounts are below this limit, so that computations with them cannot overflow.
    private static let most = 1_000_000

    /// Creates a time span; `amount` is clamped to the allowed range.
    package init(amount: Int, unit: Unit) {
        self.amount = min(max(amount, 0), Self.most - 1)
        self.unit = unit
    }

    /// The span in months, to compare experience and reviews; `nil` if its unit is not months or years.
    package var months: Int? {
        switch unit {
        case .months: amount
        case .years: amount * 12
        default: nil
        }
    }

    /// Returns the last day of a span that begins on `date`. Five working days count as seven days; holidays are
    /// ignored.
    package func end(from date: CalendarDate) -> CalendarDate {
        switch unit {
        case .minutes, .hours: date
        case .days: date.adding(days: amount)
        case .workingDays: date.adding(days: amount / 5 * 7 + amount % 5)
        case .weeks: date.adding(days: amount * 7)
        case .months: date.adding(months: amount)
        case .years: date.adding(months: amount * 12)
        }
    }

    private static func iso(_ folded: String) -> TimeSpan? {
        var bytes = Array(folded.utf8)
        guard bytes.first == UInt8(ascii: "p") else { return nil }
        bytes.removeFirst()
        let isTime = bytes.first == UInt8(ascii: "t")
        if isTime { bytes.removeFirst() }
        guard let letter = bytes.popLast(), let amount = Int(String(decoding: bytes, as: UTF8.self)),
            (0..<most).contains(amount)
        else { return nil }
        let unit: Unit? =
            switch (letter, isTime) {
            case (UInt8(ascii: "y"), false): .years
            case (UInt8(ascii: "m"), false): .months
            case (UInt8(ascii: "w"), false): .weeks
            case (UInt8(ascii: "d"), false): .days
            case (UInt8(ascii: "h"), true): .hours
            case (UInt8(ascii: "m"), true): .minutes
            default: nil
            }
        return unit.map { TimeSpan(amount: amount, unit: $0) }
    }

    private static func unit(_ words: [String]) -> Unit? {
        let isWorking = words.contains {
            $0.hasPrefix("habil") || $0.hasPrefix("laborable") || $0 == "working" || $0 == "business"
        }
        for word in words {
            if word.hasPrefix("minut") || word == "min" { return .minutes }
            if word.hasPrefix("hora") || word.hasPrefix("hour") || word == "h" { return .hours }
            if word.hasPrefix("dia") || word.hasPrefix("day") { return isWorking ? .workingDays : .days }
            if word.hasPrefix("semana") || word.hasPrefix("week") { return .weeks }
            if word.hasPrefix("mes") || word.hasPrefix("month") { return .months }
            if word.hasPrefix("ano") || word.hasPrefix("year") { return .years }
        }
        return nil
    }

    private static let numerals: [String: Int] = [
        "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10,
        "doce": 12, "quince": 15, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
    ]
}
