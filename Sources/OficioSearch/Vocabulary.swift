import Diagnostics
import OficioSource

/// All terms of the index with their folded forms, and the groups of their stems.
struct Vocabulary: Sendable {
    /// A word with its accents, in lower case.
    struct Term: Sendable {
        /// The folded form of the word.
        let form: [UInt8]
        let group: Int32
        var count: Int
        var isOutsideText: Bool
    }

    /// The keys of the groups, which are folded stems, sorted. The index of a key is the group's number.
    let groups: [[UInt8]]
    let terms: [Term]
    /// The group of each term of a part (`group`) and the term's number in `terms` (`term`), by part.
    let group: [[Int32]]
    let term: [[Int32]]
    /// The surface of each term: the rank of the term's folded form among the forms of its group, the most
    /// usual form first; 3 from the fourth on.
    let surface: [UInt8]

    init(_ chunks: [WordCounts], _ language: Language) {
        var all = TermTable()
        let places = chunks.map { all.numbers(of: $0.terms) }
        var counts = [Int](repeating: 0, count: all.count)
        var headings = [Bool](repeating: false, count: all.count)
        for (chunk, places) in zip(chunks, places) {
            for (place, term) in places.enumerated() {
                counts[Int(term)] += Int(chunk.occurrences.counts[place])
                if chunk.occurrences.isOutsideText[place] { headings[Int(term)] = true }
            }
        }
        let stemmer = Stemmer(language)
        var forms: [[UInt8]] = []
        var keys: [[UInt8]] = []
        for number in 0..<all.count {
            let word = Array(all.word(number))
            if word.contains(0x20) {
                // A name of several words is its own group.
                forms.append(word)
                keys.append(word)
            } else if word.first == UInt8(ascii: "=") {
                // A word of a former name or id, marked with “=”, is its own group too.
                let form = Self.folded(Array(word.dropFirst()))
                forms.append(form)
                keys.append(word.prefix(1) + form)
            } else {
                forms.append(Self.folded(word))
                keys.append(Self.folded(stemmer.stem(word)))
            }
        }
        var sorted: [[UInt8]] = []
        var groupOf = [Int32](repeating: 0, count: keys.count)
        for place in KeyOrder.sortedIndices(keys) {
            if sorted.last != keys[place] { sorted.append(keys[place]) }
            groupOf[place] = Int32(sorted.count - 1)
        }
        groups = sorted
        terms = forms.indices.map {
            Term(form: forms[$0], group: groupOf[$0], count: counts[$0], isOutsideText: headings[$0])
        }
        group = places.map { $0.map { groupOf[Int($0)] } }
        term = places
        // List the forms of each group, the most usual first; equally usual ones are in the order of the
        // alphabet.
        var usual = [[(form: [UInt8], count: Int)]](repeating: [], count: sorted.count)
        for term in terms {
            let group = Int(term.group)
            if let known = usual[group].firstIndex(where: { $0.form == term.form }) {
                usual[group][known].count += term.count
            } else {
                usual[group].append((term.form, term.count))
            }
        }
        for group in usual.indices {
            usual[group].sort { $0.count == $1.count ? $0.form.isBefore($1.form) : $0.count > $1.count }
        }
        surface = terms.map { term in UInt8(min(3, usual[Int(term.group)].firstIndex { $0.form == term.form } ?? 3)) }
    }

    /// Whether a group is that of a name of several words (see `PhraseNames`).
    func isPhrase(_ group: Int) -> Bool { groups[group].contains(0x20) }

    /// Returns the number of the group with a key; `nil` if there is none.
    func group(of key: [UInt8]) -> Int? {
        var (low, high) = (0, groups.count)
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].isBefore(key) { low = middle + 1 } else { high = middle }
        }
        return low < groups.count && groups[low] == key ? low : nil
    }

    /// Returns a word without case, accents and separators.
    private static func folded(_ word: [UInt8]) -> [UInt8] {
        String(decoding: word, as: UTF8.self).folded.utf8.filter { $0 != 0x20 }
    }
}
