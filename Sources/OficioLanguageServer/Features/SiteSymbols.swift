import OficioBasics
import OficioModel

/// Finds the documents of a site by their names, for a client's list of symbols.
struct SiteSymbols {
    let root: String
    let site: LoadedSite
    let encoding: PositionEncoding

    private static let limit = 200

    /// Returns the records whose title, id, code or former name has all words of a query.
    func matching(_ query: String) -> [JSONText] {
        let corpus = site.corpus
        var lines: [Int32: TextLines] = [:]
        return RecordSearch(corpus).records(matching: query, limit: Self.limit).compactMap { index in
            let record = corpus.records[index]
            guard let path = corpus.path(of: record.file) else { return nil }
            let text = lines[record.file.index] ?? TextLines(site.bytes(of: record.file))
            lines[record.file.index] = text
            return .object([
                ("name", .string(record.title)), ("kind", .integer(1)),
                ("containerName", .string(RecordWords(corpus: corpus, record: record).line)),
                (
                    "location",
                    .object([
                        ("uri", .string(FileAddress.address(root + "/" + path))),
                        ("range", text.json(record.span.range, encoding)),
                    ])
                ),
            ])
        }
    }
}
