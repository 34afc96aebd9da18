import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a term that the glossary marks as not to be used.
    package static let doNotUse = Rule(
        "termino-no-usar", .language, .warning,
        what: Localized(
            es: "Un texto usa un término que el glosario pide no usar.",
            en: "A text uses a term that the glossary says not to use."),
        why: Localized(
            es: "La institución eligió una palabra; dos para lo mismo confunden a quien busca y a quien lee.",
            en: "The institution has chosen a word; two for one thing confuse whoever searches and whoever reads."),
        fires: """
            === content/glosario.yaml
            tipo: término
            elementos:
              - {id: carne, término: carné, definición: Tarjeta., no usar: [carnet]}
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            1. Pedir el carnet.
            """,
        passes: """
            === content/glosario.yaml
            tipo: término
            elementos:
              - {id: carne, término: carné, definición: Tarjeta., no usar: [carnet]}
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            1. Pedir el carné.
            """)
}

enum DoNotUse {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let banned = context.banned
        if banned.terms.isEmpty || [TypeKey.term, .externalDocument].contains(corpus.type(of: index).key) { return [] }
        var found: [Diagnostic] = []
        corpus.forEachText(of: index) { text in
            let whole = " " + text.plain.folded + " "
            guard banned.terms.keys.contains(where: { whole.contains(" " + $0 + " ") }) else { return }
            let words = text.plain.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            let folded = words.map { String($0).folded }
            for start in words.indices {
                for count in stride(from: min(banned.longest, words.count - start), through: 1, by: -1) {
                    guard let instead = banned.terms[folded[start..<(start + count)].joined(separator: " ")] else {
                        continue
                    }
                    let written = String(text.plain[words[start].startIndex..<words[start + count - 1].endIndex])
                    let place = context.locate(written, in: text.span)
                    let isFound = place != text.span || written == text.source
                    let capital = written.first?.isUppercase == true ? instead.capitalizedFirst : instead
                    found.append(
                        Diagnostic(
                            .doNotUse, at: place,
                            Localized(
                                es: "«\(written)»: el glosario pide «\(instead)»",
                                en: "“\(written)”: the glossary asks for “\(instead)”"),
                            fixes: isFound
                                ? [
                                    .init(
                                        Localized(es: "cambiar por «\(capital)»", en: "change to “\(capital)”"),
                                        safe: agrees(written, capital), [.init(place, capital)])
                                ] : [],
                            record: corpus.name(ofRecord: index)))
                    break
                }
            }
        }
        return found
    }
}

/// The words that the glossary marks as not to be used, with their replacements.
struct BannedWords: Sendable {
    /// The replacement of each banned term, by the folded term.
    private(set) var terms: [String: String] = [:]
    /// The number of words in the longest banned term.
    let longest: Int
    /// A fingerprint of all terms and their replacements.
    private(set) var stamp = Stamp()

    init(_ corpus: Corpus) {
        for record in corpus.records where corpus.schema.types[record.type].key == .term {
            guard case .list(let items)? = corpus.value(record, .doNotUse) else { continue }
            for item in items where !item.blocks.plain.isEmpty {
                let folded = item.blocks.plain.folded
                terms[folded] = record.title
                stamp.add([folded, record.title])
            }
        }
        longest = terms.keys.map { $0.split(separator: " ").count }.max() ?? 1
    }
}

/// Whether one word can replace another without a change of the words around it: both have the same gender, and the
/// written word is not in capitals.
private func agrees(_ written: String, _ instead: String) -> Bool {
    func isFeminine(_ text: String) -> Bool { text.folded.hasSuffix("a") || text.folded.hasSuffix("as") }
    return isFeminine(written) == isFeminine(instead) && written != written.uppercased()
}
