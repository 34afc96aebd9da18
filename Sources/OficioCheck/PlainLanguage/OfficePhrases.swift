import Diagnostics
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a phrase of office language that has a plainer equivalent.
    package static let officePhrase = Rule(
        "formula-de-oficina", .plainLanguage, .note,
        what: Localized(
            es: "Una fórmula de oficina dice con muchas palabras lo que cabe en una.",
            en: "A phrase of office language says in many words what one can say."),
        why: Localized(
            es: """
                Alarga la frase y no añade nada. La sugerencia sirve casi siempre; léala dentro de la frase antes de \
                cambiar.
                """,
            en: """
                It makes the sentence longer and adds nothing. The suggestion nearly always fits; read it in the \
                sentence before changing.
                """
        ),
        fires: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Llevar a cabo el cobro con el objeto de cuadrar la caja.
            ---
            """,
        passes: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Cobrar para cuadrar la caja.
            ---
            """)
}

/// Phrases of office language with plainer equivalents, from lists that are embedded in the program
/// (`Sources/BuiltIn/files/words`).
enum OfficePhrases {
    /// Returns the office phrases in a sentence as written, each with the message of its finding.
    static func find(in sentence: Sentence, _ language: Language) -> [(phrase: String, message: Localized)] {
        let table = language == .spanish ? spanish : english
        let words = sentence.words.map { String($0.filter(\.isLetter)).lowercased() }
        var found: [(phrase: String, message: Localized)] = []
        var place = 0
        while place < words.count {
            // Take the longest phrase that begins here.
            guard let entry = table[words[place]]?.first(where: { words[place...].starts(with: $0.words) }) else {
                place += 1
                continue
            }
            let written = sentence.words[place..<(place + entry.words.count)].joined(separator: " ")
            let phrase = String(written.reversed().drop { !$0.isLetter }.reversed())
            guard !isAdjective(phrase, in: sentence, before: place + entry.words.count) else {
                place += entry.words.count
                continue
            }
            found.append((phrase, message(phrase, entry.plain)))
            place += entry.words.count
        }
        return found
    }

    /// Whether a phrase that ends with *mismo* belongs to the noun behind it, as in *del mismo modo*. It stands for a
    /// noun where the clause ends, or before a word such as *y* or *que*.
    private static func isAdjective(_ phrase: String, in sentence: Sentence, before next: Int) -> Bool {
        guard phrase.lowercased().split(separator: " ").last?.hasPrefix("mism") ?? false, next < sentence.words.count,
            sentence.words[next - 1].last?.isLetter ?? false
        else { return false }
        return !connectives.contains(sentence.words[next].filter(\.isLetter).lowercased())
    }

    private static let connectives: Set<String> = [
        "a", "ante", "al", "como", "con", "contra", "cuando", "de", "del", "desde", "e", "el", "en", "entre", "es",
        "está", "están", "fue", "ha", "han", "hasta", "la", "las", "lo", "los", "más", "ni", "no", "o", "para", "pero",
        "por", "que", "quien", "se", "según", "ser", "será", "si", "sin", "sobre", "son", "su", "sus", "tras", "u",
        "un",
        "una", "y", "ya",
    ]

    /// Returns the message about a phrase. `plain` is its equivalent, or advice in brackets.
    private static func message(_ phrase: String, _ plain: String) -> Localized {
        if plain.hasPrefix("(") {
            let advice = plain.dropFirst().dropLast()
            return Localized(es: "«\(phrase)»: \(advice)", en: "“\(phrase)”: \(advice)")
        }
        return Localized(es: "«\(phrase)»: más claro, «\(plain)»", en: "“\(phrase)”: plainer, “\(plain)”")
    }

    private struct Entry: Sendable {
        let words: [String]
        let plain: String
    }

    private static let spanish = table("es-formulas")
    private static let english = table("en-formulas")

    /// Returns the entries of a list of lines `phrase = plain` by their first word, the longest first.
    private static func table(_ name: String) -> [String: [Entry]] {
        var table: [String: [Entry]] = [:]
        for line in (BuiltInFiles.bytes("words/\(name).txt") ?? []).split(separator: 0x0A) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: "=").map {
                $0.split(separator: " ").joined(separator: " ")
            }
            guard parts.count == 2, case let words = parts[0].split(separator: " ").map(String.init),
                let first = words.first
            else { continue }
            table[first, default: []].append(Entry(words: words, plain: parts[1]))
        }
        return table.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }
}
