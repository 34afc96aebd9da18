import Diagnostics
import OficioSchema
import OficioSource

// Decodes dates, and reports dates in other spellings.
extension ValueDecoder {
    /// Returns the date of a text; for any other text, the text, with a finding. `inCell` is true for a cell of a
    /// table.
    mutating func date(_ text: Text, inCell: Bool) -> Value {
        if let date = CalendarDate(iso: text.source.trimmedASCII) { return .date(date, text) }
        let reading = DateReading(text.source) ?? DateReading(sentence: text.source)
        guard case .days(let days)? = reading?.meaning else {
            return reportWrongValue(
                text, es: "una fecha como 2018-01-02", en: "a date like 2018-01-02",
                label: reading.flatMap { Self.advice($0.meaning) })
        }
        let isCertain = days.count == 1 && reading?.hasOtherWords == false
        return reportWrongValue(
            text, es: "una fecha como 2018-01-02", en: "a date like 2018-01-02", label: Self.advice(days),
            fixes: days.map { day in
                // The span of a cell includes the blanks around its text.
                let isPadded = inCell && text.span.end - text.span.start > text.source.utf8.count + 1
                let written = isPadded ? " \(day.date.iso) " : day.date.iso
                return .init(
                    Localized(es: "escribir \(day.date.iso)", en: "write \(day.date.iso)"), safe: isCertain,
                    [.init(text.span, written)])
            })
    }

    /// Returns advice on how to write one of several possible days.
    private static func advice(_ days: [DateReading.Candidate]) -> Localized {
        if days.count == 1 { return Localized(es: "escriba \(days[0].date.iso)", en: "write \(days[0].date.iso)") }
        let parts = days.enumerated().map { place, day in
            let (es, en): (String, String) =
                switch day.first {
                case .day: ("el día", "the day")
                case .month: ("el mes", "the month")
                case .year: ("el año", "the year")
                }
            return Localized(
                es: place == 0 ? "\(day.date.iso) si el primer número es \(es)" : "\(day.date.iso) si es \(es)",
                en: place == 0 ? "\(day.date.iso) if the first number is \(en)" : "\(day.date.iso) if it is \(en)")
        }
        func list(_ words: [String], _ or: String) -> String {
            words.count < 3
                ? words.joined(separator: ", \(or) ")
                : words.dropLast().joined(separator: ", ") + ", \(or) " + (words.last ?? "")
        }
        return Localized(
            es: "escriba " + list(parts.map(\.spanish), "o"), en: "write " + list(parts.map(\.english), "or"))
    }

    /// Returns advice about a text that names no day; `nil` for one that names days.
    private static func advice(_ meaning: DateReading.Meaning) -> Localized? {
        switch meaning {
        case .days: nil
        case .month(let year?, let month):
            CalendarDate(year: year, month: month, day: 1).map { first in
                Localized(
                    es: "falta el día: si es el primero del mes, escriba \(first.iso)",
                    en: "the day is missing: if it is the first of the month, write \(first.iso)")
            }
        case .month(nil, _):
            Localized(
                es: "falta el día o el año: escriba los tres, primero el año",
                en: "the day or the year is missing: write all three, the year first")
        case .year:
            Localized(
                es: "faltan el mes y el día", en: "the month and the day are missing")
        case .impossible:
            Localized(es: "el calendario no tiene ese día", en: "the calendar has no such day")
        }
    }
}
