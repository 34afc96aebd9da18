import OficioBasics
import OficioSource

/// The place of each document in the search index: its number, its bucket, and the part that counts its words.
package struct IndexLayout: Sendable {
    /// The documents of each bucket with their numbers.
    let buckets: [[(number: Int, document: Int)]]
    /// The buckets of each part.
    let ranges: [Range<Int>]
    /// The fingerprint of the keys and numbers of the documents of each part.
    package let members: [UInt64]
    /// The number of documents.
    let count: Int

    /// Lays out documents with unique keys.
    package init(_ keys: [String]) {
        let buckets = Self.buckets(keys)
        self.buckets = buckets
        count = keys.count
        let step = max(1, (buckets.count + 127) / 128)
        ranges = stride(from: 0, to: buckets.count, by: step).map { $0..<min(buckets.count, $0 + step) }
        members = ranges.map { range in
            var stamp = Stamp()
            stamp.add([range.lowerBound, range.upperBound])
            for entry in buckets[range].joined() {
                stamp.add(entry.number)
                stamp.add(keys[entry.document])
            }
            return stamp.value
        }
    }

    /// Returns the text shards. `made` holds the shards of the parts that this build has encoded. The others encode
    /// the documents that `document` returns only when the build writes them.
    package func texts(_ made: [[[UInt8]]?] = [], _ document: @escaping @Sendable (Int) -> SearchDocument)
        -> [SearchIndex.Text]
    {
        ranges.enumerated().flatMap { number, range in
            let made = made.indices.contains(number) ? made[number] : nil
            return range.enumerated().map { place, bucket in
                let entries = buckets[bucket]
                return SearchIndex.Text(name: TextShards.name(bucket), part: number) {
                    made?[place] ?? TextShards.file(bucket, entries.map { ($0.number, document($0.document)) })
                }
            }
        }
    }

    /// The maximum number of documents of a bucket.
    static let slots = 16

    /// Returns the documents of each bucket with their numbers. The hash of the key gives a bucket and a slot in it;
    /// if the slot is taken, the next free one is used, in the order of keys. While the number of buckets stays the
    /// same, a number stays the same when documents with other slots are added or removed.
    private static func buckets(_ keys: [String]) -> [[(number: Int, document: Int)]] {
        var size = 1
        while size * 4 < keys.count { size *= 2 }
        let hashes = keys.map { Fingerprint.of($0) }
        var members: [[Int]]
        repeat {
            members = [[Int]](repeating: [], count: size)
            for index in keys.indices { members[Int(hashes[index] % UInt64(size))].append(index) }
            if members.allSatisfy({ $0.count <= slots }) { break }
            size *= 2
        } while true
        return members.enumerated().map { bucket, inside in
            var taken = [Int?](repeating: nil, count: slots)
            for index in inside.sorted(by: { keys[$0] < keys[$1] }) {
                var slot = Int((hashes[index] &* 0x9E37_79B9_7F4A_7C15) >> 32) % slots
                while taken[slot] != nil { slot = (slot + 1) % slots }
                taken[slot] = index
            }
            return taken.enumerated().compactMap { slot, index in index.map { (bucket * slots + slot, $0) } }
        }
    }
}
