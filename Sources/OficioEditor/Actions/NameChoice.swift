import OficioModel

/// Finds the documents of a list by id, title, code or former name, ignoring case and accents.
struct NameChoice {
    private var found: [String: Set<String>] = [:]
    private var titles: [String: Set<String>] = [:]
    private var ids: Set<String> = []

    /// Collects the names of records, and the titles of new documents whose ids are derived from their titles.
    init(_ records: [Int], _ corpus: Corpus, new: [String] = []) {
        for record in records.map({ corpus.records[$0] }) {
            ids.insert(record.id)
            titles[record.title.folded, default: []].insert(record.id)
            for name in RecordSearch(corpus).names(of: record) { found[name.folded, default: []].insert(record.id) }
        }
        for title in new {
            ids.insert(title.fileName)
            titles[title.folded, default: []].insert(title.fileName)
        }
    }

    /// Returns the id of the document that a name means, or the name itself if it means no document, so that the
    /// caller reports the name. Throws if the name means several documents.
    func id(_ name: String) throws(EditorRefusal) -> String {
        if name.isEmpty || ids.contains(name) { return name }
        guard let all = titles[name.folded] ?? found[name.folded] else { return name }
        if all.count == 1, let only = all.first { return only }
        let list = all.sorted().joined(separator: ", ")
        throw EditorRefusal(
            "«\(name)» puede ser \(list): escriba el id", "“\(name)” may be \(list): write the id")
    }
}
