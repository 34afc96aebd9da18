/// Words, each with the number of times that it occurs.
package struct WordBag: Sendable, Equatable {
    /// The number of occurrences, by word.
    package private(set) var counts: [String: Int] = [:]

    /// Creates an empty bag.
    package init() {}

    /// Creates a bag of the words of a text.
    package init(_ text: String) { add(text) }

    /// Adds the words of a text.
    package mutating func add(_ text: String) { for word in PlainText.words(text) { add(word: word) } }

    /// Adds one word without splitting it.
    package mutating func add(word: String) { counts[word, default: 0] += 1 }

    /// Adds all words of another bag.
    package mutating func add(_ other: WordBag) {
        for (word, count) in other.counts { counts[word, default: 0] += count }
    }

    /// The number of words, repeated ones included.
    package var total: Int { counts.values.reduce(0, +) }

    /// Returns, sorted, the words that occur more often in this bag than in another bag.
    package func wordsBeyond(_ other: WordBag) -> [String] {
        counts.flatMap { word, count in Array(repeating: word, count: max(0, count - (other.counts[word] ?? 0))) }
            .sorted()
    }
}
