/// Words with how often each occurs.
package struct WordBag: Sendable, Equatable {
    package private(set) var counts: [String: Int] = [:]

    package init() {}

    package init(_ text: String) { add(text) }

    package mutating func add(_ text: String) { for word in PlainText.words(text) { add(word: word) } }

    package mutating func add(word: String) { counts[word, default: 0] += 1 }

    package mutating func add(_ other: WordBag) {
        for (word, count) in other.counts { counts[word, default: 0] += count }
    }

    package var total: Int { counts.values.reduce(0, +) }

    /// The words that this bag has more often than another, in order of the alphabet.
    package func beyond(_ other: WordBag) -> [String] {
        counts.flatMap { word, count in Array(repeating: word, count: max(0, count - (other.counts[word] ?? 0))) }
            .sorted()
    }
}
