import Diagnostics

/// Sorts many keys by their bytes.
enum KeyOrder {
    /// Returns the indices of keys in sorted order; equal keys keep their order.
    ///
    /// Compares the first eight bytes as one integer, and whole keys only if these are equal; keys
    /// are not moved.
    static func sortedIndices(_ keys: [[UInt8]]) -> [Int] {
        var heads = keys.indices.map { (head: head(keys[$0]), place: $0) }
        heads.sort { a, b in
            if a.head != b.head { return a.head < b.head }
            return keys[a.place].isBefore(keys[b.place]) || a.place < b.place && keys[a.place] == keys[b.place]
        }
        return heads.map(\.place)
    }

    /// Returns the first eight bytes as a big-endian number; a shorter key is padded with zeros.
    private static func head(_ key: [UInt8]) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<8 { head = head << 8 | (index < key.count ? UInt64(key[index]) : 0) }
        return head
    }
}
