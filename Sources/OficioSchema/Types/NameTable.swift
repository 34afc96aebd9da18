import OficioBasics

/// A hash table from names to indices, with open addressing. Decoding looks up hundreds of names per document; an
/// unseeded hash is cheaper than that of `Dictionary`.
struct NameTable: Sendable {
    private let entries: [(name: String, place: Int)]
    /// Indices into `entries`, -1 for a free slot. The size is a power of two, and at most half of the slots are taken.
    private let slots: [Int32]

    /// Creates a table. The first of several entries with the same name takes precedence.
    init(_ entries: [(name: String, place: Int)]) {
        var size = 8
        while size < entries.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (index, entry) in entries.enumerated() {
            var slot = Self.hash(entry.name) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
        self.entries = entries
        self.slots = slots
    }

    subscript(name: String) -> Int? {
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].name == name { return entries[index].place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func hash(_ name: String) -> Int { Int(truncatingIfNeeded: Fingerprint.of(name)) }
}
