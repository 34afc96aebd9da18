import Diagnostics
import OficioModel
import OficioSchema

/// Describes a record in a line and in a short text.
struct RecordWords {
    let corpus: Corpus
    let record: Record

    private var language: Language { corpus.schema.language }
    private var type: DocumentType { corpus.schema.types[record.type] }

    /// The code, the type and the id of the record: *PR-01 · protocolo · entrega*.
    var line: String {
        [corpus.words(record, .code) ?? "", type.name[language], record.id].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// The record in Markdown: its title, its line, its former names and the beginning of its first long text.
    var markdown: String {
        var parts = ["**\(record.title)**", line]
        let former = RecordSearch(corpus).formerNames(of: record)
        if !former.isEmpty {
            parts.append(Localized(es: "Antes: ", en: "Formerly: ")[language] + former.joined(separator: ", "))
        }
        if let path = corpus.path(of: record.file) { parts.append("`\(path)`") }
        if let summary { parts.append(summary) }
        return parts.joined(separator: "\n\n")
    }

    /// The first text of the record that is longer than one fact, cut at 300 characters; `nil` if it has none.
    private var summary: String? {
        for value in record.fields {
            guard case .blocks(let blocks) = value.value else { continue }
            let words = blocks.plain
            if words.isEmpty { continue }
            return words.count > 300 ? String(words.prefix(300)) + "…" : words
        }
        return nil
    }
}
