/// 64-bit hashes for detecting changes. None of them resists an attacker.
///
/// FNV-1a names shards and places chunk boundaries; `quick` hashes large inputs.
package enum Fingerprint {
    /// Returns the FNV-1a hash of some bytes, with its high bits folded into the low ones.
    package static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { of($0) } }

    /// Returns the hash of the UTF-8 bytes of a string.
    package static func of(_ text: String) -> UInt64 {
        text.withBytes { of($0) }
    }

    private static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash ^ (hash >> 29)
    }

    /// Returns a hash of large inputs that takes eight bytes at a time. Its values differ from those of `of`.
    package static func wordwise(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var stamp = Stamp()
        var place = 0
        while place + 8 <= bytes.count {
            stamp.add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            place += 8
        }
        while place < bytes.count {
            stamp.add(UInt64(bytes[place]))
            place += 1
        }
        stamp.add(UInt64(bytes.count))
        return stamp.value
    }

    /// Returns a hash in six characters (30 bits) for a file name.
    package static func name(_ bytes: [UInt8]) -> String {
        let hash = bytes.withUnsafeBytes { wordwise($0) }
        return letters(hash ^ hash >> 29, count: 6)
    }

    /// Returns a hash as thirteen base-32 characters, which a `String` stores without allocating.
    ///
    /// - Parameters:
    ///   - hash: the hash to write.
    ///   - kind: an ASCII character to put before the hash; nil for none.
    /// - Returns: thirteen characters, or fourteen with `kind`.
    package static func word(_ hash: UInt64, after kind: UInt8? = nil) -> String {
        letters(hash, count: 13, after: kind)
    }

    private static func letters(_ hash: UInt64, count: Int, after kind: UInt8? = nil) -> String {
        String(unsafeUninitializedCapacity: 14) { out in
            var place = 0
            if let kind {
                out[0] = kind
                place = 1
            }
            var rest = hash
            for _ in 0..<count {
                out[place] = digits[Int(rest & 31)]
                rest >>= 5
                place += 1
            }
            return place
        }
    }

    private static let digits = Array<UInt8>("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

/// Combines several values, in order, into one fingerprint.
package struct Stamp: Sendable {
    /// The fingerprint of the values added so far.
    package private(set) var value: UInt64 = 14_695_981_039_346_656_037

    /// Creates a fingerprint without values.
    package init() {}

    /// Adds an unsigned number to the fingerprint.
    package mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }

    /// Adds a number to the fingerprint.
    package mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    /// Adds numbers and their count to the fingerprint.
    package mutating func add(_ numbers: [Int]) {
        for number in numbers { add(number) }
        add(numbers.count)
    }

    /// Adds fingerprints and their count to the fingerprint.
    package mutating func add(_ stamps: [UInt64]) {
        for stamp in stamps { add(stamp) }
        add(stamps.count)
    }

    /// Adds a flag to the fingerprint.
    package mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

    /// Adds the UTF-8 bytes of a string and their count to the fingerprint.
    package mutating func add(_ text: String) {
        add(text.withBytes { Fingerprint.wordwise(UnsafeRawBufferPointer($0)) })
    }

    /// Adds bytes and their count to the fingerprint.
    package mutating func add(_ bytes: [UInt8]) {
        add(bytes.withUnsafeBytes { Fingerprint.wordwise($0) })
    }

    /// Adds strings and their count to the fingerprint.
    package mutating func add(_ texts: [String]) {
        for text in texts { add(text) }
        add(texts.count)
    }
}
