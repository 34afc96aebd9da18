/// The nearest of some names to a mistyped one.
package enum Suggestion {
    /// The candidate with the least edit distance to `name` (insertions, deletions, substitutions and swaps of neighbours, on
    /// Unicode scalars), at most a third of its length and never more than 4; the first in order where several are as near; `nil`
    /// where none is near.
    ///
    /// Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964), restricted to disjoint edits.
    package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let typed = Array(name.unicodeScalars)
        let letters = Letters(name)
        var limit = min(4, max(1, typed.count / 3))
        var best: String?
        for candidate in candidates where letters.mayBe(Letters(candidate), within: limit) {
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

    /// The candidate that a name is most likely a slip for, `nil` rather than a word of its own: one edit up to eleven letters, two
    /// beyond, the first letter the same. Letters that sound alike count as one.
    package static func slip(for name: String, in candidates: some Sequence<String>) -> String? {
        let length = name.unicodeScalars.count
        guard length > 3, let first = name.unicodeScalars.first else { return nil }
        let limit = length < 12 ? 1 : 2
        let typed = sound(name)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate.unicodeScalars.first == first && candidate != name {
            let other = sound(candidate)
            guard abs(other.count - typed.count) <= limit else { continue }
            let distance = distance(typed, other, atMost: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// The scalars of a folded name with one for each group that Spanish spells in several ways: c, k, q; b, v; s, x, z; i, y.
    private static func sound(_ name: String) -> [Unicode.Scalar] {
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

    /// The candidate that is one slip away from `name`, where there is just one: near enough to be put right without anybody looking.
    package static func certain(for name: String, in candidates: some Sequence<String>) -> String? {
        let typed = Array(name.unicodeScalars)
        guard typed.count > 3 else { return nil }
        var found: Set<String> = []
        for candidate in candidates {
            let other = Array(candidate.unicodeScalars)
            if abs(other.count - typed.count) <= 1, other != typed, distance(typed, other, atMost: 1) <= 1 { found.insert(candidate) }
        }
        return found.count == 1 ? found.first : nil
    }

    /// What a text consists of, roughly: enough to see that two are far apart without comparing them.
    private struct Letters {
        private var scalars = 0
        /// A bit for each letter of ASCII.
        private var bits: UInt32 = 0

        init(_ text: String) {
            for byte in text.utf8 {
                if byte & 0xC0 != 0x80 { scalars += 1 }
                if byte >= 0x41, byte < 0x80 { bits |= 1 << UInt32(byte & 31) }
            }
        }

        /// An edit changes the length by one at most, and takes away and brings one letter at most.
        func mayBe(_ other: Letters, within limit: Int) -> Bool {
            abs(scalars - other.scalars) <= limit && (bits ^ other.bits).nonzeroBitCount <= 2 * limit
        }
    }

    /// The edit distance of two texts, or any number above `limit` once it is certain to be above it.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int {
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
