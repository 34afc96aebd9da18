import OficioSource

/// Groups nearly equal texts; each text is in at most one group.
///
/// Similar texts are found by shingles and MinHash with locality-sensitive hashing (Broder 1997; Leskovec et al.,
/// *Mining of Massive Datasets*, ch. 3), so that the cost grows with the number of texts, not with its square.
package struct TextFamilies {
    /// The indices of the texts of each group, ascending. Groups of a single text are left out.
    package private(set) var groups: [[Int]] = []

    /// Groups folded texts with one space between words. A text joins a group if it shares at least `likeness`
    /// percent of its pairs of neighbouring words with a text of the group (Dice's coefficient).
    package init(_ texts: [String], likeness: Int) {
        let shingles = texts.concurrentMap { Self.shingles($0) }
        let shared = Self.sharedShingles(shingles)
        // A text that shares too few pairs with all other texts together cannot reach `likeness` with any of them.
        let signatures = shingles.concurrentMap { own in
            own.count { shared.contains($0) } * (200 - likeness) < own.count * likeness ? [] : Self.signature(own)
        }
        var parent = Array(texts.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while parent[place] != place {
                parent[place] = parent[parent[place]]
                place = parent[place]
            }
            return place
        }
        for (first, second) in Array(0..<Self.bands).concurrentMap({ Self.pairs(signatures, band: $0) }).joined() {
            let (a, b) = (root(first), root(second))
            if a != b, Self.dice(shingles[first], shingles[second]) >= likeness { parent[max(a, b)] = min(a, b) }
        }
        var members: [Int: [Int]] = [:]
        for index in texts.indices { members[root(index), default: []].append(index) }
        groups = members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    /// The number of bands that a text's signature is divided into. With 16 bands of 3 rows, two texts that share two
    /// thirds of their shingles agree in at least one band with a probability of 99.6 %.
    private static let bands = 16
    private static let rows = 3

    /// Returns the pairs of texts that agree in a band. Each text is paired with the latest texts before it; pairing
    /// it with the first text alone would miss copies of copies.
    private static func pairs(_ signatures: [[UInt64]], band: Int) -> [(Int, Int)] {
        var found: [(Int, Int)] = []
        var last = LatestPlaces(for: signatures.count)
        // The text before each text with the same key, -1 for none.
        var former = [Int32](repeating: -1, count: signatures.count)
        for (index, signature) in signatures.enumerated() where !signature.isEmpty {
            var key: UInt64 = UInt64(band) &+ 1
            for row in 0..<rows { key = (key ^ signature[band * rows + row]) &* 0x9E37_79B9_7F4A_7C15 }
            var other = last.update(key, to: Int32(index))
            former[index] = other
            for _ in 0..<companions where other >= 0 {
                found.append((Int(other), index))
                other = former[Int(other)]
            }
        }
        return found
    }

    /// The maximum number of earlier texts that a text is compared with in each band. The limit keeps the cost
    /// proportional to the number of texts.
    private static let companions = 8

    /// Returns the hashes of the pairs of neighbouring words, sorted and without duplicates.
    private static func shingles(_ text: String) -> [UInt64] {
        var words: [UInt64] = []
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 {
            if byte == 0x20 {
                words.append(hash)
                hash = 14_695_981_039_346_656_037
            } else {
                hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
            }
        }
        words.append(hash)
        let pairs = zip(words, words.dropFirst()).map { ($0 &* 31 &+ $1) &* 0x9E37_79B9_7F4A_7C15 }.sorted()
        return zip(pairs, pairs.dropFirst() + [0]).compactMap { $0 == $1 ? nil : $0 }
    }

    /// Returns the shingles that occur in more than one text. Hash collisions may add a few other shingles.
    private static func sharedShingles(_ shingles: [[UInt64]]) -> ApproximateHashSet {
        let count = shingles.reduce(0) { $0 + $1.count }
        var (seen, shared) = (ApproximateHashSet(for: count), ApproximateHashSet(for: count))
        for own in shingles { for shingle in own where seen.insert(shingle) { _ = shared.insert(shingle) } }
        return shared
    }

    private static func signature(_ shingles: [UInt64]) -> [UInt64] {
        if shingles.isEmpty { return [] }
        return (0..<(bands * rows)).map { number in
            let seed = (UInt64(number) &+ 1) &* 0xBF58_476D_1CE4_E5B9
            var least = UInt64.max
            for shingle in shingles {
                var value = shingle ^ seed
                value = (value ^ (value >> 29)) &* 0x94D0_49BB_1331_11EB
                value ^= value >> 32
                if value < least { least = value }
            }
            return least
        }
    }

    /// Returns Dice's coefficient of two sorted sets, in percent.
    private static func dice(_ a: [UInt64], _ b: [UInt64]) -> Int {
        var (i, j, shared) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                shared += 1
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return 200 * shared / max(1, a.count + b.count)
    }
}

/// A table of the latest place of each hash. Dictionaries would hash the hashes again, which takes most of the time.
private struct LatestPlaces {
    private var keys: [UInt64]
    private var places: [Int32]
    private let mask: Int

    /// Creates a table for at most `count` hashes.
    init(for count: Int) {
        let size = Int(UInt64(max(8, count * 2)).nextPowerOf2)
        keys = Array(repeating: 0, count: size)
        places = Array(repeating: -1, count: size)
        mask = size - 1
    }

    /// Sets the place of a hash, and returns the former one; -1 for none.
    mutating func update(_ hash: UInt64, to place: Int32) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while places[slot] >= 0, keys[slot] != hash { slot = (slot + 1) & mask }
        defer { (keys[slot], places[slot]) = (hash, place) }
        return places[slot]
    }
}

/// An approximate set of hashes, with one bit for each: it may report a hash that was never inserted.
private struct ApproximateHashSet: Sendable {
    private var words: [UInt64]
    private let shift: UInt64

    /// Creates a set for `count` hashes, with at least eight bits for each.
    init(for count: Int) {
        let bits = UInt64(max(64, count * 8)).nextPowerOf2
        words = Array(repeating: 0, count: Int(bits >> 6))
        shift = 64 - UInt64(bits.trailingZeroBitCount)
    }

    /// Adds a hash, and returns whether the set reported it before.
    mutating func insert(_ hash: UInt64) -> Bool {
        let place = hash >> shift
        defer { words[Int(place >> 6)] |= 1 << (place & 63) }
        return contains(hash)
    }

    func contains(_ hash: UInt64) -> Bool {
        let place = hash >> shift
        return words[Int(place >> 6)] >> (place & 63) & 1 == 1
    }
}

extension UInt64 {
    fileprivate var nextPowerOf2: UInt64 { self < 2 ? 1 : 1 << UInt64(64 - (self - 1).leadingZeroBitCount) }
}
