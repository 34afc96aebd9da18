import OficioSource

/// Ids of rows and items that carry none: from the source alone, so that no build state enters them.
package enum RowIDs {
    /// The first six content words of a text.
    package static func slug(_ text: String) -> String {
        var parts: [Substring] = []
        for word in text.prefixForID.folded.split(separator: " ") where !stopWords.contains(word) {
            parts.append(word)
            if parts.count == 6 { break }
        }
        return parts.isEmpty ? "x" : parts.joined(separator: "-")
    }

    /// Gives each repeated id a counter: `x`, `x-2`, `x-3`.
    static func unique(_ id: String, _ seen: inout [String: Int]) -> String {
        let count = (seen[id] ?? 0) + 1
        seen[id] = count
        return count == 1 ? id : "\(id)-\(count)"
    }

    private static let stopWords: Set<Substring> = [
        "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "su", "sus", "un", "una", "y",
        "the", "of", "to", "and", "in", "for", "or", "an",
    ]
}

extension String {
    /// Enough of a text for six words.
    fileprivate var prefixForID: String { utf8.count <= 160 ? self : String(prefix(160)) }
}
