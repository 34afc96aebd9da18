/// A small set of bytes, with a search that tests eight bytes at a time.
///
/// The test is *Determine if a word has a zero byte* (S. E. Anderson, Bit Twiddling Hacks).
package struct ByteSet: Sendable {
    /// The limit of the set, at most 128, repeated in every byte of a word. All bytes below the limit are special.
    private let limit: UInt64
    /// Five more special bytes, each repeated in every byte of a word.
    private let five: (UInt64, UInt64, UInt64, UInt64, UInt64)
    private let isSpecial: [Bool]

    /// Creates a set that is not empty.
    ///
    /// - Parameters:
    ///   - limit: all bytes below it are special; at most 128.
    ///   - others: further special bytes, at most five.
    package init(below limit: UInt8 = 0, _ others: [UInt8] = []) {
        precondition(limit <= 0x80 && others.count <= 5)
        self.limit = Self.ones &* UInt64(limit)
        // Unused words repeat the last of `others`, or 0, which is below the limit, so that they match nothing new.
        func word(_ index: Int) -> UInt64 {
            Self.ones &* UInt64(index < others.count ? others[index] : others.last ?? 0)
        }
        five = (word(0), word(1), word(2), word(3), word(4))
        isSpecial = (0...0xFF).map { $0 < limit || others.contains($0) }
        precondition(!others.isEmpty || limit > 0)
    }

    /// Returns the index of the first special byte at or after `start`, or `bytes.count` if there is none.
    package func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = start
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let below = (word &- limit) & ~word
            let found =
                below | zero(word ^ five.0) | zero(word ^ five.1) | zero(word ^ five.2) | zero(word ^ five.3)
                | zero(word ^ five.4)
            if found & Self.highs != 0 { break }
            index += 8
        }
        while index < raw.count, !isSpecial[Int(raw[index])] { index += 1 }
        return index
    }

    /// Returns a word in which some byte has its high bit set if a byte of `word` is zero.
    @inline(__always) private func zero(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var highs: UInt64 { 0x8080_8080_8080_8080 }
}
