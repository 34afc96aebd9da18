/// A hash table of fingerprints by 64-bit keys, none of which is 0.
///
/// The keys must be hashes already: the table takes the slot of an entry from their bits.
package struct StampTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt64]
    private var count = 0

    /// Creates a table with room for some entries; it grows as needed.
    package init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: 0, count: size)
    }

    /// The fingerprint of a key, 0 for a key without an entry.
    package subscript(key: UInt64) -> UInt64 {
        let place = place(of: key)
        return keys[place] == key ? values[place] : 0
    }

    /// Adds a value to a key. The key's fingerprint covers all values that were added to the key, in order.
    package mutating func add(_ key: UInt64, _ value: UInt64) {
        if (count + 1) * 2 > keys.count { grow() }
        let place = place(of: key)
        var stamp = Stamp()
        if keys[place] == key {
            stamp.add(values[place])
        } else {
            keys[place] = key
            count += 1
        }
        stamp.add(value)
        values[place] = stamp.value
    }

    /// Adds the entries of another table under their keys XOR `salt`. This table must not have any of these keys.
    package mutating func add(_ other: StampTable, salt: UInt64) {
        for (key, value) in zip(other.keys, other.values) where key != 0 { add(key ^ salt, value) }
    }

    /// The keys with their fingerprints, in any order.
    package var entries: [(key: UInt64, stamp: UInt64)] {
        zip(keys, values).compactMap { $0 == 0 ? nil : (key: $0, stamp: $1) }
    }

    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: key >> 24) & mask
        while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (formerKeys, formerValues) = (keys, values)
        keys = Array(repeating: 0, count: formerKeys.count * 2)
        values = Array(repeating: 0, count: formerKeys.count * 2)
        for (key, value) in zip(formerKeys, formerValues) where key != 0 {
            let place = place(of: key)
            (keys[place], values[place]) = (key, value)
        }
    }
}
