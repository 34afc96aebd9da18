import Diagnostics
import OficioBasics
import OficioModel

/// The documents that mention a document, and that may therefore need a change when it changes.
struct MentioningDocuments {
    private let corpus: Corpus
    private let records: [Int]
    private let language: Language
    /// The maximum number of documents that the list names.
    private static let limit = 30

    /// Finds the documents that mention the document at `address`; `nil` if no document mentions it, or if the corpus
    /// has no document at the address.
    init?(_ address: DocumentAddress, in corpus: Corpus, _ language: Language) {
        guard let record = address.index(in: corpus) else { return nil }
        records = Self.mentioning(record, in: corpus)
        if records.isEmpty { return nil }
        self.corpus = corpus
        self.language = language
    }

    /// Returns the indices of the other records that mention a record, in order.
    static func mentioning(_ record: Int, in corpus: Corpus) -> [Int] {
        corpus.records.indices.filter { index in
            index != record && corpus.mentions(in: index).contains { $0.resolution.record == record }
        }
    }

    /// The list of documents as HTML, collapsed until the reader expands it.
    var html: String {
        let count = Localized.count(
            records.count, es: ("documento lo nombra", "documentos lo nombran"),
            en: ("document names it", "documents name it"))
        let words = Localized(
            es: "Lo que cambie aquí se ve también allí: ", en: "What changes here shows there as well: ")
        return "<details class=\"alcance\"><summary>\(words[language])\(count[language])</summary>"
            + "\(Self.list(Array(records.prefix(Self.limit)), of: records.count, in: corpus))</details>\n"
    }

    /// Returns a list of records as HTML with links to their forms; `count` is the number of all documents, of which
    /// the list may show only the first.
    static func list(_ records: [Int], of count: Int, in corpus: Corpus) -> String {
        let addresses = DocumentAddress.all(in: corpus)
        let items = records.map { index -> String in
            let title = corpus.records[index].title.escapedForHTML
            guard let address = addresses[index] else { return "<li>\(title)</li>" }
            return "<li><a href=\"\(address.link("documento").escapedForHTML)\">\(title)</a></li>"
        }
        let more = count > records.count ? "<li>… +\(count - records.count)</li>" : ""
        return "<ul>\(items.joined())\(more)</ul>\n"
    }
}
