import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The rules of plain language. They run only if the site sets `lenguaje claro: sí`. Each finding is about one sentence
/// and gives advice.
enum PlainLanguage {
    /// The rules that examine one sentence. A finding is placed at the `words` that a rule returns.
    private static let rules:
        [@Sendable (Sentence, Language, (Rule) -> Int) -> (rule: Rule, message: Localized, words: String)?] = [
            LongSentence.check, HardSentence.check, PassiveChain.check,
        ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.schema.settings.checksPlainLanguage, corpus.type(of: index).key != .term else { return [] }
        let language = corpus.schema.language
        let name = corpus.name(ofRecord: index)
        var found: [Diagnostic] = []
        corpus.forEachText(of: index) { text in
            // Texts with tabs are table cells, not sentences.
            if text.source.contains(byte: 0x09) { return }
            for sentence in Sentence.split(text.plain) {
                for rule in rules {
                    guard let (rule, message, words) = rule(sentence, language, { context.option($0, for: index) })
                    else { continue }
                    found.append(Diagnostic(rule, at: context.locate(words, in: text.span), message, record: name))
                }
                for (phrase, message) in OfficePhrases.find(in: sentence, language) {
                    found.append(
                        Diagnostic(.officePhrase, at: context.locate(phrase, in: text.span), message, record: name))
                }
            }
        }
        return found
    }
}

/// A sentence of a text with its words.
struct Sentence {
    let text: Substring
    let words: [Substring]

    /// The first three words of the sentence, which locate a finding in the text.
    var beginning: String { words.prefix(3).joined(separator: " ") }

    /// Returns the sentences of a text. A sentence ends at a full stop, a semicolon, a question mark or an
    /// exclamation mark right after at least three letters, or at the end of the text.
    static func split(_ text: String) -> [Sentence] {
        var found: [Sentence] = []
        var start = text.startIndex
        var index = start
        var letters = 0
        func add(_ end: String.Index) {
            let piece = text[start..<end]
            let words = piece.split(whereSeparator: { " \n\t".contains($0) }).filter { $0.contains(where: \.isLetter) }
            if !words.isEmpty { found.append(Sentence(text: piece, words: words)) }
        }
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            let closes =
                ".;?!".contains(character) && letters > 2 && (next == text.endIndex || " \n\t".contains(text[next]))
            if closes {
                add(next)
                start = next
            }
            letters = character.isLetter ? letters + 1 : 0
            index = next
        }
        add(text.endIndex)
        return found
    }
}
