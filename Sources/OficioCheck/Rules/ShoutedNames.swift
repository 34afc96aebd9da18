import OficioSource

/// Finds names of units and systems in texts in capitals, in which capitals do not mark names. A name is a run of nouns
/// that begins with a word such as *DIRECCIÓN* or *SISTEMA*.
enum ShoutedNames {
    /// The prefix of the keys of names in capitals, which are compared only with each other.
    static let mark = "^"

    /// Returns the names in a text, each with a key that ignores articles, prepositions and plurals; none for a text
    /// with lower-case letters.
    static func all(in text: String) -> [(key: String, written: String)] {
        guard isShouted(text) else { return [] }
        var found: [(key: String, written: String)] = []
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" })
        var place = 0
        while place < words.count {
            let head = String(withoutPunctuation(words[place])).folded
            let kind = NameForms.stem(head)
            guard heads.contains(kind) || actions.contains(kind) else {
                place += 1
                continue
            }
            let end = end(of: words, from: place)
            let run = words[place..<end].map(withoutPunctuation)
            // A plural names several units, unless a singular article before it shows that it is a misspelling.
            let isOne = kind == head || place > 0 && singular.contains(withoutPunctuation(words[place - 1]))
            if run.count > 1, isOne, heads.contains(kind) || !particles.contains(run[1]) {
                let nouns = run.dropFirst().filter { $0 != "DE" && $0 != "DEL" && !articles.contains($0) }
                let stems = [kind] + nouns.map { NameForms.stem(String($0).folded) }
                found.append((mark + stems.joined(separator: " "), run.joined(separator: " ")))
                // The last word may be a verb: *EL LABORATORIO DE CONTROL DE CALIDAD AVISA*.
                if stems.count > 3, let before = run.dropLast().last, !particles.contains(before),
                    !articles.contains(before)
                {
                    let shorter = (stems.dropLast().joined(separator: " "), run.dropLast().joined(separator: " "))
                    found.append((mark + shorter.0, shorter.1))
                }
            }
            place = max(end, place + 1)
        }
        return found
    }

    /// Whether a spelling used `count` times is a misspelling of the usual spelling: the usual spelling occurs at
    /// least twice, and at least twice as often.
    static func isMisspelling(_ count: Int, beside usual: Int) -> Bool { usual >= max(2, 2 * count) }

    /// Returns the index after the last noun of a run. Nouns may follow each other directly, or after *DE* with or
    /// without an article, or *Y*; punctuation or another short word ends the run.
    private static func end(of words: [Substring], from start: Int) -> Int {
        var end = start + 1
        var place = start
        var nouns = 0
        while place < words.count, nouns <= mostNouns {
            let word = withoutPunctuation(words[place])
            let isClosed = word.endIndex != words[place].endIndex
            if particles.contains(word) {
                if isClosed || place > start && conjunctions.contains(withoutPunctuation(words[place - 1])) { break }
            } else if articles.contains(word) {
                guard !isClosed, place > start, withoutPunctuation(words[place - 1]) == "DE" else { break }
            } else {
                guard place == start || isNoun(word, after: withoutPunctuation(words[place - 1])) else { break }
                nouns += 1
                end = place + 1
                if isClosed { break }
            }
            place += 1
        }
        return end
    }

    private static let mostNouns = 6

    /// Whether a word is taken as a noun: it has at least four letters and is no preposition; after *Y* it must not
    /// be an infinitive, which begins another part of the sentence.
    private static func isNoun(_ word: Substring, after former: Substring) -> Bool {
        guard word.utf8.count > 2, word.allSatisfy(\.isLetter), case let folded = String(word).folded,
            word.utf8.count > 3 || short.contains(folded), !others.contains(folded)
        else { return false }
        return !(conjunctions.contains(former) && InfinitiveStart.isInfinitive(folded))
    }

    /// Returns a word without punctuation at its ends.
    private static func withoutPunctuation(_ word: Substring) -> Substring {
        var word = word.drop { !$0.isLetter }
        while let last = word.last, !last.isLetter { word.removeLast() }
        return word
    }

    private static func isShouted(_ text: String) -> Bool {
        text.withBytes { bytes in bytes.count > 8 && !bytes.contains { $0 >= 0x61 && $0 <= 0x7A } }
    }

    /// First words of the names of units and systems, folded, in the singular.
    static let heads: Set<String> = [
        "direccion", "subdireccion", "gerencia", "subgerencia", "secretaria", "subsecretaria", "departamento",
        "division", "seccion", "unidad",
        "oficina", "jefatura", "ministerio", "viceministerio", "instituto", "consejo", "comite", "sistema",
        "plataforma",
        "servicio", "centro", "tesoreria", "contraloria", "procuraduria", "presidencia", "intendencia",
        "superintendencia", "fiscalia", "delegacion", "laboratorio", "juzgado", "tribunal", "ventanilla", "modulo",
        "biblioteca", "hospital", "facultad", "agencia", "sucursal", "alcaldia", "colecturia", "catastro", "padron",
        "portal",
    ]
    /// First words of names that also mean an action or a record. They begin a name only if no *DE* follows
    /// (*REGISTRO NACIONAL*).
    private static let actions: Set<String> = ["coordinacion", "comision", "registro", "expediente", "archivo"]
    private static let particles: Set<Substring> = ["DE", "DEL", "Y", "E"]
    private static let conjunctions: Set<Substring> = ["Y", "E"]
    private static let articles: Set<Substring> = ["LA", "LAS", "LOS", "EL"]
    private static let singular: Set<Substring> = ["EL", "LA", "DEL", "AL", "UN", "UNA", "SU"]
    /// Nouns of three letters in names of units, folded.
    private static let short: Set<String> = ["red", "ley", "luz", "mar", "paz", "via", "voz"]
    /// Words of at least four letters that end a name, folded.
    private static let others: Set<String> = [
        "para", "ante", "bajo", "como", "desde", "donde", "entre", "hacia", "hasta", "mediante", "pero", "porque",
        "segun", "sobre", "tras", "cuando", "durante",
        "conforme", "acuerdo", "junto", "dicho", "dicha", "este", "esta", "estos", "estas", "cual", "cuales", "quien",
        "quienes", "cuyo", "cuya", "asimismo",
        "ademas", "correspondiente", "correspondientes", "respectivo", "respectiva", "sean", "esten", "debe", "debera",
    ]
}
