import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The page that lists the documents of a site by type and finds them by title, code, id or former name.
struct ListPage {
    let corpus: Corpus
    /// The searched words, empty for all documents.
    let query: String
    /// What stands above the list, as HTML.
    var tools = ""
    private let addresses: [DocumentAddress?]
    private var language: Language { corpus.schema.language }

    init(_ corpus: Corpus, query: String) {
        self.corpus = corpus
        self.query = query
        addresses = DocumentAddress.all(in: corpus)
    }

    /// The page as HTML.
    var html: String {
        var main = """
            <form method="get" action="/-oficio/editar/" role="search" class="busca">
            <label for="q">\
            \(say("Buscar por título, código o nombre anterior", "Search by title, code or former name"))</label>
            <input type="search" id="q" name="q" value="\(HTML.escaped(query))">
            <button>\(say("Buscar", "Search"))</button>
            </form>

            """
        main = tools + main
        let found = corpus.records.indices.filter { matches(corpus.records[$0]) }
        let count = Localized.count(found.count, es: ("documento", "documentos"), en: ("document", "documents"))
        main += "<p role=\"status\">\(count[language])</p>\n"
        for (index, type) in corpus.schema.types.enumerated() {
            let records = found.filter { corpus.records[$0].type == index }.sorted {
                corpus.records[$0].title.folded < corpus.records[$1].title.folded
            }
            if records.isEmpty { continue }
            main += "<section><h2>\(HTML.escaped(type.plural[language].capitalizedFirst))</h2>\n<ul class=\"lista\">\n"
            for record in records { main += line(record) }
            main += "</ul></section>\n"
        }
        return EditorPage(title: say("Documentos", "Documents"), language: language, main: main).html
    }

    private func line(_ index: Int) -> String {
        let record = corpus.records[index]
        let title = HTML.escaped(record.title)
        let code = HTML.escaped(corpus.words(record, .code) ?? "")
        let more = code.isEmpty ? "" : " <span class=\"codigo\">\(code)</span>"
        guard let address = addresses[index] else { return "<li>\(title)\(more)</li>\n" }
        return "<li><a href=\"\(HTML.escaped(address.link("documento")))\">\(title)</a>\(more)</li>\n"
    }

    private func matches(_ record: Record) -> Bool {
        let words = query.folded.split(separator: " ")
        if words.isEmpty { return true }
        let type = corpus.schema.types[record.type]
        let names = [FieldKey.formerNames, .formerIDs].flatMap { field -> [String] in
            guard case .list(let items)? = record.value(type.field(field)) else { return [] }
            return items.map { $0.blocks.plain }
        }
        let text = ([record.title, record.id, corpus.words(record, .code) ?? ""] + names).joined(separator: "\n").folded
        return words.allSatisfy { text.contains($0) }
    }

    private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
