import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSearch
import OficioSite
import OficioSource
import OficioTheme

/// Search over a site without a browser.
package enum SiteSearch {
    /// The engine over the index of the site as it is now, which is the one that a build would write.
    package static func engine(_ root: String, today: CalendarDate) throws -> SearchEngine {
        let site = SiteLoader.load(root)
        let theme = Theme(site.corpus.schema.settings, root: root)
        let history = History(root, publicKey: site.corpus.schema.settings.signingKey)
        let edition = Edition(of: site.corpus, history: history, today: today)
        let files = SearchPlan(edition: edition, theme: theme).files
        let byName = Dictionary(uniqueKeysWithValues: files.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0) })
        let script = theme.scripts.first { $0.name == "search-engine.js" }?.bytes ?? []
        return try SearchEngine(script) { byName[$0]?.render() }
    }
}

/// An answer of the engine, read back.
package enum SearchAnswer {
    package static func json(_ text: String) -> JSONText? { JSONText(Array(text.utf8)) }
}
