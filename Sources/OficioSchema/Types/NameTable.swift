import OficioBasics

/// Places by name, for what is asked some hundred times of every document: found by a hash of a few instructions, with no secret in it.
struct NameTable: Sendable {
    private let entries: [(name: String, place: Int)]
    /// Of `entries`, -1 where there is none; a power of two, at most half of them taken.
    private let slots: [Int32]

    /// - Parameter entries: of two of the same name the first counts.
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
