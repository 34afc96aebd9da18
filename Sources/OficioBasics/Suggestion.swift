/// Finds the name that the author of a mistyped name meant.
package enum Suggestion {
    /// Returns the candidate nearest to `name`, or nil if none is near. A candidate that equals `name` does not
    /// count.
    ///
    /// The distance counts insertions, deletions, substitutions and swaps of adjacent Unicode scalars. It must be at
    /// most a third of the length of `name`, rounded down but at least 1, and at most 4. Of several nearest candidates
    /// the first one wins. (F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM
    /// 7 (1964), restricted to disjoint edits.)
    package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let typed = Array(name.unicodeScalars)
        let letters = Letters(name)
        var limit = min(4, max(1, typed.count / 3))
        var best: String?
        for candidate in candidates where letters.canMatch(Letters(candidate), within: limit) {
            let other = Array(candidate.unicodeScalars)
            guard abs(other.count - typed.count) <= limit, other != typed else { continue }
            let distance = distance(typed, other, atMost: limit)
            if distance <= limit, best == nil || distance < limit {
                best = candidate
                limit = distance
            }
        }
        return best
    }

    /// Returns the candidate that `name` is probably a misspelling of, or nil. Stricter than `nearest`: the name must
    /// have at least four letters, the first letter must agree, and at most one edit is allowed below twelve letters,
    /// two from twelve on. Letters that sound alike count as one.
    package static func likelyName(for name: String, in candidates: some Sequence<String>) -> String? {
        SuggestionIndex(candidates).likelyName(for: name)
    }

    /// Returns the sound of a folded name: one letter stands for each group that Spanish spells in several ways (c,
    /// k, q; b, v; s, x, z; i, y), and `tion` becomes `cion`.
    fileprivate static func sound(_ name: String) -> [Unicode.Scalar] {
        name.replacing("tion", with: "cion").unicodeScalars.map { letter in
            switch letter {
            case "k", "q": "c"
            case "v": "b"
            case "x", "z": "s"
            case "y": "i"
            default: letter
            }
        }
    }

    /// Returns the only candidate at distance 1 from a name of at least four letters, or nil if there is none or more
    /// than one. The returned name is certain enough to be applied without review.
    package static func certainName(for name: String, in candidates: some Sequence<String>) -> String? {
        let typed = Array(name.unicodeScalars)
        guard typed.count > 3 else { return nil }
        var found: Set<String> = []
        for candidate in candidates {
            let other = Array(candidate.unicodeScalars)
            if abs(other.count - typed.count) <= 1, other != typed, distance(typed, other, atMost: 1) <= 1 {
                found.insert(candidate)
            }
        }
        return found.count == 1 ? found.first : nil
    }

    /// A summary of the letters of a text, which rejects distant candidates without computing the distance.
    private struct Letters {
        private var scalars = 0
        /// One bit for each ASCII letter that occurs, ignoring case.
        private var bits: UInt32 = 0

        init(_ text: String) {
            for byte in text.utf8 {
                if byte & 0xC0 != 0x80 { scalars += 1 }
                if byte >= 0x41, byte < 0x80 { bits |= 1 << UInt32(byte & 31) }
            }
        }

        /// Whether the distance to another text can be within `limit`. One edit changes the length by at most one,
        /// and removes and adds at most one letter.
        func canMatch(_ other: Letters, within limit: Int) -> Bool {
            abs(scalars - other.scalars) <= limit && (bits ^ other.bits).nonzeroBitCount <= 2 * limit
        }
    }

    /// Whether at most one edit is needed in each word of fewer than nine letters. *Revised date* is not *Review date*.
    /// Texts with different numbers of words are not compared by word.
    fileprivate static func haveLikeWords(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        let (mine, others) = (a.split(separator: " "), b.split(separator: " "))
        guard mine.count > 1, mine.count == others.count else { return true }
        return zip(mine, others).allSatisfy { mine, other in
            mine.count >= 9 || distance(Array(mine), Array(other), atMost: 1) <= 1
        }
    }

    /// Returns the edit distance of two texts, or some number above `limit` if the distance is above it.
    fileprivate static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = last
        for i in a.indices {
            row[0] = i + 1
            var least = row[0]
            for j in b.indices {
                let substitution = last[j] + (a[i] == b[j] ? 0 : 1)
                var value = min(substitution, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, beforeLast[j - 1] + 1) }
                row[j + 1] = value
                least = min(least, value)
            }
            if least > limit { return least }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count]
    }
}

/// An index of correctly spelled names, in which misspelled ones are looked up by their first letter.
package struct SuggestionIndex: Sendable {
    /// The names of the index, in the given order.
    package let names: [String]
    /// The names by their first scalar, each with its sound (see `Suggestion.sound`).
    private let byFirst: [Unicode.Scalar: [(name: String, sound: [Unicode.Scalar])]]

    /// Creates the index of some names.
    package init(_ names: some Sequence<String>) {
        self.names = Array(names)
        var byFirst: [Unicode.Scalar: [(name: String, sound: [Unicode.Scalar])]] = [:]
        for name in self.names {
            guard let first = name.unicodeScalars.first else { continue }
            byFirst[first, default: []].append((name, Suggestion.sound(name)))
        }
        self.byFirst = byFirst
    }

    /// Returns the name that `name` is probably a misspelling of, or nil; see `Suggestion.likelyName`.
    package func likelyName(for name: String) -> String? {
        let length = name.unicodeScalars.count
        guard length > 3, let first = name.unicodeScalars.first else { return nil }
        let limit = length < 12 ? 1 : 2
        let typed = Suggestion.sound(name)
        var best: (name: String, distance: Int)?
        for candidate in byFirst[first] ?? [] where candidate.name != name {
            guard abs(candidate.sound.count - typed.count) <= limit else { continue }
            let distance = Suggestion.distance(typed, candidate.sound, atMost: limit)
            if distance <= limit, distance < best?.distance ?? .max,
                distance < 2 || Suggestion.haveLikeWords(typed, candidate.sound)
            {
                best = (candidate.name, distance)
            }
        }
        return best?.name
    }
}
