import OficioBuild
import OficioSchema
import OficioSource
import TestSupport
import Testing

@Suite struct SpellingTests {
    /// Without these paths, an unchanged site would repeat its last report after a dictionary was installed.
    @Test func `a check notes where libraries and dictionaries would be, whether they are there or not`() throws {
        let site = try TemporaryFolder()
        try site.write([
            ("content/site.yaml", "institución: Archivo\nlengua: es\nortografía: sí\n"),
            ("content/puestos/cajero.md", "---\ntítulo: Cajero\nobjetivo: Atender al público.\n---\n"),
        ])
        let today = try #require(CalendarDate(iso: "2026-11-21"))
        let (_, journal) = ReadJournal.recording(below: site.path, except: site.path + "/output") {
            Pipeline.check(site.path, today: today)
        }
        let noted = Set(journal.all.map(\.path))
        for path in [
            "/etc/ld.so.cache", "/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell/dicts",
        ] { #expect(noted.contains(path)) }
    }
}
