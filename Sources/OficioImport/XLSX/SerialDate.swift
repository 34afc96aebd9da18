import Glibc

/// A date and time of a spreadsheet, counted in days since the end of 1899.
struct SerialDate {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    private let weekdayIndex: Int
    private let hasTime: Bool

    /// Makes the date of a serial number; nil outside of the years 1900 to 9999.
    init?(_ serial: Double, isEra1904: Bool = false) {
        let serial = serial + (isEra1904 ? 1462 : 0)
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var seconds = Int((serial * 86400).rounded())
        var days = seconds / 86400
        seconds %= 86400
        // Spreadsheets count a 29 February 1900, which did not exist.
        if days < 60 { days += 1 }
        // Days since 1 March of the year 0 (H. Hinnant, chrono-compatible low-level date
        // algorithms).
        let shifted = days - 25569 + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = seconds / 3600
        minute = seconds / 60 % 60
        second = seconds % 60
        hasTime = seconds != 0
        weekdayIndex = (days + 6) % 7
    }

    /// The date as *2019-03-04*, with the time of day if there is one.
    var iso: String {
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        return hasTime ? "\(date)T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))" : date
    }

    var monthName: String {
        [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre",
        ][month - 1]
    }

    var weekday: String { ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"][weekdayIndex] }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
