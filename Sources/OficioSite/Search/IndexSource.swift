import Diagnostics
import OficioSearch
import OficioSource

/// The documents, synonyms and language of a site, from which the search index is made.
struct IndexSource: Sendable {
    let layout: IndexLayout
    let concepts: [SearchConcept]
    let language: Language
    private let documents: SearchDocuments

    init(_ site: SiteContext) {
        documents = SearchDocuments(site: site)
        layout = IndexLayout(site.corpus.records.indices.map { site.corpus.recordID(of: $0).text })
        concepts = documents.concepts()
        language = site.language
    }

    /// Makes the index. `former` holds the lists of an earlier index, of which unchanged ones are taken over; `part`
    /// returns the part with a number, from a cache or with the given function.
    func index(former: IndexLists? = nil, _ part: @Sendable (Int, () -> SearchPart) -> SearchPart) -> SearchIndex {
        SearchIndex(
            layout, concepts: concepts, language: language, known: documents.knownWords,
            document: { documents.document($0) }, former: former, part: part)
    }

    /// Returns the text shards of the index.
    func texts() -> [SearchIndex.Text] { layout.texts { documents.document($0) } }
}
