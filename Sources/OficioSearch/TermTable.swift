/// Words by number: open addressing over one arena, for the hot loop of indexing.
struct TermTable: Sendable {
    private var arena: [UInt8] = []
    private var starts: [UInt32] = [0]
    private var slots: [Int32]

    init() { slots = [Int32](repeating: -1, count: 1 << 12) }

    var count: Int { starts.count - 1 }

    func word(_ number: Int) -> ArraySlice<UInt8> { arena[Int(starts[number])..<Int(starts[number + 1])] }

    /// The number of a word, a new one where it is new.
    mutating func number(of word: borrowing [UInt8]) -> Int32 {
        var slot = Int(Self.hash(word)) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isWord(Int(slots[slot]), word) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(count)
        slots[slot] = number
        arena.append(contentsOf: copy word)
        starts.append(UInt32(arena.count))
        if count * 2 > slots.count { grow() }
        return number
    }

    private func isWord(_ number: Int, _ word: borrowing [UInt8]) -> Bool {
        let start = Int(starts[number])
        guard Int(starts[number + 1]) - start == word.count else { return false }
        for index in 0..<word.count where arena[start + index] != word[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            var slot = Int(Self.hash(Array(word(number)))) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// FNV-1a, 32 bits, its halves mixed.
    private static func hash(_ word: borrowing [UInt8]) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for index in 0..<word.count { hash = (hash ^ UInt32(word[index])) &* 16_777_619 }
        return hash ^ (hash >> 15)
    }
}
