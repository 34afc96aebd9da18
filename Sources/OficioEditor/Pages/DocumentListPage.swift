import Diagnostics
import OficioBasics
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource

/// The page that lists the documents of a site by type, with their units and states, and searches them by title,
/// code, id, former name, unit or state.
struct DocumentListPage {
    let preview: Preview
    let corpus: Corpus
    /// The search query; empty to list all documents.
    let query: String
    /// The id of the type whose documents are all listed; `nil` to list only the first documents of every type.
    let whole: String?
    /// The hashes of the keys (`Drafts.Key`) of documents with a stored unsaved form.
    private let drafted: Set<String>
    private let drafts: Drafts
    /// Whether the person may open the form of a source.
    var canOpen: (String) -> Bool = { _ in true }
    /// The links above the list as HTML.
    var tools = ""
    private let addresses: [DocumentAddress?]
    private var language: Language { corpus.schema.language }

    /// The maximum number of documents of each type that the list shows at first.
    private static let limit = 200

    init(_ preview: Preview, query: String, drafts: Drafts, whole: String? = nil) {
        self.preview = preview
        self.query = query
        self.drafts = drafts
        drafted = drafts.hashes
        self.whole = whole
        corpus = preview.loaded.corpus
        addresses = DocumentAddress.all(in: corpus)
    }

    /// The whole page with the list as HTML.
    var html: String {
        let label = localized(
            "Buscar por título, código, nombre anterior, unidad o estado",
            "Search by title, code, former name, unit or state")
        var main = """
            <form method="get" action="/-oficio/editar/" role="search" class="busca">
            <label for="q">\(label)</label>
            <input type="search" id="q" name="q" value="\(query.escapedForHTML)">
            <button>\(localized("Buscar", "Search"))</button>
            </form>

            """
        main = tools + lostDrafts + DraftList.linkToBrowser(drafts.names, language) + main
        let words = query.folded.split(separator: " ")
        let found = corpus.records.indices.filter { matches($0, words) }
        let count = Localized.count(found.count, es: ("documento", "documentos"), en: ("document", "documents"))
        main += "<div id=\"documentos\"><p role=\"status\">\(count[language])</p>\n"
        for (index, type) in corpus.schema.types.enumerated() {
            let records = found.filter { corpus.records[$0].type == index }.sorted {
                corpus.records[$0].title.folded < corpus.records[$1].title.folded
            }
            if records.isEmpty { continue }
            main += "<section><h2>\(type.plural[language].capitalizedFirst.escapedForHTML)</h2>\n<ul class=\"lista\">\n"
            let isWhole = whole == type.id || records.count <= Self.limit
            for record in isWhole ? records : Array(records.prefix(Self.limit)) { main += line(record) }
            main += "</ul>\n"
            if !isWhole {
                let link = "/-oficio/editar/?q=\(query.percentEncoded)&tipo=\(type.id.percentEncoded)"
                main += "<p><a href=\"\(link.escapedForHTML)\">"
                main += "\(localized("Ver los \(records.count)", "Show all \(records.count)"))</a></p>\n"
            }
            main += "</section>\n"
        }
        main += "</div>\n"
        return EditorPage(title: localized("Documentos", "Documents"), language: language, main: main).html
    }

    /// A line with a link to the unsaved forms of documents that no longer exist, as HTML; empty if there are none.
    private var lostDrafts: String {
        let lost = drafts.all(except: corpus.draftHashes)
        if lost.isEmpty { return "" }
        let words = Localized.count(
            lost.count, es: ("borrador de un documento que ya no está", "borradores de documentos que ya no están"),
            en: ("draft of a document that is gone", "drafts of documents that are gone"))
        return "<p class=\"aviso\"><a href=\"/-oficio/editar/guardados#borradores\">\(words[language])</a></p>\n"
    }

    private func line(_ index: Int) -> String {
        let record = corpus.records[index]
        let title = record.title.escapedForHTML
        let code = (corpus.words(record, .code) ?? "").escapedForHTML
        var more = code.isEmpty ? "" : " <span class=\"codigo\">\(code)</span>"
        if let unit = unit(index) { more += " <span class=\"unidad\">\(unit.title.escapedForHTML)</span>" }
        if let state = preview.state(ofRecord: index) {
            more += " <span class=\"estado\">\(state.escapedForHTML)</span>"
        }
        if corpus.draftKeys(ofRecord: index).contains(where: { drafted.contains($0.hash) }) {
            more += " <strong class=\"estado\">\(localized("Sin guardar", "Unsaved"))</strong>"
        }
        guard let address = addresses[index], canOpen(address.path) else { return "<li>\(title)\(more)</li>\n" }
        return "<li><a href=\"\(address.link("documento").escapedForHTML)\">\(title)</a>\(more)</li>\n"
    }

    private func matches(_ index: Int, _ words: [Substring]) -> Bool {
        if words.isEmpty { return true }
        let record = corpus.records[index]
        var texts = RecordSearch(corpus).names(of: record)
        if let unit = unit(index) { texts += RecordSearch(corpus).names(of: unit) }
        if let state = preview.state(ofRecord: index) { texts.append(state) }
        let text = texts.joined(separator: "\n").folded
        return words.allSatisfy { text.contains($0) }
    }

    /// Returns the unit to which a document belongs; `nil` if it belongs to none.
    private func unit(_ index: Int) -> Record? {
        let record = corpus.records[index]
        for field in [FieldKey.unit, .area] {
            guard case .references(let references)? = corpus.value(record, field) else { continue }
            let targets = references.compactMap { corpus.target(of: $0, types: [.unit], from: record.file) }
            if let unit = targets.first(where: { $0 != index }) { return corpus.records[unit] }
        }
        return nil
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
