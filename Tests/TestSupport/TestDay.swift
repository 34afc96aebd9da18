import OficioSchema

extension CalendarDate {
    /// The day on which the tests check and build sites: 21 November 2026.
    package static let testDay: CalendarDate = {
        guard let day = CalendarDate(year: 2026, month: 11, day: 21) else {
            preconditionFailure("the calendar has a 21 November 2026")
        }
        return day
    }()
}
