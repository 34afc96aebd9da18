import Glibc
import OficioSource

/// A set of words numbered from 0: a hash table with open addressing, the words in one arena.
struct TermTable: Sendable {
    private var arena: [UInt8] = []
    private var starts: [UInt32] = [0]
    private var hashes: [UInt32] = []
    private var slots: [Int32]

    init() { slots = [Int32](repeating: -1, count: 1 << 12) }

    /// Writes the words, without the hash table.
    func write(to out: inout BinaryWriter) {
        out.raw(arena)
        out.raw(starts)
        out.raw(hashes)
    }

    /// Reads a table for reading only.
    init(from reader: inout BinaryReader) {
        arena = reader.raw()
        starts = reader.raw()
        hashes = reader.raw()
        slots = []
    }

    var count: Int { starts.count - 1 }

    func word(_ number: Int) -> ArraySlice<UInt8> { arena[Int(starts[number])..<Int(starts[number + 1])] }

    /// Returns the number of a word, and adds the word if it is new. `hash` is the FNV-1a hash of
    /// its bytes.
    mutating func number(of word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int32 {
        var slot = Self.slot(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isWord(Int(slots[slot]), word) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(count)
        slots[slot] = number
        arena.append(contentsOf: word)
        hashes.append(hash)
        starts.append(UInt32(arena.count))
        if count * 2 > slots.count { grow() }
        return number
    }

    /// Returns the number of a word or a name of several words, and adds it if it is new.
    mutating func number(of word: [UInt8]) -> Int32 {
        let hash = word.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return word.withUnsafeBufferPointer { number(of: $0, hash: hash) }
    }

    /// Whether a term is a name of several words (see `PhraseNames`).
    func isPhrase(_ number: Int32) -> Bool { word(Int(number)).contains(0x20) }

    /// Returns the number of the term that stands for a word exactly as another name of a document has it, and adds
    /// the term if it is new; `nil` for words of fewer than five bytes and for names of several words.
    ///
    /// The term forms a group of its own beside the group of the word's stem, so that *telefonista* in a former name
    /// is found before texts that only contain *teléfono*. Its bytes are `=` and the word.
    mutating func exactTerm(_ number: Int32) -> Int32? {
        let word = Array(word(Int(number)))
        guard word.count >= 5, !word.contains(0x20), word[0] != UInt8(ascii: "=") else { return nil }
        return self.number(of: [UInt8(ascii: "=")] + word)
    }

    private func isWord(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[number])
        guard Int(starts[number + 1]) - start == word.count else { return false }
        // A buffer has no address only if it is empty, and then both words are empty.
        guard let bytes = word.baseAddress else { return true }
        return arena.withUnsafeBufferPointer { arena in
            guard let base = arena.baseAddress else { return true }
            return memcmp(base + start, bytes, word.count) == 0
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            var slot = Self.slot(hashes[number]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// Returns the slot for a hash. It mixes the halves of the hash, because the low bits of FNV-1a are poorly
    /// distributed.
    private static func slot(_ hash: UInt32) -> Int { Int(hash ^ (hash >> 15)) }

    /// Adds all words of another table and returns their numbers in this one.
    mutating func numbers(of other: TermTable) -> [Int32] {
        other.arena.withUnsafeBufferPointer { arena in
            (0..<other.count).map { number in
                let word = UnsafeBufferPointer(
                    rebasing: arena[Int(other.starts[number])..<Int(other.starts[number + 1])])
                return self.number(of: word, hash: other.hashes[number])
            }
        }
    }
}
