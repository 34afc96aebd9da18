import Diagnostics
import OficioBasics

extension RuleExample {
    /// Returns the files of the example in a language. The examples are written in Spanish; the embedded file
    /// `reference/examples-en.txt` has their words in English. Examples with a history stay Spanish, because its files
    /// have checksums.
    package func files(in language: Language) -> [(path: String, text: String)] {
        if language == .spanish || files.contains(where: { $0.path.hasPrefix("content/historial/") }) { return files }
        return files.map { (EnglishExamples.translate($0.path), EnglishExamples.translate($0.text)) }
    }
}

extension Rule {
    /// Whether the rule looks only at texts in Spanish, so that its example has no English form.
    package var readsOnlySpanish: Bool { EnglishExamples.shared.spanishOnly.contains(code) }

    /// The files of an example of the rule in a language; see `RuleExample.files(in:)`.
    package func files(of example: RuleExample, in language: Language) -> [(path: String, text: String)] {
        readsOnlySpanish ? example.files : example.files(in: language)
    }
}

/// The words of the rules' examples in English.
private struct EnglishExamples {
    /// The Spanish phrases by their first character, the longest first, each with its English words.
    private var phrases: [Character: [(spanish: [Character], english: String)]] = [:]
    /// The codes of the rules that look only at texts in Spanish.
    private(set) var spanishOnly: Set<String> = []

    static let shared = EnglishExamples()

    private init() {
        let text = String(decoding: BuiltInFiles.bytes("reference/examples-en.txt") ?? [], as: UTF8.self)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let first = parts[0].first else { continue }
            if parts[0] == "!" {
                spanishOnly.insert(parts[1])
            } else {
                phrases[first, default: []].append((Array(parts[0]), parts[1]))
            }
        }
        for first in phrases.keys { phrases[first]?.sort { $0.spanish.count > $1.spanish.count } }
    }

    /// Replaces the longest known phrase at each place that borders on no letter or digit of the same word.
    static func translate(_ text: String) -> String {
        let characters = Array(text)
        var result = ""
        var place = 0
        while place < characters.count {
            let found = shared.phrases[characters[place]]?.first { isWhole($0.spanish, in: characters, at: place) }
            result += found?.english ?? String(characters[place])
            place += found?.spanish.count ?? 1
        }
        return result
    }

    private static func isWhole(_ phrase: [Character], in text: [Character], at place: Int) -> Bool {
        let end = place + phrase.count
        guard end <= text.count, text[place..<end].elementsEqual(phrase) else { return false }
        func joins(_ one: Character?, _ other: Character?) -> Bool {
            guard let one, let other else { return false }
            return (one.isLetter || one.isNumber) && (other.isLetter || other.isNumber)
        }
        return !joins(place > 0 ? text[place - 1] : nil, phrase.first)
            && !joins(phrase.last, end < text.count ? text[end] : nil)
    }
}
