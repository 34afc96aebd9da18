import Diagnostics
import OficioSchema
import Testing

@Suite struct ScalarTests {
    @Test func `versions compare as sequences of integers`() throws {
        #expect(VersionNumber("05") == VersionNumber("5."))
        #expect(try #require(VersionNumber("1.9")) < #require(VersionNumber("1.10")))
        #expect(VersionNumber("x") == nil)
    }

    @Test(arguments: [
        ("2 días hábiles", TimeSpan.Unit.workingDays, 2), ("30 minutos", .minutes, 30), ("36 MESES", .months, 36),
        ("36", .months, 36), ("P2Y", .years, 2),
        ("PT30M", .minutes, 30),
        ("dos años", .years, 2),
    ]) func `lengths of time are read`(text: String, unit: TimeSpan.Unit, amount: Int) {
        #expect(TimeSpan(text) == TimeSpan(amount: amount, unit: unit))
    }

    @Test func `days that do not exist are no dates`() {
        #expect(CalendarDate(iso: "2023-02-29") == nil)
        #expect(CalendarDate(iso: "2024-02-29") != nil)
        #expect(CalendarDate(iso: "29/02/2024") == nil)
    }

    @Test func `days are added over months and leap years`() throws {
        #expect(try #require(CalendarDate(iso: "2024-01-31")).adding(months: 1).iso == "2024-02-29")
        #expect(try #require(CalendarDate(iso: "2023-12-31")).adding(days: 60).iso == "2024-02-29")
    }

    @Test func `a date pattern quotes its words`() throws {
        let date = try #require(CalendarDate(iso: "2018-01-02"))
        #expect(DatePattern("dd 'de' MMMM 'de' yyyy'.'").format(date, .spanish) == "02 de enero de 2018.")
        #expect(DatePattern("dd/MM/yy").format(date, .english) == "02/01/18")
    }
}
