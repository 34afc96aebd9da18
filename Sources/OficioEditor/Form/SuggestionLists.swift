import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Makes the lists of values that the controls of a form suggest.
struct SuggestionLists {
    let corpus: Corpus
    let form: Form

    /// Returns the name of the list with the values of a column in the records of a type: `valores.TYPE.FIELD.COLUMN`.
    static func name(ofColumn column: String, of field: String, of type: String) -> String {
        "valores.\(type).\(field).\(column)"
    }

    /// Returns the lists with the given names: `si-no`, `codigos-NAME`, `valores.TYPE.FIELD.COLUMN`, `ref-TYPE-TYPE`.
    func lists(_ names: Set<String>) -> [Suggestions] {
        names.sorted().map { Suggestions(name: $0, values: values($0)) }
    }

    /// The maximum number of values that a page contains for one list. For longer lists, the form's script requests
    /// values while the person types.
    private static let limit = 500

    /// Returns the lists with the given names that are short enough for a page.
    func shortLists(_ names: Set<String>) -> [Suggestions] { lists(names).filter { $0.values.count <= Self.limit } }

    /// Returns at most 20 values of a list that match all words of a query. References match by title, code, id or
    /// former name; those with a name equal to the query come first, then those with a name that begins with it.
    /// Other values match by value and label, and keep their order.
    func matchingValues(_ query: String, in name: String) -> [(value: String, label: String)] {
        let words = query.folded.split(separator: " ")
        if !name.hasPrefix("ref") {
            return Array(
                values(name).filter { value, label in
                    let text = "\(value) \(label)".folded
                    return words.allSatisfy { text.contains($0) }
                }.prefix(20))
        }
        return RecordSearch(corpus).records(matching: query, types: types(name), limit: 20).map {
            (corpus.records[$0].id, label(corpus.records[$0]))
        }
    }

    /// Returns the keys of the types that a list of references names; empty for all types.
    private func types(_ name: String) -> [TypeKey] {
        corpus.schema.types.filter { name.contains("-\($0.id)") }.map(\.key)
    }

    private func records(_ name: String) -> [Record] {
        let types = Set(types(name))
        return corpus.records.indices.map { corpus.records[$0] }.filter { record in
            name == "ref" || types.contains(corpus.schema.types[record.type].key)
        }
    }

    private func label(_ record: Record) -> String {
        let code = corpus.words(record, .code) ?? ""
        let former = RecordSearch(corpus).formerNames(of: record)
        let also = Localized(es: "antes ", en: "formerly ")[corpus.schema.language]
        return [record.title, code, former.isEmpty ? "" : also + former.joined(separator: ", ")].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    private func values(_ name: String) -> [(value: String, label: String)] {
        let language = corpus.schema.language
        if name == "si-no" {
            return [Localized(es: "sí", en: "yes"), Localized(es: "no", en: "no")].map { ($0[language], "") }
        }
        if name.hasPrefix("codigos-") {
            let list = form.lists.first { "codigos-" + $0.name == name } ?? Frequencies.list(in: language)
            return list.codes.map { ($0.code, $0.label) }
        }
        if name.hasPrefix("valores.") { return columnValues(name.split(separator: ".").dropFirst().map(String.init)) }
        return records(name).map { ($0.id, label($0)) }
    }

    /// Returns the values of a column in all records of a type, in the order of their first use. Each value has a
    /// label, made of the texts that its rows have in the first other text column: `1`, *Inicial*. Empty if no type
    /// has the column.
    private func columnValues(_ path: [String]) -> [(value: String, label: String)] {
        guard path.count == 3, let index = corpus.schema.types.firstIndex(where: { $0.id == path[0] }),
            let field = corpus.schema.types[index].field(id: path[1])
        else { return [] }
        let columns = corpus.schema.types[index].fields[field].kind.rowType.columns
        guard let own = columns.firstIndex(where: { $0.id == path[2] }) else { return [] }
        let other = columns.indices.first { place in
            if case .text = columns[place].kind { place != own } else { false }
        }
        var order: [String] = []
        var names: [String: [String]] = [:]
        for record in corpus.records(ofType: index).map({ corpus.records[$0] }) {
            guard case .rows(let rows)? = record.value(field) else { continue }
            for row in rows.rows {
                func cell(_ column: Int?) -> String {
                    row.cells.first { $0.field == column }?.value.plain ?? ""
                }
                let value = cell(own)
                if value.isEmpty { continue }
                if names[value] == nil { order.append(value) }
                let name = cell(other)
                if names[value]?.contains(name) != true { names[value, default: []].append(name) }
            }
        }
        return order.map { value in (value, (names[value] ?? []).filter { !$0.isEmpty }.joined(separator: ", ")) }
    }
}
