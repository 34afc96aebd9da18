import OficioSchema
import OficioSource

/// The time from the first day until the end of an onboarding phase, as the phase's code or name gives it.
struct PhaseTime: Equatable {
    /// Whether the phase comes before the first day.
    let isBefore: Bool
    let span: TimeSpan

    /// Reads `antes`, `dia-1`, `Primera semana`, `mes-1`, `Day 90`; `nil` for words that name no time.
    init?(_ words: String) {
        let parts = words.folded.split { $0 == " " || $0 == "-" }.map(String.init)
        if parts.contains("antes") || parts.contains("before") {
            isBefore = true
            span = TimeSpan(amount: 1, unit: .days)
            return
        }
        let ordinals: [(String, Int)] = [
            ("primer", 1), ("first", 1), ("segund", 2), ("second", 2), ("tercer", 3), ("third", 3), ("sext", 6),
        ]
        let amount =
            parts.lazy.compactMap { part in Int(part) ?? ordinals.first { part.hasPrefix($0.0) }?.1 }.first.map {
                min($0, 10_000)
            } ?? 1
        isBefore = false
        for part in parts {
            if part.hasPrefix("dia") || part.hasPrefix("day") {
                span = TimeSpan(amount: amount == 1 ? 0 : amount, unit: .days)
                return
            }
            for (stem, factor, unit) in [
                ("semana", 1, TimeSpan.Unit.weeks), ("week", 1, .weeks), ("mes", 1, .months), ("month", 1, .months),
                ("trimestr", 3, .months), ("quarter", 3, .months),
                ("semestr", 6, .months), ("ano", 1, .years), ("year", 1, .years),
            ] where part.hasPrefix(stem) {
                span = TimeSpan(amount: amount * factor, unit: unit)
                return
            }
        }
        return nil
    }

    /// Returns the time limit of a task of the phase. In the phase of the first day, a task of one day is due that
    /// same day; any other limit, or `nil`, is unchanged.
    func limit(_ limit: TimeSpan?) -> TimeSpan? {
        guard let limit, span.amount == 0, limit.amount <= 1, limit.unit == .days || limit.unit == .workingDays else {
            return limit
        }
        return span
    }

    /// The approximate number of days from the first day, for ordering phases; -1 before the first day.
    var days: Int {
        if isBefore { return -1 }
        return switch span.unit {
        case .minutes, .hours: 0
        case .days, .workingDays: span.amount
        case .weeks: span.amount * 7
        case .months: span.amount * 30
        case .years: span.amount * 365
        }
    }
}
