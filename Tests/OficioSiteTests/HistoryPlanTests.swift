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
    /// The fingerprints of archived versions, redlines and their data, keyed by path, that a program with the
    /// fingerprint `configuration` plans for the demonstration.
    private func fingerprints(configuration: UInt64) -> [String: String] {
        let loaded = SiteLoader.load(Folders.package)
        let edition = Edition(
            of: loaded.corpus, history: History(of: loaded), today: .testDay, options: Edition.Options())
        let theme = Theme(loaded.corpus.schema.settings, root: Folders.package)
        var nothing: ResultCache?
        let site = SiteContext(edition: edition, theme: theme, knowing: &nothing, configuration: configuration)
        let made = HistoryPlan(site).files.filter { $0.path.hasSuffix(".html") || $0.path.hasSuffix("/datos.js") }
        return Dictionary(uniqueKeysWithValues: made.compactMap { file in file.fingerprint.map { (file.path, $0) } })
    }

    @Test func `another program makes archived versions and redlines again`() {
        let (before, again, after) = (
            fingerprints(configuration: 1), fingerprints(configuration: 1), fingerprints(configuration: 2)
        )
        #expect(before.count >= 6)
        #expect(before == again)
        #expect(before.keys == after.keys)
        #expect(before.allSatisfy { after[$0.key] != $0.value })
    }
}
