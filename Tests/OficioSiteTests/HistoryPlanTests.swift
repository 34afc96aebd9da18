import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme
import TestSupport
import Testing

@testable import OficioSite

/// Dependencies of the pages of a history.
@Suite struct HistoryPlanTests {
    private func demonstration() -> SiteContext {
        let loaded = SiteLoader.load(Folders.package)
        let edition = Edition(
            of: loaded.corpus, history: History(of: loaded), today: .testDay, options: Edition.Options())
        let theme = Theme(loaded.corpus.schema.settings, root: Folders.package)
        var nothing: ResultCache?
        return SiteContext(edition: edition, theme: theme, knowing: &nothing, configuration: 1)
    }

    @Test func `another program makes archived versions and redlines again`() throws {
        let site = demonstration()
        let made = HistoryPlan(site).files.filter { $0.path.hasSuffix(".html") || $0.path.hasSuffix("/datos.js") }
        #expect(made.count >= 6)
        // Without a fingerprint of their own, what they read decides, and what all files depend on: the program, too.
        #expect(made.allSatisfy { $0.fingerprint == nil })
        let trace = try #require(SiteStamps(site, baseStamp: 1).tracing(known: 0) {}.1)
        #expect(SiteStamps(site, baseStamp: 1).holds(trace, known: 0))
        #expect(!SiteStamps(site, baseStamp: 2).holds(trace, known: 0))
    }
}
