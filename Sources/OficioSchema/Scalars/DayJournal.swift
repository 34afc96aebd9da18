import OficioBasics

/// Records how a computation uses the present day, and until which day its result stays the same.
///
/// A day from `CalendarDate.asToday` reports each of its uses here. A comparison with another day limits the result to
/// the days on which the comparison gives the same answer. Any other use limits the result to the present day.
package final class DayJournal: Sendable {
    /// The number of days after which the first comparison gives another answer: 1 after any other use of the present
    /// day, `nil` if no answer ever changes.
    private let daysLeft = Locked<Int?>(nil)

    private static let active = Locked<[DayJournal]>([])

    private init() {}

    /// Runs `body`, and returns its result with a journal of how it used the present day, on any thread.
    package static func recording<Result>(_ body: () throws -> Result) rethrows -> (Result, DayJournal) {
        let journal = DayJournal()
        active.withLock { $0.append(journal) }
        defer { active.withLock { $0.removeAll { $0 === journal } } }
        return (try body(), journal)
    }

    /// Returns the last day on which the computation would give the same result as on `today`.
    package func lastDay(from today: CalendarDate) -> CalendarDate {
        guard let days = daysLeft.withLock(\.self) else { return .last }
        return today.untracked.adding(days: days - 1)
    }

    /// Records that the result depends on the present day itself.
    package static func noteExactDay() { note(daysLeft: 1) }

    /// Records that a comparison gives another answer after some days.
    static func note(daysLeft days: Int) {
        for journal in active.withLock(\.self) { journal.daysLeft.withLock { $0 = min($0 ?? days, days) } }
    }
}
