import OficioSource

/// Ids of rows and items that carry none: from the source alone, so that no build state enters them.
package enum RowIDs {
    /// The first six content words of a text.
    package static func slug(_ text: String) -> String {
        var out: [UInt8] = []
        var words = 0
        for word in Substring(text.prefixForID.folded).utf8.split(separator: 0x20) where !isStopWord(word) {
            if words > 0 { out.append(0x2D) }
            out.append(contentsOf: word)
            words += 1
            if words == 6 { break }
        }
        return words == 0 ? "x" : String(decoding: out, as: UTF8.self)
    }

    /// Gives each repeated id a counter: `x`, `x-2`, `x-3`.
    static func unique(_ id: String, _ seen: inout [String: Int]) -> String {
        let count = (seen[id] ?? 0) + 1
        seen[id] = count
        return count == 1 ? id : "\(id)-\(count)"
    }

    /// Articles, prepositions and conjunctions of Spanish and English.
    private static func isStopWord(_ word: Substring.UTF8View) -> Bool {
        word.count <= 4 && stopWords.contains(Substring(word))
    }

    private static let stopWords: Set<Substring> = [
        "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "su", "sus", "un", "una", "y",
        "the", "of", "to", "and", "in", "for", "or", "an",
    ]
}

extension String {
    /// Enough of a text for six words.
    fileprivate var prefixForID: String {
        guard utf8.count > 160 else { return self }
        return String(decoding: utf8.prefix(160), as: UTF8.self)
    }
}
