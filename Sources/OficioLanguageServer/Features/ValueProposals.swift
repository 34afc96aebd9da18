import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Proposes the values that a field takes.
struct ValueProposals {
    private let source: EditedSource
    private let type: DocumentType?
    private let today: CalendarDate

    /// Prepares the values of the fields of a type; `today` is proposed for dates.
    init(_ source: EditedSource, _ type: DocumentType?, today: CalendarDate) {
        self.source = source
        self.type = type
        self.today = today
    }

    /// The greatest number of records in one list; a longer list is asked for again as more is typed.
    private static let limit = 100

    private var language: Language { source.language }

    /// The form of the document: the one that its front matter names, otherwise that of its type.
    private var form: Form? {
        guard let type else { return nil }
        let named = source.parsed.entries.first { ["formato", "form"].contains($0.key.text.folded) }
        if case .scalar(let scalar)? = named?.value, let index = source.schema.form(id: scalar.text.folded) {
            return source.schema.forms[index]
        }
        return source.schema.forms[source.schema.defaultForm(of: type)]
    }

    // MARK: Values

    /// Returns the values of a field; `nil` for a kind that has no list of values. `prefix` is put before each of
    /// them.
    func list(_ field: Field, typed: Substring, range: Range<Int>, prefix: String = "") -> CompletionList? {
        func values(_ words: [String]) -> CompletionList {
            CompletionList(
                range: range, items: words.map { CompletionItem(label: $0, kind: .value, text: prefix + $0) })
        }
        if field.key == .state { return values(Self.states[language == .spanish ? 0 : 1]) }
        if field.key == .access {
            return values(language == .spanish ? ["interno", "público"] : ["internal", "public"])
        }
        switch field.kind {
        case .references(let kind):
            let bare = typed.hasPrefix("[[") ? typed.dropFirst(2) : typed
            return records(
                typed: String(bare), types: kind.types, range: (range.upperBound - bare.utf8.count)..<range.upperBound,
                prefix: prefix)
        case .boolean: return values(language == .spanish ? ["sí", "no"] : ["yes", "no"])
        case .date: return values([today.iso])
        case .choice, .codes:
            let items = codes(of: field.kind).map {
                CompletionItem(
                    label: $0.code, detail: $0.label, kind: .code, text: prefix + $0.code,
                    filter: "\($0.code) \($0.label)")
            }
            return CompletionList(range: range, items: items)
        default: return nil
        }
    }

    /// The states that a document may declare, in Spanish and in English.
    private static let states = [
        ["borrador", "en revisión", "vigente", "derogado", "sustituido", "externo"],
        ["draft", "in review", "current", "repealed", "superseded", "external"],
    ]

    /// Returns the codes of a field's list: that of the document's form, otherwise the canonical frequencies.
    func codes(of kind: FieldKind) -> [Code] {
        guard let form else { return [] }
        switch kind {
        case .choice(let name), .codes(let name):
            if let list = form.list(named: name.folded) { return list.codes }
            return name.folded == Frequencies.name ? Frequencies.list(in: language).codes : []
        default: return []
        }
    }

    /// Returns the records that match what was typed, as references by id.
    func records(typed: String, types: [TypeKey], range: Range<Int>, prefix: String = "") -> CompletionList {
        let corpus = source.corpus
        let search = RecordSearch(corpus)
        let found = search.records(matching: typed, types: types, limit: Self.limit + 1)
        let items = found.prefix(Self.limit).map { index -> CompletionItem in
            let record = corpus.records[index]
            return CompletionItem(
                label: record.title, detail: RecordWords(corpus: corpus, record: record).line, kind: .document,
                text: prefix + reference(to: index),
                // The client compares the beginning of what was typed.
                filter: typed + " " + search.names(of: record).joined(separator: " "))
        }
        return CompletionList(range: range, items: items, isPart: true)
    }

    /// Returns the shortest name by which a record is found for certain: its id, with its type if another record has
    /// the same id.
    private func reference(to index: Int) -> String {
        let corpus = source.corpus
        let record = corpus.records[index]
        if corpus.resolve(record.id, from: record.file).record == index { return record.id }
        return corpus.name(of: record)
    }

    /// Returns the site's forms for the type of the document.
    func forms(typed: Substring, range: Range<Int>) -> CompletionList {
        let forms = source.schema.forms.filter { !$0.isBuiltIn && $0.type == type?.key }
        return CompletionList(
            range: range,
            items: forms.map { CompletionItem(label: $0.id, detail: $0.title, kind: .value, text: $0.id) })
    }
}
