import OficioBasics

/// Hashes of folded words. Rules compare texts only if their hashes are equal.
enum WordHash {
    /// The hash of an empty word, from which `adding` starts.
    static let empty: UInt64 = 14_695_981_039_346_656_037

    /// Returns the hash of a word from the hash of its beginning and its next byte (FNV-1a).
    static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 1_099_511_628_211 }

    /// Returns the hash of the words in some bytes.
    static func hash(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        var hash = empty
        for byte in bytes { hash = adding(byte, to: hash) }
        return hash
    }

    /// Returns the hash of some words.
    static func hash(_ words: String) -> UInt64 { words.withBytes { hash($0[...]) } }
}

extension [UInt64] {
    /// Whether some number occurs more than once in the array.
    var hasDuplicates: Bool {
        let sorted = sorted()
        return zip(sorted, sorted.dropFirst()).contains(where: ==)
    }
}
