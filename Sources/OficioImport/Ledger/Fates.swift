/// The fates of the words of one file while it is matched.
package struct Fates: Sendable {
    /// By word, as in ``Outline/words``.
    package private(set) var all: [Fate?]
    /// Words that were given a second fate, which is a fault of the program.
    package private(set) var conflicts: [Int] = []

    package init(count: Int) { all = Array(repeating: nil, count: count) }

    package mutating func assign(_ words: [Int], _ fate: Fate) {
        for word in words {
            if let known = all[word], known != fate { conflicts.append(word) }
            all[word] = fate
        }
    }

    /// Gives words another fate than the one they have.
    package mutating func reassign(_ words: [Int], _ fate: Fate) {
        for word in words { all[word] = fate }
    }

    package func isOpen(_ word: Int) -> Bool { all[word] == nil }
}
