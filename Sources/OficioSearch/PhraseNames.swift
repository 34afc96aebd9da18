import Diagnostics
import OficioBasics
import OficioSource

/// The names of concepts that consist of several words, for finding them in texts.
///
/// A name occurs in a text if its stems follow one another there, ignoring stop words: *dar de alta* occurs in *la
/// dieron de alta* but not in *dar lectura en voz alta*. Each such name is a term of the index,
/// `PhraseNames.term(_:)`.
package struct PhraseNames: Sendable {
    /// The number of each stem of a name, from 1.
    private var stems: [String: Int32] = [:]
    /// The trie of stems: maps node × 2³² + stem to the next node. The root is 0.
    private var edges: [UInt64: Int32] = [:]
    /// The term of each node at which a name ends; empty for all other nodes.
    private var ends: [[UInt8]] = [[]]
    private let stopWords: Set<String>
    private let language: Language

    /// Collects the names of concepts that have several words besides stop words.
    package init(_ concepts: [SearchConcept], _ language: Language) {
        self.language = language
        stopWords = StopWords.all(language)
        let stemmer = Stemmer(language)
        var words = Words()
        for name in concepts.lazy.flatMap(\.names) {
            let stems = Self.stems(name, &words, stemmer, stopWords)
            if stems.count < 2 { continue }
            var node: Int32 = 0
            for stem in stems {
                let number = self.stems[stem] ?? Int32(self.stems.count + 1)
                self.stems[stem] = number
                let edge = Self.edge(node, number)
                if let next = edges[edge] {
                    node = next
                } else {
                    node = Int32(ends.count)
                    edges[edge] = node
                    ends.append([])
                }
            }
            ends[Int(node)] = Self.term(stems)
        }
    }

    /// Returns the folded stems of a name without stop words.
    static func stems(
        _ name: String, _ words: inout Words, _ stemmer: borrowing Stemmer, _ stopWords: Set<String>
    ) -> [String] {
        var stems: [String] = []
        words.scan(name) { word, _ in
            let (folded, stem) = Self.folded(Array(word), stemmer)
            if !stopWords.contains(folded), !stopWords.contains(stem) { stems.append(stem) }
        }
        return stems
    }

    /// Returns the term of the index that stands for a name of several words: its stems with spaces.
    static func term(_ stems: [String]) -> [UInt8] { Array(stems.joined(separator: " ").utf8) }

    /// The fingerprint of all names of several words.
    package var fingerprint: UInt64 {
        var stamp = Stamp()
        for term in ends.lazy.map({ String(decoding: $0, as: UTF8.self) }).sorted() { stamp.add(term) }
        return stamp.value
    }

    private static func folded(_ word: [UInt8], _ stemmer: borrowing Stemmer) -> (word: String, stem: String) {
        func folded(_ bytes: [UInt8]) -> String {
            String(decoding: bytes, as: UTF8.self).folded.replacing(" ", with: "")
        }
        return (folded(word), folded(stemmer.stem(word)))
    }

    private static func edge(_ node: Int32, _ stem: Int32) -> UInt64 { UInt64(node) << 32 | UInt64(stem) }

    /// Finds names in a sequence of words, by following the trie.
    struct Matcher: ~Copyable {
        private let names: PhraseNames
        private let stemmer: Stemmer
        /// The number of each term's stem: 0 for a stem of no name, -1 for a stop word, -2 for a term whose stem has
        /// not been looked up yet.
        private var roles: [Int32] = []
        /// The nodes of the trie that the words read so far have reached.
        private var active: [Int32] = []

        init(_ names: PhraseNames) {
            self.names = names
            stemmer = Stemmer(names.language)
        }

        /// Resets the state at the start of another text.
        mutating func begin() { active.removeAll(keepingCapacity: true) }

        /// Advances by one word, whose term has the number `term`, and calls `body` with the term of each name that
        /// ends with it.
        mutating func add(_ term: Int32, _ word: UnsafeBufferPointer<UInt8>, _ body: ([UInt8]) -> Void) {
            if names.edges.isEmpty { return }
            let index = Int(term)
            while roles.count <= index { roles.append(-2) }
            if roles[index] == -2 { roles[index] = role(word) }
            let stem = roles[index]
            if stem < 0 { return }
            if stem == 0 {
                if !active.isEmpty { begin() }
                return
            }
            let former = active
            begin()
            for node in former + [0] {
                guard let next = names.edges[PhraseNames.edge(node, stem)] else { continue }
                active.append(next)
                if !names.ends[Int(next)].isEmpty { body(names.ends[Int(next)]) }
            }
        }

        private func role(_ word: UnsafeBufferPointer<UInt8>) -> Int32 {
            let (folded, stem) = PhraseNames.folded(Array(word), stemmer)
            if names.stopWords.contains(folded) || names.stopWords.contains(stem) { return -1 }
            return names.stems[stem] ?? 0
        }
    }
}
