import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// An entry of the embedded file `reference/words.txt`: what `oficio explain` says of a key of the settings, or of
/// another word that messages and the guide use.
struct WordReference {
    /// The names of the entry in each language.
    let names: [Language: [String]]
    /// The file or place in which the word is written.
    private let place: Localized
    private let what: Localized
    /// An example; empty if the entry has none.
    private let example: Localized

    /// All entries in the order of the file.
    static let all = String(decoding: BuiltInFiles.bytes("reference/words.txt") ?? [], as: UTF8.self)
        .replacing("\r", with: "")
        .split(separator: "\n\n").compactMap { WordReference(String($0)) }

    /// Reads an entry; `nil` for a block of comments or one that lacks its names or sentences.
    private init?(_ block: String) {
        var names: Localized?
        var place = Localized(same: "")
        var sentences: [String] = []
        var examples: [String] = []
        for line in block.split(separator: "\n").map(String.init) {
            let rest = line.dropFirst(2)
            switch line.prefix(2) {
            case "# ": continue
            case "= ": names = Self.pair(rest)
            case "@ ": place = Self.pair(rest)
            case "> ": examples.append(String(rest))
            default: sentences.append(line)
            }
        }
        guard let names, sentences.count == 2 else { return nil }
        self.names = [
            .spanish: names.spanish.split(separator: ",").map { String($0).trimmedASCII },
            .english: names.english.split(separator: ",").map { String($0).trimmedASCII },
        ]
        self.place = place
        what = Localized(es: sentences[0], en: sentences[1])
        example = examples.count == 2 ? Localized(es: examples[0], en: examples[1]) : Localized(same: "")
    }

    /// Reads `Spanish | English`, or one text for both.
    private static func pair(_ text: Substring) -> Localized {
        let parts = text.split(separator: "|").map { String($0).trimmedASCII }
        return Localized(es: parts.first ?? "", en: parts.last ?? "")
    }

    /// Whether a folded word is one of the entry's names, in either language.
    func isCalled(_ folded: String) -> Bool { names.values.joined().contains { $0.folded == folded } }

    /// Returns the explanation in a language: names and place, what the word means, and an example.
    func text(_ language: Language) -> String {
        var lines = ["\((names[language] ?? []).joined(separator: ", ")) · \(place[language])", what[language]]
        if !example[language].isEmpty {
            lines += ["", Localized(es: "Ejemplo:", en: "Example:")[language], "    " + example[language]]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
