import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSearch
import OficioSite
import OficioSource

/// Searches a site without a browser.
package struct SiteSearch {
    /// The search engine, which has loaded the site's index.
    package let engine: SearchEngine
    private let corpus: Corpus

    /// Builds the search index of a site as a build on the day `today` would write it. Throws if the engine cannot
    /// load the index.
    package init(_ root: String, today: CalendarDate) throws {
        let site = OpenedSite(root)
        let edition = site.edition(today: today)
        let files = SearchPlan(SiteContext(edition: edition, theme: site.theme)).files
        let byName = Dictionary(
            uniqueKeysWithValues: files.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0) })
        engine = try SearchEngine { byName[$0]?.render() }
        corpus = edition.corpus
    }

    /// Returns the name of a type in search results, given any of the type's names; `nil` for an unknown type.
    package func type(_ word: String) -> String? {
        corpus.schema.type(named: word.folded).map {
            corpus.schema.types[$0].name[corpus.schema.language].capitalizedFirst
        }
    }

    /// Returns the title of a unit, given its id, code, title or a former name; `nil` for an unknown unit.
    package func unit(_ word: String) -> String? {
        corpus.resolve(word, types: [.unit], from: FileID(-1)).record.map { corpus.records[$0].title }
    }
}
