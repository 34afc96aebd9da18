import Diagnostics

/// The order of many keys by their bytes.
enum KeyOrder {
    /// The places of some keys in order; of equals the earlier one first.
    ///
    /// Most are told apart by their first eight bytes: numbers are moved about, and the keys stay where they are.
    static func places(_ keys: [[UInt8]]) -> [Int] {
        var heads = keys.indices.map { (head: head(keys[$0]), place: $0) }
        heads.sort { a, b in
            if a.head != b.head { return a.head < b.head }
            return keys[a.place].isBefore(keys[b.place]) || a.place < b.place && keys[a.place] == keys[b.place]
        }
        return heads.map(\.place)
    }

    /// The first eight bytes as a number, zeros behind what is shorter.
    private static func head(_ key: [UInt8]) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<8 { head = head << 8 | (index < key.count ? UInt64(key[index]) : 0) }
        return head
    }
}
