import OficioModel
import OficioSchema
import OficioSource

/// The documents that a reference may lead to: those of the site and those of the same import.
package struct NamedDocuments: Sendable {
    /// A document and the names by which a reference finds it.
    package struct Entry: Sendable {
        /// The identifier of the document, unique among the documents of its type.
        package let id: String
        /// The key of the document's type.
        package let type: TypeKey
        /// The title of the document.
        package let title: String
        /// The former names of the document.
        package let formerNames: [String]
        /// Whether the document is known only because something refers to it.
        package var isStub = false
    }

    /// All documents, in the order in which they were added.
    package private(set) var entries: [Entry] = []
    private var byTitle: [String: [Int]] = [:]
    private var byFolded: [String: [Int]] = [:]
    private var byFormer: [String: [Int]] = [:]
    private var byLoose: [String: [Int]] = [:]
    private var byID: [String: [Int]] = [:]
    private var ids: [TypeKey: Set<String>] = [:]

    /// Collects the documents of a site.
    package init(_ corpus: Corpus) {
        for record in corpus.records {
            let type = corpus.schema.types[record.type]
            var former: [String] = []
            if case .list(let names)? = record.value(type.field(.formerNames)) {
                former = names.map { $0.blocks.plain }
            }
            add(
                Entry(
                    id: record.id, type: type.key, title: record.title, formerNames: former,
                    isStub: corpus.declaredState(record) == .external))
        }
    }

    /// Adds a document.
    package mutating func add(_ entry: Entry) {
        let index = entries.count
        entries.append(entry)
        byTitle[entry.title, default: []].append(index)
        byFolded[entry.title.folded, default: []].append(index)
        byLoose[LooseName.looseForm(entry.title.folded), default: []].append(index)
        for name in entry.formerNames { byFormer[name.folded, default: []].append(index) }
        byID[entry.id, default: []].append(index)
        ids[entry.type, default: []].insert(entry.id)
    }

    /// Returns the identifiers of all documents of a type.
    package func ids(ofType type: TypeKey) -> Set<String> { ids[type] ?? [] }

    /// Returns the document with an identifier, among some types or, if `types` is empty, all; nil
    /// if there is none.
    package func entry(id: String, types: [TypeKey]) -> Entry? {
        byID[id]?.lazy.map { entries[$0] }.first { types.isEmpty || types.contains($0.type) }
    }

    /// Whether words are a title or a former name of one document or of several, among some types or, if `types` is
    /// empty, all.
    package func areName(_ words: String, types: [TypeKey]) -> Bool {
        let found = (byFolded[words.folded] ?? []) + (byFormer[words.folded] ?? [])
        return found.contains { types.isEmpty || types.contains(entries[$0].type) }
    }

    /// Returns the document with a title that only references name; nil if there is none.
    package func stub(_ title: String, type: TypeKey) -> Entry? {
        byFolded[title.folded]?.lazy.map { entries[$0] }.first { $0.isStub && $0.type == type }
    }

    /// Whether words that are nearly a title may stand for it: *Secretario de Gobierno* is not *Secretaría de
    /// Gobierno*.
    private func isSameThing(_ words: String, _ entry: Entry) -> Bool {
        entry.type != .unit
            || words.folded.split(separator: " ").first == entry.title.folded.split(separator: " ").first
    }

    /// The ways in which words match a document.
    package enum NameMatch: Sendable { case title, otherSpelling, formerName, alike }

    /// Returns the document that some words name: by its title, by a former name, or nearly so; nil if they
    /// name none or several.
    package func find(_ words: String, types: [TypeKey]) -> (entry: Entry, match: NameMatch)? {
        func one(_ found: [Int]?) -> Entry? {
            let fitting = (found ?? []).map { entries[$0] }.filter { types.isEmpty || types.contains($0.type) }
            if fitting.count == 1 { return fitting[0] }
            let things = fitting.filter { !$0.isStub }
            return things.count == 1 ? things[0] : nil
        }
        if let entry = one(byTitle[words]) { return (entry, .title) }
        if let entry = one(byFolded[words.folded]) { return (entry, .otherSpelling) }
        if let entry = one(byFormer[words.folded]) { return (entry, .formerName) }
        let loose = LooseName.looseForm(words.folded)
        if loose.count > 3, let entry = one(byLoose[loose]), isSameThing(words, entry) { return (entry, .alike) }
        return nil
    }
}
