/// The fates of the words of one file while the file is matched.
package struct Fates: Sendable {
    /// The fate of each word, in the order of ``Outline/words``; nil for a word that has none yet.
    package private(set) var all: [Fate?]
    /// The words that were given a second fate, which is a bug.
    package private(set) var conflicts: [Int] = []

    /// Creates the fates of `count` words; none has a fate yet.
    package init(count: Int) { all = Array(repeating: nil, count: count) }

    /// Gives words a fate, and records a conflict for each word that already has a different one.
    package mutating func assign(_ words: [Int], _ fate: Fate) {
        for word in words {
            if let known = all[word], known != fate { conflicts.append(word) }
            all[word] = fate
        }
    }

    /// Replaces the fate of words.
    package mutating func reassign(_ words: [Int], _ fate: Fate) {
        for word in words { all[word] = fate }
    }

    /// Removes the fate of words.
    package mutating func clear(_ words: [Int]) {
        for word in words { all[word] = nil }
    }

    /// Whether a word has no fate yet.
    package func isOpen(_ word: Int) -> Bool { all[word] == nil }
}
