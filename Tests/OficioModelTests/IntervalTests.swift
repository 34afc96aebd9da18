import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Review intervals and dates in the notations that people use.
@Suite struct IntervalTests {
    @Test(arguments: [
        ("anual", 12, 0), ("Anualmente", 12, 0), ("cada año", 12, 0), ("año", 12, 0), ("1 vez al año", 12, 0),
        ("dos veces por año", 6, 0), ("semestral", 6, 0),
        ("trimestral", 3, 0), ("cada trimestre", 3, 0), ("bienal", 24, 0), ("un año", 12, 0), ("2 AÑOS", 24, 0),
        ("2 anos", 24, 0), ("dos (2) años", 24, 0),
        ("12 meses (anual)", 12, 0), ("1 año y 6 meses", 18, 0), ("1,5 años", 18, 0), ("1.5 years", 18, 0),
        ("año y medio", 18, 0), ("un año y medio", 18, 0),
        ("medio año", 6, 0), ("cada 2 años.", 24, 0), ("12 months", 12, 0), ("every two years", 24, 0),
        ("twice a year", 6, 0), ("annually", 12, 0),
        ("P1Y6M", 18, 0), ("P2Y", 24, 0), ("90 días", 0, 90), ("quincenal", 0, 15), ("1 año, 2 meses y 3 días", 14, 3),
        ("Periodicidad: anual", 12, 0),
    ]) func `an interval in words is understood`(text: String, months: Int, days: Int) throws {
        let interval = try #require(ReviewInterval(text))
        #expect((interval.months, interval.days) == (months, days))
    }

    @Test(arguments: [
        "24", "", "cuando cambie la norma", "bianual", "2 años y", "12 meses (semestral)", "dos (3) años",
        "2 años o antes", "0,33 años", "P", "P1", "PY", "años 2", "1 2 años", "-1 años", "−2 meses", ">2 años",
        "~1 año", "50% años",
    ])
    func `a text without an interval is never guessed`(text: String) { #expect(ReviewInterval(text) == nil) }

    @Test(arguments: [
        ("anual", "2016-01-01"), ("1 año y 6 meses", "2016-07-01"), ("1,5 años", "2016-07-01"),
        ("2 años", "2017-01-01"),
    ]) func `the next review follows from the author's words`(words: String, due: String) throws {
        let interval = try #require(ReviewInterval(words))
        #expect(interval.end(from: try #require(CalendarDate(iso: "2015-01-01"))).iso == due)
    }

    @Test func `released content is compared by what earlier programs read of an interval`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/protocolos/a.md", "---\ntítulo: A\nrevisión cada: 1 año y 6 meses\n---\n"),
            ("content/protocolos/b.md", "---\ntítulo: B\nrevisión cada: 24\n---\n"),
            ("content/protocolos/c.md", "---\ntítulo: C\nrevisión cada: anual\n---\n"),
        ])
        let site = SiteLoader.load(folder.path)
        let values = site.corpus.records.map { site.corpus.value($0, "review-every") }
        guard case .duration(TimeSpan(amount: 1, unit: .years), _)? = values[0],
            case .duration(TimeSpan(amount: 24, unit: .months), _)? = values[1],
            case .blocks? = values[2]
        else {
            Issue.record("the values are others")
            return
        }
        #expect(site.diagnostics.map(\.code) == ["valor-invalido"])
    }

    @Test(arguments: [
        ("1 de marzo de 2026", "2026-03-01", true), ("1.º de marzo del 2026", "2026-03-01", true),
        ("lunes 2 de marzo de 2026", "2026-03-02", true),
        ("marzo 1, 2026", "2026-03-01", true), ("March 1st, 2026", "2026-03-01", true),
        ("1 mar 2026", "2026-03-01", true), ("1 de setiembre de 2026", "2026-09-01", true),
        ("31/12/2026", "2026-12-31", true), ("12/31/2026", "2026-12-31", true), ("1/3/2026", "2026-03-01", false),
        ("2026/3/1", "2026-03-01", true),
        ("5.5.2026", "2026-05-05", true), ("1 3 2026", "2026-03-01", false),
        ("1º de marzo del 2026", "2026-03-01", true), ("01.III.2026", "2026-03-01", true),
        ("1-mar-26", "2026-03-01", true), ("a los 3 días del mes de marzo de 2026", "2026-03-03", true),
        ("tres de marzo de dos mil veintiséis", "2026-03-03", true), ("01 de 03 de 2026", "2026-03-01", true),
        ("20260301", "2026-03-01", true), ("1 de marzo de 2,026", "2026-03-01", true),
        ("La Paz, 3 de marzo de 2026", "2026-03-03", false),
    ]) func `a day in another spelling is offered as it counts`(text: String, iso: String, isCertain: Bool) throws {
        let found = try #require(DateReading.date(in: text))
        #expect((found.date.iso, found.isCertain) == (iso, isCertain))
    }

    @Test(arguments: ["03-2026", "marzo de 2026", "31/02/2026", "ayer", "32 de enero de 2026", "1/3/26"])
    func `a text that names no day offers none`(text: String) { #expect(DateReading.date(in: text) == nil) }
}
