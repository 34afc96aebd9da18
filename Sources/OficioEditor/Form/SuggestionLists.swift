import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Makes the lists of values that the controls of a form suggest.
struct SuggestionLists {
    let corpus: Corpus
    let form: Form

    /// Returns the lists with the given names: `si-no`, `codigos-NAME`, `ref-TYPE-TYPE`.
    func lists(_ names: Set<String>) -> [Suggestions] {
        names.sorted().map { Suggestions(name: $0, values: values($0)) }
    }

    private func values(_ name: String) -> [(value: String, label: String)] {
        let language = corpus.schema.language
        if name == "si-no" {
            return [Localized(es: "sí", en: "yes"), Localized(es: "no", en: "no")].map { ($0[language], "") }
        }
        if name.hasPrefix("codigos-") {
            let list = form.lists.first { "codigos-" + $0.name == name } ?? Frequencies.list
            return list.codes.map { ($0.code, $0.label) }
        }
        let schema = corpus.schema
        var found: [(value: String, label: String)] = []
        for index in corpus.records.indices {
            let record = corpus.records[index]
            let type = schema.types[record.type]
            guard name == "ref" || name.contains("-\(type.id)") else { continue }
            let code = corpus.words(record, .code) ?? ""
            found.append((record.id, [record.title, code].filter { !$0.isEmpty }.joined(separator: " · ")))
        }
        return found
    }
}
