import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSearch
import OficioSite
import OficioSource

/// Search over a site without a browser.
package struct SiteSearch {
    package let engine: SearchEngine
    private let corpus: Corpus

    /// The engine over the index of the site as it is now, which is the one that a build would write.
    package init(_ root: String, today: CalendarDate) throws {
        let site = OpenedSite(root)
        let edition = site.edition(today: today)
        let files = SearchPlan(SiteContext(edition: edition, theme: site.theme)).files
        let byName = Dictionary(uniqueKeysWithValues: files.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0) })
        engine = try SearchEngine { byName[$0]?.render() }
        corpus = edition.corpus
    }

    /// A type as results name it, from any of its names; `nil` where there is none.
    package func type(_ word: String) -> String? {
        corpus.schema.type(named: word.folded).map { corpus.schema.types[$0].name[corpus.schema.language].capitalizedFirst }
    }

    /// A unit's title, from its id, code, title or a former name; `nil` where there is none.
    package func unit(_ word: String) -> String? {
        corpus.resolve(word, types: [.unit], from: FileID(-1)).record.map { corpus.records[$0].title }
    }
}

/// An answer of the engine, read back.
package enum SearchAnswer {
    package static func json(_ text: String) -> JSONText? { JSONText(Array(text.utf8)) }
}
