import OficioBasics
import OficioSource

/// Pairs the entries of two lists: by id, then by equal words, and then by similar words.
enum EntryMatching {
    struct Entry {
        let id: String
        /// The words of the entry. They are compared if the ids differ, and also if the ids are the same but derived
        /// from the words.
        let words: String
    }

    /// Returns, for each new entry, the index of the old entry that it corresponds to; `nil` for an added entry. Each
    /// old entry is used at most once. Compares every pair, so the cost is quadratic.
    static func pairs(_ old: [Entry], _ new: [Entry]) -> [Int?] {
        var result = [Int?](repeating: nil, count: new.count)
        var isTaken = [Bool](repeating: false, count: old.count)
        func take(_ match: (Entry, Entry) -> Bool) {
            for (index, entry) in new.enumerated() where result[index] == nil {
                guard let found = old.indices.first(where: { !isTaken[$0] && match(old[$0], entry) }) else { continue }
                result[index] = found
                isTaken[found] = true
            }
        }
        take {
            !$0.id.isEmpty && $0.id == $1.id
                && (similarity($0.words, $1.words) > 0.3 || !$0.id.hasPrefix($0.words.slug(words: 3)))
        }
        take { $0.words == $1.words }
        // The most similar pairs come first; among equally similar pairs, the earlier one comes first.
        var candidates: [(score: Double, old: Int, new: Int)] = []
        for (a, entry) in old.enumerated() where !isTaken[a] {
            for (b, other) in new.enumerated() where result[b] == nil {
                let score = similarity(entry.words, other.words)
                if score >= 0.5 { candidates.append((score, a, b)) }
            }
        }
        candidates.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
        for candidate in candidates where !isTaken[candidate.old] && result[candidate.new] == nil {
            result[candidate.new] = candidate.old
            isTaken[candidate.old] = true
        }
        return result
    }

    /// Returns Dice's coefficient of the words of two texts, from 0 to 1.
    static func similarity(_ a: String, _ b: String) -> Double {
        if a == b { return 1 }
        let (first, second) = (a.folded.parts(between: " "), b.folded.parts(between: " "))
        if first.isEmpty || second.isEmpty { return 0 }
        var counts: [Substring: Int] = [:]
        for word in first { counts[word, default: 0] += 1 }
        var shared = 0
        for word in second where counts[word, default: 0] > 0 {
            counts[word, default: 0] -= 1
            shared += 1
        }
        return 2 * Double(shared) / Double(first.count + second.count)
    }

    /// Returns the indices of the pairs that keep their order: a longest increasing subsequence (patience sorting). The
    /// other pairs have moved.
    static func indicesInOrder(_ pairs: [Int?]) -> Set<Int> {
        var tails: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for (index, old) in pairs.enumerated() {
            guard let old else { continue }
            let place = tails.firstIndex { (pairs[$0] ?? 0) >= old } ?? tails.count
            before[index] = place > 0 ? tails[place - 1] : nil
            if place == tails.count { tails.append(index) } else { tails[place] = index }
        }
        var result: Set<Int> = []
        var place = tails.last
        while let index = place {
            result.insert(index)
            place = before[index]
        }
        return result
    }
}
