import OficioSource

/// Finds names of systems and units in lower case that lack their preposition: *sistema atención de clientes* beside
/// *sistema de atención al cliente*. A name is the first word with the two nouns after it.
enum LowercaseNames {
    /// The prefix of the keys of names in lower case, which are compared only with each other.
    static let mark = "~"

    private static let heads: Set<String> = [
        "sistema", "centro", "plataforma", "módulo", "portal", "unidad", "oficina",
    ]
    private static let particles: Set<String> = ["de", "del", "al", "a", "la", "el", "los", "las", "y"]

    /// Returns the names in a text, each with a key that ignores articles, prepositions and plurals.
    static func all(in text: String) -> [(key: String, written: String)] {
        var found: [(key: String, written: String)] = []
        let words = NameForms.pieces(of: text)
        let places = text.withBytes { bytes in words.indices.filter { mayBegin(bytes, words[$0].range) } }
        for place in places {
            let head = text.slice(words[place].range)
            var run = [head]
            var stems = [String(head).folded]
            for word in words[(place + 1)...].prefix(6).map({ text.slice($0.range) }) {
                let bare = word.prefix { $0.isLetter }
                if particles.contains(String(bare)) && bare.endIndex == word.endIndex {
                    run.append(word)
                    continue
                }
                guard bare.utf8.count > 4, bare.allSatisfy(\.isLowercase) else { break }
                run.append(bare)
                stems.append(NameForms.stem(String(bare).folded))
                if stems.count == 3 || bare.endIndex != word.endIndex { break }
            }
            if stems.count == 3 { found.append((mark + stems.joined(separator: " "), run.joined(separator: " "))) }
        }
        return found
    }

    /// Whether a name lacks the preposition after its first word.
    static func lacksPreposition(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        return words.count > 1 && !particles.contains(String(words[1]))
    }

    /// Whether a word is one of `heads`.
    static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        guard (6...10).contains(word.count) else { return false }
        switch (bytes[word.lowerBound], bytes[word.lowerBound + 1]) {
        case (0x73, 0x69), (0x63, 0x65), (0x70, 0x6C), (0x70, 0x6F), (0x6D, 0xC3), (0x75, 0x6E), (0x6F, 0x66):
            return heads.contains(String(decoding: bytes[word], as: UTF8.self))
        default: return false
        }
    }
}
