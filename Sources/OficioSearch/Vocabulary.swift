import Diagnostics
import OficioSource

/// All words of the index, their folded forms and the groups of their stems.
struct Vocabulary: Sendable {
    /// One word with its accents.
    struct Term: Sendable {
        /// Folded.
        let form: [UInt8]
        let group: Int32
        var count: Int
        var isInHeading: Bool
    }

    /// By number of a group: its key, the folded stem; sorted.
    let groups: [[UInt8]]
    let terms: [Term]
    /// By chunk, by its term: the group, and the term.
    let group: [[Int32]]
    let term: [[Int32]]
    /// By term: its folded form's place among those of its group, 3 from the fourth on.
    let surface: [UInt8]

    init(_ chunks: [Counts], _ language: Language) {
        var all = TermTable()
        let places = chunks.map { all.numbers(of: $0.terms) }
        var counts = [Int](repeating: 0, count: all.count)
        var headings = [Bool](repeating: false, count: all.count)
        for (chunk, places) in zip(chunks, places) {
            for (place, term) in places.enumerated() {
                counts[Int(term)] += Int(chunk.uses.counts[place])
                if chunk.uses.isInHeading[place] { headings[Int(term)] = true }
            }
        }
        let stemmer = Stemmer(language)
        var forms: [[UInt8]] = []
        var keys: [[UInt8]] = []
        for number in 0..<all.count {
            let word = Array(all.word(number))
            forms.append(Self.folded(word))
            keys.append(Self.folded(stemmer.stem(word)))
        }
        var sorted: [[UInt8]] = []
        var groupOf = [Int32](repeating: 0, count: keys.count)
        for place in KeyOrder.places(keys) {
            if sorted.last != keys[place] { sorted.append(keys[place]) }
            groupOf[place] = Int32(sorted.count - 1)
        }
        groups = sorted
        terms = forms.indices.map { Term(form: forms[$0], group: groupOf[$0], count: counts[$0], isInHeading: headings[$0]) }
        group = places.map { $0.map { groupOf[Int($0)] } }
        term = places
        // The three most usual forms of each group; of equals the first in the alphabet.
        var usual = [[(form: [UInt8], count: Int)]](repeating: [], count: sorted.count)
        for term in terms {
            let group = Int(term.group)
            if let known = usual[group].firstIndex(where: { $0.form == term.form }) {
                usual[group][known].count += term.count
            } else {
                usual[group].append((term.form, term.count))
            }
        }
        for group in usual.indices { usual[group].sort { $0.count == $1.count ? $0.form.isBefore($1.form) : $0.count > $1.count } }
        surface = terms.map { term in UInt8(min(3, usual[Int(term.group)].firstIndex { $0.form == term.form } ?? 3)) }
    }

    /// The number of the group with a key, `nil` where no word has it.
    func group(of key: [UInt8]) -> Int? {
        var (low, high) = (0, groups.count)
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].isBefore(key) { low = middle + 1 } else { high = middle }
        }
        return low < groups.count && groups[low] == key ? low : nil
    }

    /// A word without case, accents and whatever parts it.
    private static func folded(_ word: [UInt8]) -> [UInt8] { String(decoding: word, as: UTF8.self).folded.utf8.filter { $0 != 0x20 } }
}
