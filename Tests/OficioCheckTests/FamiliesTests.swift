import OficioCheck
import TestSupport
import Testing

@Suite struct FamiliesTests {
    /// Texts of fourteen words. Some are copies of others with one to three words changed.
    private static func texts(seed: UInt64) -> [String] {
        var random = TestSeed.generator(seed)
        func word(_ random: inout SeededRandom) -> String { "palabra\(Int.random(in: 0..<900, using: &random))" }
        var texts = (0..<260).map { _ in (0..<14).map { _ in word(&random) } }
        for _ in 0..<120 {
            var copy = texts[Int.random(in: 0..<texts.count, using: &random)]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                copy[Int.random(in: 0..<14, using: &random)] = word(&random)
            }
            texts.append(copy)
        }
        return texts.shuffled(using: &random).map { $0.joined(separator: " ") }
    }

    private static func pairs(_ text: String) -> Set<String> {
        let words = text.split(separator: " ")
        return Set(zip(words, words.dropFirst()).map { "\($0) \($1)" })
    }

    /// Compares the groups with those that comparing every pair of texts gives.
    @Test(arguments: [78, 84], [UInt64(1), 2, 3]) func `groups are those that comparing all pairs gives`(
        likeness: Int, seed: UInt64
    ) {
        let texts = Self.texts(seed: seed)
        let shingles = texts.map(Self.pairs)
        var group = Array(texts.indices)
        for a in texts.indices {
            for b in texts.indices
            where b > a
                && 200 * shingles[a].intersection(shingles[b]).count / (shingles[a].count + shingles[b].count)
                    >= likeness
            {
                let (kept, taken) = (min(group[a], group[b]), max(group[a], group[b]))
                for place in group.indices where group[place] == taken { group[place] = kept }
            }
        }
        let expected = Dictionary(grouping: texts.indices) { group[$0] }.values.filter { $0.count > 1 }.map {
            Array($0)
        }.sorted { $0[0] < $1[0] }
        #expect(expected.count > 5)
        #expect(TextFamilies(texts, likeness: likeness).groups == expected)
    }
}
