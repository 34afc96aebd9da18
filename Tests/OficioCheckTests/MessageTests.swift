import Diagnostics
import OficioBuild
import OficioSchema
import TestSupport
import Testing

/// Messages agree in number and gender with the nouns in them.
@Suite struct MessageTests {
    @Test(arguments: [
        ("puestos", "unidad", "no hay ninguna unidad «nadie»"),
        ("unidades", "jefatura", "no hay ningún puesto «nadie»"),
    ]) func `a reference that leads nowhere agrees with the type`(folder: String, key: String, words: String) throws {
        let site = try TemporaryFolder()
        try site.write([("content/\(folder)/x.md", "---\ntítulo: X\n\(key): nadie\n---\n")])
        let day = try #require(CalendarDate(iso: "2026-11-21"))
        let found = Pipeline.check(site.path, today: day).diagnostics.map(\.message.spanish)
        #expect(found.contains(words), "\(found)")
    }

    @Test func `one thing is counted in the singular`() {
        let words: (Int) -> Localized = { .count($0, es: ("libro", "libros"), en: ("ledger", "ledgers")) }
        #expect([0, 1, 2].map { words($0).spanish } == ["0 libros", "1 libro", "2 libros"])
        #expect(words(1).english == "1 ledger")
    }
}
