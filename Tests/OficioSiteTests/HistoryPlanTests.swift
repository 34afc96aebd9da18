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

    @Test func `another program makes archived versions and redlines again`() {
        let site = demonstration()
        let made = HistoryPlan(site).files.filter { $0.path.hasSuffix(".html") || $0.path.hasSuffix("/datos.js") }
        #expect(made.count >= 6)
        // Without a fingerprint of their own, what they read decides, and what all files depend on: the program, too.
        #expect(made.allSatisfy { $0.fingerprint == nil })
        let fingerprints = [1, 1, 2].map { SiteStamps(site, baseStamp: $0).fingerprint(of: []) }
        #expect(fingerprints[0] == fingerprints[1])
        #expect(fingerprints[0] != fingerprints[2])
    }
}
